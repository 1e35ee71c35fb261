package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// fact is a labeled line about a claim.
type fact struct{ Label, Value string }

// submitted tells what was sent, without its lines.
func (s ClaimStory) submitted() []fact {
	c := s.Claim
	var facts []fact
	add := func(label string, parts ...string) {
		if value := strings.Join(slices.DeleteFunc(parts, func(p string) bool { return p == "" }), ", "); value != "" {
			facts = append(facts, fact{label, value})
		}
	}
	add("Patient", person(c.Patient)...)
	if !c.SubscriberIsPatient() {
		add("Subscriber", person(c.Subscriber)...)
	}
	add("Billing", provider(c.Billing)...)
	for i := range c.Providers {
		p := &c.Providers[i]
		add(roleWords[p.Role], provider(p)...)
	}
	add("Service", days(record.Span{From: c.FirstDate(), To: c.LastDate()}), place(c.Place))
	add("Diagnoses", diagnoses(c.Diagnoses)...)
	add("Referral", c.Referral)
	add("Authorization", c.Authorization)
	if c.Frequency != "" && c.Frequency != "1" {
		add("Frequency", worded(c.Frequency, map[string]string{"7": "replacement", "8": "void"}), c.OriginalControl)
	}
	for i := range c.OtherPayers {
		add("Other payer", c.OtherPayers[i].Name)
	}
	if c.Encounter {
		add("Kind", "encounter: care that was paid in advance")
	}
	add("Received", c.Received.String(), c.Source.File)
	add("Place in the file", sourcePlace(&c.Source))
	return facts
}

func sourcePlace(s *record.Source) string {
	var parts []string
	for _, p := range []fact{{"interchange", s.Interchange}, {"group", s.Group}, {"set", s.Set}} {
		if p.Value != "" {
			parts = append(parts, p.Label+" "+p.Value)
		}
	}
	if s.Segment > 0 {
		parts = append(parts, fmt.Sprintf("segment %d at byte %d", s.Segment, s.Offset))
	}
	return strings.Join(parts, ", ")
}

// roleWords name the provider roles of a claim.
var roleWords = map[record.Role]string{
	record.BillingProvider: "Billing", record.RenderingProvider: "Rendering", record.ReferringProvider: "Referring",
	record.PrimaryCare: "Primary care", record.OrderingProvider: "Ordering", record.SupervisingRole: "Supervising",
	record.ServiceFacility: "Facility", record.PurchasedService: "Purchased from", record.PickUp: "Picked up at",
	record.DropOff: "Dropped off at", record.Attending: "Attending", record.Operating: "Operating",
	record.OtherOperating: "Also operating", record.AssistantSurgeon: "Assistant surgeon",
}

func person(p *record.Person) []string {
	parts := []string{p.Name.String(), p.ID}
	if !p.BirthDate.IsZero() {
		parts = append(parts, "born "+p.BirthDate.String())
	}
	return parts
}

func provider(p *record.ClaimProvider) []string {
	parts := []string{p.Name.String()}
	if p.NPI != "" {
		parts = append(parts, "NPI "+p.NPI)
	}
	return parts
}

func place(code string) string {
	if code == "" {
		return ""
	}
	return "place " + worded(code, placeWords)
}

func diagnoses(list []record.Diagnosis) []string {
	var codes []string
	for _, d := range list {
		code := d.Code
		if len(code) > 3 {
			code = code[:3] + "." + code[3:]
		}
		codes = append(codes, code)
	}
	return codes
}

// decided tells what was decided about the claim as a whole.
func (s ClaimStory) decided() []fact {
	d := s.Decision
	if d == nil {
		return nil
	}
	var facts []fact
	add := func(label, value string) {
		if value != "" {
			facts = append(facts, fact{label, value})
		}
	}
	add("Member", strings.TrimSpace(d.Member+" "+planOf(d)))
	if d.CorrectedName != nil {
		add("Name as held", d.CorrectedName.String())
	}
	add("Id as held", d.CorrectedID)
	if d.ForwardedTo != nil {
		add("Forwarded to", d.ForwardedTo.Name+" (contract "+d.ForwardedTo.ID+")")
	}
	if d.PayFirst != nil {
		add("Pays first", d.PayFirst.PayerName)
	}
	add("Corrects", d.Corrects)
	if !d.Interest.IsZero() {
		add("Interest", dollars(d.Interest))
	}
	for _, r := range d.Remarks {
		add("Remark", remark(r))
	}
	for _, p := range d.Postings {
		add("Counted", posting(&p))
	}
	return facts
}

// told tells in which 835 the provider was told, and how that was taken.
func (s ClaimStory) told() []fact {
	var facts []fact
	for i := range s.Remitted {
		sent := &s.Remitted[i]
		facts = append(facts, fact{"Told in", fmt.Sprintf("%s to %s, interchange %s, group %s, payment %s",
			sent.File, sent.Receiver, sent.Interchange, sent.Group, sent.Trace)}, fact{"Acknowledged", string(sent.State)})
		for _, a := range sent.Acknowledgments {
			said := fmt.Sprintf("%s in %s of %s: %s", a.Kind, a.File, a.Came, a.Verdict)
			facts = append(facts, fact{"", strings.Join(append([]string{said}, a.Reasons...), "; ")})
		}
	}
	return facts
}

func planOf(d *record.Decision) string {
	if d.Plan == "" {
		return ""
	}
	return "in plan " + d.Plan
}

func posting(p *record.Posting) string {
	text := string(p.Counter.Kind) + " of " + p.Counter.Owner
	if p.Counter.Category != "" {
		text += " for " + string(p.Counter.Category)
	}
	if p.Counter.Year != 0 {
		text += fmt.Sprintf(" in %d", p.Counter.Year)
	}
	sign := "+"
	if p.Amount.IsNegative() {
		sign = ""
	}
	text += ": " + sign + p.Amount.String()
	if p.Visit != "" {
		text += ", once for the visit " + p.Visit
	}
	return text
}

func remark(r record.RARC) string {
	text := r.Meaning().Text
	if text == "" {
		return string(r)
	}
	return string(r) + " " + text
}

// statuses returns how a 277 or 277CA tells it: code and words.
func (s ClaimStory) statuses() []fact {
	if s.Decision != nil {
		if code := s.Decision.Claim; code != (record.StatusCode{}) {
			return []fact{{code.String(), code.Text()}}
		}
		return nil
	}
	var facts []fact
	for _, r := range s.Rejections {
		text := r.Status.Text()
		if r.Line > 0 && r.Line <= len(s.Claim.Lines) {
			text = fmt.Sprintf("Line %d: %s", s.Claim.Lines[r.Line-1].Number, text)
		}
		if r.Detail != "" {
			text += " (" + r.Detail + ")"
		}
		facts = append(facts, fact{r.Status.String(), text})
	}
	return facts
}

// lineStory is one line: as submitted, and where its charge went.
type lineStory struct {
	Number                        int
	Procedure, Description        string
	Dates, Place, Units, Category string
	Contract                      string // id and model, empty when none was found
	State, Status                 string
	Charge, Paid, Patient         decimal.Decimal
	Allowed                       decimal.Decimal
	Priced                        bool
	Decided                       bool
	Steps                         []moneyStep
	Remarks                       []string
	linePlot
}

// moneyStep is one adjustment, and what was left of the charge after it.
type moneyStep struct {
	Code, Text, Bears string
	Amount, Left      decimal.Decimal

	disposition Disposition
}

func moneyStepOf(group record.GroupCode, reason record.CARC, amount, left decimal.Decimal) moneyStep {
	return moneyStep{
		Code: casCode(group, reason), Text: reason.Meaning().Text, Bears: groupWords[group], Amount: amount, Left: left,
		disposition: dispositionOf(record.Adjustment{Group: group, Reason: reason, Amount: amount}),
	}
}

// moneySteps walks from a charge through its adjustments.
func moneySteps(charge decimal.Decimal, adjustments []record.Adjustment) []moneyStep {
	var steps []moneyStep
	for _, a := range adjustments {
		charge = charge.Sub(a.Amount)
		steps = append(steps, moneyStepOf(a.Group, a.Reason, a.Amount, charge))
	}
	return steps
}

// lines tells each line, with its part of the plot; those of an undecided claim as submitted only.
func (s ClaimStory) lines(p *plot) []lineStory {
	var lines []lineStory
	if stay := s.Claim.Stay(); stay != nil && s.Decision != nil && s.Decision.Whole {
		l := lineStory{Procedure: "stay", Dates: days(stay.Dates), Units: units(stay), Charge: stay.Charge}
		l.decide(&s.Decision.Lines[0], stay)
		l.linePlot = p.line(0)
		lines = append(lines, l)
	}
	for i := range s.Claim.Lines {
		sent := &s.Claim.Lines[i]
		l := lineStory{
			Number: sent.Number, Procedure: serviceName(sent), Description: sent.Procedure.Description,
			Dates: days(s.Claim.DatesOf(sent)), Place: place(s.Claim.PlaceOf(sent)), Units: units(sent), Charge: sent.Charge,
		}
		if s.Decision != nil && s.Decision.Whole {
			l.Description = joined("part of the stay", l.Description)
		}
		if d := s.lineDecision(i); d != nil {
			l.decide(d, sent)
			l.linePlot = p.line(sent.Number)
		}
		lines = append(lines, l)
	}
	return lines
}

// serviceName is the procedure with its modifiers, or the revenue code of a line
// without one; a tooth with its surfaces stands behind.
func serviceName(l *record.ServiceLine) string {
	name := l.Procedure.String()
	if name == "" {
		name = l.Revenue
	}
	if teeth := l.TeethKey(); teeth != "" {
		name += " #" + teeth
	}
	return name
}

func units(l *record.ServiceLine) string {
	if l.Units.IsZero() {
		return ""
	}
	basis := map[string]string{"UN": "unit", "MJ": "minute", "DA": "day"}[l.UnitBasis]
	if basis == "" {
		basis = "unit"
	}
	if !l.Units.Equal(decimal.NewFromInt(1)) {
		basis += "s"
	}
	return l.Units.String() + " " + basis
}

// lineDecision returns what was decided about a submitted line: at the same
// place if the number agrees, as numbers can repeat in what was submitted.
func (s ClaimStory) lineDecision(i int) *record.LineDecision {
	if s.Decision == nil || s.Decision.Whole {
		return nil
	}
	decided, number := s.Decision.Lines, s.Claim.Lines[i].Number
	if i < len(decided) && decided[i].Line == number {
		return &decided[i]
	}
	for j := range decided {
		if decided[j].Line == number {
			return &decided[j]
		}
	}
	return nil
}

func (l *lineStory) decide(d *record.LineDecision, sent *record.ServiceLine) {
	l.Decided, l.State, l.Status = true, string(d.State), statusText(d.Status)
	if decided := d.Procedure.String(); decided != sent.Procedure.String() {
		l.Description = strings.TrimSpace("decided as " + decided + " " + l.Description)
	}
	l.Category = categoryName(d.Category)
	if d.Contract != "" {
		l.Contract = "contract " + d.Contract + ", " + modelWords[d.Model]
	}
	l.Charge, l.Paid, l.Patient = d.Charge, d.Paid, record.SumGroup(d.Adjustments, record.PR)
	l.Allowed, l.Priced = d.Allowed, d.Priced
	l.Steps = moneySteps(d.Charge, d.Adjustments)
	for _, r := range d.Remarks {
		l.Remarks = append(l.Remarks, remark(r))
	}
}

func statusText(s record.StatusCode) string {
	if s == (record.StatusCode{}) {
		return ""
	}
	return s.String() + " " + s.Text()
}

// categoryName turns PCP_VISIT into "PCP visit".
func categoryName(c record.ServiceCategory) string {
	words := strings.Split(string(c), "_")
	for i, w := range words {
		switch w {
		case "PCP", "ER", "DME", "BH", "DRG", "OB", "GYN", "ASC", "IPA":
		default:
			words[i] = strings.ToLower(w)
		}
	}
	return strings.Join(words, " ")
}

// allowed sums what was allowed on priced lines.
func (s ClaimStory) allowed() decimal.Decimal {
	sum := decimal.Zero
	for i := range s.Decision.Lines {
		if l := &s.Decision.Lines[i]; l.Priced {
			sum = sum.Add(l.Allowed)
		}
	}
	return sum
}
