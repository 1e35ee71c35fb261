package book

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// priorPostings returns what a line of prior_claims.csv moved when it was decided:
// accumulators.csv and the columns used of referrals and authorizations do not
// have it, so that a reversal gives it back.
func (l *loader) priorPostings(r *row, p *record.PriorClaim, line *record.ServiceLine, decided *record.LineDecision) []record.Posting {
	switch decided.State {
	case record.LinePaid, record.LinePatient, record.LineCapitated:
	default:
		return nil
	}
	post := &postings{line: line.Number, visit: l.visitOf(p.Claim, line), before: p.Decision.Postings}
	if member := l.book.member(p.Claim.Patient.ID); member != nil {
		l.postShare(post, member, p.Decision.Plan, line.Dates.From.Year(), decided)
	}
	if number := r.cell("referral"); number.text != "" {
		switch f := l.book.referrals.get(number.text); {
		case f == nil:
			number.report("no such referral", "correct the number, or add the referral to referrals.csv")
		case !f.Standing:
			post.takeVisit(record.Counter{Kind: record.ReferralVisits, Owner: f.Number})
		}
	}
	if number := r.cell("authorization"); number.text != "" {
		switch a := l.book.authorizations.get(number.text); {
		case a == nil:
			number.report("no such authorization", "correct the number, or add the authorization to authorizations.csv")
		case a.Units.IsPositive():
			post.add(record.Counter{Kind: record.AuthorizedUnits, Owner: a.Number}, line.Units)
		}
	}
	return post.all
}

// postShare posts the member's share, and the visits and dollars of a benefit
// that limits them.
func (l *loader) postShare(post *postings, member *record.Member, planID string, year int, decided *record.LineDecision) {
	share, deductible := decimal.Zero, decimal.Zero
	for _, a := range decided.Adjustments {
		if a.Group != record.PR || !slices.Contains([]record.CARC{"1", "2", "3"}, a.Reason) {
			continue
		}
		share = share.Add(a.Amount)
		if a.Reason == "1" {
			deductible = deductible.Add(a.Amount)
		}
	}
	mine := func(kind record.CounterKind) record.Counter {
		return record.Counter{Kind: kind, Owner: member.ID, Year: year}
	}
	family := func(kind record.CounterKind) record.Counter {
		return record.Counter{Kind: kind, Owner: member.SubscriberID, Year: year}
	}
	post.add(mine(record.DeductibleUsed), deductible)
	post.add(mine(record.OutOfPocketUsed), share)
	plan := l.book.plans[planID]
	if plan == nil {
		return
	}
	if plan.DeductibleFamily.IsPositive() {
		post.add(family(record.FamilyDeductibleUsed), deductible)
	}
	if plan.OutOfPocketFamily.IsPositive() {
		post.add(family(record.FamilyOutOfPocket), share)
	}
	for i := range plan.Benefits {
		b := &plan.Benefits[i]
		if b.Category != decided.Category || decided.Category == "" {
			continue
		}
		if b.VisitLimit > 0 {
			post.takeVisit(b.Limited(record.BenefitVisits, member.ID, year))
		}
		if b.DollarLimit.IsPositive() {
			post.add(b.Limited(record.BenefitDollars, member.ID, year), decided.Paid)
		}
	}
}

// planOn returns the plan that covers a member on a day, nil when none does.
func (l *loader) planOn(member string, day record.Date) *record.Plan {
	for _, s := range l.book.coverage.of(member) {
		if s.Contains(day) {
			return l.book.plans[s.Plan]
		}
	}
	return nil
}

// visitOf names the visit that a line belongs to, as a decision does: one day
// with one group.
func (l *loader) visitOf(claim *record.Claim, line *record.ServiceLine) string {
	group := claim.Rendering(line).NPI
	if provider := l.book.providers[group]; provider != nil && provider.Practice != "" {
		group = provider.Practice
	}
	return line.Dates.From.String() + "/" + group
}

// postings are those of one line.
type postings struct {
	line   int
	visit  string
	before []record.Posting // of the claim's earlier lines
	all    []record.Posting
}

func (p *postings) add(counter record.Counter, amount decimal.Decimal) {
	if amount.IsPositive() {
		p.all = append(p.all, record.Posting{Counter: counter, Line: p.line, Amount: amount})
	}
}

// takeVisit takes the line's visit off a counter, unless an earlier line did.
func (p *postings) takeVisit(counter record.Counter) {
	if slices.ContainsFunc(p.before, func(b record.Posting) bool { return b.Counter == counter && b.Visit == p.visit }) {
		return
	}
	p.all = append(p.all, record.Posting{Counter: counter, Line: p.line, Amount: decimal.NewFromInt(1), Visit: p.visit})
}
