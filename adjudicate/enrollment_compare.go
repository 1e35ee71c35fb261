package adjudicate

import (
	"github.com/hmox12/hmox12/mapping/record"
)

// compares reports whether the file changes nothing: it verifies all members
// (BGN08 4), comes for information (BGN01 22), or audits the member (INS03 030). A
// file that replaces (BGN08 RX) says of each member what is right.
func (n *enrollment) compares() bool {
	return n.e.File.Action == record.VerifyFile || n.e.File.Purpose == "22" || n.maintenance == record.AuditOrCompare
}

// comparison tells what the records say otherwise than the file, and ends there.
func comparison(n *enrollment) {
	if !n.compares() {
		n.note(0, notApplicable("The file brings changes."))
		return
	}
	n.stopped = true
	n.result.Outcome = record.MemberCompared
	p, m := &n.e.Person, n.held
	differ := func(format string, args ...any) {
		n.result.Differences = append(n.result.Differences, say(format, args...))
	}
	if !sameName(p.Name, m.Name) {
		differ("The name is another one on file.")
	}
	if p.BirthDate != 0 && p.BirthDate != m.BirthDate {
		differ("The birth date is another one on file.")
	}
	if p.Address.ZIP != "" && !sameAddress(&p.Address, &m.Address) {
		differ("The address is another one on file.")
	}
	for i := range n.e.Coverages {
		n.compareCoverage(&n.e.Coverages[i], differ)
	}
	if len(n.result.Differences) == 0 {
		n.note(0, passed("The records agree with the file."))
		return
	}
	n.note(0, noted("The records say otherwise; nothing is changed.").saw(n.result.Differences...))
}

func (n *enrollment) compareCoverage(c *record.MemberBenefit, differ func(string, ...any)) {
	from, to := n.begin(c), n.lastDay(c.Dates("349").From)
	held := spanOn(n.spans, from)
	switch {
	case from == 0:
		return
	case held == nil:
		differ("On file there is no coverage on %s.", from)
		return
	case c.Plan != "" && c.Plan != held.Plan:
		differ("On file plan %s covers on %s, in the file plan %s.", held.Plan, from, c.Plan)
		return
	}
	through := coveredThrough(n.spans, held)
	if to == 0 {
		to = 99991231
	}
	if through != to {
		differ("On file the coverage %s, in the file it %s.", endWords(through), endWords(to))
	}
	for i := range c.Providers {
		chosen := &c.Providers[i]
		if chosen.Role != record.PrimaryCare || chosen.NPI == "" {
			continue
		}
		if pcp := pcpAmong(n.pcps, max(from, chosen.Change)); pcp == nil || pcp.NPI != chosen.NPI {
			differ("On file the PCP is not %s.", chosen.NPI)
		}
	}
}

func endWords(last record.Date) string {
	if last == 99991231 {
		return "goes on"
	}
	return "ends on " + last.String()
}

// pcpAmong returns the assignment on a day, nil when there is none.
func pcpAmong(assignments []record.PCPAssignment, day record.Date) *record.PCPAssignment {
	for i := range assignments {
		if assignments[i].Contains(day) {
			return &assignments[i]
		}
	}
	return nil
}
