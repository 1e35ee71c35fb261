package adjudicate

import (
	"slices"

	"github.com/hmox12/hmox12/mapping/record"
)

// chosenPCP looks at whom the member chose (2310 P3). Who was chosen must be on
// file, a PCP, in a network of the plan that day, and on no hold; else the member
// stays enrolled without, and a person has to see to it. A PCP who is on file
// changes only where the file says since when (PLA); the one before ends on the
// day before.
func chosenPCP(n *enrollment) {
	for i := range n.e.Coverages {
		c := &n.e.Coverages[i]
		if c.Maintenance == record.Cancellation || c.Maintenance == record.Deletion {
			continue
		}
		for j := range c.Providers {
			if p := &c.Providers[j]; p.Role == record.PrimaryCare {
				n.choose(i+1, c, p)
			}
		}
	}
}

func (n *enrollment) choose(number int, c *record.MemberBenefit, p *record.ChosenProvider) {
	day := p.Change
	if day == 0 {
		day = n.begin(c)
	}
	held := pcpAmong(n.pcps, day)
	looked := "PCP " + p.NPI + " from " + day.String()
	if held != nil {
		looked += ", on file " + held.NPI + " " + held.Span.String()
	}
	span := spanOn(n.spans, day)
	switch why := n.unfit(p, span, day); {
	case span == nil:
		n.tell(number, needsPerson("The PCP is chosen for a day without coverage.").saw(looked))
		return
	case held != nil && held.NPI == p.NPI:
		n.note(number, passed("The PCP is on file.").saw(looked))
		return
	case why != "":
		n.tell(number, needsPerson("PCP %s is not assigned: %s.", p.NPI, why).saw(looked))
		return
	case held != nil && p.Change == 0:
		n.tell(number, needsPerson("PCP %s is not assigned: another one is on file and no change (PLA) was sent.", p.NPI).saw(looked))
		return
	}
	var kept []record.PCPAssignment
	until := record.Date(0)
	for _, a := range n.pcps {
		switch {
		case a.From >= day && p.Change != 0:
			continue
		case a.From > day && until == 0:
			until = a.From.AddDays(-1)
		case a.Contains(day):
			a.To, a.Source = day.AddDays(-1), n.source
		}
		kept = append(kept, a)
	}
	n.pcps = append(kept, record.PCPAssignment{
		Member: n.member.ID, NPI: p.NPI, Span: record.Span{From: day, To: until}, Reason: p.Reason, Source: n.source,
	})
	slices.SortStableFunc(n.pcps, func(a, b record.PCPAssignment) int { return int(a.From) - int(b.From) })
	n.note(number, adjusted("Provider %s is the PCP from %s.", p.NPI, day).saw(looked))
}

// unfit says why a provider can't be the PCP on a day, nothing when she can.
func (n *enrollment) unfit(p *record.ChosenProvider, span *record.CoverageSpan, day record.Date) string {
	if span == nil {
		return ""
	}
	provider := n.book.Provider(p.NPI)
	switch {
	case p.NPI == "":
		return "no NPI was sent"
	case provider == nil:
		return "nobody of that NPI is on file"
	case !provider.PCP:
		return "the provider is no PCP"
	}
	for _, hold := range n.book.CredentialHolds(p.NPI) {
		if hold.Contains(day) {
			return "the provider may not treat members"
		}
	}
	plan := n.book.Plan(span.Plan)
	for _, part := range n.book.Participations(p.NPI) {
		if plan != nil && part.Contains(day) && slices.Contains(plan.Networks, part.Network) {
			return ""
		}
	}
	return "the provider is in no network of plan " + span.Plan + " on that day"
}
