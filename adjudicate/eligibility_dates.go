package adjudicate

import "github.com/hmox12/hmox12/mapping/record"

// datesAsked returns the run of days asked about, by default the day on which
// the inquiry came. It may begin up to the policy's months ago (24 by default)
// and not after this month; what lies beyond this month is cut off. The member
// may be nil. It rejects with 57, 62, 63 or 60 at the patient's level.
func (e *eligibility) datesAsked(member *record.Member) record.Span {
	if e.inquiry.DatesInvalid {
		e.rejectDates("57", "what was sent is no date")
		return record.Span{}
	}
	asked := e.inquiry.Dates
	for _, q := range e.inquiry.Questions {
		if asked.From == 0 {
			asked = q.Dates
		}
	}
	if asked.From == 0 {
		asked.From = e.today
	}
	asked.To = max(asked.To, asked.From)

	months := e.policy.MonthsBack
	if months == 0 {
		months = 24
	}
	latest := e.today.EndOfMonth()
	switch {
	case asked.From < e.today.AddMonths(-months):
		e.rejectDates("62", "too long ago", asked.String())
	case asked.From > latest:
		e.rejectDates("63", "after the end of this month", asked.String())
	case member != nil && asked.To < member.BirthDate:
		e.rejectDates("60", "before the patient's birth", asked.String())
	default:
		e.note("Q4", "Date", record.Passed, "may be asked about", asked.String())
	}
	asked.To = min(asked.To, latest)
	return asked
}

func (e *eligibility) rejectDates(reason, why string, looked ...string) {
	e.reject(e.patientLevel(), reason)
	e.note("Q4", "Date", record.Denial, why, looked...)
}
