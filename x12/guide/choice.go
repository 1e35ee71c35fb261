package guide

import "github.com/hmox12/hmox12/x12/internal/packed"

// mostAlike is how many nodes of a loop may begin with the same segment identifier:
// each has a bit of a word.
const mostAlike = 64

// choice tells the candidates of a loop for one segment identifier apart at once.
// There are up to seventeen, and nearly all are told apart by one qualifier, the
// same of all: NM101, REF01, DTP01.
type choice struct {
	element, component int          // of that qualifier; element is 0 where there is none
	byValue            packed.Table // candidates by its value, as bits
	asks               uint64       // candidates that must be asked themselves, as bits
}

func newChoice(candidates []candidate) (choice choice) {
	values := 0
	for i := range candidates {
		if q := candidates[i].only(); q != nil && (choice.element == 0 || choice.element == q.element && choice.component == q.component) {
			choice.element, choice.component = q.element, q.component
			values += len(q.codes.list)
			continue
		}
		choice.asks |= 1 << i
	}
	choice.byValue = packed.NewTable(values)
	for i := range candidates {
		if choice.asks&(1<<i) != 0 {
			continue
		}
		for _, code := range candidates[i].qualifiers[0].codes.list {
			choice.byValue.Add(packed.Value([]byte(code)), 1<<i)
		}
	}
	return choice
}

// only returns the qualifier of a candidate that has one, of values that can be
// packed; nil for any other.
func (c *candidate) only() *qualifier {
	if len(c.qualifiers) != 1 {
		return nil
	}
	for _, code := range c.qualifiers[0].codes.list {
		if packed.Value([]byte(code)) == 0 {
			return nil
		}
	}
	return &c.qualifiers[0]
}

// fitting returns the candidates that fit the segment at hand or must be asked, as
// bits.
func (c *choice) fitting(w *Walker) uint64 {
	if c.element == 0 {
		return c.asks
	}
	return c.asks | c.byValue.Bits(w.tell(c.element, c.component).packed)
}
