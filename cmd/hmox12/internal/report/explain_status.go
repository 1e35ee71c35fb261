package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hmox12/hmox12/mapping/record"
)

// question tells what was asked about a claim, step by step how it was found, and
// what was answered.
func (e *explainer) question(a *record.StatusAnswer) {
	fmt.Fprintf(e, "%s: %s\n\n", e.styled(bold, "Question "+orDash(a.Inquiry.Trace)), foundIn(a))
	for _, f := range asked(a) {
		e.labeled(f.Label, f.Value)
	}
	e.part("Step by step", trail(a.Trail, "claim"))
	e.heading("Result")
	for _, f := range answered(a) {
		e.labeled(f.Label, f.Value)
	}
}

// foundIn says in words how an inquiry about a claim was answered.
func foundIn(a *record.StatusAnswer) string {
	found := 0
	for i := range a.Claims {
		if a.Claims[i].Found {
			found++
		}
	}
	switch {
	case a.Refused != "":
		return "refused"
	case found == 0:
		return "no claim found"
	}
	return plural(found, "claim") + " told"
}

// asked tells an inquiry about a claim.
func asked(a *record.StatusAnswer) []fact {
	q := a.Inquiry
	asker := ""
	if len(q.Providers) > 0 {
		asker = joined(provider(&q.Providers[0])...)
	}
	row := statusOf(a)
	charge := ""
	if q.Charge != nil {
		charge = dollars(*q.Charge)
	}
	facts := []fact{
		{"Asked by", asker}, {"Patient", strings.TrimSpace(row.Patient + " " + q.Subscriber.ID)}, {"Our number", q.Control}, {"Account", q.Account},
		{"Charge", charge}, {"Received", joined(q.Received.String(), q.Source.File)}, {"Place in the file", sourcePlace(&q.Source)},
	}
	if row.Service.From != 0 {
		facts = slices.Insert(facts, 4, fact{"Service", days(row.Service)})
	}
	return slices.DeleteFunc(facts, func(f fact) bool { return f.Value == "" })
}

// answered tells what was said to an inquiry about a claim.
func answered(a *record.StatusAnswer) []fact {
	if a.Refused != "" {
		return []fact{{"Refused", statusText(a.Status) + ", at " + string(a.Refused)}}
	}
	var facts []fact
	for i := range a.Claims {
		facts = append(facts, fact{"Told", told(&a.Claims[i])})
	}
	return facts
}

// told tells what was said of one claim.
func told(c *record.ToldClaim) string {
	var parts []string
	switch {
	case c.Found && c.Control == "":
		parts = append(parts, "a claim without a number")
	case c.Found:
		parts = append(parts, "claim "+c.Control)
		if c.Asked != "" && c.Asked != c.Control {
			parts = append(parts, "in the place of "+c.Asked)
		}
	}
	for _, status := range c.Statuses {
		parts = append(parts, statusText(status))
	}
	if c.Paid != nil {
		parts = append(parts, dollars(*c.Paid)+" paid")
	}
	if c.PaymentNumber != "" {
		parts = append(parts, "payment "+c.PaymentNumber)
	}
	return joined(parts...)
}

// askedAbout tells who asked about the claim and what was said.
func (s ClaimStory) askedAbout() []fact {
	var facts []fact
	for _, a := range s.Asked {
		for i := range a.Claims {
			if c := &a.Claims[i]; c.Control == s.Claim.Control || c.Asked == s.Claim.Control {
				facts = append(facts, fact{"Asked about", joined(a.Inquiry.Received.String(), "trace "+orDash(a.Inquiry.Trace), told(c))})
			}
		}
	}
	return facts
}
