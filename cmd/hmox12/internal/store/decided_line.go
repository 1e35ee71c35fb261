package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// The lines of a decision are one value beside it, not rows of their own: a night
// writes them all and reads few of them again, always a decision's together.

// decidedLine is what duplicate and visit rules look back at, and what is summed.
type decidedLine struct {
	number    int // LX01
	rendering string
	first     record.Date
	last      record.Date // not before the first

	qualifier, code string
	modifiers       string // joined by a blank
	revenue, place  string
	teeth           string

	units                        int64 // thousandths
	charge, paid, patient, copay int64 // cents; patient is Σ PR, copay PR-3

	state    record.LineState
	category record.ServiceCategory
	contract string
	model    record.Model
	denial   record.CARC
}

// linesOf returns the lines that are kept of a decision: none of a reversal. They are put
// where others were.
func linesOf(c *record.Claim, d *record.Decision, lines []decidedLine) ([]decidedLine, error) {
	if d.Status == record.Reversal {
		return lines[:0], nil
	}
	lines = slices.Grow(lines[:0], len(d.Lines))[:len(d.Lines)]
	for i := range d.Lines {
		if err := lines[i].set(c, d, i); err != nil {
			return nil, fmt.Errorf("store: claim %s line %d: %w", c.Control, d.Lines[i].Line, err)
		}
	}
	return lines, nil
}

func (l *decidedLine) set(c *record.Claim, d *record.Decision, i int) error {
	decided := &d.Lines[i]
	submitted := c.NumberedLine(i, decided.Line)
	if d.Whole {
		submitted = c.Stay()
	}
	if submitted == nil {
		return fmt.Errorf("the claim has no such line")
	}
	units, err := scaled(submitted.Units, unitPlaces)
	if err != nil {
		return fmt.Errorf("units: %w", err)
	}
	money, err := amounts(submitted.Charge, decided.Paid, record.SumGroup(decided.Adjustments, record.PR), copay(decided))
	if err != nil {
		return err
	}
	p, dates := &submitted.Procedure, c.DatesOf(submitted)
	*l = decidedLine{
		number: decided.Line, rendering: c.Rendering(submitted).NPI, first: dates.From, last: max(dates.From, dates.To),
		qualifier: p.Qualifier, code: p.Code, modifiers: strings.Join(p.Modifiers, " "),
		revenue: submitted.Revenue, place: c.PlaceOf(submitted), teeth: submitted.TeethKey(),
		units: units, charge: money[0], paid: money[1], patient: money[2], copay: money[3],
		state: decided.State, category: decided.Category, contract: decided.Contract, model: decided.Model, denial: denial(decided),
	}
	return nil
}

// span returns the days of the lines, none when there are no lines.
func span(lines []decidedLine) (first, last record.Date) {
	for i := range lines {
		if first == 0 || lines[i].first < first {
			first = lines[i].first
		}
		last = max(last, lines[i].last)
	}
	return first, last
}

// appendLines appends the lines packed: numbers as varints, texts with their length
// before them. No lines are no bytes.
func appendLines(b []byte, lines []decidedLine) []byte {
	for i := range lines {
		l := &lines[i]
		for _, n := range [...]int64{
			int64(l.number), int64(l.first), int64(l.last - l.first), l.units, l.charge, l.paid, l.patient, l.copay,
		} {
			b = binary.AppendVarint(b, n)
		}
		for _, text := range [...]string{
			l.rendering, l.qualifier, l.code, l.modifiers, l.revenue, l.place, l.teeth,
			string(l.state), string(l.category), l.contract, string(l.model), string(l.denial),
		} {
			b = append(binary.AppendUvarint(b, uint64(len(text))), text...)
		}
	}
	return b
}

var errBrokenLines = errors.New("the stored lines of a decision can't be read")

// eachLine reads packed lines one by one. The line is good until the next; its texts
// are parts of packed.
func eachLine(packed string, each func(*decidedLine)) error {
	r := lineReader{rest: packed}
	var l decidedLine
	for r.rest != "" && !r.broken {
		l = decidedLine{number: int(r.number()), first: record.Date(r.number())}
		l.last = l.first + record.Date(r.number())
		l.units, l.charge, l.paid, l.patient, l.copay = r.number(), r.number(), r.number(), r.number(), r.number()
		l.rendering, l.qualifier, l.code, l.modifiers = r.text(), r.text(), r.text(), r.text()
		l.revenue, l.place, l.teeth = r.text(), r.text(), r.text()
		l.state, l.category, l.contract = record.LineState(r.text()), record.ServiceCategory(r.text()), r.text()
		l.model, l.denial = record.Model(r.text()), record.CARC(r.text())
		if !r.broken {
			each(&l)
		}
	}
	if r.broken {
		return errBrokenLines
	}
	return nil
}

// lineReader reads what appendLines wrote. Once something is broken it returns
// nothing more.
type lineReader struct {
	rest   string
	broken bool
}

func (r *lineReader) number() int64 {
	n := r.unsigned()
	if n&1 != 0 {
		return ^int64(n >> 1)
	}
	return int64(n >> 1)
}

func (r *lineReader) unsigned() (n uint64) {
	for i := range min(len(r.rest), binary.MaxVarintLen64) {
		b := r.rest[i]
		n |= uint64(b&0x7f) << (7 * i)
		if b < 0x80 {
			r.rest = r.rest[i+1:]
			return n
		}
	}
	r.broken = true
	return 0
}

// count returns how many follow: each takes a byte at least.
func (r *lineReader) count() int {
	n := r.unsigned()
	if n > uint64(len(r.rest)) {
		r.broken = true
		return 0
	}
	return int(n)
}

func (r *lineReader) text() string {
	n := r.unsigned()
	if r.broken || n > uint64(len(r.rest)) {
		r.broken = true
		return ""
	}
	text := r.rest[:n]
	r.rest = r.rest[n:]
	return text
}

// prior returns the line as rules look back at it. What is the same for all lines of
// a decision is given.
func (l *decidedLine) prior(of record.PriorLine) record.PriorLine {
	of.Line, of.Rendering, of.Dates = l.number, l.rendering, record.Span{From: l.first, To: l.last}
	of.Procedure.Qualifier, of.Procedure.Code = l.qualifier, l.code
	if l.modifiers != "" {
		of.Procedure.Modifiers = strings.Split(l.modifiers, " ")
	}
	of.Revenue, of.Place, of.Teeth = l.revenue, l.place, l.teeth
	of.Units, of.Charge, of.Copay = units(l.units), dollars(l.charge), dollars(l.copay)
	of.State, of.Category, of.Denial = l.state, l.category, l.denial
	return of
}

// copay returns the copayment (PR-3) of a line.
func copay(l *record.LineDecision) decimal.Decimal {
	total := decimal.Zero
	for _, a := range l.Adjustments {
		if a.Group == record.PR && a.Reason == "3" {
			total = total.Add(a.Amount)
		}
	}
	return total
}

// denial returns why a line was denied: its first adjustment.
func denial(l *record.LineDecision) record.CARC {
	if !l.Denied() || len(l.Adjustments) == 0 {
		return ""
	}
	return l.Adjustments[0].Reason
}
