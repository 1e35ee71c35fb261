// Package ahead has sequences read by a goroutine of their own, so that reading and
// what is done with what was read take two processors.
package ahead

import "iter"

// Values are handed over so many at a time, as waking the other goroutine costs as much
// as reading one; and no more than so many portions are read before they are wanted.
const (
	portion  = 16
	portions = 4
)

// InFlight is how many values may be read and not done with yet.
const InFlight = portion * (portions + 2) // with the portion that is filled, and the one that is wanted

// read is a value of a sequence, or the error there.
type read[T any] struct {
	value T
	err   error
}

// Of reads a sequence in a goroutine of its own, a little ahead of who ranges over
// it. The goroutine has ended when the loop has.
func Of[T any](values iter.Seq2[T, error]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		reads, enough := make(chan []read[T], portions), make(chan struct{})
		go run(values, reads, enough)
		defer func() {
			close(enough)
			for range reads {
			}
		}()
		for some := range reads {
			for _, r := range some {
				if !yield(r.value, r.err) {
					return
				}
			}
		}
	}
}

// run hands the values over until there are no more or they are enough.
func run[T any](values iter.Seq2[T, error], reads chan<- []read[T], enough <-chan struct{}) {
	defer close(reads)
	some := make([]read[T], 0, portion)
	handOver := func() bool {
		select {
		case reads <- some:
			some = make([]read[T], 0, portion)
			return true
		case <-enough:
			return false
		}
	}
	for value, err := range values {
		if some = append(some, read[T]{value, err}); len(some) == portion && !handOver() {
			return
		}
	}
	if len(some) > 0 {
		handOver()
	}
}
