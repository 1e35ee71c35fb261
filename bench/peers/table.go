package main

import (
	"fmt"
	"io"
)

// table prints, in Markdown, how fast each was, and against the slowest that
// checks a file against the guide.
func table(w io.Writer, all []candidate, speeds []float64) {
	peer := 0.0
	for i, c := range all {
		if c.peer {
			peer = speeds[i]
		}
	}
	fmt.Fprintln(w, "| what | does | cores | MB/s | times moov-io/x12 |")
	fmt.Fprintln(w, "|---|---|---|---|---|")
	for i, c := range all {
		fmt.Fprintf(w, "| %s | %s | %d | %s | %s |\n", c.name, c.does, c.cores, short(speeds[i]), short(speeds[i]/peer))
	}
}

// short writes a number with as many digits as mean something.
func short(n float64) string {
	switch {
	case n < 10:
		return fmt.Sprintf("%.1f", n)
	case n < 1000:
		return fmt.Sprintf("%.0f", n)
	}
	return fmt.Sprintf("%.0f", n/10) + "0"
}
