package host

import (
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
)

// What is not at its place bears one of these behind its name.
const (
	Partial  = ".partial"  // being made, or made and waiting for its place
	Previous = ".previous" // stood there before, until what replaces it is safe
)

// Replacement moves files and folders that were made beside their places there,
// all of them or none. After a power cut each of them is whole, whichever it is;
// Recover then brings back what is missing.
type Replacement struct {
	Files Files

	renamed [][2]string // from, to, in the order in which it was done
	aside   []string
}

// Put moves path+Partial to path. What stands there is put aside.
func (r *Replacement) Put(path string) error {
	if err := r.Remove(path); err != nil {
		return err
	}
	return r.rename(path+Partial, path)
}

// Remove puts what stands at path aside, if there is anything.
func (r *Replacement) Remove(path string) error {
	err := r.rename(path, path+Previous)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil {
		r.aside = append(r.aside, path+Previous)
	}
	return err
}

func (r *Replacement) rename(from, to string) error {
	err := r.Files.Rename(from, to)
	if err == nil {
		r.renamed = append(r.renamed, [2]string{from, to})
	}
	return err
}

// Commit makes the replacement last and then removes what was put aside. Once it
// lasts there is nothing to undo, even when that could not be removed.
func (r *Replacement) Commit() error {
	var folders []string
	for _, names := range r.renamed {
		folders = append(folders, filepath.Dir(filepath.Clean(names[1])))
	}
	slices.Sort(folders)
	for _, dir := range slices.Compact(folders) {
		if err := r.Files.SyncDir(dir); err != nil {
			return err
		}
	}
	r.renamed = nil
	var errs []error
	for _, path := range r.aside {
		errs = append(errs, r.Files.RemoveAll(path))
	}
	return errors.Join(errs...)
}

// Undo puts everything back to where it stood, unless it was committed.
func (r *Replacement) Undo() error {
	var errs []error
	for _, names := range slices.Backward(r.renamed) {
		errs = append(errs, r.Files.Rename(names[1], names[0]))
	}
	r.renamed, r.aside = nil, nil
	return errors.Join(errs...)
}

// Recover brings back what a replacement that was cut short had put aside at
// path, unless what replaces it is there.
func Recover(files Files, path string) error {
	there, err := files.Open(path)
	switch {
	case err == nil:
		return errors.Join(there.Close(), files.RemoveAll(path+Previous))
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	if err := files.Rename(path+Previous, path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
