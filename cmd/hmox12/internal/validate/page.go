package validate

import (
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/hmox12/hmox12/x12"
)

// page writes lines that a terminal of a width holds.
type page struct {
	out   io.Writer
	width int
	style
}

// narrow is the width below which indents are halved.
const narrow = 60

// leastText is how many characters a line has for text, however narrow the
// terminal is.
const leastText = 16

// line writes a text at a depth, wrapped between words; what goes on stands a step
// deeper. Each line is painted for itself.
func (p *page) line(depth int, colour, text string) { p.verdict(depth, "", colour, text) }

// verdict writes a text behind a severity or verdict, which has a colour of its
// own.
func (p *page) verdict(depth int, word, colour, text string) {
	step := 2
	if p.width < narrow {
		step = 1
	}
	if word != "" {
		text = word + "  " + text
	}
	for i, part := range wrap(text, max(leastText, p.width-depth*step), step) {
		inner := strings.TrimLeft(part, " ")
		painted := p.paint(colour, inner)
		if i == 0 && word != "" {
			painted = p.paint(colourOf(word), word) + p.paint(colour, inner[len(word):])
		}
		_, _ = io.WriteString(p.out, strings.Repeat(" ", depth*step+len(part)-len(inner))+painted+"\n")
	}
}

// wrap breaks a text into lines of at most width characters; the second and later
// ones begin with indent blanks. A word that is longer has a line of its own.
func wrap(text string, width, indent int) []string {
	var lines []string
	line, room := "", width
	for _, word := range strings.SplitAfter(text, " ") {
		n := utf8.RuneCountInString(strings.TrimRight(word, " "))
		if used := utf8.RuneCountInString(line); used > 0 && used+n > room {
			lines = append(lines, strings.TrimRight(line, " "))
			line = strings.Repeat(" ", indent)
		}
		line += word
	}
	return append(lines, strings.TrimRight(line, " "))
}

// maxShown is how long a control number, an id or a version of an envelope is: what
// is longer may be data that lost its place.
const maxShown = 15

// shown returns what an envelope says when it has the form of an id, its shape
// when it has not, and a hyphen for nothing.
func shown(text string) string {
	id := len(text) <= maxShown && !strings.ContainsFunc(text, func(r rune) bool {
		return (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z') && !strings.ContainsRune(" -_.", r)
	})
	switch {
	case text == "":
		return "-"
	case id:
		return text
	}
	return x12.Shape([]byte(text))
}

// legible returns text as it may stand on a terminal.
func legible(text string) string {
	return strings.Map(func(r rune) rune {
		if r == utf8.RuneError || !unicode.IsPrint(r) {
			return '?'
		}
		return r
	}, text)
}
