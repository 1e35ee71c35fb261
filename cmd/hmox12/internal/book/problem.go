package book

import (
	"fmt"
	"slices"
	"strings"
)

// maxProblems is how many problems are kept; the rest is counted.
const maxProblems = 50

// Problem is one thing that is wrong with a book, and where.
type Problem struct {
	File    string // path in the folder that was loaded
	Line    int    // from 1; 0 when the whole file is meant
	Column  int    // byte in the line, from 1; 0 when the whole line is meant
	Field   string // column of a table or key of a document; may be empty
	What    string // what is wrong
	Mend    string // what to do about it
	Excerpt string // the line of a YAML file, with a mark under the column
}

// String returns "plans/p1.yaml:12:9: copay: what is wrong; what to do", and
// the excerpt on lines of its own.
func (p Problem) String() string {
	var b strings.Builder
	b.WriteString(p.File)
	if p.Line > 0 {
		fmt.Fprintf(&b, ":%d", p.Line)
		if p.Column > 0 {
			fmt.Fprintf(&b, ":%d", p.Column)
		}
	}
	b.WriteString(": ")
	if p.Field != "" {
		b.WriteString(p.Field + ": ")
	}
	b.WriteString(p.What)
	if p.Mend != "" {
		b.WriteString("; " + p.Mend)
	}
	if p.Excerpt != "" {
		b.WriteString("\n" + p.Excerpt)
	}
	return b.String()
}

// Problems is the error of a book that can't be used: its first problems, in
// the order of files and lines, and how many there are.
type Problems struct {
	List  []Problem
	Total int
}

// Error returns one problem a line and how many more there are.
func (p *Problems) Error() string {
	var b strings.Builder
	if p.Total == 1 {
		b.WriteString("the book has 1 problem:")
	} else {
		fmt.Fprintf(&b, "the book has %d problems:", p.Total)
	}
	for _, problem := range p.List {
		b.WriteString("\n" + problem.String())
	}
	if more := p.Total - len(p.List); more > 0 {
		fmt.Fprintf(&b, "\nand %d more", more)
	}
	return b.String()
}

// add adds what else is wrong, behind what is known.
func (p *Problems) add(more *Problems) {
	p.Total += more.Total
	p.List = append(p.List, more.List[:min(len(more.List), maxProblems-len(p.List))]...)
}

// source is a file of the book as problems name it.
type source struct {
	name     string
	lines    []string // of a YAML file, for excerpts
	problems *Problems
}

func (s *source) report(line, column int, field, what, mend string) {
	p := s.problems
	p.Total++
	if len(p.List) >= maxProblems {
		return
	}
	p.List = append(p.List, Problem{
		File: s.name, Line: line, Column: column, Field: field, What: what, Mend: mend,
		Excerpt: s.excerpt(line, column),
	})
}

// excerpt returns a line of a YAML file with a mark under the column.
func (s *source) excerpt(line, column int) string {
	const width = 100
	if line < 1 || line > len(s.lines) {
		return ""
	}
	text := strings.ToValidUTF8(s.lines[line-1], "?")
	if len(text) > width || column < 1 || column > len(text)+1 {
		return fmt.Sprintf("%6d | %.*s", line, width, text)
	}
	return fmt.Sprintf("%6d | %s\n%6s | %s^", line, text, "", strings.Repeat(" ", column-1))
}

// err returns the problems as an error, nil when there are none.
func (p *Problems) err() error {
	if p.Total == 0 {
		return nil
	}
	slices.SortStableFunc(p.List, func(a, b Problem) int {
		if a.File != b.File {
			return strings.Compare(a.File, b.File)
		}
		return a.Line - b.Line
	})
	return p
}
