package guide

// State is where a Walker is in a set: which loops are open and how far each has come.
// What is of no matter for the rest of the set is no part of it.
type State struct {
	frames []frame
	levels levels
	at     mark
	length int
}

// Save makes s where the Walker is.
func (w *Walker) Save(s *State) {
	s.levels, s.at, s.length = w.levels, w.at, w.length
	for len(s.frames) < w.open {
		s.frames = append(s.frames, frame{})
	}
	s.frames = s.frames[:w.open]
	for i := range s.frames {
		from, to := &w.frames[i], &s.frames[i]
		counts, where := append(to.counts[:0], from.counts...), append(to.where[:0], from.where[:from.passed]...)
		*to = *from
		to.counts, to.where = counts, where
	}
}

// Restore goes on where s was saved, by a Walker of the same guide.
func (w *Walker) Restore(s *State) {
	w.seg, w.last = nil, nil
	w.levels, w.at, w.length, w.open = s.levels, s.at, s.length, len(s.frames)
	for i := range s.frames {
		from, to := &s.frames[i], &w.frames[i]
		counts, where := append(to.counts[:0], from.counts...), to.where
		copy(where, from.where)
		*to = *from
		to.counts, to.where = counts, where
	}
}

// GoOnFrom takes it that as many levels came as one with this HL01 needs before it, all
// of them numbered from 1.
func (w *Walker) GoOnFrom(number int) {
	w.levels = levels{count: number - 1, next: number, other: number}
}

// Equal reports whether two Walkers of a guide that are at s and at other would find the
// same in whatever came next.
func (s *State) Equal(other *State) bool {
	if s.levels != other.levels || s.at != other.at || len(s.frames) != len(other.frames) {
		return false
	}
	for i := range s.frames {
		if !s.frames[i].equal(&other.frames[i]) {
			return false
		}
	}
	return true
}

func (f *frame) equal(other *frame) bool {
	if f.plan != other.plan || f.group != other.group || f.passed != other.passed || f.seen != other.seen ||
		f.detour != other.detour || f.vague != other.vague || f.plan.level && f.level != other.level {
		return false
	}
	for _, candidates := range f.plan.byID {
		for i := range candidates {
			c := &candidates[i]
			one, two := f.counts[c.node], other.counts[c.node]
			// Where so many are admitted as there are, it only matters whether there is one.
			if one != two && (c.max > 0 || c.asked != nil || one == 0 || two == 0) {
				return false
			}
		}
	}
	for i, where := range f.where {
		if f.counts[f.plan.needed[i].node] == 0 && where != other.where[i] {
			return false
		}
	}
	return true
}
