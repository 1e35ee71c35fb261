package ack

import (
	"slices"

	"github.com/hmox12/hmox12/x12/guide"
)

// supported are transaction sets that are read.
type supported []guide.SetVersions

// group reports whether groups of this GS01 are read, and whether this GS08 is
// among them.
func (all supported) group(functionalID, version string) (group, guide bool) {
	for _, s := range all {
		if s.FunctionalID == functionalID {
			group = true
			guide = guide || slices.Contains(s.Versions, version)
		}
	}
	return group, guide
}

// set reports whether this ST01 is read in any version.
func (all supported) set(id string) bool {
	for _, s := range all {
		if s.Set == id {
			return true
		}
	}
	return false
}
