package guide

import (
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/x12"
)

const companionHead = "companion BAYCLEAR\nguide 837 005010X999\n"

// companionOf compiles a companion guide of the sample guide.
func companionOf(t testing.TB, g *Guide, text string) (*Companion, error) {
	t.Helper()
	return compileCompanion("bay.guide", text, func(set, version string) (*Guide, bool) {
		return g, set == g.Set && version == g.Version
	})
}

// narrowed returns the sample guide as the statements narrow it.
func narrowed(t testing.TB, statements string) *Guide {
	t.Helper()
	c, err := companionOf(t, sampleGuide(t), companionHead+statements)
	require.NoError(t, err)
	require.Equal(t, "BAYCLEAR", c.Partner)
	return c.Guide()
}

func TestACompanionGuideIsHeldToTheFileAndLineOfAFault(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"an empty file", "", "1: a companion guide begins with the lines"},
		{"no guide is named", "companion BAYCLEAR\n", "1: a companion guide begins with the lines"},
		{"no partner is named", "companion\nguide 837 005010X999\n", "1: write: companion PARTNER"},
		{"the partner's id is too long", "companion SIXTEENCHARACTER\nguide 837 005010X999\n", "1: a partner's id is ISA06"},
		{"the guide is unknown", "companion B\nguide 837 005010X1\n", "2: there is no guide 837 005010X1"},
		{"the guide has a group", "companion B\nguide 837 HC 005010X999\n", "2: write: guide SET VERSION"},
		{"a second partner", companionHead + "companion LAURELFP\n", "3: companion stands once"},
		{"characters that are none", companionHead + "characters ascii\n", "3: characters are basic or capitals, not ascii"},
		{"characters without a word", companionHead + "characters\n", "3: write: characters basic"},
		{"characters twice", companionHead + "characters basic\ncharacters capitals\n", "4: characters are said twice"},
		{"a list that nothing names", companionHead + "list a = 1\n", "3: list a is not used"},
		{"a format that nothing names", companionHead + "format a 99\n", "3: format a is not used"},
		{"a format twice", companionHead + "format a 99\nformat a 9\n", "4: a is there twice"},
		{"a format that all guides have", companionHead + "format npi 99\n", "3: npi is there twice"},
		{"a format without shapes", companionHead + "format a\n", "3: write: format NAME shape"},
		{"findings of another kind", companionHead + "findings refused\n", "3: write: findings noted"},
		{"findings twice", companionHead + "findings noted\nfindings noted\n", "4: findings are said twice"},
		{"findings in a loop", companionHead + "loop 2300\n  findings noted\n", "4: findings can't stand in a loop"},
		{"a list in a loop", companionHead + "loop 2300\n  list a = 1\n", "4: list can't stand in a loop"},

		{"a loop that the guide lacks", companionHead + "loop 2999\n  CLM 01\n", "3: the guide has no such loop 2999 here"},
		{"a loop that is elsewhere", companionHead + "loop 2000C\n  loop 2010BA\n", "4: the guide has no such loop 2010BA here"},
		{"a loop with another title", companionHead + "loop 2300 not used ; Payment\n", "3: the guide has no such loop 2300 here"},
		{"a loop without identifier", companionHead + "loop\n", "3: write: loop ID"},
		{"a loop with elements", companionHead + "loop 2300 01=A\n", "3: loop 2300: a loop has no elements"},
		{"a segment that the loop lacks", companionHead + "loop 2300\n  PWK required\n", "4: PWK: loop 2300 has no such segment"},
		{"a segment that the set lacks", companionHead + "CLM required\n", "3: CLM: the set has no such segment"},
		{"a segment with another title", companionHead + "loop 2300\n  REF required ; Payment\n", "4: REF: loop 2300 has no such segment"},
		{"several segments that may be meant", companionHead + "loop 2300\n  REF required\n", `4: REF: loop 2300 has several of them: say which by its codes, or by its title "Referral"`},
		{"a code that no segment of several has", companionHead + "loop 2300\n  REF 01=ZZ\n", "4: REF: loop 2300 has 2 of them, none with these codes"},
		{"something below a segment", companionHead + "loop 2300\n  CLM required\n    REF required\n", "5: nothing can be indented below segment CLM"},
		{"an HL", companionHead + "loop 2000B\n  HL 04=0\n", "4: HL numbers the levels"},
		{"a word that is none", companionHead + "loop 2300 maybe\n", `3: loop 2300: "maybe" is none of required`},
		{"a word that is said twice", companionHead + "loop 2300 required required\n", `3: loop 2300: "required" is none of`},
		{"required and not used", companionHead + "loop 2300 required not used\n", "3: loop 2300: what is not used is neither"},
		{"a part that the guide lacks", companionHead + "part not used ; Request\n", "3: the guide has no part Request here"},
		{"a part without title", companionHead + "part not used\n", "3: write: part ; title"},

		{"a required loop is not used", companionHead + "loop 2010AA not used\n", "3: loop 2010AA: the guide requires it"},
		{"a required segment is not used", companionHead + "loop 2300\n  CLM not used\n", "4: CLM: the guide requires it"},
		{"more loops than the guide allows", companionHead + "loop 2300 at most 4\n", "3: loop 2300: the guide allows at most 3"},
		{"more segments than the guide allows", companionHead + "loop 2300\n  AMT at most 2\n", "4: AMT: the guide allows at most 1"},
		{"no segments at most", companionHead + "loop 2300\n  AMT at most 0\n", "4: AMT: a maximum of 0"},
		{"something below a loop that is not used", companionHead + "loop 2310B not used\n  PRV required\n", "4: loop 2310B is not used"},
		{"a segment that a line above takes out", companionHead + "loop 2310B\n  PRV not used\n  PRV required\n", "5: PRV: is not used, a line above says"},
		{"not used of some of the codes", companionHead + "loop 2010AA\n  REF 01=0B not used\n", "4: REF: what is not used holds nothing"},
		{"not used with a length", companionHead + "loop 2310B\n  PRV 03[2..3] not used\n", "4: PRV: what is not used holds nothing"},

		{"an element past the last", companionHead + "loop 2300\n  AMT 09\n", "4: AMT09: X12 defines 3 only"},
		{"an element that the guide lacks", companionHead + "loop 2300\n  CLM 03\n", "4: CLM03: the guide does not use it"},
		{"a required element becomes situational", companionHead + "loop 2300\n  CLM 06?\n", "4: CLM06: the guide requires it: leave the question mark out"},
		{"a required element is not used", companionHead + "loop 2300\n  CLM 06*0\n", "4: CLM06: the guide requires it"},
		{"an element that is not used holds codes", companionHead + "BHT 06*0=CH\n", "3: BHT06: what is repeated 0 times can't hold anything"},
		{"a code that the guide lacks", companionHead + "loop 2300\n  CLM 05(01=11|99)\n", "4: CLM05-01: the guide has no code 99 here"},
		{"a list with a code that the guide lacks", companionHead + "list ours = 11 99\nloop 2300\n  CLM 05(01@ours)\n", "5: CLM05-01: the guide has no code 99 here"},
		{"a code twice", companionHead + "BHT 06=CH|CH\n", "3: BHT06: a code is there twice"},
		{"a code that is too long", companionHead + "loop 2310B\n  NM1 04?=ABC\n", "4: NM104: the guide does not use it"},
		{"a code that the guide's format excludes", companionHead + "loop 2310B\n  NM1 09=12\n", "4: NM109: the guide asks for npi"},
		{"longer than the guide allows", companionHead + "loop 2300\n  CLM 01[1..99]\n", "4: CLM01: the guide has it 1 to 38 long"},
		{"more repeats than the guide allows", companionHead + "loop 2000B\n  EQ 01?*4\n", "4: EQ01: the guide allows 3 of it"},
		{"repeats without bound", companionHead + "loop 2000B\n  EQ 01?*>1\n", "4: EQ01: the guide allows 3 of it"},
		{"a format that admits more than the guide's", companionHead + "format wide XXXXXXXXXX\nloop 2310B\n  NM1 09@wide\n", "5: NM109: the guide asks for npi"},
		{"a format of another length", companionHead + "format wide 999999\nloop 2000B\n  SBR 01@wide\n", "5: SBR01: the guide has codes here"},
		{"a format that doesn't fit", companionHead + "format long " + strings.Repeat("9", 51) + "\nloop 2300\n  REF 01=9F 02@long\n", "is not 1 to 50 long"},
		{"a name that is none", companionHead + "loop 2310B\n  PRV 03@ours\n", "4: PRV03: there is no list or format ours"},
		{"X12's codes where there are none", companionHead + "loop 2310B\n  PRV 03@x12\n", "4: PRV03: elements.txt has no codes"},
		{"codes on a composite", companionHead + "loop 2300\n  CLM 05=11\n", "4: CLM05 is the composite C023: ask it of its components"},
		{"components of what is no composite", companionHead + "loop 2300\n  CLM 06(01)\n", "4: CLM06 is no composite"},
		{"an element that is none", companionHead + "loop 2300\n  CLM 6\n", `4: CLM: "6" is no element`},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := companionOf(t, sampleGuide(t), c.text)
			require.Error(t, err)
			assert.Contains(t, err.Error(), c.want)
			var fault *SyntaxError
			require.ErrorAs(t, err, &fault)
			assert.Equal(t, "bay.guide", fault.File)
			assert.Positive(t, fault.Line)
		})
	}
}

func TestACompanionGuideNarrowsWhatAPartnerMaySend(t *testing.T) {
	for _, c := range []struct {
		name, companion string
		text            string
		want            []string
		reason          string
	}{
		{"a segment is required", "loop 2310B\n  PRV required\n", edit(t, "LX*1~\nSV1*HC:99213", "«LX*1~\nSV1*HC:99213"),
			[]string{"partner-segment-missing 2310B PRV"}, "BAYCLEAR's companion guide asks for it"},
		{"a loop is required", "loop 2310C required\n", edit(t, "LX*1~\nSV1*HC:99213", "«LX*1~\nSV1*HC:99213", "SBR*S*18~", "«SBR*S*18~"),
			[]string{"partner-loop-missing 2310C NM1", "partner-loop-missing 2310C NM1"}, "Facility: BAYCLEAR's companion guide asks for it"},
		{"a loop is required in one place", "loop 2000C\n  loop 2310C required\n", edit(t, "SBR*S*18~", "«SBR*S*18~"),
			[]string{"partner-loop-missing 2310C NM1"}, "asks for it"},
		{"a loop is not used", "loop 2320 not used\n", edit(t, "SBR*S*18~", "«SBR*S*18~"),
			[]string{"partner-loop-not-used 2320 SBR"}, "BAYCLEAR's companion guide asks for none"},
		{"a level is not used", "loop 2000C not used\n", edit(t, "HL*4*3*23*0~", "«HL*4*3*23*0~"),
			[]string{"partner-loop-not-used 2000C HL"}, "asks for none"},
		{"a segment is not used", "loop 2300\n  REF 01=9F not used\n", edit(t, "REF*9F*R77~", "«REF*9F*R77~"),
			[]string{"partner-segment-not-used 2300 REF"}, "asks for none"},
		{"a segment is named by its title", "loop 2300\n  REF not used ; Referral\n", edit(t, "REF*9F*R77~", "«REF*9F*R77~"),
			[]string{"partner-segment-not-used 2300 REF"}, "asks for none"},
		{"fewer loops", "loop 2310A at most 1\n", edit(t, "NM1*DN*1*REED*****XX*1234567893~\n", "NM1*DN*1*REED*****XX*1234567893~\n«NM1*P3*1*REED*****XX*1234567893~\n"),
			[]string{"partner-loop-over-maximum 2310A NM1"}, "asks for at most 1"},
		{"fewer segments", "loop 2010AA\n  PER at most 1\n", edit(t, "REF*EI*123456789~\n", "REF*EI*123456789~\nPER*IC**TE*5105550101~\n«PER*IC**TE*5105550102~\n"),
			[]string{"partner-segment-over-maximum 2010AA PER"}, "asks for at most 1"},
		{"one more than the guide allows is the guide's", "loop 2010AA\n  PER at most 1\n",
			edit(t, "REF*EI*123456789~\n", "REF*EI*123456789~\nPER*IC**TE*5105550101~\n«PER*IC**TE*5105550102~\n«PER*IC**TE*5105550103~\n"),
			[]string{"partner-segment-over-maximum 2010AA PER", "segment-over-maximum 2010AA PER"}, "at most 1"},
		{"an element is required", "loop 2000B\n  SBR 02\n", edit(t, "SBR*P~", "SBR*P«~"),
			[]string{"partner-element-missing 2000B SBR02"}, "Individual relationship code: BAYCLEAR's companion guide asks for it"},
		{"an element is not used", "BHT 06*0\n", edit(t, "*0830*CH~", "*0830*«CH~"),
			[]string{"partner-element-not-used  BHT06"}, "asks for none"},
		{"a component is not used", "loop 2400\n  SV1 07(02*0)\n", edit(t, "1***1:2~", "1***«1:2~"),
			[]string{"partner-element-not-used 2400 SV107-2"}, "asks for none"},
		{"a component is required", "loop 2400\n  SV1 01(03)\n", edit(t, "SV1*HC:99213*125.5", "SV1*«HC:99213*125.5"),
			[]string{"partner-element-missing 2400 SV101-3"}, "asks for it"},
		{"a situational composite may stay away", "loop 2300\n  HI 01(01=ABK|BK) 02?(01=ABF)\n", "", nil, ""},
		{"fewer codes", "loop 2300\n  CLM 05(01=11|21)\n", edit(t, "22:B:1*N", "«22:B:1*N"),
			[]string{"partner-code-not-used 2300 CLM05-1"}, "found 22, BAYCLEAR's companion guide asks for 11 or 21"},
		{"fewer codes where they pick the place", "loop 2010AA\n  REF 01=SY\n", edit(t, "REF*EI*123", "REF*«EI*123"),
			[]string{"partner-code-not-used 2010AA REF01"}, "found EI, BAYCLEAR's companion guide asks for SY"},
		{"codes where the guide has none", "list ours = R78\nloop 2300\n  REF 01=9F 02@ours\n", edit(t, "REF*9F*R77~", "REF*9F*«R77~"),
			[]string{"partner-code-not-used 2300 REF02"}, "found A 9(2), BAYCLEAR's companion guide asks for R78"},
		{"fewer characters", "loop 2300\n  CLM 01[1..1]\n", edit(t, "CLM*C1*", "CLM*«C1*", "CLM*C2*", "CLM*«C2*"),
			[]string{"partner-element-too-long 2300 CLM01", "partner-element-too-long 2300 CLM01"}, "found 2, BAYCLEAR's companion guide asks for at most 1"},
		{"more characters", "loop 2300\n  CLM 02[4..18]\n", edit(t, "*80***22", "*«80***22"),
			[]string{"partner-element-too-short 2300 CLM02"}, "found 2, BAYCLEAR's companion guide asks for at least 4"},
		{"a format", "format ours A99 9A9\nloop 2300\n  REF 01=9F 02@ours\n", edit(t, "REF*9F*R77~", "REF*9F*«R7~"),
			[]string{"partner-pattern-violated 2300 REF02"}, "found A 9, BAYCLEAR's companion guide asks for ours, written A99 or 9A9"},
		{"fewer repetitions", "loop 2000B\n  EQ 01?*2\n", edit(t, "NM1*PR*2*POPPY HMO*****PI*POPPY~\nCLM", "NM1*PR*2*POPPY HMO*****PI*POPPY~\nEQ*«1^30^98~\nCLM"),
			[]string{"partner-too-many-repetitions 2000B EQ01"}, "found 3, BAYCLEAR's companion guide asks for at most 2"},
		{"the basic character set", "characters basic\n", edit(t, "*DOE*JANE*", "*«Doe*JANE*"),
			[]string{"character-not-agreed 2010BA NM103"}, "found A a(2), BAYCLEAR's companion guide asks for the basic character set"},
		{"the basic character set in a component", "characters basic\n", edit(t, "HC:99213*", "«HC:9921_*"),
			[]string{"character-not-agreed 2400 SV101-2"}, "asks for the basic character set"},
		{"capital letters", "characters capitals\n", edit(t, "*DOE*JANE*", "*D_E*«Jane*"),
			[]string{"character-not-agreed 2010BA NM104"}, "asks for capital letters"},
		{"what the guide refuses is told once", "loop 2000B\n  SBR 01=P\n", edit(t, "SBR*P*18", "SBR*«X*18"),
			[]string{"unknown-code 2000B SBR01"}, "expected P, S or T"},
		{"a set as it was agreed", "characters basic\nloop 2300\n  CLM 05(01=11|22)\n  REF 01=9F 02[3..3]\n", "", nil, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := c.text
			if text == "" {
				text = valid
			}
			findings := expect(t, narrowed(t, c.companion), text, c.want)
			for _, f := range findings {
				assert.True(t, f.Rejects())
				m := f.Code.Meaning()
				assert.Equal(t, strings.HasPrefix(m.Name, "partner-"), m.Level == 7, m.Name)
			}
			if len(findings) > 0 {
				assert.Contains(t, findings[0].Reason, c.reason)
			}
		})
	}
}

func TestFindingsOfThe999SayWhatKindOfFaultItIs(t *testing.T) {
	for code, want := range map[x12.Code]string{
		x12.PartnerSegmentMissing: "I8", x12.PartnerLoopMissing: "I7", x12.PartnerSegmentNotUsed: "I4", x12.PartnerLoopNotUsed: "I4",
		x12.PartnerSegmentOverMaximum: "5", x12.PartnerLoopOverMaximum: "4",
		x12.PartnerElementMissing: "8 I9", x12.PartnerElementNotUsed: "8 I10", x12.PartnerCodeNotUsed: "8 I6",
		x12.PartnerPatternViolated: "8 I12", x12.PartnerTooManyRepetitions: "8 12",
		x12.PartnerElementTooShort: "8 4", x12.PartnerElementTooLong: "8 5", x12.CharacterNotAgreed: "8 6",
	} {
		m := code.Meaning()
		assert.Equal(t, want, strings.TrimSpace(m.IK304+" "+m.IK403), m.Name)
	}
}

func TestTheGuideItselfStaysAsItIs(t *testing.T) {
	g := sampleGuide(t)
	same := sampleGuide(t)
	c, err := companionOf(t, g, companionHead+`characters basic
loop 2300 at most 1
  CLM 05(01=11) 06=Y
  REF 01=9F required 02[5..9]
loop 2310A not used
`)
	require.NoError(t, err)
	planOf(same)
	planOf(g)
	assert.Equal(t, planText(same), planText(g))
	expect(t, g, valid, nil)

	claim := loopOf(c.Guide(), "2300")
	assert.Equal(t, 1, claim.Max)
	assert.Equal(t, "11", claim.Nodes[0].Segment.Element(5).Components[0].Codes.String())
	assert.Equal(t, NotUsed, loopOf(c.Guide(), "2310A").Usage)
	assert.Equal(t, "BAYCLEAR", c.Guide().Companion)
	assert.Empty(t, g.Companion)
	walkLoops(c.Guide().Root, func(l *Loop) {
		for _, n := range l.Nodes {
			if n.Loop != nil {
				assert.Same(t, l, n.Loop.Parent)
			} else {
				assert.Same(t, l, n.Segment.Loop)
			}
		}
	})
}

func loopOf(g *Guide, id string) (found *Loop) {
	walkLoops(g.Root, func(l *Loop) {
		if l.ID == id && found == nil {
			found = l
		}
	})
	return found
}

// planText says all that a guide asks for.
func planText(g *Guide) string {
	var b strings.Builder
	var elements func([]ElementUse)
	elements = func(uses []ElementUse) {
		for _, e := range uses {
			b.WriteString(strings.Join([]string{e.Name, string('0' + rune(e.Usage)), e.Codes.String(), maxText(e.Min), maxText(e.Max), maxText(e.Repeat)}, "|"))
			elements(e.Components)
		}
	}
	walkLoops(g.Root, func(l *Loop) {
		b.WriteString(l.ID + maxText(l.Max) + string('0'+rune(l.Usage)))
		for _, n := range l.Nodes {
			if n.Segment != nil {
				b.WriteString(n.Segment.ID + maxText(n.Segment.Max) + string('0'+rune(n.Segment.Usage)))
				elements(n.Segment.Elements)
			}
		}
	})
	return b.String()
}

func TestAPartOfAGuideMayBeNotUsed(t *testing.T) {
	c, err := CompileCompanion("reviews.guide", "companion *\nguide 278 005010X217\npart not used ; Response, which ends at the level that was refused\n")
	require.NoError(t, err)
	sets := buildSets(reviewGuide(t), false)
	require.Len(t, sets, 2)
	for i, want := range []int{0, 1} {
		_, findings := walk(t, c.Guide(), sets[i].text())
		require.Len(t, findings, want)
		for _, f := range findings {
			assert.Equal(t, x12.PartnerLoopNotUsed, f.Code)
			assert.Contains(t, f.Reason, "the companion guide asks for none")
		}
	}
}

func TestASenderIsHeldToItsOwnCompanionGuideElseToThatForAll(t *testing.T) {
	compile := func(text string) *Companion {
		c, err := CompileCompanion(text, text)
		require.NoError(t, err)
		return c
	}
	bay := compile("companion BAYCLEAR\nguide 837 005010X222A1\nBHT 06=CH\n")
	all := compile("companion *\nguide 837 005010X222A1\ncharacters basic\n")
	var c Companions
	require.NoError(t, c.Add(bay))
	require.NoError(t, c.Add(all))
	assert.ErrorContains(t, c.Add(compile("companion BAYCLEAR\nguide 837 005010X222A2\nBHT 06=RP\n")), "for BAYCLEAR and 837 005010X222A1 already")

	plain, ok := Lookup("837", "005010X222A1")
	require.True(t, ok)
	dental, ok := Lookup("837", "005010X224A2")
	require.True(t, ok)
	for _, one := range []struct {
		name                 string
		in                   *Companions
		sender, set, version string
		want                 *Guide
	}{
		{"its own", &c, "BAYCLEAR", "837", "005010X222A1", bay.Guide()},
		{"its own in a later version with the same content", &c, "BAYCLEAR", "837", "005010X222A2", bay.Guide()},
		{"everybody's", &c, "LAURELFP", "837", "005010X222A1", all.Guide()},
		{"another guide", &c, "BAYCLEAR", "837", "005010X224A2", dental},
		{"no companion guides", nil, "BAYCLEAR", "837", "005010X222A1", plain},
	} {
		t.Run(one.name, func(t *testing.T) {
			g, ok := one.in.Lookup(one.sender, one.set, one.version)
			require.True(t, ok)
			assert.Same(t, one.want, g)
		})
	}
	_, ok = c.Lookup("BAYCLEAR", "837", "004010X098")
	assert.False(t, ok)
}

func TestACompanionGuideIsUsedBySeveralAtOnce(t *testing.T) {
	g := narrowed(t, "loop 2300\n  CLM 05(01=11)\n")
	edi, _ := unmark(valid)
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			_, findings := walk(t, g, edi)
			assert.Len(t, findings, 1)
		})
	}
	wait.Wait()
}

func TestTheSampleOfThePageCompiles(t *testing.T) {
	page, err := os.ReadFile("data/companion.md")
	require.NoError(t, err)
	_, rest, _ := strings.Cut(string(page), "```\n")
	sample, _, ok := strings.Cut(rest, "```\n")
	require.True(t, ok)
	_, err = CompileCompanion("companion.md", sample)
	require.NoError(t, err)
}
