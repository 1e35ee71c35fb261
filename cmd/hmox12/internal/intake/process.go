package intake

import (
	"errors"
	"io"
	"strings"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/host"
	"github.com/hmox12/hmox12/mapping"
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/guide"
	"github.com/hmox12/hmox12/x12/snip"
)

// process is the second pass: the sets that were accepted are mapped and
// decided.
func (c *chain) process(file host.File) error {
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return err
	}
	var src io.Reader = file
	if c.Progress != nil {
		src = io.TeeReader(file, c.Progress)
	}
	p := &processor{chain: c, reader: x12.NewReader(src), interchange: -1,
		walkers: map[walking]*guide.Walker{}, checkers: map[*guide.Guide]*snip.Checker{}}
	for {
		segment, err := p.next()
		if errors.Is(err, io.EOF) {
			return p.endInterchange()
		}
		if err == nil {
			err = p.take(segment)
		}
		if err != nil {
			return err
		}
	}
}

// next returns the next segment that can be read. What can't be is told by the first
// pass.
func (p *processor) next() (*x12.Segment, error) {
	for {
		segment, err := p.reader.Next()
		var finding *x12.Error
		if !errors.As(err, &finding) {
			return segment, err
		}
	}
}

// mapper turns the segments of a set into records.
type mapper interface {
	Add(seg *x12.Segment, at guide.Placement)
	End()
}

// processor is the second pass under way.
type processor struct {
	*chain
	reader      *x12.Reader
	header      x12.Interchange // of the open one
	interchange int             // its index
	set         int             // ordinal of the next set
	// Used again.
	walkers  map[walking]*guide.Walker
	checkers map[*guide.Guide]*snip.Checker

	guide   *guide.Guide  // of the open set
	walker  *guide.Walker // nil outside of a set that is processed
	mapper  mapper
	claims  *mapping.ClaimMapper // the mapper, when it maps claims
	ahead   bool                 // the set makes tasks, see takeAhead
	tasks   []task               // of the segment at hand
	checker *snip.Checker        // nil where the first pass found nothing in the set
	found   []*x12.Error         // by the checker, at the segment at hand
	err     error                // of a decision, met while a mapper was at work

	inquiries *answers[*record.EligibilityAnswer] // nil until there is one to answer in the interchange
	statuses  *answers[*record.StatusAnswer]      // as well, about claims
	receipts  *receipts                           // as well, of claims
	reviews   *answers[*record.ReviewAnswer]      // as well, of requests for referrals and authorizations
}

func (p *processor) take(s *x12.Segment) error {
	switch {
	case s.Is("ISA"):
		if err := p.endInterchange(); err != nil {
			return err
		}
		p.interchange++
		p.header = *p.reader.Interchange()
		p.set = p.open().sets
	case p.interchange < 0 || p.open().rejected:
		return nil
	case s.Is("ST"):
		p.beginSet()
		p.add(s)
		if p.ahead {
			return p.takeAhead()
		}
	case s.Is("TA1") && p.reader.Set() == nil:
		return p.interchangeAck(s)
	case s.Is("SE"):
		p.add(s)
		return p.endSet()
	default:
		p.add(s)
	}
	return p.err
}

func (p *processor) open() *interchange { return &p.interchanges[p.interchange] }

func (p *processor) add(s *x12.Segment) {
	if p.mapper == nil {
		return
	}
	at := p.walker.Walk(s)
	if p.checker == nil {
		p.mapper.Add(s, at)
		return
	}
	p.found = p.found[:0]
	p.checker.Check(s, at)
	for _, f := range p.found {
		if beforeIt(f, s) {
			p.claims.Note(f)
		}
	}
	p.mapper.Add(s, at)
	for _, f := range p.found {
		if !beforeIt(f, s) {
			p.claims.Note(f)
		}
	}
}

// beforeIt reports whether a finding met at the segment is about what came before
// it. What a claim or line lacks is found where the next segment stands in its
// place, which may be that of another claim, or SE.
func beforeIt(f *x12.Error, s *x12.Segment) bool {
	lacks := f.Code == x12.SituationalSegmentMissing || f.Code == x12.ExpectedSegmentMissing
	inClaim := strings.HasPrefix(f.Loop, "23") || strings.HasPrefix(f.Loop, "24")
	return f.Segment < s.Number() || lacks && inClaim
}

// beginSet chooses who maps the set, and counts one that nobody does.
func (p *processor) beginSet() {
	p.walker, p.mapper, p.claims, p.checker, p.ahead = nil, nil, nil, nil, false
	accepted, doubted := p.sets.accepted.has(p.set), p.sets.doubted.has(p.set)
	p.set++
	if !accepted {
		return
	}
	g, ok := guide.Lookup(p.reader.Set().ID, p.reader.Group().Version)
	if !ok {
		return
	}
	switch g.Set {
	case "837":
		m, err := mapping.NewClaimMapper(g, p.source(), p.receivedOn(), func(claim *record.Claim, problems []mapping.ClaimProblem) {
			p.later(func() error { return p.takeClaim(claim, problems) })
		})
		if err != nil { // a kind of claim that is acknowledged but not mapped
			p.received.Unhandled++
			return
		}
		p.mapper, p.claims = m, m
		if doubted {
			p.checker = p.checkerOf(g)
			p.checker.Begin()
		}
	case "270":
		p.mapper = mapping.NewInquiryMapper(p.source(), p.receivedOn(), func(q *record.Inquiry) {
			p.later(func() error { return p.takeInquiry(q) })
		})
	case "999":
		p.mapper = p.groupAcks()
	case "276":
		p.mapper = mapping.NewStatusMapper(p.source(), p.receivedOn(), func(q *record.StatusInquiry) {
			p.later(func() error { return p.takeStatusInquiry(q) })
		})
	case "278":
		p.mapper = p.reviewMapper()
	case "834":
		p.mapper = mapping.NewEnrollmentMapper(p.source(), p.receivedOn(), p.enrollment)
	default:
		p.received.Unhandled++
		return
	}
	p.ahead = g.Set == "270" || g.Set == "276" || g.Set == "837" // their claims and inquiries are many, and none decides how the next is read
	p.guide, p.walker = g, p.walkerOf(walking{g, p.checker != nil})
	p.walker.Begin()
}

// walking is how segments are placed.
type walking struct {
	guide *guide.Guide
	// checked has the Walker see which segments are right by the guide. That takes longer,
	// and spares a Checker most of what it looks for in others.
	checked bool
}

func (p *processor) walkerOf(how walking) *guide.Walker {
	w := p.walkers[how]
	if w == nil {
		var options []guide.Option
		if !how.checked {
			options = append(options, guide.PlaceOnly())
		}
		w = guide.NewWalker(how.guide, func(*x12.Error) {}, options...)
		p.walkers[how] = w
	}
	return w
}

// checkerOf returns the Checker of levels 3 to 5 for a guide.
func (p *processor) checkerOf(g *guide.Guide) *snip.Checker {
	c := p.checkers[g]
	if c == nil {
		c = snip.NewChecker(g, snip.CodeSets, func(f *x12.Error) { p.found = append(p.found, f) })
		p.checkers[g] = c
	}
	return c
}

func (p *processor) endSet() error {
	if p.mapper == nil {
		return p.err
	}
	p.mapper.End()
	return p.setEnded()
}

// setEnded does what is done when all that is in the set is taken.
func (p *processor) setEnded() error {
	p.walker, p.mapper, p.claims, p.checker = nil, nil, nil, nil
	if p.err == nil {
		p.err = p.decideAgain()
	}
	if p.err == nil {
		p.err = errors.Join(p.inquiries.endSet(), p.statuses.endSet(), p.receipts.endSet(), p.reviews.endSet())
	}
	return p.err
}

// endInterchange closes the answers to the interchange.
func (p *processor) endInterchange() error {
	err := p.err
	if p.inquiries != nil {
		err = errors.Join(err, p.inquiries.end())
	}
	if p.statuses != nil {
		err = errors.Join(err, p.statuses.end())
	}
	if p.receipts != nil {
		err = errors.Join(err, p.receipts.end())
	}
	if p.reviews != nil {
		err = errors.Join(err, p.reviews.end())
	}
	p.inquiries, p.statuses, p.receipts, p.reviews = nil, nil, nil, nil
	return err
}

// source says where the open set is read.
func (p *processor) source() record.Source {
	return record.Source{
		File: p.received.Name, Sender: p.header.Sender, Interchange: p.header.ControlNumber, Group: p.reader.Group().ControlNumber,
	}
}
