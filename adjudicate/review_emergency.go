package adjudicate

import (
	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// emergencyNotice takes the notice of an emergency admission: it is certified for
// the plan's days from the admission on, wherever it is, and looked at again on the
// day after them. Notice that comes later than the plan's working days is for a
// clinician.
// Other emergency care needs no authorization. An admission is an emergency by
// its type (CL101 1 or 5), or as the requester says (UM06 03).
func emergencyNotice(r *review, i *reviewItem) finding {
	admission := r.request.Event.Admission.Type
	level := i.LevelOfService
	if level == "" {
		level = r.request.Event.LevelOfService
	}
	if level != "03" && (!i.admission || admission != "1" && admission != "5") {
		return notApplicable("Nothing tells of an emergency.")
	}
	looked := []string{"admission type " + admission, "level of service " + level}
	if !i.admission {
		i.decide(record.NoReviewNeeded, record.NoReviewRequired).Messages = []string{"Emergency care needs no authorization"}
		return passed("Emergency care needs no authorization.").saw(looked...)
	}
	first := i.line.day()
	if notice := i.plan.Reviews.EmergencyNoticeDays; notice > 0 {
		within := record.PromptPay{Days: notice, Working: true}
		last := within.Due(first, r.book.Payer().Holidays)
		if r.request.Received > last {
			return r.pend(i, record.NeedsMedicalReview, "An emergency admission of %s, told after %s: for a clinician.", first, last).
				tell(i, "Told too late to be certified as an emergency").
				saw(append(looked, say("notice within %s", counted(notice, "working day")))...)
		}
		looked = append(looked, "told in time, by "+last.String())
	}
	days := max(i.plan.Reviews.EmergencyDays, 1)
	granted, action := days, record.Certified
	if asked := int(i.quantity.IntPart()); asked > 0 {
		granted = min(asked, days)
		if asked > days {
			action = record.Modified
		}
	}
	period := record.Span{From: first, To: first.AddDays(granted - 1)}
	d := r.grantAuthorization(i, action, decimal.NewFromInt(int64(granted)), period)
	d.Delivery = &record.Delivery{Unit: "DY", Quantity: decimal.NewFromInt(int64(granted))}
	d.NextReview = period.To.AddDays(1)
	d.Messages = append(d.Messages, "Next review "+d.NextReview.String())
	return passed("An emergency admission is certified for %s; to be reviewed on %s.", counted(granted, "day"), d.NextReview).
		saw(append(looked, say("plan's %s", counted(days, "day")))...)
}

// counted returns 1 day, 2 days.
func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return say("%d %ss", n, what)
}
