package store

import "hash/maphash"

// names is a set of names that may take a few others for its own, in a room that
// doesn't grow: a Bloom filter. Nil has none.
type names struct {
	bits []uint64
	seed maphash.Seed
}

// namesBits is room for a million names, when one in twenty others is taken for one.
const namesBits = 1 << 23

func newNames() *names { return &names{make([]uint64, namesBits/64), maphash.MakeSeed()} }

// marks are where a name leaves its own.
func (n *names) marks(name string) [2]uint64 {
	sum := maphash.String(n.seed, name)
	return [2]uint64{sum % namesBits, sum >> 32 % namesBits}
}

func (n *names) add(name string) {
	if n == nil {
		return
	}
	for _, at := range n.marks(name) {
		n.bits[at/64] |= 1 << (at % 64)
	}
}

// has is never false for a name that was added.
func (n *names) has(name string) bool {
	if n == nil {
		return false
	}
	for _, at := range n.marks(name) {
		if n.bits[at/64]&(1<<(at%64)) == 0 {
			return false
		}
	}
	return true
}

func (n *names) clear() { clear(n.bits) }
