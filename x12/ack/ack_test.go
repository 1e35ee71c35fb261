package ack_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/ack"
	"github.com/hmox12/hmox12/x12/guide"
	"github.com/hmox12/hmox12/x12/snip"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// interchange wraps groups; group wraps sets of the 837P; claim is a set with one
// claim, n its ST02.
func interchange(asks string, groups ...string) string {
	return "ISA*00*          *00*          *ZZ*BAYCLEAR       *ZZ*POPPY77001     *260302*0800*^*00501*000000501*" + asks + "*P*:~\n" +
		strings.Join(groups, "") + fmt.Sprintf("IEA*%d*000000501~\n", len(groups))
}

func group(number string, sets ...string) string {
	return "GS*HC*BAYCLEAR*POPPY77001*20260302*0800*" + number + "*X*005010X222A1~\n" +
		strings.Join(sets, "") + fmt.Sprintf("GE*%d*%s~\n", len(sets), number)
}

func claimSet(n string, changes ...string) string {
	body := strings.NewReplacer(changes...).Replace(`BHT*0019*00*BATCH0501*20260302*0800*CH~
NM1*41*2*BAY CLEARING*****46*BAYCLEAR~
PER*IC*EDI HELP*TE*5550102000~
NM1*40*2*POPPY HEALTH PLAN*****46*POPPY77001~
HL*1**20*1~
NM1*85*2*LAUREL FAMILY PRACTICE*****XX*1000000889~
N3*3 GROVE STREET~
N4*OAKLAND*CA*946070001~
REF*EI*945555555~
HL*2*1*22*0~
SBR*P*18*GRP-5500******HM~
NM1*IL*1*OKAFOR*NINA****MI*GP100005~
N3*12 FERN LANE~
N4*OAKLAND*CA*94602~
DMG*D8*19840312*F~
NM1*PR*2*POPPY HEALTH PLAN*****PI*77001~
CLM*LAU-5501*120***11:B:1*Y*A*Y*Y~
HI*ABK:J069~
LX*1~
SV1*HC:99213*120*UN*1***1~
DTP*472*D8*20260217~
`)
	return "ST*837*" + n + "*005010X222A1~\n" + body + fmt.Sprintf("SE*%d*%s~\n", strings.Count(body, "~")+2, n)
}

// answer examines a file and returns its verdicts, one a line, and the outbound
// TA1s and 999s as text.
func answer(t *testing.T, file string, options ack.Options) (verdicts []string, out string) {
	t.Helper()
	var buffer bytes.Buffer
	w := x12.NewWriter(&buffer, x12.LineBreaks())
	header := x12.Interchange{SenderQualifier: "ZZ", Sender: "POPPY77001", ReceiverQualifier: "ZZ", Receiver: "BAYCLEAR", Date: "260302", Time: "0911", ControlNumber: "000000012"}
	w.BeginInterchange(header)
	var body bytes.Buffer
	inner := x12.NewWriter(&body, x12.LineBreaks())
	inner.BeginInterchange(header)
	inner.BeginGroup(x12.FunctionalGroup{ID: "FA", Sender: "POPPY77001", Receiver: "BAYCLEAR", Date: "20260302", Time: "0911", ControlNumber: "12", Version: ack.Implementation})
	var open *ack.Writer999
	n := 0
	err := ack.Examine(x12.NewReader(strings.NewReader(file)), options, ack.Listener{
		GroupBegan: func(g *x12.FunctionalGroup) {
			n++
			open = ack.Begin999(inner, fmt.Sprintf("%04d", n), g)
		},
		SetEnded: func(s *ack.Set) {
			verdicts = append(verdicts, fmt.Sprintf("set %s %s %v", s.Header.ControlNumber, s.Verdict, s.Codes))
			open.Set(s)
		},
		GroupEnded: func(g *ack.Group) {
			verdicts = append(verdicts, fmt.Sprintf("group %s %s %v %d of %d", g.Header.ControlNumber, g.Verdict, g.Codes, g.Accepted, g.Received))
			open.End(g)
		},
		InterchangeEnded: func(i *ack.Interchange) {
			verdicts = append(verdicts, fmt.Sprintf("interchange %s %s", i.Verdict, i.Note))
			if i.NeedsTA1() {
				ack.WriteTA1(w, i)
			}
		},
	})
	require.NoError(t, err)
	w.EndInterchange()
	require.NoError(t, w.Close())
	inner.EndGroup()
	inner.EndInterchange()
	require.NoError(t, inner.Close())
	return verdicts, buffer.String() + body.String()
}

func TestVerdicts(t *testing.T) {
	good, bad := claimSet("0001"), claimSet("0002", "11:B:1", "11:B")
	cases := []struct {
		name string
		file string
		want []string
	}{
		{"a good set is accepted, and so is its group", interchange("0", group("501", good)),
			[]string{"set 0001 A []", "group 501 A [] 1 of 1", "interchange A 000"}},
		{"a bad set does not cost the good one beside it", interchange("0", group("501", good, bad)),
			[]string{"set 0001 A []", "set 0002 R [5]", "group 501 P [] 1 of 2", "interchange A 000"}},
		{"a group of bad sets only is refused", interchange("0", group("501", bad)),
			[]string{"set 0002 R [5]", "group 501 R [] 0 of 1", "interchange A 000"}},
		{"a wrong SE01 refuses its set", interchange("0", group("501", strings.Replace(good, "SE*23", "SE*22", 1))),
			[]string{"set 0001 R [4]", "group 501 R [] 0 of 1", "interchange A 000"}},
		{"a missing SE refuses its set and the next one is read", interchange("0", group("501", strings.Replace(good, "SE*23*0001~\n", "", 1), claimSet("0003"))),
			[]string{"set 0001 R [2]", "set 0003 A []", "group 501 P [] 1 of 2", "interchange A 000"}},
		{"a wrong GE01 refuses the group", interchange("0", strings.Replace(group("501", good), "GE*1", "GE*2", 1)),
			[]string{"set 0001 A []", "group 501 R [5] 0 of 1", "interchange A 000"}},
		{"a guide that is not read here refuses the group", interchange("0", strings.ReplaceAll(group("501", good), "005010X222A1", "004010X098A1")),
			[]string{"set 0001 R []", "group 501 R [2] 0 of 1", "interchange A 000"}},
		{"a group of an unknown kind is refused", interchange("0", strings.Replace(group("501", good), "GS*HC", "GS*ZZ", 1)),
			[]string{"set 0001 R []", "group 501 R [1] 0 of 1", "interchange A 000"}},
		{"sets of a group that says another kind are refused", interchange("0", strings.Replace(group("501", good), "GS*HC", "GS*HP", 1)),
			[]string{"set 0001 R [18]", "group 501 R [] 0 of 1", "interchange A 000"}},
		{"a letter for a separator refuses the interchange", strings.ReplaceAll(interchange("0"), "*", "Q"),
			[]string{"interchange R 026"}},
		{"a set of another kind than its group is refused", interchange("0", group("501", strings.Replace(good, "ST*837", "ST*835", 1))),
			[]string{"set 0001 R [18]", "group 501 R [] 0 of 1", "interchange A 000"}},
		{"ST03 other than GS08 refuses the set", interchange("0", group("501", strings.Replace(good, "005010X222A1", "005010X223A2", 1))),
			[]string{"set 0001 R [19]", "group 501 R [] 0 of 1", "interchange A 000"}},
		{"a wrong IEA02 refuses the interchange", strings.Replace(interchange("0", group("501", good)), "IEA*1*000000501", "IEA*1*000000502", 1),
			[]string{"set 0001 A []", "group 501 A [] 1 of 1", "interchange R 001"}},
		{"a file that is cut short is refused", strings.Split(interchange("0", group("501", good)), "CLM")[0],
			[]string{"set 0001 R [2]", "group 501 R [3] 0 of 1", "interchange R 023"}},
		{"a version that is not read refuses the interchange unread", strings.Replace(interchange("0", group("501", good)), "00501", "00401", 1),
			[]string{"interchange R 017"}},
		{"two interchanges are judged apart", interchange("0", group("501", bad)) + interchange("0", group("501", good)),
			[]string{"set 0002 R [5]", "group 501 R [] 0 of 1", "interchange A 000", "set 0001 A []", "group 501 A [] 1 of 1", "interchange A 000"}},
		{"a shifted header is refused and the next interchange read", strings.Replace(interchange("0"), "*          *", "*         *", 1) + interchange("0", group("501", good)),
			[]string{"interchange R 022", "set 0001 A []", "group 501 A [] 1 of 1", "interchange A 000"}},
		{"a byte order mark is noted with the interchange behind it", "\xef\xbb\xbf" + interchange("0", group("501", good)),
			[]string{"set 0001 A []", "group 501 A [] 1 of 1", "interchange A 000"}},
		{"what is no X12 gets no note", "hello", []string{"interchange R "}},
		{"an empty segment between sets is invalid content", interchange("0", strings.Replace(group("501", good), "GE*", "~GE*", 1)),
			[]string{"set 0001 A []", "group 501 A [] 1 of 1", "interchange R 024"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, _ := answer(t, c.file, ack.Options{})
			assert.Equal(t, c.want, got)
		})
	}
}

func TestAnInterchangeThatIsNotAdmittedIsPassedOver(t *testing.T) {
	got, out := answer(t, interchange("0", group("501", claimSet("0001"))), ack.Options{
		Admit: func(h *x12.Interchange) x12.Code {
			assert.Equal(t, "BAYCLEAR", h.Sender)
			return x12.DuplicateInterchange
		},
	})
	assert.Equal(t, []string{"interchange R 025"}, got)
	assert.Contains(t, out, "TA1*000000501*260302*0800*R*025~")
}

func TestAGroupIsNamedByItsWholeNumberAndNeverByAPartOfIt(t *testing.T) {
	file := strings.ReplaceAll(interchange("0", group("501", claimSet("0001"))), "*501*X*", "*12345678901*X*")
	_, out := answer(t, file, ack.Options{})
	assert.Contains(t, out, "AK1*HC*12345678901*005010X222A1~")
	assert.Contains(t, out, "AK9*R*1*1*0*6")
}

func TestACountThatAK9HasNoRoomForIsNotRepeated(t *testing.T) {
	file := strings.Replace(interchange("0", group("501", claimSet("0001"))), "GE*1*", "GE*1000000*", 1)
	_, out := answer(t, file, ack.Options{})
	assert.Contains(t, out, "AK9*R*1*1*0*5~")
	file = strings.Replace(file, "GE*1000000*", "GE*999999*", 1)
	_, out = answer(t, file, ack.Options{})
	assert.Contains(t, out, "AK9*R*999999*1*0*5~")
}

func TestATA1NamesANumberThatWasPaddedWithBlanks(t *testing.T) {
	file := strings.Replace(interchange("0"), "*000000501*0*", "*      501*0*", 1)
	_, out := answer(t, file, ack.Options{})
	assert.Contains(t, out, "TA1*000000501*260302*0800*R*018~")
}

func TestTheFirstNoteOfARefusalTakesThePlaceOfANotedOne(t *testing.T) {
	file := strings.Replace(interchange("1", group("501", claimSet("0001"))), "*^*", "*:*", 1)
	_, out := answer(t, file, ack.Options{})
	assert.Contains(t, out, "TA1*000000501*260302*0800*E*024~")
	_, out = answer(t, strings.Replace(file, "IEA*1*000000501", "IEA*2*000000502", 1), ack.Options{})
	assert.Contains(t, out, "TA1*000000501*260302*0800*R*021~", "the first of two refusals")
}

func TestATA1IsSentWhenAskedFor(t *testing.T) {
	_, out := answer(t, interchange("1", group("501", claimSet("0001"))), ack.Options{})
	assert.Contains(t, out, "TA1*000000501*260302*0800*A*000~")
	_, out = answer(t, interchange("0", group("501", claimSet("0001"))), ack.Options{})
	assert.NotContains(t, out, "TA1*")
	_, out = answer(t, interchange("1"), ack.Options{})
	assert.Contains(t, out, "TA1*000000501*260302*0800*A*000~", "it holds nothing, and asks all the same")
}

func TestAnAcknowledgmentIsNotAcknowledged(t *testing.T) {
	const ta1 = "TA1*000000231*260302*0830*A*000~\n"
	acks := "GS*FA*BAYCLEAR*POPPY77001*20260302*0800*502*X*005010X231A1~\nST*999*0001*005010X231A1~\n" +
		"AK1*HP*391*005010X221A1~\nAK9*A*1*1*1~\nSE*4*0001~\nGE*1*502~\n"
	broken := func(file string) string { return strings.Replace(file, "IEA*", "IEA*7", 1) }
	unadmitted := ack.Options{Admit: func(*x12.Interchange) x12.Code { return x12.UnknownSender }}
	for _, c := range []struct {
		name, file string
		options    ack.Options
		want       string // TA1 sent
	}{
		{"an interchange of 999s that asks for a TA1", interchange("1", acks), ack.Options{}, ""},
		{"999s beside claims", interchange("1", acks, group("501", claimSet("0001"))), ack.Options{}, "A*000"},
		{"999s that were refused, and so not taken", broken(interchange("1", acks)), ack.Options{}, "R*021"},
		{"999s of an unknown sender", interchange("1", acks), unadmitted, "R*006"},
		{"a TA1", strings.Replace(interchange("1"), "IEA", ta1+"IEA", 1), ack.Options{}, ""},
		{"a TA1 in an interchange that is refused", broken(strings.Replace(interchange("1"), "IEA", ta1+"IEA", 1)), ack.Options{}, ""},
		{"a TA1 of an unknown sender", strings.Replace(interchange("1"), "IEA", ta1+"IEA", 1), unadmitted, ""},
		{"a TA1 before claims that are refused", broken(interchange("1", ta1+group("501", claimSet("0001")))), ack.Options{}, "R*021"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, out := answer(t, c.file, c.options)
			if c.want == "" {
				assert.NotContains(t, out, "TA1*")
			} else {
				assert.Contains(t, out, "TA1*000000501*260302*0800*"+c.want+"~")
			}
		})
	}
}

func TestAcknowledgmentsTellEachFinding(t *testing.T) {
	cases := map[string]string{
		"accepted":          interchange("1", group("501", claimSet("0001"), claimSet("0002"))),
		"component-missing": interchange("0", group("501", claimSet("0001"), claimSet("0002", "11:B:1", "11:B"))),
		"segment-missing":   interchange("0", group("501", claimSet("0001", "HI*ABK:J069~\n", ""))),
		"bad-date-and-code": interchange("0", group("501", claimSet("0001", "19840312*F", "19841312*Q", "NM1*IL*1", "NM1*IL*3"))),
		"unknown-segment":   interchange("0", group("501", claimSet("0001", "HI*ABK:J069~\n", "HI*ABK:J069~\nXYZ*1~\nBPR*I*5~\n"))),
		"bad-character":     interchange("0", group("501", claimSet("0001", "12 FERN LANE", "12 FERN\aLANE"))),
		"two-groups":        interchange("0", group("501", claimSet("0001")), group("502", claimSet("0001", "11:B:1", "11:B"))),
	}
	for name, file := range cases {
		t.Run(name, func(t *testing.T) {
			_, got := answer(t, file, ack.Options{})
			golden := filepath.Join("testdata", name+".x12")
			if *update {
				require.NoError(t, os.WriteFile(golden, []byte(got), 0o644))
			}
			want, err := os.ReadFile(golden)
			require.NoError(t, err)
			assert.Equal(t, string(want), got)

			verdicts, _ := answer(t, got, ack.Options{})
			for _, v := range verdicts {
				assert.NotContains(t, v, " R ", "what we send must pass our own examination")
			}
		})
	}
}

func TestSetsOfAGroupThatIsNotReadAreCountedOnly(t *testing.T) {
	_, out := answer(t, interchange("0", strings.ReplaceAll(group("501", claimSet("0001"), claimSet("0002")), "005010X222A1", "004010X098A1")), ack.Options{})
	assert.Contains(t, out, "AK1*HC*501*004010X098A1~\nAK9*R*2*2*0*2~\n")
}

func TestAFindingNamesTheClaimItIsAbout(t *testing.T) {
	second := "HL*3*1*22*0~\nSBR*P*18*GRP-5500******HM~\nNM1*IL*1*RAMOS*ELI****MI*GP100006~\nNM1*PR*2*POPPY HEALTH PLAN*****PI*77001~\n" +
		"CLM*LAU-5502*120***11:B:1*Y*A*Y*Y~\nHI*ABK:J069~\nLX*1~\nSV1*HC:99213*120*UN*1***1~\nDTP*472*D8*20260217~\n"
	last := "DTP*472*D8*20260217~\n"
	two := func(changes ...string) string {
		return claimSet("0001", last, last+strings.NewReplacer(changes...).Replace(second))
	}
	cases := []struct{ name, set, want string }{
		{"an element of the CLM itself", two("11:B:1", "11:B"), "CLM05-3 LAU-5502"},
		{"an element of a line of the first claim", claimSet("0001", "20260217", "20260230"), "DTP03 LAU-5501"},
		{"a segment that the second claim lacks", two("HI*ABK:J069~\n", ""), "HI LAU-5502"},
		{"the subscriber before the second claim is none of a claim", two("SBR*P*18", "SBR*P*99"), "SBR02 "},
		{"an HL04 found wrong behind its claim is none of the claim", claimSet("0001", "HL*2*1*22*0", "HL*2*1*22*1"), "HL04 "},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			require.NoError(t, ack.Examine(x12.NewReader(strings.NewReader(interchange("0", group("501", c.set)))), ack.Options{}, ack.Listener{
				Finding: func(f ack.Finding) { got = append(got, f.Place()+" "+f.Unit.Value) },
			}))
			assert.Equal(t, []string{c.want}, got)
		})
	}
}

func TestFindingsAreBoundedAndCountedExactly(t *testing.T) {
	var lines strings.Builder
	for i := range 40 {
		fmt.Fprintf(&lines, "LX*%d~\nSV1*HC:99213*120*QQ*1***1~\nDTP*472*D8*20269917~\n", i+2)
	}
	file := interchange("0", group("501", claimSet("0001", "DTP*472*D8*20260217~\n", "DTP*472*D8*20260217~\n"+lines.String())))
	var told, limits int
	var set *ack.Set
	err := ack.Examine(x12.NewReader(strings.NewReader(file)), ack.Options{MaxFindings: 10}, ack.Listener{
		Finding: func(f ack.Finding) {
			if f.Code == x12.TooManyFindings {
				assert.Equal(t, 10, told, "before the first that is not kept")
				limits++
				return
			}
			told++
		},
		SetEnded: func(s *ack.Set) { set = s },
	})
	require.NoError(t, err)
	assert.Equal(t, 80, set.Count)
	assert.Equal(t, 80, told)
	assert.Equal(t, 1, limits)
	require.Len(t, set.Findings, 11)
	assert.Equal(t, x12.TooManyFindings, set.Findings[10].Code)
}

func ExampleExamine() {
	file := strings.NewReader(interchange("0", group("501", claimSet("0001", "D8*20260217", "D8*20260230"))))
	err := ack.Examine(x12.NewReader(file), ack.Options{}, ack.Listener{
		Finding: func(f ack.Finding) { fmt.Println(f.Error) },
		SetEnded: func(s *ack.Set) {
			fmt.Printf("set %s: %s\n", s.Header.ControlNumber, s.Verdict)
		},
	})
	if err != nil {
		fmt.Println(err)
	}
	// Output:
	// byte 741, segment 24, loop 2400, DTP03: this is not a date of the calendar in the form required: found 9(8), expected a date CCYYMMDD
	// set 0001: R
}

// TestASetThatBreaksOffIsToldOfWhereItsSegmentsAreGone: when the set ends, what was walked
// last is not there any more, and what comes instead has the number of what is missing.
func TestASetThatBreaksOffIsToldOfWhereItsSegmentsAreGone(t *testing.T) {
	whole := interchange("0", group("501", claimSet("0001")))
	begun, _, found := strings.Cut(whole, "CLM*")
	require.True(t, found)
	for name, text := range map[string]string{
		"behind a claim": begun + "CLM*A-1*100***11:B:1*Y*A*Y*Y~\n~~",
		"behind a level": begun + "CLM*A-1*100***11:B:1*Y*A*Y*Y~\nHL~~",
		"at its beginning": "ISA*00*0000000000*00*0000000000*ZZ*000000000000000*ZZ*000000000000000*000101*0000*0*00501*000000000*0*P*!~" +
			"GS*HC*000000*0000000000*00000000*0000*000*0*005010X222A1*0000000000000000000~ ST*837~0000000000000000000000000000000000000000000~ HL~~",
	} {
		t.Run(name, func(t *testing.T) {
			for _, workers := range []int{1, 2} {
				var missing []string
				listener := ack.Listener{Finding: func(f ack.Finding) {
					if f.Code == x12.RequiredSegmentMissing || f.Code == x12.LoopMissing {
						missing = append(missing, f.Loop+" "+f.ID+" "+f.Unit.Value)
					}
				}}
				options := ack.Options{Level: snip.Partners, Workers: workers}
				require.NoError(t, ack.Examine(x12.NewReader(strings.NewReader(text)), options, listener))
				require.NotEmpty(t, missing)
				if name == "behind a claim" {
					assert.Contains(t, missing, "2300 HI A-1")
					assert.Contains(t, missing, "2400 LX A-1")
				}
			}
		})
	}
}

func FuzzExamine(f *testing.F) {
	f.Add([]byte("ISA*00*0000000000*00*0000000000*ZZ*000000000000000*ZZ*000000000000000*000101*0000*0*00501*000000000*0*P*!~" +
		"GS*HC*000000*0000000000*00000000*0000*000*0*005010X222A1*0000000000000000000~ ST*837~0000000000000000000000000000000000000000000~ HL~~"))
	f.Add([]byte(interchange("1", group("501", claimSet("0001"), claimSet("0002", "11:B:1", "11:B")))))
	f.Add([]byte("hello" + interchange("0")))
	f.Fuzz(func(t *testing.T, data []byte) {
		// Every group that began ends, every set lies in a group or is refused, and
		// what is written in answer can be read.
		var out bytes.Buffer
		w := x12.NewWriter(&out)
		w.BeginInterchange(x12.Interchange{SenderQualifier: "ZZ", Sender: "A", ReceiverQualifier: "ZZ", Receiver: "B", Date: "260302", Time: "0911", ControlNumber: "000000012"})
		w.BeginGroup(x12.FunctionalGroup{ID: "FA", Sender: "A", Receiver: "B", Date: "20260302", Time: "0911", ControlNumber: "12", Version: ack.Implementation})
		var open *ack.Writer999
		groups, n := 0, 0
		err := ack.Examine(x12.NewReader(bytes.NewReader(data)), ack.Options{}, ack.Listener{
			GroupBegan: func(g *x12.FunctionalGroup) { groups++; n++; open = ack.Begin999(w, fmt.Sprintf("%04d", n), g) },
			SetEnded: func(s *ack.Set) {
				if groups > 0 {
					open.Set(s)
				}
			},
			GroupEnded: func(g *ack.Group) { groups--; open.End(g) },
		})
		if err != nil {
			t.Fatal(err)
		}
		if groups != 0 {
			t.Fatalf("%d groups left open", groups)
		}
		w.EndGroup()
		w.EndInterchange()
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	})
}

func TestAGroupThatIsNotSupportedHereIsRefusedThoughItsGuideIsKnown(t *testing.T) {
	institutional := strings.ReplaceAll(group("502", claimSet("0001")), "X222A1", "X223A2")
	professional := []guide.SetVersions{{Set: "837", FunctionalID: "HC", Versions: []string{"005010X222A1"}}}
	got, _ := answer(t, interchange("0", institutional, group("501", claimSet("0001"))), ack.Options{Supported: professional})
	assert.Equal(t, []string{"group 502 R [2] 0 of 1", "set 0001 A []", "group 501 A [] 1 of 1", "interchange A 000"}, read(got))
}

// read leaves out the verdicts on sets that were not read.
func read(verdicts []string) []string {
	return slices.DeleteFunc(verdicts, func(v string) bool { return strings.HasSuffix(v, " R []") && strings.HasPrefix(v, "set") })
}
