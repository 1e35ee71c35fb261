package secondopinion

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const claim = `ISA*00*          *00*          *ZZ*BAYCLEAR       *ZZ*POPPY77001     *260302*0800*^*00501*000000501*0*P*:~
GS*HC*BAYCLEAR*POPPY77001*20260302*0800*501*X*005010X222A1~
ST*837*0001*005010X222A1~
BHT*0019*00*BATCH0501*20260302*0800*CH~
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
SE*23*0001~
GE*1*501~
IEA*1*000000501~
`

func TestAsk(t *testing.T) {
	for name, c := range map[string]struct{ file, want string }{
		"a claim that both take":           {claim, "valid"},
		"a claim without its diagnosis":    {strings.Replace(claim, "HI*ABK:J069~\n", "", 1), "can't parse"},
		"another guide is not put to it":   {strings.ReplaceAll(claim, "X222A1", "X223A2"), "not asked"},
		"a file that is too long for it":   {claim + strings.Repeat(" ", Limit), "not asked: longer"},
		"a file with other delimiters":     {strings.ReplaceAll(claim, "*", "|"), "not asked"},
		"an empty file is not put to it":   {"", "not asked"},
		"a second interchange is not read": {claim + claim, "valid up to byte"},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := Ask(strings.NewReader(c.file))
			require.NoError(t, err)
			assert.Contains(t, got, c.want)
		})
	}
}
