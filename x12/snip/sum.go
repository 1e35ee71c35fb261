package snip

import (
	"math"
	"strconv"

	"github.com/hmox12/hmox12/x12"
)

// sum adds amounts exactly: unscaled × 10^-scale. Once it is beyond what 64 bits
// hold it is too large for good.
type sum struct {
	unscaled int64
	scale    int32
	tooLarge bool
}

func (s *sum) add(d x12.Decimal) {
	for d.Scale > 0 && d.Unscaled%10 == 0 {
		d.Unscaled /= 10
		d.Scale--
	}
	for s.scale < d.Scale && !s.tooLarge {
		s.scaleUp()
	}
	other := sum{unscaled: d.Unscaled, scale: d.Scale}
	for other.scale < s.scale && !other.tooLarge {
		other.scaleUp()
	}
	total := s.unscaled + other.unscaled
	overflows := (other.unscaled > 0) == (total < s.unscaled) && other.unscaled != 0
	if s.tooLarge || other.tooLarge || overflows || total == math.MinInt64 {
		*s = sum{tooLarge: true}
		return
	}
	s.unscaled = total
}

func (s *sum) subtract(d x12.Decimal) {
	d.Unscaled = -d.Unscaled
	s.add(d)
}

// plus returns s + other, minus s - other.
func (s sum) plus(other sum) sum {
	s.add(x12.Decimal{Unscaled: other.unscaled, Scale: other.scale})
	s.tooLarge = s.tooLarge || other.tooLarge
	return s
}

func (s sum) minus(other sum) sum {
	s.subtract(x12.Decimal{Unscaled: other.unscaled, Scale: other.scale})
	s.tooLarge = s.tooLarge || other.tooLarge
	return s
}

// scaleUp writes the same amount with one more decimal.
func (s *sum) scaleUp() {
	if s.unscaled > math.MaxInt64/10 || s.unscaled < -math.MaxInt64/10 {
		s.tooLarge = true
		return
	}
	s.unscaled *= 10
	s.scale++
}

// isZero and isPositive are false for a sum that is too large.
func (s sum) isZero() bool     { return !s.tooLarge && s.unscaled == 0 }
func (s sum) isPositive() bool { return !s.tooLarge && s.unscaled > 0 }

// String writes the amount as X12 does: no trailing zeros behind the point.
func (s sum) String() string {
	if s.tooLarge {
		return "more than can be added"
	}
	for s.scale > 0 && s.unscaled%10 == 0 {
		s.unscaled /= 10
		s.scale--
	}
	digits, sign := strconv.FormatInt(s.unscaled, 10), ""
	if digits[0] == '-' {
		digits, sign = digits[1:], "-"
	}
	if s.scale == 0 {
		return sign + digits
	}
	for len(digits) <= int(s.scale) {
		digits = "0" + digits
	}
	point := len(digits) - int(s.scale)
	return sign + digits[:point] + "." + digits[point:]
}

// amount is a number that a segment said, and where. The zero value was not said.
type amount struct {
	sum
	sent  bool
	bad   bool // it was sent and is no number, which level 1 reports
	place place
}

// read takes in element n of the segment at hand.
func (a *amount) read(c *Checker, u *usePlan, n int) {
	value := trimRight(c.seg.Element(n))
	a.sum, a.sent, a.bad = sum{}, false, false
	if len(value) == 0 {
		return
	}
	d, ok := x12.ParseDecimal(value)
	a.sent, a.bad = true, !ok
	a.place.mark.set(&c.at)
	a.place.use, a.place.element, a.place.component, a.place.offset = u.use, n, 0, c.seg.ElementOffset(n)
	a.add(d)
}

// total is a sum over several segments, unusable once one of them is no number.
type total struct {
	sum
	count int // numbers added
	bad   bool
}

func (t *total) addElement(c *Checker, n int) {
	value := trimRight(c.seg.Element(n))
	if len(value) == 0 {
		return
	}
	d, ok := x12.ParseDecimal(value)
	t.addNumber(d, ok)
}

// addNumber adds a number that was sent, if it is one.
func (t *total) addNumber(d x12.Decimal, ok bool) {
	t.bad = t.bad || !ok
	t.add(d)
	t.count++
}

// addAmount adds what an element was read as.
func (t *total) addAmount(a *amount) {
	if !a.sent {
		return
	}
	t.bad = t.bad || a.bad
	t.sum = t.plus(a.sum)
	t.count++
}

func (t *total) subtractElement(c *Checker, n int) {
	value := trimRight(c.seg.Element(n))
	if len(value) == 0 {
		return
	}
	d, ok := x12.ParseDecimal(value)
	t.bad = t.bad || !ok
	t.subtract(d)
	t.count++
}

// addAdjustments adds the amounts of a CAS: elements 3, 6, 9 and so on. They are added
// to also as well, unless it is nil.
func (t *total) addAdjustments(c *Checker, also *total) {
	for n := 3; n <= min(18, c.seg.Len()); n += 3 {
		value := trimRight(c.seg.Element(n))
		if len(value) == 0 {
			continue
		}
		d, ok := x12.ParseDecimal(value)
		if t.addNumber(d, ok); also != nil {
			also.addNumber(d, ok)
		}
	}
}
