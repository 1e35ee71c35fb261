package store

import (
	"encoding/binary"

	"github.com/hmox12/hmox12/mapping/record"
)

// owned are the counters of an owner.
type owned struct{ counters []*counter }

// counter returns the owner's counter, nil when there is none.
func (o *owned) counter(of record.Counter) *counter {
	for _, c := range o.counters {
		if c.Counter == of {
			return c
		}
	}
	return nil
}

// packOwned appends counters packed. Nothing in it is of a length of its own but what
// counts: an owner whose counters moved a little is packed where it was.
func (t *terms) packOwned(o *owned, b []byte) []byte {
	for _, c := range o.counters {
		b = t.append(t.append(b, string(c.Kind)), string(c.Category))
		b = binary.AppendVarint(b, int64(c.Year)<<2|int64(bit(c.stored)|bit(c.read)<<1))
		b = binary.AppendVarint(binary.AppendVarint(b, c.id), c.total)
		b = binary.AppendUvarint(b, uint64(len(c.visits)))
		for _, v := range c.visits {
			b = appendName(appendName(b, v.visit), v.claim)
		}
	}
	return b
}

func bit(set bool) byte {
	if set {
		return 1
	}
	return 0
}

func (t *terms) unpackOwned(owner, packed string) (*owned, error) {
	o := new(owned)
	r := lineReader{rest: packed}
	for r.rest != "" && !r.broken {
		c := &counter{Counter: record.Counter{
			Owner: owner, Kind: record.CounterKind(r.term(t)), Category: record.ServiceCategory(r.term(t)),
		}}
		year := r.number()
		c.Year, c.stored, c.read = int(year>>2), year&1 != 0, year&2 != 0
		c.id, c.total = r.number(), r.number()
		for range r.count() {
			c.visits = append(c.visits, visit{r.term(t), r.term(t)})
		}
		o.counters = append(o.counters, c)
	}
	if r.broken {
		return nil, errBrokenLines
	}
	return o, nil
}
