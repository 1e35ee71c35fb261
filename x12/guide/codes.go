package guide

import (
	"fmt"
	"strings"

	"github.com/hmox12/hmox12/x12/internal/packed"
)

// Codes is a list of values that an element may hold, in the order of the data
// file that names them.
type Codes struct {
	list   []string
	set    map[string]struct{}
	packed packed.Set // of those that are short enough
}

func newCodes(list []string) *Codes {
	c := &Codes{list: list, set: make(map[string]struct{}, len(list)), packed: packed.NewSet(list)}
	for _, code := range list {
		c.set[code] = struct{}{}
	}
	return c
}

// Contains reports whether code is in the list, byte for byte. It does not
// allocate. A nil list contains nothing.
func (c *Codes) Contains(code []byte) bool {
	if c == nil {
		return false
	}
	if p := packed.Value(code); p != 0 {
		return c.packed.Contains(p)
	}
	_, ok := c.set[string(code)]
	return ok
}

// List returns a copy of the codes.
func (c *Codes) List() []string {
	if c == nil {
		return nil
	}
	return append([]string(nil), c.list...)
}

// String says what is expected, for messages: "41", "EI or SY", "1, 2 or 3";
// of a long list the first codes and how many there are.
func (c *Codes) String() string {
	const shown = 12
	switch {
	case c == nil || len(c.list) == 0:
		return "none"
	case len(c.list) == 1:
		return c.list[0]
	case len(c.list) > shown+3:
		return fmt.Sprintf("%s or others (%d codes)", strings.Join(c.list[:shown], ", "), len(c.list))
	}
	last := len(c.list) - 1
	return strings.Join(c.list[:last], ", ") + " or " + c.list[last]
}

// overlaps reports whether a value may be in both lists.
func (c *Codes) overlaps(other *Codes) bool {
	for _, code := range c.list {
		if _, ok := other.set[code]; ok {
			return true
		}
	}
	return false
}

// Format is a form that a value must have beyond its data type, such as the ten
// digits of an NPI. It tells shape only: whether the thing named exists is a
// business matter.
type Format struct {
	Name   string // as the guides call it, such as npi
	shapes []string
}

// Match reports whether value has one of the format's shapes. It does not
// allocate. Blanks behind the value are not data and don't count.
func (f *Format) Match(value []byte) bool {
	for len(value) > 0 && value[len(value)-1] == ' ' {
		value = value[:len(value)-1]
	}
	for _, shape := range f.shapes {
		if matchShape(shape, value) {
			return true
		}
	}
	return false
}

// String says what is expected, for messages: "npi, written 9999999999".
func (f *Format) String() string {
	return f.Name + ", written " + strings.Join(f.shapes, " or ")
}

// A shape has one character for one character: 9 is a digit, A an upper-case
// letter, X any letter or digit, anything else itself.
func matchShape(shape string, value []byte) bool {
	if len(shape) != len(value) {
		return false
	}
	for i, c := range value {
		digit := c >= '0' && c <= '9'
		upper := c >= 'A' && c <= 'Z'
		lower := c >= 'a' && c <= 'z'
		switch shape[i] {
		case '9':
			if !digit {
				return false
			}
		case 'A':
			if !upper {
				return false
			}
		case 'X':
			if !digit && !upper && !lower {
				return false
			}
		default:
			if c != shape[i] {
				return false
			}
		}
	}
	return true
}
