package adjudicate

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hmox12/hmox12/mapping/record"
)

// This file finds the claims that an inquiry means: by our number, else by the
// provider's account number, else by days of service, charge and bill type. All of
// them within the claims of the asking provider and of the patient.

// maxTold is how many claims an inquiry is told of; who means more must ask
// closer. maxSearched bounds how many are looked at for one.
const (
	maxTold     = 100
	maxSearched = 10 * maxTold
)

// find returns the claims that fit. When it returns none, it has told why.
func (s *statusSearch) find() []*record.KnownClaim {
	q := s.inquiry
	s.gatherIDs()
	if control := strings.TrimSpace(q.Control); control != "" {
		if k := s.claims.KnownClaim(control); k != nil && s.mayTell(k) && s.fits(k) {
			s.note("S3", "Search", record.Passed, "Found by our number.", "claim "+k.Claim.Control)
			return []*record.KnownClaim{k}
		}
		s.note("S3", "Search", record.Note, "No claim of the provider and patient has the number that is named as ours.")
	}
	if account := strings.TrimSpace(q.Account); account != "" {
		found, ok := s.search(account, record.Span{})
		if !ok {
			return nil
		}
		if found = s.narrow(found); len(found) > 0 {
			return s.found(found, "Found by the account number.")
		}
	}
	days := q.ServiceDates()
	if days.From == 0 {
		switch {
		case q.DatesUnreadable:
			s.say(statusBadDates, "The days of service can't be read.")
		case strings.TrimSpace(q.Control) == "" && strings.TrimSpace(q.Account) == "":
			s.say(statusNothingToFind, "Neither a number nor a day of service is named.")
		default:
			s.sayNotFound()
		}
		return nil
	}
	found, ok := s.search("", days)
	if !ok {
		return nil
	}
	found = slices.DeleteFunc(found, func(k *record.KnownClaim) bool { return !s.asDescribed(k) })
	if len(found) > 0 {
		return s.found(found, "Found by days of service and what else is said of the claim.")
	}
	s.sayNotFound()
	return nil
}

// gatherIDs lists the ids by which claims of the patient may have been sent or
// decided: the one that was sent, and those of the households that it leads to.
func (s *statusSearch) gatherIDs() {
	add := func(id string) {
		if id != "" && !slices.Contains(s.ids, id) {
			s.ids = append(s.ids, id)
		}
	}
	add(memberID(&s.inquiry.Subscriber))
	for _, m := range s.family() {
		add(m.ID)
		for _, prior := range m.PriorIDs {
			add(prior)
		}
	}
}

// family returns the members whom the id that was sent leads to.
func (s *statusSearch) family() []*record.Member {
	var family []*record.Member
	for _, m := range s.book.MembersByID(memberID(&s.inquiry.Subscriber)) {
		for _, h := range append([]*record.Member{m}, s.book.Household(m.SubscriberID)...) {
			if !slices.Contains(family, h) {
				family = append(family, h)
			}
		}
	}
	return family
}

// search returns the asker's claims of the patient; of a dependent, who may be a
// twin, those that fit the person best. It reports false when there are too many,
// and has told so.
func (s *statusSearch) search(account string, days record.Span) ([]*record.KnownClaim, bool) {
	var found []*record.KnownClaim
	best, looked := 0, 0
	seen := map[string]bool{}
	for _, id := range s.ids {
		for k := range s.claims.KnownClaims(id, account, days) {
			if looked++; looked > maxSearched {
				s.say(statusTooMany, "More claims fit than can be looked through.")
				return nil, false
			}
			key := k.Claim.Control
			if key == "" {
				key = fmt.Sprint(k.Claim.Source)
			}
			if seen[key] || !s.mayTell(k) {
				continue
			}
			seen[key] = true
			score := s.personScore(k)
			if score < s.neededScore() || score < best {
				continue
			}
			if s.inquiry.Dependent != nil && score > best {
				best, found = score, nil
			}
			found = append(found, k)
		}
	}
	if len(found) > maxTold {
		s.say(statusTooMany, say("%d claims fit, %d are told at most.", len(found), maxTold))
		return nil, false
	}
	return found, true
}

// narrow leaves of the claims of one account those that fit what else was said,
// where any do: an account may stand for more than one visit.
func (s *statusSearch) narrow(found []*record.KnownClaim) []*record.KnownClaim {
	var fit []*record.KnownClaim
	for _, k := range found {
		if s.asDescribed(k) {
			fit = append(fit, k)
		}
	}
	if len(fit) > 0 {
		return fit
	}
	return found
}

// asDescribed reports whether days of service, charge and bill type are those
// asked about; what was not sent fits.
func (s *statusSearch) asDescribed(k *record.KnownClaim) bool {
	q, c := s.inquiry, k.Claim
	if days := q.ServiceDates(); days.From != 0 && (c.FirstDate() > max(days.From, days.To) || c.LastDate() < days.From) {
		return false
	}
	if q.Charge != nil && !q.Charge.Equal(c.Charge) {
		return false
	}
	return q.BillType == "" || c.BillType() == "" || sameBillType(q.BillType, c.BillType())
}

// sameBillType compares facility type and care, not the frequency, without the
// zero that some set in front.
func sameBillType(a, b string) bool {
	kind := func(t string) string {
		t = strings.TrimLeft(strings.TrimSpace(t), "0")
		return t[:min(len(t), 2)]
	}
	return kind(a) == kind(b)
}

// mayTell reports whether the claim is the asking provider's: who billed it, or
// rendered a line of it.
func (s *statusSearch) mayTell(k *record.KnownClaim) bool {
	c := k.Claim
	owns := func(id string) bool { return id != "" && slices.Contains(s.providers, id) }
	if owns(c.Billing.NPI) || owns(digits(c.Billing.TIN)) {
		return true
	}
	if p := c.Provider(nil, record.RenderingProvider); p != nil && owns(p.NPI) {
		return true
	}
	return slices.ContainsFunc(c.Lines, func(l record.ServiceLine) bool { return owns(c.Rendering(&l).NPI) })
}

// fits reports whether a claim that was found by our number is the patient's.
func (s *statusSearch) fits(k *record.KnownClaim) bool {
	sent := []string{memberID(k.Claim.Patient), memberID(k.Claim.Subscriber)}
	if k.Decision != nil {
		sent = append(sent, k.Decision.Member)
	}
	return slices.ContainsFunc(sent, func(id string) bool { return id != "" && slices.Contains(s.ids, id) }) &&
		s.personScore(k) >= s.neededScore()
}

// neededScore is how much of a person must agree: two of id, name and birth date,
// for a dependent, who is asked about without an id of his own, one of the others.
func (s *statusSearch) neededScore() int {
	if s.inquiry.Dependent != nil {
		return 1
	}
	return 2
}

// personScore counts what agrees of the patient's own id, name and birth date,
// with the claim as it was sent or with the member as we hold him, whichever is
// more.
func (s *statusSearch) personScore(k *record.KnownClaim) int {
	c := k.Claim
	submitted := *c.Patient
	if submitted.ID == "" && c.SubscriberIsPatient() {
		submitted.ID = c.Subscriber.ID
	}
	score := s.agreement(memberID(&submitted), submitted.Name, submitted.BirthDate)
	if k.Decision == nil || k.Decision.Member == "" {
		return score
	}
	for _, m := range s.book.MembersByID(k.Decision.Member) {
		if m.ID != k.Decision.Member {
			continue
		}
		for _, id := range append([]string{m.ID}, m.PriorIDs...) {
			score = max(score, s.agreement(id, m.Name, m.BirthDate))
		}
	}
	return score
}

// agreement counts what agrees with the person asked about.
func (s *statusSearch) agreement(id string, name record.PersonName, birth record.Date) int {
	asked, score := s.inquiry.Patient(), 0
	if s.inquiry.Dependent == nil && id != "" && memberID(asked) == id {
		score++
	}
	if sameLastName(asked.Name.Last, name.Last) && (letters(asked.Name.First) == "" || sameFirstName(asked.Name.First, name.First)) {
		score++
	}
	if asked.BirthDate != 0 && asked.BirthDate == birth {
		score++
	}
	return score
}

// found notes what was found.
func (s *statusSearch) found(claims []*record.KnownClaim, how string) []*record.KnownClaim {
	var looked []string
	for _, k := range claims {
		if k.Claim.Control == "" {
			looked = append(looked, "a claim that the front end rejected")
		} else {
			looked = append(looked, "claim "+k.Claim.Control)
		}
	}
	s.note("S3", "Search", record.Passed, how, looked...)
	return claims
}

// sayNotFound says that no claim was found, and why where the patient is the
// reason. What the book holds of anybody is not disclosed.
func (s *statusSearch) sayNotFound() {
	family := s.family()
	known := slices.ContainsFunc(family, func(m *record.Member) bool {
		return s.agreement(memberID(&s.inquiry.Subscriber), m.Name, m.BirthDate) >= s.neededScore()
	})
	switch {
	case len(family) == 0:
		s.say(statusNobody, "Nobody has the id.")
	case !known:
		s.say(statusSomebodyElses, "The id is somebody else's.")
	default:
		s.say(statusNotFound, "The provider has no such claim of the patient.")
	}
}

// say answers with a status of no claim, and what was asked.
func (s *statusSearch) say(status record.StatusCode, why string) {
	q := s.inquiry
	s.answer.Claims = []record.ToldClaim{{
		Statuses: []record.StatusCode{status}, AsOf: s.answer.Today, BillType: q.BillType, Account: q.Account,
		Prescription: q.Prescription, Clearinghouse: q.Clearinghouse, Dates: q.Dates,
	}}
	s.note("S3", "Search", record.Denial, why+" The answer is "+status.String()+".")
}
