package intake

import (
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/guide"
)

// taken are the transaction sets that something is done with here. Others are
// refused though there is a guide for them: an accepted set whose claims go
// nowhere would be a loss that nobody sees.
var taken = []guide.SetVersions{
	{Set: "837", FunctionalID: "HC", Versions: []string{
		"005010X222A1", "005010X222A2", "005010X223A2", "005010X223A3", "005010X224A2", "005010X224A3",
	}},
	{Set: "270", FunctionalID: "HS", Versions: []string{eligibilityGuide}},
	{Set: "276", FunctionalID: "HR", Versions: []string{statusGuide}},
	{Set: "278", FunctionalID: "HI", Versions: []string{reviewGuide}},
	{Set: "834", FunctionalID: "BE", Versions: []string{"005010X220A1", "005010X220"}},
	{Set: "999", FunctionalID: "FA", Versions: []string{"005010X231A1", "005010X231"}},
}

// agreed returns the guide that a sender's sets are held to: as its companion
// guide narrows it, where the book has one. The second pass goes by the guide
// itself, in which every segment has the same place.
func (c *chain) agreed(from *x12.Interchange, set, version string) *guide.Guide {
	g, _ := c.Book.Companions().Lookup(from.Sender, set, version)
	return g
}

// unicode reports whether a sender agreed on UTF-8, in both directions.
func (c *chain) unicode(from *x12.Interchange) bool {
	partner := c.Partner(from)
	return partner != nil && partner.Characters == record.UTF8
}
