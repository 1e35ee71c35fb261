package book_test

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/book"
	"github.com/hmox12/hmox12/mapping/record"
)

// sampleFiles returns a copy of the sample book that a test may break.
func sampleFiles(t testing.TB) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	require.NoError(t, fs.WalkDir(fixtures, "hmo", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(fixtures, path)
		files[path] = &fstest.MapFile{Data: text}
		return err
	}))
	return files
}

// problems loads a broken book.
func problems(t *testing.T, files fs.FS) *book.Problems {
	t.Helper()
	b, err := book.Load(files, "hmo")
	var found *book.Problems
	require.ErrorAs(t, err, &found)
	assert.Nil(t, b)
	return found
}

func TestABrokenBookIsToldByFileAndLine(t *testing.T) {
	for _, c := range []struct {
		name, file string
		old, new   string // new takes the place of old; an empty old appends
		want       string // of the problem at the line of new
	}{
		{"a PCP who is unknown", "pcp.csv", "", "GP100001,1000002448,2024-01-01,2024-12-31", "npi: no provider has the NPI 1000002448"},
		{"a PCP of an unknown member", "pcp.csv", "", "GP199999,1000000889,2025-01-01,", "member: no such member"},
		{"two PCPs on one day", "pcp.csv", "", "GP100001,1000000889,2026-05-01,", "the member's PCP overlaps line 2"},
		{"a PCP who is a specialist", "pcp.csv", "", "GP100001,1000000673,2024-01-01,2024-12-31", "npi: the provider is not a primary care provider"},
		{"a participation under an unknown contract", "participation.csv", "", "1000000889,POPPY-HMO,K99,2024-01-01,2024-12-31", "contract: no such contract: K99"},
		{"a participation in an unknown network", "participation.csv", "", "1000000889,NOWHERE,K5,2024-01-01,", "network: no plan has the network NOWHERE"},
		{"two participations in a network on one day", "participation.csv", "", "1000000889,POPPY-HMO,K4,2026-01-01,", "participation in the network overlaps line"},
		{"coverage that overlaps", "coverage.csv", "", "GP100001,P1,2026-01-01,,,", "the member's coverage overlaps line 2"},
		{"coverage by an unknown plan", "coverage.csv", "", "GP100001,P9,2020-01-01,2020-12-31,,", "plan: no such plan: P9"},
		{"coverage that ends before it begins", "coverage.csv", "", "GP100001,P1,2024-12-31,2024-01-01,,", "to: is before from"},
		{"a date that the calendar lacks", "coverage.csv", "", "GP100001,P1,2024-02-30,2024-03-01,,", "from: not a date of the calendar"},
		{"a fourth month of grace", "coverage.csv", "", "GP100001,P1,2024-02-01,2024-03-01,,4", "graceMonth: a grace period has three months"},
		{"an NPI with a wrong check digit", "providers.csv", "1000000186,person", "1000000187,person", "npi: the NPI fails its check digit; correct the ten digits; a made-up one with these first nine is 1000000186"},
		{"a routing number with a wrong check digit", "providers.csv", "990000026", "990000027", "routing: the routing number fails its check digit"},
		{"an NPI twice", "providers.csv", "1000000186,person", "1000000111,person", "npi: another provider has the NPI"},
		{"a practice that is a person", "providers.csv", "1000001374,20 POPPY", "1000000889,20 POPPY", "practice: the practice is a person"},
		{"an unknown receiver", "providers.csv", "LAURELFP", "NOBODY", "receiver: no such trading partner"},
		{"a fee twice", "fees.csv", "", "FS,99213,,,2026-01-01,,81", "the fee of the same code, modifier and place overlaps line"},
		{"an amount with an exponent", "fees.csv", "", "FS,99999,,,2026-01-01,,1E9", "amount: is not a number"},
		{"a fee in parts of a cent", "fees.csv", "", "FS,99999,,,2026-01-01,,1.005", "amount: has parts of a cent"},
		{"an empty amount", "fees.csv", "", "FS,99999,,,2026-01-01,,", "amount: is empty"},
		{"a row that is too short", "fees.csv", "", "FS,99999", "has 2 cells, the header has 7 columns"},
		{"a quote in the middle of a cell", "fees.csv", "", `FS,99"99,,,2026-01-01,,5`, `bare "`},
		{"a column that the table does not have", "fees.csv", "schedule,code,modifier", "schedule,code,colour", "colour: is a column that this table does not have"},
		{"a column that is missing", "fees.csv", "schedule,code,modifier,place", "schedule,code,modifier", "place: is a column that is missing"},
		{"a household's head who is a child", "members.csv", "GP100005,19", "GP100018,19", "subscriber: the member is not a subscriber"},
		{"a subscriber who is her own child", "members.csv", "GP100001,18", "GP100001,19", "relationship: 18 is for subscribers"},
		{"a birth after the run", "members.csv", "1979-04-11", "2027-04-11", "birthDate: is after the run date"},
		{"a referral to nobody", "referrals.csv", "", "R-99,GP100004,1000000608,2026-01-05,,,,3,0,2026-01-05,", "referredTo: a referral names one provider or one specialty"},
		{"a referral with more visits used than approved", "referrals.csv", "", "R-99,GP100004,1000000608,2026-01-05,1000000673,,,3,4,2026-01-05,", "used: is more than visits"},
		{"an authorization for nothing", "authorizations.csv", "", "A-99,GP100004,,,,1,0,approved,,,2026-01-05,", "codes: an authorization names codes or categories"},
		{"a range that runs backwards", "authorizations.csv", "", "A-99,GP100004,,73725-73700,,1,0,approved,,,2026-01-05,", "codes: has a range that runs backwards"},
		{"a second opinion of anybody", "authorizations.csv", "", "A-99,GP100004,,99203,,1,0,approved,,yes,2026-01-05,", "provider: a second opinion is of one provider"},
		{"a continuity case of an unknown provider", "continuity.csv", "", "CC-9,GP100004,1000002448,condition,,K5,2026-02-01,,contract ended", "provider: no provider has the NPI 1000002448"},
		{"a continuity case of an unknown member", "continuity.csv", "", "CC-9,GP199999,1000000954,condition,,K5,2026-02-01,,contract ended", "member: no such member"},
		{"a continuity case at no contract's price", "continuity.csv", "", "CC-9,GP100004,1000000954,condition,,K99,2026-02-01,,contract ended", "contract: no such contract: K99"},
		{"a continuity case at a salary", "continuity.csv", "", "CC-9,GP100004,1000000186,condition,,K1,2026-02-01,,new member", "contract: the contract pays nothing by claim"},
		{"a continuity case without a cause", "continuity.csv", "", "CC-9,GP100004,1000000954,condition,,K5,2026-02-01,,kindness", "reason: is not known here"},
		{"a continuity case twice", "continuity.csv", "", "CC-79,GP100004,1000000954,condition,,K5,2026-02-01,,contract ended", "number: another case has the number"},
		{"a continuity case for a diagnosis that is no category", "continuity.csv", "", "CC-9,GP100004,1000000954,condition,I4891,K5,2026-02-01,,contract ended", "diagnoses: has a diagnosis that is no category"},
		{"a takeover from who is no delegate", "takeovers.csv", "", "K5,,,2026-02-01,,insolvent", "contract: no delegated contract has the id"},
		{"a takeover of an unknown member", "takeovers.csv", "", "K3,GP199999,,2026-02-01,,insolvent", "member: no such member"},
		{"a takeover without a reason", "takeovers.csv", "", "K3,,,2026-02-01,,", "reason: is empty"},
		{"a ZIP in two regions", "regions.csv", "", "CA-ELSEWHERE,947", "zips: 947 lies in region CA-OAKLAND already"},
		{"a ZIP of four digits", "regions.csv", "", "CA-ELSEWHERE,9470", "zips: does not have 5 digits"},
		{"a rate of an unknown region", "qpa.csv", "", "professional,99999,,MARS,unit,2025-01-01,,60,,", "region: no such region"},
		{"a rate of nothing", "qpa.csv", "", "professional,99999,,,unit,2025-01-01,,,,60", "qpa: the row recognizes no amount"},
		{"a rate twice", "qpa.csv", "", "professional,99285,,CA-OAKLAND,service,2026-01-01,,60,,", "the rate of the same kind, code, modifier and region overlaps line"},
		{"a rate of a dental claim", "qpa.csv", "", "dental,D0120,,,unit,2026-01-01,,60,,", "kind: is not known here"},
		{"a pair with one column", "coding_edits.csv", "", "pair,,99213,yes,2025-01-01,", "column1: a pair has two columns"},
		{"a pair both ways", "coding_edits.csv", "", "pair,99213,20610,yes,2025-06-01,", "column1: the pair stands the other way round in line 4"},
		{"an incidental service that a modifier tells apart", "coding_edits.csv", "", "incidental,,99070,yes,2025-01-01,", "modifierAllowed: no modifier tells an incidental service apart"},
		{"a surgery with 30 days", "surgery.csv", "", "11111,30,,2025-01-01,", "globalDays: is not known here"},
		{"a surgery twice", "surgery.csv", "", "29881,10,,2025-06-01,", "codes: 29881 stands in line 4 for the same days, too"},
		{"a surgery twice by a range", "surgery.csv", "", "27440-27450,10,,2025-06-01,", "codes: 27447 stands in line 3 for the same days, too"},
		{"a counter of a category that is none", "accumulators.csv", "", "benefit visits,GP100004,YOGA,2026,1", "category: no service has the category"},
		{"a counter twice", "accumulators.csv", "", "deductible,GP100004,,2026,1", "the counter stands on an earlier line, too"},
		{"a prior claim of nobody", "prior_claims.csv", "", "5701,C001,,1000000889,,GP9,2026-02-18,2026-02-25,2026-02-17,,11,,,,99213,,,,150,CO-45 70 PR-3 20,,paid,F1:65,,,,,T1,,,,,,", "member: no such member"},
		{"a prior claim billed by nobody", "prior_claims.csv", "", "5701,C001,,1000002448,,GP100005,2026-02-18,2026-02-25,2026-02-17,,11,,,,99213,,,,150,CO-45 70 PR-3 20,,paid,F1:65,,,,,T1,,,,,,", "billing: no provider has the NPI"},
		{"a prior claim that was paid nothing", "prior_claims.csv", "", "5701,C001,,1000000889,,GP100005,2026-02-18,2026-02-25,2026-02-17,,11,,,,99213,,,,150,CO-45 150,,paid,F1:65,,,,,T1,,,,,,", "adjustments: charge less adjustments is 0.00, which does not go with the state"},
		{"a denied prior claim that was paid", "prior_claims.csv", "", "5701,C001,,1000000889,,GP100005,2026-02-18,2026-02-25,2026-02-17,,11,,,,99213,,,,150,CO-45 70 PR-3 20,,denied,F2:96,,,,,T1,,,,,,", "adjustments: charge less adjustments is 60.00"},
		{"a prior claim adjusted by a retired code", "prior_claims.csv", "", "5701,C001,,1000000889,,GP100005,2026-02-18,2026-02-25,2026-02-17,,11,,,,99213,,,,150,CO-165 90,,paid,F1:65,,,,,T1,,,,,,", "adjustments: is no adjustment that is used here"},
		{"an adjustment without an amount", "prior_claims.csv", "", "5701,C001,,1000000889,,GP100005,2026-02-18,2026-02-25,2026-02-17,,11,,,,99213,,,,150,CO-45,,paid,F1:65,,,,,T1,,,,,,", "adjustments: has an adjustment without an amount"},
		{"a status that is none", "prior_claims.csv", "", "5701,C001,,1000000889,,GP100005,2026-02-18,2026-02-25,2026-02-17,,11,,,,99213,,,,150,CO-45 70 PR-3 20,,paid,PAID,,,,,T1,,,,,,", "status: is no claim status"},
		{"a remark that is none", "prior_claims.csv", "", "5701,C001,,1000000889,,GP100005,2026-02-18,2026-02-25,2026-02-17,,11,,,,99213,,,,150,CO-45 70 PR-3 20,N9999,paid,F1:65,,,,,T1,,,,,,", "remarks: is no remark code"},
		{"a prior claim that waits and was paid", "prior_claims.csv", "", "5701,C001,,1000000889,,GP100005,2026-02-18,2026-02-25,2026-02-17,,11,,,,99213,,,,150,,,pended,P2:110,,,,,T1,,,,,,", "trace: a claim that waits was in no payment"},
		{"a prior claim by an unknown referral", "prior_claims.csv", "", "5701,C001,,1000000889,,GP100005,2026-02-18,2026-02-25,2026-02-17,,11,,,,99213,,,,150,CO-45 70 PR-3 20,,paid,F1:65,,R-9999,,,T1,,,,,,", "referral: no such referral"},
		{"a prior claim by an unknown authorization", "prior_claims.csv", "", "5701,C001,,1000000889,,GP100005,2026-02-18,2026-02-25,2026-02-17,,11,,,,99213,,,,150,CO-45 70 PR-3 20,,paid,F1:65,,,A-9999,,T1,,,,,,", "authorization: no such authorization"},
		{"a prior claim that ended before it began", "prior_claims.csv", "", "5701,C001,,1000000889,,GP100005,2026-02-18,2026-02-25,2026-02-17,2026-02-16,11,,,,99213,,,,150,CO-45 70 PR-3 20,,paid,F1:65,,,,,T1,,,,,,", "to: is before from"},
		{"a hospital's prior claim without type of bill", "prior_claims.csv", "", "5701,C001,institutional,1000000889,,GP100005,2026-02-18,2026-02-25,2026-02-17,,11,,,,99213,,,,150,CO-45 70 PR-3 20,,paid,F1:65,,,,,T1,,,,,,", "billType: is empty"},
		{"a prior claim of nothing", "prior_claims.csv", "", "5701,C001,,1000000889,,GP100005,2026-02-18,2026-02-25,2026-02-17,,11,,,,,,,,150,CO-45 70 PR-3 20,,paid,F1:65,,,,,T1,,,,,,", "procedure: a line has a procedure, a revenue code, or both"},
		{"a payment of two payees", "prior_claims.csv", "", "5701,C001,,1000000889,,GP100005,2026-02-18,2026-02-25,2026-02-17,,11,,,,99213,,,,150,CO-45 70 PR-3 20,,paid,F1:65,,,,,T1,,,,,,\n5702,C001,,1000000954,,GP100005,2026-02-18,2026-02-25,2026-02-17,,11,,,,99213,,,,150,CO-45 70 PR-3 20,,paid,F1:65,,,,,T1,,,,,,", "trace: the payment is another payee's"},
		{"a prior claim of nobody that was paid", "prior_claims.csv", "", "5701,C001,,1000000889,,,2026-02-18,2026-02-25,2026-02-17,,11,,,,99213,,,,150,CO-45 70 PR-3 20,,paid,F1:65,,,,,T1,,X9,KELLER,BRUNO,1991-05-06,94605", "state: the patient was nobody"},
		{"a prior claim of a member and of nobody", "prior_claims.csv", "", "5701,C001,,1000000889,,GP100005,2026-02-18,2026-02-25,2026-02-17,,11,,,,99213,,,,150,PR-31 150,N382,denied,F2:97:QC,,,,,T1,,X9,KELLER,BRUNO,1991-05-06,94605", "last: the patient is a member"},
		{"a prior claim by no contract", "prior_claims.csv", "", "5701,C001,,1000000889,,GP100005,2026-02-18,2026-02-25,2026-02-17,,11,,,,99213,,,,150,CO-45 70 PR-3 20,,paid,F1:65,,,,,T1,K99,,,,,", "contract: no such contract"},
		{"two lines of different claims", "prior_claims.csv", "", "5701,C001,,1000000889,,GP100005,2026-02-18,2026-02-25,2026-02-17,,11,,,,99213,,,,150,CO-45 70 PR-3 20,,paid,F1:65,,,,,T1,,,,,,\n5701,C002,,1000000889,,GP100005,2026-02-18,2026-02-25,2026-02-17,,11,,,,99213,,,,150,CO-45 70 PR-3 20,,paid,F1:65,,,,,T1,,,,,,", "account: differs from the claim's first line"},
		{"an examiner's price of nothing", "claim_decisions.csv", "", "26050000311,1,allow,0,,,,,,,,E12,2026-02-27", "amount: is nothing; what is paid nothing is denied"},
		{"an examiner's price of parts of a cent", "claim_decisions.csv", "", "26050000311,1,allow,1.005,,,,,,,,E12,2026-02-27", "amount: has parts of a cent"},
		{"a decision of an examiner that is none", "claim_decisions.csv", "", "26050000311,1,perhaps,,,,,,,,,E12,2026-02-27", "decision: is not known here"},
		{"an amount of a release", "claim_decisions.csv", "", "26050000311,1,release,80,,,,,,,,E12,2026-02-27", "amount: is not for the decision release"},
		{"a facility that nobody is", "claim_decisions.csv", "", "26050000311,1,facility,,,1000002448,,,,,,E12,2026-02-27", "facility: no provider has the NPI 1000002448"},
		{"a denial without a group", "claim_decisions.csv", "", "26050000311,1,deny,,,,,50,,,,E12,2026-02-27", "group: is empty"},
		{"a denial by a group that goes not with the reason", "claim_decisions.csv", "", "26050000311,1,deny,,,,PR,50,,,,E12,2026-02-27", "group: the CARC is not used with the group; use CO"},
		{"a denial by a retired reason", "claim_decisions.csv", "", "26050000311,1,deny,,,,CO,15,,,,E12,2026-02-27", "carc: the CARC is retired; use 197"},
		{"a denial by what the rules reckon", "claim_decisions.csv", "", "26050000311,1,deny,,,,CO,45,,,,E12,2026-02-27", "carc: the rules of the program keep account by the CARC"},
		{"a denial that needs a remark", "claim_decisions.csv", "", "26050000311,1,deny,,,,PR,96,,,,E12,2026-02-27", "rarcs: the CARC needs a remark code that is not an alert"},
		{"a denial with the status of a payment", "claim_decisions.csv", "", "26050000311,1,deny,,,,CO,50,,F1:65,,E12,2026-02-27", "status: is no status of a denial"},
		{"a decision about line zero", "claim_decisions.csv", "", "26050000311,0,release,,,,,,,,,E12,2026-02-27", "line: is no number from 1"},
		{"a decision by nobody", "claim_decisions.csv", "", "26050000311,1,release,,,,,,,,,,2026-02-27", "by: is empty"},
		{"a decision by a whole story", "claim_decisions.csv", "", "26050000311,1,release,,,,,,,,,the examiner of the late shift who was there,2026-02-27", "by: is longer than 30 characters"},
		{"a decision of tomorrow", "claim_decisions.csv", "", "26050000311,1,release,,,,,,,,,E12,2026-03-17", "on: is after the run date"},
		{"a modification of nothing", "review_decisions.csv", "", "V1,,modify,,,,,,,,,,MD-7,2026-02-27", "decision: changes nothing"},
		{"a modification that ends before it begins", "review_decisions.csv", "", "V1,,modify,,2026-04-01,2026-03-01,,,,,,,MD-7,2026-02-27", "to: is before from"},
		{"a certification with a quantity", "review_decisions.csv", "", "V1,,certify,2,,,,,,,,,MD-7,2026-02-27", "quantity: is not for the decision certify; leave it empty; it goes with modify"},
		{"a certification for an unknown provider", "review_decisions.csv", "", "V1,,modify,,,,1000002448,,,,,,MD-7,2026-02-27", "provider: no provider has the NPI 1000002448"},
		{"a refusal without a reason", "review_decisions.csv", "", "V1,,deny,,,,,,,,,,MD-7,2026-02-27", "reason: is empty"},
		{"a refusal for a reason that is none", "review_decisions.csv", "", "V1,,deny,,,,,,ZZ,,,,MD-7,2026-02-27", "reason: is no decision reason that is used here"},
		{"papers that are none", "review_decisions.csv", "", "V1,,papers,,,,,,,,,,MD-7,2026-02-27", "papers: is empty"},
		{"papers by a code that is too long", "review_decisions.csv", "", "V1,,papers,,,,,,,RADIOLOGY,,,MD-7,2026-02-27", "papers: has a kind of paper that is no code"},
		{"a message that MSG can't hold", "review_decisions.csv", "", "V1,,certify,,,,,,,,," + strings.Repeat("A", 265) + ",MD-7,2026-02-27", "message: is longer than 264 characters"},
		{"what waits in a file that is not there", "waiting.csv", "", "1,nothing.x12,C1,2026-02-19,2026-02-23,P2:110,", "file: the folder waiting has no file nothing.x12"},
		{"what waits in a file elsewhere", "waiting.csv", "", "1,../payer.yaml,C1,2026-02-19,2026-02-23,P2:110,", "file: is no name of a file"},
		{"what waits and is not in its file", "waiting.csv", "", "1,0219-bayclear.837p.x12,C1,2026-02-19,2026-02-23,P2:110,", "number: file 0219-bayclear.837p.x12 has no claim or request C1"},
		{"what waits twice", "waiting.csv", "", "26050000311,0219-bayclear.837p.x12,C311-MAPLE,2026-02-19,2026-02-23,P2:110,", "number: stands at line 3, too"},
		{"what waits and is neither claim nor request", "waiting.csv", "", "1,0219-bayclear.837p.x12,C1,2026-02-19,2026-02-23,,", "status: status is of a claim and items are of a request"},
		{"what waits since tomorrow", "waiting.csv", "", "1,0219-bayclear.837p.x12,C1,2026-02-19,2026-03-17,P2:110,", "since: is after the run date"},
		{"a partner's qualifier that ISA05 has not", "partners.csv", "BAYCLEAR,ZZ", "BAYCLEAR,QQ", "qualifier: is not known here"},
		{"a place of service that is none", "services.csv", "URGENT_CARE,,,20", "URGENT_CARE,,,020", "places: has a code that is not two characters long"},

		{"a plan with an unknown category", "plans/p1.yaml", "category: LAB", "category: LABS", "category: no service has the category"},
		{"a plan with a benefit twice", "plans/p1.yaml", "category: INFERTILITY", "category: DME", "category: the plan has the benefit already"},
		{"a plan with a key that is none", "plans/p1.yaml", "newbornDays: 31", "newborndays: 31", "newborndays: is not known here"},
		{"a plan like one that is not there", "plans/p2.yaml", "like: P1", "like: P7", "like: no such plan"},
		{"a plan's id twice", "plans/p2.yaml", "id: P2", "id: P1", "id: another plan has the id"},
		{"coinsurance in percent", "plans/p1.yaml", "coinsurance: 0.1", "coinsurance: 10", "coinsurance: is more than 1"},
		{"an exclusion by a retired code", "plans/p1.yaml", `carc: "128"`, `carc: "165"`, "carc: the CARC is retired; use 288"},
		{"YAML that is none", "plans/p1.yaml", "networks: [POPPY-HMO]", "networks: [POPPY-HMO", "','"},
		{"a key twice", "plans/p1.yaml", "market: commercial", "name: commercial", "already defined"},
		{"a plan under an unknown law", "plans/p1.yaml", "surpriseLaw: federal", "surpriseLaw: martial", "surpriseLaw: is not known here"},
		{"an authorization row for an unknown category", "plans/p1.yaml", "- categories: [ADVANCED_IMAGING]", "- categories: [IMAGING]", "categories: no service has the category"},
		{"an authorization row for nothing", "plans/p1.yaml", "- categories: [ADVANCED_IMAGING]\n", "- automatic: true\n", "categories: is missing; a row is for categories"},
		{"an authorization row that a clinician judges, with units", "plans/p1.yaml", "- categories: [ADVANCED_IMAGING]\n", "- categories: [ADVANCED_IMAGING]\n      units: 2\n", "automatic: is missing"},
		{"a supporting diagnosis with its point", "plans/p1.yaml", "M2506,", "M25.06,", "diagnoses: is not the beginning of a diagnosis code"},
		{"papers by a code that is none", "plans/p1.yaml", "papersBy: FX", "papersBy: FAX", "papersBy: is not a code"},
		{"an access standard without practices", "plans/p1.yaml", "providers: [\"94604\", \"94610\", \"94611\", \"94612\"]", "providers: []", "providers: is missing"},
		{"a guideline with a key that is none", "plans/p1.yaml", "    - visits: 6\n", "    - visit: 6\n", "visit: is not known here"},
		{"a night with numbers for nothing", "night.yaml", "  referral:", "  referrals:", "referrals: is not known here"},
		{"an ancillary service that is none", "plans/p1.yaml", "ancillaryServices: [LAB,", "ancillaryServices: [LABS,", "ancillaryServices: no service has the category"},
		{"a routine diagnosis that is no category", "plans/p1.yaml", "[Z00-Z13, Z23,", "[Z00-Z13, Z2345,", "routineDiagnoses: has a diagnosis that is no category"},
		{"direct access without services", "plans/p1.yaml", "  - specialty: 152W00000X # optometry: the yearly screening\n    codes: [92002-92014]\n", "  - specialty: 152W00000X\n", "codes: names no procedure codes"},
		{"an order of a category that is none", "plans/p1.yaml", "pcpOrders: [LAB,", "pcpOrders: [LABS,", "pcpOrders: no service has the category"},
		{"a procedure that is paid nothing", "contracts.yaml", "multipleProcedures: [1, 0.5]", "multipleProcedures: [1, 0]", "multipleProcedures: pays nothing"},
		{"a procedure that is paid more than once", "contracts.yaml", "multipleProcedures: [1, 0.5]", "multipleProcedures: [1, 5]", "multipleProcedures: is more than 1"},
		{"a withhold that is no fraction", "contracts.yaml", "withhold: 0.1", "withhold: 1.5", "withhold: is more than 1"},
		{"a contract with somebody unknown", "contracts.yaml", `npi: "1000001374"`, `npi: "1000002448"`, "npi: no provider has the NPI 1000002448"},
		{"a schedule without fees", "contracts.yaml", "schedule: FS", "schedule: FX", "schedule: no such fee schedule"},
		{"an unknown method", "contracts.yaml", "method: per diem", "method: per day", "method: is not known here"},
		{"a responsibility that is settled twice", "contracts.yaml", "          - DENTAL_MAJOR\n", "          - LAB\n", "LAB, in area: two rows settle"},
		{"an alias", "contracts.yaml", "name: LABCO", "name: *labco", "name: is not a single value"},
		{"a run before the receipt", "night.yaml", "run: 2026-03-16", "run: 2026-03-01", "run: is before received"},
		{"a name that holds a delimiter", "members.csv", `OKAFOR`, `OK*FOR`, "can't be sent"},
		{"a name with a control character", "members.csv", `OKAFOR`, "OKA\tFOR", "can't be sent"},
		{"a name in Latin-1", "members.csv", `OKAFOR`, "OKAF\xd6R", "is not UTF-8; save the file in the encoding UTF-8"},
		{"an id with an accent", "members.csv", `GRP-5500`, "GRP-É", "groupNumber: has a character that can't be sent"},
		{"characters that are none", "partners.csv", "id,qualifier,name,lineBreaks\nBAYCLEAR,ZZ,BAY CLEARING,yes", "id,qualifier,name,lineBreaks,characters\nBAYCLEAR,ZZ,BAY CLEARING,yes,latin-1", "characters: is not known here; write one of: basic, extended, utf-8"},
		{"a partner whose id its characters lack", "partners.csv", "id,qualifier,name,lineBreaks\nBAYCLEAR,ZZ,BAY CLEARING,yes", "id,qualifier,name,lineBreaks,characters\nBayClear,ZZ,BAY CLEARING,yes,basic", "id: has a character that is not in the basic set"},
		{"a partner whose id is not ASCII", "partners.csv", "DELTAIPA,30", "DELTÄIPA,30", "id: has a character that is not in the extended set"},
		{"a time of day that is none", "night.yaml", `runTime: "0100"`, `runTime: "2560"`, "runTime: is not a time of day"},
		{"a pattern without a number", "night.yaml", "NP{yymmdd}{0000}", "NP{yymmdd}", "format: is not a pattern"},
		{"a companion guide that asks for less", "companions/deltaipa-claims.guide", "BHT 06=CH", "BHT 06?=CH", "BHT06: the guide requires it: leave the question mark out; x12/guide/data/companion.md"},
		{"a companion guide of an unknown partner", "companions/deltaipa-claims.guide", "companion DELTAIPA", "companion NOBODY", "companion: no such trading partner: NOBODY"},
		{"a companion guide of an unknown guide", "companions/deltaipa-claims.guide", "guide 837 005010X222A1", "guide 837 004010X098", "there is no guide 837 004010X098"},
		{"a dispute of an unknown provider", "disputes.csv", "", "D-48,1000002448,C048,2026-02-20", "billing: no provider has the NPI 1000002448"},
		{"a dispute about no claim", "disputes.csv", "", "D-48,1000000889,,2026-02-20", "account: is empty"},
		{"a dispute that nobody decided", "disputes.csv", "", "D-48,1000000889,C048,", "upheld: is empty"},
		{"a dispute that is not decided yet", "disputes.csv", "", "D-48,1000000889,C048,2026-03-17", "upheld: is after the run date"},
		{"a claim that was disputed twice", "disputes.csv", "", "D-48,1000000889,C048,2026-02-20\nD-49,1000000889,C048,2026-02-21", "account: dispute D-48 is about the claim, too"},
		{"a capitation of no contract", "capitation.csv", "", "K99,1000001440,2026-03,10,42,", "contract: no such contract"},
		{"a capitation in a month that is none", "capitation.csv", "", "K2,1000001440,2026-13,10,42,", "month: "},
		{"a capitation twice", "capitation.csv", "", "K2,1000001440,2026-03,10,42,\nK2,1000001440,2026-03,11,42,", "is due on an earlier line, too"},
		{"a capitation of nobody", "capitation.csv", "", "K4,1000001440,2026-03,0,42,", "the amount comes to nothing"},
		{"a capitation of whom no 835 can be sent", "capitation.csv", "", "K2,1000000251,2026-03,10,42,", "payee: nobody takes the payee's 835s"},
		{"a withhold of no year", "withhold_returns.csv", "", "K4,1000001580,25,10,2026-03-01", "year: does not have 4 digits"},
		{"a recovery from nobody", "recoveries.csv", "", "5701,1000002448,10,2026-01-05", "payee: no provider has the NPI"},
		{"a recovery of nothing", "recoveries.csv", "", "5701,1000000889,0,2026-01-05", "the amount comes to nothing"},
		{"a contest of nobody", "contests.csv", "", "5701,1000002448,2026-03-01,,", "payee: no provider has the NPI"},
		{"a contest that is still to come", "contests.csv", "", "5701,1000000889,2026-03-17,,", "is after the run date"},
		{"a contest that was settled before", "contests.csv", "", "5701,1000000889,2026-03-05,2026-03-01,", "settled: is before it was contested"},
		{"a contest that waives and is not settled", "contests.csv", "", "5701,1000000889,2026-03-05,,all", "waived: nothing is waived before the contest is settled"},
		{"a contest twice", "contests.csv", "", "5701,1000000889,2026-03-05,,\n5701,1000000889,2026-03-05,,", "is on an earlier line, too"},
		{"a change in hindsight of a kind that is none", "hindsight.csv", "", "CH-1,moon,GP100005,,2026-02-01,,2026-03-01,why,,", "kind: is not known here"},
		{"a change in hindsight of nobody", "hindsight.csv", "", "CH-1,pcp,GP9,,2026-02-01,,2026-03-01,why,,", "subject: "},
		{"a change in hindsight of no referral", "hindsight.csv", "", "CH-1,referral,R-9999,,2026-02-01,,2026-03-01,why,,", "subject: no such referral"},
		{"a change in hindsight of no authorization", "hindsight.csv", "", "CH-1,authorization,A-9999,,2026-02-01,,2026-03-01,why,,", "subject: no such authorization"},
		{"a change in hindsight of no contract", "hindsight.csv", "", "CH-1,contract,K99,,2026-02-01,,2026-03-01,why,,", "subject: no such contract"},
		{"a change in hindsight of no provider", "hindsight.csv", "", "CH-1,participation,1000002448,,2026-02-01,,2026-03-01,why,,", "subject: no provider has the NPI"},
		{"a change in hindsight of no schedule", "hindsight.csv", "", "CH-1,fee,FX,99213,2026-02-01,,2026-03-01,why,,", "subject: no such fee schedule"},
		{"a fee changed in hindsight without a code", "hindsight.csv", "", "CH-1,fee,FS,,2026-02-01,,2026-03-01,why,,", "code: is empty"},
		{"a contract changed in hindsight with a code", "hindsight.csv", "", "CH-1,contract,K5,99213,2026-02-01,,2026-03-01,why,,", "code: only a fee has a procedure code"},
		{"a change in hindsight that is still to come", "hindsight.csv", "", "CH-1,pcp,GP100005,,2026-02-01,,2026-03-17,why,,", "declared: is after the run date"},
		{"a change in hindsight twice", "hindsight.csv", "", "CH-1,pcp,GP100005,,2026-02-01,,2026-03-01,why,,\nCH-1,pcp,GP100005,,2026-02-01,,2026-03-01,why,,", "number: another change has the number"},
		{"a prompt pay rule for a plan that is none", "payer.yaml", "  - from: 2026-01-01\n", "  - plans: [P9]\n    from: 2026-01-01\n", "plans: no such plan"},
		{"a prompt pay rule in days of another kind", "payer.yaml", "count: working", "count: business", "count: is not known here"},
		{"a file sent to nobody known", "sent.csv", "", "835-9.x12,835,NOBODY,000000009,,1,2026-02-23,", "receiver: no such trading partner: NOBODY"},
		{"a file sent with a number of this night", "sent.csv", "", "835-401.x12,835,BAYCLEAR,000000401,,1,2026-02-23,", "interchange: is a number that this night gives"},
		{"a file sent with a number that was used", "sent.csv", "", "835-391.x12,835,BAYCLEAR,000000391,7,1,2026-02-23,", "interchange: the receiver has that number on line"},
		{"a file sent with a group number that was used", "sent.csv", "", "835-9.x12,835,BAYCLEAR,000000009,391,1,2026-02-23,", "interchange: the receiver has that number on line"},
		{"a file sent with a number too short", "sent.csv", "", "835-9.x12,835,BAYCLEAR,9,,1,2026-02-23,", "interchange: does not have 9 digits"},
		{"a group number that is none", "sent.csv", "", "835-9.x12,835,BAYCLEAR,000000009,G9,1,2026-02-23,", "group: is not a control number"},
		{"a file of a kind that nobody acknowledges", "sent.csv", "", "999-9.x12,999,BAYCLEAR,000000009,,1,2026-02-23,", "kind: is not known here"},
		{"a file without a set", "sent.csv", "", "835-9.x12,835,BAYCLEAR,000000009,,0,2026-02-23,", "sets: is none"},
		{"a file sent tomorrow", "sent.csv", "", "835-9.x12,835,BAYCLEAR,000000009,,1,2026-03-03,", "sent: is after received of night.yaml"},
		{"a payment told by a 271", "sent.csv", "", "271-9.x12,271,BAYCLEAR,000000009,,1,2026-02-23,EFT9", "trace: is for an 835 alone"},
		{"appeals without days", "payer.yaml", "  days: 180\n", "", "days: is empty"},
		{"appeals within no day", "payer.yaml", "  days: 180\n", "  days: 0\n", "days: leaves no day to appeal"},
		{"a phone that members can't call", "payer.yaml", `phone: "5105550150"`, `phone: "510-555-0150"`, "phone: does not have 10 digits"},
		{"a text for members with a control character", "payer.yaml", "hours: Monday", `hours: "Monday\u0007" #`, "hours: has a control character"},
		{"an appeal that nobody reads", "payer.yaml", "  fax:", "  telegraph:", "telegraph: is not known here"},
		{"a payer without tax id", "payer.yaml", `tin: "771234567"`, `tin: ""`, "tin: is empty"},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := sampleFiles(t)
			file := files["hmo/"+c.file]
			before := string(file.Data)
			at := len(before)
			broken := before + c.new + "\n"
			if c.old != "" {
				at = strings.Index(before, c.old)
				require.GreaterOrEqual(t, at, 0, "the sample has no %q", c.old)
				broken = before[:at] + c.new + before[at+len(c.old):]
			}
			file.Data = []byte(broken)
			line := strings.Count(before[:at], "\n") + 1

			found := problems(t, files)
			var near []string
			for _, p := range found.List {
				text := p.String()
				if p.File == c.file && p.Line >= line && p.Line <= line+1 && strings.Contains(text, c.want) {
					assert.True(t, strings.HasPrefix(text, fmt.Sprintf("%s:%d", c.file, p.Line)), text)
					return
				}
				near = append(near, text)
			}
			t.Errorf("no problem %q at %s:%d; found:\n%s", c.want, c.file, line, strings.Join(near, "\n"))
		})
	}
}

func TestAGapInResponsibilityIsToldByCategory(t *testing.T) {
	files := sampleFiles(t)
	file := files["hmo/contracts.yaml"]
	file.Data = []byte(strings.Replace(string(file.Data), "      - responsible: hmo\n        area: out\n", "      - responsible: hmo\n        area: out\n        to: 2025-12-31\n", 1))
	text := problems(t, files).Error()
	assert.Contains(t, text, "URGENT_CARE, out of area: nobody is responsible after 2025-12-31")
	assert.NotContains(t, text, "in area")
}

func TestAFileThatCanNotBeReadIsTheOnlyProblem(t *testing.T) {
	for _, name := range []string{
		"contracts.yaml", "plans/p1.yaml", "payer.yaml", "night.yaml",
		"members.csv", "providers.csv", "services.csv", "fees.csv", "partners.csv", "regions.csv", "qpa.csv",
	} {
		t.Run(name, func(t *testing.T) {
			files := sampleFiles(t)
			files["hmo/"+name].Data = []byte("this: [is, neither\n")
			found := problems(t, files)
			require.NotEmpty(t, found.List)
			for _, p := range found.List {
				assert.Equal(t, name, p.File, p.String())
			}
		})
	}
}

func TestAMissingFileIsToldWithItsHeader(t *testing.T) {
	files := sampleFiles(t)
	delete(files, "hmo/pcp.csv")
	delete(files, "hmo/payer.yaml")
	text := problems(t, files).Error()
	assert.Contains(t, text, "pcp.csv: the file is missing; write it with the header member,npi,from,to")
	assert.Contains(t, text, "payer.yaml: the file is missing")
}

func TestABookMayLackWhatWasSentBefore(t *testing.T) {
	files := sampleFiles(t)
	delete(files, "hmo/sent.csv")
	b, err := book.Load(files, "hmo")
	require.NoError(t, err)
	assert.Empty(t, b.Sent())
}

func TestAYAMLProblemShowsItsLine(t *testing.T) {
	files := sampleFiles(t)
	files["hmo/night.yaml"].Data = []byte("received: 2026-03-02\nrun: 2026-03-16\nrunTime: noon\n")
	text := problems(t, files).Error()
	assert.Contains(t, text, "night.yaml:3:10: runTime: does not have 4 digits")
	assert.Contains(t, text, "     3 | runTime: noon\n       |          ^")
}

func TestProblemsAreBoundedAndCounted(t *testing.T) {
	files := sampleFiles(t)
	files["hmo/pcp.csv"].Data = []byte("member,npi,from,to\n" + strings.Repeat("NOBODY,1000000889,2025-01-01,2025-01-01\n", 200))
	found := problems(t, files)
	assert.Len(t, found.List, 50)
	assert.Equal(t, 200+199, found.Total, "an unknown member in each row, and each but one overlaps")
	assert.Contains(t, found.Error(), "and 349 more")
}

func TestProblemsDoNotShowWhatIsSaidAboutMembers(t *testing.T) {
	files := sampleFiles(t)
	file := files["hmo/members.csv"]
	file.Data = append(file.Data, "GP777777,,GP777778,18,SECRETSON,SECRETA,,,19990231,X,1 SECRET LANE,,OAKLAND,CA,9460,GRP\n"...)
	text := problems(t, files).Error()
	assert.Contains(t, text, "birthDate: not a date of the calendar")
	for _, private := range []string{"SECRET", "GP77777", "1999", "9460"} {
		assert.NotContains(t, text, private)
	}
}

func TestAFailingFileSystemIsNoProblemOfTheBook(t *testing.T) {
	_, err := book.Load(failingFS{sampleFiles(t)}, "hmo")
	require.ErrorIs(t, err, errDisk)
	var found *book.Problems
	assert.False(t, errors.As(err, &found))
}

var errDisk = errors.New("the disk is gone")

// failingFS fails to open members.csv.
type failingFS struct{ fs.FS }

func (f failingFS) Open(name string) (fs.File, error) {
	if strings.HasSuffix(name, "members.csv") {
		return nil, errDisk
	}
	return f.FS.Open(name)
}

func TestABookWithAByteOrderMarkLoads(t *testing.T) {
	files := sampleFiles(t)
	for _, name := range []string{"hmo/pcp.csv", "hmo/night.yaml"} {
		files[name].Data = append([]byte("\xef\xbb\xbf"), files[name].Data...)
	}
	_, err := book.Load(files, "hmo")
	require.NoError(t, err)
}

func TestAPartnerHasOneCompanionGuideForAGuide(t *testing.T) {
	files := sampleFiles(t)
	files["hmo/companions/second.guide"] = &fstest.MapFile{Data: []byte("companion DELTAIPA\nguide 837 005010X222A1\nBHT 06=CH\n")}
	assert.Contains(t, problems(t, files).Error(),
		"companions/second.guide:1: companions/deltaipa-claims.guide is the companion guide for DELTAIPA and 837 005010X222A1 already")
}

// TestPartnersChooseTheirCharacters: the column may be missing, and its cells may be
// empty.
func TestPartnersChooseTheirCharacters(t *testing.T) {
	load := func(partners string) (*book.Book, error) {
		files := sampleFiles(t)
		files["hmo/partners.csv"].Data = []byte(partners)
		return book.Load(files, "hmo")
	}
	rest := "SIERRAEDI,ZZ,SIERRA EDI EXCHANGE,yes,basic\nLAURELFP,ZZ,LAURÉL PRACTICE,no,utf-8\nREDWOODMG,ZZ,REDWOOD,yes,extended\nDELTAIPA,30,DELTA IPA,yes,\n"
	hmo, err := load("id,qualifier,name,lineBreaks,characters\nBAYCLEAR,ZZ,BAY CLEARING,yes,\n" + rest)
	require.NoError(t, err)
	var chosen []record.Characters
	for _, p := range hmo.Partners() {
		chosen = append(chosen, p.Characters)
	}
	assert.Equal(t, []record.Characters{"", record.Basic, record.UTF8, record.Extended, ""}, chosen)

	files := sampleFiles(t)
	payer := files["hmo/payer.yaml"]
	payer.Data = []byte(strings.Replace(string(payer.Data), "POPPY77001", "Poppy77001", 1))
	_, err = book.Load(files, "hmo")
	require.NoError(t, err, "small letters are extended characters")
	files["hmo/partners.csv"].Data = []byte("id,qualifier,name,lineBreaks,characters\nBAYCLEAR,ZZ,BAY CLEARING,yes,\n" + rest)
	found := problems(t, files)
	require.Len(t, found.List, 1)
	assert.Contains(t, found.List[0].String(), "interchangeId: has a character that is not in the basic set")
}

func TestABookNeedsNoCompanionGuides(t *testing.T) {
	files := sampleFiles(t)
	delete(files, "hmo/companions/deltaipa-claims.guide")
	files["hmo/companions/notes.txt"] = &fstest.MapFile{Data: []byte("not a companion guide\n")}
	b, err := book.Load(files, "hmo")
	require.NoError(t, err)
	g, ok := b.Companions().Lookup("DELTAIPA", "837", "005010X222A1")
	require.True(t, ok)
	assert.Empty(t, g.Companion)
}
