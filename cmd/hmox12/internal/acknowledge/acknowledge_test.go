package acknowledge_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/acknowledge"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/outbox"
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/ack"
)

// office keeps answers in memory.
type office struct {
	next       int
	characters record.Characters
	answers    []string // KIND and text
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
func (o *office) Next() (int, error) { o.next++; return o.next, nil }
func (o *office) Now() time.Time     { return time.Date(2026, 3, 2, 9, 11, 0, 0, time.UTC) }
func (o *office) Partner(*x12.Interchange) *record.TradingPartner {
	return &record.TradingPartner{LineBreaks: true, Characters: o.characters}
}

// answersTo returns what answers a file.
func answersTo(file string) ([]string, error) { return answersIn(record.Extended, file) }

// answersIn returns what answers a file of a partner that takes some characters.
func answersIn(characters record.Characters, file string) ([]string, error) {
	o := &office{characters: characters}
	a := acknowledge.New(o)
	if err := ack.Examine(x12.NewReader(strings.NewReader(file)), ack.Options{}, a.Listen(ack.Listener{})); err != nil {
		return nil, err
	}
	return o.answers, a.Err()
}

// findingsIn returns what is wrong with an answer, apart from AK1, AK2 and TA1,
// which repeat a damaged GS, ST or ISA as it was sent.
func findingsIn(t require.TestingT, text string) (findings []string) {
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

// TestAnswersStandInThePartnersCharacters: whatever bytes come, what goes out has
// the partner's characters alone, would be accepted by it, and has no number in it
// that was altered.
func TestAnswersStandInThePartnersCharacters(t *testing.T) {
	whole := header + strings.Replace(body, "BHT*0019~SE*3", "BHT*0019*00*B~CLM*acct-1*x~HI*z~SE*5", 1)
	rapid.Check(t, func(t *rapid.T) {
		characters := rapid.SampledFrom([]record.Characters{record.Basic, record.Extended, record.UTF8}).Draw(t, "characters")
		file := []byte(whole)
		for range rapid.IntRange(0, 4).Draw(t, "damages") {
			at := rapid.IntRange(4, len(file)-1).Draw(t, "at")
			file[at] = rapid.SampledFrom([]byte("\x00\n *:^~|aéz\xe9\xff'9_")).Draw(t, "byte")
		}
		answers, err := answersIn(characters, string(file))
		if err != nil { // ST02 may be of small letters
			require.Equal(t, record.Basic, characters)
			require.ErrorContains(t, err, "AK202")
			return
		}
		for _, text := range answers {
			text = text[4:]
			require.Empty(t, findingsIn(t, text), text)
			require.Negative(t, outbox.Charset(characters).Lacks(strings.NewReplacer("\n", "", "~", "", "^", "", "*", "").Replace(text)), text)
		}
	})
}

func TestAGoodControlNumberIsRepeatedOrRefused(t *testing.T) {
	file := header + strings.NewReplacer("ST*837*0001", "ST*837*000a", "SE*3*0001", "SE*3*000a").Replace(body)
	answers, err := answersIn(record.Extended, file)
	require.NoError(t, err)
	assert.Contains(t, answers[0], "AK2*837*000a*")
	_, err = answersIn(record.Basic, file)
	assert.ErrorContains(t, err, "AK202 of set 0001: byte 4 of the data (0x61) is outside the basic character set")
}

func TestAClaimIsNamedByItsOwnNumberOrNotAtAll(t *testing.T) {
	file := header + strings.Replace(body, "BHT*0019~SE*3", "CLM*acct-1*1~CLM*acct-1*x~SE*4", 1)
	answers, err := answersIn(record.Extended, file)
	require.NoError(t, err)
	assert.Contains(t, answers[0], "CTX*CLM01:acct-1~")
	answers, err = answersIn(record.Basic, file)
	require.NoError(t, err)
	assert.NotContains(t, answers[0], "CTX*CLM01")
}
