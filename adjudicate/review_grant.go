package adjudicate

import (
	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// This file ends an item: refused, left to a clinician, or granted with a
// referral or authorization that claims find.

// reviewDays is how long a referral or authorization holds where neither the plan
// nor the request says so.
const reviewDays = 90

// deny refuses the item (A3). What was refused as a service is kept as a refused
// authorization: a claim that comes all the same is told so.
func (r *review) deny(i *reviewItem, reason record.ReviewReason, message, format string, args ...any) finding {
	d := i.decide(record.NotCertified, reason)
	d.Messages = []string{message}
	d.Reference = r.number(i)
	if !i.referral {
		r.keep(i, &record.PriorAuthorization{
			Number: d.Reference, Status: record.Denied,
			Span: record.Span{From: i.line.day(), To: i.line.day().AddDays(reviewDays - 1)},
		})
	}
	return conclude(record.Denial, format, args)
}

// pend leaves the item to a clinician (A4).
func (r *review) pend(i *reviewItem, reason record.ReviewReason, format string, args ...any) finding {
	d := i.decide(record.ReviewPended, reason)
	d.Reference = r.number(i)
	return conclude(record.Pend, format, args)
}

// tell adds a message to what was decided.
func (f finding) tell(i *reviewItem, message string) finding {
	i.decision.Messages = append(i.decision.Messages, message)
	return f
}

// referral returns the member's referral with a number, as this request changed
// it last; nil when it is not hers.
func (r *review) referral(number string) *record.Referral {
	for n := len(r.answer.Referrals) - 1; n >= 0; n-- {
		if f := r.answer.Referrals[n]; f.Number == number {
			return f
		}
	}
	if f := r.book.Referral(number); f != nil && f.Member == r.member.ID {
		return f
	}
	return nil
}

// authorization is referral for an authorization.
func (r *review) authorization(number string) *record.PriorAuthorization {
	for n := len(r.answer.Authorizations) - 1; n >= 0; n-- {
		if a := r.answer.Authorizations[n]; a.Number == number {
			return a
		}
	}
	if a := r.book.Authorization(number); a != nil && a.Member == r.member.ID {
		return a
	}
	return nil
}

// number returns our number of an item that gets no other: the one that it has from
// when it waited, else the next.
func (r *review) number(i *reviewItem) string {
	if i.reference != "" {
		return i.reference
	}
	if i.referral {
		return r.numbers.Referral()
	}
	return r.numbers.Authorization()
}

// period returns the days that a grant holds for: from the day asked for, no
// earlier than today, for at most so many days and no longer than coverage; and
// whether that is less than was asked for.
func (r *review) period(i *reviewItem, most int) (period record.Span, less bool) {
	from, to := i.asked.From, i.asked.To
	if from == 0 {
		from = r.today
	}
	open := to == 0 || to == i.asked.From // a day to begin on
	if from < r.today {
		from, less = r.today, !open
	}
	if most == 0 && open {
		most = reviewDays
	}
	if last := from.AddDays(most - 1); most > 0 && (open || to > last) {
		to, less = last, less || !open
	}
	if i.span.To != 0 && i.span.To < to {
		to, less = i.span.To, less || !open
	}
	return record.Span{From: from, To: to}, less
}

// grantReferral grants visits: by a new referral, or by an earlier one that is
// extended or revised.
func (r *review) grantReferral(i *reviewItem, action record.ReviewAction, visits int, period record.Span) {
	f := &record.Referral{
		Member: r.member.ID, Referring: r.referring(i), Issued: r.today, Visits: visits, Span: period,
	}
	if f.ReferredTo = i.wantedNPI(); f.ReferredTo == "" {
		f.Specialty = i.specialty
	}
	if e := i.earlier; e != nil && i.certification(r) != "R" {
		changed := *e
		switch i.certification(r) {
		case "4":
			changed.Visits += visits
			if changed.To != 0 {
				changed.To = max(changed.To, period.To)
			}
		default:
			used := int(r.ledger.Used(visitsOf(e)).IntPart())
			changed.Visits, changed.ReferredTo, changed.Specialty = max(visits, used), f.ReferredTo, f.Specialty
			changed.To = period.To
		}
		changed.Cancelled = 0
		f = &changed
	} else {
		f.Number = r.numbers.Referral()
	}
	r.answer.Referrals = append(r.answer.Referrals, f)
	d := i.decide(action)
	d.Number, d.Period = f.Number, f.Span
	d.Delivery = r.delivery(i, "VS", decimal.NewFromInt(int64(visits)))
}

// grantAuthorization grants units or days, zero for any number of them: by a new
// authorization, or by an earlier one that is extended or revised.
func (r *review) grantAuthorization(i *reviewItem, action record.ReviewAction, units decimal.Decimal, period record.Span) *record.ReviewDecision {
	a := &record.PriorAuthorization{Status: record.Approved, Units: units, Span: period}
	if e := i.earlierGranted; e != nil && i.certification(r) != "R" {
		changed := *e
		if i.certification(r) == "4" {
			if changed.Units.IsPositive() {
				changed.Units = changed.Units.Add(units)
			}
			if changed.To != 0 {
				changed.To = max(changed.To, period.To)
			}
		} else {
			changed.Units, changed.To = decimal.Max(units, r.ledger.Used(record.Counter{Kind: record.AuthorizedUnits, Owner: e.Number})), period.To
		}
		changed.Status, changed.Cancelled = record.Approved, 0
		a = &changed
		r.answer.Authorizations = append(r.answer.Authorizations, a)
	} else {
		a.Number = r.numbers.Authorization()
		r.keep(i, a)
	}
	d := i.decide(action)
	d.Number, d.Period, d.Units = a.Number, a.Span, units
	return d
}

// keep adds an authorization with what it is for.
func (r *review) keep(i *reviewItem, a *record.PriorAuthorization) {
	a.Member, a.Requester, a.Provider = r.member.ID, r.requester.NPI, i.wantedNPI()
	switch code := i.Procedure.Code; {
	case code != "":
		a.Codes = []record.CodeRange{{From: code, To: code}}
	case i.line.category != "":
		a.Categories = []record.ServiceCategory{i.line.category}
	}
	r.answer.Authorizations = append(r.answer.Authorizations, a)
}

// delivery returns HSD as granted: as asked for with another quantity, else of
// its own.
func (r *review) delivery(i *reviewItem, unit string, quantity decimal.Decimal) *record.Delivery {
	for _, h := range []*record.Delivery{i.Delivery, r.request.Event.Delivery} {
		if h != nil && h.Unit == unit {
			granted := *h
			granted.Quantity = quantity
			return &granted
		}
	}
	return &record.Delivery{Unit: unit, Quantity: quantity}
}
