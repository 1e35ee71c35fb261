package adjudicate

import (
	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// HouseInput is what a house rule may look at: the claim, the records that the
// rules before it found, and where its lines stand. What no rule found yet is the
// zero value. Nothing in it may be changed, or kept beyond the judgment.
type HouseInput struct {
	Today record.Date
	Claim *record.Claim

	// Billing is the billing provider as the book knows it, nil when it doesn't.
	Billing *record.Provider

	// Member is whom the patient was found to be, nil before that. For a newborn who
	// is covered through its mother it is the mother, and Newborn is set.
	Member  *record.Member
	Newborn bool
	// BirthDate and Sex are the patient's: the member's, but those sent for a
	// newborn.
	BirthDate record.Date
	Sex       string

	// Day is the day that records are judged by: the line's first day, for a rule
	// about the claim its earliest day of service.
	Day record.Date
	// Line is the line that is judged, nil for a rule about the claim.
	Line *HouseLine
	// Lines returns every line of the claim, those that are stopped as well; of a
	// stay, the stay.
	Lines func() []HouseLine
	// Prior returns the patient's lines that were decided before, of other claims,
	// with a service no more than 366 days before Day, in the order in which they
	// were decided. It returns nothing before the member is known.
	Prior func() []record.PriorLine
}

// HouseLine is a line on its way through the rules.
type HouseLine struct {
	*record.ServiceLine // as sent, but with the claim's dates where it has none; of a stay, see record.Claim.Stay

	Place     string
	DRG       string           // of a stay
	Rendering string           // NPI
	Provider  *record.Provider // of Rendering; nil when not on file
	Diagnoses []string         // codes that the line points at
	State     record.LineState // empty: not stopped

	Coverage *record.CoverageSpan // in force on the day
	Plan     *record.Plan
	Benefit  *record.Benefit // nil when the plan has none for the category
	Category record.ServiceCategory
	Area     record.Area
	Contract *record.Contract // by which the provider treats; nil when none
	Network  string           // in which the provider takes part; empty when in none
	PCP      string           // NPI of the member's PCP on the day; empty when none

	Emergency bool
	Protected bool // by law, from a stranger's bill

	Left    decimal.Decimal // the charge less all adjustments so far, dollars
	Allowed decimal.Decimal // once priced
	Patient decimal.Decimal // adjustments that the patient bears so far
}

// priorDays is how far back a house rule sees: a year and a day.
const priorDays = 366

// houseInput returns what a house rule may look at, l being nil for one about the
// claim.
func (c *claimCase) houseInput(l *lineCase) *HouseInput {
	in := &HouseInput{
		Today: c.today, Claim: c.claim, Billing: c.book.Provider(c.claim.Billing.NPI),
		Member: c.member, Newborn: c.newborn, BirthDate: c.claim.Patient.BirthDate, Sex: c.claim.Patient.Sex, Day: c.claim.FirstDate(),
	}
	if c.member != nil && !c.newborn && !c.dependent {
		in.BirthDate, in.Sex = c.member.BirthDate, c.member.Sex
	}
	if l != nil {
		line := c.houseLine(l)
		in.Line, in.Day = &line, l.day()
	}
	in.Lines = func() []HouseLine {
		lines := make([]HouseLine, len(c.lines))
		for i := range c.lines {
			lines[i] = c.houseLine(c.lines[i])
		}
		return lines
	}
	in.Prior = func() []record.PriorLine { return c.housePrior(in.Day) }
	return in
}

func (c *claimCase) houseLine(l *lineCase) HouseLine {
	line := HouseLine{
		ServiceLine: l.ServiceLine, Place: l.place, DRG: l.drg, Rendering: l.rendering, Provider: l.provider,
		Diagnoses: c.diagnosesOf(l), State: l.state,
		Coverage: l.span, Plan: l.plan, Benefit: l.benefit, Category: l.category, Area: l.area, Contract: l.contract,
		Emergency: l.emergency, Protected: l.protection != nil,
		Left: l.left, Allowed: l.allowed, Patient: record.SumGroup(l.adjustments, record.PR),
	}
	if l.ServiceLine.Dates != l.Dates {
		dated := *l.ServiceLine
		dated.Dates = l.Dates
		line.ServiceLine = &dated
	}
	if l.participation != nil {
		line.Network = l.participation.Network
	}
	if c.member != nil {
		if pcp := c.pcpOn(l.day()); pcp != nil {
			line.PCP = pcp.NPI
		}
	}
	return line
}

func (c *claimCase) housePrior(day record.Date) []record.PriorLine {
	if c.member == nil {
		return nil
	}
	var prior []record.PriorLine
	for _, p := range c.priorLines(record.Span{From: day.AddDays(-priorDays)}) {
		if !c.isThis(p.Claim) {
			prior = append(prior, *p)
		}
	}
	return prior
}
