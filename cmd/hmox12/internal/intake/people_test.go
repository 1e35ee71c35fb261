package intake_test

import (
	"context"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/book"
)

// deciding opens an office whose book has rows of what people decided, by table.
func deciding(t testing.TB, tables map[string]string) *office {
	t.Helper()
	files := fstest.MapFS{}
	root := os.DirFS("../../../../fixtures/hmo")
	require.NoError(t, fs.WalkDir(root, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		text, err := fs.ReadFile(root, name)
		files[name] = &fstest.MapFile{Data: text}
		return err
	}))
	for _, name := range []string{book.ClaimDecisionsFile, book.ReviewDecisionsFile, book.WaitingTable} {
		delete(files, name)
	}
	for name, text := range tables {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	hmo, err := book.Load(files, ".")
	require.NoError(t, err)
	return openWith(t, hmo)
}

// verdicts tells what became of what people decided.
func (o *office) verdicts() []string {
	o.Helper()
	var all []string
	for v, err := range o.database.Verdicts(context.Background()) {
		require.NoError(o, err)
		all = append(all, v.Source+" "+string(v.Result))
	}
	return all
}

// outside asks for a referral of Otto Lund, who lives too far from any dermatologist
// of the network.
func outside() string {
	return interchange("000000001", reviewGroup("1", set("278", "0001", "005010X217", `BHT*0007*13*ASKED*20260302*0800~
HL*1**20*1~
NM1*X3*2*POPPY HEALTH PLAN*****PI*77001~
HL*2*1*21*1~
NM1*1P*1*LAUREL*ANNA****XX*1000000889~
HL*3*2*22*1~
NM1*IL*1*LUND*OTTO****MI*GP103004~
DMG*D8*19591203*M~
HL*4*3*EV*0~
TRN*1*LUND*9BAYCLEAR1~
UM*SC*I*3*11:B~
HI*ABF:L309~
HSD*VS*1~
NM1*SJ*1*OLIVE*HUGO****XX*1000001093~
PRV*PE*PXC*207N00000X~
`)))
}

func TestARequestThatWaitedIsAnsweredOnceMore(t *testing.T) {
	o := deciding(t, map[string]string{book.ReviewDecisionsFile: "request,item,decision,rate,by,on\n" +
		"R-999,,certify,,MD-7,2026-03-01\nR-2,,certify,150,MD-7,2026-03-01\nR-2,,certify,,MD-9,2026-03-01\n"})
	ctx := context.Background()
	require.NoError(t, o.intake.DecideEarlier(ctx))
	assert.Empty(t, o.verdicts(), "the request may still come")

	o.take("reviews.x12", outside())
	first := o.answer("278")
	assert.Contains(t, first, "HCR*A4**0V~\nREF*NT*R-2~")
	require.NoError(t, o.intake.DecideRest(ctx))
	assert.Equal(t, []string{"review_decisions.csv:2 refused", "review_decisions.csv:3 taken", "review_decisions.csv:4 refused"}, o.verdicts())
	var second string
	for _, name := range o.answers() {
		if text := o.read(name); strings.HasPrefix(name, "278-") && text != first {
			second = text
		}
	}
	o.requireGood(second)
	assert.Contains(t, second, "TRN*2*LUND*9BAYCLEAR1~\nTRN*1*V26061000001*")
	assert.Contains(t, second, "HCR*A1*R-3~")
	assert.Contains(t, second, "*ZZ*POPPY77001     *ZZ*BAYCLEAR       *")

	found, err := o.database.FindReview(ctx, "R-2")
	require.NoError(t, err)
	require.Len(t, found, 1)
	assert.Equal(t, "R-3", found[0].Event.Number)
	assert.Equal(t, "MD-7", found[0].Verdicts[0].By)
	tx, err := o.database.Begin(ctx)
	require.NoError(t, err)
	hmo := tx.Reviewed(o.intake.Book)
	assert.Equal(t, 1, hmo.Referral("R-3").Visits, "claims find it")
	require.NoError(t, tx.Rollback())

	require.NoError(t, o.intake.DecideRest(ctx))
	assert.Len(t, o.verdicts(), 3, "nothing is heard twice")
}

func TestANumberThatWaitsIsNotGivenAgain(t *testing.T) {
	earlier := strings.NewReplacer("*260302*", "*260224*", "000000001", "000000077").Replace(outside())
	o := deciding(t, map[string]string{
		book.WaitingTable:                    "number,file,asked,received,since,status,items\nV26055000001,lund.278.x12,LUND,2026-02-24,2026-02-24,,R-2\n",
		book.WaitingFolder + "/lund.278.x12": earlier,
	})
	o.take("reviews.x12", interchange("000000001", reviewGroup("1", reviewSet("0001", "13", toIvy))))
	assert.Contains(t, o.answer("278"), "HCR*A1*R-3~", "R-1 is in the book, and R-2 waits")
}

func TestAClaimThatWaitedIsDecidedWithItsNumber(t *testing.T) {
	o := deciding(t, map[string]string{book.ClaimDecisionsFile: "claim,line,decision,amount,by,on\n" +
		"26061000001,1,allow,80,E12,2026-03-01\n26061000002,,release,,E12,2026-03-01\n26061000009,,release,,E12,2026-03-01\n"})
	ctx := context.Background()
	unlisted := strings.Replace(visit("UNLISTED", "17"), "HC:99213", "HC:99199", 1)
	o.take("claims.x12", interchange("000000001", claimGroup("1", claimSet("0001", unlisted, visit("PLAIN", "18")))))
	assert.Equal(t, []string{"PLAIN paid", "UNLISTED pended"}, o.claims())
	require.NoError(t, o.intake.DecideRest(ctx))
	assert.Equal(t, []string{"PLAIN paid", "UNLISTED paid"}, o.claims())
	assert.Equal(t, []string{"claim_decisions.csv:2 taken", "claim_decisions.csv:3 refused", "claim_decisions.csv:4 refused"}, o.verdicts())

	history, err := o.database.History(ctx, "26061000001")
	require.NoError(t, err)
	require.Len(t, history, 2)
	assert.Equal(t, "80.00", history[1].Decision.Paid.StringFixed(2))
	assert.Equal(t, "E12", history[1].Decision.Verdicts[0].By)
}

func TestNothingOfWhatPeopleDecidedHappensWhenTheStoreFails(t *testing.T) {
	o := deciding(t, map[string]string{book.ReviewDecisionsFile: "request,item,decision,by,on\nR-2,,certify,MD-7,2026-03-01\n"})
	o.take("reviews.x12", outside())
	before := o.answers()
	ctx, stop := context.WithCancel(context.Background())
	stop()
	require.Error(t, o.intake.DecideRest(ctx))
	assert.Empty(t, o.verdicts())
	assert.Equal(t, before, o.answers())
	require.NoError(t, o.intake.DecideRest(context.Background()), "the next pass hears it")
	assert.Equal(t, []string{"review_decisions.csv:2 taken"}, o.verdicts())
}
