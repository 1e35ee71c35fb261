package intake

import (
	"errors"
	"io"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/host"
	"github.com/hmox12/hmox12/mapping"
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/guide"
)

// process is the second pass: the sets that were accepted are mapped and
// decided.
func (c *chain) process(file host.File) error {
	src, err := c.rewind(file)
	if err != nil {
		return err
	}
	p := &processor{chain: c, reader: x12.NewReader(src), walkers: map[*guide.Guide]*guide.Walker{}, interchange: -1}
	for {
		segment, err := p.reader.Next()
		var finding *x12.Error
		switch {
		case errors.Is(err, io.EOF):
			return p.endInterchange()
		case errors.As(err, &finding):
			continue // told by the first pass
		case err != nil:
			return err
		}
		if err := p.take(segment); err != nil {
			return err
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
	walkers     map[*guide.Guide]*guide.Walker
	interchange int // index of the open one
	set         int // ordinal of the next set

	walker    *guide.Walker // nil outside of a set that is processed
	mapper    mapper
	err       error // of a decision, met while a mapper was at work
	inquiries *inquiries
}

func (p *processor) take(s *x12.Segment) error {
	switch {
	case s.Is("ISA"):
		if err := p.endInterchange(); err != nil {
			return err
		}
		p.interchange++
		p.set = p.open().sets
	case p.interchange < 0 || p.open().rejected:
		return nil
	case s.Is("ST"):
		p.beginSet()
		p.add(s)
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
	if p.mapper != nil {
		p.mapper.Add(s, p.walker.Walk(s))
	}
}

// beginSet chooses who maps the set, and counts one that nobody does.
func (p *processor) beginSet() {
	p.walker, p.mapper = nil, nil
	accepted := p.sets.accepted(p.set)
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
		m, err := mapping.NewClaimMapper(g, p.source(), p.receivedOn(), p.claim)
		if err != nil { // a kind of claim that is acknowledged but not mapped
			p.received.Unhandled++
			return
		}
		p.mapper = m
	case "270":
		p.mapper = mapping.NewInquiryMapper(p.source(), p.receivedOn(), p.inquiry)
	default:
		p.received.Unhandled++
		return
	}
	p.walker = p.walkers[g]
	if p.walker == nil {
		p.walker = guide.NewWalker(g, func(*x12.Error) {}, guide.PlaceOnly())
		p.walkers[g] = p.walker
	}
	p.walker.Begin()
}

func (p *processor) endSet() error {
	if p.mapper == nil {
		return p.err
	}
	p.mapper.End()
	p.walker, p.mapper = nil, nil
	if p.err == nil && p.inquiries != nil {
		p.err = p.inquiries.endSet()
	}
	return p.err
}

func (p *processor) endInterchange() error {
	if p.inquiries == nil {
		return p.err
	}
	q := p.inquiries
	p.inquiries = nil
	return errors.Join(p.err, q.end())
}

// source says where the open set is read.
func (p *processor) source() record.Source {
	i, g := p.reader.Interchange(), p.reader.Group()
	return record.Source{File: p.received.Name, Sender: i.Sender, Interchange: i.ControlNumber, Group: g.ControlNumber}
}
