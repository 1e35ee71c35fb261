package snip

import (
	"embed"
	"fmt"
	"strings"
	"sync"

	"github.com/hmox12/hmox12/x12/internal/packed"
)

//go:embed data/*.txt data/*.rules
var dataFiles embed.FS

// list is a set of values: single ones and ranges of values that are as long as
// the range's ends, in the order of their bytes.
type list struct {
	values packed.Set
	ranges []valueRange
	empty  bool   // no value at all is in the list, too
	text   string // for messages
}

// valueRange is of digits only where its ends are: 0042T is not in 00100..01999.
type valueRange struct {
	low, high uint64 // packed, in the order of bytes
	digits    bool
}

// contains does not allocate.
func (l *list) contains(value []byte) bool {
	if len(value) == 0 {
		return l.empty
	}
	p := packed.Value(value)
	return l.values.Contains(p) || l.inRange(p, value)
}

// inRange reports whether a value is in one of the ranges; p is the value packed.
func (l *list) inRange(p uint64, value []byte) bool {
	p = packed.Ordered(p)
	for i := range l.ranges {
		r := &l.ranges[i]
		if p >= r.low && p <= r.high && packed.SameLength(p, r.low) && (!r.digits || allDigits(value)) {
			return true
		}
	}
	return false
}

func allDigits(value []byte) bool {
	for _, c := range value {
		if !isDigit(c) {
			return false
		}
	}
	return true
}

// newList reads values such as 11, 00100..01999 and -, which stands for nothing.
func newList(words []string) (*list, error) {
	l := &list{}
	var shown, values []string
	for _, word := range words {
		low, high, isRange := strings.Cut(word, "..")
		if len(low) > packed.Most {
			return nil, fmt.Errorf("%q is longer than %d characters", low, packed.Most)
		}
		switch {
		case word == "-":
			l.empty = true
			shown = append(shown, "empty")
			continue
		case !isRange:
			values = append(values, word)
		case len(low) != len(high) || low > high:
			return nil, fmt.Errorf("%q is no range: its ends are as long as each other, the lower one first", word)
		default:
			l.ranges = append(l.ranges, valueRange{ordered(low), ordered(high), allDigits([]byte(low + high))})
			word = low + " to " + high
		}
		shown = append(shown, word)
	}
	if len(shown) == 0 {
		return nil, fmt.Errorf("an empty list")
	}
	l.values = packed.NewSet(values)
	l.text = strings.Join(shown, " or ")
	return l, nil
}

func ordered(value string) uint64 { return packed.Ordered(packed.Value([]byte(value))) }

// lists are those of data/lists.txt by name. The file is part of the program and
// tested with it, so that a fault in it is a panic.
var lists = sync.OnceValue(func() map[string]*list {
	all, err := parseLists("data/lists.txt", dataText("data/lists.txt"))
	if err != nil {
		panic(err)
	}
	return all
})

func dataText(name string) string {
	text, err := dataFiles.ReadFile(name)
	if err != nil {
		panic(err)
	}
	return string(text)
}

func parseLists(file, text string) (map[string]*list, error) {
	statements, err := parseStatements(file, text)
	if err != nil {
		return nil, err
	}
	all := map[string]*list{}
	for _, s := range statements {
		if len(s.words) < 4 || s.words[0] != "list" || s.words[2] != "=" {
			return nil, s.failf("write a list like: list NAME = value value")
		}
		name := s.words[1]
		if all[name] != nil {
			return nil, s.failf("a second list %s", name)
		}
		if all[name], err = newList(s.words[3:]); err != nil {
			return nil, s.failf("%v", err)
		}
	}
	return all, nil
}

// parseValues reads what stands behind an equals sign: codes between |, or @ and
// the name of a list.
func parseValues(text string) (*list, error) {
	if name, ok := strings.CutPrefix(text, "@"); ok {
		if l := lists()[name]; l != nil {
			return l, nil
		}
		return nil, fmt.Errorf("no list %s", name)
	}
	return newList(strings.Split(text, "|"))
}
