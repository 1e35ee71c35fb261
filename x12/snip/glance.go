package snip

import (
	"encoding/binary"

	"github.com/hmox12/hmox12/x12/internal/packed"
)

// This file sees at once what a segment leaves to be asked. Of the facts, codes and
// other checks of levels 4 and 5 at its place hardly any comes true of a segment; in
// a segment that is right by the guide (guide.Placement.Right), whether one may, shows
// in a few values. So the values that anything is asked of are looked at once each,
// and what they show is gathered as signs, bits of a word. An ask of which all signs
// are there is hot: it is asked in full, as in segments that are not right. A sign too
// many costs time; a test holds that none is missing.
//
// Values come again and again: codes, days, providers. What one shows is kept in a
// table, in which a value takes the room of the one before it.

// glance is the asks of one place of a guide and their signs.
type glance struct {
	elements    []glanced // in order
	always      uint64    // signs of every segment
	hot         uint64    // asks that these alone make hot
	early, late uint64    // asks of level 4 and of level 5; bit n is asks[n], and the sign that it waits for
	asks        []ask
}

// ask is something to be asked in full when all its signs are there.
type ask struct {
	signs uint64
	exact exactly
	// One of these, when it is not exact.
	observation *observation
	codes       *codeRule
	look        *look
}

// exactly is an observation that the signs are all there is to.
type exactly struct {
	fact    uint64 // its bit; 0 when there is more to it
	scope   int32  // the loop, by index
	index   int32  // of the fact
	element int32  // whose offset is kept
}

// glanced is an element with a value that shows something, or with components that
// do.
type glanced struct {
	element int
	whole   *watch
	parts   []watch // by component
	absent  uint64  // the signs when it and all behind it are not sent
}

// watch is a value that shows something.
type watch struct {
	component int
	table     uint64 // tells its values from others of the same text
	empty     uint64 // the signs when it is empty
	absent    uint64 // the signs when it and all components behind it are not sent
	sent      uint64 // when it is not
	later     uint64 // when it is a day after the file was made
	signs     []sign // when it is a certain one
	few       []code // all that it may be, where that is little
}

// code is a value and the signs that it shows.
type code struct{ packed, signs uint64 }

// mostFew is how many codes are compared one by one: for more, the table is faster.
const mostFew = 4

// sign is what certain values show.
type sign struct {
	bit   uint64
	shown func(*value) bool
}

// knownBits leaves room for the codes, days and providers that a practice's claims
// have in common.
const knownBits = 9

// known is what a value shows: its first eight bytes and up to seven more, with its
// length and where it stands.
type known struct {
	first, rest, table uint64
	signs              uint64
}

// A note of what a segment showed has the asks that are hot and, above them, the era in
// which it was taken: what a day shows depends on the day on which the file was made,
// and when that changes another era begins.
const (
	signBits = 48
	lastEra  = 1<<(63-signBits) - 1
)

// hot returns which asks are hot of the segment at hand, as bits.
func (c *Checker) hot(g *glance, note *uint64) uint64 {
	era := uint64(1)<<63 | c.era<<signBits
	if *note>>signBits<<signBits == era && c.era < lastEra {
		return *note &^ era
	}
	hot := g.hotBy(c.look(g))
	*note = era | hot
	return hot
}

// hotBy returns which asks are hot where these signs are there.
func (g *glance) hotBy(signs uint64) (hot uint64) {
	for some := signs & (g.early | g.late); some != 0; some &= some - 1 {
		if i := trailing(some); g.asks[i].signs&^signs == 0 {
			hot |= 1 << i
		}
	}
	return hot
}

// makeOn takes in the day on which the file was made.
func (c *Checker) makeOn(day uint64) {
	if c.made = day; day != c.lastMade {
		c.lastMade = day
		c.era = min(c.era+1, lastEra)
	}
}

// look returns the signs of the segment at hand, which is right.
func (c *Checker) look(g *glance) (signs uint64) {
	data, marks := c.seg.Layout()
	data = data[:cap(data)]
	separator := c.seg.Delimiters().Component
	signs = g.always
	for i := range g.elements {
		e := &g.elements[i]
		if e.element+1 >= len(marks) {
			return signs | e.absent
		}
		at, to := int(marks[e.element])+1, int(marks[e.element+1])
		if e.whole != nil {
			signs |= c.shown(e.whole, data[at:], to-at)
		}
		component := 1
		for j := range e.parts {
			p := &e.parts[j]
			for ; component < p.component && at <= to; component++ {
				at = until(data, at, to, separator) + 1
			}
			if at > to {
				signs |= p.absent
				break
			}
			end := until(data, at, to, separator)
			signs |= c.shown(p, data[at:], end-at)
			at = end + 1
			component++
		}
	}
	return signs
}

// until returns where a byte stands between at and to; to where it doesn't.
func until(data []byte, at, to int, b byte) int {
	for ; at < to; at += 8 {
		if i := packed.Index(binary.LittleEndian.Uint64(data[at:]), b); i < 8 {
			return min(at+i, to)
		}
	}
	return to
}

// shown returns the signs of a value, the first size bytes of data.
func (c *Checker) shown(w *watch, data []byte, size int) uint64 {
	if size == 0 {
		return w.empty
	}
	signs := w.sent
	if w.later != 0 && !c.isPast(data, size) {
		signs |= w.later
	}
	if len(w.signs) == 0 {
		return signs
	}
	if len(w.few) > 0 {
		short := packed.Short(data, size)
		for i := range w.few {
			if w.few[i].packed == short {
				return signs | w.few[i].signs
			}
		}
	}
	k := known{table: w.table}
	switch {
	case size <= 8:
		k.first = packed.First(binary.LittleEndian.Uint64(data), size)
	case size < packed.Slack:
		k.first = binary.LittleEndian.Uint64(data)
		k.rest = packed.First(binary.LittleEndian.Uint64(data[8:]), size-8)
	default:
		return signs | c.signsOf(w, data[:size])
	}
	k.rest |= uint64(size) << 56
	hash := (k.first ^ k.rest*0xD6E8FEB86659FD93 ^ k.table) * 0x9E3779B97F4A7C15
	have := &c.known[hash>>(64-knownBits)]
	if have.first != k.first || have.rest != k.rest || have.table != k.table {
		k.signs = c.signsOf(w, data[:size])
		*have = k
	}
	return signs | have.signs
}

func (c *Checker) signsOf(w *watch, text []byte) (signs uint64) {
	v := &c.watched
	v.text, v.packed = text, packed.Value(text)
	for i := range w.signs {
		if w.signs[i].shown(v) {
			signs |= w.signs[i].bit
		}
	}
	return signs
}

// isPast reports whether a value is surely no day after the file was made: a date,
// or a range of them.
func (c *Checker) isPast(data []byte, size int) bool {
	if size == 17 {
		data, size = data[9:], 8
	}
	return size == 8 && binary.BigEndian.Uint64(data) <= c.made
}

// ask asks in full what is hot.
func (c *Checker) ask(u *usePlan, hot uint64) {
	asks := u.glance.asks
	for ; hot != 0; hot &= hot - 1 {
		a := &asks[trailing(hot)]
		if a.exact.fact == 0 {
			c.askMore(u, a)
			continue
		}
		inner := c.inner[a.exact.scope]
		if inner == 0 {
			continue
		}
		if f := &c.frames[inner-1]; f.shown&a.exact.fact == 0 {
			f.shown |= a.exact.fact
			s := &f.seen[a.exact.index]
			s.mark.set(&c.at)
			s.use, s.element = u.use, c.seg.ElementOffset(int(a.exact.element))
		}
	}
}

func (c *Checker) askMore(u *usePlan, a *ask) {
	switch {
	case a.observation != nil:
		c.observeOne(u, a.observation)
	case a.look != nil:
		a.look.check(c, u)
	default:
		c.checkRule(u, a.codes)
	}
}
