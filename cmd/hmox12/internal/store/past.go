package store

import (
	"cmp"
	"encoding/binary"
	"slices"

	"github.com/hmox12/hmox12/mapping/record"
)

// Every claim asks what was decided about its patient before. What was read and what
// was decided since is remembered, so that the answer doesn't wait for the decisions
// that are being written behind.

// pastDecision is a decision about a member that stands.
type pastDecision struct {
	id          int64
	first, last record.Date // of its lines
	packed      string      // its claim, payee and newborn, then its lines: see pack
}

// past is what is known of a member's decisions with lines in a span of days.
type past struct {
	days      record.Span
	decisions []pastDecision // in the order in which they were made
}

// noDay ends a span that is open.
const noDay record.Date = 99991231

// aYear is added to or taken from a date to compare others with.
const aYear = 10000

var selectPast = &statement{"find prior lines",
	`SELECT id, first_service, last_service, claim, payee, newborn, lines FROM decisions d
	 WHERE member = ? AND first_service <= ? AND last_service >= ? AND status <> '22'
	   AND NOT EXISTS (SELECT 1 FROM revisions later WHERE later.claim = d.claim AND later.version > d.version)`}

// pastOf returns the member's decisions that may have lines on the days.
func (t *transaction) pastOf(member string, days record.Span) (*past, error) {
	if err := t.ready(); err != nil {
		return nil, err
	}
	known, _ := t.store.known.past.get(member)
	if known != nil && known.days.From <= days.From && days.To <= known.days.To {
		return known, nil
	}
	if t.store.nothing(memberDecided, member) {
		return t.noPast(member), nil
	}
	// A year on either side, as the member's next claim is of other days.
	p := &past{days: record.Span{From: days.From - aYear, To: min(days.To+aYear, noDay)}}
	err := t.ask(t.knower(memberDecided, member), selectPast, []any{member, int64(p.days.To), int64(p.days.From)}, func(at cursor) error {
		d := pastDecision{id: at.number(0), first: record.Date(at.number(1)), last: record.Date(at.number(2))}
		b := d.begin(t.store.known.terms, at.text(3), at.text(4), at.text(5))
		err := eachLine(at.text(6), func(l *decidedLine) { b = d.append(b, t.store.known.terms, l) })
		d.packed = string(b)
		p.decisions = append(p.decisions, d)
		return err
	})
	if err != nil {
		return nil, err
	}
	// Here, as SQLite lays out a table to sort these few rows.
	slices.SortFunc(p.decisions, func(a, b pastDecision) int { return cmp.Compare(a.id, b.id) })
	t.store.known.past.set(member, p)
	return p, nil
}

// pack appends what is known packed.
func (p *past) pack(b []byte) []byte {
	b = binary.AppendVarint(binary.AppendVarint(b, int64(p.days.From)), int64(p.days.To))
	for i := range p.decisions {
		d := &p.decisions[i]
		for _, n := range [...]int64{d.id, int64(d.first), int64(d.last - d.first)} {
			b = binary.AppendVarint(b, n)
		}
		b = append(binary.AppendUvarint(b, uint64(len(d.packed))), d.packed...)
	}
	return b
}

func unpackPast(_, packed string) (*past, error) {
	r := lineReader{rest: packed}
	p := &past{days: record.Span{From: record.Date(r.number()), To: record.Date(r.number())}}
	for r.rest != "" && !r.broken {
		d := pastDecision{id: r.number(), first: record.Date(r.number())}
		d.last, d.packed = d.first+record.Date(r.number()), r.text()
		p.decisions = append(p.decisions, d)
	}
	if r.broken {
		return nil, errBrokenLines
	}
	return p, nil
}

// noPast remembers that nothing was decided about a member yet.
func (t *transaction) noPast(member string) *past {
	p := &past{days: record.Span{To: noDay}}
	t.store.known.past.set(member, p)
	return p
}

// begin begins what is packed of a decision.
func (d *pastDecision) begin(t *terms, claim, payee, newborn string) []byte {
	return appendName(t.append(appendName(make([]byte, 0, 64), claim), payee), newborn)
}

// append appends what rules look back at of a line.
func (d *pastDecision) append(b []byte, t *terms, l *decidedLine) []byte {
	for _, n := range [...]int64{int64(l.number), int64(l.first - d.first), int64(l.last - l.first), l.units, l.charge, l.copay} {
		b = binary.AppendVarint(b, n)
	}
	b = t.append(b, l.rendering)
	t.buffer = l.appendKind(t.buffer[:0])
	return t.appendTerm(b, t.buffer)
}

// appendKind appends what many lines have in common, which is one term.
func (l *decidedLine) appendKind(b []byte) []byte {
	for _, text := range [...]string{
		l.qualifier, l.code, l.modifiers, l.revenue, l.place, l.teeth, string(l.state), string(l.category), string(l.denial),
	} {
		b = append(binary.AppendUvarint(b, uint64(len(text))), text...)
	}
	return b
}

// readKind reads what appendKind wrote.
func (l *decidedLine) readKind(kind string) (whole bool) {
	r := lineReader{rest: kind}
	l.qualifier, l.code, l.modifiers = r.text(), r.text(), r.text()
	l.revenue, l.place, l.teeth = r.text(), r.text(), r.text()
	l.state, l.category, l.denial = record.LineState(r.text()), record.ServiceCategory(r.text()), record.CARC(r.text())
	return !r.broken
}

// read returns the claim, payee and newborn of a decision, and what its lines are read from.
func (d *pastDecision) read(t *terms) (claim, payee, newborn string, lines lineReader) {
	lines = lineReader{rest: d.packed}
	claim, payee, newborn = lines.term(t), lines.term(t), lines.term(t)
	return claim, payee, newborn, lines
}

// readPast reads the next line of a decision, and reports whether there is one.
func (l *decidedLine) readPast(d *pastDecision, r *lineReader, t *terms) bool {
	if r.rest == "" || r.broken {
		return false
	}
	*l = decidedLine{number: int(r.number()), first: d.first + record.Date(r.number())}
	l.last = l.first + record.Date(r.number())
	l.units, l.charge, l.copay = r.number(), r.number(), r.number()
	l.rendering = r.term(t)
	if !l.readKind(r.term(t)) {
		r.broken = true
	}
	return !r.broken
}

// priorLines returns the member's lines on the days, in the order in which they were
// decided. An open end is no date.
func (t *transaction) priorLines(member string, days record.Span) ([]record.PriorLine, error) {
	if days.To == 0 {
		days.To = noDay
	}
	p, err := t.pastOf(member, days)
	if err != nil {
		return nil, err
	}
	all, l := t.prior[:0], &t.line
	for i := range p.decisions {
		d := &p.decisions[i]
		if d.first > days.To || d.last < days.From {
			continue
		}
		claim, payee, newborn, lines := d.read(t.store.known.terms)
		for l.readPast(d, &lines, t.store.known.terms) {
			if l.first <= days.To && l.last >= days.From {
				all = append(all, l.prior(record.PriorLine{Claim: claim, Member: member, Billing: payee, Newborn: newborn}))
			}
		}
		if lines.broken {
			return nil, errBrokenLines
		}
	}
	t.prior = all
	found := slices.Clone(all)
	clear(all)
	return found, nil
}

// meet notes that a decision is made about a member.
func (t *transaction) meet(member string) {
	if member == "" {
		return
	}
	if t.store.nothing(memberDecided, member) {
		if known, _ := t.store.known.past.get(member); known == nil {
			t.noPast(member)
		}
	}
	t.wrote(memberDecided, member)
}

// addPast adds a decision to what is known of its member, whose earlier versions were
// dropped.
func (t *transaction) addPast(d *record.Decision, m *made) {
	p, _ := t.store.known.past.get(d.Member)
	if p == nil || len(m.lines) == 0 || m.first > p.days.To || m.last < p.days.From {
		return
	}
	decided := pastDecision{id: m.id, first: m.first, last: m.last}
	b := decided.begin(t.store.known.terms, d.Control, d.Payee, d.Newborn)
	for i := range m.decided {
		b = decided.append(b, t.store.known.terms, &m.decided[i])
	}
	decided.packed = string(b)
	p.decisions = append(p.decisions, decided)
	m.decided = nil // it may wait for a while to be written
}

// dropPast takes what was decided about a claim out of what is known of a member:
// another version takes its place.
func (t *transaction) dropPast(member, control string) {
	p, _ := t.store.known.past.get(member)
	if p == nil {
		return
	}
	p.decisions = slices.DeleteFunc(p.decisions, func(d pastDecision) bool {
		r := lineReader{rest: d.packed}
		return r.term(t.store.known.terms) == control
	})
}

var selectMembersOf = &statement{"find members of claim",
	`SELECT DISTINCT member FROM decisions WHERE claim = ? AND member IS NOT NULL`}

// dropAllPast takes what was decided about a claim out of what is known of all whom it
// was about.
func (t *transaction) dropAllPast(control string) error {
	return t.query(selectMembersOf, []any{control}, func(at cursor) error {
		t.dropPast(at.text(0), control)
		return nil
	})
}
