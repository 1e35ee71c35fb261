package revision

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
)

// Overlay returns the text of a book's file as changed by what is given of it: rows
// of a table, keys of a document, all of any other file. A file that the book has
// not is taken as given.
func Overlay(files fs.FS, name, given string) (string, error) {
	base, err := fs.ReadFile(files, name)
	if errors.Is(err, fs.ErrNotExist) {
		return given, nil
	}
	if err != nil {
		return "", err
	}
	changed := given
	switch {
	case strings.HasSuffix(name, ".csv"):
		changed, err = overlayTable(name, string(base), given)
	case strings.HasSuffix(name, ".yaml"):
		changed, err = overlayDocument(string(base), given)
	}
	if err != nil {
		return "", fmt.Errorf("%s: %w", name, err)
	}
	return changed, nil
}

// Lay writes each file of a book as a folder changes it that holds only what
// changes: put gets the names with slashes, in the order of base, then those that
// base has not.
func Lay(base, given fs.FS, put func(name, text string) error) error {
	laid := map[string]bool{}
	err := eachFile(base, func(name string) error {
		laid[name] = true
		change, err := fs.ReadFile(given, name)
		if errors.Is(err, fs.ErrNotExist) {
			text, err := fs.ReadFile(base, name)
			if err != nil {
				return err
			}
			return put(name, string(text))
		}
		if err != nil {
			return err
		}
		text, err := Overlay(base, name, string(change))
		if err != nil {
			return err
		}
		return put(name, text)
	})
	if err != nil {
		return err
	}
	return eachFile(given, func(name string) error {
		if laid[name] {
			return nil
		}
		text, err := fs.ReadFile(given, name)
		if err != nil {
			return err
		}
		return put(name, string(text))
	})
}

// Files returns the names of all files of a folder, those in folders below too.
func Files(files fs.FS) ([]string, error) {
	var names []string
	err := eachFile(files, func(name string) error {
		names = append(names, name)
		return nil
	})
	return names, err
}

func eachFile(files fs.FS, do func(name string) error) error {
	return fs.WalkDir(files, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		return do(name)
	})
}
