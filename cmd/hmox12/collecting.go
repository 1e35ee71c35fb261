package main

import (
	"os"
	"runtime/debug"
)

// collected is by how many percent the heap grows before garbage is collected while a
// night is played. What a night holds is mostly texts of the book, in which there is
// nothing to mark: to collect twice as often as usual costs some two percent of its
// time, and takes a quarter of its memory.
const collected = 50

// collectOften sets that, unless the environment says otherwise (GOGC).
func collectOften() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(collected)
	}
}
