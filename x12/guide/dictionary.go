package guide

import (
	"embed"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

//go:embed data/*.guide data/*.txt
var dataFiles embed.FS

// dictionary is the part of X12 version 005010 that guides are written in: the
// segments, composites and data elements, and the formats that guides name.
type dictionary struct {
	elements    map[string]dataElement
	segments    map[string]layout // composites as well
	identifiers map[string]struct{}
	formats     map[string]*Format
	lists       map[string]*Codes
}

// dataElement is a simple data element as X12 defines it.
type dataElement struct {
	name     string
	kind     Kind
	min, max int
	codes    *Codes // what X12 knows; nil when it is not coded, or by others
}

// layout is a segment or composite as X12 defines it.
type layout struct {
	name  string
	parts []layoutPart
	notes []SyntaxNote
}

type layoutPart struct {
	number    string
	mandatory bool
	repeat    int
}

// standard is the dictionary of the data files that this package carries.
var standard = sync.OnceValue(func() *dictionary {
	d, err := loadDictionary(func(name string) string {
		text, err := dataFiles.ReadFile("data/" + name)
		if err != nil {
			panic(err)
		}
		return string(text)
	})
	if err != nil {
		panic(err) // the files are part of the program and tested with it
	}
	return d
})

// KnownSegment reports whether X12 has a segment of that identifier, in any
// transaction set.
func KnownSegment(id []byte) bool {
	_, ok := standard().identifiers[string(id)]
	return ok
}

// Knows reports whether X12 itself has the code for this data element, whatever
// the guide uses here; true when X12 lists none. It tells a code that the guide
// doesn't use (IK403 I6) from one that nobody knows (IK403 7), and is meant for a
// value that Codes does not contain.
func (e *ElementUse) Knows(code []byte) bool {
	return e.known == nil || e.known.Contains(code)
}

var kinds = map[string]Kind{
	"AN": Text, "ID": Identifier, "N0": Whole, "N2": Cents, "R": Real, "DT": Date, "TM": Time, "B": Binary,
}

func loadDictionary(read func(name string) string) (*dictionary, error) {
	d := &dictionary{
		elements:    map[string]dataElement{},
		segments:    map[string]layout{},
		identifiers: map[string]struct{}{},
		formats:     map[string]*Format{},
		lists:       map[string]*Codes{},
	}
	for _, file := range []struct {
		name string
		add  func(*statement) error
	}{
		{"elements.txt", d.addElement},
		{"segments.txt", d.addLayout},
		{"identifiers.txt", d.addIdentifiers},
		{"lists.txt", d.addList},
	} {
		statements, err := parseStatements(file.name, read(file.name))
		if err != nil {
			return nil, err
		}
		for _, s := range statements {
			if len(s.body) > 0 {
				return nil, s.body[0].failf("nothing can be indented below %s", s.words[0])
			}
			if err := file.add(s); err != nil {
				return nil, s.failf("%v", err)
			}
		}
	}
	return d, d.check()
}

// addElement reads: number type least greatest [= code …] ; name
func (d *dictionary) addElement(s *statement) error {
	if len(s.words) < 4 {
		return fmt.Errorf("write a data element as: number type least greatest ; name")
	}
	number := s.words[0]
	kind, ok := kinds[s.words[1]]
	least, err1 := strconv.Atoi(s.words[2])
	greatest, err2 := strconv.Atoi(s.words[3])
	_, twice := d.elements[number]
	switch {
	case twice:
		return fmt.Errorf("data element %s is there twice", number)
	case !ok:
		return fmt.Errorf("data type %s is unknown", s.words[1])
	case err1 != nil || err2 != nil || least < 1 || greatest < least:
		return fmt.Errorf("lengths %s to %s", s.words[2], s.words[3])
	case s.title == "":
		return fmt.Errorf("data element %s has no name", number)
	}
	e := dataElement{name: s.title, kind: kind, min: least, max: greatest}
	codes, err := codesBehindEquals(s.words[4:])
	if err != nil {
		return err
	}
	if len(codes) > 0 {
		e.codes = newCodes(codes)
	}
	d.elements[number] = e
	return nil
}

// codesBehindEquals reads "= A B = C" as A, B and C.
func codesBehindEquals(words []string) ([]string, error) {
	var codes []string
	seen := map[string]bool{}
	for i, word := range words {
		switch {
		case word == "=":
			continue
		case i == 0:
			return nil, fmt.Errorf("codes stand behind an equals sign, not %s", word)
		case seen[word]:
			return nil, fmt.Errorf("code %s is there twice", word)
		}
		seen[word] = true
		codes = append(codes, strings.Trim(word, `"`))
	}
	return codes, nil
}

var partPattern = regexp.MustCompile(`^(C?\d+)(!)?(?:\*(\d+))?$`)

// addLayout reads: identifier part … [| note …] ; name
func (d *dictionary) addLayout(s *statement) error {
	id := s.words[0]
	if _, twice := d.segments[id]; twice {
		return fmt.Errorf("%s is there twice", id)
	}
	l := layout{name: s.title}
	behindBar := false
	for _, word := range s.words[1:] {
		if word == "|" {
			behindBar = true
			continue
		}
		if behindBar {
			note, err := parseSyntaxNote(word, len(l.parts))
			if err != nil {
				return err
			}
			l.notes = append(l.notes, note)
			continue
		}
		m := partPattern.FindStringSubmatch(word)
		if m == nil {
			return fmt.Errorf("%q is no data element: write it like 98, 98! or 1365*99", word)
		}
		part := layoutPart{number: m[1], mandatory: m[2] != "", repeat: 1}
		if m[3] != "" {
			part.repeat, _ = strconv.Atoi(m[3])
		}
		l.parts = append(l.parts, part)
	}
	if len(l.parts) == 0 || l.name == "" {
		return fmt.Errorf("%s has no elements or no name", id)
	}
	d.segments[id] = l
	return nil
}

// parseSyntaxNote reads P0304 and its like, of a segment of n elements.
func parseSyntaxNote(word string, n int) (SyntaxNote, error) {
	note := SyntaxNote{Kind: word[0]}
	if strings.IndexByte("PRECL", note.Kind) < 0 || len(word) < 5 || len(word)%2 == 0 {
		return note, fmt.Errorf("%q is no syntax note: write it like P0304", word)
	}
	for i := 1; i < len(word); i += 2 {
		e, err := strconv.Atoi(word[i : i+2])
		if err != nil || e < 1 || e > n {
			return note, fmt.Errorf("syntax note %s: there is no element %s", word, word[i:i+2])
		}
		note.Elements = append(note.Elements, e)
	}
	return note, nil
}

func (d *dictionary) addIdentifiers(s *statement) error {
	for _, id := range s.words {
		d.identifiers[id] = struct{}{}
	}
	return nil
}

// addList reads: list NAME = code …, or: format NAME shape …
func (d *dictionary) addList(s *statement) error {
	if len(s.words) < 3 {
		return fmt.Errorf("write: list NAME = code …, or: format NAME shape …")
	}
	name := s.words[1]
	if d.formats[name] != nil || d.lists[name] != nil {
		return fmt.Errorf("%s is there twice", name)
	}
	switch s.words[0] {
	case "format":
		d.formats[name] = &Format{Name: name, shapes: s.words[2:]}
		return nil
	case "list":
		codes, err := codesBehindEquals(s.words[2:])
		d.lists[name] = newCodes(codes)
		return err
	}
	return fmt.Errorf("%s is neither a list nor a format", s.words[0])
}

// check reports the first segment or composite that names what is not there.
func (d *dictionary) check() error {
	for id, l := range d.segments {
		for _, part := range l.parts {
			if _, ok := d.elements[part.number]; ok {
				continue
			}
			if _, ok := d.segments[part.number]; !ok {
				return fmt.Errorf("segments.txt: %s has data element %s, which elements.txt doesn't define", id, part.number)
			}
		}
	}
	return nil
}
