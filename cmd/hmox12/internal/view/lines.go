package view

import (
	"bufio"
	"encoding/json"
	"io"
)

// line is one unit; see the package's documentation.
type line struct {
	Version     int     `json:"version"`
	Kind        kind    `json:"kind"`
	Number      string  `json:"number,omitempty"`
	Part        int     `json:"part,omitempty"`
	File        string  `json:"file"`
	Interchange string  `json:"interchange,omitempty"`
	Group       string  `json:"group,omitempty"`
	Set         string  `json:"set,omitempty"`
	ID          string  `json:"id"`
	Guide       string  `json:"guide,omitempty"`
	Segment     int     `json:"segment"`
	Offset      int64   `json:"offset"`
	Findings    int     `json:"findings"`
	Above       []*node `json:"above"`
	Content     []*node `json:"content"`
}

// Lines writes one JSON object a line for each unit of the file, as it is read;
// see the package's documentation for the shape.
func Lines(w io.Writer, src io.Reader, o Options) (Shown, error) {
	buffer := bufio.NewWriterSize(w, 64<<10)
	encoder := json.NewEncoder(buffer)
	encoder.SetEscapeHTML(false)
	pick := selection{number: o.Claim}
	err := read(src, o.MaxSegment, false, func(b *block) error {
		if b.kind == noUnit || len(b.items) == 0 || len(pick.pick(b)) == 0 {
			return nil
		}
		return encoder.Encode(lineOf(b, o.File))
	})
	if flushed := buffer.Flush(); err == nil {
		err = flushed
	}
	return pick.shown, err
}

func lineOf(b *block, file string) *line {
	first := b.items[0].seg
	l := &line{
		Version: version, Kind: b.kind, Number: valid(b.number), File: file,
		Segment: first.Number(), Offset: first.Offset(), Findings: b.findingCount(),
		Above: []*node{}, Content: trees(b),
	}
	if !b.whole {
		l.Part = b.part
	}
	for _, s := range b.scope.path() {
		switch {
		case s.interchange != nil:
			l.Interchange = valid(s.interchange.ControlNumber)
		case s.group != nil:
			l.Group = valid(s.group.ControlNumber)
		case s.set != nil:
			l.Set, l.ID = valid(s.set.ControlNumber), valid(s.set.ID)
			if s.guide != nil {
				l.Guide = versionOf(s)
			}
		}
	}
	for _, level := range above(b) {
		l.Above = append(l.Above, trees(level)...)
	}
	return l
}
