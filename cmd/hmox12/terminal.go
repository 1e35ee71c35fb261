package main

import (
	"os"
	"strconv"

	"github.com/mattn/go-isatty"
	"golang.org/x/term"
)

// usualWidth is how wide a terminal is taken to be when it doesn't say.
const usualWidth = 80

// terminalOf returns the file that w writes to when it is a terminal, else nil.
func terminalOf(w any) *os.File {
	if f, ok := w.(*os.File); ok && isatty.IsTerminal(f.Fd()) {
		return f
	}
	return nil
}

// width returns how many characters a line on standard output has: as the
// terminal says, as COLUMNS says, or 80.
func (p *program) width() int {
	if p.screen != nil {
		if width, _, err := term.GetSize(int(p.screen.Fd())); err == nil && width > 0 {
			return width
		}
	}
	if width, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && width > 0 {
		return width
	}
	return usualWidth
}

// colored reports whether standard output is colored: always, never, or auto,
// which is on a terminal, unless NO_COLOR says otherwise (no-color.org) or the
// terminal can't.
func (p *program) colored(when string) bool {
	if when != "auto" {
		return when == "always"
	}
	return p.screen != nil && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}
