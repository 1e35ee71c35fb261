package guide

import (
	"fmt"

	"github.com/hmox12/hmox12/x12"
)

// levels counts the hierarchical levels of a set.
type levels struct {
	count       int
	next, other int  // what HL01 may be; they differ behind a wrong one, when either may have been meant
	exceeded    bool // the limit was reported
}

// level is the HL that began an open loop.
type level struct {
	number   int  // HL01; 0 when it is none, and nothing can be said of its children
	declared byte // HL04; 0 when absent though required
	children bool
	at       mark // with the offset of HL04
}

// openLevel checks the HL at hand, which begins loop f, against the levels that
// are open.
func (w *Walker) openLevel(f *frame) {
	w.countLevel()
	use, parent := f.plan.loop.Nodes[0].Segment, w.levelAround(f.plan.loop)
	number := w.checkNumber(f.plan.loop)
	w.checkParent(use, parent)
	f.level.number, f.level.declared, f.level.children, f.level.at = number, '0', false, w.at
	f.level.at.offset = w.seg.ElementOffset(4)
	if code := trimRight(w.seg.Element(4)); len(code) > 0 {
		f.level.declared = code[0]
	} else if e := use.Element(4); e != nil && e.Usage.Needed() {
		f.level.declared = 0
	}
	if parent != nil {
		if parent.level.declared == '0' && !parent.level.children {
			w.brokenLevel(parent, "no child level is announced, one follows")
		}
		parent.level.children = true
	}
}

func (w *Walker) countLevel() {
	w.levels.count++
	if w.levels.count > w.maxLevels && !w.levels.exceeded {
		w.levels.exceeded = true
		w.fault(x12.HierarchyLimitExceeded, w.top().plan.loop, fmt.Sprintf("found more than %d HL segments, expected at most %[1]d", w.maxLevels))
	}
}

// checkNumber checks HL01 and returns it. Behind a wrong number the count goes on
// from it or from what it should have been, whichever the next one does.
func (w *Walker) checkNumber(l *Loop) int {
	text := trimRight(w.seg.Element(1))
	number, ok := x12.ParseCount(text)
	if ok && (number == w.levels.next || number == w.levels.other) {
		w.levels.next, w.levels.other = number+1, number+1
		return number
	}
	if len(text) > 0 {
		w.wrong(x12.HierarchyBroken, spot{loop: l, element: 1}, l.Nodes[0].Segment.Element(1), w.seg.Element(1),
			fmt.Sprintf("%s, expected %d", otherThan(text, ok), w.levels.next))
	}
	w.levels.next++
	w.levels.other = number + 1
	return number
}

// maxShownDigits is how many digits of a number that is no level are shown. More
// may be data that lost its place, such as a date of birth.
const maxShownDigits = 6

// otherThan says what was found in place of a number. The shape of another number
// would only puzzle: found 9, expected 9.
func otherThan(text []byte, number bool) string {
	switch {
	case number && len(text) <= maxShownDigits:
		return "found " + string(text)
	case number:
		return "found another number"
	}
	return "found " + x12.Shape(text)
}

// checkParent checks HL02 where the element checks do not: it must name the open
// level around this one.
func (w *Walker) checkParent(use *SegmentUse, parent *frame) {
	text, usage := trimRight(w.seg.Element(2)), Situational
	if e := use.Element(2); e != nil {
		usage = e.Usage
	}
	reason := ""
	switch {
	case parent == nil && len(text) > 0 && usage != NotUsed:
		reason = "found a parent, expected none for the topmost level"
	case parent == nil || parent.level.number == 0:
	case len(text) == 0 && !usage.Needed():
		reason = fmt.Sprintf("found nothing, expected %d, HL01 of the open level %s", parent.level.number, parent.plan.loop.ID)
	case len(text) > 0:
		if number, ok := x12.ParseCount(text); !ok || number != parent.level.number {
			reason = fmt.Sprintf("%s, expected %d, HL01 of the open level %s", otherThan(text, ok), parent.level.number, parent.plan.loop.ID)
		}
	}
	if reason != "" {
		w.wrong(x12.HierarchyBroken, spot{loop: use.Loop, element: 2}, use.Element(2), w.seg.Element(2), reason)
	}
}

// missLevel opens a level whose HL did not come. It may have had a number.
func (w *Walker) missLevel(f *frame) {
	w.levels.other = w.levels.next + 1
	if parent := w.levelAround(f.plan.loop); parent != nil {
		parent.level.children = true
	}
}

// closeLevel reports a level that announced children and has none, unless the
// child was reported as missing.
func (w *Walker) closeLevel(f *frame) {
	if f.level.declared != '1' || f.level.children {
		return
	}
	for _, c := range f.plan.needed {
		if c.needed && c.loop != nil && c.loop.level && f.counts[c.node] == 0 {
			return
		}
	}
	w.brokenLevel(f, "a child level is announced, none follows")
}

// brokenLevel reports HL04 of an open level.
func (w *Walker) brokenLevel(f *frame, reason string) {
	value := ""
	if f.level.declared != 0 {
		value = string(f.level.declared)
	}
	w.report(&x12.Error{
		Code: x12.HierarchyBroken, Offset: f.level.at.offset, Segment: f.level.at.segment,
		Position: f.level.at.position, ID: "HL", Loop: f.plan.loop.ID, Element: 4,
		DataElement: "736", Reason: reason, Value: value,
	})
}

// levelAround returns the innermost open loop around l that an HL began.
func (w *Walker) levelAround(l *Loop) *frame {
	for l = l.Parent; l != nil; l = l.Parent {
		for i := w.open - 1; i >= 0; i-- {
			if f := &w.frames[i]; f.plan.loop == l && f.plan.level {
				return f
			}
		}
	}
	return nil
}

// findByParent returns the place of an HL whose level code fits nowhere: the
// loop below the level that HL02 names.
func (w *Walker) findByParent(id int) (found, bool) {
	if !w.seg.Is("HL") {
		return found{}, false
	}
	text := trimRight(w.seg.Element(2))
	named, ok := x12.ParseCount(text)
	if !ok && len(text) > 0 {
		return found{}, false
	}
	for i := w.open - 1; i >= 0; i-- {
		f := &w.frames[i]
		for j := range f.plan.byID[id] {
			c := &f.plan.byID[id][j]
			if c.loop == nil || c.group < f.group || !c.room(f.counts[c.node]) {
				continue
			}
			number := 0
			if parent := w.levelAround(c.loop.loop); parent != nil {
				number = parent.level.number
			}
			if number == named {
				return found{i, c}, true
			}
		}
	}
	return found{}, false
}

// wrongLevel reports the HL03 of an HL whose level is not due, and checks the
// rest of the HL as the one that is.
func (w *Walker) wrongLevel(c *candidate, l *Loop) {
	const element = 3
	e, text := c.use.use.Element(element), trimRight(w.seg.Element(element))
	if e == nil || len(text) == 0 {
		w.check(c, l, 0)
		return
	}
	w.wrong(x12.HierarchyBroken, spot{loop: l, element: element}, e, w.seg.Element(element), codeReason(e, text, e.Codes.String()))
	w.check(c, l, element)
}
