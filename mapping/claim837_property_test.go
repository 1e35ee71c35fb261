package mapping_test

import (
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/hmox12/hmox12/mapping"
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
)

var testBatch = mapping.ClaimBatch{
	Control: "0001", Number: "NIGHT7", Date: 20260302, Time: "0800",
	Submitter: record.TradingPartner{ID: "HARBOR1", Name: "HARBOR CLEARING"}, SubmitterPhone: "5550103000",
	Receiver: record.TradingPartner{ID: "77001", Name: "POPPY HEALTH PLAN"},
}

// claimDraw draws claims that the guide admits.
type claimDraw struct{ *rapid.T }

func pick[V any](t *rapid.T, values ...V) V { return rapid.SampledFrom(values).Draw(t, "pick") }

func (t claimDraw) maybe() bool { return rapid.Bool().Draw(t.T, "maybe") }

// text draws an id or name.
func (t claimDraw) text() string {
	return pick(t.T, "OKAY", "O'NEILL", "ST. CLAIR, INC", "A-1", "77", "4TH & MAIN", "X (OLD)", "SMITH-JONES", "A  B", "9Z9")
}

func (t claimDraw) amount() decimal.Decimal {
	return decimal.New(rapid.Int64Range(1, 99_999_99).Draw(t.T, "cents"), -2)
}

func (t claimDraw) date() record.Date {
	return record.NewDate(2025, 1, 1).AddDays(rapid.IntRange(0, 420).Draw(t.T, "day"))
}

func (t claimDraw) day() record.Span {
	d := t.date()
	return record.Span{From: d, To: d}
}

func (t claimDraw) npi() string { return npi(rapid.IntRange(0, 99_999_999).Draw(t.T, "npi")) }

func (t claimDraw) address() record.Address {
	a := record.Address{Lines: []string{t.text()}, City: "OAKLAND", State: "CA", ZIP: "946070001"}
	if t.maybe() {
		a.Lines = append(a.Lines, t.text())
	}
	return a
}

func (t claimDraw) personName() record.PersonName {
	n := record.PersonName{Last: t.text(), First: t.text()}
	if t.maybe() {
		n.Middle, n.Suffix = t.text(), pick(t.T, "", "JR", "III")
	}
	return n
}

func (t claimDraw) person(id string) record.Person {
	p := record.Person{ID: id, Name: t.personName(), BirthDate: t.date().AddMonths(-300), Sex: pick(t.T, "F", "M", "U"), Address: t.address()}
	if id != "" {
		p.IDQualifier = "MI"
	}
	return p
}

func (t claimDraw) provider(role record.Role) record.ClaimProvider {
	p := record.ClaimProvider{Role: role}
	switch role {
	case record.PickUp, record.DropOff:
		p.Organization, p.Address = true, t.address()
		return p
	case record.ServiceFacility:
		p.Organization, p.Address, p.Name.Last = true, t.address(), t.text()
	case record.PurchasedService: // has no name in the guide
	default:
		p.Name = t.personName()
	}
	p.NPI = t.npi()
	if role == record.RenderingProvider && t.maybe() {
		p.Taxonomy = pick(t.T, "207Q00000X", "207X00000X")
	}
	if t.maybe() && role != record.PurchasedService {
		p.OtherIDs = []record.Reference{{Qualifier: "G2", Number: t.text()}}
	}
	return p
}

func (t claimDraw) providers(roles ...record.Role) []record.ClaimProvider {
	var providers []record.ClaimProvider
	for _, role := range roles {
		if rapid.IntRange(0, 3).Draw(t.T, "role") == 0 {
			providers = append(providers, t.provider(role))
		}
	}
	return providers
}

func (t claimDraw) adjustments() []record.Adjustment {
	var list []record.Adjustment
	for _, group := range []record.GroupCode{"CO", "PR", "OA"} {
		most := 6
		if group == "CO" {
			most = 8 // more than one CAS holds
		}
		for range rapid.IntRange(0, most).Draw(t.T, "reasons") {
			a := record.Adjustment{Group: group, Reason: pick[record.CARC](t.T, "1", "2", "45", "96", "B7"), Amount: t.amount()}
			if t.maybe() {
				a.Amount = a.Amount.Neg()
				a.Quantity = decimal.NewFromInt(2)
			}
			list = append(list, a)
		}
	}
	return list
}

func (t claimDraw) procedure() record.Procedure {
	p := record.Procedure{Qualifier: "HC", Code: pick(t.T, "99213", "20610", "J3301", "E0601")}
	for range rapid.IntRange(0, 4).Draw(t.T, "modifiers") {
		p.Modifiers = append(p.Modifiers, pick(t.T, "25", "RT", "59", "76"))
	}
	if t.maybe() {
		p.Description = t.text()
	}
	return p
}

func (t claimDraw) otherPayer() record.OtherPayer {
	p := record.OtherPayer{
		Position: "P", Relationship: pick(t.T, "18", "19", "01"), Filing: pick(t.T, "CI", "BL"), ID: t.text(), Name: t.text(),
		Subscriber: record.Person{ID: t.text(), IDQualifier: "MI", Name: t.personName()}, Adjustments: t.adjustments(),
	}
	if t.maybe() {
		p.HasPaid, p.Paid, p.Remaining, p.Decided = true, t.amount(), t.amount(), t.date()
	}
	if t.maybe() {
		p.GroupNumber, p.Control, p.Remarks = t.text(), t.text(), []record.RARC{"N130", "MA01"}
		p.References = []record.Reference{{Qualifier: "G1", Number: t.text()}}
	}
	return p
}

func (t claimDraw) line(number, diagnoses int, payers []record.OtherPayer) record.ServiceLine {
	line := record.ServiceLine{
		Number: number, Procedure: t.procedure(), Charge: t.amount(), UnitBasis: pick(t.T, "UN", "MJ"),
		Units: decimal.New(rapid.Int64Range(1, 9999).Draw(t.T, "units"), -1), Dates: t.day(),
		Emergency: t.maybe(), CopayWaived: t.maybe(),
		Providers: t.providers("82", "QB", "77", "DQ", "DK", "DN", "P3", "PW", "45"),
	}
	for n := range min(diagnoses, 4) {
		line.Pointers = append(line.Pointers, n+1)
	}
	if t.maybe() {
		line.Dates.To = line.Dates.From.AddDays(3)
		line.Place, line.Control, line.Authorization = "22", t.text(), t.text()
	}
	if t.maybe() {
		line.Events = []record.Event{{Qualifier: "304", Span: t.day()}}
		line.Notes = []string{t.text()}
		line.References = []record.Reference{{Qualifier: "G1", Number: t.text(), Payer: t.text()}, {Qualifier: "BT", Number: t.text()}}
		line.NDC, line.NDCQuantity, line.NDCUnit = "00003029305", t.amount(), "ML"
	}
	for _, p := range payers {
		if t.maybe() {
			line.OtherPayers = append(line.OtherPayers, record.LinePayment{
				PayerID: p.ID, Paid: t.amount(), Units: decimal.NewFromInt(1), Procedure: t.procedure(),
				Adjustments: t.adjustments(), Decided: t.date(), Remaining: t.amount(),
			})
		}
	}
	return line
}

// claim draws a claim below the levels of another.
func (t claimDraw) claim(number int, level record.Claim) *record.Claim {
	c := level
	c.Account, c.Place, c.Frequency = fmt.Sprintf("A-%d", number), pick(t.T, "11", "22", "23"), pick(t.T, "1", "7")
	c.Assignment, c.Benefits = pick(t.T, "A", "C"), pick(t.T, "Y", "N")
	if t.maybe() {
		c.PatientPaid, c.Referral, c.Authorization, c.Clearinghouse, c.MedicalRecord = t.amount(), t.text(), t.text(), t.text(), t.text()
		c.References = []record.Reference{{Qualifier: "X4", Number: t.text()}, {Qualifier: "P4", Number: t.text()}}
		c.Notes, c.DelayReason = []string{t.text()}, "7"
	}
	if c.Frequency == "7" {
		c.OriginalControl = t.text()
	}
	if t.maybe() {
		c.Accidents, c.AccidentState, c.AccidentDate = []string{"AA", "OA"}, "CA", t.date()
		c.AdmissionDate, c.DischargeDate = t.date(), t.date()
		c.Events = []record.Event{{Qualifier: "431", Span: t.day()}, {Qualifier: "304", Span: t.day()}}
		c.Attachments = []record.Attachment{{Type: "OZ", Transmission: "EL", Control: t.text()}, {Type: "B4", Transmission: "AA"}}
	}
	c.Diagnoses = []record.Diagnosis{{Qualifier: "ABK", Code: "M1711"}}
	for range rapid.IntRange(0, 11).Draw(t.T, "diagnoses") {
		c.Diagnoses = append(c.Diagnoses, record.Diagnosis{Qualifier: "ABF", Code: pick(t.T, "M25561", "J069", "Z0000")})
	}
	if t.maybe() {
		c.Conditions = []record.Diagnosis{{Qualifier: "BP", Code: "27447"}, {Qualifier: "BG", Code: "AA"}}
	}
	c.Providers = t.providers("DN", "P3", "82", "77", "DQ", "PW", "45")
	for range pick(t.T, 0, 0, 1, 2) {
		c.OtherPayers = append(c.OtherPayers, t.otherPayer())
	}
	for n := range rapid.IntRange(1, 4).Draw(t.T, "lines") {
		line := t.line(n+1, len(c.Diagnoses), c.OtherPayers)
		c.Charge = c.Charge.Add(line.Charge)
		c.Lines = append(c.Lines, line)
	}
	return &c
}

// claims draws the claims of a set, grouped by billing provider, subscriber and
// patient.
func (t claimDraw) claims() []*record.Claim {
	var claims []*record.Claim
	for range rapid.IntRange(1, 2).Draw(t.T, "billing providers") {
		level := record.Claim{
			Kind: record.Professional, Submitter: testBatch.Submitter.ID, SubmitterName: testBatch.Submitter.Name, Received: 20260302,
			PayerName: "POPPY HEALTH PLAN", PayerID: "77001",
			Billing: record.ClaimProvider{
				Role: "85", NPI: t.npi(), Name: record.PersonName{Last: t.text()}, Organization: true,
				TIN: "941230000", Taxonomy: pick(t.T, "", "207Q00000X"), Address: t.address(),
			},
		}
		if t.maybe() {
			a := t.address()
			level.PayTo = &a
		}
		if t.maybe() {
			level.Billing.OtherIDs = []record.Reference{{Qualifier: "0B", Number: t.text()}, {Qualifier: "G2", Number: t.text()}}
		}
		for range rapid.IntRange(1, 2).Draw(t.T, "subscribers") {
			level := level
			level.Position, level.Filing, level.Relationship = pick(t.T, "P", "S"), "HM", "18"
			if t.maybe() {
				level.GroupNumber = t.text()
			} else {
				level.GroupName = t.text()
			}
			level.Subscriber = t.person(t.text())
			level.Patient = level.Subscriber
			if t.maybe() {
				level.Relationship, level.Patient = pick(t.T, "01", "19"), t.person("")
			}
			for range rapid.IntRange(1, 3).Draw(t.T, "claims") {
				claims = append(claims, t.claim(len(claims)+1, level))
			}
		}
	}
	return claims
}

func TestClaimsComeBackAsTheyWereWritten(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		claims := claimDraw{rt}.claims()
		file := interchange(rt, "HC", "005010X222A1", func(w *x12.Writer) {
			require.NoError(rt, mapping.WriteClaim837P(w, testBatch, claims))
		}, x12.LineBreaks())
		got, findings := mapFile(rt, file)
		require.Empty(rt, findings, "%s", file)
		require.Len(rt, got, len(claims))
		for i := range got {
			require.Empty(rt, got[i].problems)
			got[i].Source = record.Source{}
			require.Equal(rt, asJSON(rt, claims[i]), asJSON(rt, got[i].Claim))
		}
	})
}
