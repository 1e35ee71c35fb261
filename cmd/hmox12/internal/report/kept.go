package report

import (
	"iter"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/shelf"
)

// kept are the rows of one kind that a night keeps: of each the summary tells, and of
// the first ones the page. A night may have a million, so they are packed.
type kept[T any] struct{ rows *shelf.Shelf[T] }

func (k *kept[T]) add(row *T) {
	if k.rows == nil {
		k.rows = shelf.New[T]()
	}
	k.rows.Add(row)
}

func (k *kept[T]) count() int {
	if k.rows == nil {
		return 0
	}
	return k.rows.Len()
}

// first returns the first rows, n at most.
func (k *kept[T]) first(n int) []T {
	var rows []T
	for i := range min(n, k.count()) {
		rows = append(rows, *k.rows.Row(i))
	}
	return rows
}

// written returns the rows as the summary has them.
func written[T, J any](k *kept[T], as func(*T) J) listing[J] {
	return func(yield func(J) bool) {
		for i := range k.count() {
			if !yield(as(k.rows.Row(i))) {
				return
			}
		}
	}
}

// listing is a list of the summary that is made while it is written.
type listing[T any] iter.Seq[T]
