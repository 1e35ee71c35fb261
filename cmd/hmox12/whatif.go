package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/host"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/night"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/whatif"
)

// The files that hmox12 whatif writes with --out.
const (
	whatIfPage    = "whatif.html"
	whatIfSummary = "whatif.json"
	whatIfChanges = "changes.jsonl"
)

// whatIfFlags are the flags of hmox12 whatif.
type whatIfFlags struct {
	book, out, html string
	json, all       bool
	limit           int
}

func (p *program) whatIfCommand() *cobra.Command {
	var f whatIfFlags
	c := &cobra.Command{
		Use:   "whatif NIGHT --book OTHER",
		Short: "Play a night against a changed book, and tell what comes out otherwise",
		Long: `Plays the files of NIGHT/inbound twice: against the book in NIGHT/hmo and
against OTHER. Prints in what the books differ and what comes of it: how much more
or less is paid and owed, which claims come out otherwise and by which rule, by
outcome, HMO model, payee and member, and the inquiries, requests and enrollments
that are answered otherwise.

OTHER is a whole book, or a folder that holds only what changes: rows of a table
take the place of those with the same key, keys of a document of those that are
there (see fixtures/whatif/README.md). A folder with payer.yaml, night.yaml,
contracts.yaml and members.csv is a whole book.

With --out, these stay:

  OUT/whatif.html    a page with each changed claim, before and after
  OUT/whatif.json    the same for programs
  OUT/changes.jsonl  every change, a JSON object a line
  OUT/before         the night against its own book, as hmox12 replay writes it
  OUT/after          the night against OTHER, with the book it was played against

so that hmox12 explain NUMBER --db OUT/after/hmox12.db tells more of a claim.
docs/whatif.md describes every field of the JSON.

Exit code 1 when a payee could not be paid, or a file not taken, in either night;
changes are no failure.`,
		Example: `  hmox12 whatif fixtures/night --book fixtures/whatif/raised-fees
  hmox12 whatif fixtures/night --book fixtures/whatif/open-specialists --html whatif.html`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error { return p.whatIf(c, args[0], f) },
	}
	flags := c.Flags()
	flags.StringVar(&f.book, "book", "", "the changed book, or a folder `OTHER` of what changes (required)")
	flags.StringVar(&f.out, "out", "", "keep the page, the JSON and both nights in this `DIR`")
	flags.StringVar(&f.html, "html", "", "write the page to this `FILE`")
	flags.BoolVar(&f.json, "json", false, "print one JSON object instead")
	flags.BoolVar(&f.all, "all", false, "print every change instead, a JSON object a line")
	flags.IntVar(&f.limit, "limit", whatif.DefaultLimit, "tell so many changes on the page and in the JSON, the largest; all are counted")
	_ = c.MarkFlagRequired("book")
	c.MarkFlagsMutuallyExclusive("json", "all")
	return c
}

func (p *program) whatIf(c *cobra.Command, dir string, f whatIfFlags) error {
	if f.limit < 1 {
		return fmt.Errorf("--limit is 1 or more")
	}
	result, err := p.playWhatIf(c.Context(), dir, f)
	if err != nil {
		return err
	}
	return p.tellWhatIf(result, f)
}

// playWhatIf plays and compares the nights, and writes the list of all changes on
// the way. Without --out nothing is left of the nights when it returns: they hold
// protected health information.
func (p *program) playWhatIf(ctx context.Context, dir string, f whatIfFlags) (result *whatif.Result, err error) {
	out := f.out
	if out == "" {
		if out, err = os.MkdirTemp("", "hmox12-whatif"); err != nil {
			return nil, err
		}
		defer func() { err = errors.Join(err, os.RemoveAll(out)) }()
		if f.all { // who reads no further would end the program before that
			signal.Ignore(syscall.SIGPIPE)
			defer signal.Reset(syscall.SIGPIPE)
		}
	} else if err := p.files.MkdirAll(out); err != nil {
		return nil, err
	}
	durable := store.AtClose
	if f.out == "" {
		durable = store.Never
	}
	w := night.WhatIf{
		Files: p.files, Dir: dir, Other: f.book, Out: out, Log: p.log, Limit: f.limit,
		Store:    store.Options{Durable: durable},
		Progress: func(what string, total int64) io.WriteCloser { return p.progress(what, total) },
	}
	if f.all {
		w.Each = whatif.NewChanges(p.stdout).Write
	}
	if f.out == "" {
		return w.Run(ctx)
	}
	err = p.writeWhole(filepath.Join(out, whatIfChanges), func(file io.Writer) error {
		b := bufio.NewWriter(file)
		lines := io.Writer(b)
		if f.all {
			lines = io.MultiWriter(b, p.stdout)
		}
		w.Each = whatif.NewChanges(lines).Write
		var err error
		if result, err = w.Run(ctx); err != nil {
			return err
		}
		return b.Flush()
	})
	return result, err
}

// tellWhatIf writes what is asked for, and fails when a night could not be played
// whole.
func (p *program) tellWhatIf(result *whatif.Result, f whatIfFlags) error {
	pages := []string{f.html}
	if f.out != "" {
		pages = append(pages, filepath.Join(f.out, whatIfPage))
		if err := p.writeWhole(filepath.Join(f.out, whatIfSummary), result.JSON); err != nil {
			return err
		}
	}
	for _, page := range pages {
		if page == "" {
			continue
		}
		if err := p.writeWhole(page, result.HTML); err != nil {
			return err
		}
	}
	print := result.Table
	switch {
	case f.json:
		print = result.JSON
	case f.all:
		print = func(io.Writer) error { return nil }
	}
	if err := print(p.stdout); err != nil {
		return err
	}
	incomplete := false
	for _, side := range []struct {
		name string
		run  whatif.Run
	}{{"before", result.Runs.Before}, {"after", result.Runs.After}} {
		if side.run.Held > 0 {
			fmt.Fprintf(p.stderr, "hmox12: %s: %s not paid, see the log\n", side.name, count(side.run.Held, "payee"))
		}
		if side.run.Untaken > 0 {
			fmt.Fprintf(p.stderr, "hmox12: %s: %s not taken, see the log\n", side.name, count(side.run.Untaken, "file"))
		}
		incomplete = incomplete || side.run.Held+side.run.Untaken > 0
	}
	if incomplete {
		return errRejected
	}
	return nil
}

// writeWhole writes a file beside its place and moves it there: the file is whole,
// or as it was.
func (p *program) writeWhole(path string, body func(io.Writer) error) error {
	f, err := p.files.Create(path + host.Partial)
	if err != nil {
		return err
	}
	if err := errors.Join(body(f), f.Sync(), f.Close()); err != nil {
		return errors.Join(err, p.files.RemoveAll(path+host.Partial))
	}
	return p.files.Rename(path+host.Partial, path)
}
