package view

// unitHeads say which segment begins a unit of a transaction set. In other sets
// a unit is an HL that has no level below it, or something of its own to ask or
// tell; in a 278 the patient event.
var unitHeads = map[string]struct {
	segment string
	kind    kind
}{
	"837": {"CLM", claim},
	"835": {"CLP", remittance},
	"834": {"INS", member},
	"999": {"AK2", acknowledgment},
}

// begins reports whether a block begins with the segment: a head does, and what
// is no part of the loop that the open block began. The services of a patient
// event (278) are shown with it.
func (r *reading) begins(it *item) bool {
	if r.open == nil || len(r.open.items) == 0 {
		return true
	}
	if event := r.open.scope; isEvent(event) && isService(it.scope) && it.scope.within(event) {
		return false
	}
	switch string(it.seg.ID()) {
	case "ISA", "GS", "ST", "SE", "GE", "IEA", "HL":
		return true
	}
	if k, _ := headOf(it); k != noUnit {
		return true
	}
	return !it.scope.within(r.open.scope)
}

// headOf returns the unit that the segment begins.
func headOf(it *item) (kind, string) {
	set := it.scope.enclosing(isSet)
	if set == nil {
		return noUnit, ""
	}
	head, ok := unitHeads[set.set.ID]
	if !ok || !it.seg.Is(head.segment) {
		return noUnit, ""
	}
	if head.kind == claim || head.kind == remittance {
		return head.kind, it.seg.Text(1)
	}
	return head.kind, ""
}

// isEvent reports whether a scope is what a review (278) is about: a stay, a
// referral.
func isEvent(s *scope) bool { return s != nil && s.loop != nil && s.loop.ID == "2000E" && inReview(s) }

// isService reports whether a scope is a service of a patient event or lies in one.
func isService(s *scope) bool {
	return inReview(s) && s.enclosing(func(s *scope) bool { return s.loop != nil && s.loop.ID == "2000F" }) != nil
}

func inReview(s *scope) bool {
	set := s.enclosing(isSet)
	return set != nil && set.set.ID == "278"
}

// memberNumber returns the subscriber number of a member (REF*0F).
func memberNumber(b *block) string {
	for i := range b.items {
		if seg := b.items[i].seg; seg.Is("REF") && string(seg.Element(1)) == "0F" {
			return seg.Text(2)
		}
	}
	return ""
}

// subjectOf tells whether a level is one that asks or is told something, and its
// trace number.
func subjectOf(b *block) (kind, string) {
	if len(b.items) == 0 || !b.items[0].seg.Is("HL") {
		return noUnit, ""
	}
	set := b.scope.enclosing(isSet)
	if set == nil || unitHeads[set.set.ID].segment != "" {
		return noUnit, ""
	}
	leaf, trace := string(b.items[0].seg.Element(4)) != "1" || isEvent(b.scope), ""
	for i := range b.items {
		switch seg := b.items[i].seg; string(seg.ID()) {
		case "EQ", "EB", "STC":
			leaf = true
		case "TRN":
			if trace == "" {
				trace = seg.Text(2)
			}
		}
	}
	if !leaf {
		return noUnit, ""
	}
	return subject, trace
}
