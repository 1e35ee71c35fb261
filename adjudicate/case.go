package adjudicate

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// claimCase is a claim on its way through the rules. Rules read it, and change it
// by their finding and by adjust, post and remark.
type claimCase struct {
	book   Book
	ledger Ledger
	today  record.Date
	opts   Options
	claim  *record.Claim
	whole  bool // a stay: its one line is the claim
	caseMemory

	// member is whom the patient was found to be, or the mother of a newborn who
	// is covered through her; nil when nobody.
	member *record.Member
	// dependent says that member is only the subscriber of an unlisted patient.
	dependent    bool
	newborn      bool // covered through member until newbornUntil
	newbornUntil record.Date
	child        string // what tells the newborn from member and its siblings
	coverage     []record.CoverageSpan
	ended        record.Date // last day of coverage, where a line came after it

	forwardedTo *record.Contract
	payFirst    *record.OtherCoverage
	reversal    *record.Decision      // of the claim that this one replaces or voids
	again       *Again                // why the claim is decided again; nil the first time
	verdicts    []record.ClaimVerdict // of people, each for the rule at which the claim waited
	trace       []record.Step
	remarks     []record.RARC
	interest    decimal.Decimal
	outcome     record.Outcome
	status      record.ClaimStatus
	told        record.StatusCode
}

// lineCase is a service line on its way through the rules. What it derives from
// the records is set once, when the member's coverage is known.
type lineCase struct {
	*record.ServiceLine             // as sent; of a stay, see record.Claim.Stay
	Dates               record.Span // the line's own, else the claim's

	place     string
	drg       string           // of a stay
	rendering string           // NPI of who did the work
	visitName string           // see visit; empty until it is asked for
	provider  *record.Provider // of rendering; nil when not on file

	span          *record.CoverageSpan // in force on the day; nil when none is
	plan          *record.Plan         // of the span, else of the nearest one
	category      record.ServiceCategory
	primaryCare   bool            // the category asks for a PCP
	benefit       *record.Benefit // nil when the plan has none
	participation *record.Participation
	contract      *record.Contract // by which the provider treats; nil when none
	delegate      *record.Contract // of the member's group when it pays claims itself
	area          record.Area
	emergency     bool
	singleCase    *record.PriorAuthorization // brings in an outside provider at a rate
	continuity    *record.ContinuityCase     // lets the member go on with an outside provider
	protection    *protection                // from the bill of a stranger
	urgent        bool                       // urgent care of a stranger out of the area
	secondOpinion *record.PriorAuthorization // lets the member hear another provider

	units   decimal.Decimal // still to be decided
	left    decimal.Decimal // of the charge: the charge less all adjustments
	price   decimal.Decimal // allowed before reductions beside other procedures
	allowed decimal.Decimal
	priced  bool
	// shareBase is of what the member's share of a protected line is taken.
	shareBase decimal.Decimal
	share     share // of the member
	met       bool  // the share, or those before, reach the out-of-pocket maximum

	with *lineCase // of a hospital's claim: whose category the line has, as it has none itself

	adjustments []record.Adjustment
	before      []record.Adjustment // when the rule at hand began
	remarks     []record.RARC
	alerts      []record.RARC // for the claim, once the line is decided
	postings    []record.Posting
	state       record.LineState
	told        record.StatusCode
}

func newCase(book Book, ledger Ledger, claim *record.Claim, opts Options) *claimCase {
	c := cases.Get().(*claimCase)
	c.book, c.ledger, c.claim, c.today, c.opts = book, ledger, claim, opts.Today, opts
	if stay := claim.Stay(); stay != nil {
		c.whole = true
		c.addLines(1)
		c.lines[0].begin(c, stay)
		c.lines[0].drg = claim.Institutional.DRG
		return c
	}
	c.addLines(len(claim.Lines))
	for i, l := range c.lines {
		l.begin(c, &claim.Lines[i])
		if l.Dates.From.IsZero() && isPredetermination(claim) {
			l.Dates = record.Span{From: claim.Received, To: claim.Received}
		}
	}
	return c
}

// begin sets what is known of a line from the start.
func (l *lineCase) begin(c *claimCase, line *record.ServiceLine) {
	l.ServiceLine, l.Dates, l.place = line, c.claim.DatesOf(line), c.claim.PlaceOf(line)
	l.units, l.left = line.Units, line.Charge
	l.rendering = c.claim.Rendering(line).NPI
	l.provider = c.book.Provider(l.rendering)
}

// day returns the date of service that decides which records are in force.
func (l *lineCase) day() record.Date { return l.Dates.From }

// open reports whether no rule stopped the line yet.
func (l *lineCase) open() bool { return l.state == "" }

// letIn says why the line needs no network, nothing when it does.
func (l *lineCase) letIn() string {
	switch {
	case l.continuity != nil:
		return "Continuity case " + l.continuity.Number + " lets the member go on with the provider."
	case l.protection != nil:
		return "The member is protected from the bill of " + l.protection.kind + "."
	case l.urgent:
		return "Urgent care out of the area needs no network."
	}
	return ""
}

// payable reports whether the line is or may be paid, by claim or in advance.
func (l *lineCase) payable() bool {
	switch l.state {
	case "", record.LinePaid, record.LinePatient, record.LineCapitated:
		return true
	}
	return false
}

// anyOpen reports whether there is a line that no rule stopped.
func (c *claimCase) anyOpen() bool { return slices.ContainsFunc(c.lines, (*lineCase).open) }

// openLines returns the lines that no rule stopped.
func (c *claimCase) openLines() []*lineCase {
	var open []*lineCase
	for _, l := range c.lines {
		if l.open() {
			open = append(open, l)
		}
	}
	return open
}

// mostAdjustments is how many adjustments nearly every line has at most.
const mostAdjustments = 3

// adjust takes an amount off what is left of the line; an amount of zero leaves
// no adjustment.
func (l *lineCase) adjust(code Code, amount decimal.Decimal) {
	for _, remark := range code.Remarks {
		l.remarks = addRemark(l.remarks, remark)
	}
	if amount.IsZero() {
		return
	}
	if l.adjustments == nil {
		l.adjustments = make([]record.Adjustment, 0, mostAdjustments)
	}
	l.adjustments = append(l.adjustments, record.Adjustment{Group: code.Group, Reason: code.Reason, Amount: amount})
	l.left = minus(l.left, amount)
}

// remark puts an alert on the claim.
func (c *claimCase) remark(remark record.RARC) { c.remarks = addRemark(c.remarks, remark) }

func addRemark(remarks []record.RARC, remark record.RARC) []record.RARC {
	for _, have := range remarks {
		if have == remark {
			return remarks
		}
	}
	return append(remarks, remark)
}

// post has the line add an amount to a counter once it is decided.
func (l *lineCase) post(counter record.Counter, amount decimal.Decimal) {
	if !amount.IsZero() {
		l.postings = append(l.postings, record.Posting{Counter: counter, Line: l.Number, Amount: amount})
	}
}

// postVisit has the line take one visit off a counter, together with every other
// line of the visit.
func (l *lineCase) postVisit(counter record.Counter) {
	l.postings = append(l.postings, record.Posting{
		Counter: counter, Line: l.Number, Amount: decimal.NewFromInt(1), Visit: l.visit(),
	})
}

// visit names the visit that the line belongs to: one day with one group.
func (l *lineCase) visit() string {
	if l.visitName == "" {
		group := l.rendering
		if l.provider != nil && l.provider.Practice != "" {
			group = l.provider.Practice
		}
		l.visitName = say("%s/%s", l.day(), group)
	}
	return l.visitName
}

// used returns where a counter stands: before the claim, and by its lines so far.
func (c *claimCase) used(counter record.Counter) decimal.Decimal {
	total := c.usedBefore(counter)
	for i, l := range c.lines {
		for j := range l.postings {
			p := &l.postings[j]
			if p.Counter == counter && (p.Visit == "" || !c.posted(p, i, j) && !c.takenBefore(counter, p.Visit)) {
				total = plus(total, p.Amount)
			}
		}
	}
	return total
}

// visitTaken reports whether the line's visit is counted already.
func (c *claimCase) visitTaken(l *lineCase, counter record.Counter) bool {
	for _, other := range c.lines {
		for _, p := range other.postings {
			if p.Counter == counter && p.Visit == l.visit() {
				return true
			}
		}
	}
	return c.takenBefore(counter, l.visit())
}

// posted reports whether a line before the one at hand, or that one itself, posts the
// visit of a posting already; the posting is at j of line i.
func (c *claimCase) posted(p *record.Posting, i, j int) bool {
	same := func(o record.Posting) bool { return o.Visit == p.Visit && o.Counter == p.Counter }
	for _, l := range c.lines[:i] {
		if slices.ContainsFunc(l.postings, same) {
			return true
		}
	}
	return slices.ContainsFunc(c.lines[i].postings[:j], same)
}

// postings returns what the lines add to counters, a visit once. One that another
// claim took is posted as well: the ledger counts it once, and keeps it while any
// claim of the visit stands.
func (c *claimCase) postings() []record.Posting {
	n := 0
	for _, l := range c.lines {
		n += len(l.postings)
	}
	if n == 0 {
		return nil
	}
	all := make([]record.Posting, 0, n)
	for i, l := range c.lines {
		for j := range l.postings {
			if p := &l.postings[j]; p.Visit == "" || !c.posted(p, i, j) {
				all = append(all, *p)
			}
		}
	}
	return all
}

// isHers reports whether an authorization or referral of a member is the
// patient's.
func (c *claimCase) isHers(member string) bool { return c.member != nil && c.member.ID == member }

// treatedBy reports whether the NPI is of who treated the patient at the line:
// the rendering provider, the practice, or the billing provider.
func (c *claimCase) treatedBy(l *lineCase, npi string) bool {
	return npi != "" && (npi == l.rendering || npi == c.claim.Billing.NPI ||
		l.provider != nil && npi == l.provider.Practice)
}
