package whatif

import (
	"container/heap"
	"slices"
)

// largest keeps the largest of the things it is given, so many at most.
type largest[T any] struct {
	limit   int
	compare func(a, b T) int // negative when a comes before b, the larger first
	kept    []T              // a heap, the smallest on top
}

// add takes one thing.
func (l *largest[T]) add(one T) {
	if l.limit <= 0 {
		return
	}
	if len(l.kept) < l.limit {
		heap.Push((*smallestOnTop[T])(l), one)
		return
	}
	if l.compare(one, l.kept[0]) < 0 {
		l.kept[0] = one
		heap.Fix((*smallestOnTop[T])(l), 0)
	}
}

// sorted returns what was kept, the largest first.
func (l *largest[T]) sorted() []T {
	all := slices.Clone(l.kept)
	slices.SortFunc(all, l.compare)
	return all
}

// smallestOnTop is the heap inside.
type smallestOnTop[T any] largest[T]

func (h *smallestOnTop[T]) Len() int           { return len(h.kept) }
func (h *smallestOnTop[T]) Less(i, j int) bool { return h.compare(h.kept[i], h.kept[j]) > 0 }
func (h *smallestOnTop[T]) Swap(i, j int)      { h.kept[i], h.kept[j] = h.kept[j], h.kept[i] }
func (h *smallestOnTop[T]) Push(one any)       { h.kept = append(h.kept, one.(T)) }
func (h *smallestOnTop[T]) Pop() any {
	last := h.kept[len(h.kept)-1]
	h.kept = h.kept[:len(h.kept)-1]
	return last
}
