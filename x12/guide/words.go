package guide

import (
	"fmt"
	"strings"
	"sync"
)

// Word returns what a code means where this element stands, in a few words of
// our own; empty when nothing is known. It is for people who read a file, never
// for a decision.
func (e *ElementUse) Word(code []byte) string {
	if e.Format != nil {
		if word := Word(e.Format.Name, code); word != "" {
			return word
		}
	}
	return Word(e.Number, code)
}

// Word returns what a code means of a data element, by its number, or of a
// format or code set, by its name in data/words.txt, such as place-of-service;
// empty when nothing is known.
func Word(set string, code []byte) string { return words()[set][string(code)] }

var words = sync.OnceValue(func() map[string]map[string]string {
	text, err := dataFiles.ReadFile("data/words.txt")
	if err != nil {
		panic(err)
	}
	table, err := parseWords(string(text))
	if err != nil {
		panic(err) // the file is part of the program and tested with it
	}
	return table
})

// parseWords reads a table of words: a set's name, and indented below it one
// code and its words a line. A # at the beginning of a line starts a comment.
func parseWords(text string) (map[string]map[string]string, error) {
	table := map[string]map[string]string{}
	var set map[string]string
	for i, line := range strings.Split(text, "\n") {
		fail := func(reason string) error { return fmt.Errorf("words.txt:%d: %s", i+1, reason) }
		entry := strings.TrimSpace(line)
		switch {
		case entry == "" || strings.HasPrefix(line, "#"):
		case entry == line:
			if table[entry] != nil {
				return nil, fail(entry + " is there twice")
			}
			set = map[string]string{}
			table[entry] = set
		default:
			code, word, _ := strings.Cut(entry, " ")
			switch {
			case set == nil:
				return nil, fail("a code stands below the number of its data element")
			case word == "":
				return nil, fail("code " + code + " has no words")
			case set[code] != "":
				return nil, fail("code " + code + " is there twice")
			}
			set[code] = word
		}
	}
	return table, nil
}
