package adjudicate

import (
	"github.com/hmox12/hmox12/mapping/record"
)

// delegatedReview looks at who decides: where the plan leaves referral and
// authorization to the group that the member's PCP is of, and the group owes the
// service by its DOFR, the requester is told whom to ask.
func delegatedReview(r *review, i *reviewItem) finding {
	l := i.line
	switch {
	case l.delegate == nil:
		return notApplicable("The member's group decides no requests.")
	case !l.plan.DelegateDecides:
		return notApplicable("The HMO judges referral and authorization itself.")
	case !i.claim.owedByDelegate(l):
		return passed("The HMO owes the service by the DOFR of %s, and decides.", l.delegate.ID).saw("category " + string(l.category))
	}
	contact := &record.ReviewContact{Name: l.delegate.Name}
	if p := r.book.Provider(l.delegate.NPI); p != nil {
		contact.Phone = p.Phone
	}
	r.answer.Contact = contact
	d := i.decide(record.ContactPayer, record.AnotherReviews)
	d.Messages = []string{"Decided by " + l.delegate.Name}
	if contact.Phone != "" {
		d.Messages[0] += ", phone " + contact.Phone
	}
	return noted("%s decides.", l.delegate.Name).saw("contract "+l.delegate.ID, "category "+string(l.category))
}
