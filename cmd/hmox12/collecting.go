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
// another 40 MB.
const (
	beside  = 44 << 20
	atLeast = 81 << 20
)

// boundMemory bounds the memory of a replay when the book of so many members is in memory,
// unless the environment says otherwise (GOGC, GOMEMLIMIT).
func boundMemory(members int) {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	debug.SetMemoryLimit(max(int64(m.HeapAlloc/2*3)+store.Remembers(members)+beside, atLeast))
}
