package adjudicate

import "github.com/hmox12/hmox12/mapping/record"

// datesAsked settles the run of days asked about, by default the day on which
// the inquiry came. It may begin up to the policy's months ago (24 by default)
// and not after this month; what lies beyond this month is cut off. The member
// may be unknown. It rejects with 57, 62, 63 or 60 at the patient's level.
func (e *eligibility) datesAsked() {
	if e.inquiry.DatesInvalid {
		e.rejectDates("57", "What was sent is no date.")
		return
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
		e.rejectDates("62", "It is too long ago.", dayOrDays(asked))
	case asked.From > latest:
		e.rejectDates("63", "It is after the end of this month.", dayOrDays(asked))
	case e.member != nil && asked.To < e.member.BirthDate:
		e.rejectDates("60", "It is before the patient's birth.", dayOrDays(asked))
	default:
		e.note(passed("The days may be asked about."), dayOrDays(asked))
	}
	asked.To = min(asked.To, latest)
	e.dates = asked
}

// dayOrDays names a run of days, or the one that it is.
func dayOrDays(s record.Span) string {
	if s.From == s.To {
		return s.From.String()
	}
	return s.String()
}

func (e *eligibility) rejectDates(reason, why string, looked ...string) {
	e.reject(e.patientLevel(), reason)
	e.note(refused("%s", why), looked...)
}
