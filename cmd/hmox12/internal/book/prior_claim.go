package book

import (
	"reflect"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/shelf"
	"github.com/hmox12/hmox12/mapping/record"
)

// PriorClaimsFile is the table of claims that were decided before the night.
const PriorClaimsFile = "prior_claims.csv"

var priorClaimColumns = []string{
	"control", "account", "kind", "billing", "rendering", "member", "received", "decided", "from", "to",
	"place", "billType", "drg", "revenue", "procedure", "tooth", "diagnosis", "units", "charge", "adjustments", "remarks",
	"state", "status", "category", "referral", "authorization", "interest", "trace",
	"contract?", "sentId?", "last?", "first?", "birthDate?", "zip?",
}

// priorClaims reads prior_claims.csv, a row a service line. The file may be
// missing.
func (l *loader) priorClaims() error {
	var all []*record.PriorClaim // each may have rows anywhere
	claims, payees := map[string]*record.PriorClaim{}, map[string]string{}
	err := l.optionalTable(PriorClaimsFile, priorClaimColumns, func(r *row) {
		control := r.cell("control").required()
		p := claims[control.text]
		if p == nil {
			p = l.priorClaim(r)
			claims[control.text] = p
			all = append(all, p)
			if payee := payees[p.Trace]; p.Trace != "" && payee != "" && payee != p.Decision.Payee {
				r.cell("trace").report("the payment is another payee's", "each payee is paid by a payment of its own")
			}
			payees[p.Trace] = p.Decision.Payee
		} else {
			r.same("account", p.Claim.Account)
			r.same("member", p.Decision.Member)
			r.same("billing", p.Claim.Billing.NPI)
			r.same("trace", p.Trace)
		}
		l.priorLine(r, p)
		if r.cell("status").text == "" || len(p.Claim.Lines) == 1 {
			p.Decision.Outcome, p.Decision.Status = outcomeOf(p.Decision)
		}
		if p.Decision.Outcome == record.Pended && p.Trace != "" {
			r.cell("trace").report("a claim that waits was in no payment", "leave it empty")
		}
	})
	wholeStays(all)
	for _, p := range all {
		l.book.prior.Add(p)
		l.book.priorWaits = l.book.priorWaits || p.Decision.Outcome == record.Pended
	}
	return err
}

func newPriorClaims() *shelf.Shelf[record.PriorClaim] {
	return shelf.New[record.PriorClaim](reflect.TypeFor[record.ClaimProvider](), reflect.TypeFor[record.Source](), reflect.TypeFor[record.StatusCode]())
}

// same reports a cell that says something else than the claim's first row.
func (r *row) same(column, first string) {
	if v := r.cell(column); v.text != "" && v.text != first {
		v.report("differs from the claim's first line", "write it as there, or leave it empty")
	}
}

// priorClaim reads what a claim's first row says about the claim.
func (l *loader) priorClaim(r *row) *record.PriorClaim {
	claim := &record.Claim{
		Control: r.cell("control").sendable(), Account: r.text("account"),
		Kind:      oneOf(r.cell("kind"), record.Professional, record.Institutional, record.Dental),
		Source:    record.Source{File: PriorClaimsFile, Set: "0001", Segment: r.line},
		Received:  r.cell("received").required().date(),
		PayerID:   l.book.payer.ID,
		Position:  "P",
		Frequency: "1",
		Place:     r.text("place"),
		Referral:  r.text("referral"), Authorization: r.text("authorization"),
		Billing: &record.ClaimProvider{Role: record.BillingProvider},
	}
	if claim.Kind == "" {
		claim.Kind = record.Professional
	}
	if claim.Account == "" {
		claim.Account = claim.Control
	}
	if biller := l.provider(r.cell("billing").required()); biller != nil {
		claim.Billing = &record.ClaimProvider{
			Role: record.BillingProvider, NPI: biller.NPI, Name: biller.Name, Organization: biller.Organization,
			TIN: biller.TIN, Address: biller.Address,
		}
	}
	if rendering := l.provider(r.cell("rendering")); rendering != nil {
		claim.Providers = []record.ClaimProvider{{Role: record.RenderingProvider, NPI: rendering.NPI, Name: rendering.Name}}
	}
	patient, known := l.priorPatient(r)
	claim.Patient, claim.Subscriber, claim.Relationship = patient, patient, "18"
	for _, code := range r.cell("diagnosis").words() {
		qualifier := "ABF"
		if len(claim.Diagnoses) == 0 {
			qualifier = "ABK"
		}
		claim.Diagnoses = append(claim.Diagnoses, record.Diagnosis{Qualifier: qualifier, Code: code})
	}
	if bill := r.cell("billType"); claim.Kind == record.Institutional {
		claim.Institutional = &record.InstitutionalClaim{DRG: r.text("drg")}
		if code := bill.required().digits(3); len(code) == 3 {
			claim.Institutional.FacilityType, claim.Frequency = code[:2], code[2:]
		}
	}
	if claim.Kind == record.Dental {
		claim.Dental = &record.DentalClaim{}
	}
	decision := &record.Decision{
		Control: claim.Control, Decided: r.cell("decided").required().date(), Payee: claim.Billing.PayeeID(),
		Member: known, Claim: statusOf(r.cell("status").required()), Interest: r.cell("interest").amount(),
	}
	if plan := l.planOn(known, r.cell("from").date()); plan != nil {
		decision.Plan, decision.InsuranceType = plan.ID, plan.InsuranceType
	}
	return &record.PriorClaim{Claim: claim, Decision: decision, Trace: r.text("trace")}
}

// priorPatient reads of whom a claim was, and the member's id; none of a patient who
// was nobody, as sent.
func (l *loader) priorPatient(r *row) (*record.Person, string) {
	last := r.cell("last")
	if last.text == "" {
		m := l.member(r.cell("member").required())
		if m == nil {
			return &record.Person{}, ""
		}
		return &record.Person{ID: m.ID, IDQualifier: "MI", Name: m.Name, BirthDate: m.BirthDate, Sex: m.Sex, Address: m.Address}, m.ID
	}
	if r.cell("member").text != "" {
		last.report("the patient is a member", "leave it empty, and sentId, first, birthDate and zip; or leave member empty: the patient was nobody")
	}
	return &record.Person{
		ID: r.text("sentId"), IDQualifier: "MI", Name: record.PersonName{Last: last.prose(), First: r.cell("first").prose()},
		BirthDate: r.cell("birthDate").required().date(), Address: record.Address{ZIP: r.text("zip")},
	}, ""
}

// priorLine reads a row's service line into its claim.
func (l *loader) priorLine(r *row, p *record.PriorClaim) {
	claim, decision := p.Claim, p.Decision
	dates := span(r.cell("from"), r.cell("to"))
	if dates.To == 0 {
		dates.To = dates.From
	}
	number := len(claim.Lines) + 1
	line := record.ServiceLine{
		Number: number, Procedure: procedureOf(r.cell("procedure"), claim.Kind), Revenue: r.text("revenue"),
		Charge: r.cell("charge").required().amount(), Units: r.cell("units").number(), UnitBasis: "UN", Dates: dates,
	}
	if line.Units.IsZero() {
		line.Units = decimal.NewFromInt(1)
	}
	if place := r.text("place"); claim.Kind != record.Institutional && place != claim.Place {
		line.Place = place
	}
	if tooth := r.text("tooth"); tooth != "" {
		line.Dental = &record.DentalService{Teeth: []record.Tooth{{Number: tooth}}}
	}
	for i := range claim.Diagnoses {
		if claim.Kind == record.Professional && i < 4 {
			line.Pointers = append(line.Pointers, i+1)
		}
	}
	if line.Procedure.Code == "" && line.Revenue == "" {
		r.cell("procedure").report("a line has a procedure, a revenue code, or both", "fill one of them")
	}
	decided := record.LineDecision{
		Line: number, Procedure: line.Procedure, Category: l.category(r.cell("category")), Charge: line.Charge,
		Adjustments: adjustmentsOf(r.cell("adjustments")), Units: line.Units,
		State: oneOf(r.cell("state").required(), record.LinePaid, record.LinePatient, record.LineCapitated,
			record.LineDenied, record.LineElsewhere, record.LinePended),
		Status: decision.Claim,
	}
	if contract := l.contractOf(r.cell("contract")); contract != nil {
		decided.Contract, decided.Model = contract.ID, contract.Model
	}
	if decision.Member == "" && r.cell("last").text != "" && decided.State != record.LineDenied {
		r.cell("state").report("the patient was nobody", "such a claim was denied: write denied, or name the member")
	}
	if v := r.cell("status"); v.text != "" {
		decided.Status = statusOf(v)
	}
	for _, code := range r.cell("remarks").words() {
		if record.RARC(code).Meaning().Text == "" {
			r.cell("remarks").report("is no remark code that is used here", "correct it")
		}
		decided.Remarks = append(decided.Remarks, record.RARC(code))
	}
	decided.Paid = line.Charge.Sub(record.Sum(decided.Adjustments))
	switch {
	case decided.State == record.LinePended:
		decided.Paid = decimal.Zero
		if len(decided.Adjustments) > 0 {
			r.cell("adjustments").report("a line that waits has no adjustments", "leave it empty")
		}
	case (decided.State == record.LinePaid) != decided.Paid.IsPositive():
		r.cell("adjustments").report("charge less adjustments is "+decided.Paid.StringFixed(2)+", which does not go with the state",
			"a paid line leaves something to pay, any other leaves nothing")
	}
	decided.Allowed = decided.Paid.Add(record.SumGroup(decided.Adjustments, record.PR))
	claim.Lines, claim.Charge = append(claim.Lines, line), claim.Charge.Add(line.Charge)
	decision.Lines, decision.Charge = append(decision.Lines, decided), decision.Charge.Add(line.Charge)
	decision.Paid = decision.Paid.Add(decided.Paid)
	decision.Patient = decision.Patient.Add(record.SumGroup(decided.Adjustments, record.PR))
	decision.Postings = append(decision.Postings, l.priorPostings(r, p, &line, &decided)...)
	if slices.ContainsFunc(decided.Adjustments, func(a record.Adjustment) bool { return a.Reason == afterCoverage }) {
		decision.CoverageEnded = l.endBefore(decision.Member, dates.From)
	}
}

// afterCoverage is the reason of a line after coverage ended. An 835 that tells it
// tells since when, a reversal's as well (DTM*036).
const afterCoverage = "27"

// endBefore returns the last day of a member's coverage before a day, none when
// there is none.
func (l *loader) endBefore(member string, day record.Date) record.Date {
	var end record.Date
	for _, s := range l.book.coverage.of(member) {
		if s.To != 0 && s.To < day {
			end = max(end, s.To)
		}
	}
	return end
}

// outcomeOf returns outcome and CLP02 of a decision by how its lines ended.
func outcomeOf(d *record.Decision) (record.Outcome, record.ClaimStatus) {
	has := func(states ...record.LineState) bool {
		return slices.ContainsFunc(d.Lines, func(l record.LineDecision) bool { return slices.Contains(states, l.State) })
	}
	switch {
	case has(record.LinePended):
		return record.Pended, ""
	case has(record.LinePaid):
		return record.Paid, record.ProcessedPrimary
	case has(record.LinePatient, record.LineCapitated):
		return record.Processed, record.ProcessedPrimary
	}
	if d.Member == "" {
		return record.DeniedClaim, record.DeniedUnknown
	}
	return record.DeniedClaim, record.ProcessedPrimary
}

// statusOf reads a claim status: category, code and where needed the entity.
func statusOf(v value) record.StatusCode {
	parts := strings.Split(v.text, ":")
	if v.text != "" && (len(parts) < 2 || len(parts) > 3 || parts[0] == "" || parts[1] == "") {
		v.report("is no claim status", "write category and code, such as F1:65 or F2:94:82")
		return record.StatusCode{}
	}
	parts = append(parts, "", "", "")
	return record.StatusCode{Category: parts[0], Code: parts[1], Entity: parts[2]}
}

// procedureOf reads a procedure code with its modifiers, as in 99213-25.
func procedureOf(v value, kind record.ClaimKind) record.Procedure {
	if v.text == "" {
		return record.Procedure{}
	}
	parts := strings.Split(v.sendable(), "-")
	p := record.Procedure{Qualifier: "HC", Code: parts[0], Modifiers: parts[1:]}
	if kind == record.Dental {
		p.Qualifier = "AD"
	}
	if len(p.Modifiers) == 0 {
		p.Modifiers = nil
	}
	return p
}

// adjustmentsOf reads adjustments, each with its amount: CO-45 70.00 PR-3 20.00.
func adjustmentsOf(v value) []record.Adjustment {
	words := v.words()
	if len(words)%2 != 0 {
		v.report("has an adjustment without an amount, or the other way round", "write CO-45 70.00 PR-3 20.00")
		return nil
	}
	var all []record.Adjustment
	for i := 0; i < len(words); i += 2 {
		group, reason, _ := strings.Cut(words[i], "-")
		a := record.Adjustment{Group: record.GroupCode(group), Reason: record.CARC(reason)}
		if !a.Reason.AllowsGroup(a.Group) {
			v.report("is no adjustment that is used here", "write group and reason, such as CO-45")
		}
		negative := strings.HasPrefix(words[i+1], "-")
		amount := v
		amount.text = strings.TrimPrefix(words[i+1], "-")
		if a.Amount = amount.amount(); negative {
			a.Amount = a.Amount.Neg()
		}
		all = append(all, a)
	}
	return all
}
