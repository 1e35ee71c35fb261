package intake_test

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/host/hosttest"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
	"github.com/hmox12/hmox12/mapping/record"
)

// sent records that an 835 with two sets went to a partner on an earlier night.
func (o *office) sent(receiver string, control int) {
	o.Helper()
	tx, err := o.database.Begin(context.Background())
	require.NoError(o, err)
	require.NoError(o, tx.AddSent(fmt.Sprintf("835-%d.x12", control), store.Envelope{
		Kind: "835", ReceiverQualifier: "ZZ", Receiver: receiver, Control: fmt.Sprintf("%09d", control), Day: record.NewDate(2026, 2, 23),
		FunctionalID: "HP", Group: fmt.Sprint(control), Version: "005010X221A1", Sets: 2, Trace: "EFT1",
	}))
	require.NoError(o, tx.Commit())
}

// states tells how each file that was sent was taken, and how often somebody
// acknowledged what was never sent.
func (o *office) states() (states []string, unmatched int) {
	o.Helper()
	for s, err := range o.database.Sent(context.Background()) {
		require.NoError(o, err)
		states = append(states, fmt.Sprintf("%s %s %d", s.File, s.State(), len(s.Acknowledgments)))
	}
	for _, err := range o.database.Unmatched(context.Background()) {
		require.NoError(o, err)
		unmatched++
	}
	return states, unmatched
}

// ackGroup is a group of 999s, numbered from 0001.
func ackGroup(number string, bodies ...string) string {
	var sets []string
	for i, body := range bodies {
		sets = append(sets, set("999", fmt.Sprintf("%04d", i+1), "005010X231A1", body))
	}
	return group("FA", "005010X231A1", number, sets...)
}

const (
	accepts = "AK1*HP*391*005010X221A1~\nAK2*835*0001~\nIK5*A~\nAK2*835*0002~\nIK5*A~\nAK9*A*2*2*2~\n"
	refuses = "AK1*HP*391*005010X221A1~\nAK2*835*0001~\nIK5*A~\nAK2*835*0002~\nIK3*CAS*27*2110*8~\nIK4*3*782*6*12..5~\nIK5*R*5~\nAK9*P*2*2*1~\n"
)

func receipt(number, verdict string) string {
	return "TA1*" + number + "*260223*2100*" + verdict + "~\n"
}

func TestAcknowledgmentsAreAttachedToWhatWasSent(t *testing.T) {
	from := func(file, sender string) string { return strings.ReplaceAll(file, "BAYCLEAR", sender) }
	for _, c := range []struct {
		name      string
		files     []string
		state     string
		unmatched int
	}{
		{"a 999 that accepts", []string{interchange("000000001", ackGroup("1", accepts))}, "accepted 1", 0},
		{"a 999 that refuses a set", []string{interchange("000000001", ackGroup("1", refuses))}, "partly accepted 1", 0},
		{"a TA1 alone", []string{strings.Replace(interchange("000000001"), "IEA", receipt("000000391", "A*000")+"IEA", 1)}, "waiting 1", 0},
		{"a TA1 that refuses", []string{strings.Replace(interchange("000000001"), "IEA", receipt("000000391", "R*009")+"IEA", 1)}, "rejected 1", 0},
		{"a TA1 that lost its zeros", []string{strings.Replace(interchange("000000001"), "IEA", receipt("391", "R*009")+"IEA", 1)}, "rejected 1", 0},
		{"a TA1 without a verdict", []string{strings.Replace(interchange("000000001"), "IEA", receipt("000000391", "Q*000")+"IEA", 1)}, "waiting 0", 0},
		{"a TA1 and a 999 in one interchange", []string{interchange("000000001", receipt("000000391", "A*000")+ackGroup("1", accepts))}, "accepted 2", 0},
		{"a 999 beside claims", []string{interchange("000000001", claimGroup("1", claimSet("0001", visit("A", "16"))), ackGroup("2", accepts))}, "accepted 1", 0},
		{"a second word that differs", []string{interchange("000000001", ackGroup("1", refuses)), interchange("000000002", ackGroup("2", accepts))}, "accepted 2", 0},
		{"a second word that is the same", []string{interchange("000000001", ackGroup("1", refuses)), interchange("000000002", ackGroup("2", refuses))}, "partly accepted 1", 0},
		{"the same 999 twice in one group", []string{interchange("000000001", ackGroup("1", refuses, refuses))}, "partly accepted 1", 0},
		{"the same file again", []string{interchange("000000001", ackGroup("1", refuses)), interchange("000000001", ackGroup("1", refuses))}, "partly accepted 1", 0},
		{"somebody else's word", []string{from(interchange("000000001", ackGroup("1", refuses)), "LAURELFP")}, "waiting 0", 1},
		{"somebody else's TA1", []string{from(strings.Replace(interchange("000000001"), "IEA", receipt("000000391", "R*009")+"IEA", 1), "LAURELFP")}, "waiting 0", 1},
		{"a word on another kind of group", []string{interchange("000000001", ackGroup("1", strings.ReplaceAll(accepts, "HP*391", "HB*391")))}, "waiting 0", 1},
		{"a word on another number", []string{interchange("000000001", ackGroup("1", strings.ReplaceAll(accepts, "HP*391", "HP*392")))}, "waiting 0", 1},
		{"a word on nothing, twice", []string{interchange("000000001", ackGroup("1", strings.ReplaceAll(accepts, "391", "392"))), interchange("000000002", ackGroup("1", strings.ReplaceAll(accepts, "391", "392")))}, "waiting 0", 1},
		{"a 999 that its guide does not admit", []string{interchange("000000001", ackGroup("1", strings.Replace(refuses, "IK5*R", "IK5*Q", 1)))}, "waiting 0", 0},
		{"a 999 in an interchange that is refused", []string{strings.Replace(interchange("000000001", ackGroup("1", refuses)), "IEA*1", "IEA*2", 1)}, "waiting 0", 0},
		{"a set that was never sent", []string{interchange("000000001", ackGroup("1", strings.Replace(accepts, "AK2*835*0002~\nIK5*A", "AK2*835*0003~\nIK5*R*5", 1)))}, "accepted 1", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := open(t)
			o.sent("BAYCLEAR", 391)
			for i, file := range c.files {
				o.take(fmt.Sprintf("%d.x12", i), file)
			}
			states, unmatched := o.states()
			assert.Equal(t, "835-391.x12 "+c.state, states[0])
			assert.Equal(t, c.unmatched, unmatched)
			for _, name := range o.answers() {
				assert.False(t, strings.HasPrefix(name, "999-") && !strings.Contains(c.name, "claims"), "an acknowledgment was acknowledged: %s", name)
				assert.NotContains(t, o.read(name), "AK1*FA")
			}
		})
	}
}

func TestWhatWeSendTonightCanBeAcknowledged(t *testing.T) {
	o := open(t)
	o.take("claims.x12", interchange("000000001", claimGroup("1", claimSet("0001", visit("A", "16")))))
	states, _ := o.states()
	assert.ElementsMatch(t, []string{"999-BAYCLEAR-000000001.x12 not to be acknowledged 0", "277CA-BAYCLEAR-000000002.x12 waiting 0"}, states)
	o.take("ack.x12", interchange("000000002", receipt("000000001", "R*022")+ackGroup("2", "AK1*HN*2*005010X214~\nAK2*277*0001*005010X214~\nIK5*R*5~\nAK9*R*1*1*0~\n")))
	states, unmatched := o.states()
	assert.ElementsMatch(t, []string{"999-BAYCLEAR-000000001.x12 rejected 1", "277CA-BAYCLEAR-000000002.x12 rejected 1"}, states)
	assert.Zero(t, unmatched)
}

func TestOfAnAcknowledgmentABoundedPartIsKept(t *testing.T) {
	o := open(t)
	o.sent("BAYCLEAR", 391)
	var body strings.Builder
	body.WriteString("AK1*HP*391*005010X221A1~\nAK2*835*0001~\n" + strings.Repeat("IK3*CAS*27*2110*8~\nIK4*3*782*6~\n", 120) + "IK5*R*5~\n")
	for n := range 60 {
		fmt.Fprintf(&body, "AK2*835*%04d~\nIK5*R*5~\n", n+3)
	}
	body.WriteString("AK2*835*0002~\nIK5*R*5~\nAK9*R*62*62*0~\n")
	o.take("ack.x12", interchange("000000001", ackGroup("1", body.String())))
	for s, err := range o.database.Sent(context.Background()) {
		require.NoError(t, err)
		a := s.Decisive()
		require.Len(t, a.Sets, 22, "both of ours, and some of those that were never sent")
		assert.Equal(t, 40, a.MoreSets)
		assert.Equal(t, 120, a.Sets[0].Count)
		assert.Len(t, a.Sets[0].Errors, 50)
		assert.Equal(t, "0002", a.Sets[21].Control)
		assert.Equal(t, store.SentRejected, s.State())
	}
}

// TestAnAcknowledgmentThatCannotBeKeptLeavesNothing fails each operation on the
// database while a file of acknowledgments is taken.
func TestAnAcknowledgmentThatCannotBeKeptLeavesNothing(t *testing.T) {
	text := interchange("000000001", receipt("000000391", "A*000")+ackGroup("1", refuses))
	taken := func(t *testing.T, failing int) (*office, []string, error) {
		o := open(t)
		o.sent("BAYCLEAR", 391)
		var operations []string
		database, err := store.Open(context.Background(), o.path("hmox12.db"), store.Options{Around: func(operation string, do func() error) error {
			operations = append(operations, operation)
			if len(operations) == failing {
				return hosttest.ErrInjected
			}
			return do()
		}})
		require.NoError(t, err)
		defer database.Close()
		o.intake.Store = database
		require.NoError(t, os.WriteFile(o.path("ack.x12"), []byte(text), 0o644))
		_, err = o.intake.Take(context.Background(), o.path("ack.x12"))
		return o, operations, err
	}
	_, operations, err := taken(t, 0)
	require.NoError(t, err)
	first := slices.Index(operations, "begin") + 1
	require.Contains(t, operations, "add acknowledgment")
	require.Contains(t, operations, "add acknowledged set")
	for n := first; n <= len(operations); n++ {
		if operations[n-1] == "rollback" {
			continue
		}
		o, _, err := taken(t, n)
		require.ErrorIs(t, err, hosttest.ErrInjected, "operation %d, %s", n, operations[n-1])
		states, _ := o.states()
		require.Equal(t, []string{"835-391.x12 waiting 0"}, states, "operation %d, %s", n, operations[n-1])
	}
}
