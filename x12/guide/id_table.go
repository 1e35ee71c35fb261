package guide

// idTable numbers the segment identifiers of a guide from 0. Each segment that is
// walked is looked up once, for which a map is too slow.
type idTable struct {
	slots [1 << idBits]idSlot // by hash of the key, or behind it where that was taken
	count int
}

type idSlot struct {
	key    uint32 // 0 when free
	number int16
	tells  teller
}

// idBits leaves room for four times the identifiers that X12 has for a set.
const idBits = 9

// slot returns the slot that holds the key, or is free for it.
func (t *idTable) slot(key uint32) *idSlot {
	i := key * 0x9E3779B1 >> (32 - idBits)
	for t.slots[i].key != key && t.slots[i].key != 0 {
		i = (i + 1) % (1 << idBits)
	}
	return &t.slots[i]
}

// add numbers an identifier of two or three characters that is not numbered yet.
func (t *idTable) add(id []byte) {
	key, ok := idKey(id)
	if s := t.slot(key); ok && s.key == 0 {
		*s = idSlot{key: key, number: int16(t.count)}
		t.count++
	}
}

// number returns the number of a segment identifier, -1 when it has none.
func (t *idTable) number(id []byte) int {
	if s := t.of(id); s != nil {
		return int(s.number)
	}
	return -1
}

// of returns the slot of a segment identifier, nil when it has none.
func (t *idTable) of(id []byte) *idSlot {
	key, ok := idKey(id)
	if !ok {
		return nil
	}
	if s := &t.slots[key*0x9E3779B1>>(32-idBits)]; s.key == key {
		return s
	}
	if s := t.slot(key); s.key != 0 {
		return s
	}
	return nil
}

// idKey packs a segment identifier of two or three characters. It is never 0.
func idKey(id []byte) (uint32, bool) {
	if len(id)-2 > 1 || len(id) < 2 {
		return 0, false
	}
	return uint32(len(id))<<24 | uint32(id[0]) | uint32(id[1])<<8 | uint32(id[len(id)-1])<<16, true
}
