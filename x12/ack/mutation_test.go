package ack_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/x12/guide"
	"github.com/hmox12/hmox12/x12/snip"
)

// mutation is one way to break a valid file. It is applied wherever a file has a
// place for it; where breaking it so leaves a valid file, or is another fault, it
// has none, and its function says why.
type mutation struct {
	name  string
	level int // SNIP level of what it breaks
	apply func(d *document) []mutant
}

// mutant is a file with one fault, and what must be said of it.
type mutant struct {
	what     string // what was done where, such as: 2010AA N3, segment 9
	segments []string
	bytes    func(text string) string // what else is done to the file; nil when nothing is
	want     expectation
}

// text returns the file.
func (m mutant) text() string {
	text := file(m.segments)
	if m.bytes != nil {
		text = m.bytes(text)
	}
	return text
}

// mutantOf returns a mutant of whole segments.
func mutantOf(what string, segments []string, want expectation) mutant {
	return mutant{what: what, segments: segments, want: want}
}

// mutations are all kinds, in the order of their levels.
func mutations() []mutation {
	return slices.Concat(interchangeMutations, groupMutations, setMutations, wireMutations, segmentMutations,
		levelMutations, elementMutations, noteMutations, balanceMutations, situationMutations, codeSetMutations)
}

// TestEachFaultIsToldWhereItIs breaks a valid file of each guide in every way that
// there is a mutation for, at every place of the file, or a sample of them, and
// looks for the finding and for the code in the TA1 or 999.
func TestEachFaultIsToldWhereItIs(t *testing.T) {
	require.GreaterOrEqual(t, len(mutations()), 40)
	paths, err := filepath.Glob("testdata/mutation/*.x12")
	require.NoError(t, err)
	require.GreaterOrEqual(t, len(paths), 34)
	var rates rates
	t.Run("guides", func(t *testing.T) {
		for _, path := range paths {
			d := readDocument(t, path)
			t.Run(d.name, func(t *testing.T) {
				t.Parallel()
				e := examineMutant(t, file(d.segments), snip.CodeSets)
				require.Empty(t, e.findings, "the file itself is not valid: %v", e.findings)
				for _, m := range mutations() {
					rates.add(d.name, m, tryMutation(t, d, m))
				}
			})
		}
	})
	for _, m := range mutations() {
		assert.Positive(t, rates.of("", m.name).tried, "%s: no file has a place for it", m.name)
	}
	t.Log("\n" + rates.table())
}

// TestEveryGuideIsMutated fails when a guide has no file in testdata/mutation.
func TestEveryGuideIsMutated(t *testing.T) {
	have := map[string]bool{}
	paths, err := filepath.Glob("testdata/mutation/*.x12")
	require.NoError(t, err)
	for _, path := range paths {
		have[readDocument(t, path).guide.Version+readDocument(t, path).guide.Set] = true
	}
	for _, g := range guide.All() {
		assert.True(t, have[g.Version+g.Set], "%s %s has no file", g.Set, g.Version)
	}
}

// tryMutation examines the mutants of one kind.
func tryMutation(t *testing.T, d *document, m mutation) rate {
	var r rate
	mutants := m.apply(d)
	for n := range min(len(mutants), sampled) {
		mutant := mutants[n*len(mutants)/min(len(mutants), sampled)]
		r.tried++
		e := examineMutant(t, mutant.text(), max(m.level, 2))
		missed := mutant.want.missed(e, mutant.segments)
		if n == 0 {
			// What we send must pass our own examination.
			for _, f := range examineMutant(t, e.text, snip.CodeSets).findings {
				if f.ID == "AK1" || f.ID == "AK2" {
					continue // they repeat what was sent, wrong or not
				}
				assert.Fail(t, "the 999 is not valid", "%s: %s: %v\n%s", m.name, mutant.what, f, e.text)
			}
		}
		if missed == "" {
			r.detected++
			continue
		}
		var all []string
		for _, f := range e.findings {
			all = append(all, fmt.Sprintf("%s %s", f.Code, f.Error))
		}
		assert.Fail(t, d.name+": "+m.name+": "+mutant.what, "%s\nwanted %+v\nfound %s\nanswer %v TA1 %v",
			missed, mutant.want, strings.Join(all, "\n  "), e.answer, e.ta1)
	}
	return r
}

// rate counts mutants: tried, and told at their place.
type rate struct{ tried, detected int }

// rates are the rates by guide, mutation and level.
type rates struct {
	mu   sync.Mutex
	rows []rateRow
}

type rateRow struct {
	guide, mutation string
	level           int
	rate
}

func (r *rates) add(guide string, m mutation, one rate) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.rows = append(r.rows, rateRow{guide, m.name, m.level, one})
}

// of sums up what is of the guide and the mutation, where they are named.
func (r *rates) of(guide, mutation string) rate {
	return r.sum(func(row rateRow) bool {
		return (guide == "" || guide == row.guide) && (mutation == "" || mutation == row.mutation)
	})
}

func (r *rates) sum(is func(rateRow) bool) (sum rate) {
	for _, row := range r.rows {
		if is(row) {
			sum.tried, sum.detected = sum.tried+row.tried, sum.detected+row.detected
		}
	}
	return sum
}

// table shows detected/tried by guide and level, and what each kind was tried on.
func (r *rates) table() string {
	var guides []string
	for _, row := range r.rows {
		if !slices.Contains(guides, row.guide) {
			guides = append(guides, row.guide)
		}
	}
	sort.Strings(guides)
	var b strings.Builder
	fmt.Fprintf(&b, "%-38s%14s%14s%14s%14s%14s%16s\n", "detected", "level 1", "level 2", "level 3", "level 4", "level 5", "all")
	line := func(name string, is func(rateRow) bool) {
		fmt.Fprintf(&b, "%-38s", name)
		for level := 1; level <= 5; level++ {
			one := r.sum(func(row rateRow) bool { return is(row) && row.level == level })
			fmt.Fprintf(&b, "%14s", fmt.Sprintf("%d/%d", one.detected, one.tried))
		}
		all := r.sum(is)
		fmt.Fprintf(&b, "%16s\n", fmt.Sprintf("%d/%d", all.detected, all.tried))
	}
	for _, g := range guides {
		line(g, func(row rateRow) bool { return row.guide == g })
	}
	line("all", func(rateRow) bool { return true })
	b.WriteByte('\n')
	for _, m := range mutations() {
		one := r.of("", m.name)
		fmt.Fprintf(&b, "%d  %5d  %s\n", m.level, one.tried, m.name)
	}
	return b.String()
}
