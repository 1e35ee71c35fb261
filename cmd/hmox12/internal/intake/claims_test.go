package intake_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/x12"
)

// statuses returns what a 277CA says of each claim: its account number and its
// statuses, those of a line behind @.
func (o *office) statuses(text string) []string {
	o.Helper()
	var all []string
	level, line := "", ""
	r := x12.NewReader(strings.NewReader(text))
	for {
		s, err := r.Next()
		if err != nil {
			return all
		}
		switch {
		case s.Is("ST"):
			level, line = "", ""
		case s.Is("HL"):
			level, line = string(s.Element(3)), ""
		case level == "PT" && s.Is("TRN"):
			all = append(all, string(s.Element(2)))
		case level == "PT" && s.Is("SVC"):
			line = "@"
		case level == "PT" && s.Is("STC"):
			for _, n := range []int{1, 10, 11} {
				if status := string(s.Element(n)); status != "" {
					all[len(all)-1] += " " + line + status
				}
			}
		}
	}
}

// What is wrong with a claim at levels 3 to 5 refuses that claim, by a 277CA that
// says what, and leaves the claims beside it to be paid.
func TestWhatIsWrongWithAClaimRefusesItAlone(t *testing.T) {
	cases := map[string]struct{ old, new, want string }{
		"a charge that is not the sum of its lines":   {"CLM*ODD*150", "CLM*ODD*160", "A8:400"},
		"a diagnosis that is none":                    {"ABK:J069", "ABK:9999", "A7:254"},
		"a procedure that is none":                    {"HC:99213", "HC:9921", "A7:454 @A7:454"},
		"a modifier that is none":                     {"HC:99213", "HC:99213:a5", "A7:453 @A7:453"},
		"a place of service that is none":             {"11:B:1", "88:B:1", "A7:249"},
		"a frequency that is none":                    {"11:B:1", "11:B:-", "A7:535"},
		"a replacement of it is not said what":        {"11:B:1", "11:B:7", "A6:464"},
		"a replacement of a claim that we don't have": {"11:B:1*Y*A*Y*Y~\n", "11:B:7*Y*A*Y*Y~\nREF*F8*9999~\n", "A7:464"},
		"a rendering provider's number":               {"LX*1~", "NM1*82*1*IVY*RUTH****XX*1234567890~\nLX*1~", "A7:562:82"},
		"anesthesia in units":                         {"HC:99213", "HC:00790", "A8:476 @A8:476"},
		"a pointer past the last diagnosis":           {"UN*1***1", "UN*1***2", "A8:254 @A8:254"},
		"a day after the file was made":               {"20260217", "20260320", "A7:187 @A7:187"},
		"an amount in fractions of a cent":            {"*150*", "*150.005*", "A7:178 @A7:178"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			odd := strings.Replace(visit("ODD", "17"), c.old, c.new, 1)
			if c.old == "*150*" {
				odd = visitFor("ODD", "17", "150.005")
			}
			require.NotEqual(t, visit("ODD", "17"), odd)
			o := open(t)
			received := o.take("file.x12", interchange("000000001", claimGroup("1", claimSet("0001", visit("A", "16"), odd, visit("B", "18")))))
			assert.Equal(t, sum{Interchanges: 1, Groups: 1, Sets: 1, Claims: 3}, sumOf(received))
			first, _, _ := strings.Cut(c.want, " ")
			assert.Equal(t, []string{"A paid", "B paid", "ODD " + strings.Join(strings.SplitN(first, ":", 3)[:2], ":")}, o.claims())
			text := o.answer("277CA")
			o.requireGood(text)
			assert.Equal(t, []string{"A A2:20:PR", "ODD " + c.want, "B A2:20:PR"}, o.statuses(text))
			assert.Contains(t, text, "QTY*90*2~\nQTY*AA*1~\nAMT*YU*300~\nAMT*YY*"+chargeOf(odd)+"~")
			assert.Contains(t, o.answer("999"), "IK5*A~", "the set is good")
		})
	}
}

func chargeOf(claim string) string { return strings.Split(claim, "*")[2] }

func TestA277CAIsDelimitedAsTheClaimsWere(t *testing.T) {
	for name, c := range map[string]struct{ in, header string }{
		"other delimiters": {"|>!", "ISA|00|          |00|          |ZZ|POPPY77001     |ZZ|BAYCLEAR       |260302|2100|^|00501|000000002|0|P|>!"},
		// "," stands in the detail of a rejection, which is folded.
		"a delimiter that our words hold": {"|,!", "ISA|00|          |00|          |ZZ|POPPY77001     |ZZ|BAYCLEAR       |260302|2100|^|00501|000000002|0|P|,!"},
		// "-" stands in BHT03, which is a number.
		"a delimiter that our numbers hold": {"|-!", "ISA\x1d00\x1d          \x1d00\x1d          \x1dZZ\x1dPOPPY77001     \x1dZZ\x1dBAYCLEAR       \x1d260302\x1d2100\x1d\x1f\x1d00501\x1d000000002\x1d0\x1dP\x1d\x1e\x1c"},
	} {
		t.Run(name, func(t *testing.T) {
			odd := strings.Replace(visit("ODD", "17"), "ABK:J069", "ABK:9999", 1)
			text := interchange("000000001", claimGroup("1", claimSet("0001", visit("A", "16"), odd)))
			text = strings.NewReplacer("*", c.in[:1], ":", c.in[1:2], "~", c.in[2:], "GRP-5500", "GRP5500").Replace(text)
			o := open(t)
			o.take("file.x12", text)
			assert.Equal(t, []string{"A paid", "ODD A7:254"}, o.claims())
			assert.True(t, strings.HasPrefix(o.answer("277CA"), c.header), o.answer("277CA")[:110])
			o.requireGood(o.answer("277CA"))
		})
	}
}

// A set of more claims than a 277CA set tells is answered by several, and each
// adds up for itself.
func TestALargeSetIsAnsweredInSeveral(t *testing.T) {
	const claims = 5001
	visits := make([]string, claims)
	for i := range visits {
		visits[i] = visit(fmt.Sprint("N", i), "16")
	}
	set := strings.ReplaceAll(claimSet("0001", visits...), "NM1*PR*2*POPPY HEALTH PLAN*****PI*77001~", "NM1*PR*2*ANOTHER PLAN*****PI*77002~")
	o := open(t)
	received := o.take("file.x12", interchange("000000001", claimGroup("1", set)))
	assert.Equal(t, claims, received.Claims)
	text := o.answer("277CA")
	o.requireGood(text)
	assert.Len(t, o.statuses(text), claims)
	assert.Equal(t, 2, strings.Count(text, "ST*277*"))
	assert.Contains(t, text, "QTY*AA*5000~")
	assert.Contains(t, text, "AMT*YY*750000~")
	assert.Contains(t, text, "QTY*AA*1~")
	assert.Contains(t, text, "AMT*YY*150~")
}

func TestAnotherPayersUnknownReasonIsNothingToRefuseAClaimFor(t *testing.T) {
	other := `SBR*P*18***16****CI~
CAS*PR*9ZZ*70~
AMT*D*80~
OI***Y***Y~
NM1*IL*1*OKAFOR*NINA****MI*GP100005~
NM1*PR*2*OTHER PLAN*****PI*88002~
DTP*573*D8*20260225~
`
	o := open(t)
	o.take("file.x12", interchange("000000001", claimGroup("1", claimSet("0001", strings.Replace(visit("A", "16"), "LX*1~\n", other+"LX*1~\n", 1)))))
	text := o.answer("277CA")
	assert.Equal(t, []string{"A A2:20:PR"}, o.statuses(text))
}

// What a claim lacks at its end is found where the next claim begins, or the set
// ends, and is told of the claim that lacks it.
func TestWhatAClaimLacksAtItsEndRefusesItAndNotTheNext(t *testing.T) {
	dental := func(account string, procedures ...string) string {
		text := fmt.Sprintf("CLM*%s*%d***11:B:1*Y*A*Y*Y~\nDTP*472*D8*20260217~\n", account, 100*len(procedures))
		for i, p := range procedures {
			text += fmt.Sprintf("LX*%d~\nSV3*AD:%s*100****1~\n", i+1, p)
		}
		return text
	}
	const noTooth = "D2392"
	set := claimSet("0001", dental("A", noTooth), dental("B", "D0120"), dental("C", noTooth, "D0120")+dental("D", "D0120", noTooth))
	o := open(t)
	o.take("file.x12", strings.ReplaceAll(interchange("000000001", claimGroup("1", set)), "005010X222A1", "005010X224A2"))
	text := o.answer("277CA")
	o.requireGood(text)
	assert.Equal(t, []string{"A A6:242 @A6:242", "B A2:20:PR", "C A6:242 @A6:242", "D A6:242 @A6:242"}, o.statuses(text))
	for _, lacks := range []string{"REF*FJ*1~", "REF*FJ*1~", "REF*FJ*2~"} {
		_, after, found := strings.Cut(text, lacks)
		require.True(t, found, "the lines that lack a tooth, in order: %s", lacks)
		text = after
	}
}
