package book_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/book"
	"github.com/hmox12/hmox12/mapping/record"
)

// kneeRequest is a 278 of an earlier night: an MRI of either knee.
const kneeRequest = `ISA*00*          *00*          *ZZ*BAYCLEAR       *ZZ*POPPY77001     *260224*0800*^*00501*000000102*0*P*:~
GS*HI*BAYCLEAR*POPPY77001*20260224*0800*102*X*005010X217~
ST*278*0001*005010X217~
BHT*0007*13*KNEE*20260224*0720~
HL*1**20*1~
NM1*X3*2*POPPY HEALTH PLAN*****PI*77001~
HL*2*1*21*1~
NM1*1P*1*LAUREL*ANNA****XX*1000000889~
HL*3*2*22*1~
NM1*IL*1*OKAFOR*NINA****MI*GP100005~
DMG*D8*19840312*F~
HL*4*3*EV*1~
TRN*1*KNEE*9BAYCLEAR1~
UM*HS*I*62*49:B~
HI*ABF:M25561~
NM1*SJ*2*BAY IMAGING*****XX*1000001861~
HL*5*4*SS*0~
SV1*HC:73721**UN*1~
HL*6*4*SS*0~
SV1*HC:73718**UN*1~
SE*19*0001~
GE*1*102~
IEA*1*000000102~
`

func TestWhatWaitsComesAsItWasSent(t *testing.T) {
	files := sampleFiles(t)
	files["hmo/waiting/knee.278.x12"] = &fstest.MapFile{Data: []byte(kneeRequest)}
	files["hmo/waiting.csv"].Data = append(files["hmo/waiting.csv"].Data, "V26055000001,knee.278.x12,KNEE,2026-02-24,2026-02-24,,A-31 A-480\n"...)
	hmo, err := book.Load(files, "hmo")
	require.NoError(t, err)
	require.Len(t, hmo.Waiting(), 2)

	claims := hmo.Waiting()[0].Claims
	require.Len(t, claims, 2)
	assert.Equal(t, "26050000311", claims[0].Claim.Control)
	assert.True(t, claims[0].Claim.Lines[0].Emergency, "what prior_claims.csv does not hold")
	assert.Equal(t, record.Date(20260219), claims[0].Claim.Received)
	assert.Equal(t, "P2:471", claims[0].Status.String())
	assert.True(t, book.IsEarlier(&claims[0].Claim.Source))

	requests := hmo.Waiting()[1].Requests
	require.Len(t, requests, 1)
	a := requests[0].Answer
	assert.Equal(t, "V26055000001", a.Trace)
	assert.Equal(t, record.Date(20260224), a.Request.Received)
	assert.Equal(t, "A-31", a.Services[0].Number, "an authorization of the book was granted then")
	assert.Equal(t, record.ReviewPended, a.Services[1].Action)
	assert.Equal(t, "A-480", a.Services[1].Reference)
}

func TestWhatWaitsMustBeInAFileThatCanBeRead(t *testing.T) {
	const row = "V26055000001,knee.278.x12,KNEE,2026-02-24,2026-02-24,,"
	for _, tt := range []struct{ name, file, row, want string }{
		{"a file that is cut off", kneeRequest[:strings.Index(kneeRequest, "IEA")], row + "A-479 A-480", "waiting/knee.278.x12: "},
		{"another kind of set", strings.NewReplacer("ST*278*0001*005010X217", "ST*276*0001*005010X212", "*X*005010X217", "*X*005010X212").Replace(kneeRequest), row + "A-479 A-480",
			"waiting/knee.278.x12: it has a set that is neither an 837 nor a 278"},
		{"fewer numbers than items", kneeRequest, row + "A-480", "number: the request has 2 items and the row 1 numbers"},
		{"a request of which nothing waits", kneeRequest, row + "A-31 A-18", "number: nothing of the request waits"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			files := sampleFiles(t)
			files["hmo/waiting/knee.278.x12"] = &fstest.MapFile{Data: []byte(tt.file)}
			files["hmo/waiting.csv"].Data = append(files["hmo/waiting.csv"].Data, tt.row+"\n"...)
			_, err := book.Load(files, "hmo")
			assert.ErrorContains(t, err, tt.want)
		})
	}
}

func TestDecisionsComeInTheOrderOfTheirFile(t *testing.T) {
	files := sampleFiles(t)
	hmo, err := book.Load(files, "hmo")
	require.NoError(t, err)
	var said []string
	for _, v := range hmo.ClaimVerdicts() {
		said = append(said, v.Source+" "+v.Evidence())
	}
	for _, v := range hmo.ReviewVerdicts() {
		said = append(said, v.Source+" "+v.Evidence())
	}
	assert.Equal(t, []string{
		"claim_decisions.csv:3 examiner E12 on 2026-02-26: emergency (chest pain and short of breath)",
		"claim_decisions.csv:4 examiner E7 on 2026-02-27: allow $130.00 (agreed with the practice)",
		"claim_decisions.csv:5 examiner E7 on 2026-02-27: release",
		"review_decisions.csv:3 MD-7 on 2026-03-10: modify, to 2026-04-15",
	}, said)
}

func TestAFileOfWhatWaitsThatIsCutOffIsNoBook(t *testing.T) {
	files := sampleFiles(t)
	files["hmo/waiting.csv"].Data = append(files["hmo/waiting.csv"].Data, "V26055000001,knee.278.x12,KNEE,2026-02-24,2026-02-24,,A-479 A-480\n"...)
	for cut := 0; cut < len(kneeRequest)-2; cut += 37 {
		files["hmo/waiting/knee.278.x12"] = &fstest.MapFile{Data: []byte(kneeRequest[:cut])}
		_, err := book.Load(files, "hmo")
		assert.ErrorContains(t, err, "knee.278.x12", "cut at byte %d", cut)
	}
}
