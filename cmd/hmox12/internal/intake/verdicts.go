package intake

// verdicts remembers what the first pass found out about each set of a file: a
// bit each, because a file may hold millions.
type verdicts struct {
	accepted bits
	doubted  bits // something was found in it
	n        int
}

func (v *verdicts) add(accepted, doubted bool) {
	v.accepted.set(v.n, accepted)
	v.doubted.set(v.n, doubted)
	v.n++
}

// refuseFrom refuses set i and all behind it: their group or interchange was
// refused.
func (v *verdicts) refuseFrom(i int) {
	for ; i < v.n; i++ {
		v.accepted.set(i, false)
	}
}

// bits are as many as were set, and false beyond.
type bits []uint64

func (b *bits) set(i int, value bool) {
	for i/64 >= len(*b) {
		*b = append(*b, 0)
	}
	if value {
		(*b)[i/64] |= 1 << (i % 64)
	} else {
		(*b)[i/64] &^= 1 << (i % 64)
	}
}

func (b bits) has(i int) bool { return i/64 < len(b) && b[i/64]&(1<<(i%64)) != 0 }
