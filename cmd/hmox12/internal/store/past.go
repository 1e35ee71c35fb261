package store

import (
	"database/sql"
	"slices"

	"github.com/hmox12/hmox12/mapping/record"
)

// Every claim asks what was decided about its patient before. A transaction
// remembers what it read and what it decided since, so that the answer doesn't wait
// for the decisions that are being written behind.

// pastDecision is a decision about a member that stands, with its lines packed.
type pastDecision struct {
	id                    int64
	first, last           record.Date // of its lines
	claim, payee, newborn string
	lines                 string
}

// past is what is known of a member's decisions with lines in a span of days.
type past struct {
	days      record.Span
	decisions []pastDecision // in the order in which they were made
}

// maxPast is how many members a transaction remembers.
const maxPast = 1 << 14

// aYear is added to or taken from a date to compare others with.
const aYear = 10000

var selectPast = &statement{"find prior lines",
	`SELECT id, first_service, last_service, claim, payee, newborn, lines FROM decisions d
	 WHERE member = ? AND first_service <= ? AND last_service >= ? AND status <> '22'
	   AND NOT EXISTS (SELECT 1 FROM revisions later WHERE later.claim = d.claim AND later.version > d.version)
	 ORDER BY id`}

// pastOf returns the member's decisions that may have lines on the days.
func (t *transaction) pastOf(member string, days record.Span) (*past, error) {
	if err := t.ready(); err != nil {
		return nil, err
	}
	known := t.known.past[member]
	if known != nil && known.days.From <= days.From && days.To <= known.days.To {
		return known, nil
	}
	// A year on either side, as the member's next claim is of other days.
	p := &past{days: record.Span{From: days.From - aYear, To: min(days.To+aYear, 99991231)}}
	if !t.store.nothing.about(member) {
		err := t.ask(t.touched.names.has(member), selectPast, []any{member, int64(p.days.To), int64(p.days.From)}, func(rows *sql.Rows) error {
			var d pastDecision
			err := rows.Scan(&d.id, &d.first, &d.last, &d.claim, &d.payee, &d.newborn, &d.lines)
			p.decisions = append(p.decisions, d)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	if len(t.known.past) >= maxPast {
		clear(t.known.past)
	}
	t.known.past[member] = p
	return p, nil
}

// priorLines returns the member's lines on the days, in the order in which they were
// decided. An open end is no date.
func (t *transaction) priorLines(member string, days record.Span) ([]record.PriorLine, error) {
	if days.To == 0 {
		days.To = 99991231
	}
	p, err := t.pastOf(member, days)
	if err != nil {
		return nil, err
	}
	var all []record.PriorLine
	for i := range p.decisions {
		d := &p.decisions[i]
		if d.first > days.To || d.last < days.From {
			continue
		}
		of := record.PriorLine{Claim: d.claim, Member: member, Billing: d.payee, Newborn: d.newborn}
		err := eachLine(d.lines, func(l *decidedLine) {
			if l.first <= days.To && l.last >= days.From {
				all = append(all, l.prior(of))
			}
		})
		if err != nil {
			return nil, err
		}
	}
	return all, nil
}

// remember adds a first decision about a claim to what is known of its member.
func (t *transaction) remember(d *record.Decision, made *made) {
	p := t.known.past[d.Member]
	if p != nil && len(made.lines) > 0 && made.first <= p.days.To && made.last >= p.days.From {
		p.decisions = append(p.decisions, pastDecision{
			made.id, made.first, made.last, d.Control, d.Payee, d.Newborn, string(made.lines),
		})
	}
}

var selectMembersOf = &statement{"find members of claim",
	`SELECT DISTINCT member FROM decisions WHERE claim = ? AND member IS NOT NULL`}

// forgetPast forgets what is known of the members that a claim was decided about.
func (t *transaction) forgetPast(control string) error {
	var members []string
	err := t.query(selectMembersOf, []any{control}, func(rows *sql.Rows) error {
		var member string
		err := rows.Scan(&member)
		members = append(members, member)
		return err
	})
	for _, member := range slices.Compact(members) {
		delete(t.known.past, member)
	}
	return err
}
