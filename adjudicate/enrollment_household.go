package adjudicate

import (
	"slices"

	"github.com/hmox12/hmox12/mapping/record"
)

// dependents ends the coverage of the household when that of its subscriber ends:
// they are covered through her. Who has an INS of his own finds it done.
func dependents(n *enrollment) {
	if !n.e.Subscriber || n.ended == 0 || n.reinstated || n.held == nil {
		n.note(0, notApplicable("Nobody's coverage goes with it."))
		return
	}
	f := noted("Dependents are covered through the subscriber.")
	for _, m := range n.book.Household(n.member.ID) {
		if m.ID == n.member.ID {
			continue
		}
		was := n.book.Coverage(m.ID)
		spans := endedAfter(was, n.endedPlan, n.ended, n.endReason(), n.source)
		if slices.Equal(was, spans) {
			continue
		}
		n.result.Changes = append(n.result.Changes, record.MemberChange{ID: m.ID, CoverageChanged: true, CoverageWas: was, Coverage: spans})
		f = adjusted("The coverage of the dependents ends with the subscriber's on %s.", n.ended).saw(f.looked...).saw("member " + m.ID)
	}
	n.note(0, f)
}
