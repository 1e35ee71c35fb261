package adjudicate

import (
	"strings"

	"github.com/hmox12/hmox12/mapping/record"
)

// This file looks at what must be right before a request is judged: whom it is
// for, who asks, and whether it says what is asked for.

// reviewedByUs asks whether the request is meant for this payer (2010A).
func reviewedByUs(r *review) finding {
	id := strings.TrimSpace(r.request.OrganizationID)
	if strings.EqualFold(id, r.answer.Payer.ID) || id != "" && id == r.answer.Payer.TIN {
		return passed("The request is for this payer.")
	}
	r.reject(record.ReviewOrganization, "79")
	return refused("Another payer is named, or none.")
}

// knownRequester asks whether somebody on file asks (2010B): by a valid NPI, and
// not suspended or excluded on the day.
func knownRequester(r *review) finding {
	npi := r.request.Requester.NPI
	if !record.ValidNPI(npi) {
		r.reject(record.ReviewRequester, "43")
		return refused("The requester is not named by a valid NPI.")
	}
	if r.requester = r.book.Provider(npi); r.requester == nil {
		r.reject(record.ReviewRequester, "51")
		return refused("The requester is not on file.").saw(npi)
	}
	for _, hold := range r.book.CredentialHolds(npi) {
		if hold.Contains(r.today) {
			r.answer.Rejections = append(r.answer.Rejections, record.ReviewRejection{Level: record.ReviewRequester, Reason: "50", FollowUp: "N"})
			return refused("The requester is %s.", hold.Reason).saw(npi, hold.String())
		}
	}
	return passed("The requester is on file.").saw(npi)
}

// completeRequest asks whether the event and its services say enough: dates and
// quantities that can be read, and what is asked for. An event that is wrong ends
// the request; a service that is, ends itself.
func completeRequest(r *review) finding {
	event := &r.request.Event
	switch {
	case event.DatesInvalid:
		r.reject(record.ReviewEvent, "56")
	case event.InputInvalid, r.request.MoreServices > 0:
		r.reject(record.ReviewEvent, "33")
	case event.Category == "":
		r.reject(record.ReviewEvent, "15")
	}
	if r.answer.Rejected() {
		return refused("A value of the event is missing, or is none.")
	}
	return passed("The event says what is asked for.").saw("category "+event.Category, "certification "+event.Certification)
}
