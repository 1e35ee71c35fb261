package main

import (
	"os"
	"runtime/debug"
)

// collected is by how many percent the heap grows before garbage is collected while a
// night is played. What a night holds is mostly texts of the book, in which there is
// nothing to mark: to collect more often than usual costs a few percent of its time,
// and takes a quarter less memory.
const collected = 40

// collectOften sets that, unless the environment says otherwise (GOGC).
func collectOften() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(collected)
	}
}
