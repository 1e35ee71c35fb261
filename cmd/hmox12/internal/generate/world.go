package generate

import (
	"slices"

	"github.com/hmox12/hmox12/mapping/record"
)

// world is what is being invented.
type world struct {
	options    Options
	population *population
	book       *book
	batch      *batch
	blamed     *blamed
	faults     draw
	asks       draw

	claims, referrals, authorizations, priors, others int // numbers that were given
	waiting                                           int // claims that wait since an earlier night
	asked                                             int
}

// teller tells one story of one patient.
type teller struct {
	*world
	draw
	m   *member
	day record.Date
	pcp *provider // of the day; nil when none was chosen

	excused []string // accounts whose delay was excused: a claim sent twice is disputed once
}

// story is a kind of story: how often it is told, and whether a delegated group
// hears of it instead of the HMO.
type story struct {
	name      string
	share     int // in a thousand
	delegated bool
	tell      func(*teller)
}

var stories = []story{
	{"office visit", 270, true, (*teller).officeVisit},
	{"preventive visit", 65, true, (*teller).preventiveVisit},
	{"specialist visit", 150, true, (*teller).specialistVisit},
	{"laboratory", 85, true, (*teller).laboratory},
	{"imaging center", 50, true, (*teller).imagingCenter},
	{"urgent care", 38, true, (*teller).urgentCare},
	{"emergency room", 42, false, (*teller).emergencyRoom},
	{"therapy series", 30, true, (*teller).therapySeries},
	{"counseling", 45, false, (*teller).counseling},
	{"equipment", 22, false, (*teller).equipment},
	{"surgery", 28, false, (*teller).surgeryDay},
	{"hospital stay", 16, false, (*teller).hospitalStay},
	{"outpatient hospital", 40, false, (*teller).outpatientHospital},
	{"dentist", 50, false, (*teller).dentist},
	{"excluded care", 10, false, (*teller).excludedCare},
	{"stranger", 14, false, (*teller).stranger},
	{"birth", 4, false, (*teller).birth},
	{"corrected claim", 18, true, (*teller).corrected},
	{"claim sent twice", 12, true, (*teller).sentTwice},
	{"continued care", 5, false, (*teller).continued},
	{"away from home", 6, false, (*teller).awayFromHome},
}

var storyShares = func() weights {
	var each []int
	for _, s := range stories {
		each = append(each, s.share)
	}
	return newWeights(each...)
}()

// tell tells the n-th story.
func (w *world) tell(n int) {
	t := teller{world: w, draw: newDraw(w.options.Seed, ofStories, uint64(n))}
	s := &stories[storyShares.draw(&t.draw)]
	for range 12 { // most of what is a delegate's never comes here
		t.meet()
		if !s.delegated || !t.delegated() || t.percent(12) {
			break
		}
	}
	s.tell(&t)
	if n%betweenWaiting == betweenWaiting-1 {
		w.tellOfWaiting(n)
	}
}

// meet draws a patient and a day. A tenth of the members needs as much as half of
// the others do.
func (t *teller) meet() {
	number := t.below(t.options.Members)
	if t.percent(35) {
		number -= number % 10
	}
	_, t.m = t.householdOf(number)
	t.on(t.options.Received.AddDays(-t.lag()))
	if !t.m.coveredOn(t.day) && t.percent(60) { // who has left seldom comes
		number = t.below(t.options.Members)
		_, t.m = t.householdOf(number)
		t.on(t.day)
	}
}

// on sets the day.
func (t *teller) on(day record.Date) {
	t.day = day
	t.pcp = t.m.pcpOn(day)
}

// lag returns the days between service and receipt: mostly within a month, with a
// long tail.
func (t *teller) lag() int {
	switch n := t.below(1000); {
	case n < 620:
		return t.between(1, 14)
	case n < 900:
		return t.between(10, 35)
	case n < 988:
		return t.between(30, 85)
	}
	return t.between(95, 320) // too late for most
}

// delegated reports whether a delegated group answers for the patient's care.
func (t *teller) delegated() bool {
	return t.pcp != nil && (t.pcp.contract == delegateContract || t.pcp.contract == forwardContract)
}

// narrow reports whether the patient has the narrow network.
func (t *teller) narrow() bool { return t.m.household.plan == selectPlan }

// from draws one of a list of providers, of the narrow network where the plan is.
func (t *teller) from(list []*provider) *provider {
	for range 6 {
		if p := skewed(&t.draw, list); p.narrow || !t.narrow() {
			return p
		}
	}
	return list[0]
}

// newClaim begins a claim of a provider.
func (t *teller) newClaim(k kind, by *provider, place string, diagnoses ...string) *claim {
	c := &claim{kind: k, patient: t.m, billing: by.biller(), place: place, diagnoses: diagnoses}
	if c.billing != by {
		c.rendering = by
	}
	c.asChild = t.m.relationship != "18" && t.percent(70)
	return c
}

// file hands a claim in: it gets its number, and whatever goes wrong with claims.
func (t *teller) file(c *claim) {
	t.hand(c, true)
}

func (t *teller) hand(c *claim, mistakes bool) {
	if t.claims == t.options.Claims {
		return
	}
	t.claims++
	c.number = t.claims
	if c.account == "" {
		c.account = account(c.billing, c.number)
	}
	if mistakes {
		t.mistake(c)
	}
	if c.kind == professional && (c.billing.contract == staffContract || c.billing.contract == groupContract) {
		c.encounter = c.frequency == 0 && t.percent(70)
	}
	t.otherCoverage(c)
	if c.firstDay() < t.options.Received.AddDays(-90) && t.percent(10) && !slices.Contains(t.excused, c.account) { // the delay was excused
		t.excused = append(t.excused, c.account)
		t.others++
		t.book.dispute(t.others, c, t.options.Received.AddDays(-12))
	}
	t.world.blame(c)
	t.world.ask(c)
	t.batch.claims = append(t.batch.claims, c)
}

// account returns the number that a biller gives its claim.
func account(biller *provider, number int) string {
	return biller.npi[5:9] + "-" + padded(number, 7)
}

// mistake makes what people get wrong: other names and ids, claims for somebody
// whom nobody knows.
func (t *teller) mistake(c *claim) {
	switch n := t.below(1000); {
	case n < 5:
		c.wrongID, c.asChild = "ZZ"+padded(t.between(1, 9_999_999), 8), false // unknown
		c.wrongName = lastName(&t.draw)
	case n < 9:
		c.wrongID, c.asChild = memberID(t.below(t.options.Members)), false // somebody else's
	case n < 16:
		c.wrongName = lastName(&t.draw) // married, say: the id and the birth date do
	case n < 20 && t.m.priorID != "":
		c.wrongID, c.asChild = t.m.priorID, false
	}
}

// otherCoverage has a claim follow the payer that pays first. Some billers don't
// know of it.
func (t *teller) otherCoverage(c *claim) {
	if c.patient.other == "" || c.encounter || c.newborn != nil || c.ambulance || t.percent(22) {
		return
	}
	c.afterOtherPayer, c.otherPaid = true, !t.percent(6)
}
