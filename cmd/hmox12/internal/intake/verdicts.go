package intake

// verdicts remembers which sets of a file were accepted: a bit each, because a
// file may hold millions.
type verdicts struct {
	bits []uint64
	n    int
}

func (v *verdicts) add(accepted bool) {
	if v.n%64 == 0 {
		v.bits = append(v.bits, 0)
	}
	if accepted {
		v.bits[v.n/64] |= 1 << (v.n % 64)
	}
	v.n++
}

func (v *verdicts) accepted(i int) bool {
	return i < v.n && v.bits[i/64]&(1<<(i%64)) != 0
}

// refuseFrom refuses set i and all behind it: their group or interchange was
// refused.
func (v *verdicts) refuseFrom(i int) {
	for ; i < v.n; i++ {
		v.bits[i/64] &^= 1 << (i % 64)
	}
}
