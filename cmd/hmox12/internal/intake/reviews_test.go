package intake_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/mapping/record"
)

// reviewGroup is a functional group of 278 sets.
func reviewGroup(number string, sets ...string) string {
	return fmt.Sprintf("GS*HI*BAYCLEAR*POPPY77001*20260302*0800*%s*X*005010X217~\n%sGE*%d*%s~\n", number, strings.Join(sets, ""), len(sets), number)
}

// reviewSet is a 278 set with events of Jonas Hart, whose referral R-13 has ended.
func reviewSet(number, purpose string, events ...string) string {
	var b strings.Builder
	level := 3
	for _, e := range events {
		level++
		fmt.Fprintf(&b, "HL*%d*3*EV*0~\nTRN*1*T%d*9BAYCLEAR1~\n%s", level, level, e)
	}
	text := "BHT*0007*" + purpose + "*ASKED" + number + "*20260302*0800~\n" + `HL*1**20*1~
NM1*X3*2*POPPY HEALTH PLAN*****PI*77001~
HL*2*1*21*1~
NM1*1P*1*HAZEL*OMAR****XX*1000000608~
HL*3*2*22*1~
NM1*IL*1*HART*JONAS****MI*GP101113~
DMG*D8*19870501*M~
` + b.String()
	segments := strings.Count(text, "~") + 2
	return "ST*278*" + number + "*005010X217~\n" + text + fmt.Sprintf("SE*%d*%s~\n", segments, number)
}

const toIvy = "UM*SC*I*3*11:B~\nHI*ABF:M1711~\nHSD*VS*3~\nNM1*SJ*1*IVY*RUTH****XX*1000000673~\n"

func TestRequestsAreAnsweredAndWhatTheyGrantIsKept(t *testing.T) {
	o := open(t)
	received := o.take("reviews.x12", interchange("000000001", reviewGroup("1", reviewSet("0001", "13", toIvy, toIvy), reviewSet("0002", "13", toIvy))))
	assert.Equal(t, []int{3, 0}, []int{received.Reviews, received.Unhandled})
	answer := o.answer("278")
	o.requireGood(answer)
	assert.Equal(t, 2, strings.Count(answer, "\nST*278*"))
	for _, number := range []string{"R-2", "R-3", "R-4"} {
		assert.Contains(t, answer, "HCR*A1*"+number+"~", "R-1 is in the book")
	}

	ctx := context.Background()
	var decided []record.ReviewAction
	for a, err := range o.database.Reviews(ctx) {
		require.NoError(t, err)
		decided = append(decided, a.Event.Action)
	}
	assert.Equal(t, []record.ReviewAction{record.Certified, record.Certified, record.Certified}, decided)
	tx, err := o.database.Begin(ctx)
	require.NoError(t, err)
	defer func() { require.NoError(t, tx.Rollback()) }()
	hmo := tx.Reviewed(o.intake.Book)
	assert.Equal(t, 3, hmo.Referral("R-3").Visits)
	assert.Len(t, hmo.Referrals("GP101113"), 4, "three beside R-13")
}

func TestOneRequestChangesWhatTheNextSees(t *testing.T) {
	o := open(t)
	back := "UM*SC*3*3~\nREF*BB*R-2~\n"
	o.take("reviews.x12", interchange("000000001", reviewGroup("1", reviewSet("0001", "13", toIvy, back), reviewSet("0002", "01", back))))
	answer := o.answer("278")
	o.requireGood(answer)
	assert.Contains(t, answer, "HCR*A1*R-2~")
	assert.Equal(t, 2, strings.Count(answer, "HCR*C*R-2~"))
}

func TestANumberThatTheBookHasIsPassedOver(t *testing.T) {
	o := open(t)
	tx, err := o.database.Begin(context.Background())
	require.NoError(t, err)
	require.NoError(t, tx.SetControlNumber("referral", 11))
	require.NoError(t, tx.Commit())
	o.take("reviews.x12", interchange("000000001", reviewGroup("1", reviewSet("0001", "13", toIvy))))
	assert.Contains(t, o.answer("278"), "HCR*A1*R-18~", "R-12 to R-17 are in the book")
}

func TestAResponseThatIsSentToUsIsUnhandled(t *testing.T) {
	o := open(t)
	received := o.take("reviews.x12", interchange("000000001", reviewGroup("1", reviewSet("0001", "11", "HCR*A1*R-9~\n"))))
	assert.Equal(t, []int{0, 0, 1}, []int{received.RejectedSets, received.Reviews, received.Unhandled})
	assert.NotContains(t, strings.Join(o.answers(), " "), "278-")
}

func TestARequestIsAnsweredInItsOwnDelimiters(t *testing.T) {
	o := open(t)
	file := interchange("000000001", reviewGroup("1", reviewSet("0001", "13", toIvy)))
	o.take("reviews.x12", strings.NewReplacer("*", "|", "^", "!", ":", ">", "~", "'").Replace(file))
	answer := o.answer("278")
	o.requireGood(answer)
	assert.Contains(t, answer, "UM|SC|I|3|11>B'")
}
