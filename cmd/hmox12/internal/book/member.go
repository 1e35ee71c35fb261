package book

import "github.com/hmox12/hmox12/mapping/record"

// members reads members.csv.
func (l *loader) members() error {
	columns := []string{
		"id", "priorIds", "subscriber", "relationship", "last", "first", "middle", "suffix", "birthDate", "sex",
		"street", "street2", "city", "state", "zip", "groupNumber", "confidential?",
	}
	var later []value // subscribers who stand behind those whom they cover, or nowhere
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
		if l.book.knows(m.ID) {
			id.report("another member has the id", "ids of members are unique")
			return
		}
		l.book.members.Add(m)
		if m.Subscriber() {
			return
		}
		if subscriber := l.book.member(m.SubscriberID); subscriber == nil || !subscriber.Subscriber() {
			later = append(later, r.cell("subscriber"))
		}
	})
	for _, v := range later {
		if m := l.member(v); m != nil && !m.Subscriber() {
			v.report("the member is not a subscriber", "name the subscriber of the household")
		}
	}
	return err
}

// member returns the member whom a value names; one whom members.csv does not
// know is reported.
func (l *loader) member(v value) *record.Member {
	m := l.book.member(v.text)
	if m == nil {
		l.unknownMember(v)
	}
	return m
}

// knownMember reports a value that names no member whom members.csv knows.
func (l *loader) knownMember(v value) {
	if !l.book.knows(v.text) {
		l.unknownMember(v)
	}
}

func (l *loader) unknownMember(v value) {
	if v.text != "" && !l.unread["members.csv"] {
		v.report("no such member", "correct the id, or add the member to members.csv")
	}
}

// coverage reads coverage.csv.
func (l *loader) coverage() error {
	err := l.table("coverage.csv", []string{"member", "plan", "from", "to", "endReason", "graceMonth"}, func(r *row) {
		plan, grace := r.cell("plan").required(), r.cell("graceMonth")
		s := record.CoverageSpan{
			Member:     r.cell("member").required().sendable(),
			Plan:       plan.text,
			Span:       span(r.cell("from"), r.cell("to")),
			EndReason:  oneOf(r.cell("endReason"), record.EndTerminated, record.EndDependentAge, record.EndNonPayment),
			GraceMonth: grace.count(),
		}
		l.knownMember(r.cell("member"))
		if plan.text != "" && l.book.plans[plan.text] == nil && !l.unread["plans"] {
			plan.report("no such plan: "+plan.text, "correct it, or add it to plans")
		}
		if s.GraceMonth > 3 {
			grace.report("a grace period has three months", "write 1, 2 or 3, or leave it empty")
		}
		if s.EndReason != "" && s.To == 0 {
			r.cell("endReason").report("the span has no end", "write its last day in to")
		}
		l.book.coverage.add(r, &s)
	})
	l.book.coverage.checkOverlaps(l.source("coverage.csv"), "the member's coverage")
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
		l.knownMember(r.cell("member"))
		l.book.others.add(r, &o)
	})
	return err
}

// pcp reads pcp.csv: who is whose primary care provider.
func (l *loader) pcp() error {
	err := l.table("pcp.csv", []string{"member", "npi", "from", "to"}, func(r *row) {
		a := record.PCPAssignment{
			Member: r.cell("member").required().sendable(),
			NPI:    r.cell("npi").required().sendable(),
			Span:   span(r.cell("from"), r.cell("to")),
		}
		l.knownMember(r.cell("member"))
		if p := l.provider(r.cell("npi")); p != nil && !p.PCP {
			r.cell("npi").report("the provider is not a primary care provider", "choose one who has pcp in providers.csv")
		}
		l.book.pcps.add(r, &a)
	})
	l.book.pcps.checkOverlaps(l.source("pcp.csv"), "the member's PCP")
	return err
}
