package store

import (
	"encoding/binary"
	"hash/maphash"
)

// recall remembers what is known of names, packed in few large pieces of memory: tens of
// thousands of small records would take three times the room, and the garbage collector
// would look at each of them again and again.
//
// It is a log. What is put, or asked for when it is old, stands at its end; a hash table
// without pointers says where the last entry of a name begins. When the room is full, the
// entries that are still meant move together, and what was not asked for longest is
// forgotten, so that a quarter of the room is free.
type recall struct {
	places []place  // as many as a power of two, a quarter of them free at least
	taken  int      // of the places
	known  int      // names
	chunks [][]byte // of entries one behind the other, filled to their length
	last   int      // the chunk that is filled
	most   int      // chunks
	size   int      // of a chunk
	live   int      // bytes of entries that are meant
	seed   maphash.Seed
}

// place is where an entry begins, counted from 1 through all chunks; 0 is a free place.
// Entries of one hash stand behind each other, with others in between.
type place struct{ hash, at uint32 }

// nowhere is where the entry of a name begins that was forgotten.
const nowhere = 1<<32 - 1

// mostOfChunk is how large a chunk is where there is room for many.
const mostOfChunk = 256 << 10

// fewestChunks are those of a small room.
const fewestChunks = 8

func newRecall(room int) recall {
	room = int(min(int64(room), nowhere-1)) // no place is further
	size := min(room/fewestChunks, mostOfChunk)
	return recall{size: size, most: room / max(size, 1), seed: maphash.MakeSeed()}
}

// An entry is the length of the name, the name, the length of what is known in 4 bytes, and
// that.

// entry is an entry that was found.
type entry struct {
	what  []byte
	place *place
	bytes int
}

// entryAt reads the entry at the beginning of some bytes.
func entryAt(b []byte) (name, what []byte, bytes int) {
	n, size := binary.Uvarint(b)
	name, b = b[size:size+int(n)], b[size+int(n):]
	length := int(binary.LittleEndian.Uint32(b))
	return name, b[4 : 4+length : 4+length], size + int(n) + 4 + length
}

// appendEntry appends an entry.
func appendEntry(b []byte, name string, what []byte) []byte {
	b = append(binary.AppendUvarint(b, uint64(len(name))), name...)
	return append(binary.LittleEndian.AppendUint32(b, uint32(len(what))), what...)
}

// mostOfEntry is how many bytes an entry takes at most.
func mostOfEntry(name string, what []byte) int {
	return binary.MaxVarintLen64 + len(name) + 4 + len(what)
}

// get returns what is known of a name, nil when nothing is. It is good until put.
func (r *recall) get(name string) []byte {
	hash := uint32(maphash.String(r.seed, name))
	e := r.find(hash, name)
	if e.place == nil || !r.isOld(e.place) {
		return e.what
	}
	r.add(hash, name, append([]byte(nil), e.what...), e)
	return r.find(hash, name).what
}

// put remembers what is known of a name. What takes more than a part of a chunk is
// forgotten instead.
func (r *recall) put(name string, what []byte) {
	hash := uint32(maphash.String(r.seed, name))
	before := r.find(hash, name)
	switch {
	case mostOfEntry(name, what) > r.size/2:
		r.forget(before)
	case before.place != nil && len(before.what) == len(what) && !r.isOld(before.place):
		copy(before.what, what)
	default:
		r.add(hash, name, what, before)
	}
}

// isOld reports whether half of the room was filled since an entry was added.
func (r *recall) isOld(p *place) bool { return r.chunkOf(p)+r.most/2 < r.last }

func (r *recall) chunkOf(p *place) int { return int(p.at-1) / r.size }

// add adds the entry of a name, which takes the place of the one before.
func (r *recall) add(hash uint32, name string, what []byte, before entry) {
	if r.makeRoom(mostOfEntry(name, what)) {
		before = r.find(hash, name)
	}
	p := before.place
	if p == nil {
		p = r.take(hash)
		r.known++
	}
	chunk := r.chunks[r.last]
	p.at = uint32(r.last*r.size + len(chunk) + 1)
	r.chunks[r.last] = appendEntry(chunk, name, what)
	r.live += len(r.chunks[r.last]) - len(chunk) - before.bytes
}

// makeRoom has the chunk that is filled have room for so many bytes, and reports whether
// entries were moved or forgotten for it.
func (r *recall) makeRoom(n int) (moved bool) {
	for !r.hasRoom(n) {
		moved = true
		// With entries as large as half of a chunk, moving together may free nothing.
		r.moveTogether(max(r.live-r.most*r.size/4*3, 0))
		if !r.hasRoom(n) {
			r.moveTogether(r.live/4 + 1)
		}
	}
	return moved
}

// hasRoom reports whether there is room for so many bytes, in the next chunk if need be.
func (r *recall) hasRoom(n int) bool {
	switch {
	case len(r.chunks) > 0 && len(r.chunks[r.last])+n <= r.size:
		return true
	case len(r.chunks) > 0 && r.last+1 < len(r.chunks):
		r.last++
		return true
	case len(r.chunks) == r.most:
		return false
	}
	r.chunks = append(r.chunks, make([]byte, 0, r.size))
	r.last = len(r.chunks) - 1
	return true
}

// moveTogether moves the entries that are meant to the beginning, and forgets the oldest of
// them, of so many bytes at least. No entry is moved backward: where it doesn't fit behind
// the one before, it didn't stand in the same chunk.
func (r *recall) moveTogether(forget int) {
	to, end := 0, 0 // the chunk that is filled anew, and up to where
	for from := range r.last + 1 {
		rest := r.chunks[from]
		for at := from*r.size + 1; len(rest) > 0; {
			name, what, bytes := entryAt(rest)
			if p := r.placeOf(uint32(maphash.Bytes(r.seed, name)), uint32(at)); p != nil {
				if forget > 0 {
					forget -= bytes
					r.forget(entry{what, p, bytes})
				} else {
					if end+bytes > r.size {
						r.chunks[to] = r.chunks[to][:end]
						to, end = to+1, 0
					}
					copy(r.chunks[to][end:r.size], rest[:bytes])
					p.at = uint32(to*r.size + end + 1)
					end += bytes
				}
			}
			rest, at = rest[bytes:], at+bytes
		}
	}
	r.chunks[to] = r.chunks[to][:end]
	for i := to + 1; i < len(r.chunks); i++ {
		r.chunks[i] = r.chunks[i][:0]
	}
	r.last = to
}

// find returns the entry of a name; without a place when there is none.
func (r *recall) find(hash uint32, name string) entry {
	for i := int(hash); len(r.places) > 0; i++ {
		p := &r.places[i&(len(r.places)-1)]
		if p.at == 0 {
			break
		}
		if p.hash != hash || p.at == nowhere {
			continue
		}
		chunk := r.chunkOf(p)
		known, what, bytes := entryAt(r.chunks[chunk][int(p.at-1)-chunk*r.size:])
		if string(known) == name {
			return entry{what, p, bytes}
		}
	}
	return entry{}
}

// placeOf returns the place which says that the entry of a hash is there, nil when none does:
// it was forgotten, or is another one now.
func (r *recall) placeOf(hash, at uint32) *place {
	for i := int(hash); ; i++ {
		p := &r.places[i&(len(r.places)-1)]
		switch {
		case p.at == 0:
			return nil
		case p.at == at:
			return p
		}
	}
}

// take returns a place for an entry of a hash.
func (r *recall) take(hash uint32) *place {
	if 4*(r.taken+1) > 3*len(r.places) {
		before := r.places
		room := max(len(before), 64)
		for room < 2*(r.known+1) {
			room *= 2
		}
		r.places, r.taken = make([]place, room), 0
		for _, p := range before {
			if p.at != 0 && p.at != nowhere {
				*r.take(p.hash) = p
			}
		}
	}
	r.taken++
	for i := int(hash); ; i++ {
		p := &r.places[i&(len(r.places)-1)]
		if p.at == 0 {
			p.hash = hash
			return p
		}
	}
}

// forget forgets an entry, if it is one.
func (r *recall) forget(e entry) {
	if e.place != nil {
		e.place.at = nowhere
		r.known--
		r.live -= e.bytes
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
