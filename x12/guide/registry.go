package guide

import (
	"io/fs"
	"slices"
	"strings"
	"sync"
)

// SetVersions is a transaction set that this package has guides for.
type SetVersions struct {
	Set          string   // ST01, such as 837
	FunctionalID string   // GS01, such as HC
	Versions     []string // GS08 of each guide, later versions with the same content included
}

// entry is a guide file, compiled when it is first asked for.
type entry struct {
	name    string
	compile func() *Guide
}

// registry finds the guides by transaction set and version. Only the first
// statement of each file is read to build it.
type registry struct {
	entries []*entry // in the order of the sets
	index   map[guideKey]*entry
	sets    []SetVersions
}

type guideKey struct{ set, version string }

var guides = sync.OnceValue(func() *registry {
	names, err := fs.Glob(dataFiles, "data/*.guide")
	if err != nil {
		panic(err)
	}
	r := &registry{index: map[guideKey]*entry{}}
	for _, name := range names {
		text, err := fs.ReadFile(dataFiles, name)
		if err != nil {
			panic(err)
		}
		r.add(name, string(text))
	}
	return r
})

// add takes in a guide file of this package. The files are part of the program
// and tested with it, so that a fault in one is a panic.
func (r *registry) add(name, text string) {
	statements, err := parseStatements(name, text)
	if err != nil {
		panic(err)
	}
	header, err := new(compiler).header(statements[0])
	if err != nil {
		panic(err)
	}
	e := &entry{name: name, compile: sync.OnceValue(func() *Guide {
		g, err := Compile(name, text)
		if err != nil {
			panic(err)
		}
		return g
	})}
	r.entries = append(r.entries, e)
	versions := append([]string{header.Version}, header.Also...)
	for _, version := range versions {
		r.index[guideKey{header.Set, version}] = e
	}
	i := slices.IndexFunc(r.sets, func(s SetVersions) bool {
		return s.Set == header.Set && s.FunctionalID == header.FunctionalID
	})
	if i < 0 {
		i = len(r.sets)
		r.sets = append(r.sets, SetVersions{Set: header.Set, FunctionalID: header.FunctionalID})
	}
	r.sets[i].Versions = append(r.sets[i].Versions, versions...)
}

// Lookup returns the guide of a transaction set (ST01) in a version (GS08, and
// ST03 where the set has it), or false when there is none. The guide is shared:
// don't change it. Lookup may be called by several goroutines at once; it
// compiles a guide the first time and is cheap from then on.
func Lookup(set, version string) (*Guide, bool) {
	e, ok := guides().index[guideKey{set, version}]
	if !ok {
		return nil, false
	}
	return e.compile(), true
}

// All returns every guide, ordered by transaction set and version.
func All() []*Guide {
	var all []*Guide
	for _, e := range guides().entries {
		all = append(all, e.compile())
	}
	slices.SortFunc(all, func(a, b *Guide) int {
		if c := strings.Compare(a.Set, b.Set); c != 0 {
			return c
		}
		return strings.Compare(a.Version, b.Version)
	})
	return all
}

// Sets returns the transaction sets that there are guides for, so that a set
// nobody knows can be told from a version that isn't supported.
func Sets() []SetVersions {
	sets := slices.Clone(guides().sets)
	for i := range sets {
		sets[i].Versions = slices.Clone(sets[i].Versions)
	}
	return sets
}

// Uses reports whether the guide has the segment at any place.
func (g *Guide) Uses(segmentID []byte) bool {
	_, ok := g.segments[string(segmentID)]
	return ok
}
