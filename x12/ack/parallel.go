package ack

import (
	"sync"

	"github.com/hmox12/hmox12/x12"
)

// This file has several sets of a group inspected at the same time, while what is
// found is told in the order of the file by the goroutine that called Examine.
//
// That goroutine reads and puts copies of segments into portions. A worker takes a
// portion at a time and has an inspector of its own; a set that is longer than a
// portion is cut where it can be, and otherwise goes on with the worker that began it.
// What a worker finds waits until all before it is told. Everything that waits is
// bounded: the reader waits, too, when workers are behind, and a worker when much is to
// be told before its turn.

// portionSize is how many bytes of segments a portion has at which a set goes on in
// another. Only tests change it.
var portionSize = 128 << 10

const (
	portionLeast = 32 << 10 // bytes of whole sets that are worth a portion
	inFlight     = 1 << 20  // bytes of segments that may wait for all workers together: what the processor keeps near

	tellAtOnce = 256 // results that a worker hands over together
)

// portion is a part of the file: whole sets, or a part of one.
type portion struct {
	segments *x12.Segments
	events   []event
	results  chan []result // in order; closed behind the last

	lead       *lead // of one that begins at a seam
	seam       bool  // its last segment is the one at a seam
	start, end state // behind the segment at either seam
	taken      bool  // some results were received
}

// event is what happens behind so many of a portion's segments: a set is opened,
// the Reader found something in it, or it is closed.
type event struct {
	behind  int
	open    *opening
	finding *x12.Error
}

// result is what an inspector told: that a set begins or has ended, or a finding.
type result struct {
	began   *Set
	ended   bool
	finding Finding
}

// crew is sets that several workers inspect.
type crew struct {
	options Options
	keep    *keeper
	workers []chan *portion // started when first needed
	turn    int             // the worker that takes the next portion
	filling *portion
	set     *Set       // the open one, nil when none is
	waiting []*portion // handed out and not all told, in order
	free    []*portion

	// Of the open set.
	opened opening
	header []*x12.Segment // what stands before its first level; nil when it is not known
	whole  bool           // it can't be cut

	before  *state      // behind the last seam, as it was come to
	own     *inspector  // of the set that is told, from a seam on at which two states differed; nil otherwise
	segment x12.Segment // own's
}

// portions are those that no crew uses: files are many and often small, a portion is
// large.
var portions = sync.Pool{New: func() any { return &portion{segments: x12.NewSegments(portionSize + portionSize/8)} }}

func newCrew(options Options, tell teller) *crew {
	c := &crew{options: options, keep: &keeper{options: options, tell: tell}, before: &state{}, workers: make([]chan *portion, options.Workers)}
	c.filling = c.portion()
	return c
}

func (c *crew) portion() *portion {
	var p *portion
	if last := len(c.free) - 1; last >= 0 {
		p, c.free = c.free[last], c.free[:last]
	} else {
		p = portions.Get().(*portion)
	}
	p.segments.Reset()
	clear(p.events)
	p.events, p.lead, p.seam, p.taken = p.events[:0], nil, false, false
	p.results = make(chan []result, 1)
	return p
}

func (c *crew) happens(e event) {
	e.behind = c.filling.segments.Len()
	c.filling.events = append(c.filling.events, e)
}

func (c *crew) open(o opening) {
	c.set, c.opened, c.header, c.whole = o.set, o, nil, !o.cuttable()
	c.happens(event{open: &o})
}

func (c *crew) note(f *x12.Error) { c.happens(event{finding: f}) }

func (c *crew) walk(s *x12.Segment) {
	c.set.Segments++
	c.filling.segments.Add(s)
	if c.filling.segments.Size() >= portionSize {
		c.goOn()
	}
}

func (c *crew) gather(r *x12.Reader) {
	segments := c.filling.segments
	before := segments.Len()
	r.Gather(segments, portionSize-segments.Size())
	c.set.Segments += segments.Len() - before
	if segments.Size() >= portionSize {
		c.goOn()
	}
}

// goOn hands out what was filled of the open set, which goes on.
func (c *crew) goOn() {
	next := c.cut(c.filling)
	c.handOut()
	if next != nil {
		c.free = append(c.free, c.filling)
		c.filling = next
		c.turn = (c.turn + 1) % len(c.workers)
	}
}

func (c *crew) close() {
	c.set = nil
	c.happens(event{})
	if c.filling.segments.Size() >= portionLeast {
		c.handOut()
	}
}

func (c *crew) settle() {
	if len(c.filling.events) > 0 || c.filling.segments.Len() > 0 {
		c.handOut()
	}
	for len(c.waiting) > 0 {
		c.receive(<-c.waiting[0].results)
	}
}

func (c *crew) dismiss() {
	for _, worker := range c.workers {
		if worker != nil {
			close(worker)
		}
	}
	for _, p := range append(c.free, c.filling) { // a worker may be at those that wait
		clear(p.events)
		*p = portion{segments: p.segments, events: p.events[:0]}
		portions.Put(p)
	}
	c.free, c.filling = nil, nil
}

// handOut gives what was filled to the worker whose turn it is, telling results
// while that worker has no room.
func (c *crew) handOut() {
	worker := c.workers[c.turn]
	if worker == nil {
		worker = make(chan *portion, max(2, inFlight/portionSize/len(c.workers)))
		c.workers[c.turn] = worker
		go work(c.options, worker)
	}
	p := c.filling
	for sent := false; !sent; {
		if len(c.waiting) == 0 {
			worker <- p
			break
		}
		select {
		case worker <- p:
			sent = true
		case results := <-c.waiting[0].results:
			c.receive(results)
		}
	}
	c.waiting = append(c.waiting, p)
	c.filling = c.portion()
	if c.set == nil {
		c.turn = (c.turn + 1) % len(c.workers)
	}
}

// receive tells results of the first portion that waits; nil behind the last.
func (c *crew) receive(results []result) {
	p := c.waiting[0]
	if !p.taken && c.own == nil && p.lead != nil && !p.start.equal(c.before) {
		c.own, c.whole = newInspector(c.options, c.keep), true
		c.own.restore(p.lead.set, c.before)
	}
	p.taken = true
	if c.own != nil {
		for results != nil {
			results = <-p.results
		}
		c.inspect(p)
	}
	if results == nil {
		if p.seam {
			*c.before, p.end = p.end, *c.before
		}
		c.free = append(c.free, p)
		c.waiting = c.waiting[1:]
		return
	}
	for i := range results {
		switch r := &results[i]; {
		case r.began != nil:
			c.keep.began(r.began)
		case r.ended:
			c.keep.ended()
		default:
			c.keep.found(r.finding)
		}
	}
}

// inspect has the crew's own inspector inspect a portion, which is free. It goes on with
// those behind it until the set ends.
func (c *crew) inspect(p *portion) {
	p.segments.Rewind()
	if p.lead != nil {
		p.segments.Next(&c.segment) // behind the seam
	}
	p.inspect(c.own, &c.segment)
	c.segment = *c.segment.Clone() // as in work
	if p.closes() {
		c.own.dismiss()
		c.own = nil
	}
}

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

// work inspects portions until there are no more.
func work(options Options, portions <-chan *portion) {
	var (
		results gathered
		segment x12.Segment
	)
	inspector := newInspector(options, &results)
	defer inspector.dismiss()
	for p := range portions {
		results.to = p.results
		if p.lead != nil {
			p.segments.Next(&segment)
			inspector.follow(p.lead, &segment)
			inspector.save(&p.start)
		}
		p.inspect(inspector, &segment)
		segment = *segment.Clone() // the inspector may ask for it in the next portion
		results.handOver()
		close(p.results)
	}
}

// gathered are the results of a worker that are to be handed over next.
type gathered struct {
	to      chan<- []result
	results []result
}

func (g *gathered) began(s *Set)    { g.add(result{began: s}) }
func (g *gathered) found(f Finding) { g.add(result{finding: f}) }
func (g *gathered) ended()          { g.add(result{ended: true}) }

func (g *gathered) add(r result) {
	if g.results = append(g.results, r); len(g.results) == tellAtOnce {
		g.handOver()
	}
}

func (g *gathered) handOver() {
	if len(g.results) > 0 {
		g.to <- g.results
		g.results = nil
	}
}
