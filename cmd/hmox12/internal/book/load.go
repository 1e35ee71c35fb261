package book

import (
	"cmp"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/hmox12/hmox12/mapping/record"
)

// loader loads one book. Files are read in an order in which what is named
// comes before who names it.
type loader struct {
	files    fs.FS
	problems *Problems
	book     *Book

	categories map[record.ServiceCategory]bool
	limits     map[record.ServiceCategory]bool // shared by several benefits
	schedules  map[string]bool
	networks   map[string]bool
	regions    map[string]bool
	parties    []value // NPIs of contracts, checked when the providers are read
	paidPlans  []value // of prompt pay rules, checked when the plans are read

	// unread are the files that could not be used: what others name of theirs is
	// not reported as unknown.
	unread map[string]bool
}

// Load reads the book in the folder dir, of which it opens several files at the same
// time. A book that can't be used is an error of type *Problems; any other error is the
// file system's.
func Load(files fs.FS, dir string) (*Book, error) {
	sub, err := fs.Sub(files, dir)
	if err != nil {
		return nil, fmt.Errorf("book %s: %w", dir, err)
	}
	l := &loader{
		files: sub, problems: &Problems{}, book: newBook(),
		categories: map[record.ServiceCategory]bool{}, limits: map[record.ServiceCategory]bool{}, schedules: map[string]bool{}, networks: map[string]bool{},
		unread: map[string]bool{}, regions: map[string]bool{},
	}
	for _, step := range []func(*loader) error{
		(*loader).partners, (*loader).companions, (*loader).payer, (*loader).night, (*loader).sent,
		(*loader).services, (*loader).plans, (*loader).fees, (*loader).contracts,
		(*loader).providers, (*loader).credentialHolds, (*loader).participation,
		(*loader).members, (*loader).ofMembers, (*loader).priorClaims,
		(*loader).capitation, (*loader).withholdReturns, (*loader).recoveries, (*loader).contests,
		(*loader).disputes, (*loader).hindsightChanges, (*loader).waiting, (*loader).reviewDecisions, (*loader).claimDecisions,
		(*loader).continuity, (*loader).takeovers, (*loader).rateRegions, (*loader).outOfNetworkRates, (*loader).codingEdits, (*loader).surgeryRules,
		(*loader).houseRules,
	} {
		if err := step(l); err != nil {
			return nil, fmt.Errorf("book %s: %w", dir, err)
		}
	}
	if err := l.problems.err(); err != nil {
		return nil, err
	}
	l.book.people.trim()
	l.book.prior.Trim()
	return l.book, nil
}

// ofMembers loads the tables that say what holds of members. They are the longest, and name
// nothing of each other, so they are loaded at the same time.
func (l *loader) ofMembers() error {
	return l.alongside(
		(*loader).coverage, (*loader).otherCoverage, (*loader).pcp, (*loader).referrals, (*loader).authorizations, (*loader).accumulators,
	)
}

// alongside does steps that read nothing of what the others make at the same time. What is
// wrong is told as if they had been done one after the other.
func (l *loader) alongside(steps ...func(*loader) error) error {
	loaders, errs := make([]loader, len(steps)), make([]error, len(steps))
	var all sync.WaitGroup
	for i, step := range steps {
		own := &loaders[i]
		*own = *l
		own.problems, own.unread = &Problems{}, maps.Clone(l.unread)
		all.Go(func() { errs[i] = step(own) })
	}
	all.Wait()
	for i := range loaders {
		l.problems.add(loaders[i].problems)
		maps.Copy(l.unread, loaders[i].unread)
	}
	return cmp.Or(errs...)
}

// placed is a span with the row that says it.
type placed struct {
	key  string // whose spans must not overlap
	span record.Span
	src  *source
	line int
}

// at returns a row's span under a key.
func (r *row) at(key string, s record.Span) placed {
	return placed{key: key, span: s, src: r.src, line: r.line}
}

// checkOverlaps reports spans under one key that have a day in common.
func checkOverlaps(all []placed, what string) {
	slices.SortStableFunc(all, func(a, b placed) int {
		if a.key != b.key {
			return strings.Compare(a.key, b.key)
		}
		return int(a.span.From) - int(b.span.From)
	})
	var last placed // of its key, the one that ends latest
	for i, p := range all {
		if i > 0 && p.key == last.key && p.span.Overlaps(last.span) {
			p.src.report(p.line, 0, "", fmt.Sprintf("%s overlaps line %d", what, last.line), "end one before the other begins; both ends are included")
		}
		if i == 0 || p.key != last.key || last.span.To != 0 && (p.span.To == 0 || p.span.To > last.span.To) {
			last = p
		}
	}
}

// byFirstDay sorts the spans of each owner.
func byFirstDay[T any](all map[string][]T, from func(T) record.Date) {
	for _, spans := range all {
		slices.SortStableFunc(spans, func(a, b T) int { return int(from(a)) - int(from(b)) })
	}
}

// plural returns "1 cell" or "3 cells".
func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
