package adjudicate_test

import (
	"fmt"
	"iter"
	"strings"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/mapping/record"
)

// cabinet is a ClaimFile in memory.
type cabinet struct{ claims []*record.KnownClaim }

func (c *cabinet) KnownClaim(control string) *record.KnownClaim {
	return first(c.claims, func(k *record.KnownClaim) bool { return k.Claim.Control == control && control != "" })
}

func (c *cabinet) KnownClaims(member, account string, dates record.Span) iter.Seq[*record.KnownClaim] {
	return func(yield func(*record.KnownClaim) bool) {
		for _, rejected := range []bool{false, true} {
			for _, k := range c.claims {
				id := k.Claim.Patient.ID
				if id == "" {
					id = k.Claim.Subscriber.ID
				}
				is := id == member || k.Decision != nil && k.Decision.Member == member
				days := record.Span{From: k.Claim.FirstDate(), To: k.Claim.LastDate()}
				if is && (len(k.Rejections) > 0) == rejected && (account == "" || k.Claim.Account == account) &&
					(dates.From == 0 || days.Overlaps(dates)) && !yield(k) {
					return
				}
			}
		}
	}
}

// statusSample is the sample with the claims that were decided in it.
type statusSample struct {
	*sample
	cabinet
}

func newStatusSample() *statusSample {
	s := &statusSample{sample: newSample()}
	s.payer.TIN = "771234567"
	return s
}

// decide decides a claim and files it as a store would.
func (s *statusSample) decide(claim *record.Claim) *record.KnownClaim {
	d := s.sample.decide(claim)
	if d.Reversal != nil {
		earlier := s.KnownClaim(d.Reversal.Control)
		earlier.Decision, earlier.ReplacedBy = d.Reversal, ""
		if d.Corrects != "" {
			earlier.ReplacedBy = claim.Control
		}
	}
	return s.keep(claim, d)
}

// keep files a claim with what became of it.
func (s *statusSample) keep(claim *record.Claim, d *record.Decision) *record.KnownClaim {
	k := &record.KnownClaim{Claim: claim, Decision: d}
	s.claims = append(s.claims, k)
	return k
}

// ask makes an inquiry about a member, put by a provider.
func (s *statusSample) ask(provider, member string) *record.StatusInquiry {
	q := &record.StatusInquiry{
		InformationSourceID: "77001", Received: 20260302, Trace: "T",
		Providers:  []record.ClaimProvider{{NPI: provider}},
		Subscriber: record.Person{ID: member},
	}
	if held := s.MembersByID(member); len(held) == 1 {
		q.Subscriber.Name, q.Subscriber.BirthDate = held[0].Name, held[0].BirthDate
	}
	return q
}

func (s *statusSample) answer(q *record.StatusInquiry) *record.StatusAnswer {
	return adjudicate.ClaimStatus(s.shelf, &s.cabinet, q, s.opts)
}

// onDay sets the day of service asked about.
func onDay(q *record.StatusInquiry, day record.Date) *record.StatusInquiry {
	q.Dates = record.Span{From: day, To: day}
	return q
}

func charged(q *record.StatusInquiry, amount string) *record.StatusInquiry {
	charge := usd(amount)
	q.Charge = &charge
	return q
}

func numbered(q *record.StatusInquiry, control string) *record.StatusInquiry {
	q.Control = control
	return q
}

func accounted(q *record.StatusInquiry, account string) *record.StatusInquiry {
	q.Account = account
	return q
}

// statusTold writes an answer as the cases want it.
func statusTold(a *record.StatusAnswer) string {
	if a.Refused != "" {
		return fmt.Sprintf("%s %s %s", a.Refused, a.Status, a.Today.Compact())
	}
	var claims []string
	for _, c := range a.Claims {
		var b strings.Builder
		for i, status := range c.Statuses {
			if i > 0 {
				b.WriteString("+")
			}
			b.WriteString(status.String())
		}
		fmt.Fprintf(&b, " %s", c.AsOf.Compact())
		if c.Charge != nil {
			fmt.Fprintf(&b, " charge %s", c.Charge)
		}
		if c.Paid != nil {
			fmt.Fprintf(&b, " paid %s", c.Paid)
		}
		for _, part := range []struct{ name, value string }{
			{"final", c.Final.Compact()}, {"paid on", c.PaidOn.Compact()}, {"by", c.PaymentNumber}, {"VV", c.Voucher}, {"1K", c.Control}, {"EJ", c.Account},
		} {
			if part.value != "" {
				fmt.Fprintf(&b, " %s %s", part.name, part.value)
			}
		}
		for _, l := range c.Lines {
			fmt.Fprintf(&b, "\n  %s%s %s %s of %s", l.Procedure, l.Revenue, l.Statuses[0], l.Paid, l.Charge)
		}
		claims = append(claims, b.String())
	}
	return strings.Join(claims, "\n")
}

// childOf makes the inquiry one about a dependent.
func childOf(q *record.StatusInquiry, m *record.Member) *record.StatusInquiry {
	q.Dependent = &record.Person{Name: m.Name, BirthDate: m.BirthDate}
	return q
}
