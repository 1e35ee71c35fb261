package shelf

import (
	"fmt"
	"iter"
	"reflect"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/pack"
)

// perBlock is how many rows are packed into one piece of memory: enough that the
// pieces are few, and few enough that one is not copied often while it grows.
const perBlock = 512

// Shelf is a sequence of records of a struct type.
type Shelf[T any] struct {
	packer   *pack.Packer
	unpacker *pack.Unpacker
	words    pack.Words

	full   []block
	open   []byte // the block to which rows are added
	starts []uint32
	rows   int

	indexes []*Index[T]
}

// block is rows in a row: the first byte of each, and behind the last one. Texts of
// unpacked records are parts of bytes.
type block struct {
	bytes  string
	starts [perBlock + 1]uint32
}

// New returns a Shelf. The texts in the shared types, struct types in T, occur in
// many records, and are kept once.
func New[T any](shared ...reflect.Type) *Shelf[T] {
	t := reflect.TypeFor[T]()
	s := &Shelf[T]{}
	s.packer = pack.NewPacker(t, &s.words, pack.Vocabulary{Shared: shared})
	var err error
	if s.unpacker, err = pack.NewUnpacker(t, pack.Shape(t)); err != nil {
		panic(fmt.Sprintf("shelf: %v", err)) // a type reads its own shape
	}
	return s
}

// Add adds a record behind the others and returns its row.
func (s *Shelf[T]) Add(record *T) int {
	s.starts = append(s.starts, uint32(len(s.open)))
	s.open = s.packer.Append(s.open, 0, record)
	row := s.rows
	s.rows++
	for _, x := range s.indexes {
		x.add(record, row)
	}
	if len(s.starts) == perBlock {
		b := block{bytes: string(s.open)}
		copy(b.starts[:], s.starts)
		b.starts[perBlock] = uint32(len(s.open))
		s.full = append(s.full, b)
		s.open, s.starts = s.open[:0], s.starts[:0]
	}
	return row
}

// Trim gives back the memory that was kept for what might be added.
func (s *Shelf[T]) Trim() {
	s.open, s.starts = append([]byte(nil), s.open...), append([]uint32(nil), s.starts...)
	for _, x := range s.indexes {
		x.resize(x.used + x.used/8 + 1)
	}
}

// Len returns how many rows there are.
func (s *Shelf[T]) Len() int { return s.rows }

// Row returns the record of a row.
func (s *Shelf[T]) Row(row int) *T {
	record := new(T)
	s.read(row, record)
	return record
}

// Begins reports whether the first field of a row's record is a text, as far as that is seen
// without unpacking it: one that is kept once for many rows is not.
func (s *Shelf[T]) Begins(row int, text string) bool { return pack.Begins(s.packed(row), text) }

// read unpacks a row into a zero record.
func (s *Shelf[T]) read(row int, record *T) {
	if err := s.unpacker.UnpackText(s.packed(row), s.words.From(0), record); err != nil {
		panic(fmt.Sprintf("shelf: row %d: %v", row, err)) // nobody else writes the memory
	}
}

func (s *Shelf[T]) packed(row int) string {
	n, i := row/perBlock, row%perBlock
	if n < len(s.full) {
		b := &s.full[n]
		return b.bytes[b.starts[i]:b.starts[i+1]]
	}
	end := len(s.open)
	if i+1 < len(s.starts) {
		end = int(s.starts[i+1])
	}
	return string(s.open[s.starts[i]:end])
}

// All returns the records in the order of their rows.
func (s *Shelf[T]) All() iter.Seq[*T] {
	return func(yield func(*T) bool) {
		for row := range s.rows {
			if !yield(s.Row(row)) {
				return
			}
		}
	}
}
