package mapping

import (
	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/guide"
)

// fields reads typed values out of one segment. What can't be read becomes a
// problem with its place and a zero value, never a zero value alone.
//
// It is passed by value and kept to four words, with which it stays in registers.
type fields struct {
	*x12.Segment
	in       *guide.Loop // nil when the segment has no place
	problems *[]*x12.Error
	known    *known // may be nil
}

func newFields(seg *x12.Segment, at guide.Placement, problems *[]*x12.Error) fields {
	return fields{Segment: seg, in: at.Loop, problems: problems}
}

// loop returns the identifier of the loop that the segment is in.
func (f fields) loop() string {
	if f.in == nil {
		return ""
	}
	return f.in.ID
}

// problem notes that a component of an element can't be used. Component 0 is the
// whole element. reason must be free of data.
func (f fields) problem(code x12.Code, element, component int, reason string) {
	*f.problems = append(*f.problems, &x12.Error{
		Code: code, Offset: f.ElementOffset(element), Segment: f.Number(), Position: f.Position(),
		ID: string(f.ID()), Loop: f.loop(), Element: element, Component: component, Reason: reason,
	})
}

// part returns a component of an element, or the element itself for component 0.
func (f fields) part(element, component int) []byte {
	if component == 0 {
		return f.Element(element)
	}
	return f.Component(element, component)
}

// text returns a copy of an element that hardly comes again, trailing blanks cut.
func (f fields) text(element int) string { return f.known.new(f.Element(element)) }

// split puts the components of an element where parts has room, for what reads several
// of one composite.
func (f fields) split(element int, parts [][]byte) {
	rest, d := f.Element(element), f.Delimiters()
	from, n := 0, 0
	for i, b := range rest {
		if b == d.Component {
			if parts[n] = rest[from:i]; n+1 == len(parts) {
				return
			}
			n++
			from = i + 1
		} else if b == d.Repetition && b != 0 {
			rest = rest[:i]
			break
		}
	}
	parts[n] = rest[from:]
}

// number reads a decimal number, of money or of units. Empty is a problem as
// well: whoever may find nothing asks Has first.
func (f fields) number(element, component int) decimal.Decimal {
	b := f.part(element, component)
	d, ok := x12.ParseDecimal(b)
	switch {
	case len(b) == 0:
		f.problem(x12.ElementMissing, element, component, "a number is needed here")
	case !ok:
		f.problem(x12.BadNumber, element, component, "found "+x12.Shape(b)+", expected a number")
	}
	return record.Scaled(d.Unscaled, -d.Scale)
}

// count reads an unsigned whole number.
func (f fields) count(element, component int) int {
	b := f.part(element, component)
	n, ok := x12.ParseCount(b)
	switch {
	case len(b) == 0:
		f.problem(x12.ElementMissing, element, component, "a whole number is needed here")
	case !ok:
		f.problem(x12.BadNumber, element, component, "found "+x12.Shape(b)+", expected a whole number")
	}
	return n
}

// date reads the first day of a date element whose format stands in another
// (DTP02 and DTP03, DMG01 and DMG02).
func (f fields) date(format, value int) record.Date { return f.span(format, value).From }

// span reads a date or a run of days whose format stands in another element.
// One day has To equal to From.
func (f fields) span(format, value int) record.Span {
	return f.spanIn(f.Element(format), value, 0)
}

// componentSpan is span for a composite: C022-3 and C022-4.
func (f fields) componentSpan(element, format, value int) record.Span {
	return f.spanIn(f.Component(element, format), element, value)
}

func (f fields) spanIn(format []byte, element, component int) record.Span {
	b := f.part(element, component)
	span, ok := parseSpan(format, b)
	switch {
	case len(b) == 0:
		f.problem(x12.ElementMissing, element, component, "a date is needed here")
	case !ok:
		f.problem(x12.BadDate, element, component, "found "+x12.Shape(b)+", which is no date in the format that is given")
	}
	return span
}

// clock reads the time of a DTP as HHMM: all of DTP03 in the format TM, what is
// behind the date in the format DT. Empty in any other format; a DT that can't
// be read is a problem of the date's.
func (f fields) clock() string {
	b := f.Element(3)
	switch string(f.Element(2)) {
	case "TM":
		if !x12.ValidTime(b) {
			f.problem(x12.BadTime, 3, 0, "found "+x12.Shape(b)+", which is no time HHMM")
			return ""
		}
	case "DT":
		if _, ok := parseSpan([]byte("DT"), b); !ok {
			return ""
		}
		b = b[8:]
	default:
		return ""
	}
	return string(b[:4])
}

// optional reads a number that may be left out, which is zero.
func (f fields) optional(element, component int) decimal.Decimal {
	if len(f.part(element, component)) == 0 {
		return decimal.Zero
	}
	return f.number(element, component)
}

// parseNumber reads a number of X12 type R. It goes through x12.ParseDecimal, so
// that no text makes a number of unbounded size.
func parseNumber(b []byte) (decimal.Decimal, bool) {
	d, ok := x12.ParseDecimal(b)
	return record.Scaled(d.Unscaled, -d.Scale), ok
}

// formatNumber writes a number of X12 type R: no exponent, no zeros that say
// nothing.
func formatNumber(d decimal.Decimal) string {
	if small, ok := smallNumber(d); ok {
		var digits [32]byte
		return string(small.Append(digits[:0]))
	}
	return d.String()
}

// smallNumber returns a number as package x12 has it, and whether it can: nearly all
// can.
func smallNumber(d decimal.Decimal) (x12.Decimal, bool) {
	if e := d.Exponent(); e > 0 || e < -18 || d.NumDigits() > 18 {
		return x12.Decimal{}, false
	}
	return x12.Decimal{Unscaled: d.CoefficientInt64(), Scale: -d.Exponent()}, true
}

// writeNumber writes an element that is a number, as formatNumber has it;
// writeOptional leaves out zero.
func writeNumber(w *x12.Writer, d decimal.Decimal) {
	if small, ok := smallNumber(d); ok {
		w.Number(small)
	} else {
		w.Text(d.String())
	}
}

func writeOptional(w *x12.Writer, d decimal.Decimal) {
	if d.IsZero() {
		w.Skip(1)
	} else {
		writeNumber(w, d)
	}
}

// writeQualified writes a segment of a qualifier and a number: an AMT or QTY.
func writeQualified(w *x12.Writer, id, qualifier string, d decimal.Decimal) {
	w.Start(id)
	w.Text(qualifier)
	writeNumber(w, d)
	w.End()
}

// writeDay writes an element that is a day, CCYYMMDD; empty for no date.
func writeDay(w *x12.Writer, d record.Date) {
	if d >= 1000_00_00 && d <= 9999_12_31 {
		w.Count(int(d))
	} else {
		w.Text(d.Compact())
	}
}

// formatOptional is formatNumber, but empty for zero.
func formatOptional(d decimal.Decimal) string {
	if d.IsZero() {
		return ""
	}
	return formatNumber(d)
}

// parseDate reads CCYYMMDD.
func parseDate(b []byte) (record.Date, bool) {
	if !x12.ValidDate(b) {
		return 0, false
	}
	n, _ := x12.ParseCount(b)
	return record.Date(n), true
}

// parseSpan reads a date in the format of DTP02: D8 CCYYMMDD, RD8 two of them
// joined by a hyphen, DT CCYYMMDDHHMM, whose time is left out.
func parseSpan(format, value []byte) (record.Span, bool) {
	first, last := value, value
	switch string(format) {
	case "D8":
	case "DT":
		if len(value) < 12 || !x12.ValidTime(value[8:]) {
			return record.Span{}, false
		}
		first, last = value[:8], value[:8]
	case "RD8":
		if len(value) != 17 || value[8] != '-' {
			return record.Span{}, false
		}
		first, last = value[:8], value[9:]
	default:
		return record.Span{}, false
	}
	from, ok1 := parseDate(first)
	to, ok2 := from, ok1
	if len(value) == 17 {
		to, ok2 = parseDate(last)
	}
	if !ok1 || !ok2 || to < from {
		return record.Span{}, false
	}
	return record.Span{From: from, To: to}, true
}

// formatSpan returns DTP02 and DTP03 of a run of days: D8 for a single day,
// RD8 otherwise; both empty for no date.
func formatSpan(s record.Span) (format, value string) {
	switch {
	case s.From.IsZero():
		return "", ""
	case oneDay(s):
		return "D8", s.From.Compact()
	}
	return "RD8", s.From.Compact() + "-" + s.To.Compact()
}

// oneDay reports whether a run of days that begins is told by its first day alone.
func oneDay(s record.Span) bool { return s.To.IsZero() || s.To == s.From }
