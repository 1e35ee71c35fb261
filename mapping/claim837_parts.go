package mapping

import (
	"strings"

	"github.com/hmox12/hmox12/x12/guide"
)

// part is the part of a set that a segment belongs to. It is found once for each place
// of the guide, as the identifiers of loops are long to compare.
type part uint8

const (
	ofSet   part = iota // in no loop
	ofLevel             // above the claims
	ofClaim
	ofClaimProvider
	ofPayer
	ofPayerSubscriber
	ofPayerName
	ofPayerProvider
	ofLine
	ofDrug
	ofLineProvider
	ofLinePayment
	ofNothing // a loop that claims don't need
)

// partsOf returns the parts by SegmentUse.Index.
func partsOf(g *guide.Guide) []part {
	var parts []part
	var walk func(*guide.Loop)
	walk = func(l *guide.Loop) {
		for _, n := range l.Nodes {
			if n.Loop != nil {
				walk(n.Loop)
				continue
			}
			for len(parts) <= n.Segment.Index {
				parts = append(parts, ofNothing)
			}
			parts[n.Segment.Index] = partOf(l.ID)
		}
	}
	walk(g.Root)
	return parts
}

// partOf returns the part that a loop is.
func partOf(loop string) part {
	switch {
	case loop == "":
		return ofSet
	case loop < "2300":
		return ofLevel
	case loop == "2300":
		return ofClaim
	case strings.HasPrefix(loop, "2310"):
		return ofClaimProvider
	case loop == "2320":
		return ofPayer
	case loop == "2330A":
		return ofPayerSubscriber
	case loop == "2330B":
		return ofPayerName
	case strings.HasPrefix(loop, "2330"):
		return ofPayerProvider
	case loop == "2400":
		return ofLine
	case loop == "2410":
		return ofDrug
	case strings.HasPrefix(loop, "2420"):
		return ofLineProvider
	case loop == "2430":
		return ofLinePayment
	}
	return ofNothing
}
