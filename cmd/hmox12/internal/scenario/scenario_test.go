package scenario_test

import (
	"context"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/scenario"
)

const fixtures = "../../../../fixtures/"

// TestScenarios plays every worked case; under the race detector each tenth.
func TestScenarios(t *testing.T) {
	all, err := scenario.Load(os.DirFS(fixtures + "scenarios"))
	require.NoError(t, err)
	for i, s := range all {
		if raceDetector && i%10 != 0 {
			continue
		}
		t.Run(s.ID, func(t *testing.T) {
			t.Parallel()
			for _, d := range play(t, s) {
				t.Errorf("%s: expected %q, got %q", d.Where, d.Want, d.Got)
			}
		})
	}
}

func play(t *testing.T, s *scenario.Scenario) []scenario.Difference {
	t.Helper()
	r := scenario.Runner{Book: os.DirFS(fixtures + "hmo"), Dir: t.TempDir()}
	differences, err := r.Run(context.Background(), s)
	require.NoError(t, err)
	return differences
}

func load(t *testing.T, id string) (string, *scenario.Scenario) {
	t.Helper()
	text, err := os.ReadFile(fixtures + "scenarios/" + id + ".yaml")
	require.NoError(t, err)
	s, err := scenario.Parse(text)
	require.NoError(t, err)
	return string(text), s
}

// Every fact that a scenario states is looked at: changed, it is a difference.
func TestEachFactIsLookedAt(t *testing.T) {
	for name, c := range map[string]struct{ id, old, new, where string }{
		"the payment":            {"C001", "paid: 60.00\n      claims", "paid: 61.00\n      claims", "835 to 1000000889, BPR02"},
		"a segment of a 271":     {"E02", "EB*B**98*HM**27*20****N*Y", "EB*B**98*HM**27*30****N*Y", "271 to E02"},
		"the order of segments":  {"E02", "- MSG*PRIMARY CARE\n", "- EB*1**98*HM\n", "271 to E02"},
		"what must not be said":  {"E02", "- EB*6**", "- EB*1**", "271 to E02"},
		"an asker's rejection":   {"E25", "AAA*N**43*C", "AAA*N**51*C", "271 to E25"},
		"a verdict":              {"E02", "expect:\n", "expect:\n  sets: {\"0001\": R}\n", "999, set 0001"},
		"the payee":              {"C001", `"1000000889"`, `"1000000954"`, "835 to 1000000954"},
		"the account":            {"C057", "claim: C023", "claim: C024", "claim C024, CLP01"},
		"the claim's status":     {"C001", "status: 1", "status: 2", "claim C001, CLP02"},
		"the charge":             {"C001", "charge: 150.00", "charge: 151.00", "claim C001, CLP03"},
		"the claim's payment":    {"C001", "          paid: 60.00", "          paid: 61.00", "claim C001, CLP04"},
		"the patient's share":    {"C001", "patient: 20.00", "patient: 21.00", "claim C001, CLP05"},
		"a share on a reversal":  {"C057", "paid: -60.00", "paid: -60.00\n          patient: -20.00", "reversal of claim C001, CLP05"},
		"a line's charge":        {"C001", "99213 150.00", "99213 151.00", "claim C001, line 1"},
		"an adjustment":          {"C001", "CO-45 70.00", "CO-45 71.00", "claim C001, line 1"},
		"a line's remark":        {"C001", "= 60.00", "= 60.00 ; N382", "claim C001, line 1"},
		"a line too many":        {"C001", "= 60.00\n", "= 60.00\n            - 93000 1 = 1\n", "claim C001, line 2"},
		"a remark":               {"C057", "[N693]", "[N694]", "reversal of claim C001, MOA or MIA"},
		"interest":               {"C001", "patient: 20.00", "patient: 20.00\n          interest: 1.00", "claim C001, AMT*I"},
		"who decides instead":    {"C001", "patient: 20.00", "patient: 20.00\n          forwardedTo: X", "claim C001, NM1*TT"},
		"an adjusted claim":      {"C001", "patient: 20.00", "patient: 20.00\n          adjusted: CO-45 1", "claim C001, CAS"},
		"a provider adjustment":  {"C001", "      paid: 60.00\n      claims", "      paid: 60.00\n      plb: [L6 -1]\n      claims", "835 to 1000000889, PLB"},
		"a status":               {"C001", "F1:65", "F1:66", "status of C001"},
		"a front end status":     {"C001", "A2:20:PR", "A2:20", "277CA of C001"},
		"a counter":              {"C001", "2026: 20", "2026: 21", "counter out of pocket GP100005 2026"},
		"a claim's status told":  {"S01", "STC*F1:65*20260225**150*60*20260225**20260225*EFT2602250001", "STC*F1:65*20260226**", "277 to S01"},
		"a claim that is no 835": {"C057", "  remittances:\n", "  reviews: {X: {has: [A]}}\n  remittances:\n", "278 to X"},
	} {
		t.Run(name, func(t *testing.T) {
			text, _ := load(t, c.id)
			require.Contains(t, text, c.old)
			s, err := scenario.Parse([]byte(strings.Replace(text, c.old, c.new, 1)))
			require.NoError(t, err)
			var where []string
			for _, d := range play(t, s) {
				where = append(where, d.Where)
			}
			assert.Contains(t, where, c.where)
		})
	}
}

func TestARemittanceThatNobodyExpectsIsADifference(t *testing.T) {
	_, s := load(t, "C001")
	s.Expect.Remittances = nil
	assert.Equal(t, []scenario.Difference{{Where: "835 to 1000000889", Got: "paid 60"}}, play(t, s))
}

func TestTheBookIsChangedAsGiven(t *testing.T) {
	for name, c := range map[string]struct {
		file, given string
		want        string // of the line
	}{
		"a row takes the place of the one with its key":       {"fees.csv", "schedule,code,from,amount\nFS,99213,2025-01-01,90\n", "99213 150.00 - CO-45 60.00 - PR-3 20.00 = 70.00"},
		"another key leaves it":                               {"fees.csv", "schedule,code,from,amount\nFS,99212,2025-01-01,90\n", "99213 150.00 - CO-45 70.00 - PR-3 20.00 = 60.00"},
		"a benefit is merged by its category":                 {"plans/p1.yaml", "benefits:\n  - category: PCP_VISIT\n    copay: 5\n", "99213 150.00 - CO-45 70.00 - PR-3 5.00 = 75.00"},
		"a key of a plan":                                     {"plans/p1.yaml", "outOfPocketIndividual: 7\n", "99213 150.00 - CO-45 70.00 - PR-3 7.00 = 73.00"},
		"a contract is merged by its id, its terms are taken": {"contracts.yaml", "contracts:\n  - id: K5\n    terms:\n      - method: percent of charge\n        rate: 0.5\n", "99213 150.00 - CO-45 75.00 - PR-3 20.00 = 55.00"},
		"what a member has, all of it":                        {"pcp.csv", "member,npi,from\nGP100005,1000000608,2025-01-01\n", "99213 150.00 - CO-242 150.00 = 0.00 ; N450"},
	} {
		t.Run(name, func(t *testing.T) {
			_, s := load(t, "C001")
			s.Book = map[string]string{c.file: c.given}
			got := "99213 150.00 - CO-45 70.00 - PR-3 20.00 = 60.00"
			for _, d := range play(t, s) {
				if d.Where == "claim C001, line 1" {
					got = d.Got
				}
			}
			assert.Equal(t, c.want, got)
		})
	}
}

func TestAScenarioThatCannotBeUsedIsToldWithItsPlace(t *testing.T) {
	text, _ := load(t, "C001")
	for name, c := range map[string]struct{ old, new, want string }{
		"no id":                   {"id: C001", "id: c-1", "is none"},
		"another id":              {"id: C001", "id: C002", "must be the file's name"},
		"no title":                {"title: fee and copay\n", "", "there is no title"},
		"an unknown key":          {"title:", "titel:", "titel"},
		"no YAML":                 {"title: fee", "title: [fee", "C001.yaml"},
		"a kind that is none":     {"kind: 837P", "kind: 837X", "kind \"837X\" is none"},
		"a line without payment":  {" = 60.00", "", "say what is paid"},
		"a line without a charge": {"99213 150.00 -", "99213 -", "begin with the procedure"},
		"an amount that is none":  {"CO-45 70.00", "CO-45 x", "is no amount"},
	} {
		t.Run(name, func(t *testing.T) {
			require.Contains(t, text, c.old)
			_, err := scenario.Load(fstest.MapFS{"C001.yaml": {Data: []byte(strings.Replace(text, c.old, c.new, 1))}})
			require.ErrorContains(t, err, c.want)
		})
	}
	_, err := scenario.Load(fstest.MapFS{"C001.yaml": {Data: []byte(text)}}, "C001", "C999")
	require.ErrorContains(t, err, "there is no scenario C999")

	_, s := load(t, "C001")
	for file, given := range map[string]string{
		"../x":             "a",
		"members.csv":      "id,nonsense\nGP1,2\n",
		"pcp.csv":          "member,npi,from\nGP100005\n",
		"night.yaml":       "received: [\n",
		"prior_claims.csv": "control\n1\n",
		"plan.yaml":        "id: P9\n", // plans are in plans/
	} {
		s.Book = map[string]string{file: given}
		_, err := (&scenario.Runner{Book: os.DirFS(fixtures + "hmo"), Dir: t.TempDir()}).Run(context.Background(), s)
		require.ErrorContains(t, err, "scenario C001: ", file)
	}
}

// A counter that is named otherwise than counters are would stand at nothing, whatever
// was decided.
func TestACounterIsNamedWithAllThatTellsIt(t *testing.T) {
	for name, want := range map[string]string{
		"copay GP100005":                   "write one of family deductible",
		"out of pocket GP100005":           "write out of pocket MEMBER YEAR",
		"benefit visits GP100005 2026":     "write benefit visits MEMBER YEAR CATEGORY",
		"referral visits GP100005 2026":    "write referral visits NUMBER",
		"deductible GP100005 this":         `"this" is no year`,
		"deductible GP100005 2026 THERAPY": "write deductible MEMBER YEAR",
	} {
		t.Run(name, func(t *testing.T) {
			_, s := load(t, "C001")
			s.Expect.Counters = map[string]string{name: "0"}
			_, err := (&scenario.Runner{Book: os.DirFS(fixtures + "hmo"), Dir: t.TempDir()}).Run(context.Background(), s)
			require.ErrorContains(t, err, want)
		})
	}
}
