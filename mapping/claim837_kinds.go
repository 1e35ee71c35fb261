package mapping

import (
	"strings"

	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12/guide"
)

// claimKind is a kind of claim and the guide that speaks of it. What only one
// kind has stands in the files of its name, all else is common to the three.
type claimKind struct {
	record.ClaimKind
	set     string // what the set is called among people
	version string // GS08 and ST03 of what is written
	reads   string // what the version of a guide begins with, whatever its errata

	// maxSegments bounds what one claim, or one level above the claims, may hold:
	// more than the guides admit (50 lines with all that can hang on them, 999 of
	// an institutional claim), so that a set which never ends a claim does not fill
	// the memory.
	maxSegments int
}

var claimKinds = []claimKind{
	{record.Professional, "837P", "005010X222A1", "005010X222", 100_000},
	{record.Institutional, "837I", "005010X223A2", "005010X223", 250_000},
	{record.Dental, "837D", "005010X224A2", "005010X224", 100_000},
}

// kindOfGuide returns the kind of claim that a guide speaks of, nil for none.
func kindOfGuide(g *guide.Guide) *claimKind {
	for i := range claimKinds {
		if g.Set == "837" && strings.HasPrefix(g.Version, claimKinds[i].reads) {
			return &claimKinds[i]
		}
	}
	return nil
}

// kindOfClaim returns the entry of a kind, nil for none.
func kindOfClaim(kind record.ClaimKind) *claimKind {
	for i := range claimKinds {
		if claimKinds[i].ClaimKind == kind {
			return &claimKinds[i]
		}
	}
	return nil
}

// ClaimVersion returns the version of the guide by which WriteClaim837 writes
// claims of a kind, for GS08; empty for no kind.
func ClaimVersion(kind record.ClaimKind) string {
	if k := kindOfClaim(kind); k != nil {
		return k.version
	}
	return ""
}
