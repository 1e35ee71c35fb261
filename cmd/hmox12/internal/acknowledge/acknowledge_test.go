package acknowledge_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/acknowledge"
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/ack"
)

// office keeps answers in memory.
type office struct {
	next    int
	answers []string // KIND and text
}

type answer struct {
	bytes.Buffer
	office *office
	kind   string
}

func (a *answer) Keep() error {
	a.office.answers = append(a.office.answers, a.kind+"\n"+a.String())
	return nil
}
func (a *answer) Discard() error { return nil }

func (o *office) Create(kind string, _ *x12.Interchange, _ int) (acknowledge.File, error) {
	return &answer{office: o, kind: kind}, nil
}
func (o *office) Next() (int, error)               { o.next++; return o.next, nil }
func (o *office) Now() time.Time                   { return time.Date(2026, 3, 2, 9, 11, 0, 0, time.UTC) }
func (o *office) LineBreaks(*x12.Interchange) bool { return true }

// answersTo returns what answers a file.
func answersTo(file string) ([]string, error) {
	o := &office{}
	a := acknowledge.New(o)
	if err := ack.Examine(x12.NewReader(strings.NewReader(file)), ack.Options{}, a.Listen(ack.Listener{})); err != nil {
		return nil, err
	}
	return o.answers, a.Err()
}

// findingsIn returns what is wrong with an answer, apart from AK1, AK2 and TA1,
// which repeat a damaged GS, ST or ISA as it was sent.
func findingsIn(t *testing.T, text string) (findings []string) {
	err := ack.Examine(x12.NewReader(strings.NewReader(text)), ack.Options{}, ack.Listener{
		Finding: func(f ack.Finding) {
			if f.ID != "AK1" && f.ID != "AK2" && f.ID != "TA1" {
				findings = append(findings, f.Error.Error())
			}
		},
	})
	require.NoError(t, err)
	return findings
}

const (
	header = "ISA*00*          *00*          *ZZ*BAYCLEAR       *ZZ*POPPY77001     *260302*0800*^*00501*000000501*1*P*:~"
	body   = `GS*HC*BAYCLEAR*POPPY77001*20260302*0800*501*X*005010X222A1~ST*837*0001*005010X222A1~BHT*0019~SE*3*0001~GE*1*501~IEA*1*000000501~`
)

func TestAnswersOfAGroupWithABadSet(t *testing.T) {
	answers, err := answersTo(header + body)
	require.NoError(t, err)
	require.Len(t, answers, 2)
	assert.Contains(t, answers[0], "999\n")
	assert.Contains(t, answers[0], "AK9*R*1*1*0~")
	assert.Contains(t, answers[1], "TA1*000000501*260302*0800*A*000~")
	for _, text := range answers {
		assert.Empty(t, findingsIn(t, text[4:]))
	}
}

func TestADamagedEnvelopeCanStillBeAnswered(t *testing.T) {
	whole := header + body
	envelope := len(header) + strings.Index(body, "BHT")
	for at := 4; at < envelope; at++ {
		for _, b := range []byte("\x00\n *:^~|a9>\x80\xff") {
			damaged := []byte(whole)
			damaged[at] = b
			for what, file := range map[string]string{
				"changed to":  string(damaged),
				"put before":  whole[:at] + string([]byte{b}) + whole[at:],
				"taken, not ": whole[:at] + whole[at+1:],
			} {
				name := fmt.Sprintf("byte %d %s %q", at, what, b)
				answers, err := answersTo(file)
				require.NoError(t, err, name)
				for _, text := range answers {
					require.Empty(t, findingsIn(t, text[4:]), "%s: %s", name, text)
				}
			}
		}
	}
}
