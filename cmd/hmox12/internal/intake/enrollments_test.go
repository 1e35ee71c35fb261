package intake_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/book"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/host/hosttest"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
	"github.com/hmox12/hmox12/mapping/record"
)

// enrollmentSet is an 834 set about members.
func enrollmentSet(number string, members ...string) string {
	return set("834", number, "005010X220A1",
		"BGN*00*TEAL"+number+"*20260302*0600****2~\nN1*P5*TEALWORKS*FI*948888888~\nN1*IN*POPPY HEALTH PLAN*FI*771234567~\n"+strings.Join(members, ""))
}

func enrollments(number string, sets ...string) string {
	return interchange(number, group("BE", "005010X220A1", "1", sets...))
}

// ninaEnds ends the coverage of Nina Okafor on 2026-02-15, ninaAgain takes that
// back.
const (
	ninaEnds  = "INS*Y*18*024*08*A***TE~\nREF*0F*GP100005~\nREF*1L*GRP-5500~\nDTP*357*D8*20260215~\nNM1*IL*1*OKAFOR*NINA~\nDMG*D8*19840312*F~\n"
	ninaAgain = "INS*Y*18*025*41*A***FT~\nREF*0F*GP100005~\nREF*1L*GRP-5500~\nNM1*IL*1*OKAFOR*NINA~\nDMG*D8*19840312*F~\n"
)

// told tells the enrollments in short, and what became of claims.
func (o *office) told() []string {
	var all []string
	for r, err := range o.database.Enrollments(context.Background()) {
		require.NoError(o, err)
		text := string(r.Outcome) + " " + r.Member
		for _, a := range r.Again {
			text += ", " + a.Account + " " + string(a.Result)
		}
		all = append(all, text)
	}
	return all
}

func TestClaimsBehindAnEnrollmentSeeIt(t *testing.T) {
	o := open(t)
	received := o.take("enrollment.x12", enrollments("000000001", enrollmentSet("0001", ninaEnds)))
	assert.Equal(t, []int{1, 0, 0}, []int{received.Enrollments, received.Unhandled, received.RejectedSets})
	o.take("claims.x12", interchange("000000002", claimGroup("2", claimSet("0001", visit("BEFORE", "14"), visit("AFTER", "17")))))
	assert.Equal(t, []string{"AFTER denied", "BEFORE paid"}, o.claims())
	o.take("inquiry.x12", interchange("000000003", inquiryGroup("3", inquirySet("0001", 1))))
	assert.Contains(t, o.answer("271"), "EB*6", "she is not covered any more")
	answers := strings.Join(o.answers(), " ")
	assert.Contains(t, answers, "999-")
	assert.NotContains(t, answers, "834", "there is no business answer to an 834")
	assert.Equal(t, []string{"ended GP100005"}, o.told())
}

func TestClaimsBeforeAnEnrollmentAreDecidedAgain(t *testing.T) {
	o := open(t)
	o.take("claims.x12", interchange("000000001", claimGroup("1", claimSet("0001", visit("BEFORE", "14"), visit("AFTER", "17")))))
	o.take("enrollment.x12", enrollments("000000002", enrollmentSet("0001", ninaEnds)))
	assert.Equal(t, []string{"AFTER denied", "BEFORE paid"}, o.claims())
	o.take("again.x12", enrollments("000000003", enrollmentSet("0002", ninaAgain)))
	assert.Equal(t, []string{"AFTER paid", "BEFORE paid"}, o.claims())
	assert.Equal(t, []string{"ended GP100005, AFTER decided again", "reinstated GP100005, AFTER decided again"}, o.told())

	history, err := o.database.History(context.Background(), "26061000002")
	require.NoError(t, err)
	var versions []string
	for _, v := range history {
		versions = append(versions, string(v.Decision.Status)+" "+v.Decision.Paid.String())
	}
	assert.Equal(t, []string{"1 60", "22 -60", "1 0", "22 0", "1 60"}, versions)
	tx, err := o.database.Begin(context.Background())
	require.NoError(t, err)
	defer func() { require.NoError(t, tx.Rollback()) }()
	due, err := tx.Payables(20271231)
	require.NoError(t, err)
	assert.Empty(t, due, "nothing was paid yet, so nothing is put off")
	assert.Equal(t, "40", tx.Ledger().Used(record.Counter{Kind: record.OutOfPocketUsed, Owner: "GP100005", Year: 2026}).String())
}

func TestMembersOfOneSetFollowEachOther(t *testing.T) {
	o := open(t)
	child := "INS*N*19*021*02*A~\nREF*0F*GP104999~\nNM1*IL*1*WREN*MILA~\nDMG*D8*20200102*F~\nHD*021**HMO*P1~\nDTP*348*D8*20260201~\n"
	parent := "INS*Y*18*021*28*A***FT~\nREF*0F*GP104999~\nNM1*IL*1*WREN*RUTH~\nDMG*D8*19900102*F~\nHD*021**HMO*P1~\nDTP*348*D8*20260201~\n"
	o.take("enrollment.x12", enrollments("000000001", enrollmentSet("0001", child, parent, child)))
	assert.Equal(t, []string{"refused ", "added GP104999", "added GP10499901"}, o.told(), "a dependent comes behind the subscriber")
}

// TestAnEnrollmentHappensWholeOrNotAtAll fails each operation on the database while
// a file is taken that has a claim decided again.
func TestAnEnrollmentHappensWholeOrNotAtAll(t *testing.T) {
	taken := func(t *testing.T, failing int) (*office, []string, error) {
		o := open(t)
		o.take("claims.x12", interchange("000000001", claimGroup("1", claimSet("0001", visit("AFTER", "17")))))
		var operations []string
		database, err := store.Open(context.Background(), o.path("hmox12.db"), store.Options{Around: func(operation string, do func() error) error {
			operations = append(operations, operation)
			if len(operations) == failing {
				return hosttest.ErrInjected
			}
			return do()
		}})
		require.NoError(t, err)
		defer database.Close()
		o.intake.Store = database
		require.NoError(t, os.WriteFile(o.path("enrollment.x12"), []byte(enrollments("000000002", enrollmentSet("0001", ninaEnds))), 0o644))
		_, err = o.intake.Take(context.Background(), o.path("enrollment.x12"))
		return o, operations, err
	}
	_, operations, err := taken(t, 0)
	require.NoError(t, err)
	first := slices.Index(operations, "begin") + 1
	for _, operation := range []string{"add enrollment", "add member record", "find standing decisions", "add claim decided again", "add decision"} {
		require.Contains(t, operations, operation)
	}
	for n := first; n <= len(operations); n++ {
		if operations[n-1] == "rollback" {
			continue
		}
		o, _, err := taken(t, n)
		require.ErrorIs(t, err, hosttest.ErrInjected, "operation %d, %s", n, operations[n-1])
		require.Empty(t, o.told(), "operation %d, %s", n, operations[n-1])
		require.Equal(t, []string{"AFTER paid"}, o.claims(), "operation %d, %s", n, operations[n-1])
	}
}

// twin and its claim: a family of three is enrolled by one set behind its claims.
// Each twin was sent under the parent's id, so that the birth date alone fits both. Ruth chose no PCP yet, and may see anybody.
const familyParent = "INS*Y*18*021*28*A***FT~\nREF*0F*GP104999~\nNM1*IL*1*WREN*RUTH~\nDMG*D8*19900102*F~\nHD*021**HMO*P1~\nDTP*348*D8*20260201~\n"

func twin(first string) string {
	return "INS*N*19*021*28*A~\nREF*0F*GP104999~\nNM1*IL*1*WREN*" + first + "~\nDMG*D8*20200102*F~\nHD*021**HMO*P1~\nDTP*348*D8*20260201~\nLX*1~\nNM1*P3*1*LAUREL*ANNA****XX*1000000889*26~\n"
}

// claimOfWren is a claim set of Laurel's for somebody of the family.
func claimOfWren(number, account, first, birth string) string {
	return strings.NewReplacer("*OKAFOR*NINA****MI*GP100005~", "*WREN*"+first+"****MI*GP104999~", "*19840312*F~", "*"+birth+"*F~").
		Replace(claimSet(number, visit(account, "17")))
}

// The order of the members of a set does not matter to claims that came before: who
// each is about is told when all are known, and claims are decided again in the
// order in which they were first decided.
func TestTheOrderOfMembersDoesNotMatterToTheirClaims(t *testing.T) {
	var first string
	for _, members := range [][]string{
		{familyParent, twin("ADA"), twin("BEA")},
		{familyParent, twin("BEA"), twin("ADA")},
	} {
		o := open(t)
		o.take("claims.x12", interchange("000000001", claimGroup("1", claimOfWren("0001", "ADAS", "ADA", "20200102"), claimOfWren("0002", "BEAS", "BEA", "20200102"),
			claimOfWren("0003", "RUTHS", "RUTH", "19900102"), claimOfWren("0004", "NOBODYS", "ZOE", "19550505"))))
		assert.Equal(t, []string{"ADAS denied", "BEAS denied", "NOBODYS denied", "RUTHS denied"}, o.claims())
		o.take("enrollment.x12", enrollments("000000002", enrollmentSet("0001", members...)))
		var all []string
		for v, err := range o.database.Claims(context.Background(), store.Whole) {
			require.NoError(t, err)
			name := ""
			for m, err := range o.database.Enrollments(context.Background()) {
				require.NoError(t, err)
				if m.Member == v.Decision.Member && m.Member != "" {
					name = m.Enrollment.Person.Name.First
				}
			}
			all = append(all, fmt.Sprintf("%s %s of %q paid %s, version %d", v.Claim.Account, v.Decision.Outcome, name, v.Decision.Paid, v.Version))
		}
		got := strings.Join(all, "\n")
		if first == "" {
			first = got
			assert.Equal(t, `ADAS paid of "ADA" paid 60, version 3
BEAS paid of "BEA" paid 60, version 3
RUTHS paid of "RUTH" paid 60, version 3
NOBODYS denied of "" paid 0, version 1`, got)
		}
		assert.Equal(t, first, got)
	}
}

// Capitation of a month that was paid is adjusted when the set is taken, once.
func TestAMonthThatWasPaidIsAdjustedByWhoEnds(t *testing.T) {
	o := open(t)
	o.intake.Book = bookWithRows(t, "capitation.csv", "K5,1000000889,2026-02,100,40.00,yes\nK5,1000000889,2026-03,100,41.00,\n")
	ends := strings.ReplaceAll(ninaEnds, "20260215", "20260131")
	o.take("enrollment.x12", enrollments("000000001", enrollmentSet("0001", ends)))
	o.take("again.x12", enrollments("000000002", enrollmentSet("0002", ends)))
	tx, err := o.database.Begin(context.Background())
	require.NoError(t, err)
	defer func() { require.NoError(t, tx.Rollback()) }()
	due, err := tx.Payables(20271231)
	require.NoError(t, err)
	var all []string
	for _, p := range due {
		all = append(all, p.Reason+" "+p.Reference+" "+p.Amount.String())
	}
	assert.Equal(t, []string{"CT K5-2026-02-GP100005 40", "CT K5-2026-02-GP100010 40"}, all, "her daughter ends with her")
}

// bookWithRows is the sample book with rows more in one file.
func bookWithRows(t *testing.T, file, rows string) *book.Book {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "hmo")
	require.NoError(t, os.CopyFS(dir, os.DirFS("../../../../fixtures/hmo")))
	text, err := os.ReadFile(filepath.Join(dir, file))
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(dir, file), append(text, rows...), 0o644))
	loaded, err := book.Load(os.DirFS(dir), ".")
	require.NoError(t, err)
	return loaded
}
