package validate

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/ack"
)

// counts are exact, whatever was printed.
type counts struct {
	Interchanges, Groups, Sets, RejectedSets int
	Findings                                 int
	byLevel                                  map[int]int
	byRule                                   map[x12.Code]int
	does                                     map[x12.Code]string // worst severity of each rule
}

func newCounts() counts {
	return counts{byLevel: map[int]int{}, byRule: map[x12.Code]int{}, does: map[x12.Code]string{}}
}

// find takes one finding of a rule in.
func (c *counts) find(rule x12.Code, severity string) {
	c.Findings++
	c.byLevel[rule.Meaning().Level]++
	c.byRule[rule]++
	c.worst(rule, severity)
}

// worst keeps the worse of two severities of a rule: where one partner's companion
// guide only notes what another's refuses, a rule has both.
func (c *counts) worst(rule x12.Code, severity string) {
	if c.does[rule] == "" || severity != warning {
		c.does[rule] = severity
	}
}

// File is what was counted in a file.
type File struct {
	Name     string
	Accepted bool
	Printed  int // findings
	counts
}

func (f *File) find(found ack.Finding) {
	if found.Code == x12.TooManyFindings {
		return // a word of ours, not of the file
	}
	does := severity(found.Error)
	f.counts.find(found.Code, does)
	f.Accepted = f.Accepted && does != "rejects"
}

func (f *File) endSet(s *ack.Set) {
	f.Sets++
	if s.Verdict == ack.Rejected {
		f.RejectedSets++
		f.Accepted = false
	}
}

func (f *File) endGroup(g *ack.Group) {
	f.Groups++
	f.Accepted = f.Accepted && g.Verdict != ack.Rejected && g.Verdict != ack.PartlyAccepted
}

func (f *File) endInterchange(i *ack.Interchange) {
	if i.Header != nil {
		f.Interchanges++
	}
	f.Accepted = f.Accepted && i.Verdict != ack.Rejected
}

// verdict is accepted or rejected.
func (f *File) verdict() string {
	if f.Accepted {
		return "accepted"
	}
	return "rejected"
}

// Total is what was counted in all files.
type Total struct {
	Accepted, Rejected, Unread int // files
	counts
}

func (t *Total) add(f *File) {
	if f.Accepted {
		t.Accepted++
	} else {
		t.Rejected++
	}
	t.Interchanges += f.Interchanges
	t.Groups += f.Groups
	t.Sets += f.Sets
	t.RejectedSets += f.RejectedSets
	t.Findings += f.Findings
	for level, n := range f.byLevel {
		t.byLevel[level] += n
	}
	for rule, n := range f.byRule {
		t.byRule[rule] += n
		t.worst(rule, f.does[rule])
	}
}

// verdict is accepted, rejected, or unread where no file was rejected and one could
// not be read.
func (t *Total) verdict() string {
	switch {
	case t.Rejected > 0:
		return "rejected"
	case t.Unread > 0:
		return "unread"
	}
	return "accepted"
}

// files says how many files there were and what became of them.
func (t *Total) files() string {
	text := count(t.Accepted+t.Rejected+t.Unread, "file")
	var parts []string
	for _, part := range []struct {
		n    int
		what string
	}{{t.Rejected, "rejected"}, {t.Unread, "not read"}} {
		if part.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", part.n, part.what))
		}
	}
	if len(parts) > 0 {
		text += " (" + strings.Join(parts, ", ") + ")"
	}
	return text
}

// content says how much there was and what was found in it: "1 interchange, 2
// groups, 3 transaction sets (1 rejected), 4 findings (3 of L1, 1 of L5)".
func (c *counts) content() string {
	sets := count(c.Sets, "transaction set")
	if c.RejectedSets > 0 {
		sets += fmt.Sprintf(" (%d rejected)", c.RejectedSets)
	}
	text := strings.Join([]string{count(c.Interchanges, "interchange"), count(c.Groups, "group"), sets, count(c.Findings, "finding")}, ", ")
	var levels []string
	for _, level := range slices.Sorted(maps.Keys(c.byLevel)) {
		levels = append(levels, fmt.Sprintf("%d of L%d", c.byLevel[level], level))
	}
	if len(levels) > 0 {
		text += " (" + strings.Join(levels, ", ") + ")"
	}
	return text
}

// rules returns the rules that were broken, the most often broken first.
func (c *counts) rules() []x12.Code {
	return slices.SortedFunc(maps.Keys(c.byRule), func(a, b x12.Code) int {
		return cmp.Or(c.byRule[b]-c.byRule[a], cmp.Compare(a, b))
	})
}

// count returns "1 file" or "3 files".
func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
