// Package hosttest breaks the machine on purpose: its Files counts every
// operation and can refuse one, or lose power there.
package hosttest

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"sync"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/host"
)

// ErrInjected is why an operation that was chosen to fail did.
var ErrInjected = errors.New("injected")

// failure is of the operation of a number: the chosen one, or one behind a power cut.
type failure struct {
	number int
	chosen bool
}

func (f failure) Error() string { return fmt.Sprintf("operation %d: %v", f.number, ErrInjected) }

// Unwrap returns ErrInjected.
func (f failure) Unwrap() error { return ErrInjected }

// Files is a host.Files that passes everything on to another one. It may be used by
// several goroutines, once At, Of and Cut are set.
type Files struct {
	host.Files
	// At is the operation that fails, counted from 1 and from the first one; 0 fails
	// none. A write that fails has written half of what it was given.
	At int
	// Of, if not empty, is the operation that alone is counted for At, such as "sync
	// out/a.partial": where several goroutines are at work, no two runs have one order.
	Of string
	// Cut fails all operations after that one, too: the power is gone.
	Cut bool

	mu         sync.Mutex
	operations []string
	counted    int    // for At
	failed     string // the operation that was chosen to fail, when it did
	open       int
	journal    journal
}

// Operations returns what was asked for, in order: "create out/a.partial". To
// close a file that was only read is none, as nothing depends on it.
func (f *Files) Operations() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.operations
}

// Failed returns the operation that was chosen to fail; empty when it was not asked for.
func (f *Files) Failed() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.failed
}

// OpenFiles returns how many files were opened and not closed.
func (f *Files) OpenFiles() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.open
}

// LosePower takes from the underlying files whatever was not synced: renames and
// new files of a folder that was not synced since, and the content of files.
func (f *Files) LosePower() error { return f.journal.lose(f.Files) }

// step runs an operation, unless it is to fail.
func (f *Files) step(operation, path string, do func() error) error {
	if why := f.next(operation + " " + path); why != nil {
		return &fs.PathError{Op: operation, Path: path, Err: *why}
	}
	return do()
}

// next notes an operation, and returns why it is to fail; nil when it isn't.
func (f *Files) next(operation string) *failure {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.operations = append(f.operations, operation)
	number := len(f.operations)
	if f.failed != "" {
		if f.Cut {
			return &failure{number: number}
		}
		return nil
	}
	if f.Of == "" || f.Of == operation {
		f.counted++
	}
	if f.At == 0 || f.counted < f.At {
		return nil
	}
	f.failed = operation
	return &failure{number: number, chosen: true}
}

// noted runs an operation that changes a folder and notes it in the journal.
func (f *Files) noted(operation, path string, do func() error, note func(*journal)) error {
	return f.step(operation, path, func() error {
		err := do()
		if err == nil {
			f.note(note)
		}
		return err
	})
}

func (f *Files) note(note func(*journal)) {
	f.mu.Lock()
	defer f.mu.Unlock()
	note(&f.journal)
}

func (f *Files) count(by int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.open += by
}

// Open opens a file for reading.
func (f *Files) Open(name string) (file host.File, err error) {
	err = f.step("open", name, func() error {
		opened, err := f.Files.Open(name)
		if err == nil {
			f.count(1)
			file = &openFile{File: opened, files: f, path: name}
		}
		return err
	})
	return file, err
}

// Create makes or empties a file.
func (f *Files) Create(name string) (file host.File, err error) {
	err = f.noted("create", name, func() error {
		created, err := f.Files.Create(name)
		if err == nil {
			f.count(1)
			file = &openFile{File: created, files: f, path: name, created: true}
		}
		return err
	}, func(j *journal) { j.create(name) })
	return file, err
}

// MkdirAll makes a folder and its parents.
func (f *Files) MkdirAll(dir string) error {
	return f.step("mkdir", dir, func() error { return f.Files.MkdirAll(dir) })
}

// ReadDir lists a folder.
func (f *Files) ReadDir(dir string) (entries []fs.DirEntry, err error) {
	err = f.step("list", dir, func() error {
		entries, err = f.Files.ReadDir(dir)
		return err
	})
	return entries, err
}

// Rename moves a file or folder.
func (f *Files) Rename(from, to string) error {
	return f.noted("rename", from, func() error { return f.Files.Rename(from, to) }, func(j *journal) { j.rename(from, to) })
}

// RemoveAll removes a file or folder.
func (f *Files) RemoveAll(name string) error {
	return f.noted("remove", name, func() error { return f.Files.RemoveAll(name) }, func(j *journal) { j.remove(name) })
}

// SyncDir syncs a folder.
func (f *Files) SyncDir(dir string) error {
	return f.noted("sync folder", dir, func() error { return f.Files.SyncDir(dir) }, func(j *journal) { j.syncDir(dir) })
}

// FS returns the folder for reading; what is read there counts, too.
func (f *Files) FS(dir string) fs.FS { return folder{f.Files.FS(dir), f, dir} }

// openFile is a host.File that counts.
type openFile struct {
	host.File
	files   *Files
	path    string // when it was opened
	created bool
	closed  bool
}

func (o *openFile) Read(p []byte) (n int, err error) {
	err = o.files.step("read", o.path, func() error {
		n, err = o.File.Read(p)
		return err
	})
	return n, err
}

func (o *openFile) Write(p []byte) (n int, err error) {
	o.files.note(func(j *journal) { j.write(o.path) })
	err = o.files.step("write", o.path, func() error {
		n, err = o.File.Write(p)
		return err
	})
	var failed failure
	if errors.As(err, &failed) && failed.chosen {
		n, _ = o.File.Write(p[:len(p)/2])
	}
	return n, err
}

func (o *openFile) Seek(offset int64, whence int) (n int64, err error) {
	err = o.files.step("seek", o.path, func() error {
		n, err = o.File.Seek(offset, whence)
		return err
	})
	return n, err
}

func (o *openFile) Stat() (info fs.FileInfo, err error) {
	err = o.files.step("stat", o.path, func() error {
		info, err = o.File.Stat()
		return err
	})
	return info, err
}

func (o *openFile) Sync() error {
	return o.files.noted("sync", o.path, o.File.Sync, func(j *journal) { j.sync(o.path) })
}

// Close closes the file in any case: a descriptor that could not be closed is
// gone all the same.
func (o *openFile) Close() error {
	if o.closed {
		return fs.ErrClosed
	}
	o.closed = true
	o.files.count(-1)
	err := o.File.Close()
	if !o.created {
		return err
	}
	return o.files.step("close", o.path, func() error { return err })
}

// folder is a file system for reading that counts.
type folder struct {
	fs.FS
	files *Files
	dir   string
}

func (d folder) Open(name string) (file fs.File, err error) {
	path := filepath.Join(d.dir, filepath.FromSlash(name))
	err = d.files.step("open", path, func() error {
		file, err = d.FS.Open(name)
		return err
	})
	if err != nil {
		return nil, err
	}
	d.files.count(1)
	return &folderFile{file, d.files, path}, nil
}

// folderFile is a file or folder opened through FS.
type folderFile struct {
	fs.File
	files *Files
	path  string
}

func (o *folderFile) Read(p []byte) (n int, err error) {
	err = o.files.step("read", o.path, func() error {
		n, err = o.File.Read(p)
		return err
	})
	return n, err
}

func (o *folderFile) Stat() (info fs.FileInfo, err error) {
	err = o.files.step("stat", o.path, func() error {
		info, err = o.File.Stat()
		return err
	})
	return info, err
}

func (o *folderFile) ReadDir(n int) (entries []fs.DirEntry, err error) {
	listed, ok := o.File.(fs.ReadDirFile)
	if !ok {
		return nil, &fs.PathError{Op: "list", Path: o.path, Err: errors.New("not a folder")}
	}
	err = o.files.step("list", o.path, func() error {
		entries, err = listed.ReadDir(n)
		return err
	})
	return entries, err
}

func (o *folderFile) Close() error {
	o.files.count(-1)
	return o.File.Close()
}

// within reports whether path is dir or lies in it.
func within(path, dir string) bool {
	return path == dir || strings.HasPrefix(path, dir+string(filepath.Separator))
}
