package hosttest

import (
	"errors"
	"path/filepath"
	"slices"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/host"
)

// journal is what a power cut takes back. Removals are taken to last at once: it
// is the worst that they can do.
type journal struct {
	changes []change // of folders, in order
	dirty   []string // files whose content was not synced
}

// change is a new file, or a rename when from is not empty.
type change struct{ from, to string }

func (j *journal) create(path string) {
	j.changes = append(j.changes, change{to: filepath.Clean(path)})
	j.write(path)
}

func (j *journal) write(path string) {
	if path = filepath.Clean(path); !slices.Contains(j.dirty, path) {
		j.dirty = append(j.dirty, path)
	}
}

func (j *journal) sync(path string) {
	j.dirty = slices.DeleteFunc(j.dirty, func(d string) bool { return d == filepath.Clean(path) })
}

func (j *journal) rename(from, to string) {
	from, to = filepath.Clean(from), filepath.Clean(to)
	j.move(from, to)
	j.changes = append(j.changes, change{from, to})
}

// move renames what is not synced along with its folder.
func (j *journal) move(from, to string) {
	for i, path := range j.dirty {
		if within(path, from) {
			j.dirty[i] = to + path[len(from):]
		}
	}
	for i, c := range j.changes {
		if c.from == "" && within(c.to, from) {
			j.changes[i].to = to + c.to[len(from):]
		}
	}
}

func (j *journal) remove(path string) {
	path = filepath.Clean(path)
	j.dirty = slices.DeleteFunc(j.dirty, func(d string) bool { return within(d, path) })
	j.changes = slices.DeleteFunc(j.changes, func(c change) bool { return c.from == "" && within(c.to, path) })
}

func (j *journal) syncDir(dir string) {
	j.changes = slices.DeleteFunc(j.changes, func(c change) bool { return filepath.Dir(c.to) == filepath.Clean(dir) })
}

// lose undoes what is not synced, the last change first.
func (j *journal) lose(files host.Files) error {
	var errs []error
	for _, path := range j.dirty {
		f, err := files.Create(path) // empties it
		if err == nil {
			err = f.Close()
		}
		errs = append(errs, err)
	}
	for i := len(j.changes) - 1; i >= 0; i-- {
		c := j.changes[i]
		if c.from == "" {
			errs = append(errs, files.RemoveAll(c.to))
			continue
		}
		errs = append(errs, files.Rename(c.to, c.from))
		j.move(c.to, c.from)
	}
	j.changes, j.dirty = nil, nil
	return errors.Join(errs...)
}
