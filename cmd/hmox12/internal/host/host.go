// Package host is what the program reaches of the machine it runs on: files and
// the clock. Everything goes through the two interfaces here, so that a test can
// fail or cut short every single operation, and a replay can set the date.
package host

import (
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// Clock tells the time.
type Clock interface {
	Now() time.Time
}

// Fixed is a Clock that stands still: a replay's.
type Fixed time.Time

// Now returns the time the clock was set to.
func (f Fixed) Now() time.Time { return time.Time(f) }

// System is the machine's own clock.
type System struct{}

// Now returns the current time.
func (System) Now() time.Time { return time.Now() }

// File is an open file.
type File interface {
	io.Reader
	io.Writer
	io.Seeker
	io.Closer
	Name() string
	Stat() (fs.FileInfo, error)
	// Sync returns when what was written would survive a power cut.
	Sync() error
}

// Files is a file system that can be written to.
type Files interface {
	Open(name string) (File, error)
	Create(name string) (File, error)
	MkdirAll(dir string) error
	ReadDir(dir string) ([]fs.DirEntry, error)
	Rename(from, to string) error
	RemoveAll(name string) error
	// SyncDir makes renames and new files of a folder survive a power cut.
	SyncDir(dir string) error
	// FS returns the folder for reading only.
	FS(dir string) fs.FS
}

// Disk is the machine's file system.
type Disk struct{}

// Open opens a file for reading.
func (Disk) Open(name string) (File, error) { return os.Open(name) }

// Create makes or empties a file.
func (Disk) Create(name string) (File, error) { return os.Create(name) }

// MkdirAll makes a folder and its parents.
func (Disk) MkdirAll(dir string) error { return os.MkdirAll(dir, 0o755) }

// ReadDir lists a folder, sorted by name.
func (Disk) ReadDir(dir string) ([]fs.DirEntry, error) { return os.ReadDir(dir) }

// Rename moves a file or folder.
func (Disk) Rename(from, to string) error { return os.Rename(from, to) }

// RemoveAll removes a file or folder, if it is there.
func (Disk) RemoveAll(name string) error { return os.RemoveAll(name) }

// SyncDir syncs a folder.
func (Disk) SyncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Sync()
}

// FS returns the folder for reading.
func (Disk) FS(dir string) fs.FS { return os.DirFS(filepath.Clean(dir)) }
