package store

import "hash/maphash"

// names is a set of names that may take a few others for its own, in a room that
// doesn't grow: a Bloom filter. Nil has none.
type names struct {
	bits []uint64
	seed maphash.Seed
}

// nameOf says of what a name is. The same name of two kinds is two.
type nameOf uint64

const (
	memberDecided nameOf = iota // a member about whom a decision was made
	claimDecided                // a control number
	counterOwner
	grantedNumber // a referral's or an authorization's
	memberGranted // a member who got one
)

// namesBits is room for half a million names, when one in twenty others is taken for one.
const namesBits = 1 << 22

func newNames() *names { return &names{make([]uint64, namesBits/64), maphash.MakeSeed()} }

// marks are where a name leaves its own.
func (n *names) marks(of nameOf, name string) [2]uint64 {
	sum := maphash.String(n.seed, name) + uint64(of)*0x9E3779B97F4A7C15
	return [2]uint64{sum % namesBits, sum >> 32 % namesBits}
}

func (n *names) add(of nameOf, name string) {
	if n == nil {
		return
	}
	for _, at := range n.marks(of, name) {
		n.bits[at/64] |= 1 << (at % 64)
	}
}

// has is never false for a name that was added.
func (n *names) has(of nameOf, name string) bool {
	if n == nil {
		return false
	}
	for _, at := range n.marks(of, name) {
		if n.bits[at/64]&(1<<(at%64)) == 0 {
			return false
		}
	}
	return true
}

func (n *names) clear() { clear(n.bits) }
