package whatif

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/report"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/revision"
	"github.com/hmox12/hmox12/mapping/record"
)

// About is what a comparison does not see in what it compares.
type About struct {
	Payer          record.Payer
	Received, Paid record.Date
	Before, After  string // the books as they were named
	Overlay        bool   // After holds only what changes
	Files          []revision.FileDifference
	// Runs are the files and payments of each side, without Remittances and Sent.
	Runs Runs
}

// Result returns what came of the comparison so far.
func (c *Comparison) Result(about About) *Result {
	c.begin()
	before, after := c.before.Totals(), c.after.Totals()
	r := &Result{
		Version: Version, Payer: Payer{about.Payer.Name, about.Payer.ID}, Received: about.Received, Paid: about.Paid,
		Book: Book{about.Before, about.After, about.Overlay, filesOf(about.Files)}, Runs: about.Runs,
		Totals: tallies(before.Tally, after.Tally), Claims: c.claims,
		Outcomes: []OutcomeTotal{}, Models: []ModelTotal{}, Dispositions: []DispositionTotal{}, Denials: denials(before.Denials, after.Denials),
		Flips: c.flipTotals(), Rules: ruleTotals(c.rules), Sizes: c.sizeTotals(), Changes: []Claim{},
	}
	r.Runs.Before.Remittances, r.Runs.Before.Sent = before.Remittances, Amount{before.Remitted}
	r.Runs.After.Remittances, r.Runs.After.Sent = after.Remittances, Amount{after.Remitted}
	for i, o := range before.Outcomes {
		r.Outcomes = append(r.Outcomes, OutcomeTotal{string(o.Outcome), tallies(o.Tally, after.Outcomes[i].Tally)})
	}
	for i, m := range before.Models {
		r.Models = append(r.Models, ModelTotal{report.ModelKey(m.Model), tallies(m.Tally, after.Models[i].Tally)})
	}
	for i, d := range before.Dispositions {
		r.Dispositions = append(r.Dispositions, DispositionTotal{string(d.Disposition), delta(d.Amount, after.Dispositions[i].Amount)})
	}
	c.addPayees(r)
	c.addMembers(r)
	for _, one := range c.changes.sorted() {
		r.Changes = append(r.Changes, one.Row())
		r.stories = append(r.stories, one)
	}
	r.MoreChanges = c.claims.Changed() - len(r.Changes)
	r.Inquiries, r.asked = c.inquiries.told()
	r.Reviews, r.requested = c.reviews.told()
	r.Statuses, r.tracked = c.statuses.told()
	r.Enrollments, r.enrolled = c.enrollments.told()
	return r
}

func filesOf(files []revision.FileDifference) []FileDifference {
	all := []FileDifference{}
	for _, f := range files {
		told := FileDifference{Name: f.Name, Added: f.Added, Removed: f.Removed, Changed: f.Changed, Rows: []RowDifference{}, More: f.More}
		for _, r := range f.Rows {
			row := RowDifference{Kind: string(r.Kind), Key: r.Key, Fields: []FieldDifference{}}
			for _, field := range r.Fields {
				row.Fields = append(row.Fields, FieldDifference(field))
			}
			told.Rows = append(told.Rows, row)
		}
		all = append(all, told)
	}
	return all
}

func talliedAs(t report.Tally) Tally {
	return Tally{t.Claims, Amount{t.Charged}, Amount{t.Allowed}, Amount{t.Paid}, Amount{t.Patient}, Amount{t.Withheld}, Amount{t.Interest}}
}

func tallies(before, after report.Tally) Tallies {
	return Tallies{talliedAs(before), talliedAs(after), talliedAs(report.Tally{
		Claims: after.Claims - before.Claims, Charged: after.Charged.Sub(before.Charged), Allowed: after.Allowed.Sub(before.Allowed),
		Paid: after.Paid.Sub(before.Paid), Patient: after.Patient.Sub(before.Patient),
		Withheld: after.Withheld.Sub(before.Withheld), Interest: after.Interest.Sub(before.Interest),
	})}
}

// denials puts those of both sides together, the largest difference first.
func denials(before, after []report.DenialTotal) []DenialTotal {
	all := []DenialTotal{}
	at := func(d report.DenialTotal) *DenialTotal {
		for i := range all {
			if all[i].Group == string(d.Group) && all[i].CARC == string(d.Reason) {
				return &all[i]
			}
		}
		all = append(all, DenialTotal{Group: string(d.Group), CARC: string(d.Reason), Text: d.Reason.Meaning().Text, Delta: delta(decimal.Zero, decimal.Zero)})
		return &all[len(all)-1]
	}
	for _, d := range before {
		one := at(d)
		one.LinesBefore, one.Delta = d.Lines, delta(d.Amount, decimal.Zero)
	}
	for _, d := range after {
		one := at(d)
		one.LinesAfter, one.Delta = d.Lines, delta(one.Before.Decimal, d.Amount)
	}
	slices.SortFunc(all, func(a, b DenialTotal) int {
		return cmp.Or(b.Difference.Abs().Cmp(a.Difference.Abs()), b.Before.Cmp(a.Before.Decimal), cmp.Compare(a.Group+a.CARC, b.Group+b.CARC))
	})
	return all
}

func answerFlips(flips map[[2]string]int) []AnswerFlip {
	all := []AnswerFlip{}
	for key, n := range flips {
		all = append(all, AnswerFlip{key[0], key[1], n})
	}
	slices.SortFunc(all, func(a, b AnswerFlip) int {
		return cmp.Or(b.Count-a.Count, cmp.Compare(a.From+" "+a.To, b.From+" "+b.To))
	})
	return all
}

func (c *Comparison) sizeTotals() []SizeTotal {
	all := []SizeTotal{}
	for i, m := range c.sizes {
		upTo := ""
		switch {
		case i == 0:
			upTo = "0"
		case i <= len(sizes):
			upTo = strconv.FormatInt(sizes[i-1], 10)
		}
		all = append(all, SizeTotal{upTo, m})
	}
	return all
}

// addPayees tells the payees with a change, the one that gains or loses most first.
func (c *Comparison) addPayees(r *Result) {
	r.Payees = []PayeeTotal{}
	for _, key := range slices.Sorted(maps.Keys(c.payees)) {
		p := c.payees[key]
		if p.claims == 0 && p.sent[0].Equal(p.sent[1]) {
			continue
		}
		r.Payees = append(r.Payees, PayeeTotal{p.npi, p.name, p.claims, delta(p.paid[0], p.paid[1]), delta(p.patient[0], p.patient[1]), delta(p.sent[0], p.sent[1])})
	}
	slices.SortStableFunc(r.Payees, func(a, b PayeeTotal) int {
		return cmp.Or(b.Paid.Difference.Abs().Cmp(a.Paid.Difference.Abs()), b.Sent.Difference.Abs().Cmp(a.Sent.Difference.Abs()),
			b.Patient.Difference.Abs().Cmp(a.Patient.Difference.Abs()), b.Claims-a.Claims)
	})
	if more := len(r.Payees) - c.limit(); more > 0 {
		r.Payees, r.MorePayees = r.Payees[:c.limit()], more
	}
}

// addMembers tells the members with a change, the one whose share moves most first.
func (c *Comparison) addMembers(r *Result) {
	r.Members = []MemberTotal{}
	for _, id := range slices.Sorted(maps.Keys(c.members)) {
		m := c.members[id]
		r.Members = append(r.Members, MemberTotal{id, m.claims, delta(m.paid[0], m.paid[1]), delta(m.patient[0], m.patient[1])})
	}
	slices.SortStableFunc(r.Members, func(a, b MemberTotal) int {
		return cmp.Or(b.Patient.Difference.Abs().Cmp(a.Patient.Difference.Abs()), b.Paid.Difference.Abs().Cmp(a.Paid.Difference.Abs()), b.Claims-a.Claims)
	})
	if more := len(r.Members) - c.limit(); more > 0 {
		r.Members, r.MoreMembers = r.Members[:c.limit()], more
	}
	for _, m := range r.Members {
		r.names = append(r.names, c.members[m.Member].name)
	}
}

// joined sets blanks between codes.
func joined[T ~string](codes []T) string {
	parts := make([]string, len(codes))
	for i, code := range codes {
		parts[i] = string(code)
	}
	return strings.Join(parts, " ")
}
