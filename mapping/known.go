package mapping

import (
	"encoding/binary"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/x12"
)

// known holds texts and numbers that come again and again, such as procedure codes
// and charges: one copy for all records that have them, which are not to change
// them. What is new takes the place of another with the same hash, so that memory
// is bounded however much comes.
type known struct {
	texts   [1 << knownTextBits]string
	numbers [1 << knownNumberBits]knownNumber
	copies  texts
	lines   slab[string]
}

const (
	knownTextBits   = 10
	knownNumberBits = 10
)

type knownNumber struct {
	is    x12.Decimal
	value decimal.Decimal
	set   bool
}

// text returns b as a string, trailing blanks cut. A nil known makes a new one.
func (k *known) text(b []byte) string {
	b = trimRight(b)
	if len(b) == 0 || k == nil {
		return string(b)
	}
	slot := &k.texts[hashOf(b)>>(64-knownTextBits)]
	if *slot != string(b) {
		*slot = k.copies.copy(b)
	}
	return *slot
}

// new is text for what hardly comes again, such as the number of a claim.
func (k *known) new(b []byte) string {
	b = trimRight(b)
	if len(b) == 0 || k == nil {
		return string(b)
	}
	return k.copies.copy(b)
}

// hashOf hashes a text that is not empty by its first and last eight bytes.
func hashOf(b []byte) uint64 {
	var first, last uint64
	switch n := len(b); {
	case n >= 8:
		first, last = binary.LittleEndian.Uint64(b), binary.LittleEndian.Uint64(b[n-8:])
	case n >= 4:
		first, last = uint64(binary.LittleEndian.Uint32(b)), uint64(binary.LittleEndian.Uint32(b[n-4:]))
	default:
		first = uint64(b[0]) | uint64(b[n/2])<<8 | uint64(b[n-1])<<16
	}
	return (first*0xD6E8FEB86659FD93 ^ last ^ uint64(len(b))<<56) * 0x9E3779B97F4A7C15
}

func trimRight(b []byte) []byte {
	for len(b) > 0 && b[len(b)-1] == ' ' {
		b = b[:len(b)-1]
	}
	return b
}

// line appends a line to those of an address.
func (k *known) line(to []string, line string) []string {
	if k == nil {
		return append(to, line)
	}
	return k.lines.appended(to, line, slabOfSmall)
}

// of is text for element n of a segment.
func (k *known) of(seg *x12.Segment, n int) string { return k.text(seg.Element(n)) }

// number returns a number as a decimal. A nil known makes a new one.
func (k *known) number(d x12.Decimal) decimal.Decimal {
	if k == nil {
		return decimal.New(d.Unscaled, -d.Scale)
	}
	slot := &k.numbers[(uint64(d.Unscaled)+uint64(d.Scale)*101)*0x9E3779B97F4A7C15>>(64-knownNumberBits)]
	if slot.is != d || !slot.set {
		*slot = knownNumber{d, decimal.New(d.Unscaled, -d.Scale), true}
	}
	return slot.value
}
