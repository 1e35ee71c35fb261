package guide

import (
	"fmt"
	"strings"
)

// statement is one statement of a data file, with those indented below it.
type statement struct {
	file   string
	line   int // where it begins, from 1
	indent int
	words  []string
	title  string // behind the semicolon
	body   []*statement
}

// failf returns an error that names the statement's file and line.
func (s *statement) failf(format string, args ...any) error {
	return failAt(s.file, s.line, format, args...)
}

func failAt(file string, line int, format string, args ...any) error {
	return &SyntaxError{File: file, Line: line, Reason: fmt.Sprintf(format, args...)}
}

// SyntaxError is what is wrong with a guide, a companion guide or a file of the
// dictionary: the first fault in it.
type SyntaxError struct {
	File   string
	Line   int // from 1
	Reason string
}

// Error returns "file:line: reason".
func (e *SyntaxError) Error() string { return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Reason) }

// parseStatements reads the notation that all data files share: a statement a
// line, nested by indentation, # before a comment and a semicolon before the
// title. An indented line that begins with a digit or one of = | ; belongs to the
// statement above it.
func parseStatements(file, text string) ([]*statement, error) {
	root := &statement{indent: -1}
	open := []*statement{root} // the statements that the next line may be below
	for i, line := range strings.Split(text, "\n") {
		number := i + 1
		if strings.ContainsAny(line, "\t\x00") {
			return nil, failAt(file, number, "a tab or NUL: indent with blanks")
		}
		code, title, titled := strings.Cut(withoutComment(line), ";")
		body := strings.Trim(code, " \r")
		if body == "" && !titled {
			continue
		}
		indent := len(line) - len(strings.TrimLeft(line, " "))
		s := open[len(open)-1]
		if goesOn := body == "" || strings.IndexByte("0123456789=|", body[0]) >= 0; indent > 0 && goesOn {
			if s == root || indent <= s.indent {
				return nil, failAt(file, number, "goes on with a statement that is not above it")
			}
		} else {
			for indent <= open[len(open)-1].indent {
				open = open[:len(open)-1]
			}
			parent := open[len(open)-1]
			if n := len(parent.body); n > 0 && parent.body[n-1].indent != indent {
				return nil, failAt(file, number, "indented unlike line %d, beside which it stands", parent.body[n-1].line)
			}
			s = &statement{file: file, line: number, indent: indent}
			parent.body = append(parent.body, s)
			open = append(open, s)
		}
		words, err := splitWords(body)
		if err != nil {
			return nil, failAt(file, number, "%v", err)
		}
		s.words = append(s.words, words...)
		if titled {
			if s.title != "" {
				return nil, failAt(file, number, "a second title")
			}
			s.title = strings.Trim(title, " \r")
		}
	}
	if len(root.body) > 0 && root.body[0].indent != 0 {
		return nil, root.body[0].failf("the first statement is indented")
	}
	for _, s := range root.body {
		if len(s.words) == 0 {
			return nil, s.failf("a title without a statement")
		}
	}
	return root.body, nil
}

// withoutComment cuts a comment: a # at the beginning or behind a blank.
func withoutComment(line string) string {
	for i := range len(line) {
		if line[i] == '#' && (i == 0 || line[i-1] == ' ') {
			return line[:i]
		}
	}
	return line
}

// splitWords splits at blanks that are neither in parentheses nor in quotes.
func splitWords(text string) ([]string, error) {
	var words []string
	start, depth, quoted := -1, 0, false
	for i := range len(text) {
		switch c := text[i]; {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '(':
			if depth++; depth > 2 {
				return nil, fmt.Errorf("parentheses nest deeper than components of components")
			}
		case c == ')':
			if depth--; depth < 0 {
				return nil, fmt.Errorf("a parenthesis is closed that was not opened")
			}
		}
		switch blank := text[i] == ' ' && depth == 0 && !quoted; {
		case blank && start >= 0:
			words, start = append(words, text[start:i]), -1
		case !blank && start < 0:
			start = i
		}
	}
	switch {
	case quoted:
		return nil, fmt.Errorf("a quotation is not closed on its line")
	case depth > 0:
		return nil, fmt.Errorf("a parenthesis is not closed on its line")
	case start >= 0:
		words = append(words, text[start:])
	}
	return words, nil
}
