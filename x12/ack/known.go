package ack

import (
	"slices"
	"sync"

	"github.com/hmox12/hmox12/x12/guide"
)

// supported are the transaction sets that there are guides for.
var supported = sync.OnceValue(guide.Sets)

// groupSupported reports whether groups of this GS01 are read, and whether this
// GS08 is among them.
func groupSupported(functionalID, version string) (group, guide bool) {
	for _, s := range supported() {
		if s.FunctionalID == functionalID {
			group = true
			guide = guide || slices.Contains(s.Versions, version)
		}
	}
	return group, guide
}

// setSupported reports whether there is a guide for this ST01 in any version.
func setSupported(id string) bool {
	for _, s := range supported() {
		if s.Set == id {
			return true
		}
	}
	return false
}
