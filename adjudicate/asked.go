package adjudicate

import (
	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// asked is what Book and Ledger told while a claim was decided. A dozen rules look at
// the same records, line by line, and a database may stand behind them: each question
// is put once.
type asked struct {
	coverage       answer[[]record.CoverageSpan]
	others         answer[[]record.OtherCoverage]
	pcps           answer[[]record.PCPAssignment]
	referrals      answer[[]*record.Referral]
	authorizations answer[[]*record.PriorAuthorization]
	referral       answer[*record.Referral]
	authorization  answer[*record.PriorAuthorization]
	decision       answer[*record.Decision]
	counters       []askedCounter
	visits         []askedVisit
	prior          askedLines
}

// answer is what was told of somebody or something, by an id.
type answer[T any] struct {
	id    string
	known bool
	value T
}

// of returns what is told of the id, and asks unless it did so last.
func (a *answer[T]) of(id string, ask func(string) T) T {
	if !a.known || a.id != id {
		a.id, a.known, a.value = id, true, ask(id)
	}
	return a.value
}

// askedCounter is where a counter stands before the claim.
type askedCounter struct {
	counter record.Counter
	total   decimal.Decimal
}

// askedVisit says whether claims before this one took a visit.
type askedVisit struct {
	counter record.Counter
	visit   string
	taken   bool
}

func (c *claimCase) coverageOf(member string) []record.CoverageSpan {
	return c.asked.coverage.of(member, c.book.Coverage)
}

func (c *claimCase) pcps() []record.PCPAssignment { return c.asked.pcps.of(c.member.ID, c.book.PCPs) }

func (c *claimCase) otherCoverage() []record.OtherCoverage {
	return c.asked.others.of(c.member.ID, c.book.OtherCoverage)
}

func (c *claimCase) memberReferrals() []*record.Referral {
	return c.asked.referrals.of(c.member.ID, c.book.Referrals)
}

func (c *claimCase) memberAuthorizations() []*record.PriorAuthorization {
	return c.asked.authorizations.of(c.member.ID, c.book.Authorizations)
}

// lastDecision returns the last decision about a claim, nil when there is none.
func (c *claimCase) lastDecision(control string) *record.Decision {
	return c.asked.decision.of(control, c.ledger.Claim)
}

// usedBefore returns where a counter stands before the claim.
func (c *claimCase) usedBefore(counter record.Counter) decimal.Decimal {
	for i := range c.asked.counters {
		if u := &c.asked.counters[i]; u.counter == counter {
			return u.total
		}
	}
	total := c.ledger.Used(counter)
	c.asked.counters = append(c.asked.counters, askedCounter{counter, total})
	return total
}

// takenBefore reports whether claims before this one took a visit.
func (c *claimCase) takenBefore(counter record.Counter, visit string) bool {
	for i := range c.asked.visits {
		if v := &c.asked.visits[i]; v.visit == visit && v.counter == counter {
			return v.taken
		}
	}
	taken := len(c.ledger.VisitClaims(counter, visit)) > 0
	c.asked.visits = append(c.asked.visits, askedVisit{counter, visit, taken})
	return taken
}
