package snip

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/hmox12/hmox12/x12/internal/packed"
)

// statement is one statement of a data file.
type statement struct {
	file   string
	line   int
	inside bool // indented: it belongs to the statement above it that is not
	words  []string
	title  string // behind the semicolon
}

func (s statement) failf(format string, args ...any) error {
	return fmt.Errorf("%s:%d: %s", s.file, s.line, fmt.Sprintf(format, args...))
}

// parseStatements reads the notation that all data files share: a statement a
// line, # before a comment, a semicolon before the title. An indented line that
// begins with = goes on with the statement above it.
func parseStatements(file, text string) ([]statement, error) {
	var all []statement
	for i, line := range strings.Split(text, "\n") {
		if c := strings.Index(" "+line, " #"); c >= 0 {
			line = line[:c]
		}
		code, title, _ := strings.Cut(line, ";")
		words := strings.Fields(code)
		if len(words) == 0 {
			continue
		}
		s := statement{file, i + 1, line[0] == ' ', words, strings.TrimSpace(title)}
		switch {
		case s.inside && len(all) == 0:
			return nil, s.failf("indented below nothing")
		case s.inside && words[0] == "=":
			last := &all[len(all)-1]
			last.words = append(last.words, words[1:]...)
			continue
		}
		all = append(all, s)
	}
	return all, nil
}

// reference names a place of a guide as people write it: 2400/SV101-2, REF*F8,
// DTP03*472, HI01..12-2, SV101-3..6, or 2310E for a whole loop.
type reference struct {
	loop        string // empty for the loop that is spoken of
	segment     string // empty for the loop itself
	first, last int    // elements; 0 for the segment itself
	from, to    int    // components; 0 for the whole element
	qualifier   string // of element 1, or its first component; codes between |
	qualifiers  []string
	qualified   packed.Set // qualifiers
}

var (
	loopPattern      = regexp.MustCompile(`^\d{4}[A-Z]{0,2}$`)
	referencePattern = regexp.MustCompile(`^(?:(\d{4}[A-Z]{0,2}|set)/)?([A-Z][A-Z0-9]{1,2}?)` +
		`(?:(\d\d)(?:\.\.(\d\d))?(?:-(\d)(?:\.\.(\d))?)?)?(?:\*([A-Z0-9|]+))?$`)
)

func parseReference(text string) (reference, error) {
	if loopPattern.MatchString(text) {
		return reference{loop: text}, nil
	}
	m := referencePattern.FindStringSubmatch(text)
	if m == nil {
		return reference{}, fmt.Errorf("%q is no place: write it like REF*F8, CLM05-3, DTP03*472, 2400/SV101-2 or 2310E", text)
	}
	number := func(s string, otherwise int) int {
		if n, err := strconv.Atoi(s); err == nil {
			return n
		}
		return otherwise
	}
	r := reference{loop: m[1], segment: m[2], qualifier: m[7]}
	r.first = number(m[3], 0)
	r.last = number(m[4], r.first)
	r.from = number(m[5], 0)
	r.to = number(m[6], r.from)
	if m[7] != "" {
		r.qualifiers = strings.Split(m[7], "|")
		for _, q := range r.qualifiers {
			if len(q) > packed.Most {
				return reference{}, fmt.Errorf("%q: the qualifier %s is longer than %d characters", text, q, packed.Most)
			}
		}
		r.qualified = packed.NewSet(r.qualifiers)
	}
	if r.last < r.first || r.to < r.from {
		return reference{}, fmt.Errorf("%q counts backward", text)
	}
	return r, nil
}

// String writes the place as people do, without the loop.
func (r reference) String() string {
	if r.segment == "" {
		return "loop " + r.loop
	}
	text := r.segment
	if r.first > 0 {
		text += fmt.Sprintf("%02d", r.first)
	}
	if r.from > 0 {
		text += fmt.Sprintf("-%d", r.from)
	}
	if r.qualifier != "" {
		text += "*" + strings.ReplaceAll(r.qualifier, "|", " or ")
	}
	return text
}
