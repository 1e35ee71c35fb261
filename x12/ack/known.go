package ack

import (
	"slices"
	"strings"

	"github.com/hmox12/hmox12/x12"
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

// groups names the GS01 that are read, sets the ST01, and versions the GS08 of a
// GS01.
func (all supported) groups() string {
	return all.list(func(s guide.SetVersions) []string { return []string{s.FunctionalID} })
}

func (all supported) sets() string {
	return all.list(func(s guide.SetVersions) []string { return []string{s.Set} })
}

func (all supported) versions(functionalID string) string {
	return all.list(func(s guide.SetVersions) []string {
		if s.FunctionalID != functionalID {
			return nil
		}
		return s.Versions
	})
}

func (all supported) list(of func(guide.SetVersions) []string) string {
	var names []string
	for _, s := range all {
		names = append(names, of(s)...)
	}
	slices.Sort(names)
	names = slices.Compact(names)
	if last := len(names) - 1; last > 0 {
		return strings.Join(names[:last], ", ") + " or " + names[last]
	}
	return strings.Join(names, "")
}

// shown returns what an element of the envelope says when it has the form of a
// code or version, and its shape when it has not, because data may have lost its
// place.
func shown(value []byte) string {
	code := len(value) > 0 && len(value) <= 3 || len(value) <= 12 && strings.HasPrefix(string(value), "00")
	for _, c := range value {
		code = code && (c >= '0' && c <= '9' || c >= 'A' && c <= 'Z')
	}
	if code {
		return string(value)
	}
	return x12.Shape(value)
}
