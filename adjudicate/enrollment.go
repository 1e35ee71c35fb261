package adjudicate

import (
	"slices"

	"github.com/hmox12/hmox12/mapping/record"
)

// EnrollmentOptions are what the payer and its partner agreed on, and the day.
type EnrollmentOptions struct {
	Today record.Date // the day on which it is decided
	// EndsBefore says that the sponsor's end dates (DTP*349, DTP*357) are the first
	// day without coverage; otherwise they are the last day with it.
	EndsBefore bool
}

// Enroll decides what an 834 changes of a member: who it is, what is taken over
// of name and address, which coverage begins, ends, changes or goes on, what other
// payers cover, and who is the PCP. Nothing is overwritten: the result has the
// records as they were and as they are from now on, and a Book that later
// decisions are made with must have the latter.
//
// It always answers. What can't be done is refused with a reason, and the rest is
// done; of a member who can't be told nothing is. A file that only compares
// changes nothing: differences are told.
//
// Source: docs/adjudication.md, Enrollment; 005010X220A1.
func Enroll(book Book, e *record.Enrollment, opts EnrollmentOptions) *record.EnrollmentResult {
	n := &enrollment{
		book: book, e: e, opts: opts, source: EnrollmentSource(e), maintenance: e.Maintenance,
		result: &record.EnrollmentResult{Enrollment: e},
	}
	for i := range enrollmentRules {
		n.rule = &enrollmentRules[i]
		n.rule.apply(n)
		if n.stopped {
			break
		}
	}
	n.conclude()
	return n.result
}

// EnrollmentRule is one step of an enrollment.
type EnrollmentRule struct {
	ID    string // as in the trail, such as M5; never renumbered
	Name  string
	About string // member, coverage, or household

	apply func(*enrollment)
}

// The values of EnrollmentRule.About.
const (
	aboutMember    = "member"
	aboutCoverage  = "coverage"
	aboutHousehold = "household"
)

// EnrollmentRules returns the rules of an enrollment in the order in which they
// are asked.
func EnrollmentRules() []EnrollmentRule { return slices.Clone(enrollmentRules) }

var enrollmentRules = []EnrollmentRule{
	{ID: "M1", Name: "File", About: aboutMember, apply: enrolledWithUs},
	{ID: "M2", Name: "Member", About: aboutMember, apply: enrolledMember},
	{ID: "M3", Name: "Group", About: aboutMember, apply: enrolledGroup},
	{ID: "M4", Name: "Comparison", About: aboutMember, apply: comparison},
	{ID: "M5", Name: "Name and address", About: aboutMember, apply: personalData},
	{ID: "M6", Name: "Coverage", About: aboutCoverage, apply: enrolledCoverage},
	{ID: "M7", Name: "Premium", About: aboutCoverage, apply: premium},
	{ID: "M8", Name: "Other coverage", About: aboutCoverage, apply: enrolledOther},
	{ID: "M9", Name: "PCP", About: aboutCoverage, apply: chosenPCP},
	{ID: "M10", Name: "Dependents", About: aboutHousehold, apply: dependents},
}

// enrollment is a member of an 834 on its way through the rules.
type enrollment struct {
	book        Book
	e           *record.Enrollment
	opts        EnrollmentOptions
	source      string // by which changes are known
	maintenance record.MaintenanceType
	result      *record.EnrollmentResult
	rule        *EnrollmentRule
	stopped     bool

	subscriber *record.Member // of the household; nil for a new one
	held       *record.Member // the member on file; nil for a new one
	member     record.Member  // as from now on
	spans      []record.CoverageSpan
	others     []record.OtherCoverage
	pcps       []record.PCPAssignment

	ended      record.Date // last day of the coverage that this ended
	endedPlan  string      // empty: every plan
	reinstated bool
}

// EnrollmentSource names an 834 as records and traces do that came of it.
func EnrollmentSource(e *record.Enrollment) string {
	if e.File.Reference == "" {
		return "834 set " + e.Source.Set
	}
	return "834 " + e.File.Reference
}

// note adds a finding to the trail; coverage is from 1, 0 for the member.
func (n *enrollment) note(coverage int, f finding) {
	n.result.Trail = append(n.result.Trail, record.Step{
		Rule: n.rule.ID, Name: n.rule.Name, Line: coverage, Result: f.result, Looked: f.looked, Concluded: f.concluded,
	})
}

// refuse says that something is not done, and why. About the member as a whole
// (coverage 0) nothing is done then.
func (n *enrollment) refuse(coverage int, code string, f finding) {
	n.note(coverage, f)
	n.result.Refusals = append(n.result.Refusals, record.EnrollmentRefusal{Coverage: coverage, Code: code, Reason: f.concluded})
	n.stopped = n.stopped || coverage == 0
}

// tell says what a person has to see to.
func (n *enrollment) tell(coverage int, f finding) {
	n.note(coverage, f)
	n.result.Messages = append(n.result.Messages, f.concluded)
}

// needsPerson is a finding that leaves something to a person.
func needsPerson(format string, args ...any) finding { return conclude(record.Pend, format, args) }

// enrolledWithUs looks at whether the file is meant for us and can be understood.
func enrolledWithUs(n *enrollment) {
	payer, to := n.book.Payer(), n.e.File.Payer.ID
	switch {
	case payer != nil && to.Qualifier == "FI" && to.Number != payer.TIN:
		n.refuse(0, "another payer", refused("The file is for another payer.").saw("tax id "+to.Number))
	case len(n.e.Unread) > 0:
		n.refuse(0, "unreadable", refused("A date or an amount can't be read; nothing is done by guesses.").saw(n.e.Unread...))
	case n.e.SubscriberID == "":
		n.refuse(0, "no subscriber", refused("The subscriber's number (REF*0F) is missing."))
	default:
		n.note(0, passed("The file is for us.").saw(n.source))
	}
}

// enrolledGroup looks at whether the sponsor speaks of its own group: nobody ends
// the coverage of another's members.
func enrolledGroup(n *enrollment) {
	policy, master := n.e.Policy, n.e.File.MasterPolicy
	switch {
	case n.held == nil, n.held.GroupNumber == "", policy == "" && master == "":
		n.note(0, notApplicable("No group has to agree."))
	case n.held.GroupNumber == policy, n.held.GroupNumber == master:
		n.note(0, passed("The group is the member's.").saw("group "+n.held.GroupNumber))
	case n.maintenance == record.Addition && !n.coveredFrom(n.firstDay()):
		n.note(0, passed("The member comes from another group, whose coverage has ended.").saw("group "+n.held.GroupNumber))
	default:
		n.refuse(0, "another group", refused("The member belongs to another group.").saw("group "+n.held.GroupNumber))
	}
}

// coveredFrom reports whether the member is covered on a day or later.
func (n *enrollment) coveredFrom(day record.Date) bool {
	return slices.ContainsFunc(n.spans, func(s record.CoverageSpan) bool { return s.To == 0 || s.To >= day })
}

// firstDay returns the first day of what is enrolled.
func (n *enrollment) firstDay() record.Date {
	for i := range n.e.Coverages {
		if from := n.begin(&n.e.Coverages[i]); from != 0 {
			return from
		}
	}
	return n.e.Dates("356", "303").From
}

// begin returns the first day of a coverage: its benefit begin, else when the
// member becomes eligible, else the day of the change.
func (n *enrollment) begin(c *record.MemberBenefit) record.Date {
	for _, day := range []record.Date{c.Dates("348").From, n.e.Dates("356").From, c.Dates("303").From, n.e.Dates("303").From} {
		if day != 0 {
			return day
		}
	}
	return 0
}

// conclude says in a word what became of the member, and what changed.
func (n *enrollment) conclude() {
	r := n.result
	if n.held != nil || r.Member != "" {
		n.change()
	}
	switch {
	case r.Outcome != "":
	case n.stopped, len(r.Changes) == 0 && len(r.Refusals) > 0 && len(r.Refusals) >= len(n.e.Coverages):
		r.Outcome = record.EnrollmentRefused
	case n.held == nil:
		r.Outcome = record.MemberAdded
	case len(r.Changes) == 0:
		r.Outcome = record.MemberUnchanged
	case n.ended != 0:
		r.Outcome = record.MemberEnded
	case n.reinstated:
		r.Outcome = record.MemberReinstated
	default:
		r.Outcome = record.MemberChanged
	}
	if r.Outcome == record.EnrollmentRefused || r.Outcome == record.MemberCompared {
		r.Changes = nil
	}
	if r.Outcome == record.EnrollmentRefused && n.held == nil {
		r.Member = ""
	}
}

// change compares the member's records with what they were. It stands before the
// changes of dependents.
func (n *enrollment) change() {
	id := n.member.ID
	c := record.MemberChange{ID: id}
	if n.held == nil || !sameMember(n.held, &n.member) {
		after := n.member
		c.MemberWas, c.Member = n.held, &after
	}
	was := n.book.Coverage(id)
	if c.CoverageChanged = !slices.Equal(was, n.spans); c.CoverageChanged {
		c.CoverageWas, c.Coverage = was, n.spans
	}
	others := n.book.OtherCoverage(id)
	if c.OtherChanged = !slices.Equal(others, n.others); c.OtherChanged {
		c.OtherWas, c.Other = others, n.others
	}
	pcps := n.book.PCPs(id)
	if c.PCPsChanged = !slices.Equal(pcps, n.pcps); c.PCPsChanged {
		c.PCPsWas, c.PCPs = pcps, n.pcps
	}
	if n.held == nil && !c.CoverageChanged {
		return // nobody is a member without any coverage
	}
	if c.Member != nil || c.CoverageChanged || c.OtherChanged || c.PCPsChanged {
		n.result.Changes = append([]record.MemberChange{c}, n.result.Changes...)
	}
}
