package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// Durability says when what was committed is on the disk, where no power cut takes it away.
// The end of the program does so in no case.
type Durability int

// When it is.
const (
	AtCommit Durability = iota // when Commit returns
	// AtClose is for a database that comes to its place when it is whole: it is on the disk
	// when Close returns nil. Nothing is waited for by then, as a power cut leaves nothing
	// that anybody would open.
	AtClose
	Never // for a database that is thrown away
)

// pragma has a connection wait for the disk when it should.
func (d Durability) pragma() string {
	if d == AtCommit {
		return "synchronous(FULL)"
	}
	return "synchronous(OFF)"
}

// sync puts a database on the disk that no connection has open any more.
func (s *Store) sync() error {
	_, err := os.Stat(s.path + "-wal")
	if err == nil {
		return fmt.Errorf("its log was not taken into it")
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	f, err := os.OpenFile(s.path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
