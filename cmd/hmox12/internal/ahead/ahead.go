// Package ahead has sequences read by a goroutine of their own, so that reading and
// what is done with what was read take two processors.
package ahead

import "iter"

// by is how many values are read before they are wanted.
const by = 64

// Of reads a sequence in a goroutine of its own, a little ahead of who ranges over
// it. The goroutine has ended when the loop has.
func Of[T any](values iter.Seq2[T, error]) iter.Seq2[T, error] {
	type read struct {
		value T
		err   error
	}
	return func(yield func(T, error) bool) {
		reads, enough := make(chan read, by), make(chan struct{})
		go func() {
			defer close(reads)
			for value, err := range values {
				select {
				case reads <- read{value, err}:
				case <-enough:
					return
				}
			}
		}()
		defer func() {
			close(enough)
			for range reads {
			}
		}()
		for r := range reads {
			if !yield(r.value, r.err) {
				return
			}
		}
	}
}
