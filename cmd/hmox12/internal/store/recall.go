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
// length of what is known in 4 bytes, and that.
type generation struct {
	places  map[uint64]uint32 // by the hash of the name
	entries []byte
}

func newRecall(room int) recall { return recall{room: room, seed: maphash.MakeSeed()} }

// get returns what is known of a name, nil when nothing is. It is good until put.
func (r *recall) get(name string) []byte {
	hash := maphash.String(r.seed, name)
	if what, known := r.young.find(hash, name); known {
		return what
	}
	what, known := r.old.find(hash, name)
	if !known {
		return nil
	}
	r.put(name, what)
	what, _ = r.young.find(hash, name)
	return what
}

// put remembers what is known of a name. What takes more than a part of the room is
// forgotten instead.
func (r *recall) put(name string, what []byte) {
	hash := maphash.String(r.seed, name)
	if before, known := r.young.find(hash, name); known && len(before) == len(what) {
		copy(before, what)
		return
	}
	if len(what) > r.room/16 {
		delete(r.young.places, hash)
		delete(r.old.places, hash)
		return
	}
	if len(r.young.entries)+len(name)+len(what) > r.room {
		what = append([]byte(nil), what...) // it may be of the generation that is forgotten
		r.old, r.young = r.young, generation{entries: r.old.entries[:0]}
	}
	if r.young.places == nil {
		r.young.places = make(map[uint64]uint32)
		if cap(r.young.entries) == 0 && len(r.old.entries) > 0 {
			r.young.entries = make([]byte, 0, r.room+16) // it fills up as the one before did
		}
	}
	r.young.places[hash] = uint32(len(r.young.entries))
	b := append(binary.AppendUvarint(r.young.entries, uint64(len(name))), name...)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(what)))
	r.young.entries = append(b, what...)
}

// find returns what a generation knows of a name. Another one may have its hash.
func (g *generation) find(hash uint64, name string) (what []byte, known bool) {
	at, known := g.places[hash]
	if !known {
		return nil, false
	}
	n, size := binary.Uvarint(g.entries[at:])
	b := g.entries[int(at)+size:]
	if string(b[:n]) != name {
		return nil, false
	}
	length := binary.LittleEndian.Uint32(b[n:])
	return b[n+4:][:length:length], true
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
