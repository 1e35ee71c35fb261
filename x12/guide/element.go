package guide

import "fmt"

// elements lays what a guide says over what X12 defines: the result has every
// element of the segment or component of the composite. Errors begin with the
// place, such as 05-2.
func (c *compiler) elements(base layout, texts []elementText) ([]ElementUse, error) {
	uses := make([]ElementUse, len(base.parts))
	for i, part := range base.parts {
		uses[i] = c.unused(part)
	}
	for _, text := range texts {
		if text.last > len(uses) {
			return nil, fmt.Errorf("%02d: X12 defines %d only", text.last, len(uses))
		}
		for n := text.first; n <= text.last; n++ {
			if err := c.describe(&uses[n-1], base.parts[n-1], text); err != nil {
				return nil, fmt.Errorf("%02d%w", n, err)
			}
		}
	}
	return uses, nil
}

// unused returns an element as X12 defines it, not used by the guide.
func (c *compiler) unused(part layoutPart) ElementUse {
	e, known := c.unsent[part.number]
	if !known {
		e = c.defined(part)
		c.unsent[part.number] = e
	}
	return e
}

func (c *compiler) defined(part layoutPart) ElementUse {
	if composite, ok := c.dictionary.segments[part.number]; ok {
		e := ElementUse{Name: composite.name, Number: part.number, Kind: Composite, Repeat: 1, Notes: composite.notes}
		for _, component := range composite.parts {
			e.Components = append(e.Components, c.unused(component))
		}
		return e
	}
	d := c.dictionary.elements[part.number]
	return ElementUse{
		Name: d.name, Number: part.number, Kind: d.kind, Min: d.min, Max: d.max, Repeat: 1, known: d.codes,
	}
}

// describe puts what the guide says into an element.
func (c *compiler) describe(e *ElementUse, part layoutPart, text elementText) error {
	switch {
	case text.optional:
		e.Usage = Situational
	case part.mandatory:
		e.Usage = Mandatory
	default:
		e.Usage = Required
	}
	if text.none {
		return fmt.Errorf(": a repeat of 0")
	}
	e.Repeat = text.repeat
	if e.Repeat != 1 && (e.Repeat == 0 || e.Repeat > part.repeat) {
		return fmt.Errorf(": X12 allows %d of it", part.repeat)
	}
	if e.Kind == Composite {
		if text.components == nil {
			return fmt.Errorf(" is the composite %s: say which components it has", e.Number)
		}
		var err error
		if e.Components, err = c.elements(c.dictionary.segments[part.number], text.components); err != nil {
			return fmt.Errorf("-%w", err)
		}
		return nil
	}
	if text.components != nil {
		return fmt.Errorf(" is no composite")
	}
	if text.max > 0 {
		e.Min, e.Max = text.min, text.max
	}
	return c.values(e, text)
}

// values puts in what an element may hold.
func (c *compiler) values(e *ElementUse, text elementText) error {
	switch {
	case len(text.codes) > 0:
		codes := newCodes(text.codes)
		if len(codes.set) < len(codes.list) {
			return fmt.Errorf(": a code is there twice")
		}
		return limit(e, codes)
	case text.list == "":
		return nil
	case text.list == "x12":
		if e.known == nil {
			return fmt.Errorf(": elements.txt has no codes for data element %s", e.Number)
		}
		return limit(e, e.known)
	}
	if list := c.lists[text.list]; list != nil {
		list.used = true
		return limit(e, list.codes)
	}
	if list := c.dictionary.lists[text.list]; list != nil {
		return limit(e, list)
	}
	if e.Format = c.dictionary.formats[text.list]; e.Format == nil {
		return fmt.Errorf(": there is no list or format %s", text.list)
	}
	return nil
}

// limit makes codes what e may hold, if they fit its length and X12 has them.
func limit(e *ElementUse, codes *Codes) error {
	for _, code := range codes.list {
		if len(code) < e.Min || len(code) > e.Max {
			return fmt.Errorf(": code %s is not %d to %d long", code, e.Min, e.Max)
		}
		if e.known != nil && !e.known.Contains([]byte(code)) {
			return fmt.Errorf(": elements.txt has no code %s for data element %s", code, e.Number)
		}
	}
	e.Codes = codes
	return nil
}
