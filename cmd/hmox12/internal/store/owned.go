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

// pack appends the counters packed. Totals take eight bytes whatever they are: an owner
// whose counters moved is packed where it was.
func (o *owned) pack(b []byte) []byte {
	for _, c := range o.counters {
		for _, text := range [...]string{c.Owner, string(c.Kind), string(c.Category)} {
			b = append(binary.AppendUvarint(b, uint64(len(text))), text...)
		}
		b = binary.AppendVarint(b, int64(c.Year))
		b = binary.AppendVarint(b, c.id)
		b = binary.LittleEndian.AppendUint64(b, uint64(c.total))
		b = append(b, bit(c.stored)|bit(c.read)<<1)
		b = binary.AppendUvarint(b, uint64(len(c.visits)))
		for _, v := range c.visits {
			b = append(binary.AppendUvarint(b, uint64(len(v.visit))), v.visit...)
			b = append(binary.AppendUvarint(b, uint64(len(v.claim))), v.claim...)
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

func unpackOwned(packed string) (*owned, error) {
	o := new(owned)
	r := lineReader{rest: packed}
	for r.rest != "" && !r.broken {
		c := &counter{Counter: record.Counter{
			Owner: r.text(), Kind: record.CounterKind(r.text()), Category: record.ServiceCategory(r.text()), Year: int(r.number()),
		}}
		c.id = r.number()
		c.total = r.whole()
		flags := r.unsigned()
		c.stored, c.read = flags&1 != 0, flags&2 != 0
		for range r.count() {
			c.visits = append(c.visits, visit{r.text(), r.text()})
		}
		o.counters = append(o.counters, c)
	}
	if r.broken {
		return nil, errBrokenLines
	}
	return o, nil
}
