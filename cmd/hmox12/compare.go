package main

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"slices"

	"github.com/rogpeppe/go-internal/diff"
)

// compare prints how the files of got differ from those of want, and reports
// whether they are the same, byte for byte.
func (p *program) compare(want, got string) (bool, error) {
	wanted, err := p.list(want)
	if err != nil {
		return false, err
	}
	gotten, err := p.list(got)
	if err != nil {
		return false, err
	}
	names := slices.Concat(wanted, gotten)
	slices.Sort(names)
	same := true
	for _, name := range slices.Compact(names) {
		switch {
		case !slices.Contains(gotten, name):
			same = false
			fmt.Fprintf(p.stdout, "\n%s is expected and was not written\n", name)
		case !slices.Contains(wanted, name):
			same = false
			fmt.Fprintf(p.stdout, "\n%s was written and is not expected\n", name)
		default:
			equal, err := p.compareFile(filepath.Join(want, name), filepath.Join(got, name))
			if err != nil {
				return false, err
			}
			same = same && equal
		}
	}
	return same, nil
}

func (p *program) list(dir string) ([]string, error) {
	entries, err := p.files.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, e := range entries {
		if !e.IsDir() {
			names = append(names, e.Name())
		}
	}
	return names, nil
}

func (p *program) compareFile(want, got string) (bool, error) {
	a, err := p.readFile(want)
	if err != nil {
		return false, err
	}
	b, err := p.readFile(got)
	if err != nil {
		return false, err
	}
	if bytes.Equal(a, b) {
		return true, nil
	}
	_, err = fmt.Fprintf(p.stdout, "\n%s", diff.Diff(want, segments(a), got, segments(b)))
	return false, err
}

func (p *program) readFile(name string) ([]byte, error) {
	f, err := p.files.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(f)
}

// segments puts each segment on a line of its own, for reading a difference.
func segments(file []byte) []byte {
	if bytes.ContainsRune(file, '\n') {
		return file
	}
	return bytes.ReplaceAll(file, []byte("~"), []byte("~\n"))
}
