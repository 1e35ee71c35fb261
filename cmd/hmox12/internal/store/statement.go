package store

import (
	"context"
	"errors"
	"fmt"

	"zombiezen.com/go/sqlite"
)

// statement is one thing the package says to SQLite, with the operation's name
// for errors and for Options.Around. All SQL goes through run or do.
type statement struct {
	operation string
	text      string
}

// run does one operation on the database. Its error names the operation.
func (s *Store) run(operation string, do func() error) error {
	if s.around != nil {
		return told(operation, s.around(operation, do))
	}
	return told(operation, do())
}

// do runs a statement that returns no rows, on the connection that writes.
func (s *Store) do(q *statement, stmt *sqlite.Stmt) (result, error) {
	if s.around == nil {
		return s.writer.do(stmt)
	}
	var did result
	err := s.around(q.operation, func() (err error) {
		did, err = s.writer.do(stmt)
		return err
	})
	return did, err
}

// told returns the error of an operation in words of the package.
func told(operation string, err error) error {
	switch {
	case err == nil:
		return nil
	case busy(err):
		return fmt.Errorf("store: %s: %w", operation, ErrBusy)
	case notADatabase(err):
		return fmt.Errorf("store: %s: %w", operation, ErrNotOurs)
	}
	return fmt.Errorf("store: %s: %w", operation, err)
}

// read hands the rows of a query on what was committed to each, one by one.
func (s *Store) read(ctx context.Context, q *statement, args []any, each func(cursor) error) error {
	conn, err := s.reader(ctx)
	if err != nil {
		return err
	}
	defer s.readers.put(conn)
	return s.readOn(ctx, conn, q, args, each)
}

// reader returns a connection to read what was committed, which has to be put back. It
// stops what it does when the context ends.
func (s *Store) reader(ctx context.Context) (conn *connection, err error) {
	err = s.run("connect reader", func() error {
		conn, err = s.readers.take(ctx)
		return err
	})
	if err != nil {
		s.readers.put(conn)
		return nil, err
	}
	return conn, nil
}

// readOn hands the rows of a query on a connection to each, one by one.
func (s *Store) readOn(ctx context.Context, conn *connection, q *statement, args []any, each func(cursor) error) error {
	err := s.rows(conn, q, args, each)
	if err != nil && ctx.Err() != nil {
		return ctx.Err() // SQLite says that it was interrupted
	}
	return err
}

// rows hands the rows of a query to each, one by one.
func (s *Store) rows(conn *connection, q *statement, args []any, each func(cursor) error) error {
	err := s.run(q.operation, func() error { return conn.query(q, args, each) })
	if errors.Is(err, errEnough) {
		return nil
	}
	return err
}

// exec runs a statement of the transaction that returns no rows.
func (t *transaction) exec(q *statement, args ...any) (result, error) {
	if err := t.usable(); err != nil {
		return result{}, err
	}
	var did result
	stmt, err := t.store.writer.statement(q, args...) // here, so that args needn't outlive this
	if err == nil {
		did, err = t.store.do(q, stmt)
	}
	return did, t.noted(told(q.operation, err))
}

// query hands the rows of a query inside the transaction to each, one by one.
func (t *transaction) query(q *statement, args []any, each func(cursor) error) error {
	if err := t.usable(); err != nil {
		return err
	}
	return t.noted(t.store.rows(t.store.writer.connection, q, args, each))
}

// one scans the only row of a query, and reports whether there is one.
func (t *transaction) one(q *statement, args []any, into ...any) (found bool, err error) {
	return t.oneOf(after, q, args, into...)
}

// oneOf is one by whoever can answer.
func (t *transaction) oneOf(who answerer, q *statement, args []any, into ...any) (found bool, err error) {
	err = t.ask(who, q, args, func(at cursor) error {
		found = true
		return at.scan(into...)
	})
	return found, err
}

// run does one operation of the transaction.
func (t *transaction) run(operation string, do func() error) error {
	if err := t.usable(); err != nil {
		return err
	}
	return t.noted(t.store.run(operation, do))
}

// noted returns the error of an operation of the transaction. One that is no refused
// constraint makes it unusable.
func (t *transaction) noted(err error) error {
	if err != nil && !constraint(err) {
		t.failed = err
	}
	return err
}

// errEnough ends a scan early and is no error.
var errEnough = errors.New("enough")
