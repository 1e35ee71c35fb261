package view

import "github.com/hmox12/hmox12/x12"

// Options say what to show and how.
type Options struct {
	File       string // its name, as it is shown
	Claim      string // only claims and remittance claims of this number (CLM01, CLP01); all when empty
	MaxSegment int    // longest segment admitted, in bytes; the Reader's own limit when 0
	Color      bool   // of Text, for a terminal
	Limit      int    // of HTML, how many units are shown in full; DefaultLimit when 0
}

// Shown counts what was shown.
type Shown struct {
	Units    int // claims, remittance claims, members, subjects
	Findings int // in what was shown
}

// selection lets blocks through: all of them, or the claims that are asked for
// and the levels that they stand in.
type selection struct {
	number string
	shown  Shown
	above  map[*block]bool // levels that were let through, of those that are open
}

// pick returns the blocks to show for b, in order.
func (s *selection) pick(b *block) []*block {
	if s.number == "" {
		s.count(b)
		return []*block{b}
	}
	if (b.kind != claim && b.kind != remittance) || b.number != s.number {
		return nil
	}
	open, levels := map[*block]bool{}, []*block{}
	for _, level := range above(b) {
		if !s.above[level] {
			levels = append(levels, level)
		}
		open[level] = true
	}
	s.above = open
	s.count(b)
	return append(levels, b)
}

func (s *selection) count(b *block) {
	if b.kind != noUnit && b.part == 1 {
		s.shown.Units++
	}
	s.shown.Findings += b.findingCount()
}

// above returns the blocks of the set and the levels that b stands in, outermost
// first: the header of the set and what the levels say of themselves.
func above(b *block) []*block {
	var levels []*block
	for _, s := range b.scope.path() {
		outside := s.interchange != nil || s.group != nil
		if outside || s.own == nil || s.own == b || s.own.kind == b.kind || len(levels) > 0 && levels[len(levels)-1] == s.own {
			continue
		}
		levels = append(levels, s.own)
	}
	return levels
}

// Finding is what is wrong in a file, as every view shows it.
type Finding struct {
	Code     string `json:"code"`
	Level    int    `json:"level"`
	Severity string `json:"severity"`
	Segment  int    `json:"segment,omitempty"`
	Offset   int64  `json:"offset"`
	Loop     string `json:"loop,omitempty"`
	At       string `json:"at,omitempty"`
	Message  string `json:"message"`
	Reason   string `json:"reason,omitempty"`
	Mend     string `json:"mend"`
}

func findingOf(f *x12.Error) Finding {
	m := f.Code.Meaning()
	severity := "warning"
	if f.Rejects() {
		severity = "rejects"
	}
	return Finding{
		Code: f.Code.String(), Level: m.Level, Severity: severity, Segment: f.Segment, Offset: f.Offset,
		Loop: f.Loop, At: f.Place(), Message: m.Text, Reason: f.Reason, Mend: m.Mend,
	}
}
