package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"net/url"
	"path/filepath"
	"reflect"

	_ "modernc.org/sqlite" // the driver named sqlite

	"github.com/hmox12/hmox12/cmd/hmox12/internal/pack"
)

// Options change how a database is opened.
type Options struct {
	// Around, when set, runs every operation on the database: it is told the
	// operation's name and calls do, or doesn't. What it returns is what the
	// operation returns. So a test can count operations, fail one before or after
	// it took place, or end the process there. Readers call it concurrently.
	Around func(operation string, do func() error) error
	// Volatile doesn't wait for the disk: for a database that is thrown away.
	Volatile bool
	// Members is about how many members there are. With many the store takes more memory,
	// some 110 bytes each, as else it would read what it forgot too often.
	Members int
}

// Store is an open database. Its methods may be called concurrently.
type Store struct {
	around  func(operation string, do func() error) error
	writing chan struct{} // holds a token while a Tx is open
	writers *sql.DB       // one connection
	readers *sql.DB       // connections that can't write
	writer  *writer       // nil until the first Begin, and after it broke
	reading reading
	beside  *aside // nil until the first question that is asked beside a Tx
	spare   spareTraces

	members    int // about so many
	known      *known
	version    int64  // of the database, when that was all
	beganEmpty bool   // and nobody else wrote since
	written    *names // about which anything was written since
	touched    *names // about which the Tx that is open wrote
}

// writer is the one connection that writes, with its prepared statements.
type writer struct {
	conn     *sql.Conn
	prepared map[*statement]*sql.Stmt
	direct   map[*statement]directStatement
	args     []driver.NamedValue // of the statement that runs
	packing
}

// Open opens the database in a file, creates it if there is none, and brings its
// schema up to date. A database of a newer program or of another one is refused
// and left as it is.
func Open(ctx context.Context, path string, o Options) (*Store, error) {
	s := &Store{around: o.Around, writing: make(chan struct{}, 1), touched: newNames(), spare: newSpareTraces(), members: o.Members}
	absolute, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("store: %w", err)
	}
	if s.writers, err = sql.Open("sqlite", dataSource(absolute, durability(o), cacheOf(4, o))); err != nil {
		return nil, fmt.Errorf("store: open: %w", err)
	}
	s.writers.SetMaxOpenConns(1)
	if s.readers, err = sql.Open("sqlite", dataSource(absolute, "query_only(1)", cacheOf(2, o))); err != nil {
		s.writers.Close()
		return nil, fmt.Errorf("store: open: %w", err)
	}
	s.readers.SetMaxOpenConns(5) // one is kept for what is asked beside a Tx
	if err := s.prepare(ctx); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

func durability(o Options) string {
	if o.Volatile {
		return "synchronous(OFF)"
	}
	return "synchronous(FULL)" // a commit is on the disk when it returns
}

// cacheOf has a connection keep so many megabytes of pages, and more where there are many
// members: pages of indexes, to which each file writes, are as many as they are.
func cacheOf(megabytes int, o Options) string {
	return fmt.Sprintf("cache_size(-%d)", roomOf(1000*megabytes, o.Members))
}

// dataSource names the file to the driver and sets each connection up.
func dataSource(path string, pragmas ...string) string {
	query := url.Values{"_pragma": append([]string{
		"busy_timeout(5000)",
		"foreign_keys(1)",
		"trusted_schema(0)",
	}, pragmas...)}
	name := url.URL{Scheme: "file", Path: filepath.ToSlash(path), RawQuery: query.Encode()}
	return name.String()
}

// prepare makes the database as durable as promised and brings the schema up to
// date. It looks first and writes to no database that isn't this program's.
func (s *Store) prepare(ctx context.Context) error {
	if err := s.connect(ctx); err != nil {
		return err
	}
	conn := s.writer.conn
	if _, err := s.schemaVersion(ctx, conn, len(migrations)); err != nil {
		return err
	}
	var journal string
	err := s.run("set journal", func() error {
		return conn.QueryRowContext(ctx, "PRAGMA journal_mode = WAL").Scan(&journal)
	})
	if err != nil {
		return err
	}
	if journal != "wal" { // some network file systems
		return fmt.Errorf("store: the file system allows no write-ahead log, so the database can't be made durable on it")
	}
	if err := s.migrate(ctx, conn, migrations); err != nil {
		return err
	}
	return s.know(ctx)
}

// Close closes the database. A transaction that is still open is lost.
func (s *Store) Close() error {
	s.beside.close()
	readErr := s.readers.Close()
	if s.writer != nil {
		s.writer.finalize()
		s.writer.conn.Close()
	}
	if err := s.writers.Close(); err != nil {
		return err
	}
	return readErr
}

// finalize ends the prepared statements. While one is left, SQLite keeps a closed
// connection and its transaction alive.
func (w *writer) finalize() {
	for _, prepared := range w.prepared {
		prepared.Close()
	}
	_ = w.conn.Raw(func(any) error {
		for _, prepared := range w.direct {
			prepared.Close()
		}
		return nil
	})
}

// connect makes the writing connection, unless there is one.
func (s *Store) connect(ctx context.Context) error {
	if s.writer != nil {
		return nil
	}
	return s.run("connect", func() error {
		conn, err := s.writers.Conn(ctx)
		if err == nil {
			s.writer = &writer{
				conn: conn, prepared: make(map[*statement]*sql.Stmt), direct: make(map[*statement]directStatement),
				packing: packing{packers: make(map[reflect.Type]*pack.Packer)},
			}
		}
		return err
	})
}

// disconnect throws the writing connection away, and with it whatever
// transaction is open on it.
func (s *Store) disconnect() {
	s.writer.finalize()
	_ = s.writer.conn.Raw(func(any) error { return driver.ErrBadConn })
	s.writer = nil
	s.distrust() // another connection can't tell who wrote meanwhile
}
