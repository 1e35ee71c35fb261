package guide

import "sync"

// Standard returns a segment as X12 itself defines it, for one that no guide has
// a place for: its elements have names and numbers, and none is used. It returns
// nil for a segment that the dictionary does not describe. The result is shared:
// don't change it.
func Standard(segmentID []byte) *SegmentUse { return standardUses()[string(segmentID)] }

var standardUses = sync.OnceValue(func() map[string]*SegmentUse {
	c := newCompiler(standard())
	uses := map[string]*SegmentUse{}
	for id, layout := range c.dictionary.segments {
		if !KnownSegment([]byte(id)) {
			continue // a composite
		}
		use := &SegmentUse{ID: id, Title: layout.name, Notes: layout.notes}
		for _, part := range layout.parts {
			use.Elements = append(use.Elements, c.unused(part))
		}
		uses[id] = use
	}
	return uses
})
