package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
)

// statement is one thing the package says to SQLite, with the operation's name
// for errors and for Options.Around. All SQL goes through run.
type statement struct {
	operation string
	text      string
}

// run does one operation on the database. Its error names the operation.
func (s *Store) run(operation string, do func() error) error {
	var err error
	if s.around != nil {
		err = s.around(operation, do)
	} else {
		err = do()
	}
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

// snapshot is what a query reads: what is committed now (a pool), or what was
// when the snapshot was taken (a transaction).
type snapshot interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// read hands the rows of a query on what was committed to each, one by one.
func (s *Store) read(ctx context.Context, from snapshot, q *statement, args []any, each func(*sql.Rows) error) error {
	return s.run(q.operation, func() error {
		rows, err := from.QueryContext(ctx, q.text, args...)
		return scan(rows, err, each)
	})
}

// statement returns the prepared form of a statement, made on first use.
func (w *writer) statement(ctx context.Context, q *statement) (*sql.Stmt, error) {
	if prepared := w.prepared[q]; prepared != nil {
		return prepared, nil
	}
	prepared, err := w.conn.PrepareContext(ctx, q.text)
	if err == nil {
		w.prepared[q] = prepared
	}
	return prepared, err
}

// exec runs a statement of the transaction that returns no rows.
func (t *transaction) exec(q *statement, args ...any) (driver.Result, error) {
	var result driver.Result
	err := t.run(q.operation, func() (err error) {
		result, err = t.store.writer.exec(t.ctx, q, args)
		return err
	})
	return result, err
}

// exec runs a statement by the driver itself: what database/sql does around it costs a
// fifth of a small insert.
func (w *writer) exec(ctx context.Context, q *statement, args []any) (result driver.Result, err error) {
	err = w.conn.Raw(func(conn any) error {
		prepared := w.direct[q]
		if prepared == nil {
			made, err := conn.(driver.ConnPrepareContext).PrepareContext(ctx, q.text)
			if err != nil {
				return err
			}
			prepared = made.(directStatement)
			w.direct[q] = prepared
		}
		w.args = w.args[:0]
		for i, arg := range args {
			value, err := driverValue(arg)
			if err != nil {
				return err
			}
			w.args = append(w.args, driver.NamedValue{Ordinal: i + 1, Value: value})
		}
		result, err = prepared.ExecContext(ctx, w.args)
		return err
	})
	return result, err
}

// directStatement is a statement that the driver prepared.
type directStatement interface {
	driver.Stmt
	driver.StmtExecContext
}

func driverValue(arg any) (driver.Value, error) {
	switch v := arg.(type) {
	case nil, int64, string, []byte, bool:
		return v, nil
	case int:
		return int64(v), nil
	}
	return driver.DefaultParameterConverter.ConvertValue(arg)
}

// query hands the rows of a query inside the transaction to each, one by one.
func (t *transaction) query(q *statement, args []any, each func(*sql.Rows) error) error {
	return t.run(q.operation, func() error {
		prepared, err := t.store.writer.statement(t.ctx, q)
		if err != nil {
			return err
		}
		rows, err := prepared.QueryContext(t.ctx, args...)
		return scan(rows, err, each)
	})
}

// one scans the only row of a query, and reports whether there is one.
func (t *transaction) one(q *statement, args []any, into ...any) (found bool, err error) {
	err = t.query(q, args, func(rows *sql.Rows) error {
		found = true
		return rows.Scan(into...)
	})
	return found, err
}

// run does one operation of the transaction. An error that is no refused
// constraint makes the transaction unusable.
func (t *transaction) run(operation string, do func() error) error {
	if err := t.usable(); err != nil {
		return err
	}
	err := t.store.run(operation, do)
	if err != nil && !constraint(err) {
		t.failed = err
	}
	return err
}

// errEnough ends a scan early and is no error.
var errEnough = errors.New("enough")

func scan(rows *sql.Rows, err error, each func(*sql.Rows) error) error {
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := each(rows); errors.Is(err, errEnough) {
			return nil
		} else if err != nil {
			return err
		}
	}
	return rows.Err()
}
