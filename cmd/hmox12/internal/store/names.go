package store

import "hash/maphash"

// names is a set of names that may take a few others for its own, in some bits a name:
// Bloom filters, each twice as large as the one before, which is full. Nil has none.
type names struct {
	filters []filter
	seed    maphash.Seed
}

// filter is a Bloom filter.
type filter struct {
	bits []uint64
	room int // for so many marks more
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

const (
	firstBits   = 1 << 19 // of the first filter
	bitsPerName = 10
	marksOfName = 4 // in one of 80 cases a full filter takes another name for its own
)

func newNames() *names {
	return &names{filters: []filter{newFilter(firstBits)}, seed: maphash.MakeSeed()}
}

func newFilter(bits int) filter { return filter{make([]uint64, bits/64), bits / bitsPerName} }

// mark returns two numbers by which filters mark a name.
func (n *names) mark(of nameOf, name string) (at, step uint64) {
	sum := maphash.String(n.seed, name) + uint64(of)*0x9E3779B97F4A7C15
	sum ^= sum >> 29
	sum *= 0xBF58476D1CE4E5B9
	return sum >> 32, sum<<1 | 1
}

func (n *names) add(of nameOf, name string) {
	if n == nil || n.has(of, name) {
		return
	}
	last := &n.filters[len(n.filters)-1]
	if last.room == 0 {
		n.filters = append(n.filters, newFilter(2*64*len(last.bits)))
		last = &n.filters[len(n.filters)-1]
	}
	last.room--
	last.add(n.mark(of, name))
}

// has is never false for a name that was added.
func (n *names) has(of nameOf, name string) bool {
	if n == nil {
		return false
	}
	at, step := n.mark(of, name)
	for i := range n.filters {
		if n.filters[i].has(at, step) {
			return true
		}
	}
	return false
}

// clear empties the set.
func (n *names) clear() {
	n.filters = n.filters[:1]
	first := &n.filters[0]
	clear(first.bits)
	first.room = firstBits / bitsPerName
}

func (f *filter) add(at, step uint64) {
	mask := uint64(64*len(f.bits) - 1)
	for range marksOfName {
		f.bits[at&mask/64] |= 1 << (at % 64)
		at += step
	}
}

func (f *filter) has(at, step uint64) bool {
	mask := uint64(64*len(f.bits) - 1)
	for range marksOfName {
		if f.bits[at&mask/64]&(1<<(at%64)) == 0 {
			return false
		}
		at += step
	}
	return true
}
