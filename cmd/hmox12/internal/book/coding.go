package book

import (
	"slices"
	"strconv"

	"github.com/hmox12/hmox12/mapping/record"
)

// codingEdits reads coding_edits.csv: which procedures are not paid beside each
// other.
func (l *loader) codingEdits() error {
	var places []value
	err := l.table("coding_edits.csv", []string{"edit", "column1", "column2", "modifierAllowed", "from", "to"}, func(r *row) {
		first, allowed := r.cell("column1"), r.cell("modifierAllowed")
		e := record.CodingEdit{
			Kind:            oneOf(r.cell("edit").required(), record.CodePair, record.Incidental),
			Column1:         first.codes(),
			Column2:         r.cell("column2").required().codes(),
			ModifierAllowed: allowed.flag(),
			Span:            span(r.cell("from"), r.cell("to")),
		}
		switch {
		case e.Kind == record.CodePair && first.text == "":
			first.report("a pair has two columns", "write which procedure is paid; a service that is part of any other is incidental")
		case e.Kind == record.Incidental && e.ModifierAllowed:
			allowed.report("no modifier tells an incidental service apart", "leave it empty")
		}
		l.book.edits.add(e.Column2, e)
		places = append(places, first)
	})
	edits := &l.book.edits
	for n, e := range edits.rows {
		for _, r := range e.Column1 {
			for _, o := range edits.rowsOf(r.From) {
				other := edits.rows[o]
				if o < n && e.Kind == record.CodePair && other.Kind == record.CodePair && other.Overlaps(e.Span) && shareCode(other.Column1, e.Column2) {
					places[n].report("the pair stands the other way round in line "+strconv.Itoa(places[o].line), "only one of two procedures gives way to the other")
				}
			}
		}
	}
	return err
}

// shareCode reports whether a code lies in both lists.
func shareCode(a, b []record.CodeRange) bool {
	return slices.ContainsFunc(a, func(x record.CodeRange) bool {
		return slices.ContainsFunc(b, func(y record.CodeRange) bool {
			return len(x.From) == len(y.From) && x.From <= y.To && y.From <= x.To
		})
	})
}

// surgeryRules reads surgery.csv: what the payment of a procedure includes.
func (l *loader) surgeryRules() error {
	var places []value
	err := l.table("surgery.csv", []string{"codes", "globalDays", "multiple", "from", "to"}, func(r *row) {
		days := r.cell("globalDays").required()
		rule := record.SurgeryRule{
			Codes:    r.cell("codes").required().codes(),
			Multiple: r.cell("multiple").flag(),
			Span:     span(r.cell("from"), r.cell("to")),
		}
		if oneOf(days, "0", "10", "90") != "" {
			rule.GlobalDays = days.count()
		}
		l.book.surgery.add(rule.Codes, rule)
		places = append(places, r.cell("codes"))
	})
	rules := &l.book.surgery
	for n, rule := range rules.rows {
		for _, r := range rule.Codes {
			for _, o := range rules.rowsOf(r.From) {
				// Of two ranges that overlap, one holds the first code of the other.
				if o != n && rules.rows[o].Overlaps(rule.Span) {
					places[max(o, n)].report(r.From+" stands in line "+strconv.Itoa(places[min(o, n)].line)+" for the same days, too", "end one before the other begins; both ends are included")
				}
			}
		}
	}
	return err
}

// byCode finds rows by a procedure code: those that name it alone at once, those
// that name a range by looking.
type byCode[T any] struct {
	rows   []T
	exact  map[string][]int
	ranges []codeRow
}

type codeRow struct {
	record.CodeRange
	row int
}

func (b *byCode[T]) add(codes []record.CodeRange, v T) {
	if b.exact == nil {
		b.exact = map[string][]int{}
	}
	b.rows = append(b.rows, v)
	n := len(b.rows) - 1
	for _, r := range codes {
		if r.From == r.To {
			b.exact[r.From] = append(b.exact[r.From], n)
		} else {
			b.ranges = append(b.ranges, codeRow{r, n})
		}
	}
}

// rowsOf returns which rows have the code, in the order of their file.
func (b *byCode[T]) rowsOf(code string) []int {
	found := slices.Clone(b.exact[code])
	for _, r := range b.ranges {
		if r.Contains(code) {
			found = append(found, r.row)
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// find returns the rows that have the code, in the order of their file.
func (b *byCode[T]) find(code string) []T {
	var all []T
	for _, n := range b.rowsOf(code) {
		all = append(all, b.rows[n])
	}
	return all
}
