package guide

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// elementText is what one word of a segment line says about an element, or about
// several in a row: 05-19?*3[1..38]=A|B or 05(01 02=B 03).
type elementText struct {
	first, last int
	optional    bool
	none        bool // repeated 0 times, which only a companion guide may say
	repeated    bool // repeat was written
	repeat      int  // as written; 1 when not written, 0 when unbounded
	min, max    int  // as written; 0 when not written
	codes       []string
	list        string // name behind @
	components  []elementText
}

var elementPattern = regexp.MustCompile(
	`^(\d\d)(?:-(\d\d))?(\?)?(?:\*(\d+|>1))?(?:\[(\d+)\.\.(\d+)\])?(?:@([a-z0-9-]+)|=([^()]+)|\((.*)\))?$`)

// parseElements reads the words of a segment line, or of a composite.
func parseElements(words []string) ([]elementText, error) {
	var elements []elementText
	next := 1
	for _, word := range words {
		e, err := parseElement(word)
		if err != nil {
			return nil, err
		}
		if e.first < next {
			return nil, fmt.Errorf("%s: element %02d stands behind a later one, or twice", word, e.first)
		}
		next = e.last + 1
		elements = append(elements, e)
	}
	return elements, nil
}

func parseElement(word string) (elementText, error) {
	m := elementPattern.FindStringSubmatch(word)
	if m == nil {
		return elementText{}, fmt.Errorf("%q is no element: write it like 02, 03?, 01=A|B, 04@npi or 05(01 02)", word)
	}
	e := elementText{optional: m[3] != "", repeat: 1, list: m[7]}
	e.first, _ = strconv.Atoi(m[1])
	e.last = e.first
	if m[2] != "" {
		e.last, _ = strconv.Atoi(m[2])
	}
	if e.first < 1 || e.last < e.first {
		return elementText{}, fmt.Errorf("%s: elements count from 01, the lower one first", word)
	}
	e.repeated = m[4] != ""
	switch m[4] {
	case "":
	case ">1":
		e.repeat = 0
	case "0":
		e.none = true
	default:
		n, err := strconv.Atoi(m[4])
		if err != nil || n < 1 {
			return elementText{}, fmt.Errorf("%s: a repeat of %s", word, m[4])
		}
		e.repeat = n
	}
	if m[5] != "" {
		least, err1 := strconv.Atoi(m[5])
		greatest, err2 := strconv.Atoi(m[6])
		if err1 != nil || err2 != nil || least < 1 || greatest < least {
			return elementText{}, fmt.Errorf("%s: a length of %s..%s", word, m[5], m[6])
		}
		e.min, e.max = least, greatest
	}
	if m[8] != "" {
		for _, code := range strings.Split(m[8], "|") {
			code = strings.Trim(code, `"`)
			if code == "" {
				return elementText{}, fmt.Errorf("%s: an empty code", word)
			}
			e.codes = append(e.codes, code)
		}
	}
	if strings.HasSuffix(word, ")") {
		words, err := splitWords(m[9])
		if err != nil {
			return elementText{}, fmt.Errorf("%s: %v", word, err)
		}
		if e.components, err = parseElements(words); err != nil {
			return elementText{}, err
		}
		if len(e.components) == 0 {
			return elementText{}, fmt.Errorf("%s: a composite without components", word)
		}
	}
	return e, nil
}
