package ack

import (
	"slices"

	"github.com/hmox12/hmox12/x12/guide"
)

// supported are transaction sets that are read.
type supported []guide.SetVersions

// group reports whether groups of this GS01 are read, and whether this GS08 is, be
// it in groups of another kind: then each set is told that it does not belong into
// this one.
func (all supported) group(functionalID, version string) (group, guide bool) {
	for _, s := range all {
		group = group || s.FunctionalID == functionalID
		guide = guide || slices.Contains(s.Versions, version)
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
