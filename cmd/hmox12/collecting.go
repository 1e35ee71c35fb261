package main

import (
	"os"
	"runtime"
	"runtime/debug"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
)

// Garbage is collected when the heap has doubled, as usual, which costs a night little
// time. It is collected earlier where the process would else hold more than this beside
// the book and half of it, and what the store remembers: SQLite and the program itself take
// another 45 MB.
const (
	beside  = 38 << 20
	atLeast = 75 << 20

	connections = 6 << 20 // what those take at least by which a night is paid and told
)

// memoryBound bounds the memory of a replay, unless the environment says otherwise (GOGC,
// GOMEMLIMIT).
type memoryBound struct{ limit int64 }

// loaded sets the bound when the book of so many members is in memory.
func (b *memoryBound) loaded(members int) {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	b.limit = max(int64(m.HeapAlloc/2*3)+store.Remembers(members)+beside, atLeast)
	debug.SetMemoryLimit(b.limit)
}

// decided lowers it when nothing of members is remembered any more: the connections by which
// it is paid and told have pages of the database instead.
func (b *memoryBound) decided() {
	if b.limit != 0 {
		debug.SetMemoryLimit(b.limit - connections)
	}
}
