package store

import (
	"encoding/binary"
	"hash/maphash"
)

// recall remembers what is known of names, packed in few large pieces of memory: tens of
// thousands of small records would take three times the room, and the garbage collector
// would look at each of them again and again. It forgets what was not asked for longest.
//
// There are two generations. What is put or asked for is in the young one; when that is
// full it becomes the old one, and what was old is forgotten.
type recall struct {
	young, old generation
	room       int // bytes of a generation
	seed       maphash.Seed
}

// generation holds entries one behind the other: the length of the name, the name, the
// length of what is known in 4 bytes, and that. A hash table without pointers says where.
type generation struct {
	places  []place // as many as a power of two, a quarter of them free at least
	taken   int     // of the places
	entries []byte
}

// place is where an entry begins, counted from 1; 0 is a free place. Entries of one hash stand
// behind each other, with others in between.
type place struct{ hash, at uint32 }

// nowhere is where the entry of a name begins that was forgotten.
const nowhere = 1<<32 - 1

func newRecall(room int) recall { return recall{room: room, seed: maphash.MakeSeed()} }

func (r *recall) hash(name string) uint32 { return uint32(maphash.String(r.seed, name)) }

// get returns what is known of a name, nil when nothing is. It is good until put.
func (r *recall) get(name string) []byte {
	hash := r.hash(name)
	if what, _ := r.young.find(hash, name); what != nil {
		return what
	}
	what, _ := r.old.find(hash, name)
	if what == nil {
		return nil
	}
	r.put(name, what)
	what, _ = r.young.find(hash, name)
	return what
}

// put remembers what is known of a name. What takes more than a part of the room is
// forgotten instead.
func (r *recall) put(name string, what []byte) {
	hash := r.hash(name)
	before, at := r.young.find(hash, name)
	if before != nil && len(before) == len(what) {
		copy(before, what)
		return
	}
	if len(what) > r.room/16 {
		r.young.forget(at)
		_, at = r.old.find(hash, name)
		r.old.forget(at)
		return
	}
	if len(r.young.entries)+len(name)+len(what) > r.room {
		what = append([]byte(nil), what...) // it may be of the generation that is forgotten
		r.old, r.young = r.young, r.old
		clear(r.young.places)
		r.young.taken, r.young.entries, at = 0, r.young.entries[:0], nil
	}
	if cap(r.young.entries) == 0 && len(r.old.entries) > 0 {
		r.young.entries = make([]byte, 0, r.room+entryHead) // it fills up as the one before did
		r.young.places = make([]place, len(r.old.places))
	}
	if at == nil {
		at = r.young.take(hash)
	}
	r.young.grow(len(name)+len(what)+entryHead, r.room)
	at.at = uint32(len(r.young.entries) + 1)
	b := append(binary.AppendUvarint(r.young.entries, uint64(len(name))), name...)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(what)))
	r.young.entries = append(b, what...)
}

// entryHead is the most that the lengths of an entry take.
const entryHead = binary.MaxVarintLen64 + 4

// grow makes room for so many bytes more: twice as much as there was, but not beyond what a
// generation has, as that is never filled.
func (g *generation) grow(n, room int) {
	if need := len(g.entries) + n; need > cap(g.entries) {
		larger := make([]byte, len(g.entries), max(need, min(2*cap(g.entries), room+entryHead)))
		copy(larger, g.entries)
		g.entries = larger
	}
}

// find returns what a generation knows of a name, and the place that says so; nil when it
// knows nothing.
func (g *generation) find(hash uint32, name string) (what []byte, at *place) {
	for i := int(hash); len(g.places) > 0; i++ {
		p := &g.places[i&(len(g.places)-1)]
		if p.at == 0 {
			break
		}
		if p.hash != hash || p.at == nowhere {
			continue
		}
		n, size := binary.Uvarint(g.entries[p.at-1:])
		b := g.entries[int(p.at-1)+size:]
		if string(b[:n]) == name {
			length := binary.LittleEndian.Uint32(b[n:])
			return b[n+4:][:length:length], p
		}
	}
	return nil, nil
}

// take returns a place for an entry of a hash.
func (g *generation) take(hash uint32) *place {
	if 4*(g.taken+1) > 3*len(g.places) {
		before := g.places
		g.places, g.taken = make([]place, max(2*len(before), 64)), 0
		for _, p := range before {
			if p.at != 0 && p.at != nowhere {
				*g.take(p.hash) = p
			}
		}
	}
	g.taken++
	for i := int(hash); ; i++ {
		p := &g.places[i&(len(g.places)-1)]
		if p.at == 0 {
			p.hash = hash
			return p
		}
	}
}

// forget forgets the entry of a place, if there is one.
func (g *generation) forget(at *place) {
	if at != nil {
		at.at = nowhere
	}
}

// kept is what is known of names: of a few as records, and of more packed.
type kept[T any] struct {
	hot    map[string]T
	cold   recall
	pack   func(record T, b []byte) []byte
	unpack func(name, packed string) (T, error)
	buffer []byte
}

// maxHot is how many names are known by records.
const maxHot = 256

// get returns the record of a name, and whether there is one.
func (k *kept[T]) get(name string) (record T, known bool) {
	if record, known = k.hot[name]; known {
		return record, true
	}
	packed := k.cold.get(name)
	if packed == nil {
		return record, false
	}
	record, err := k.unpack(name, string(packed))
	if err != nil {
		return record, false // it is read again
	}
	k.set(name, record)
	return record, true
}

// set keeps the record of a name, which may change afterwards, until the next set.
func (k *kept[T]) set(name string, record T) {
	if len(k.hot) >= maxHot {
		for name, record := range k.hot {
			k.buffer = k.pack(record, k.buffer[:0])
			k.cold.put(name, k.buffer)
		}
		clear(k.hot)
	}
	k.hot[name] = record
}
