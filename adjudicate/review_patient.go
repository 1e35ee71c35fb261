package adjudicate

import (
	"github.com/hmox12/hmox12/mapping/record"
)

// reviewedPatient finds the patient as an eligibility inquiry does; an id that
// nobody has is told as 75, which a 278 may say.
func reviewedPatient(r *review) finding {
	search := patientSearch{
		book: r.book, subscriber: &r.request.Subscriber, dependent: r.request.Dependent,
		byName: r.answer.Payer.Inquiries.SearchByName, unknownID: "75",
	}
	found := search.find()
	for _, f := range search.failed {
		level := record.ReviewSubscriber
		if f.dependent {
			level = record.ReviewDependent
		}
		r.reject(level, f.reason)
	}
	if found == nil {
		return refused("The patient was not found by what was sent.").saw(search.reasons()...)
	}
	r.member, r.answer.Member = found, found
	if !found.Subscriber() {
		for _, m := range r.book.MembersByID(found.SubscriberID) {
			if m.ID == found.SubscriberID {
				r.answer.Subscriber = m
			}
		}
	}
	return passed("The patient is a member.").saw(found.ID)
}

// coveredEvent asks whether the member is covered on the day of the event. One
// who is not is a rejection at the patient's level (95), not a refusal.
func coveredEvent(r *review) finding {
	day := r.eventDay()
	spans := r.book.Coverage(r.member.ID)
	for _, s := range spans {
		if !s.Contains(day) {
			continue
		}
		if r.plan = r.book.Plan(s.Plan); r.plan == nil {
			r.unavailable = true
			return refused("Plan %s is not on file.", s.Plan)
		}
		r.span, r.answer.Plan = s, s.Plan
		return passed("The member is covered on %s.", day).saw("plan "+s.Plan, s.String())
	}
	level := record.ReviewSubscriber
	if r.request.Dependent != nil {
		level = record.ReviewDependent
	}
	r.answer.Rejections = append(r.answer.Rejections, record.ReviewRejection{Level: level, Reason: "95", FollowUp: "N"})
	f := refused("The member is not covered on %s.", day)
	for _, s := range spans {
		f = f.saw(s.Plan + " " + s.String())
	}
	return f
}

// eventDay is the first day of what is asked for: the event's, else the first of
// its services', else the day of the request. A period that goes on begins no
// earlier than that.
func (r *review) eventDay() record.Date {
	asked := askedDates(&r.request.Event)
	for i := range r.request.Services {
		if asked.From == 0 {
			asked = askedDates(&r.request.Services[i])
		}
	}
	switch {
	case asked.From == 0:
		return r.today
	case asked.From < r.today && asked.To >= r.today:
		return r.today
	}
	return asked.From
}

// askedDates returns the days that an item asks for: of the admission, the
// service, or the event.
func askedDates(item *record.ReviewItem) record.Span {
	asked := item.Dates("435", "472", "AAH")
	if discharge := item.Dates("096"); discharge.From > asked.From && asked.From != 0 {
		asked.To = discharge.From
	}
	return asked
}
