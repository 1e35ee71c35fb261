package scenario

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rs/zerolog"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/book"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/host"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/night"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/revision"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
	"github.com/hmox12/hmox12/mapping/record"
)

// Runner runs scenarios against a book.
type Runner struct {
	Book fs.FS
	Dir  string // each scenario's night is made in a folder of its own here
}

// Run plays the night of a scenario and returns in what its answers differ from
// what is expected. An error means that it could not be played.
func (r *Runner) Run(ctx context.Context, s *Scenario) ([]Difference, error) {
	dir := filepath.Join(r.Dir, s.ID)
	if err := r.write(s, dir); err != nil {
		return nil, fmt.Errorf("scenario %s: %w", s.ID, err)
	}
	out := filepath.Join(dir, "out")
	replay := night.Replay{Files: volatile{}, Dir: dir, Out: out, Log: zerolog.Nop(), Store: store.Options{Durable: store.Never}}
	if _, err := replay.Run(ctx); err != nil {
		return nil, fmt.Errorf("scenario %s: %w", s.ID, err)
	}
	got, err := readAnswers(filepath.Join(out, night.OutboundFolder))
	if err != nil {
		return nil, fmt.Errorf("scenario %s: %w", s.ID, err)
	}
	d := compare(&s.Expect, got)
	if err := r.stored(ctx, s, filepath.Join(out, night.DatabaseFile), d); err != nil {
		return nil, fmt.Errorf("scenario %s: %w", s.ID, err)
	}
	d.refused(&s.Expect, got)
	return d.all, nil
}

// volatile is the disk without waiting for it: a case is played again, not
// recovered.
type volatile struct{ host.Disk }

// Create returns a file whose Sync does nothing.
func (v volatile) Create(name string) (host.File, error) {
	f, err := v.Disk.Create(name)
	if err != nil {
		return nil, err
	}
	return unsynced{f}, nil
}

// SyncDir does nothing.
func (volatile) SyncDir(string) error { return nil }

type unsynced struct{ host.File }

func (unsynced) Sync() error { return nil }

// notOfCases are the tables of which a case has only what it gives: what earlier
// nights sent depends on the day, and a case may be about any.
var notOfCases = map[string]bool{
	"sent.csv": true, book.WaitingTable: true, book.ClaimDecisionsFile: true, book.ReviewDecisionsFile: true,
}

// write writes the changed book and the inbound files.
func (r *Runner) write(s *Scenario, dir string) error {
	hmo := filepath.Join(dir, night.BookFolder)
	err := fs.WalkDir(r.Book, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := fs.ReadFile(r.Book, name)
		if err != nil {
			return err
		}
		base := string(text)
		if notOfCases[name] {
			if base, err = revision.WithoutRows(base); err != nil {
				return err
			}
		}
		return writeFile(filepath.Join(hmo, filepath.FromSlash(name)), base)
	})
	if err != nil {
		return err
	}
	for name, given := range s.Book {
		if !fs.ValidPath(name) {
			return fmt.Errorf("%q is no file of a book", name)
		}
		text, err := revision.Overlay(os.DirFS(hmo), name, given)
		if err != nil {
			return err
		}
		if err := writeFile(filepath.Join(hmo, filepath.FromSlash(name)), text); err != nil {
			return err
		}
	}
	read := &revision.Reads{FS: os.DirFS(hmo)}
	loaded, err := book.Load(read, ".")
	if err != nil {
		return err
	}
	for _, name := range sortedKeys(s.Book) {
		if !slices.Contains(read.Names(), name) {
			return fmt.Errorf("book: %s is read by nobody: a book has %s", name, strings.Join(read.Names(), ", "))
		}
	}
	if err := os.MkdirAll(filepath.Join(dir, night.InboundFolder), 0o755); err != nil {
		return err
	}
	for i := range s.Inbound {
		name := fmt.Sprintf("%02d-%s.x12", i+1, strings.ToLower(s.Inbound[i].Kind))
		if err := writeFile(filepath.Join(dir, night.InboundFolder, name), s.Inbound[i].file(i+1, loaded)); err != nil {
			return err
		}
	}
	return nil
}

func writeFile(path, text string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, []byte(text), 0o644)
}

func readAnswers(dir string) (*answers, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	got := newAnswers()
	for _, e := range entries {
		file, err := os.Open(filepath.Join(dir, e.Name()))
		if err != nil {
			return nil, err
		}
		err = got.read(file)
		file.Close()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", e.Name(), err)
		}
	}
	return got, nil
}

// stored compares what is in the database: the status of claims and the counters.
func (r *Runner) stored(ctx context.Context, s *Scenario, path string, d *differences) error {
	if len(s.Expect.Status)+len(s.Expect.Counters) == 0 {
		return nil
	}
	database, err := store.Open(ctx, path, store.Options{})
	if err != nil {
		return err
	}
	defer database.Close()
	for _, account := range sortedKeys(s.Expect.Status) {
		found, err := database.FindClaim(ctx, account)
		if err != nil {
			return err
		}
		got := ""
		if len(found) > 0 {
			got = found[len(found)-1].Decision.Claim.String()
		}
		if want := s.Expect.Status[account]; want != got && !strings.HasPrefix(got, want+":") {
			d.add(want, got, "status of %s", account)
		}
	}
	if len(s.Expect.Counters) == 0 {
		return nil
	}
	tx, err := database.Begin(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	ledger := tx.Ledger()
	for _, name := range sortedKeys(s.Expect.Counters) {
		counter, err := parseCounter(name)
		if err != nil {
			return err
		}
		d.amount(s.Expect.Counters[name], ledger.Used(counter).String(), "counter %s", name)
	}
	return ledger.Err()
}

// counterKinds are the kinds of counters as scenarios name them.
var counterKinds = []record.CounterKind{
	record.FamilyDeductibleUsed, record.FamilyOutOfPocket, record.DeductibleUsed, record.OutOfPocketUsed,
	record.ReferralVisits, record.AuthorizedUnits, record.BenefitVisits, record.BenefitDollars,
}

// parseCounter reads a counter's name: kind, owner, and for a member's the year
// and where there is one the category, such as benefit visits GP100015 2026 THERAPY.
func parseCounter(name string) (record.Counter, error) {
	for _, kind := range counterKinds {
		rest, ok := strings.CutPrefix(name, string(kind)+" ")
		if !ok {
			continue
		}
		words := strings.Fields(rest)
		if want := wordsOf(kind); len(words) != len(want) {
			return record.Counter{}, fmt.Errorf("counter %q: write %s %s", name, kind, strings.Join(want, " "))
		}
		c := record.Counter{Kind: kind, Owner: words[0]}
		if len(words) > 1 {
			if _, err := fmt.Sscanf(words[1], "%d", &c.Year); err != nil {
				return c, fmt.Errorf("counter %q: %q is no year", name, words[1])
			}
		}
		if len(words) > 2 {
			c.Category = record.ServiceCategory(words[2])
		}
		return c, nil
	}
	kinds := make([]string, len(counterKinds))
	for i, kind := range counterKinds {
		kinds[i] = string(kind)
	}
	return record.Counter{}, fmt.Errorf("counter %q is of no kind that is known: write one of %s, and whose it is", name, strings.Join(kinds, ", "))
}

// wordsOf returns what stands behind a kind of counter in its name.
func wordsOf(kind record.CounterKind) []string {
	switch kind {
	case record.ReferralVisits, record.AuthorizedUnits:
		return []string{"NUMBER"}
	case record.BenefitVisits, record.BenefitDollars:
		return []string{"MEMBER", "YEAR", "CATEGORY"}
	}
	return []string{"MEMBER", "YEAR"}
}

func sortedKeys(m map[string]string) []string {
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
