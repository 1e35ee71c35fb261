package book

import (
	"slices"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/mapping/record"
)

// members reads members.csv.
func (l *loader) members() error {
	columns := []string{
		"id", "priorIds", "subscriber", "relationship", "last", "first", "middle", "suffix", "birthDate", "sex",
		"street", "street2", "city", "state", "zip", "groupNumber", "confidential?",
	}
	var subscribers []value
	err := l.table("members.csv", columns, func(r *row) {
		id, relationship := r.cell("id").required(), r.cell("relationship")
		m := &record.Member{
			ID:           id.text,
			PriorIDs:     r.cell("priorIds").words(),
			SubscriberID: r.cell("subscriber").required().sendable(),
			Relationship: oneOf(relationship.required(), "18", "01", "19", "20", "21", "39", "40", "53", "G8"),
			Name:         r.name(),
			BirthDate:    r.cell("birthDate").required().date(),
			Sex:          oneOf(r.cell("sex").required(), "F", "M", "U"),
			Address:      r.address(),
			GroupNumber:  r.text("groupNumber"),
			Confidential: r.cell("confidential").flag(),
		}
		if m.BirthDate > l.book.night.Run && l.book.night.Run != 0 {
			r.cell("birthDate").report("is after the run date", "correct it")
		}
		if m.Relationship != "" && (m.Relationship == "18") != m.Subscriber() {
			relationship.report("18 is for subscribers, and for them alone", "a subscriber's row names itself as subscriber")
		}
		if l.book.members[m.ID] != nil {
			id.report("another member has the id", "ids of members are unique")
			return
		}
		subscribers = append(subscribers, r.cell("subscriber"))
		l.book.addMember(m)
	})
	for _, v := range subscribers {
		if m := l.member(v); m != nil && !m.Subscriber() {
			v.report("the member is not a subscriber", "name the subscriber of the household")
		}
	}
	for _, household := range l.book.households {
		slices.SortStableFunc(household, func(a, b *record.Member) int {
			switch {
			case a.Subscriber() == b.Subscriber():
				return 0
			case a.Subscriber():
				return -1
			}
			return 1
		})
	}
	return err
}

func (b *Book) addMember(m *record.Member) {
	b.members[m.ID] = m
	b.byID[m.ID] = append(b.byID[m.ID], m)
	for _, prior := range m.PriorIDs {
		if !slices.Contains(b.byID[prior], m) {
			b.byID[prior] = append(b.byID[prior], m)
		}
	}
	name := nameKey{adjudicate.NormalizeName(m.Name.Last), m.BirthDate}
	b.byName[name] = append(b.byName[name], m)
	b.households[m.SubscriberID] = append(b.households[m.SubscriberID], m)
}

// member returns the member whom a value names; one whom members.csv does not
// know is reported.
func (l *loader) member(v value) *record.Member {
	m := l.book.members[v.text]
	if m == nil && v.text != "" && !l.unread["members.csv"] {
		v.report("no such member", "correct the id, or add the member to members.csv")
	}
	return m
}

// coverage reads coverage.csv.
func (l *loader) coverage() error {
	var all []placed
	err := l.table("coverage.csv", []string{"member", "plan", "from", "to", "endReason", "graceMonth"}, func(r *row) {
		plan, grace := r.cell("plan").required(), r.cell("graceMonth")
		s := record.CoverageSpan{
			Member:     r.cell("member").required().sendable(),
			Plan:       plan.text,
			Span:       span(r.cell("from"), r.cell("to")),
			EndReason:  oneOf(r.cell("endReason"), record.EndTerminated, record.EndDependentAge, record.EndNonPayment),
			GraceMonth: grace.count(),
		}
		l.member(r.cell("member"))
		if plan.text != "" && l.book.plans[plan.text] == nil && !l.unread["plans"] {
			plan.report("no such plan: "+plan.text, "correct it, or add it to plans")
		}
		if s.GraceMonth > 3 {
			grace.report("a grace period has three months", "write 1, 2 or 3, or leave it empty")
		}
		if s.EndReason != "" && s.To == 0 {
			r.cell("endReason").report("the span has no end", "write its last day in to")
		}
		l.book.coverage[s.Member] = append(l.book.coverage[s.Member], s)
		all = append(all, r.at(s.Member, s.Span))
	})
	checkOverlaps(all, "the member's coverage")
	byFirstDay(l.book.coverage, func(s record.CoverageSpan) record.Date { return s.From })
	return err
}

// otherCoverage reads other_coverage.csv.
func (l *loader) otherCoverage() error {
	columns := []string{"member", "from", "to", "payerName", "payerId", "policyId", "insuranceType", "primary"}
	err := l.table("other_coverage.csv", columns, func(r *row) {
		o := record.OtherCoverage{
			Member:    r.cell("member").required().sendable(),
			Span:      span(r.cell("from"), r.cell("to")),
			PayerName: r.cell("payerName").required().prose(),
			PayerID:   r.cell("payerId").required().sendable(),
			PolicyID:  r.text("policyId"),
			Primary:   r.cell("primary").flag(),

			InsuranceType: r.text("insuranceType"),
		}
		l.member(r.cell("member"))
		l.book.others[o.Member] = append(l.book.others[o.Member], o)
	})
	byFirstDay(l.book.others, func(o record.OtherCoverage) record.Date { return o.From })
	return err
}

// pcp reads pcp.csv: who is whose primary care provider.
func (l *loader) pcp() error {
	var all []placed
	err := l.table("pcp.csv", []string{"member", "npi", "from", "to"}, func(r *row) {
		a := record.PCPAssignment{
			Member: r.cell("member").required().sendable(),
			NPI:    r.cell("npi").required().sendable(),
			Span:   span(r.cell("from"), r.cell("to")),
		}
		l.member(r.cell("member"))
		if p := l.provider(r.cell("npi")); p != nil && !p.PCP {
			r.cell("npi").report("the provider is not a primary care provider", "choose one who has pcp in providers.csv")
		}
		l.book.pcps[a.Member] = append(l.book.pcps[a.Member], a)
		all = append(all, r.at(a.Member, a.Span))
	})
	checkOverlaps(all, "the member's PCP")
	byFirstDay(l.book.pcps, func(a record.PCPAssignment) record.Date { return a.From })
	return err
}
