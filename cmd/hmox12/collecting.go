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
)

// memoryBound bounds the memory of a replay, unless the environment says otherwise (GOGC,
// GOMEMLIMIT).
type memoryBound struct{ limit, remembers int64 }

// loaded sets the bound when the book of so many members is in memory.
func (b *memoryBound) loaded(members int) {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	b.remembers = store.Remembers(members)
	b.limit = max(int64(m.HeapAlloc/2*3)+b.remembers+beside, atLeast)
	debug.SetMemoryLimit(b.limit)
}

// decided lowers it when nothing of members is remembered any more: paying and telling have
// more connections to the database, with pages of their own.
func (b *memoryBound) decided() {
	if b.limit != 0 {
		debug.SetMemoryLimit(b.limit - b.remembers)
	}
}
