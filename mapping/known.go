package mapping

import (
	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/x12"
)

// known holds texts and numbers that come again and again, such as procedure codes
// and charges: one copy for all records that have them, which are not to change
// them. What is new takes the place of another with the same hash, so that memory
// is bounded however much comes.
type known struct {
	texts   [1024]string
	numbers [256]knownNumber
}

type knownNumber struct {
	is    x12.Decimal
	value decimal.Decimal
	set   bool
}

// text returns b as a string, trailing blanks cut. A nil known makes a new one.
func (k *known) text(b []byte) string {
	for len(b) > 0 && b[len(b)-1] == ' ' {
		b = b[:len(b)-1]
	}
	if len(b) == 0 || k == nil {
		return string(b)
	}
	hash := uint32(len(b))
	for _, c := range b {
		hash = hash*31 + uint32(c)
	}
	slot := &k.texts[hash*0x9E3779B1>>22]
	if *slot != string(b) {
		*slot = string(b)
	}
	return *slot
}

// of is text for element n of a segment.
func (k *known) of(seg *x12.Segment, n int) string { return k.text(seg.Element(n)) }

// number returns a number as a decimal. A nil known makes a new one.
func (k *known) number(d x12.Decimal) decimal.Decimal {
	if k == nil {
		return decimal.New(d.Unscaled, -d.Scale)
	}
	slot := &k.numbers[uint32(d.Unscaled+int64(d.Scale)*101)*0x9E3779B1>>24]
	if slot.is != d || !slot.set {
		*slot = knownNumber{d, decimal.New(d.Unscaled, -d.Scale), true}
	}
	return slot.value
}
