package view

import (
	"github.com/hmox12/hmox12/mapping"
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/guide"
	"github.com/hmox12/hmox12/x12/snip"
)

// judge places the segments of sets of one guide and checks them at every level.
type judge struct {
	walker  *guide.Walker
	checker *snip.Checker
}

func (j *judge) begin() {
	j.walker.Begin()
	j.checker.Begin()
}

func (j *judge) take(seg *x12.Segment) guide.Placement {
	at := j.walker.Walk(seg)
	j.checker.Check(seg, at)
	return at
}

func (j *judge) end() {
	j.walker.End()
	j.checker.End()
}

// beginSet finds the guide of the set that begins.
func (r *reading) beginSet() {
	set, group := r.reader.Set(), r.reader.Group()
	version := set.Implementation
	if version == "" && group != nil {
		version = group.Version
	}
	r.judge, r.mapper, r.mapped = nil, nil, nil
	g, ok := guide.Lookup(set.ID, version)
	if !ok {
		return
	}
	if r.judges[g] == nil {
		report := func(f *x12.Error) { r.found = append(r.found, f) }
		r.judges[g] = &judge{guide.NewWalker(g, report), snip.NewChecker(g, snip.CodeSets, report)}
	}
	r.judge = r.judges[g]
	r.judge.begin()
	if r.claims {
		// Sets that no claim can be mapped from are shown without.
		r.mapper, _ = mapping.NewClaimMapper(g, record.Source{}, 0, func(c *record.Claim, _ []mapping.ClaimProblem) { r.mapped = c })
	}
}
