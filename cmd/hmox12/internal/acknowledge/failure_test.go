package acknowledge_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/acknowledge"
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/ack"
)

var errDesk = errors.New("the desk is closed")

// desk is an Office that keeps answers in memory. Of the calls to it, the one called failing
// fails.
type desk struct {
	failing int
	calls   []string
	numbers int
	open    int // drafts that were neither kept nor discarded
	kept    []*sheet
}

func (o *desk) call(name string) error {
	o.calls = append(o.calls, name)
	if len(o.calls) == o.failing {
		return errDesk
	}
	return nil
}

func (o *desk) Create(kind string, to *x12.Interchange, control int) (acknowledge.File, error) {
	if err := o.call("create"); err != nil {
		return nil, err
	}
	o.open++
	return &sheet{desk: o, name: fmt.Sprintf("%s %s %d", kind, to.Sender, control)}, nil
}

func (o *desk) Next() (int, error) {
	o.numbers++
	return o.numbers, o.call("next")
}

func (o *desk) Now() time.Time { return time.Date(2026, 3, 2, 21, 0, 0, 0, time.UTC) }
func (o *desk) Partner(*x12.Interchange) *record.TradingPartner {
	return &record.TradingPartner{LineBreaks: true}
}

type sheet struct {
	bytes.Buffer
	desk *desk
	name string
	told []x12.Envelope
}

func (f *sheet) Tell(e x12.Envelope) { f.told = append(f.told, e) }

func (f *sheet) Write(p []byte) (int, error) {
	if err := f.desk.call("write"); err != nil {
		return 0, err
	}
	return f.Buffer.Write(p)
}

// Keep fails as an outbox does: the draft is gone then.
func (f *sheet) Keep() error {
	f.desk.open--
	if err := f.desk.call("keep"); err != nil {
		return err
	}
	f.desk.kept = append(f.desk.kept, f)
	return nil
}

func (f *sheet) Discard() error {
	f.desk.open--
	return f.desk.call("discard")
}

func (o *desk) names() []string {
	var names []string
	for _, f := range o.kept {
		names = append(names, f.name)
	}
	return names
}

// answerAt examines a text and answers it.
func answerAt(text string, o *desk) error {
	a := acknowledge.New(o)
	err := ack.Examine(x12.NewReader(strings.NewReader(text)), ack.Options{}, a.Listen(ack.Listener{}))
	return errors.Join(err, a.Err(), a.Discard())
}

// An interchange of groups, each of one set, an inquiry that says nothing: it is
// rejected, which is as good as any verdict here.
func interchange(asks, number string, groups ...string) string {
	header := "ISA*00*          *00*          *ZZ*BAYCLEAR       *ZZ*POPPY77001     *260302*0700*^*00501*" + number + "*" + asks + "*P*:~"
	return header + strings.Join(groups, "") + fmt.Sprintf("IEA*%d*%s~", len(groups), number)
}

func group(id, version, number, set string) string {
	return "GS*" + id + "*BAYCLEAR*POPPY77001*20260302*0700*" + number + "*X*" + version + "~" + set + "GE*1*" + number + "~"
}

var (
	inquiries       = group("HS", "005010X279A1", "301", "ST*270*0001*005010X279A1~BHT*0022*13*A*20260302*0700~SE*3*0001~")
	acknowledgments = group("FA", "005010X231A1", "302", "ST*999*0001*005010X231A1~AK1*HB*1*005010X279A1~AK9*A*1*1*1~SE*4*0001~")
)

func TestWhatIsAnswered(t *testing.T) {
	good := interchange("0", "000000301", inquiries)
	cases := []struct {
		name, file string
		want       []string
	}{
		{"a group gets a 999", good, []string{"999 BAYCLEAR 1"}},
		{"two groups share one", interchange("0", "000000301", inquiries, strings.ReplaceAll(inquiries, "*301", "*303")), []string{"999 BAYCLEAR 1"}},
		{"two interchanges get one each", good + strings.ReplaceAll(good, "000000301", "000000302"), []string{"999 BAYCLEAR 1", "999 BAYCLEAR 2"}},
		{"a TA1 comes with it when it is asked for", interchange("1", "000000301", inquiries), []string{"999 BAYCLEAR 1", "TA1 BAYCLEAR 2"}},
		{"a rejected interchange gets a TA1 alone", strings.Replace(good, "IEA*1", "IEA*2", 1), []string{"TA1 BAYCLEAR 2"}},
		{"so does one that is cut short", good[:len(good)-30], []string{"TA1 BAYCLEAR 2"}},
		{"acknowledgments are not acknowledged", interchange("0", "000000301", acknowledgments), nil},
		{"nor are they beside a group that is", interchange("0", "000000301", acknowledgments, inquiries, strings.ReplaceAll(acknowledgments, "*302", "*303")), []string{"999 BAYCLEAR 1"}},
		{"what is no X12 gets no answer", "hello", nil},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			o := &desk{}
			require.NoError(t, answerAt(c.file, o))
			assert.Equal(t, c.want, o.names())
			assert.Zero(t, o.open)
			for _, f := range o.kept {
				assert.Empty(t, rejections(t, f.String()), "%s\n%s", f.name, f)
				assert.NotContains(t, f.String(), "AK1*FA")
				require.Len(t, f.told, 1, "the answer hears what is in it")
				assert.Equal(t, strings.Count(f.String(), "ST*999*"), f.told[0].Sets)
				assert.Equal(t, "BAYCLEAR", f.told[0].Interchange.Receiver)
			}
		})
	}
}

// rejections examines an answer of ours.
func rejections(t testing.TB, text string) (found []string) {
	t.Helper()
	err := ack.Examine(x12.NewReader(strings.NewReader(text)), ack.Options{}, ack.Listener{Finding: func(f ack.Finding) {
		if f.Rejects() {
			found = append(found, f.Error.Error())
		}
	}})
	require.NoError(t, err)
	return found
}

func TestTheNextListenerIsTold(t *testing.T) {
	var told []string
	note := func(what string) { told = append(told, what) }
	a := acknowledge.New(&desk{})
	l := a.Listen(ack.Listener{
		Finding:          func(ack.Finding) { note("finding") },
		InterchangeBegan: func(*x12.Interchange) { note("interchange began") },
		GroupBegan:       func(*x12.FunctionalGroup) { note("group began") },
		SetEnded:         func(*ack.Set) { note("set ended") },
		GroupEnded:       func(*ack.Group) { note("group ended") },
		InterchangeEnded: func(*ack.Interchange) { note("interchange ended") },
	})
	require.NoError(t, ack.Examine(x12.NewReader(strings.NewReader(interchange("0", "000000301", inquiries))), ack.Options{}, l))
	assert.Equal(t, []string{"interchange began", "group began", "finding", "set ended", "group ended", "interchange ended"}, told)
}

// TestEveryCallToTheOfficeCanFail fails each call in turn: the error is told, no
// draft is left open, and nothing is answered after it.
func TestEveryCallToTheOfficeCanFail(t *testing.T) {
	good := interchange("1", "000000301", inquiries)
	text := good + strings.Replace(good, "IEA*1", "IEA*2", 1) + strings.ReplaceAll(good, "000000301", "000000302")
	whole := &desk{}
	require.NoError(t, answerAt(text, whole))
	for _, name := range []string{"next", "create", "write", "keep", "discard"} {
		require.Contains(t, whole.calls, name)
	}
	for n, name := range whole.calls {
		o := &desk{failing: n + 1}
		require.ErrorIs(t, answerAt(text, o), errDesk, "call %d, %s", n+1, name)
		assert.Zero(t, o.open, "call %d, %s", n+1, name)
		for i, kept := range o.names() {
			assert.Equal(t, whole.names()[i], kept, "call %d, %s", n+1, name)
		}
		assert.LessOrEqual(t, len(o.calls), n+2, "after call %d, %s, there is at most a draft to discard: %v", n+1, name, o.calls)
	}
}

func TestReplyMendsWhatTheSenderGotWrong(t *testing.T) {
	now := time.Date(2026, 3, 2, 21, 0, 0, 0, time.UTC)
	h := acknowledge.Reply(x12.NewWriter(io.Discard), &x12.Interchange{SenderQualifier: "3", Sender: "A", ReceiverQualifier: "30", Receiver: "B", Usage: "X"}, now, 7)
	assert.Equal(t, x12.Interchange{
		SenderQualifier: "30", Sender: "B", ReceiverQualifier: "ZZ", Receiver: "A",
		Date: "260302", Time: "2100", ControlNumber: "000000007", Usage: "P",
	}, h)
	assert.Equal(t, "T", acknowledge.Reply(x12.NewWriter(io.Discard), &x12.Interchange{Usage: "T"}, now, 7).Usage)
}

// FuzzAnswer: whatever comes in, it can be answered, and each answer is good X12.
// What a GS or ST leaves out, the 999 leaves out in AK1 or AK2.
func FuzzAnswer(f *testing.F) {
	f.Add(interchange("1", "000000301", inquiries, acknowledgments))
	f.Add(strings.NewReplacer("*", "|", "~", "'").Replace(interchange("1", "00000*301", inquiries)))
	f.Add(strings.Replace(interchange("1", "000000301", inquiries), "BAYCLEAR       ", "\x01*~ \xff          ", 1))
	f.Add("ISA*00*")
	f.Fuzz(func(t *testing.T, text string) {
		o := &desk{}
		if err := answerAt(text, o); err != nil {
			t.Fatal(err)
		}
		if o.open != 0 {
			t.Fatalf("%d drafts are left open", o.open)
		}
		for _, kept := range o.kept {
			for _, found := range rejections(t, kept.String()) {
				if !strings.Contains(found, " AK10") && !strings.Contains(found, " AK20") {
					t.Fatalf("%s\n%s\n%v", kept.name, kept, found)
				}
			}
		}
	})
}
