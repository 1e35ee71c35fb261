// Package packed packs short values into integers, so that a code is found among
// others by comparing words. Most codes of X12 have one to five characters.
package packed

import (
	"encoding/binary"
	"math/bits"
)

// Most is how long a value may be: its length takes the eighth byte.
const Most = 7

// Value packs a value of one to seven bytes; different values are different
// numbers. It returns 0 for any other.
func Value(value []byte) uint64 {
	n := len(value)
	if n == 0 || n > Most {
		return 0
	}
	if cap(value) >= 8 {
		// It is part of a longer text: what stands behind it may be read, and is cut.
		return binary.LittleEndian.Uint64(value[:8])&(1<<(8*n)-1) | uint64(n)<<56
	}
	packed := uint64(n) << 56
	for i, b := range value {
		packed |= uint64(b) << (8 * i)
	}
	return packed
}

// Short packs the value that the first size bytes of data are, of one to seven bytes,
// as Value does; of a longer one it returns a number that no value has. data has eight
// bytes at least.
func Short(data []byte, size int) uint64 {
	if size > Most {
		return 1 // a byte without a length
	}
	return First(binary.LittleEndian.Uint64(data), size) | uint64(size)<<56
}

// Ordered returns a packed value as a number that is ordered among those of the
// same length as their bytes are.
func Ordered(value uint64) uint64 { return bits.ReverseBytes64(value) }

// SameLength reports whether two ordered values are as long as each other.
func SameLength(a, b uint64) bool { return uint8(a) == uint8(b) }

// Set is a set of packed values: a table of a power of two, at most half full, in
// which a value stands at its hash or behind it.
type Set struct {
	table []uint64
	shift uint8 // the hash is what is left of 64 bits
}

// NewSet returns the set of those of the values that can be packed.
func NewSet(values []string) Set {
	s := newSet(len(values))
	for _, value := range values {
		if v := Value([]byte(value)); v != 0 {
			s.table[s.place(v)] = v
		}
	}
	return s
}

func newSet(values int) Set {
	s := Set{shift: 63}
	for 1<<(64-s.shift) < 2*values {
		s.shift--
	}
	s.table = make([]uint64, 1<<(64-s.shift))
	return s
}

func (s *Set) hash(value uint64) int {
	return int(value * 0x9E3779B97F4A7C15 >> (s.shift & 63))
}

// Contains reports whether the set holds a packed value. It never holds 0.
func (s *Set) Contains(value uint64) bool {
	found := s.table[s.hash(value)]
	return value != 0 && (found == value || found != 0 && s.table[s.place(value)] == value)
}

// place returns where a value stands, or is to stand.
func (s *Set) place(value uint64) int {
	i := s.hash(value)
	for s.table[i] != value && s.table[i] != 0 {
		if i++; i == len(s.table) {
			i = 0
		}
	}
	return i
}

// Table has a word of bits for each of some packed values.
type Table struct {
	set  Set
	bits []uint64
}

// NewTable returns a table that has room for so many values.
func NewTable(values int) Table {
	s := newSet(values)
	return Table{s, make([]uint64, len(s.table))}
}

// Add adds bits to those of a packed value that is not 0.
func (t *Table) Add(value, bits uint64) {
	i := t.set.place(value)
	t.set.table[i] = value
	t.bits[i] |= bits
}

// Bits returns those of a packed value; 0 where it has none.
func (t *Table) Bits(value uint64) uint64 { return t.bits[t.set.place(value)] }
