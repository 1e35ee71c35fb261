package adjudicate

import (
	"slices"

	"github.com/hmox12/hmox12/mapping/record"
)

// enrolledOther takes over what other payers cover (COB): since when, until when,
// and whether they pay first. A payer that was known in other words is closed the
// day before.
func enrolledOther(n *enrollment) {
	for i := range n.e.Coverages {
		c := &n.e.Coverages[i]
		for j := range c.Other {
			n.coordinate(i+1, c, &c.Other[j])
		}
	}
}

func (n *enrollment) coordinate(number int, c *record.MemberBenefit, o *record.EnrolledOther) {
	from := o.Span.From
	if from == 0 {
		from = n.begin(c)
	}
	if from == 0 && len(n.spans) > 0 {
		from = n.spans[0].From
	}
	other := record.OtherCoverage{
		Member: n.member.ID, Span: record.Span{From: from, To: o.Span.To}, PayerName: o.Insurer.Name, PayerID: o.Insurer.ID.Number,
		PolicyID: o.Policy, Primary: o.Sequence == "P", Source: n.source,
	}
	if other.PayerName == "" {
		other.PayerName = other.PayerID
	}
	if other.PayerName == "" {
		n.refuse(number, "no payer", refused("Other coverage names no payer (NM1*IN)."))
		return
	}
	if other.To != 0 && other.To < from {
		other.From = other.To // it ends: what was before stays
	}
	if o.Exists == "6" {
		n.endOther(number, other)
		return
	}
	if o.Sequence == "U" {
		n.tell(number, needsPerson("Which of the payers is first is not known; %s counts as later.", other.PayerName))
	}
	var kept []record.OtherCoverage
	for _, held := range n.others {
		if !samePayer(held, other) || !held.Overlaps(other.Span) {
			kept = append(kept, held)
			continue
		}
		if held.Primary == other.Primary && held.Span == other.Span {
			n.note(number, passed("%s is on file.", other.PayerName).saw("other coverage "+held.Span.String()))
			return
		}
		if held.InsuranceType != "" {
			other.InsuranceType = held.InsuranceType
		}
		if held.From < other.From {
			held.To, held.Source = other.From.AddDays(-1), n.source
			kept = append(kept, held)
		}
	}
	n.others = append(kept, other)
	slices.SortStableFunc(n.others, func(a, b record.OtherCoverage) int { return int(a.From) - int(b.From) })
	n.note(number, adjusted("%s %s %s.", other.PayerName, turn(other.Primary), other.Span))
}

func turn(primary bool) string {
	if primary {
		return "pays first"
	}
	return "pays after us"
}

// endOther ends what was on file of a payer of whom there is no coverage.
func (n *enrollment) endOther(number int, other record.OtherCoverage) {
	last := other.To
	if last == 0 {
		last = other.From.AddDays(-1)
	}
	var kept []record.OtherCoverage
	for _, held := range n.others {
		if samePayer(held, other) && (held.To == 0 || held.To > last) {
			if held.From > last {
				continue
			}
			held.To, held.Source = last, n.source
		}
		kept = append(kept, held)
	}
	if slices.Equal(kept, n.others) {
		n.note(number, passed("No other coverage by %s is on file.", other.PayerName))
		return
	}
	n.others = kept
	n.note(number, adjusted("There is no other coverage by %s after %s.", other.PayerName, last))
}

// samePayer tells other payers apart by their id, without one by name.
func samePayer(a, b record.OtherCoverage) bool {
	if a.PayerID != "" && b.PayerID != "" {
		return a.PayerID == b.PayerID
	}
	return sameSpelling(a.PayerName, b.PayerName)
}
