package adjudicate

import (
	"github.com/hmox12/hmox12/mapping/record"
)

// earlierReview finds the review that is renewed, extended or revised (UM02 R, 4,
// S) by its number, which must be the member's and of the same kind. An appeal
// or a reconsideration is for a clinician, whoever it was that refused.
func earlierReview(r *review, i *reviewItem) finding {
	number, certification := i.earlierNumber(r), i.certification(r)
	switch {
	case certification == "" || certification == "I":
		return notApplicable("A first request.")
	case certification == "1" || certification == "2" || certification == "N":
		return r.pend(i, record.NeedsMedicalReview, "An appeal or reconsideration is for a clinician.")
	case certification == "R" && number == "":
		return notApplicable("A renewal that names no earlier review is judged as a first request.")
	}
	if i.referral {
		if f := r.referral(number); f != nil {
			i.earlier = f
			return passed("Referral %s is hers.", f.Number).saw(f.Span.String())
		}
	} else if a := r.authorization(number); a != nil {
		i.earlierGranted = a
		return passed("Authorization %s is hers.", a.Number).saw(a.Span.String())
	}
	r.rejectItem(i, false, "33")
	return refused("The review that is to be changed is not on file for this member.")
}

// certification returns UM02 of the item, else of the event.
func (i *reviewItem) certification(r *review) string {
	if i.Certification != "" {
		return i.Certification
	}
	return r.request.Event.Certification
}

// earlierNumber returns the number of the review that the item is about: its
// own, else the event's.
func (i *reviewItem) earlierNumber(r *review) string {
	if number := i.Earlier(); number != "" {
		return number
	}
	return r.request.Event.Earlier()
}
