package shelf

import (
	"iter"
	"slices"
)

// Key is by what rows are found; several may have the same. What a key says of a
// record is the index's matter.
type Key struct {
	Text   string
	Number int
}

// Index finds the rows of a shelf by keys.
//
// It is a hash table by which the keys themselves are not kept: slots that are taken
// stand in the order of their hashes, those of one hash in the order of rows, each as
// near behind the place that its hash says as those before it leave. A row that is
// found is unpacked, and asked whether it has the key.
type Index[T any] struct {
	shelf  *Shelf[T]
	key    func(*T, int) (Key, bool)
	slots  []slot
	places uint64 // that hashes say; behind them stand a few that were pushed on
	used   int
}

// slot is taken by a row, numbered from 1.
type slot struct{ hash, row uint32 }

// NewIndex returns an index of an empty shelf. The keys of a record, each once, are
// those that key returns for 0 and the numbers behind it until it returns none.
func NewIndex[T any](s *Shelf[T], key func(record *T, n int) (Key, bool)) *Index[T] {
	if s.rows > 0 {
		panic("shelf: an index is made before the first record is added")
	}
	x := &Index[T]{shelf: s, key: key}
	s.indexes = append(s.indexes, x)
	return x
}

// Find returns the records with a key, in the order of their rows.
func (x *Index[T]) Find(k Key) []*T {
	values := x.Values(k)
	if len(values) == 0 {
		return nil
	}
	all := make([]*T, len(values))
	for i := range values {
		all[i] = &values[i]
	}
	return all
}

// Values returns what Find does, in one piece of memory.
func (x *Index[T]) Values(k Key) []T {
	h, n := hash(k), 0
	for range x.rows(h) {
		n++
	}
	if n == 0 {
		return nil
	}
	all := make([]T, n)
	n = 0
	for row := range x.rows(h) {
		if x.shelf.read(row, &all[n]); x.has(&all[n], k) {
			n++
		} else {
			all[n] = *new(T)
		}
	}
	return all[:n]
}

// First returns the first record with a key, nil when there is none.
func (x *Index[T]) First(k Key) *T {
	for row := range x.rows(hash(k)) {
		if record := x.shelf.Row(row); x.has(record, k) {
			return record
		}
	}
	return nil
}

// Except returns the records with a key and their rows, in the order of these, but for some
// rows, which are not unpacked.
func (x *Index[T]) Except(k Key, rows []int) iter.Seq2[int, *T] {
	return func(yield func(int, *T) bool) {
		for row := range x.rows(hash(k)) {
			if slices.Contains(rows, row) {
				continue
			}
			if record := x.shelf.Row(row); x.has(record, k) && !yield(row, record) {
				return
			}
		}
	}
}

// Rows returns the rows that may have a key: all that do, and rarely another.
func (x *Index[T]) Rows(k Key) iter.Seq[int] { return x.rows(hash(k)) }

// Groups returns the rows of each key that several have; keys whose hashes are the
// same are in one group.
func (x *Index[T]) Groups() iter.Seq[[]int] {
	return func(yield func([]int) bool) {
		var group []int
		var last uint32
		for _, s := range x.slots {
			if s.row == 0 {
				continue
			}
			if len(group) > 0 && s.hash != last {
				if len(group) > 1 && !yield(group) {
					return
				}
				group = group[:0]
			}
			group, last = append(group, int(s.row-1)), s.hash
		}
		if len(group) > 1 {
			yield(group)
		}
	}
}

// has reports whether a record has a key.
func (x *Index[T]) has(record *T, k Key) bool {
	for n := 0; ; n++ {
		if other, more := x.key(record, n); !more || other == k {
			return more
		}
	}
}

func (x *Index[T]) add(record *T, row int) {
	for n := 0; ; n++ {
		k, more := x.key(record, n)
		if !more {
			return
		}
		if 4*(x.used+1) > 3*len(x.slots) {
			x.resize(2*x.used + 8)
		}
		x.put(slot{hash(k), uint32(row + 1)})
		x.used++
	}
}

// resize moves all rows into a table with so many places.
func (x *Index[T]) resize(places int) {
	old := x.slots
	x.slots, x.places = make([]slot, places), uint64(places)
	for _, s := range old {
		if s.row != 0 {
			x.put(s)
		}
	}
}

// place returns where a row with a hash stands at the earliest.
func (x *Index[T]) place(hash uint32) int { return int(uint64(hash) * x.places >> 32) }

// put puts a row behind those of a lower hash and of the same, and pushes the
// others on.
func (x *Index[T]) put(s slot) {
	i := x.place(s.hash)
	for i < len(x.slots) && x.slots[i].row != 0 && x.slots[i].hash <= s.hash {
		i++
	}
	for ; i < len(x.slots) && x.slots[i].row != 0; i++ {
		x.slots[i], s = s, x.slots[i]
	}
	if i == len(x.slots) {
		x.slots = append(x.slots, s)
		return
	}
	x.slots[i] = s
}

// rows returns the rows with a hash.
func (x *Index[T]) rows(hash uint32) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := x.place(hash); i < len(x.slots); i++ {
			s := x.slots[i]
			if s.row == 0 || s.hash > hash || s.hash == hash && !yield(int(s.row-1)) {
				return
			}
		}
	}
}

// hash is FNV-1a with its bits mixed, as the upper ones say the place. It is the same
// in every run, so that what is told by its order is, too.
func hash(k Key) uint32 {
	h := uint64(14695981039346656037)
	for i := range len(k.Text) {
		h = (h ^ uint64(k.Text[i])) * 1099511628211
	}
	h ^= uint64(k.Number) * 0x9e3779b97f4a7c15
	h = (h ^ h>>33) * 0xff51afd7ed558ccd
	h = (h ^ h>>33) * 0xc4ceb9fe1a85ec53
	return uint32((h ^ h>>33) >> 32)
}
