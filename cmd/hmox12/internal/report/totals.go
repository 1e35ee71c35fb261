package report

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// Totals is all that a night adds up to. Dollars.
type Totals struct {
	Files, Sets, RejectedSets, Findings int

	Tally        // of every claim, rejected ones too
	Outcomes     []OutcomeTotal
	Models       []ModelTotal
	Dispositions []DispositionTotal
	Denials      []DenialTotal

	Inquiries  int
	Standings  []StandingTotal
	Rejections []RejectionTotal // of inquiries

	Reviews                      int // requests for referrals and authorizations
	ReviewOutcomes               []ReviewTotal
	ReviewRejections             []RejectionTotal
	StatusInquiries, StatusFound int // inquiries about claims, and those that found one

	Enrollments        int // members of 834s
	EnrollmentOutcomes []EnrollmentTotal
	Again              AgainTotals

	Verdicts []VerdictTotal // of people, and claims decided without one

	Remittances int
	Remitted    decimal.Decimal // what leaves the bank

	Sent []SentTotal // what its receivers acknowledge
}

// Tally counts claims and their money.
type Tally struct {
	Claims   int
	Charged  decimal.Decimal
	Allowed  decimal.Decimal // of priced lines
	Paid     decimal.Decimal // for the claims; interest stands apart
	Patient  decimal.Decimal // patient responsibility
	Withheld decimal.Decimal
	Interest decimal.Decimal
}

// OutcomeTotal is the claims of one outcome; every outcome has one.
type OutcomeTotal struct {
	Outcome record.Outcome
	Tally
}

// ModelTotal is the claims of one HMO model, empty where no contract was found.
type ModelTotal struct {
	Model record.Model
	Tally
}

// DispositionTotal is what went one way.
type DispositionTotal struct {
	Disposition Disposition
	Amount      decimal.Decimal
}

// DenialTotal is what was denied or passed on for one reason. A claim level
// adjustment counts as one line.
type DenialTotal struct {
	Group  record.GroupCode
	Reason record.CARC
	Lines  int
	Amount decimal.Decimal
}

// StandingTotal counts inquiries with one answer; every standing has one.
type StandingTotal struct {
	Standing Standing
	Count    int
}

// RejectionTotal counts inquiries that were rejected for one AAA03 reason; an
// inquiry can have several.
type RejectionTotal struct {
	Reason string
	Count  int
}

var (
	outcomes = []record.Outcome{
		record.Paid, record.Processed, record.DeniedClaim, record.Forwarded, record.Pended,
		record.EncounterTaken, reversed, record.Voided, record.Rejected,
	}
	models = []record.Model{record.Staff, record.Group, record.IPA, record.Network, ""}
)

// reversed is the outcome of a claim of which the last version takes it back.
const reversed record.Outcome = "reversed"

// sums is a night's totals in the making.
type sums struct {
	files, sets, rejectedSets, findings int
	all                                 tally
	outcomes                            map[record.Outcome]*tally
	models                              map[record.Model]*tally
	dispositions                        map[Disposition]*record.Total
	denials                             map[reason]*denial
	inquiries                           int
	standings                           map[Standing]int
	rejections                          map[string]int
	reviews                             int
	reviewOutcomes                      map[ReviewOutcome]int
	reviewRejections                    map[string]int
	statuses, statusesFound             int
	enrollments                         int
	enrollmentOutcomes                  map[record.EnrollmentOutcome]int
	again                               AgainTotals
	verdicts                            map[record.VerdictResult]int
	remittances                         int
	remitted                            decimal.Decimal
	sent                                map[SentState]int
}

// reason is a CAS group and reason code.
type reason struct {
	group record.GroupCode
	carc  record.CARC
}

// denial is a DenialTotal in the making.
type denial struct {
	lines  int
	amount record.Total
}

// tally is a Tally in the making.
type tally struct {
	claims                                              int
	charged, allowed, paid, patient, withheld, interest record.Total
}

func (t *tally) add(o *Tally) {
	t.claims += o.Claims
	t.charged.Add(o.Charged)
	t.allowed.Add(o.Allowed)
	t.paid.Add(o.Paid)
	t.patient.Add(o.Patient)
	t.withheld.Add(o.Withheld)
	t.interest.Add(o.Interest)
}

// Tally returns what was added up; nil is nothing.
func (t *tally) Tally() Tally {
	if t == nil {
		return Tally{}
	}
	return Tally{
		Claims: t.claims, Charged: t.charged.Amount(), Allowed: t.allowed.Amount(), Paid: t.paid.Amount(),
		Patient: t.patient.Amount(), Withheld: t.withheld.Amount(), Interest: t.interest.Amount(),
	}
}

// made returns the value of a key, which is made when there is none.
func made[K comparable, V any](of map[K]*V, key K) *V {
	v := of[key]
	if v == nil {
		v = new(V)
		of[key] = v
	}
	return v
}

func (s *sums) addFile(f *File) {
	s.files++
	s.sets += f.Sets
	s.rejectedSets += f.RejectedSets
	s.findings += len(f.Findings) + f.MoreFindings
}

func (s *sums) addClaim(story ClaimStory) {
	if s.outcomes == nil {
		s.outcomes, s.models = map[record.Outcome]*tally{}, map[record.Model]*tally{}
		s.dispositions, s.denials = map[Disposition]*record.Total{}, map[reason]*denial{}
	}
	if story.comesToNothing() {
		s.count(story, story.Tally())
		return
	}
	t := story.Tally()
	var left record.Total
	left.Add(t.Charged)
	if d := story.Decision; d != nil {
		left.Sub(d.Paid)
		s.dispose(PaidOut, d.Paid)
		for i := range d.Lines {
			for _, a := range d.Lines[i].Adjustments {
				left.Sub(a.Amount)
				s.addAdjustment(a)
			}
		}
	}
	if story.Outcome() == record.Rejected {
		s.dispose(Returned, left.Amount())
	} else {
		s.dispose(Undecided, left.Amount())
	}
	s.count(story, t)
}

// Tally returns what one claim counts as.
func (s ClaimStory) Tally() Tally {
	if s.comesToNothing() {
		return Tally{Claims: 1}
	}
	t := Tally{Claims: 1, Charged: s.Claim.Charge}
	d := s.Decision
	if d == nil {
		return t
	}
	t.Charged, t.Paid, t.Patient, t.Interest = d.Charge, d.Paid, d.Patient, d.Interest
	var allowed, withheld record.Total
	for i := range d.Lines {
		if d.Lines[i].Priced {
			allowed.Add(d.Lines[i].Allowed)
		}
		for _, a := range d.Lines[i].Adjustments {
			if dispositionOf(a) == Withheld {
				withheld.Add(a.Amount)
			}
		}
	}
	t.Allowed, t.Withheld = allowed.Amount(), withheld.Amount()
	return t
}

// comesToNothing reports whether a claim has no money in the end: it was taken
// back, and its reversal and first decision cancel, or it is the void that does.
func (s ClaimStory) comesToNothing() bool {
	return s.Outcome() == reversed || s.Outcome() == record.Voided
}

func (s *sums) count(story ClaimStory, t Tally) {
	s.all.add(&t)
	made(s.outcomes, story.Outcome()).add(&t)
	made(s.models, story.Model()).add(&t)
}

func (s *sums) addAdjustment(a record.Adjustment) {
	s.dispose(dispositionOf(a), a.Amount)
	if !refuses(a) {
		return
	}
	d := made(s.denials, reason{a.Group, a.Reason})
	d.lines++
	d.amount.Add(a.Amount)
}

func (s *sums) dispose(d Disposition, amount decimal.Decimal) {
	made(s.dispositions, d).Add(amount)
}

func (s *sums) addInquiry(q *inquiryRow) {
	if s.standings == nil {
		s.standings, s.rejections = map[Standing]int{}, map[string]int{}
	}
	s.inquiries++
	s.standings[q.Standing]++
	for _, r := range q.reasons() {
		s.rejections[r]++
	}
}

func (s *sums) addReview(r *reviewRow) {
	if s.reviewOutcomes == nil {
		s.reviewOutcomes, s.reviewRejections = map[ReviewOutcome]int{}, map[string]int{}
	}
	s.reviews++
	s.reviewOutcomes[r.Outcome]++
	for _, reason := range r.reasons() {
		s.reviewRejections[reason]++
	}
}

func (s *sums) addRemittance(r *remittanceRow) {
	s.remittances++
	s.remitted = s.remitted.Add(r.Amount)
}

// Add returns the sum of two tallies.
func (t Tally) Add(o Tally) Tally {
	return Tally{
		Claims: t.Claims + o.Claims, Charged: t.Charged.Add(o.Charged), Allowed: t.Allowed.Add(o.Allowed),
		Paid: t.Paid.Add(o.Paid), Patient: t.Patient.Add(o.Patient), Withheld: t.Withheld.Add(o.Withheld),
		Interest: t.Interest.Add(o.Interest),
	}
}

// totals puts what was summed up in order.
func (s *sums) totals() Totals {
	t := Totals{
		Files: s.files, Sets: s.sets, RejectedSets: s.rejectedSets, Findings: s.findings, Tally: s.all.Tally(),
		Inquiries: s.inquiries, StatusInquiries: s.statuses, StatusFound: s.statusesFound,
		Reviews: s.reviews, Remittances: s.remittances, Remitted: s.remitted,
		Enrollments: s.enrollments, Again: s.again,
	}
	for _, o := range outcomes {
		t.Outcomes = append(t.Outcomes, OutcomeTotal{o, s.outcomes[o].Tally()})
	}
	for _, m := range models {
		t.Models = append(t.Models, ModelTotal{m, s.models[m].Tally()})
	}
	for _, d := range dispositions {
		total := DispositionTotal{Disposition: d}
		if sum := s.dispositions[d]; sum != nil {
			total.Amount = sum.Amount()
		}
		t.Dispositions = append(t.Dispositions, total)
	}
	for r, d := range s.denials {
		t.Denials = append(t.Denials, DenialTotal{r.group, r.carc, d.lines, d.amount.Amount()})
	}
	slices.SortFunc(t.Denials, func(a, b DenialTotal) int {
		return cmp.Or(b.Amount.Cmp(a.Amount), cmp.Compare(a.Group, b.Group), cmp.Compare(a.Reason, b.Reason))
	})
	for _, standing := range standings {
		t.Standings = append(t.Standings, StandingTotal{standing, s.standings[standing]})
	}
	for _, state := range sentStates {
		t.Sent = append(t.Sent, SentTotal{state, s.sent[state]})
	}
	for _, o := range reviewOutcomes {
		t.ReviewOutcomes = append(t.ReviewOutcomes, ReviewTotal{o, s.reviewOutcomes[o]})
	}
	for _, o := range record.EnrollmentOutcomes() {
		t.EnrollmentOutcomes = append(t.EnrollmentOutcomes, EnrollmentTotal{o, s.enrollmentOutcomes[o]})
	}
	for _, r := range record.VerdictResults() {
		t.Verdicts = append(t.Verdicts, VerdictTotal{r, s.verdicts[r]})
	}
	t.Rejections, t.ReviewRejections = rejectionTotals(s.rejections), rejectionTotals(s.reviewRejections)
	return t
}

// rejectionTotals puts the most frequent reason first.
func rejectionTotals(counts map[string]int) []RejectionTotal {
	var all []RejectionTotal
	for aaa, count := range counts {
		all = append(all, RejectionTotal{aaa, count})
	}
	slices.SortFunc(all, func(a, b RejectionTotal) int {
		return cmp.Or(b.Count-a.Count, cmp.Compare(a.Reason, b.Reason))
	})
	return all
}
