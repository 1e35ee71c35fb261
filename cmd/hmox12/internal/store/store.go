package store

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"reflect"
	"sync/atomic"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/pack"
)

// Options change how a database is opened.
type Options struct {
	// Around, when set, runs every operation on the database: it is told the
	// operation's name and calls do, or doesn't. What it returns is what the
	// operation returns. So a test can count operations, fail one before or after
	// it took place, or end the process there. Readers call it concurrently.
	Around func(operation string, do func() error) error
	// Durable says when what was committed is on the disk.
	Durable Durability
	// Members is about how many members there are. With many the store takes more memory,
	// some 800 bytes for each beyond 50,000, as else it would read too often what it forgot
	// and pages that it wrote. The first store that a program opens for any takes the memory
	// for pages that all of them share.
	Members int
}

// Store is an open database. Its methods may be called concurrently.
type Store struct {
	path    string
	closed  atomic.Bool
	durable Durability
	around  func(operation string, do func() error) error
	writing chan struct{} // holds a token while a Tx is open
	readers *readers
	writer  *writer // nil after it broke, until the next Begin
	reading reading
	beside  *aside // nil until the first question that is asked beside a Tx
	spare   spareTraces

	members    int // about so many
	pooled     bool
	known      *known
	version    int64  // of the database, when that was all
	beganEmpty bool   // and nobody else wrote since
	written    *names // about which anything was written since
	touched    *names // about which the Tx that is open wrote
}

// writer is the one connection that writes.
type writer struct {
	*connection
	packing
}

// Open opens the database in a file, creates it if there is none, and brings its
// schema up to date. A database of a newer program or of another one is refused
// and left as it is.
func Open(ctx context.Context, path string, o Options) (*Store, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	absolute, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("store: %w", err)
	}
	s := &Store{
		path: absolute, durable: o.Durable, around: o.Around, writing: make(chan struct{}, 1),
		touched: newNames(), spare: newSpareTraces(), members: o.Members,
		pooled: o.Members > 0 && takePool(poolOf(o.Members)),
	}
	s.readers = newReaders(4, func() (*connection, error) { return connect(absolute, s.onlyReads()...) })
	if err := s.prepare(); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// onlyReads are the pragmas of a connection that can't write.
func (s *Store) onlyReads() []string { return []string{"query_only(1)", s.cacheOf(2)} }

// cacheOf has a connection keep so many megabytes of pages; those of the pool, where there
// is one, go to whoever needs them.
func (s *Store) cacheOf(megabytes int) string {
	if s.pooled {
		return fmt.Sprintf("cache_size(-%d)", poolOf(s.members)>>10)
	}
	return fmt.Sprintf("cache_size(-%d)", roomOf(1000*megabytes, s.members))
}

// prepare makes the database as durable as promised and brings the schema up to
// date. It looks first and writes to no database that isn't this program's.
func (s *Store) prepare() error {
	if err := s.connect(); err != nil {
		return err
	}
	conn := s.writer.connection
	if _, err := s.schemaVersion(conn, len(migrations)); err != nil {
		return err
	}
	var journal string
	err := s.rows(conn, setJournal, nil, func(at cursor) error { return at.scan(&journal) })
	if err != nil {
		return err
	}
	if journal != "wal" { // some network file systems
		return fmt.Errorf("store: the file system allows no write-ahead log, so the database can't be made durable on it")
	}
	if err := s.migrate(conn, migrations); err != nil {
		return err
	}
	return s.know()
}

var setJournal = &statement{"set journal", `PRAGMA journal_mode = WAL`}

// Close closes the database. A transaction that is still open is lost. Only the first call
// tells why it can't be closed, or is not on the disk.
func (s *Store) Close() error {
	if s.closed.Swap(true) {
		return nil
	}
	s.beside.close()
	err := s.readers.close()
	if s.writer == nil {
		return err
	}
	err = errors.Join(s.writer.Close(), err)
	if err == nil && s.durable == AtClose {
		err = s.run("sync", s.sync)
	}
	return err
}

// connect makes the writing connection, unless there is one.
func (s *Store) connect() error {
	if s.writer != nil {
		return nil
	}
	return s.run("connect", func() error {
		if s.closed.Load() {
			return errClosed
		}
		conn, err := connect(s.path, s.durable.pragma(), s.cacheOf(4))
		if err == nil {
			s.writer = &writer{connection: conn, packing: packing{packers: make(map[reflect.Type]*pack.Packer)}}
		}
		return err
	})
}

// disconnect throws the writing connection away, and with it whatever
// transaction is open on it.
func (s *Store) disconnect() {
	s.writer.Close()
	s.writer = nil
	s.distrust() // another connection can't tell who wrote meanwhile
}
