package intake_test

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/mapping/record"
)

// statusGroup is a group of sets of inquiries about claims.
func statusGroup(number string, sets ...string) string {
	return group("HR", "005010X212", number, sets...)
}

// statusSet asks about claims of Nina Okafor at Dr. Laurel's: each question is
// what follows its TRN.
func statusSet(number string, questions ...string) string {
	body := "BHT*0010*13*ASKED" + number + "*20260302*0700~\nHL*1**20*1~\nNM1*PR*2*POPPY HEALTH PLAN*****PI*77001~\n" +
		"HL*2*1*21*1~\nNM1*41*2*BAY CLEARING*****46*BAYCLEAR~\nHL*3*2*19*1~\nNM1*1P*1*LAUREL*ANNA****XX*1000000889~\n" +
		"HL*4*3*22*0~\nDMG*D8*19840312*F~\nNM1*IL*1*OKAFOR*NINA****MI*GP100005~\n"
	for i, question := range questions {
		body += fmt.Sprintf("TRN*1*S%d~\n%s", i+1, question)
	}
	return set("276", number, "005010X212", body)
}

func account(number string) string { return "REF*EJ*" + number + "~\nDTP*472*D8*20260101~\n" }

// statusesOf returns the STC segments of a 277.
func statusesOf(text string) []string {
	var all []string
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "STC*") {
			all = append(all, strings.TrimSpace(line))
		}
	}
	return all
}

func TestAStatusInquiryIsAnsweredWithWhatIsKnownByThen(t *testing.T) {
	o := open(t)
	question := func(n string) string {
		return interchange(n, statusGroup("1", statusSet("0001", account("A"), account("B"))))
	}
	received := o.take("1.x12", question("000000001"))
	assert.Equal(t, 2, received.Statuses)
	before := o.answer("277")
	o.requireGood(before)
	assert.Equal(t, []string{"STC*A4:35*20260316~", "STC*A4:35*20260316~"}, statusesOf(before))
	require.NoError(t, os.Remove(o.path("outbound.partial/"+o.named("277-"))))

	// One file brings a claim, the question about it, and a claim the front end rejects.
	bad := strings.Replace(visit("B", "17"), "CLM*B*150", "CLM*B*160", 1)
	received = o.take("2.x12", interchange("000000002", claimGroup("1", claimSet("0001", visit("A", "16"), bad)), statusGroup("2", statusSet("0001", account("A"), account("B")))))
	assert.Equal(t, 2, received.Claims)
	after := o.answer("277")
	o.requireGood(after)
	assert.Equal(t, []string{"STC*F1:65*20260316**150*60*20260316~", "STC*A8:400*20260302**160~"}, statusesOf(after))
	assert.Contains(t, after, "\nGS*HN*POPPY77001*BAYCLEAR*20260302*2100*")
	assert.Contains(t, after, "*X*005010X212~\nST*277*0001*005010X212~\nBHT*0010*08*ASKED0001*20260302*2100*DG~\n")
	require.NoError(t, os.Remove(o.path("outbound.partial/"+o.named("277-"))))

	// In a later night the claim is paid.
	control := o.pay()
	o.take("3.x12", question("000000003"))
	paid := o.answer("277")
	o.requireGood(paid)
	assert.Equal(t, "STC*F1:65*20260316**150*60*20260316**20260318*EFT77~", statusesOf(paid)[0])
	assert.Contains(t, paid, "REF*1K*"+control+"~")

	sum, err := o.database.Summary(context.Background())
	require.NoError(t, err)
	assert.Equal(t, 6, sum.StatusInquiries)
	assert.Equal(t, 4, sum.FoundClaims)
}

// named returns the name of the one answer with a prefix that is there still.
func (o *office) named(prefix string) string {
	o.Helper()
	entries, err := os.ReadDir(o.path("outbound.partial"))
	require.NoError(o, err)
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), prefix) {
			return e.Name()
		}
	}
	o.Fatal("no answer " + prefix)
	return ""
}

// pay pays every claim that waits for it, and returns the last one's number.
func (o *office) pay() string {
	o.Helper()
	tx, err := o.database.Begin(context.Background())
	require.NoError(o, err)
	defer tx.Rollback()
	r := &record.Remittance{TraceNumber: "EFT77", Method: record.ACH, Produced: 20260316, Effective: 20260318}
	var versions []int
	for due, err := range tx.Due() {
		require.NoError(o, err)
		r.Payee.NPI, r.Amount = due.Payee, due.Paid
		for v, err := range tx.Unpaid(due.Payee) {
			require.NoError(o, err)
			r.Claims = append(r.Claims, record.RemittanceClaim{Claim: v.Claim, Decision: v.Decision})
			versions = append(versions, v.Version)
		}
	}
	require.NotEmpty(o, versions)
	require.NoError(o, tx.AddRemittance(r, versions))
	require.NoError(o, tx.Commit())
	return r.Claims[len(r.Claims)-1].Claim.Control
}

func TestA276WithManyClaimsIsAnsweredInSeveralSets(t *testing.T) {
	o := open(t)
	questions := make([]string, 501)
	for i := range questions {
		questions[i] = account("A")
	}
	received := o.take("file.x12", interchange("000000001", statusGroup("1", statusSet("0001", questions...), statusSet("0002", account("A")))))
	assert.Equal(t, 502, received.Statuses)
	answer := o.answer("277")
	o.requireGood(answer)
	sets := strings.Split(answer, "\nST*277*")[1:]
	require.Len(t, sets, 3)
	for i, want := range []struct {
		number, asked string
		claims        int
	}{{"0001", "ASKED0001", 500}, {"0002", "ASKED0001", 1}, {"0003", "ASKED0002", 1}} {
		assert.True(t, strings.HasPrefix(sets[i], want.number))
		assert.Contains(t, sets[i], "BHT*0010*08*"+want.asked+"*")
		assert.Equal(t, want.claims, strings.Count(sets[i], "\nTRN*2*S"))
	}
}

func TestABad276CostsItsNeighborsNothing(t *testing.T) {
	o := open(t)
	bad := strings.Replace(statusSet("0001", account("A")), "DTP*472*D8*20260101", "DTP*472*D8*20261301", 1)
	received := o.take("file.x12", interchange("000000001", statusGroup("1", bad, statusSet("0002", account("A")))))
	assert.Equal(t, 1, received.RejectedSets)
	assert.Equal(t, 1, received.Statuses)
	answer := o.answer("277")
	assert.NotContains(t, answer, "ASKED0001")
	assert.Contains(t, answer, "ASKED0002")
}

func TestAPatientOfWhomNothingIsAskedGetsNoAnswer(t *testing.T) {
	o := open(t)
	received := o.take("file.x12", interchange("000000001", statusGroup("1", statusSet("0001"))))
	assert.Zero(t, received.Statuses)
	assert.Zero(t, received.RejectedSets)
	assert.Equal(t, []string{"999-BAYCLEAR-000000001.x12"}, o.answers())
}

func TestAnAccountMayHoldTheDelimitersOfTheAnswer(t *testing.T) {
	o := open(t)
	o.take("1.x12", interchange("000000001", claimGroup("1", claimSet("0001", visit("O'B|A", "16")))))
	file := interchange("000000002", statusGroup("1", statusSet("0001", "DTP*472*D8*20260216~\n")))
	o.take("2.x12", strings.NewReplacer("*", "|", "~\n", "'").Replace(file))
	answer := o.answer("277")
	o.requireGood(answer)
	assert.Contains(t, answer, "\x1dO'B|A\x1c", "our own words are delimited by control characters then")
}
