package mapping_test

import (
	"fmt"
	"reflect"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/hmox12/hmox12/mapping"
	"github.com/hmox12/hmox12/mapping/record"
)

// This file draws claims that the guide admits, that balance, and whose codes are
// ones; claim837_draw_levels_test.go draws the levels above them,
// claim837_draw_kinds_test.go what only one kind has.

var testBatch = mapping.ClaimBatch{
	Control: "0001", Number: "NIGHT7", Date: 20260302, Time: "0800",
	Submitter: record.TradingPartner{ID: "HARBOR1", Name: "HARBOR CLEARING"}, SubmitterPhone: "5550103000",
	Receiver: record.TradingPartner{ID: "77001", Name: "POPPY HEALTH PLAN"},
}

// claimDraw draws claims of a kind.
type claimDraw struct {
	*rapid.T
	kind record.ClaimKind
	old  bool // the services are of the years of ICD-9
}

func pick[V any](t *rapid.T, values ...V) V { return rapid.SampledFrom(values).Draw(t, "pick") }

func (t *claimDraw) maybe() bool { return rapid.Bool().Draw(t.T, "maybe") }

func (t *claimDraw) upTo(n int) int { return rapid.IntRange(0, n).Draw(t.T, "count") }

// text draws an id or name.
func (t *claimDraw) text() string {
	return pick(t.T, "OKAY", "O'NEILL", "ST. CLAIR, INC", "A-1", "77", "4TH & MAIN", "X (OLD)", "SMITH-JONES", "A  B", "9Z9")
}

func (t *claimDraw) amount() decimal.Decimal {
	return decimal.New(rapid.Int64Range(1, 99_999_99).Draw(t.T, "cents"), -2)
}

func (t *claimDraw) count() decimal.Decimal {
	return decimal.NewFromInt(rapid.Int64Range(1, 99).Draw(t.T, "number"))
}

func (t *claimDraw) date() record.Date {
	first := record.NewDate(2025, 1, 1)
	if t.old {
		first = record.NewDate(2014, 1, 1)
	}
	return first.AddDays(t.upTo(420))
}

func (t *claimDraw) day() record.Span {
	d := t.date()
	return record.Span{From: d, To: d}
}

func (t *claimDraw) days() record.Span {
	d := t.date()
	return record.Span{From: d, To: d.AddDays(t.upTo(4))}
}

func (t *claimDraw) time() string { return pick(t.T, "0000", "0915", "2359") }

func (t *claimDraw) npi() string { return npi(rapid.IntRange(0, 99_999_999).Draw(t.T, "npi")) }

func (t *claimDraw) address() record.Address {
	a := record.Address{Lines: []string{t.text()}, City: "OAKLAND", State: "CA", ZIP: "946070001"}
	if t.maybe() {
		a.Lines = append(a.Lines, t.text())
	}
	switch t.upTo(9) {
	case 0:
		a.City, a.State, a.ZIP, a.Country = "TORONTO", "ON", "M5V 2T6", "CA"
	case 1:
		a.City, a.State, a.ZIP, a.Country, a.Subdivision = "BREMEN", "", "28195", "DE", "HB"
	}
	return a
}

func (t *claimDraw) personName() record.PersonName {
	n := record.PersonName{Last: t.text(), First: t.text()}
	if t.maybe() {
		n.Middle, n.Suffix = t.text(), pick(t.T, "", "JR", "III")
	}
	return n
}

func (t *claimDraw) person(id string) record.Person {
	p := record.Person{ID: id, Name: t.personName(), BirthDate: t.date().AddMonths(-300), Sex: pick(t.T, "F", "M", "U"), Address: t.address()}
	if id != "" {
		p.IDQualifier = pick(t.T, "MI", "II")
	}
	return p
}

func (t *claimDraw) provider(role record.Role) record.ClaimProvider {
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
	if t.maybe() && t.hasSpecialty(role) {
		p.Taxonomy = pick(t.T, "207Q00000X", "207X00000X")
	}
	if t.maybe() && role != record.PurchasedService {
		p.OtherIDs = []record.Reference{{Qualifier: "G2", Number: t.text()}}
	}
	return p
}

// hasSpecialty reports whether the guide has a PRV behind a name.
func (t *claimDraw) hasSpecialty(role record.Role) bool {
	switch role {
	case record.RenderingProvider:
		return t.kind != record.Institutional
	case record.AssistantSurgeon, record.Attending:
		return true
	}
	return false
}

func (t *claimDraw) providers(roles ...record.Role) []record.ClaimProvider {
	var providers []record.ClaimProvider
	for _, role := range roles {
		if t.upTo(3) == 0 {
			providers = append(providers, t.provider(role))
		}
	}
	return providers
}

func (t *claimDraw) adjustments() []record.Adjustment {
	var list []record.Adjustment
	for _, group := range []record.GroupCode{"CO", "PR", "OA"} {
		most := 6
		if group == "CO" {
			most = 8 // more than one CAS holds
		}
		for range t.upTo(most) {
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

func (t *claimDraw) procedure(qualifier string, codes ...string) record.Procedure {
	p := record.Procedure{Qualifier: qualifier, Code: pick(t.T, codes...)}
	for range t.upTo(4) {
		p.Modifiers = append(p.Modifiers, pick(t.T, "25", "RT", "59", "76"))
	}
	if t.maybe() {
		p.Description = t.text()
	}
	return p
}

func (t *claimDraw) contract() *record.ContractInformation {
	if !t.maybe() {
		return nil
	}
	return &record.ContractInformation{
		Type: pick(t.T, "01", "02", "09"), Amount: t.amount(), Percent: t.count(), Code: t.text(), Discount: t.count(), Version: t.text(),
	}
}

func (t *claimDraw) pricing() *record.Pricing {
	if !t.maybe() {
		return nil
	}
	return &record.Pricing{
		Method: pick(t.T, "01", "07"), Allowed: t.amount(), Savings: t.amount(), Organization: t.text(), Rate: t.amount(),
		Group: t.text(), GroupAmount: t.amount(), Rejected: "T1", Compliance: "2", ExceptionCause: "6",
	}
}

func (t *claimDraw) fixedFormat() []string {
	return pick(t.T, nil, []string{"STATE 1"}, []string{"STATE 1", "STATE 2"})
}

func (t *claimDraw) attachments() []record.Attachment {
	if !t.maybe() {
		return nil
	}
	return []record.Attachment{{Type: "OZ", Transmission: "EL", Control: t.text()}, {Type: "B4", Transmission: "AA"}}
}

// otherPayer draws the nth other payer, who has paid nothing yet.
func (t *claimDraw) otherPayer(n int) record.OtherPayer {
	p := record.OtherPayer{
		Position: "P", Relationship: pick(t.T, "18", "19", "01"), Filing: pick(t.T, "CI", "BL"),
		Benefits: pick(t.T, "Y", "N", "W"), Release: pick(t.T, "Y", "I"),
		ID: fmt.Sprintf("8800%d", n), Name: t.text(),
		Subscriber: record.Person{ID: t.text(), IDQualifier: "MI", Name: t.personName()},
	}
	if t.maybe() {
		p.GroupNumber, p.Control, p.Remarks = t.text(), t.text(), []record.RARC{"N130", "MA01"}
		p.References = []record.Reference{{Qualifier: "2U", Number: t.text()}, {Qualifier: "G1", Number: t.text()}}
	}
	if t.maybe() {
		p.Address, p.Subscriber.Address = t.address(), t.address()
		p.Subscriber.References = []record.Reference{{Qualifier: "SY", Number: "912345678"}}
		p.Outpatient = &record.OutpatientAdjudication{Rate: decimal.New(45, -2), Payable: t.amount(), Renal: t.amount(), Professional: t.amount()}
	}
	if t.kind == record.Professional && t.maybe() {
		p.SignedFor = "P"
	}
	if t.kind != record.Institutional && t.maybe() {
		p.InsuranceType, p.GroupName = "12", t.text()
	}
	if t.kind == record.Institutional && t.maybe() {
		p.Inpatient = t.inpatient()
		for range t.upTo(4) {
			p.Remarks = append(p.Remarks, "N30")
		}
	}
	for _, role := range t.otherPayersRoles() {
		if t.maybe() {
			p.Providers = append(p.Providers, record.ClaimProvider{
				Role: role, Organization: role == record.ServiceFacility || t.kind == record.Institutional && role == record.BillingProvider,
				OtherIDs: []record.Reference{{Qualifier: "G2", Number: t.text()}},
			})
		}
	}
	return p
}

// decide has another payer decide a claim so that all of it balances.
func (t *claimDraw) decide(c *record.Claim, p *record.OtherPayer) {
	p.HasPaid, p.Decided, p.Adjustments = true, t.date(), t.adjustments()
	p.Remaining, p.NonCovered = pick(t.T, decimal.Zero, t.amount()), pick(t.T, decimal.Zero, t.amount())
	p.Paid = c.Charge.Sub(record.Sum(p.Adjustments))
	for i := range c.Lines {
		if !t.maybe() {
			continue
		}
		l := &c.Lines[i]
		paid := record.LinePayment{
			PayerID: p.ID, Units: decimal.NewFromInt(1), Procedure: l.Procedure, Revenue: l.Revenue, Bundled: t.upTo(2),
			Adjustments: t.adjustments(), Decided: t.date(), Remaining: pick(t.T, decimal.Zero, t.amount()),
		}
		paid.Paid = l.Charge.Sub(record.Sum(paid.Adjustments))
		p.Paid = p.Paid.Sub(record.Sum(paid.Adjustments))
		l.OtherPayers = append(l.OtherPayers, paid)
	}
}

// claim draws a claim below the levels of another.
func (t *claimDraw) claim(number int, level record.Claim) *record.Claim {
	c := level
	t.old = t.kind != record.Professional && t.maybe()
	c.Account, c.Frequency = fmt.Sprintf("A-%d", number), pick(t.T, "1", "7")
	c.Details = &record.ClaimDetails{}
	c.Assignment, c.Benefits, c.Release = pick(t.T, "A", "C"), pick(t.T, "Y", "N"), pick(t.T, "Y", "I")
	c.Details.Contract, c.Details.Pricing, c.Details.FixedFormat, c.Details.Attachments = t.contract(), t.pricing(), t.fixedFormat(), t.attachments()
	if t.maybe() {
		c.Referral, c.Authorization, c.Clearinghouse, c.Details.DelayReason = t.text(), t.text(), t.text(), "7"
	}
	if c.Frequency == "7" {
		c.OriginalControl = t.text()
	}
	if t.kind != record.Institutional {
		c.Place, c.Signature = pick(t.T, "11", "22", "23"), pick(t.T, "Y", "N")
		if t.maybe() {
			c.PatientPaid = t.amount()
			c.Details.Accidents, c.Details.AccidentState, c.Details.AccidentDate, c.Details.Program = []string{"AA", "OA"}, "CA", t.date(), "02"
		}
		if t.maybe() {
			c.Details.Accidents, c.Details.AccidentState, c.Details.AccidentCountry, c.Details.AccidentDate = []string{"AA"}, "ON", "CA", t.date()
		}
	}
	switch t.kind {
	case record.Institutional:
		t.institutional(&c)
	case record.Dental:
		t.dental(&c)
	default:
		t.professional(&c)
	}
	for n := range 1 + t.upTo(3) {
		line := t.line(n+1, len(c.Diagnoses))
		c.Charge = c.Charge.Add(line.Charge)
		c.Lines = append(c.Lines, line)
	}
	for n := range pick(t.T, 0, 0, 1, 2) {
		p := t.otherPayer(n)
		if t.maybe() {
			t.decide(&c, &p)
		}
		c.OtherPayers = append(c.OtherPayers, p)
	}
	c.Details = unlessEmpty(c.Details)
	return &c
}

func (t *claimDraw) line(number, diagnoses int) record.ServiceLine {
	line := record.ServiceLine{Number: number, Charge: t.amount(), Details: &record.LineDetails{Pricing: t.pricing()}}
	if t.maybe() {
		line.Control = t.text()
	}
	for n := range min(diagnoses, 4) {
		line.Pointers = append(line.Pointers, n+1)
	}
	switch t.kind {
	case record.Institutional:
		t.institutionalLine(&line)
	case record.Dental:
		t.dentalLine(&line)
	default:
		t.professionalLine(&line)
	}
	line.Details = unlessEmpty(line.Details)
	return line
}

// unlessEmpty returns nil for details that say nothing.
func unlessEmpty[T any](details *T) *T {
	if reflect.ValueOf(*details).IsZero() {
		return nil
	}
	return details
}
