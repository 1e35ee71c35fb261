package store

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"
)

// connection is a connection to the database. One goroutine uses it at a time: SQLite
// takes no lock for it.
type connection struct {
	*sqlite.Conn
	// prepared are the statements that it ran. Conn would keep them, too, but clears the
	// arguments of one that is run again, by which SQLite plans some anew.
	prepared map[*statement]*sqlite.Stmt
	closed   bool // what is asked of it then is an error
}

// patience is how long a connection waits for another program that writes.
const patience = 5 * time.Second

// connect opens the database in a file, which is made if there is none.
func connect(path string, pragmas ...string) (*connection, error) {
	conn, err := sqlite.OpenConn(path, sqlite.OpenReadWrite|sqlite.OpenCreate)
	if err != nil {
		return nil, err
	}
	c := &connection{Conn: conn, prepared: make(map[*statement]*sqlite.Stmt)}
	c.SetBusyTimeout(patience)
	for _, pragma := range append([]string{"foreign_keys(1)", "trusted_schema(0)"}, pragmas...) {
		if err := sqlitex.ExecuteTransient(conn, "PRAGMA "+pragma, nil); err != nil {
			conn.Close()
			return nil, err
		}
	}
	return c, nil
}

// Close closes the connection. A transaction that is open on it is lost.
func (c *connection) Close() error {
	if c.closed {
		return nil
	}
	c.closed = true
	return c.Conn.Close()
}

// statement returns a statement prepared, with its arguments.
func (c *connection) statement(q *statement, args ...any) (*sqlite.Stmt, error) {
	if c.closed {
		return nil, errClosed
	}
	stmt := c.prepared[q]
	if stmt == nil {
		var err error
		if stmt, err = c.Prepare(q.text); err != nil {
			return nil, err
		}
		c.prepared[q] = stmt
	}
	if n := stmt.BindParamCount(); n != len(args) { // the others would be those of the last time
		return nil, fmt.Errorf("%d arguments for the %d that it takes", len(args), n)
	}
	for i, arg := range args {
		switch v := arg.(type) {
		case string:
			stmt.BindText(i+1, v)
		case []byte:
			stmt.BindBytes(i+1, v)
		case int64:
			stmt.BindInt64(i+1, v)
		case int:
			stmt.BindInt64(i+1, int64(v))
		case bool:
			stmt.BindBool(i+1, v)
		default:
			return nil, fmt.Errorf("argument %d is of no type that SQLite has", i+1)
		}
	}
	return stmt, nil
}

// result is what a statement did that returns no rows.
type result struct {
	id   int64 // of the row that was inserted last
	rows int   // that were inserted, changed or deleted
}

// do runs a statement that returns no rows.
func (c *connection) do(stmt *sqlite.Stmt) (result, error) {
	if _, err := stmt.Step(); err != nil {
		return result{}, err
	}
	did := result{id: c.LastInsertRowID(), rows: c.Changes()}
	return did, stmt.Reset()
}

// say does what a command without arguments says.
func (c *connection) say(command string) error {
	if c.closed {
		return errClosed
	}
	stmt, err := c.Prepare(command)
	if err == nil {
		_, err = c.do(stmt)
	}
	return err
}

// query hands the rows of a query to each, one by one.
func (c *connection) query(q *statement, args []any, each func(cursor) error) error {
	stmt, err := c.statement(q, args...)
	if err != nil {
		return err
	}
	defer stmt.Reset() // what it may say, Step has said
	for {
		more, err := stmt.Step()
		if err != nil || !more {
			return err
		}
		if err := each(cursor{stmt}); err != nil {
			return err
		}
	}
}

// readers are connections that can't write, each made when it is needed.
type readers struct {
	connect func() (*connection, error)
	places  chan struct{} // one for each that may be in use

	mu     sync.Mutex
	idle   []*connection
	closed bool
}

func newReaders(n int, connect func() (*connection, error)) *readers {
	return &readers{connect: connect, places: make(chan struct{}, n)}
}

// take returns a connection, which has to be put back. It stops what it does when the
// context ends.
func (r *readers) take(ctx context.Context) (*connection, error) {
	select {
	case r.places <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	c, err := r.any()
	if err != nil {
		<-r.places
		return nil, err
	}
	c.SetInterrupt(ctx.Done())
	return c, nil
}

// any returns a connection that is idle, or a new one.
func (r *readers) any() (*connection, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.closed {
		return nil, errClosed
	}
	if last := len(r.idle) - 1; last >= 0 {
		c := r.idle[last]
		r.idle = r.idle[:last]
		return c, nil
	}
	return r.connect()
}

// put takes a connection back, which may be nil.
func (r *readers) put(c *connection) {
	if c == nil {
		return
	}
	c.SetInterrupt(nil)
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.closed {
		c.Close()
	} else {
		r.idle = append(r.idle, c)
	}
	<-r.places
}

// close closes the connections: those that are in use, when they are put back.
func (r *readers) close() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.closed = true
	var errs []error
	for _, c := range r.idle {
		errs = append(errs, c.Close())
	}
	r.idle = nil
	return errors.Join(errs...)
}
