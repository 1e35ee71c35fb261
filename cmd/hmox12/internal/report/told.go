package report

import (
	"io"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// Sum adds up claims, answers and payments as a Night does, and keeps none of
// them. The zero Sum is of nothing.
type Sum struct{ sums sums }

// AddClaim adds a claim with its decision or its rejections.
func (s *Sum) AddClaim(story ClaimStory) { s.sums.addClaim(story) }

// AddRemittance adds a payment for so many claims.
func (s *Sum) AddRemittance(r *record.Remittance, claims int) {
	row := remittanceOf(r, claims)
	s.sums.addRemittance(&row)
}

// Totals returns all that was added.
func (s *Sum) Totals() Totals { return s.sums.totals() }

// Reversed is the outcome of a claim that a later one replaced or voided.
const Reversed = reversed

// StandingOf returns the answer to an inquiry in one word.
func StandingOf(a *record.EligibilityAnswer) Standing { return standingOf(a) }

// ReviewOutcomeOf returns what became of a request in one word.
func ReviewOutcomeOf(a *record.ReviewAnswer) ReviewOutcome { return reviewOutcomeOf(a) }

// Fact is a labeled line.
type Fact = fact

// ReviewResult tells what came of a request, as ExplainReview does.
func ReviewResult(a *record.ReviewAnswer) []Fact {
	row := reviewOf(a)
	return reviewResult(a, &row)
}

// EnrollmentFacts tells what came of a member's part of an 834.
func EnrollmentFacts(r *record.EnrollmentResult) []Fact {
	row := enrollmentOf(r)
	return row.facts()
}

// EnrollmentAsked tells what the sponsor asked for: INS03 in words.
func EnrollmentAsked(r *record.EnrollmentResult) string { return enrollmentOf(r).Maintenance }

// ReviewAsked names what a request asks for: its kind, then its services.
func ReviewAsked(a *record.ReviewAnswer) []string {
	row := reviewOf(a)
	return append([]string{row.Kind}, row.Services...)
}

// The same words and figures wherever people are told of a night.

// OutcomeWords says what an outcome means.
func OutcomeWords(o record.Outcome) string { return outcomeWords[o] }

// ModelWords names an HMO model; the empty one is no contract.
func ModelWords(m record.Model) string { return modelWords[m] }

// ModelKey names an HMO model for programs; the empty one is none.
func ModelKey(m record.Model) string { return string(modelKey(m)) }

// ResultWords says how a rule ended.
func ResultWords(r record.Result) string { return resultWords[r] }

// Bears says who bears an adjustment of a group.
func Bears(g record.GroupCode) string { return groupWords[g] }

// CASCode returns a group and reason as people write them: CO-288.
func CASCode(group record.GroupCode, carc record.CARC) string { return casCode(group, carc) }

// Remark returns a remark code with its words.
func Remark(r record.RARC) string { return remark(r) }

// ServiceType returns a service type code (EQ01) with its words.
func ServiceType(code string) string { return worded(code, serviceTypeWords) }

// Place tells where in a file something stands.
func Place(s *record.Source) string { return sourcePlace(s) }

// Days returns one day, or a run of days.
func Days(s record.Span) string { return days(s) }

// LongDate returns March 16, 2026.
func LongDate(d record.Date) string { return longDate(d) }

// Dollars returns 1,234.50, or −1,234.50.
func Dollars(amount decimal.Decimal) string { return dollars(amount) }

// Number returns 12,345.
func Number(n int) string { return number(n) }

// Plural returns 1 claim, 12,345 claims.
func Plural(n int, one string) string { return plural(n, one) }

// Clip shortens text to so many characters.
func Clip(text string, limit int) string { return clip(text, limit) }

// Share returns part of whole in percent with one decimal, 0 when there is none.
func Share(part, whole decimal.Decimal) string { return share(part, whole) }

// WriteGrid writes rows under a head: the first column to the left, numbers to the
// right.
func WriteGrid(w io.Writer, rows [][]string) { writeGrid(w, rows) }
