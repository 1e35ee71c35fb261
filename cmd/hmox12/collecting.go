package main

import (
	"os"
	"runtime"
	"runtime/debug"
)

// Garbage is collected when the heap has doubled, as usual, which costs a night little
// time. It is collected earlier where the process would else hold more than this beside
// the book and half of it: SQLite and the program itself take another 50 MB.
const (
	beside  = 48 << 20
	atLeast = 76 << 20
)

// boundMemory sets that when the book is in memory, unless the environment says
// otherwise (GOGC, GOMEMLIMIT).
func boundMemory() {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	debug.SetMemoryLimit(max(int64(m.HeapAlloc/2*3)+beside, atLeast))
}
