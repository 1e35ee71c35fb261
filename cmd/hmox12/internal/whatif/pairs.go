package whatif

import (
	"cmp"
	"errors"
	"fmt"
	"iter"
	"strings"

	"github.com/hmox12/hmox12/mapping/record"
)

// Pairs puts what two nights recorded side by side by its place in the inbound
// files, which file and segment tell, as a night has a file's name once; add gets
// nothing, the zero value, for what a night did not read. Both must come in the
// order of recording: that of the files' names, and in a file that of the segments.
// What goes back is an error, as it would find no partner.
func Pairs[T any](before, after iter.Seq2[T, error], source func(T) *record.Source, add func(before, after T) error) error {
	b, a := newCursor(before, source), newCursor(after, source)
	defer b.stop()
	defer a.stop()
	b.advance()
	a.advance()
	for b.err == nil && a.err == nil && (b.ok || a.ok) {
		var none T
		left, right := b.at, a.at
		switch order := b.compare(a); {
		case order < 0:
			right = none
			b.advance()
		case order > 0:
			left = none
			a.advance()
		default:
			b.advance()
			a.advance()
		}
		if err := add(left, right); err != nil {
			return err
		}
	}
	return errors.Join(b.err, a.err)
}

// cursor stands at one thing that a night recorded.
type cursor[T any] struct {
	pull   func() (T, error, bool)
	stop   func()
	source func(T) *record.Source
	at     T
	place  record.Source
	ok     bool // false behind the last
	err    error
}

func newCursor[T any](all iter.Seq2[T, error], source func(T) *record.Source) *cursor[T] {
	c := &cursor[T]{source: source}
	c.pull, c.stop = iter.Pull2(all)
	return c
}

// advance goes to the next thing.
func (c *cursor[T]) advance() {
	last, had := c.place, c.ok
	c.at, c.err, c.ok = c.pull()
	if !c.ok || c.err != nil {
		return
	}
	c.place = *c.source(c.at)
	if had && comparePlaces(&last, &c.place) >= 0 {
		c.err = fmt.Errorf("segment %d of %s was recorded before segment %d of %s", last.Segment, last.File, c.place.Segment, c.place.File)
	}
}

// compare compares where two cursors stand; behind the last is behind all.
func (c *cursor[T]) compare(o *cursor[T]) int {
	switch {
	case !c.ok:
		return 1
	case !o.ok:
		return -1
	}
	return comparePlaces(&c.place, &o.place)
}

func comparePlaces(a, b *record.Source) int {
	return cmp.Or(strings.Compare(a.File, b.File), a.Segment-b.Segment)
}
