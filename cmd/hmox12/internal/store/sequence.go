package store

import (
	"context"
	"errors"
	"iter"
)

// sequence returns what a query reads, one after the other. It ends after an error,
// and the query ends when the loop does.
func sequence[T any](query func(each func(T) error) error) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		err := query(func(one T) error {
			if !yield(one, nil) {
				return errEnough
			}
			return nil
		})
		if err != nil && !errors.Is(err, errEnough) {
			var none T
			yield(none, err)
		}
	}
}

// gathered returns all that a query reads.
func gathered[T any](query func(each func(T) error) error) ([]T, error) {
	var all []T
	err := query(func(one T) error {
		all = append(all, one)
		return nil
	})
	return all, err
}

// readRecords reads the records of a query that selects nothing but them, packed.
func readRecords[T any](ctx context.Context, s *Store, q *statement, args []any, each func(*T) error) error {
	return s.readPacked(ctx, q, args, func(at cursor, known view) error {
		one := new(T)
		if err := known.unpack(at.text(0), one); err != nil {
			return err
		}
		return each(one)
	})
}

// readBodies reads the records of a query that selects nothing but their bodies, as JSON.
func readBodies[T any](ctx context.Context, s *Store, q *statement, args []any, each func(*T) error) error {
	return s.read(ctx, q, args, func(at cursor) error {
		one := new(T)
		if err := readBody(at.bytes(0), one); err != nil {
			return err
		}
		return each(one)
	})
}
