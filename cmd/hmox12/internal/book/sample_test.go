package book_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/book"
	"github.com/hmox12/hmox12/mapping/record"
)

var fixtures = os.DirFS("../../../../fixtures")

// sample loads the sample book.
func sample(t *testing.T) *book.Book {
	t.Helper()
	b, err := book.Load(fixtures, "hmo")
	require.NoError(t, err)
	return b
}

func TestTheSampleBookHasEveryModelOfHMO(t *testing.T) {
	b := sample(t)
	models := map[record.Model]bool{}
	for _, npi := range []string{"1000000111", "1000000251", "1000000392", "1000000608", "1000000889"} {
		taken := b.Participations(npi)
		require.NotEmpty(t, taken, npi)
		models[b.Contract(taken[0].Contract).Model] = true
	}
	assert.Equal(t, map[record.Model]bool{record.Staff: true, record.Group: true, record.IPA: true, record.Network: true}, models)
	assert.True(t, b.Contract("K3").Delegated)
	assert.True(t, b.Contract("K4").Withhold.Equal(decimal.RequireFromString("0.1")))
}

func TestTheSampleBookAnswersWhatADecisionAsks(t *testing.T) {
	b := sample(t)

	assert.Equal(t, "POPPY HEALTH PLAN", b.Payer().Name)
	assert.Equal(t, record.NewDate(2026, 3, 2), b.Night().Received)
	assert.Equal(t, "P1-DENTAL", b.Coverage("GP100005")[0].Plan)
	assert.Nil(t, b.Plan("P9"))
	assert.Nil(t, b.Provider("1000002448"))
	assert.Empty(t, b.MembersByID("ZZ999"))
	require.NotNil(t, b.Partner("BAYCLEAR"))
	assert.Nil(t, b.Partner("NOBODY"))
	assert.Equal(t, []string{"P1", "P1-DENTAL", "P1-EXCHANGE", "P1-STATE", "P2", "SELECT"}, b.PlanIDs())

	household := b.Household("GP100020")
	require.Len(t, household, 2)
	assert.True(t, household[0].Subscriber(), "the subscriber is the first of the household")

	twins := b.MembersByName("ROWE", record.NewDate(2001, 4, 17))
	assert.Len(t, twins, 2)

	pcps := b.PCPs("GP100011")
	require.Len(t, pcps, 2)
	assert.Less(t, pcps[0].From, pcps[1].From)

	fees := b.Fees("FS", "99213")
	require.Len(t, fees, 2, "one of them for urgent care alone")
	assert.Equal(t, "1200", b.Contract("K8").Terms[0].Rate.String())
	assert.Equal(t, 3, b.Referral("R-1").Visits-b.Referral("R-1").Used)
	assert.Equal(t, "R-1", b.Referrals("GP100004")[0].Number)
	assert.Equal(t, record.Denied, b.Authorization("A-36").Status)
	assert.Equal(t, "A-31", b.Authorizations("GP101131")[0].Number)
	assert.Equal(t, "suspended", b.CredentialHolds("1000002315")[0].Reason)
	assert.Equal(t, "CLOVER MUTUAL", b.OtherCoverage("GP100009")[0].PayerName)
	assert.NotEmpty(t, b.ServiceRules())
	assert.Equal(t, "K5", b.ContinuityCases("GP101079")[0].Contract)
	assert.Equal(t, "X021C-ELM", b.Takeovers("K3")[0].Account)
	assert.Equal(t, record.StateLaw, b.Plan("P1-STATE").SurpriseLaw)
	assert.NotEmpty(t, b.Partners())
}

func TestTheSampleBookWaitsForAcknowledgments(t *testing.T) {
	sent := sample(t).Sent()
	require.NotEmpty(t, sent)
	assert.Contains(t, sent, book.Sent{
		File: "835-1000000954-000000391.x12", Kind: "835", Receiver: "BAYCLEAR", Control: "000000391", Group: "391",
		FunctionalID: "HP", Version: "005010X221A1", Sets: 1, Day: record.NewDate(2026, 2, 23), Trace: "EFT2602230003",
	})
}

func TestAPlanLikeAnotherDiffersWhereItsFileSaysSo(t *testing.T) {
	b := sample(t)
	copay := func(plan, category string) string {
		for _, benefit := range b.Plan(plan).Benefits {
			if benefit.Category == record.ServiceCategory(category) {
				return benefit.Copay.String()
			}
		}
		return "no benefit"
	}
	assert.Equal(t, "20", copay("P1", "PCP_VISIT"))
	assert.Equal(t, "10", copay("P2", "PCP_VISIT"))
	assert.Equal(t, "20", copay("SELECT", "PCP_VISIT"))
	assert.Equal(t, "no benefit", copay("P1", "DENTAL_MAJOR"), "the rider leaves the plan alone")
	assert.Equal(t, "0", copay("P1-DENTAL", "DENTAL_MAJOR"))
	assert.True(t, b.Plan("P2").DeductibleIndividual.IsZero())
	assert.Equal(t, b.Plan("P1").ServiceArea, b.Plan("P2").ServiceArea)
	assert.Equal(t, []string{"POPPY-SELECT"}, b.Plan("SELECT").Networks)
}

func TestAZIPLiesInTheRegionOfItsFirstDigits(t *testing.T) {
	b := sample(t)
	for zip, want := range map[string]string{"94601": "CA-OAKLAND", "89501": "NV-RENO", "10001": "", "94": "", "": ""} {
		assert.Equal(t, want, b.Region(zip), "ZIP %q", zip)
	}
}

func TestCodingTablesAnswerByCode(t *testing.T) {
	b := sample(t)
	columns := func(code string) []string {
		var all []string
		for _, e := range b.CodingEdits(code) {
			all = append(all, string(e.Kind)+" "+e.Column2[0].From)
		}
		return all
	}
	assert.Equal(t, []string{"pair 99211", "pair 99211"}, columns("99213"), "a code in a range")
	assert.Equal(t, []string{"pair 29870"}, columns("29870"), "a code by itself")
	assert.Equal(t, []string{"incidental 99000"}, columns("99001"))
	assert.Empty(t, columns("20610"), "a code of the first column gives way to nothing")
	require.Len(t, b.SurgeryRules("29881"), 1)
	assert.Equal(t, 90, b.SurgeryRules("29881")[0].GlobalDays)
	assert.Empty(t, b.SurgeryRules("99213"))
	assert.Len(t, b.OutOfNetworkRates(record.Professional, "99285"), 2)
	assert.Len(t, b.OutOfNetworkRates(record.Institutional, "99285"), 1)
	assert.Empty(t, b.OutOfNetworkRates(record.Dental, "99285"))
}

func TestTheLedgerOpensWithWhatTheBookSaysIsUsed(t *testing.T) {
	used := map[record.Counter]string{}
	for _, p := range sample(t).Opening() {
		used[p.Counter] = p.Amount.String()
	}
	for _, c := range []struct {
		counter record.Counter
		want    string
	}{
		{record.Counter{Kind: record.DeductibleUsed, Owner: "GP100004", Year: 2026}, "500"},
		{record.Counter{Kind: record.OutOfPocketUsed, Owner: "GP100004", Year: 2026}, "800"},
		{record.Counter{Kind: record.BenefitVisits, Owner: "GP100015", Category: "THERAPY", Year: 2026}, "20"},
		{record.Counter{Kind: record.ReferralVisits, Owner: "R-1"}, "1"},
		{record.Counter{Kind: record.AuthorizedUnits, Owner: "A-32"}, "11"},
	} {
		assert.Equal(t, c.want, used[c.counter], c.counter)
	}
}

func TestNumbersFollowTheirPattern(t *testing.T) {
	day := record.NewDate(2026, 3, 2)
	for _, c := range []struct {
		name, format, want string
		number             int64
	}{
		{"the day of the year and six digits", "{yyddd}{000000}", "26061000011", 11},
		{"text before the date", "EFT{yymmdd}{0000}", "EFT2603020001", 1},
		{"a century, and text behind", "{yyyymmdd}-{0}-X", "20260302-7-X", 7},
		{"more digits than the pattern has", "NP{00}", "NP12345", 12345},
	} {
		t.Run(c.name, func(t *testing.T) {
			assert.Equal(t, c.want, book.Numbering{Format: c.format}.Number(day, c.number))
		})
	}
}

func TestAPlanSaysHowRequestsAreJudged(t *testing.T) {
	policy := sample(t).Plan("P1").Reviews
	assert.Equal(t, 2, policy.EmergencyDays)
	assert.Equal(t, "FX", policy.PapersBy)
	require.Len(t, policy.Referrals, 2)
	assert.Equal(t, record.ReferralGuideline{Specialties: []string{"225100000X"}, Visits: 12, Days: 90}, policy.Referrals[0])
	mri := policy.Authorizations[0]
	assert.True(t, mri.Automatic)
	assert.Equal(t, []record.CodeRange{{From: "73721", To: "73721"}}, mri.Codes)
	assert.Equal(t, []string{"M17", "M23", "M2506", "S83"}, mri.Diagnoses)
	assert.Equal(t, "1 60 [77]", fmt.Sprint(mri.Units, " ", mri.Days, " ", mri.Papers))
	assert.Equal(t, []string{"94612"}, policy.Access[0].Members)
	assert.Equal(t, policy, sample(t).Plan("SELECT").Reviews, "a plan that is like another judges as it does")
}

func TestProvidersAreFoundBySpecialty(t *testing.T) {
	var found []string
	for _, p := range sample(t).ProvidersOf("207X00000X") {
		found = append(found, p.Name.Last)
	}
	assert.Equal(t, []string{"DOGWOOD", "IVY", "SPRUCE", "TEAK"}, found, "by NPI")
	assert.Empty(t, sample(t).ProvidersOf("NONE"))
}

func TestANightKnowsTheNumbersThatItGivesItself(t *testing.T) {
	n := sample(t).Night()
	for _, number := range []string{
		n.Claim.Number(n.Received, 39), n.Eligibility.Number(n.Received, 1), n.Review.Number(n.Received, 12), "R-501", "A-777",
		n.Payment.Number(n.Run, 17), n.NonPayment.Number(n.Run, 1), n.Claim.Number(n.Received, 12_345_678),
	} {
		assert.True(t, n.Gave(number), number)
	}
	for _, number := range []string{
		"", "R-1", "R-500", "R-", "A-17", "GP100001", "1000000889", "2026-03-02", "26060000039", // of another day
		n.Claim.Number(n.Received, 0), n.Payment.Number(n.Received, 17), "R-501x", "xR-501",
	} {
		assert.False(t, n.Gave(number), number)
	}
	n.Referral = book.Numbering{Format: "REF{000}/{yymmdd}", Next: 7}
	assert.True(t, n.Gave("REF007/260302"))
	assert.False(t, n.Gave("REF06/260302"))
	assert.False(t, n.Gave("REF006/260302"))
	n.Referral = book.Numbering{}
	assert.False(t, n.Gave("REF007/260302"))
}

func TestAPriorClaimAfterCoverageTellsWhenItEnded(t *testing.T) {
	b := sample(t)
	ended := map[string]record.Date{}
	for p := range b.PriorClaims().All() {
		ended[p.Claim.Control] = p.Decision.CoverageEnded
	}
	assert.Equal(t, record.Date(20251231), ended["26041000003"], "PR-27: its reversal has to tell it")
	assert.Zero(t, ended["26041000060"])
}

// TestHoldersOfAnIDAreThoseOfItAndTheirHouseholds loads the members backwards as well: then
// subscribers come last in their households.
func TestHoldersOfAnIDAreThoseOfItAndTheirHouseholds(t *testing.T) {
	for name, backwards := range map[string]bool{"as in the file": false, "backwards": true} {
		t.Run(name, func(t *testing.T) {
			files := sampleFiles(t)
			const more = "GP999001,,GP100020,19,LARK,ADA,,,2014-05-06,F,1 FERN LANE,,OAKLAND,CA,94601,GRP-5500\n" +
				"GP999002,,GP100020,19,LARK,BEN,,,2016-07-08,M,1 FERN LANE,,OAKLAND,CA,94601,GRP-5500\n"
			files["hmo/members.csv"].Data = append(files["hmo/members.csv"].Data, more...)
			if backwards {
				lines := strings.Split(strings.TrimSpace(string(files["hmo/members.csv"].Data)), "\n")
				slices.Reverse(lines[1:])
				files["hmo/members.csv"] = &fstest.MapFile{Data: []byte(strings.Join(lines, "\n"))}
			}
			b, err := book.Load(files, "hmo")
			require.NoError(t, err)
			ids, families := []string{"", "NOBODY"}, 0
			for id := range b.MemberIDs() {
				ids = append(ids, id)
				for _, m := range b.MembersByID(id) {
					ids = append(append(ids, m.SubscriberID), m.PriorIDs...)
				}
			}
			for _, id := range ids {
				holders := b.Holders(id)
				assert.Equal(t, adjudicate.Holders(b, id), holders, id)
				if len(holders) > 1 {
					families++
				}
			}
			assert.Greater(t, families, 5)
		})
	}
}
