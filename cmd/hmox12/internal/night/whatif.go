package night

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/rs/zerolog"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/book"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/host"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/revision"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/whatif"
	"github.com/hmox12/hmox12/mapping/record"
)

// The folders in which WhatIf plays the two nights.
const (
	BeforeFolder = "before"
	AfterFolder  = "after"
)

// WhatIf plays one night twice: against its own book and against another.
type WhatIf struct {
	Files host.Files
	Dir   string // the night, see Replay
	// Other is the other book: a whole one, or a folder that holds only what
	// changes, which is laid over the night's own.
	Other string
	Out   string // gets BeforeFolder and AfterFolder, each as of a Replay
	Log   zerolog.Logger
	// Progress returns where to tell the bytes that are read, of a total, of one of
	// the two; nil tells nobody.
	Progress func(what string, total int64) io.WriteCloser
	// Limit and Each are those of a whatif.Comparison.
	Limit int
	Each  func(whatif.Change) error
	// Store is for the two databases.
	Store store.Options
}

// maxRows is how many rows of a file of the books are told that differ.
const maxRows = 200

// Run plays both nights and compares them. Both books are loaded before anything is
// played.
func (w *WhatIf) Run(ctx context.Context) (*whatif.Result, error) {
	about := whatif.About{Before: filepath.Join(w.Dir, BookFolder), After: w.Other}
	own := &revision.Reads{FS: w.Files.FS(about.Before)}
	before, err := book.Load(own, ".")
	if err != nil {
		return nil, fmt.Errorf("book in %s: %w", about.Before, err)
	}
	folder, overlay, err := w.changedBook(about.Before)
	if err != nil {
		return nil, err
	}
	about.Overlay = overlay
	other := &revision.Reads{FS: w.Files.FS(folder)}
	after, err := book.Load(other, ".")
	if err != nil {
		return nil, w.loading(about, err)
	}
	names := slices.Compact(slices.Sorted(slices.Values(slices.Concat(own.Names(), other.Names()))))
	if overlay {
		if err := w.known(names); err != nil {
			return nil, err
		}
	}
	if about.Files, err = revision.Differences(own.FS, other.FS, names, maxRows); err != nil {
		return nil, err
	}
	about.Payer, about.Received, about.Paid = *before.Payer(), before.Night().Received, before.Night().Run
	c := &whatif.Comparison{Before: renumber(before.Night()), After: renumber(after.Night()), Limit: w.Limit, Each: w.Each}
	return w.compare(ctx, c, about, folder)
}

// loading tells whose book can't be used.
func (w *WhatIf) loading(about whatif.About, err error) error {
	if about.Overlay {
		return fmt.Errorf("book in %s as %s changes it: %w", about.Before, about.After, err)
	}
	return fmt.Errorf("book in %s: %w", about.After, err)
}

// wholeBook are the files by which a whole book is known: a folder that lacks one
// of them holds only what changes.
var wholeBook = []string{"payer.yaml", "night.yaml", "contracts.yaml", "members.csv"}

// changedBook returns the folder of the changed book, which it writes when Other
// holds only what changes.
func (w *WhatIf) changedBook(own string) (folder string, overlay bool, err error) {
	given := w.Files.FS(w.Other)
	names, err := revision.Files(given)
	if err != nil {
		return "", false, fmt.Errorf("book in %s: %w", w.Other, err)
	}
	if len(names) == 0 {
		return "", false, fmt.Errorf("%s holds no files: put into it what changes in %s, such as fees.csv with the new rows", w.Other, own)
	}
	if !slices.ContainsFunc(wholeBook, func(name string) bool { return !slices.Contains(names, name) }) {
		return w.Other, false, nil
	}
	folder = filepath.Join(w.Out, AfterFolder, BookFolder)
	if err := w.Files.RemoveAll(folder); err != nil {
		return "", true, err
	}
	err = revision.Lay(w.Files.FS(own), given, func(name, text string) error {
		return w.write(filepath.Join(folder, filepath.FromSlash(name)), text)
	})
	if err != nil {
		return "", true, fmt.Errorf("%s: %w", w.Other, err)
	}
	return folder, true, nil
}

func (w *WhatIf) write(path, text string) error {
	if err := w.Files.MkdirAll(filepath.Dir(path)); err != nil {
		return err
	}
	f, err := w.Files.Create(path)
	if err != nil {
		return err
	}
	_, err = io.WriteString(f, text)
	return errors.Join(err, f.Close())
}

// known checks that a book reads each file of the overlay: a name that is misspelt
// would change nothing. Files for people are let through.
func (w *WhatIf) known(read []string) error {
	given, err := revision.Files(w.Files.FS(w.Other))
	if err != nil {
		return err
	}
	for _, name := range given {
		if !slices.Contains(read, name) && !strings.HasSuffix(name, ".md") {
			return fmt.Errorf("%s: a book has no file %s; its files are %s", w.Other, name, strings.Join(read, ", "))
		}
	}
	return nil
}

// numbers are the words of a text that may be numbers of a run's own.
var numbers = regexp.MustCompile(`[A-Za-z0-9-]*[0-9]`)

// renumber makes the numbers that a night gives itself the same.
func renumber(n book.Night) whatif.Renumber {
	return func(text string) string {
		return numbers.ReplaceAllStringFunc(text, func(word string) string {
			if n.Gave(word) {
				return "#"
			}
			return word
		})
	}
}

func (w *WhatIf) compare(ctx context.Context, c *whatif.Comparison, about whatif.About, folder string) (*whatif.Result, error) {
	before, err := w.play(ctx, c, whatif.Before, BeforeFolder, "", &about.Runs.Before)
	if err != nil {
		return nil, err
	}
	defer before.Close()
	after, err := w.play(ctx, c, whatif.After, AfterFolder, folder, &about.Runs.After)
	if err != nil {
		return nil, err
	}
	defer after.Close()
	if err := Beside(ctx, before, after, c); err != nil {
		return nil, err
	}
	return c.Result(about), nil
}

// play replays the night on one side and opens its database.
func (w *WhatIf) play(ctx context.Context, c *whatif.Comparison, side whatif.Side, name, folder string, run *whatif.Run) (*store.Store, error) {
	r := Replay{
		Files: w.Files, Dir: w.Dir, Book: folder, Out: filepath.Join(w.Out, name), Store: w.Store,
		Log: w.Log.With().Str("book", name).Logger(), Paid: func(m *record.Remittance, claims int) { c.AddRemittance(side, m, claims) },
	}
	if w.Progress != nil {
		r.Progress = func(total int64) io.WriteCloser { return w.Progress(name, total) }
	}
	if _, err := r.Run(ctx); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	database, err := store.Open(ctx, filepath.Join(r.Out, DatabaseFile), w.Store)
	if err != nil {
		return nil, err
	}
	sum, err := database.Summary(ctx)
	if err != nil {
		return nil, errors.Join(err, database.Close())
	}
	run.Interchanges, run.RejectedInterchanges = sum.Interchanges, sum.RejectedInterchanges
	run.Sets, run.RejectedSets = sum.Sets, sum.RejectedSets
	run.Held, run.Untaken = r.Held, r.Untaken
	return database, nil
}
