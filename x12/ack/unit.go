package ack

import "github.com/hmox12/hmox12/x12"

// unitRule says which element names the business unit of a transaction set
// (999 CTX01, guide 005010X231A1).
type unitRule struct {
	segment   string
	element   int
	qualifier string // of element 1, where it must have one
	name      string
	opens     bool // the guides have it nowhere but at the beginning of a loop
}

// unitRules by ST01.
var unitRules = map[string]unitRule{
	"837": {"CLM", 1, "", "CLM01", true},
	"270": {"TRN", 2, "", "TRN02", false},
	"271": {"TRN", 2, "", "TRN02", false},
	"276": {"TRN", 2, "", "TRN02", false},
	"277": {"TRN", 2, "", "TRN02", false},
	"278": {"TRN", 2, "", "TRN02", false},
	"834": {"REF", 2, "0F", "SUBSCRIBER NUMBER REF02", false},
	"835": {"TRN", 2, "", "TRN02", false},
}

// mostUnit is how many bytes of a unit's name are kept.
const mostUnit = 80

// value returns the name of the business unit that the segment begins; empty when it
// begins none.
func (r *unitRule) value(s *x12.Segment) []byte {
	if r.segment == "" || !s.Is(r.segment) || (r.qualifier != "" && string(s.Element(1)) != r.qualifier) {
		return nil
	}
	value := s.Element(r.element)
	return value[:min(len(value), mostUnit)]
}
