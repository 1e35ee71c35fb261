package book

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

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

// Load reads the book in the folder dir. A book that can't be used is an error
// of type *Problems; any other error is the file system's.
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
	for _, step := range []func() error{
		l.partners, l.companions, l.payer, l.night, l.sent,
		l.services, l.plans, l.fees, l.contracts,
		l.providers, l.credentialHolds, l.participation,
		l.members, l.coverage, l.otherCoverage, l.pcp,
		l.referrals, l.authorizations, l.accumulators, l.priorClaims,
		l.capitation, l.withholdReturns, l.recoveries, l.contests,
		l.disputes, l.hindsightChanges, l.waiting, l.reviewDecisions, l.claimDecisions, l.continuity, l.takeovers, l.rateRegions, l.outOfNetworkRates, l.codingEdits, l.surgeryRules,
		l.houseRules,
	} {
		if err := step(); err != nil {
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
