package guide

import "fmt"

// elements narrows elements or components. Errors begin with the place, such as
// 05-2.
func (n *narrower) elements(uses []ElementUse, texts []elementText) error {
	for _, text := range texts {
		if text.last > len(uses) {
			return fmt.Errorf("%02d: X12 defines %d only", text.last, len(uses))
		}
		for i := text.first; i <= text.last; i++ {
			if err := n.element(&uses[i-1], text); err != nil {
				return fmt.Errorf("%02d%w", i, err)
			}
		}
	}
	return nil
}

// element narrows one element or component.
func (n *narrower) element(e *ElementUse, text elementText) error {
	if text.none {
		return notUsed(e, text)
	}
	if e.Usage == NotUsed {
		return fmt.Errorf(": the guide does not use it")
	}
	switch {
	case text.optional && e.Usage.Needed():
		return fmt.Errorf(": the guide requires it: leave the question mark out")
	case !text.optional && !e.Usage.Needed():
		e.Usage = Required
	}
	if text.repeated {
		if text.repeat == 0 || e.Repeat > 0 && text.repeat > e.Repeat {
			return fmt.Errorf(": the guide allows %d of it", e.Repeat)
		}
		e.Repeat = text.repeat
	}
	if e.Kind == Composite {
		if text.max > 0 || len(text.codes) > 0 || text.list != "" {
			return fmt.Errorf(" is the composite %s: ask it of its components", e.Number)
		}
		if err := n.elements(e.Components, text.components); err != nil {
			return fmt.Errorf("-%w", err)
		}
		return nil
	}
	if text.components != nil {
		return fmt.Errorf(" is no composite")
	}
	if text.max > 0 {
		if text.min < e.Min || text.max > e.Max {
			return fmt.Errorf(": the guide has it %d to %d long", e.Min, e.Max)
		}
		e.Min, e.Max = text.min, text.max
	}
	return n.values(e, text)
}

// notUsed reads 04*0.
func notUsed(e *ElementUse, text elementText) error {
	switch {
	case text.optional || text.max > 0 || len(text.codes) > 0 || text.list != "" || text.components != nil:
		return fmt.Errorf(": what is repeated 0 times can't hold anything")
	case e.Usage.Needed():
		return fmt.Errorf(": the guide requires it")
	}
	e.Usage = NotUsed
	return nil
}

// values narrows what an element may hold.
func (n *narrower) values(e *ElementUse, text elementText) error {
	codes, err := n.codes(e, text)
	switch {
	case err != nil:
		return err
	case codes != nil:
		return narrowCodes(e, codes)
	case text.list == "":
		return nil
	}
	format := n.dictionary.formats[text.list]
	if own := n.formats[text.list]; own != nil {
		own.used = true
		format = own.format
	}
	if format == nil {
		return fmt.Errorf(": there is no list or format %s", text.list)
	}
	return narrowFormat(e, format)
}

// codes returns the codes that a text names for e, nil when it names none.
func (n *narrower) codes(e *ElementUse, text elementText) (*Codes, error) {
	switch {
	case len(text.codes) > 0:
		codes := newCodes(text.codes)
		if len(codes.set) < len(codes.list) {
			return nil, fmt.Errorf(": a code is there twice")
		}
		return codes, nil
	case text.list == "x12":
		if e.known == nil {
			return nil, fmt.Errorf(": elements.txt has no codes for data element %s", e.Number)
		}
		return e.known, nil
	}
	if list := n.lists[text.list]; list != nil {
		list.used = true
		return list.codes, nil
	}
	return n.dictionary.lists[text.list], nil
}

// narrowCodes makes codes what e may hold. All of them must be admitted already.
func narrowCodes(e *ElementUse, codes *Codes) error {
	for _, code := range codes.list {
		if e.Codes != nil && !e.Codes.Contains([]byte(code)) {
			return fmt.Errorf(": the guide has no code %s here", code)
		}
		if e.Format != nil && !e.Format.Match([]byte(code)) {
			return fmt.Errorf(": the guide asks for %s, which %s is not", e.Format, code)
		}
	}
	if e.Codes != nil && len(codes.list) == len(e.Codes.list) {
		return nil // the same ones
	}
	return limit(e, codes)
}

// narrowFormat makes format what e must match. It must not admit what the guide
// does not.
func narrowFormat(e *ElementUse, format *Format) error {
	if e.Codes != nil {
		return fmt.Errorf(": the guide has codes here: name fewer of them")
	}
	for _, shape := range format.shapes {
		if len(shape) < e.Min || len(shape) > e.Max {
			return fmt.Errorf(": %s is not %d to %d long", shape, e.Min, e.Max)
		}
		if e.Format != nil && !e.Format.covers(shape) {
			return fmt.Errorf(": the guide asks for %s, which %s is not", e.Format, shape)
		}
	}
	e.Format = format
	return nil
}

// covers reports whether all that has the shape matches the format.
func (f *Format) covers(shape string) bool {
	for _, own := range f.shapes {
		if coversShape(own, shape) {
			return true
		}
	}
	return false
}

func coversShape(own, shape string) bool {
	if len(own) != len(shape) {
		return false
	}
	for i := range len(own) {
		class, literal := shape[i], shape[i] != '9' && shape[i] != 'A' && shape[i] != 'X'
		switch {
		case class == own[i]:
		case !literal && own[i] == 'X': // 9 and A are among X
		case literal && matchShape(own[i:i+1], []byte{class}):
		default:
			return false
		}
	}
	return true
}

// hasCodes reports whether the elements admit all codes that the texts name: the
// segment is the one that is meant.
func (n *narrower) hasCodes(uses []ElementUse, texts []elementText) bool {
	for _, text := range texts {
		for i := text.first; i <= min(text.last, len(uses)); i++ {
			e := &uses[i-1]
			if !n.hasCodes(e.Components, text.components) {
				return false
			}
			codes, err := n.codes(e, text)
			if err != nil || codes == nil || e.Codes == nil {
				continue
			}
			for _, code := range codes.list {
				if !e.Codes.Contains([]byte(code)) {
					return false
				}
			}
		}
	}
	return true
}

// leavesCodes reports whether the texts say no more of the elements than which
// segment is meant.
func (n *narrower) leavesCodes(uses []ElementUse, texts []elementText) bool {
	for _, text := range texts {
		if text.none || text.optional || text.repeated || text.max > 0 {
			return false
		}
		for i := text.first; i <= min(text.last, len(uses)); i++ {
			e := &uses[i-1]
			if !n.leavesCodes(e.Components, text.components) {
				return false
			}
			codes, err := n.codes(e, text)
			if err != nil || codes == nil || e.Codes == nil {
				if text.components == nil {
					return false
				}
				continue
			}
			if len(codes.list) != len(e.Codes.list) {
				return false
			}
		}
	}
	return true
}
