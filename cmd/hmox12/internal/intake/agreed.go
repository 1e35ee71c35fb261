package intake

import (
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/guide"
)

// agreed returns the guide that a sender's sets are held to: as its companion
// guide narrows it, where the book has one. The second pass goes by the guide
// itself, in which every segment has the same place.
func (c *chain) agreed(from *x12.Interchange, set, version string) *guide.Guide {
	g, _ := c.Book.Companions().Lookup(from.Sender, set, version)
	return g
}
