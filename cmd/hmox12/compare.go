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
	difference := diff.Diff(want, segments(a), got, segments(b))
	if len(difference) == 0 {
		difference = fmt.Appendf(nil, "%s differs from %s in line breaks alone\n", got, want)
	}
	_, err = fmt.Fprintf(p.stdout, "\n%s", difference)
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

// isaLength is where the ISA ends, with the byte that ends all segments.
const isaLength = 106

// segments puts each segment on a line of its own, for reading a difference: the
// number of the line is that of the segment.
func segments(file []byte) []byte {
	if len(file) < isaLength || !bytes.HasPrefix(file, []byte("ISA")) {
		return file
	}
	terminator := file[isaLength-1 : isaLength]
	var lines []byte
	for segment := range bytes.SplitSeq(file, terminator) {
		if segment = bytes.Trim(segment, "\r\n"); len(segment) > 0 {
			lines = append(append(append(lines, segment...), terminator...), '\n')
		}
	}
	return lines
}
