package x12

// maxOutOfOrder is how many control numbers out of order one envelope may have.
// It bounds the Reader's memory at some 5 MB.
const maxOutOfOrder = 1 << 16

// controlNumbers remembers the control numbers of one envelope. Most senders
// count up, so a run is one pair of numbers however long it is; only what falls
// out of the run takes memory of its own.
type controlNumbers struct {
	first, last int // the run; last < first when empty
	others      map[string]struct{}
}

func (c *controlNumbers) reset() { *c = controlNumbers{first: 1} }

// add takes a number in. It returns why the number is refused: it was there
// before, or there are too many out of order to tell; empty when it is new.
func (c *controlNumbers) add(number string) (refused string) {
	const repeated = "it was sent before"
	n, ok := ParseCount([]byte(number))
	if ok && c.last < c.first {
		c.first, c.last = n, n
		return ""
	}
	if ok && n >= c.first && n <= c.last {
		return repeated
	}
	if _, seen := c.others[number]; seen {
		return repeated
	}
	if ok && n == c.last+1 {
		c.last = n
		return ""
	}
	if len(c.others) == maxOutOfOrder {
		return "too many numbers are out of order to tell it from those before; number in sequence"
	}
	if c.others == nil {
		c.others = map[string]struct{}{}
	}
	c.others[number] = struct{}{}
	return ""
}
