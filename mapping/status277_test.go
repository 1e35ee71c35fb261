package mapping_test

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/hmox12/hmox12/mapping"
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/ack"
	"github.com/hmox12/hmox12/x12/snip"
)

// statusAnswerFile writes the answers to a file, requires that levels 1 to 5 find
// nothing in it, and returns it with a line for each segment.
func statusAnswerFile(t require.TestingT, answers ...*record.StatusAnswer) string {
	file := interchange(t, "HN", "005010X212", func(w *x12.Writer) {
		require.NoError(t, mapping.WriteStatus277(w, mapping.Status277{ControlNumber: "0001", Created: 20260302, Time: "0931"}, answers))
	}, x12.LineBreaks())
	err := ack.Examine(x12.NewReader(bytes.NewReader(file)), ack.Options{Level: snip.CodeSets}, ack.Listener{Finding: func(f ack.Finding) {
		require.NoError(t, f.Error, string(file))
	}})
	require.NoError(t, err)
	return string(file)
}

// statusInquiriesOf maps the segments of one 276 set.
func statusInquiriesOf(t require.TestingT, segments string) []*record.StatusInquiry {
	inquiries, findings := mapStatuses(t, statusFile(t, segments))
	require.Empty(t, findings)
	return inquiries
}

func dollarsOf(text string) *decimal.Decimal {
	d := decimal.RequireFromString(text)
	return &d
}

// told is an answer that tells of claims.
func told(q *record.StatusInquiry, claims ...record.ToldClaim) *record.StatusAnswer {
	return &record.StatusAnswer{Inquiry: q, Payer: acknowledgingPayer, Today: 20260316, Claims: claims}
}

func turnedAway(q *record.StatusInquiry, level record.StatusLevel, category, code, entity string) *record.StatusAnswer {
	a := &record.StatusAnswer{Inquiry: q, Payer: acknowledgingPayer, Today: 20260316, Refused: level,
		Status: record.StatusCode{Category: category, Code: code, Entity: entity}}
	if level == record.StatusAtReceiver {
		a.Payer = nil
	}
	return a
}

func paidClaim(account string) record.ToldClaim {
	return record.ToldClaim{
		Found: true, Statuses: []record.StatusCode{{Category: "F1", Code: "65"}}, AsOf: 20260316,
		Charge: dollarsOf("120.00"), Paid: dollarsOf("60.00"), Final: 20260316, PaidOn: 20260318, PaymentNumber: "EFT2603160001",
		Control: "26061000011", Account: account, Dates: record.Span{From: 20260217, To: 20260217},
	}
}

func notFound(account string) record.ToldClaim {
	return record.ToldClaim{Statuses: []record.StatusCode{{Category: "A4", Code: "35"}}, AsOf: 20260316, Account: account}
}

const askAboutNina = statusAsker + `HL*4*3*22*0
DMG*D8*19840312*F
NM1*IL*1*OKAFOR*NINA****MI*GP100005
TRN*1*CS0001A
REF*EJ*LAU-5501
DTP*472*D8*20260217`

const askAboutSue = statusAsker + `HL*4*3*22*1
NM1*IL*1*OKAFOR*NINA****MI*GP100005
HL*5*4*23
DMG*D8*20120401*F
NM1*QC*1*OKAFOR*SUE
TRN*1*CS0001B
DTP*472*D8*20260217`

func TestStatusAnswersOfEachKind(t *testing.T) {
	nina, sue := statusInquiriesOf(t, askAboutNina)[0], statusInquiriesOf(t, askAboutSue)[0]
	elsewhere := statusInquiriesOf(t, strings.Replace(askAboutNina, "POPPY HEALTH PLAN*****PI*77001", "OTHER PLAN*****PI*99999", 1))[0]
	code := func(category, code, entity string) record.StatusCode {
		return record.StatusCode{Category: category, Code: code, Entity: entity}
	}
	mixed := paidClaim("LAU-5502")
	mixed.Lines = []record.ToldLine{
		{
			Procedure: record.Procedure{Qualifier: "HC", Code: "99213", Modifiers: []string{"25"}}, Charge: *dollarsOf("100"), Paid: *dollarsOf("60"),
			Units: *dollarsOf("1"), Statuses: []record.StatusCode{code("F1", "65", "")}, AsOf: 20260316, Control: "L1", Dates: record.Span{From: 20260217},
		},
		{
			Revenue: "0450", Charge: *dollarsOf("20"), Units: *dollarsOf("2.5"),
			Statuses: []record.StatusCode{code("F2", "84", ""), code("F2", "94", "82")}, AsOf: 20260316, Dates: record.Span{From: 20260217, To: 20260218},
		},
	}
	denied := record.ToldClaim{
		Found: true, AsOf: 20260316, Charge: dollarsOf("220"), Paid: dollarsOf("0"), Control: "26061000012", Account: "BV-1", BillType: "131",
		Prescription: "RX-9", Voucher: "NP2603160001", Clearinghouse: "BC77", Dates: record.Span{From: 20260217, To: 20260219},
		Statuses: []record.StatusCode{
			code("F2", "94", "82"), code("F2", "84", ""), code("F2", "562", "ZZ"), code("F2", "187", ""), code("F2", "562", "45"),
		},
	}
	forwarded := record.ToldClaim{
		Found: true, AsOf: 20260316, Charge: dollarsOf("900"), Paid: dollarsOf("0"), Control: "26061000013", Account: "PINE-1",
		Statuses: []record.StatusCode{code("A0", "114", "PR")}, Dates: record.Span{From: 20260217},
	}
	elsewhereSent := notFound("X")
	elsewhereSent.Statuses = []record.StatusCode{code("A3", "116", "PR")}
	for _, c := range []struct {
		name, file string
		answer     *record.StatusAnswer
	}{
		{"a claim that is paid", "paid", told(nina, paidClaim("LAU-5501"))},
		{"a claim whose lines ended differently", "lines", told(nina, mixed)},
		{"a denied claim with many reasons and numbers", "denied", told(nina, denied)},
		{"several claims fit", "several", told(nina, paidClaim("LAU-5501"), forwarded, elsewhereSent)},
		{"a dependent's claim", "dependent", told(sue, paidClaim("LAU-5503"))},
		{"a claim that nobody knows", "not_found", told(nina, notFound("LAU-5501"))},
		{"a provider who is nobody", "provider_refused", turnedAway(nina, record.StatusAtProvider, "E0", "26", "1P")},
		{"another payer's id", "receiver_refused", turnedAway(elsewhere, record.StatusAtReceiver, "E0", "26", "PR")},
	} {
		t.Run(c.name, func(t *testing.T) {
			golden(t, "status277/"+c.file+".x12", []byte(statusAnswerFile(t, c.answer)))
		})
	}
}

func TestStatusAnswersShareTheLevelsThatInquiriesShared(t *testing.T) {
	family := statusInquiriesOf(t, statusAsker+`HL*4*3*22*1
		NM1*IL*1*OKAFOR*NINA****MI*GP100005
		TRN*1*A
		DTP*472*D8*20260217
		TRN*1*B
		DTP*472*D8*20260217
		HL*5*4*23
		DMG*D8*20120401
		NM1*QC*1*OKAFOR*SUE
		TRN*1*C
		DTP*472*D8*20260217
		HL*6*4*23
		DMG*D8*20120402
		NM1*QC*1*OKAFOR*TIM
		TRN*1*D
		DTP*472*D8*20260217
		HL*7*2*19*1
		NM1*1P*1*IVY*RUTH****XX*1000000673
		HL*8*7*22*0
		NM1*IL*1*MARLOW*DEAN****MI*GP100007
		TRN*1*E
		DTP*472*D8*20260217
		TRN*1*F
		DTP*472*D8*20260217`)
	require.Len(t, family, 6)
	ok := func(i int) *record.StatusAnswer { return told(family[i], notFound("")) }
	stranger := func(i int) *record.StatusAnswer {
		return turnedAway(family[i], record.StatusAtProvider, "E0", "26", "1P")
	}
	other := func(i int) *record.StatusAnswer {
		return turnedAway(family[i], record.StatusAtReceiver, "E0", "26", "PR")
	}
	for _, c := range []struct {
		name    string
		answers []*record.StatusAnswer
		want    []string
		traces  string
	}{
		{"a family, and a patient of another provider", []*record.StatusAnswer{ok(0), ok(1), ok(2), ok(3), ok(4), ok(5)},
			[]string{"HL*1**20*1", "HL*2*1*21*1", "HL*3*2*19*1", "HL*4*3*22*1", "HL*5*4*23", "HL*6*4*23", "HL*7*2*19*1", "HL*8*7*22*0"}, "ABCDEF"},
		{"a provider who is refused is refused once", []*record.StatusAnswer{ok(0), ok(2), stranger(4), stranger(5)},
			[]string{"HL*1**20*1", "HL*2*1*21*1", "HL*3*2*19*1", "HL*4*3*22*1", "HL*5*4*23", "HL*6*2*19*0"}, "AC"},
		{"a receiver who is refused is refused once", []*record.StatusAnswer{other(0), other(3), other(4)},
			[]string{"HL*1**20*1", "HL*2*1*21*0"}, ""},
		{"a subscriber's claim behind his dependents'", []*record.StatusAnswer{ok(2), ok(0)},
			[]string{"HL*1**20*1", "HL*2*1*21*1", "HL*3*2*19*1", "HL*4*3*22*1", "HL*5*4*23", "HL*6*3*22*0"}, "CA"},
	} {
		t.Run(c.name, func(t *testing.T) {
			file := statusAnswerFile(t, c.answers...)
			assert.Equal(t, c.want, levelsOf([]byte(file)))
			traces := ""
			for line := range strings.Lines(file) {
				if trace, found := strings.CutPrefix(line, "TRN*2*"); found && len(trace) == len("A~\n") {
					traces += trace[:1]
				}
			}
			assert.Equal(t, c.traces, traces)
		})
	}
}

func TestStatusAnswersThatCanNotBeWritten(t *testing.T) {
	q := statusInquiriesOf(t, askAboutNina)[0]
	elsewhere := *q
	elsewhere.Reference = "OTHER"
	starred := paidClaim("LAU*5501")
	for _, c := range []struct {
		name    string
		answers []*record.StatusAnswer
		want    string
	}{
		{"no answer", nil, "needs an answer"},
		{"answers to two sets", []*record.StatusAnswer{told(q, notFound("")), told(&elsewhere, notFound(""))}, "BHT03"},
		{"an answer that tells nothing", []*record.StatusAnswer{told(q)}, "tells of a claim, or refuses"},
		{"an account that holds a delimiter", []*record.StatusAnswer{told(q, starred)}, "REF02 of set 0001"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var out bytes.Buffer
			w := x12.NewWriter(&out)
			w.BeginInterchange(x12.Interchange{
				SenderQualifier: "ZZ", Sender: "S", ReceiverQualifier: "ZZ", Receiver: "R", Date: "260302", Time: "0800", ControlNumber: "000000001",
			})
			w.BeginGroup(x12.FunctionalGroup{ID: "HN", Sender: "S", Receiver: "R", Date: "20260302", Time: "0800", ControlNumber: "1", Version: "005010X212"})
			err := mapping.WriteStatus277(w, mapping.Status277{ControlNumber: "0001", Created: 20260302, Time: "0931"}, c.answers)
			require.ErrorContains(t, err, c.want)
			assert.NotContains(t, err.Error(), "5501")
		})
	}
}

// A claim that came through another partner may have numbers that this one does
// not take; its names are folded.
func TestStatusAnswersHaveThePartnersCharacters(t *testing.T) {
	q := *statusInquiriesOf(t, askAboutNina)[0]
	q.Subscriber.Name.First = "Niña"
	claim := paidClaim("Acct_1")
	claim.Lines = []record.ToldLine{{
		Procedure: record.Procedure{Qualifier: "HC", Code: "99213"}, Units: *dollarsOf("1"), Statuses: claim.Statuses, AsOf: 20260316,
		Control: "line-1", Dates: record.Span{From: 20260217},
	}}
	for charset, want := range map[x12.Charset][]string{
		x12.Basic:    {"NM1*IL*1*OKAFOR*NINA****MI*GP100005~", "REF*1K*26061000011~"},
		x12.Extended: {"NM1*IL*1*OKAFOR*Nina****MI*GP100005~", "REF*1K*26061000011~", "REF*EJ*Acct_1~", "REF*FJ*line-1~"},
		x12.UTF8:     {"NM1*IL*1*OKAFOR*Niña****MI*GP100005~", "REF*1K*26061000011~", "REF*EJ*Acct_1~", "REF*FJ*line-1~"},
	} {
		t.Run(charset.String(), func(t *testing.T) {
			file := interchange(t, "HN", "005010X212", func(w *x12.Writer) {
				require.NoError(t, mapping.WriteStatus277(w, mapping.Status277{ControlNumber: "0001", Created: 20260302, Time: "0931"},
					[]*record.StatusAnswer{told(&q, claim)}))
			}, x12.LineBreaks(), x12.Characters(charset))
			var got []string
			for line := range strings.Lines(string(file)) {
				if strings.HasPrefix(line, "REF*") || strings.HasPrefix(line, "NM1*IL*") {
					got = append(got, strings.TrimSpace(line))
				}
			}
			assert.Equal(t, want, got)
			assert.Empty(t, rejectedAt(t, file, charset))
		})
	}
}

// Whatever set was asked, and however each inquiry was answered, the 277 is clean
// by the guide and the code sets, and each claim told has the trace of its
// inquiry.
func TestStatusLevelsAreNumberedRight(t *testing.T) {
	roles := []string{"", "82", "85", "77", "DN", "DK", "DQ", "P3", "QB", "PW", "45", "71", "72", "ZZ", "DD", "QC", "IL", "PR", "41", "1P", "TT"}
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		b.WriteString("BHT*0010*13*BATCH*20260302*0930\n")
		level, traces := 0, 0
		open := func(parent int, code, child string) int {
			level++
			above := ""
			if parent > 0 {
				above = strconv.Itoa(parent)
			}
			fmt.Fprintf(&b, "HL*%d*%s*%s*%s\n", level, above, code, child)
			return level
		}
		few := rapid.IntRange(1, 2)
		claims := func(least int) {
			for range rapid.IntRange(least, 2).Draw(t, "claims") {
				traces++
				fmt.Fprintf(&b, "TRN*1*T%d\nDTP*472*D8*20260217\n", traces)
			}
		}
		for range few.Draw(t, "sources") {
			source := open(0, "20", "1")
			b.WriteString("NM1*PR*2*POPPY*****PI*77001\n")
			for range few.Draw(t, "receivers") {
				receiver := open(source, "21", "1")
				b.WriteString("NM1*41*2*BAY CLEARING*****46*BAYCLEAR\n")
				for range few.Draw(t, "providers") {
					provider := open(receiver, "19", "1")
					b.WriteString("NM1*1P*1*LAUREL*ANNA****XX*1000000889\n")
					for range few.Draw(t, "subscribers") {
						dependents := rapid.IntRange(0, 2).Draw(t, "dependents")
						subscriber := open(provider, "22", strconv.Itoa(min(dependents, 1)))
						b.WriteString("NM1*IL*1*OKAFOR*NINA****MI*GP100005\n")
						claims(0)
						for range dependents {
							open(subscriber, "23", "")
							b.WriteString("DMG*D8*20120401\nNM1*QC*1*OKAFOR*SUE\n")
							claims(1)
						}
					}
				}
			}
		}
		if traces == 0 {
			return
		}
		var answers []*record.StatusAnswer
		want := map[string]int{}
		for _, q := range statusInquiriesOf(t, b.String()) {
			switch rapid.IntRange(0, 5).Draw(t, "how") {
			case 0:
				answers = append(answers, turnedAway(q, record.StatusAtReceiver, "E0", "26", "PR"))
			case 1:
				answers = append(answers, turnedAway(q, record.StatusAtProvider, "E0", "26", "1P"))
			default:
				a := told(q)
				for range few.Draw(t, "claims told") {
					c := paidClaim("ACCOUNT")
					for range rapid.IntRange(0, 4).Draw(t, "reasons") {
						c.Statuses = append(c.Statuses, record.StatusCode{Category: "A7", Code: "562", Entity: rapid.SampledFrom(roles).Draw(t, "role")})
					}
					a.Claims = append(a.Claims, c)
					want[q.Trace]++
				}
				answers = append(answers, a)
			}
		}
		file := statusAnswerFile(t, answers...)
		for i, hl := range levelsOf([]byte(file)) {
			assert.Equal(t, strconv.Itoa(i+1), strings.Split(hl, "*")[1])
		}
		for trace, n := range want {
			assert.Equal(t, n, strings.Count(file, "\nTRN*2*"+trace+"~"), trace)
		}
	})
}
