package eob

import (
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// words are what a notice may have to explain.
var glossary = []word{
	{"Charged", "What your provider asks for the care."},
	{"Plan's price", "The most that your plan allows for the care. We agree on it with providers in our network, or the law sets it."},
	{"You don't owe", "What nobody may ask you to pay, such as the part above the plan's price."},
	{"Copay", "A set amount that you pay for a visit or service."},
	{"Deductible", "What you pay for care each year before your plan begins to pay."},
	{"Coinsurance", "Your part of the plan's price, as a percent."},
	{"Most you pay in a year", "Once you have paid this much in a year, your plan pays all of your covered care."},
	{"Referral", "When your primary care doctor sends you to another provider."},
	{"Approval", "When your provider asks us before the care if your plan will pay for it. It is also called prior authorization."},
}

// tellWords picks the words that the notice uses.
func (n *Notice) tellWords() {
	var text strings.Builder
	for _, l := range n.Lines {
		for _, note := range l.Notes {
			text.WriteString(strings.ToLower(note.Title + " " + note.Why + " " + note.Do + " "))
		}
		if l.Priced {
			text.WriteString("plan's price ")
		}
	}
	for _, p := range n.Progress {
		text.WriteString(strings.ToLower(p.Label) + " ")
	}
	text.WriteString("charged you don't owe ")
	used := strings.NewReplacer("most you pay in 2", "most you pay in a year 2").Replace(text.String())
	for _, w := range glossary {
		if strings.Contains(used, strings.ToLower(w.Name)) {
			n.Words = append(n.Words, w)
		}
	}
}

// name writes a name as people say it.
func name(n record.PersonName) string {
	var parts []string
	for _, p := range []string{n.First, n.Middle, n.Last, n.Suffix} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, " ")
}

// dollars returns $1,234.50, or −$1,234.50.
func dollars(amount decimal.Decimal) string {
	text := amount.Abs().StringFixed(2)
	whole, cents := text[:len(text)-3], text[len(text)-3:]
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if amount.IsNegative() {
		return "−$" + whole + cents
	}
	return "$" + whole + cents
}

// longDate returns March 16, 2026.
func longDate(d record.Date) string {
	if d.IsZero() {
		return "a day that we do not know"
	}
	return time.Date(d.Year(), time.Month(d.Month()), d.Day(), 0, 0, 0, 0, time.UTC).Format("January 2, 2006")
}

// days returns one day, or a run of days.
func days(s record.Span) string {
	if s.To.IsZero() || s.To == s.From {
		return longDate(s.From)
	}
	return longDate(s.From) + " to " + longDate(s.To)
}

// phone returns 800-555-0177 of ten digits.
func phone(digits string) string {
	if len(digits) != 10 {
		return digits
	}
	return digits[:3] + "-" + digits[3:6] + "-" + digits[6:]
}

// zip returns 94607-0002 of nine digits.
func zip(digits string) string {
	if len(digits) != 9 {
		return digits
	}
	return digits[:5] + "-" + digits[5:]
}
