// Package packed packs short values into integers, so that a code is found among
// others by comparing words. Most codes of X12 have one to five characters.
package packed

import "encoding/binary"

// most is how long a value may be: its length takes the eighth byte.
const most = 7

// Value packs a value of one to seven bytes; different values are different
// numbers. It returns 0 for any other.
func Value(value []byte) uint64 {
	n := len(value)
	if n == 0 || n > most {
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

// Set is a set of packed values: a table of a power of two, at most half full, in
// which a value stands at its hash or behind it.
type Set struct {
	table []uint64
	shift uint8 // the hash is what is left of 64 bits
}

// NewSet returns the set of those of the values that can be packed.
func NewSet(values []string) Set {
	s := Set{shift: 63}
	for 1<<(64-s.shift) < 2*len(values) {
		s.shift--
	}
	s.table = make([]uint64, 1<<(64-s.shift))
	for _, value := range values {
		v := Value([]byte(value))
		i := s.hash(v)
		for s.table[i] != 0 && s.table[i] != v {
			i = (i + 1) % len(s.table)
		}
		s.table[i] = v
	}
	return s
}

func (s *Set) hash(value uint64) int { return int(value * 0x9E3779B97F4A7C15 >> s.shift) }

// Contains reports whether the set holds a packed value. It never holds 0.
func (s *Set) Contains(value uint64) bool {
	i := s.hash(value)
	return value != 0 && (s.table[i] == value || s.table[i] != 0 && s.holdsBehind(i, value))
}

// holdsBehind is Contains for a value whose place was taken.
func (s *Set) holdsBehind(i int, value uint64) bool {
	for {
		if i++; i == len(s.table) {
			i = 0
		}
		if s.table[i] == value || s.table[i] == 0 {
			return s.table[i] == value
		}
	}
}
