package adjudicate

import (
	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// shareRule looks at what of the allowed amount the member owes, in order:
// deductible, one copay a visit, coinsurance of the rest. It cuts the sum to
// what the out-of-pocket maximum leaves, coinsurance first.
// Source: docs/adjudication.md, Member share.
var shareRule = Rule{
	ID: "R24", Name: "Member share", Level: LineLevel,
	Reads: []string{"benefit", "deductible and out-of-pocket counters", "copays of the visit"},
	Codes: []Code{deductible, coinsurance, copay},
	line:  memberShare,
}

var (
	deductible  = Code{Group: record.PR, Reason: "1"}
	coinsurance = Code{Group: record.PR, Reason: "2"}
	copay       = Code{Group: record.PR, Reason: "3"}
)

func memberShare(c *claimCase, l *lineCase) finding {
	s := c.shareOf(l, l.shareable())
	l.share = s
	c.charge(l, s)
	switch owed := s.total(); {
	case owed.IsPositive():
		return adjusted("The member owes %s.", dollars(owed)).saw(s.looked...)
	case s.met:
		return passed("The member owes nothing: the out-of-pocket maximum is met.").saw(s.looked...)
	}
	return passed("The member owes nothing.").saw(s.looked...)
}

// share is what a member owes of a line.
type share struct {
	deductible, copay, coinsurance decimal.Decimal

	met    bool // the out-of-pocket maximum has nothing left, by this line or before
	looked []string
}

func (s *share) total() decimal.Decimal {
	return plus(plus(s.deductible, s.copay), s.coinsurance)
}

// shareOf works out the member's share of an amount.
func (c *claimCase) shareOf(l *lineCase, amount decimal.Decimal) share {
	var s share
	b := l.benefit
	if b == nil || b.Excluded != nil {
		return s
	}
	rest := amount
	s.looked = make([]string, 0, 4)
	if b.Deductible {
		if free, any := c.deductibleLeft(l); any {
			s.deductible = lesser(free, rest)
			s.looked = append(s.looked, say("deductible left %s", dollars(free)))
			rest = minus(rest, s.deductible)
		}
	}
	if b.Copay.IsPositive() {
		why := c.copayTaken(l)
		s.looked = append(s.looked, say("copay %s%s", dollars(b.Copay), why))
		if why == "" {
			s.copay = lesser(b.Copay, rest)
			rest = minus(rest, s.copay)
		}
	}
	if b.Coinsurance.IsPositive() {
		s.coinsurance = times(rest, b.Coinsurance)
		s.looked = append(s.looked, say("coinsurance %s%%", percent(b.Coinsurance)))
	}
	if b.OutOfPocket && s.total().IsPositive() {
		c.capShare(l, &s)
	}
	return s
}

// capShare cuts a share to what the out-of-pocket maximum leaves: coinsurance,
// then copay, then deductible.
func (c *claimCase) capShare(l *lineCase, s *share) {
	free, limited := c.outOfPocketLeft(l)
	if !limited {
		return
	}
	s.looked = append(s.looked, say("out of pocket left %s", dollars(free)))
	owed := s.total()
	if compare(owed, free) < 0 {
		return
	}
	over := minus(owed, free)
	for _, part := range [...]*decimal.Decimal{&s.coinsurance, &s.copay, &s.deductible} {
		cut := lesser(over, *part)
		*part, over = minus(*part, cut), minus(over, cut)
	}
	s.met = compare(s.total(), free) == 0
}

// charge puts a share on the line and on the counters.
func (c *claimCase) charge(l *lineCase, s share) {
	l.adjust(deductible, s.deductible)
	l.adjust(coinsurance, s.coinsurance)
	l.adjust(copay, s.copay)
	l.met = s.met
	l.post(c.counter(record.DeductibleUsed, l), s.deductible)
	if l.plan.DeductibleFamily.IsPositive() {
		l.post(c.counter(record.FamilyDeductibleUsed, l), s.deductible)
	}
	if l.benefit == nil || !l.benefit.OutOfPocket {
		return
	}
	owed := s.total()
	l.post(c.counter(record.OutOfPocketUsed, l), owed)
	if l.plan.OutOfPocketFamily.IsPositive() {
		l.post(c.counter(record.FamilyOutOfPocket, l), owed)
	}
}

// deductibleLeft returns what is left of the deductible, the member's or the
// family's, whichever is less, and whether the plan has one.
func (c *claimCase) deductibleLeft(l *lineCase) (free decimal.Decimal, any bool) {
	return c.leastLeft(l,
		maximum{record.DeductibleUsed, l.plan.DeductibleIndividual},
		maximum{record.FamilyDeductibleUsed, l.plan.DeductibleFamily})
}

// outOfPocketLeft returns what the member may still owe this year, by the
// member's maximum or the family's, whichever is less, and whether the plan has
// one.
func (c *claimCase) outOfPocketLeft(l *lineCase) (free decimal.Decimal, limited bool) {
	return c.leastLeft(l,
		maximum{record.OutOfPocketUsed, l.plan.OutOfPocketIndividual},
		maximum{record.FamilyOutOfPocket, l.plan.OutOfPocketFamily})
}

// maximum is how far a counter may go; zero is no maximum.
type maximum struct {
	kind   record.CounterKind
	amount decimal.Decimal
}

func (c *claimCase) leastLeft(l *lineCase, maxima ...maximum) (free decimal.Decimal, any bool) {
	for _, m := range maxima {
		if !m.amount.IsPositive() {
			continue
		}
		left := atLeastZero(minus(m.amount, c.used(c.counter(m.kind, l))))
		if !any || compare(left, free) < 0 {
			free, any = left, true
		}
	}
	return free, any
}

// counter names a member's counter, or the household's for a family one, in the
// year of service.
func (c *claimCase) counter(kind record.CounterKind, l *lineCase) record.Counter {
	owner := c.member.ID
	if kind == record.FamilyDeductibleUsed || kind == record.FamilyOutOfPocket {
		owner = c.member.SubscriberID
	}
	return record.Counter{Kind: kind, Owner: owner, Year: l.day().Year()}
}

// evaluations are the evaluation and management codes; a visit's copay stands at
// one of them when it has one.
var evaluations = record.CodeRange{From: "99202", To: "99499"}

// copayTaken says why the visit's copay is not owed at this line, nothing when
// it is. A visit is one day with one rendering provider.
func (c *claimCase) copayTaken(l *lineCase) string {
	if l.benefit.CopayPer == record.PerAdmission {
		return c.admissionCopayTaken(l)
	}
	if l.benefit.WaivedIfAdmitted {
		if how, admitted := c.admittedOn(l.day()); admitted {
			return ", waived: admitted by " + how
		}
	}
	for _, prior := range c.priorLines(record.Span{From: l.day(), To: l.day()}) {
		if prior.Dates.From == l.day() && prior.Rendering == l.rendering && prior.Copay.IsPositive() &&
			prior.State != record.LineDenied && prior.State != record.LinePended && !c.isThis(prior.Claim) {
			return ", taken by claim " + prior.Claim
		}
	}
	bearer := l
	for _, other := range c.lines {
		if !other.payable() || other.day() != l.day() || other.rendering != l.rendering ||
			other.benefit == nil || other.benefit.Excluded != nil || !other.benefit.Copay.IsPositive() || other.benefit.CopayPer == record.PerAdmission {
			continue
		}
		if bearsBefore(other, bearer) {
			bearer = other
		}
	}
	if bearer != l {
		return ", stands at another line of the visit"
	}
	return ""
}

// admissionCopayTaken says why the copay of an admission is not owed: it is owed
// once, by the first bill of the stay.
func (c *claimCase) admissionCopayTaken(l *lineCase) string {
	if !c.whole {
		return ", owed by the stay alone"
	}
	admitted := c.claim.AdmissionDate
	if admitted.IsZero() || admitted > l.day() {
		admitted = l.day()
	}
	for _, prior := range c.priorLines(record.Span{From: admitted, To: l.Dates.To}) {
		if prior.Line == 0 && prior.Rendering == l.rendering && prior.Copay.IsPositive() && prior.Dates.From >= admitted &&
			prior.State != record.LineDenied && prior.State != record.LinePended && !c.isThis(prior.Claim) {
			return ", taken by claim " + prior.Claim
		}
	}
	return ""
}

// bearsBefore reports whether the visit's copay stands at a rather than at b:
// evaluations first, then the order of the claim.
func bearsBefore(a, b *lineCase) bool {
	ea, eb := evaluations.Contains(a.Procedure.Code), evaluations.Contains(b.Procedure.Code)
	if ea != eb {
		return ea
	}
	return a.Number < b.Number
}
