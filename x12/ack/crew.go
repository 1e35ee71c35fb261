package ack

import "github.com/hmox12/hmox12/x12"

// waitingEach and waitingLeast are how many portions may be handed out and not told to
// their end, for each worker and at least.
const waitingEach, waitingLeast = 2, 8

// crew is sets that several workers inspect. It puts copies of segments into portions,
// and tells what workers find in the order of the file. A set that is longer than a
// portion is cut where it can be; otherwise the crew inspects the rest of it itself, as
// it is read, with the inspector of the worker that began it.
type crew struct {
	options Options
	keep    *keeper
	workers *workers
	yield   func(*portion) bool
	filling *portion
	rest    x12.Segments // from the last seam on, of the portion before it
	set     *Set         // the open one, nil when none is
	waiting []*portion   // yielded and not all told, in order
	free    []*portion

	// Of the open set.
	opened opening
	header []*x12.Segment // what stands before its first level; nil when it is not known
	whole  bool           // it can't be cut

	before  *state     // behind the last seam, as it was come to
	own     *inspector // of a set that the crew inspects itself; nil otherwise
	direct  bool       // that set is the open one, and all before it is told
	segment x12.Segment
}

func newCrew(options Options, to teller, w *workers, yield func(*portion) bool) *crew {
	c := &crew{options: options, keep: &keeper{options: options, tell: to}, workers: w, yield: yield, before: &state{}}
	c.filling = c.portion()
	return c
}

// portion returns one that is empty.
func (c *crew) portion() *portion {
	var p *portion
	if last := len(c.free) - 1; last >= 0 {
		p, c.free = c.free[last], c.free[:last]
	} else {
		p = portions.Get().(*portion)
	}
	p.segments.Reset()
	clear(p.events)
	p.events, p.lead, p.seam, p.taken, p.open, p.inspector, p.panicked = p.events[:0], nil, false, false, false, nil, nil
	p.results = make(chan []result, 1)
	return p
}

func (c *crew) open(o opening) {
	c.set, c.opened, c.header, c.whole = o.set, o, nil, !o.cuttable()
	c.filling.happens(event{open: &o})
}

func (c *crew) note(f *x12.Error) {
	if c.direct {
		c.own.note(f)
		return
	}
	c.filling.happens(event{finding: f})
	c.goOn()
}

func (c *crew) walk(s *x12.Segment) {
	if c.direct {
		c.own.walk(s)
		return
	}
	c.set.Segments++
	c.filling.segments.Add(s)
	c.goOn()
}

func (c *crew) gather(r *x12.Reader) {
	if c.direct {
		c.own.gather(r)
		return
	}
	segments := c.filling.segments
	before := segments.Len()
	r.Gather(segments, portionSize-segments.Size())
	c.set.Segments += segments.Len() - before
	c.goOn()
}

// goOn hands out what was filled of the open set when that is a portion, and goes on.
func (c *crew) goOn() {
	if !c.filling.full(portionSize) {
		return
	}
	lead := c.cut(c.filling)
	if lead == nil {
		c.settle()
		return
	}
	c.handOut()
	c.filling.lead = lead
	for c.rest.Next(&c.segment) {
		c.filling.segments.Add(&c.segment)
	}
}

func (c *crew) close() {
	c.set = nil
	if c.direct {
		c.own.close()
		c.dismissOwn()
		return
	}
	c.filling.happens(event{})
	if c.filling.full(portionLeast) {
		c.handOut()
	}
}

// dismissOwn ends what the crew inspects itself.
func (c *crew) dismissOwn() {
	c.own.dismiss()
	c.own, c.direct = nil, false
}

// settle has all that was taken inspected and told. In a set that is open the crew goes on
// itself.
func (c *crew) settle() {
	if !c.filling.empty() {
		c.filling.open = c.set != nil
		c.handOut()
	}
	for len(c.waiting) > 0 {
		c.receive(<-c.waiting[0].results)
	}
	c.direct = c.set != nil
}

func (c *crew) dismiss() {
	if len(c.waiting) > 0 { // by a panic: workers may be at them
		return
	}
	for _, p := range append(c.free, c.filling) {
		clear(p.events)
		*p = portion{segments: p.segments, events: p.events[:0]}
		portions.Put(p)
	}
	c.free, c.filling = nil, nil
}

// handOut gives what was filled to the worker that asked for it, and goes on, in a portion
// that is empty, when one asks for another.
func (c *crew) handOut() {
	c.waiting = append(c.waiting, c.filling)
	c.yield(c.filling)
	for c.workers.onlyTell {
		c.tellWhatWaits()
		c.yield(nil)
	}
	for len(c.waiting) > max(waitingEach*c.options.Workers, waitingLeast) {
		c.receive(<-c.waiting[0].results)
	}
	c.tellWhatWaits()
	c.filling = c.portion() // by now: mostly the one that the worker that reads has inspected
}

// tellWhatWaits tells what there is to be told, and waits for nothing.
func (c *crew) tellWhatWaits() {
	for len(c.waiting) > 0 {
		select {
		case results := <-c.waiting[0].results:
			c.receive(results)
		default:
			return
		}
	}
}

// receive tells results of the first portion that waits; nil behind the last.
func (c *crew) receive(results []result) {
	p := c.waiting[0]
	if !p.taken && c.own == nil && p.lead != nil && !p.start.equal(c.before) {
		c.own = newInspector(c.options, c.keep)
		c.own.restore(p.lead.set, c.before)
		c.whole = c.whole || c.set == p.lead.set.set
	}
	p.taken = true
	switch {
	case results != nil && c.own == nil:
		tell(results, c.keep)
		return
	case results != nil: // they count for nothing
		return
	case c.own != nil:
		c.inspect(p)
	case p.panicked != nil:
		panic(p.panicked)
	}
	if p.open && c.own == nil {
		c.own = p.inspector
		c.own.keep = c.keep
	}
	if p.seam {
		*c.before, p.end = p.end, *c.before
	}
	c.free = append(c.free, p)
	c.waiting = c.waiting[1:]
}

// inspect has the crew's own inspector inspect a portion, which is free. It goes on with
// those behind it until the set ends, or with the one that is open then.
func (c *crew) inspect(p *portion) {
	p.segments.Rewind()
	if p.lead != nil {
		p.segments.Next(&c.segment) // behind the seam
	}
	p.inspect(c.own, &c.segment)
	if p.closes() && !p.open {
		c.dismissOwn()
	}
}
