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
	codes := text.codes
	if text.list != "" {
		if text.list == "x12" {
			if e.known == nil {
				return fmt.Errorf(": elements.txt has no codes for data element %s", e.Number)
			}
			e.Codes = e.known
			return nil
		}
		if format := c.dictionary.formats[text.list]; format != nil {
			e.Format = format
			return nil
		}
		if codes = c.lists[text.list]; codes == nil {
			codes = c.dictionary.lists[text.list]
		}
		if codes == nil {
			return fmt.Errorf(": there is no list or format %s", text.list)
		}
	}
	if len(codes) == 0 {
		return nil
	}
	e.Codes = newCodes(codes)
	if len(e.Codes.set) < len(codes) {
		return fmt.Errorf(": a code is there twice")
	}
	for _, code := range codes {
		if len(code) < e.Min || len(code) > e.Max {
			return fmt.Errorf(": code %s is not %d to %d long", code, e.Min, e.Max)
		}
		if e.known != nil && !e.known.Contains([]byte(code)) {
			return fmt.Errorf(": elements.txt has no code %s for data element %s", code, e.Number)
		}
	}
	return nil
}
