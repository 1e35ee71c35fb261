package book_test

import (
	"bytes"
	"errors"
	"io/fs"
	"maps"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/book"
)

// smallFiles returns the sample book with a few rows of each table, so that one
// try takes little time. What the missing rows leave open is among its problems.
func smallFiles(f *testing.F) fstest.MapFS {
	files := sampleFiles(f)
	for name, file := range files {
		if strings.HasSuffix(name, ".csv") {
			lines := bytes.SplitAfterN(file.Data, []byte("\n"), 6)
			file.Data = bytes.Join(lines[:min(len(lines), 5)], nil)
		}
	}
	return files
}

// FuzzLoad puts any bytes in the place of one file of the sample book: it loads,
// or its problems have a file, a text and a bounded number; nothing panics.
func FuzzLoad(f *testing.F) {
	whole := smallFiles(f)
	whole["hmo/house_rules.yaml"] = &fstest.MapFile{Data: []byte(goodRule)}
	var names []string
	if err := fs.WalkDir(whole, "hmo", func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			names = append(names, path)
		}
		return err
	}); err != nil {
		f.Fatal(err)
	}
	for i, name := range names {
		f.Add(uint8(i), []byte(whole[name].Data))
	}
	f.Add(uint8(0), []byte("a: &x [1]\nb: *x\nc: {d: ? }\n- -"))
	f.Fuzz(func(t *testing.T, which uint8, text []byte) {
		files := maps.Clone(whole)
		files[names[int(which)%len(names)]] = &fstest.MapFile{Data: text}
		b, err := book.Load(files, "hmo")
		if err == nil {
			if b == nil {
				t.Fatal("neither a book nor an error")
			}
			return
		}
		var found *book.Problems
		if !errors.As(err, &found) {
			t.Fatalf("bytes of a file gave an error of the file system: %v", err)
		}
		if found.Total < len(found.List) || len(found.List) == 0 || len(found.List) > 50 {
			t.Fatalf("%d problems kept of %d", len(found.List), found.Total)
		}
		for _, p := range found.List {
			if p.File == "" || p.What == "" || p.String() == "" {
				t.Fatalf("a problem without place or text: %+v", p)
			}
		}
	})
}
