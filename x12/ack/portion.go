package ack

import (
	"sync"

	"github.com/hmox12/hmox12/x12"
)

// portionSize is how many bytes of segments a portion has at which a set goes on in
// another. Only tests change it.
var portionSize = 128 << 10

const (
	portionLeast = 32 << 10 // bytes of whole sets that are worth a portion
	mostEvents   = 1000     // of a portion: what they hold is no segment's
	tellAtOnce   = 256      // results that a worker hands over together
)

// portion is a part of the file that one worker inspects: whole sets, or a part of one.
type portion struct {
	segments *x12.Segments
	events   []event
	results  chan []result // in order; closed behind the last

	lead       *lead // of one that begins at a seam
	seam       bool  // its last segment is the one at a seam
	start, end state // behind the segment at either seam
	taken      bool  // some results were received

	open      bool       // a set goes on behind it, not at a seam
	inspector *inspector // that goes on in that set, when all is inspected
	panicked  error      // how it ended instead
}

// event is what happens behind so many of a portion's segments: a set is opened,
// the Reader found something in it, or it is closed.
type event struct {
	behind  int
	open    *opening
	finding *x12.Error
}

// portions are those that no crew uses: files are many and often small, a portion is
// large.
var portions = sync.Pool{New: func() any { return &portion{segments: x12.NewSegments(portionSize + portionSize/8)} }}

func (p *portion) happens(e event) {
	e.behind = p.segments.Len()
	p.events = append(p.events, e)
}

// full reports whether the portion has so many bytes, or as many events as it may have.
func (p *portion) full(bytes int) bool {
	return p.segments.Size() >= bytes || len(p.events) >= mostEvents
}

func (p *portion) empty() bool { return len(p.events) == 0 && p.segments.Len() == 0 }

// closes reports whether the set that is open at the beginning is closed.
func (p *portion) closes() bool {
	for _, e := range p.events {
		if e.open == nil && e.finding == nil {
			return true
		}
	}
	return false
}

// inspect has an inspector inspect what is left of the portion.
func (p *portion) inspect(i *inspector, segment *x12.Segment) {
	walk := func(upTo int) {
		for p.segments.Passed() < upTo && p.segments.Next(segment) {
			i.inspect(segment)
		}
	}
	for _, e := range p.events {
		walk(e.behind)
		switch {
		case e.open != nil:
			i.open(*e.open)
		case e.finding != nil:
			i.note(e.finding)
		default:
			i.close()
		}
	}
	walk(p.segments.Len())
	if p.seam {
		i.save(&p.end)
	}
}

// result is what an inspector told: that a set begins or has ended, or a finding.
type result struct {
	began   *Set
	ended   bool
	finding Finding
}

// tell tells results to somebody else.
func tell(results []result, to findings) {
	for i := range results {
		switch r := &results[i]; {
		case r.began != nil:
			to.began(r.began)
		case r.ended:
			to.ended()
		default:
			to.found(r.finding)
		}
	}
}

// gathered are the results of a worker that are to be handed over next.
type gathered struct {
	results  []result
	handOver func([]result)
}

func (g *gathered) began(s *Set)    { g.add(result{began: s}) }
func (g *gathered) found(f Finding) { g.add(result{finding: f}) }
func (g *gathered) ended()          { g.add(result{ended: true}) }

func (g *gathered) add(r result) {
	if g.results = append(g.results, r); len(g.results) == tellAtOnce {
		g.flush()
	}
}

func (g *gathered) flush() {
	if len(g.results) > 0 {
		g.handOver(g.results)
		g.results = nil
	}
}
