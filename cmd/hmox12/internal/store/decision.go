package store

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

var (
	insertDecision = &statement{"add decision",
		`INSERT INTO decisions (id, claim, version, outcome, status, code, member, newborn, payee, decided, charge, paid, patient,
		                        interest, corrects, first_service, last_service, lines, body, trace)
		 VALUES (?, ?, ?, ?, ?, ?, nullif(?, ''), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`}
	insertRevision = &statement{"add revision",
		`INSERT INTO revisions (claim, version, status, charge, paid, patient) VALUES (?, ?, ?, ?, ?, ?)`}
	insertUnpaid = &statement{"await remittance",
		`INSERT INTO unpaid (payee, decision, paid, interest) VALUES (?, ?, ?, ?)`}
	selectLastVersion = &statement{"find last version",
		`SELECT version FROM decisions WHERE claim = ? ORDER BY version DESC LIMIT 1`}
	selectLastID = &statement{"find last decision's number",
		`SELECT coalesce(max(id), 0) FROM decisions`}
)

// made is a decision as it is to be written, without what is packed.
type made struct {
	id                              int64
	charge, paid, patient, interest int64

	first, last record.Date   // of the lines
	decided     []decidedLine // until another is made
	lines       []byte        // packed
	postings    []counted
}

// lineRoom is as many bytes as most lines take packed.
const lineRoom = 96

// AddDecided implements Tx.
func (t *transaction) AddDecided(interchange InterchangeID, c *record.Claim, d *record.Decision) error {
	if err := t.ready(); err != nil {
		return err
	}
	writeReversal, err := t.takeBehind(d.Reversal)
	if err != nil {
		return err
	}
	m, err := t.make(c, d)
	if err != nil {
		return t.fail(err) // of the reversal, too
	}
	t.addPast(d, m)
	t.enqueue(func(inside *transaction) error {
		member := sentAs(c)
		if member == d.Member {
			member = "" // it is found by the decision
		}
		if err := inside.addClaim(interchange, c, member); err != nil {
			return err
		}
		if err := writeReversal(inside); err != nil {
			return err
		}
		err := inside.write(c, 1, d, m)
		inside.store.spare.put(d.Trace)
		return err
	})
	return nil
}

// SpareTrace implements Tx.
func (t *transaction) SpareTrace() []record.Step { return t.store.spare.take() }

// spareTraces are the memory of traces that are written: a trace takes kilobytes, more
// than all else that a decision is made of.
type spareTraces chan []record.Step

// longestSpare is the longest trace whose memory is kept, in steps.
const longestSpare = 256

func newSpareTraces() spareTraces { return make(spareTraces, maxQueued) }

func (s spareTraces) put(trace []record.Step) {
	if cap(trace) == 0 || cap(trace) > longestSpare {
		return
	}
	select {
	case s <- trace[:0]:
	default:
	}
}

func (s spareTraces) take() []record.Step {
	select {
	case trace := <-s:
		return trace
	default:
		return nil
	}
}

// takeBehind makes a reversal and returns what writes it, as the version after the
// claim's last; nil is none.
func (t *transaction) takeBehind(reversal *record.Decision) (write, error) {
	if reversal == nil {
		return func(*transaction) error { return nil }, nil
	}
	c := &record.Claim{Control: reversal.Control}
	m, err := t.make(c, reversal)
	if err != nil {
		return nil, err
	}
	t.dropPast(reversal.Member, reversal.Control) // as the last version had the lines
	return func(inside *transaction) error {
		var last int
		if _, err := inside.one(selectLastVersion, []any{reversal.Control}, &last); err != nil {
			return err
		}
		return inside.write(c, last+1, reversal, m)
	}, nil
}

// AddDecision implements Tx.
func (t *transaction) AddDecision(c *record.Claim, version int, d *record.Decision) error {
	if err := t.usable(); err != nil {
		return err
	}
	if d.Reversal != nil {
		if err := t.takeBack(d.Reversal); err != nil {
			return err
		}
	}
	return t.addVersion(c, version, d)
}

// takeBack records a reversal as the version after the claim's last.
func (t *transaction) takeBack(reversal *record.Decision) error {
	var last int
	if _, err := t.one(selectLastVersion, []any{reversal.Control}, &last); err != nil {
		return err
	}
	return t.fail(t.addVersion(&record.Claim{Control: reversal.Control}, last+1, reversal))
}

// addVersion records a decision.
func (t *transaction) addVersion(c *record.Claim, version int, d *record.Decision) error {
	if version > 1 {
		if err := t.dropAllPast(d.Control); err != nil {
			return err
		}
	}
	m, err := t.make(c, d)
	if err != nil {
		return err
	}
	if err := t.write(c, version, d, m); err != nil {
		t.forget()
		return err
	}
	t.addPast(d, m)
	return nil
}

// make numbers a decision and adds it to the counters that the transaction knows.
func (t *transaction) make(c *record.Claim, d *record.Decision) (*made, error) {
	t.touched.claims.Store(true)
	t.touched.decided.Store(true)
	if c.Control != d.Control {
		return nil, fmt.Errorf("store: the decision of claim %s is not about claim %s", d.Control, c.Control)
	}
	money, err := amounts(d.Charge, d.Paid, d.Patient, d.Interest)
	if err != nil {
		return nil, fmt.Errorf("store: totals of claim %s: %w", d.Control, err)
	}
	lines, err := linesOf(c, d, t.decided)
	if err != nil {
		return nil, err
	}
	t.decided = lines[:0]
	m := &made{charge: money[0], paid: money[1], patient: money[2], interest: money[3], decided: lines, lines: appendLines(make([]byte, 0, lineRoom*len(lines)), lines)}
	m.first, m.last = span(lines)
	t.meet(d.Member)
	t.wrote(claimDecided, d.Control)
	if m.id, err = t.next(&t.store.known.lastDecision, selectLastID); err != nil {
		return nil, err
	}
	if len(d.Postings) > 0 {
		m.postings = make([]counted, len(d.Postings))
	}
	for i := range d.Postings {
		if m.postings[i], err = t.count(d.Control, &d.Postings[i]); err != nil {
			return nil, t.fail(fmt.Errorf("store: claim %s line %d: %w", d.Control, d.Postings[i].Line, err))
		}
	}
	return m, nil
}

// write writes a decision and its postings.
func (t *transaction) write(c *record.Claim, version int, d *record.Decision, m *made) error {
	alone := *d
	alone.Reversal, alone.Trace = nil, nil
	packed, err := t.pack(&alone)
	if err != nil {
		return err
	}
	steps, err := t.pack(&trace{d.Trace})
	if err != nil {
		return err
	}
	if version > 1 {
		if _, err := t.exec(insertRevision, d.Control, version, string(d.Status), m.charge, m.paid, m.patient); err != nil {
			return fmt.Errorf("store: claim %s version %d: %w", d.Control, version, refusedVersion(err))
		}
	}
	_, err = t.exec(insertDecision, m.id, d.Control, version, string(d.Outcome), string(d.Status), d.Claim.String(), d.Member, d.Newborn,
		d.Payee, int64(d.Decided), m.charge, m.paid, m.patient, m.interest, d.Corrects, int64(m.first), int64(m.last), m.lines, packed, steps)
	if err != nil {
		err = fmt.Errorf("store: claim %s version %d: %w", d.Control, version, refusedVersion(err))
		if version > 1 {
			return t.fail(err) // the revision is there
		}
		return err
	}
	return t.fail(t.writeBeside(c, d, m))
}

// writeBeside writes what stands beside a decision.
func (t *transaction) writeBeside(c *record.Claim, d *record.Decision, m *made) error {
	if err := t.writePostings(m.id, d.Control, m.postings); err != nil {
		return err
	}
	if remits(d.Outcome) {
		if _, err := t.exec(insertUnpaid, d.Payee, m.id, m.paid, m.interest); err != nil {
			return err
		}
	}
	if d.Member == "" && d.Status == record.DeniedUnknown {
		return t.keyUnrecognized(c)
	}
	return nil
}

// remits reports whether a decision waits for a remittance, as the column of the name
// does.
func remits(o record.Outcome) bool {
	switch o {
	case record.Paid, record.Processed, record.DeniedClaim, record.Forwarded:
		return true
	}
	return false
}

// refusedVersion says in the field's words which constraint a version met.
func refusedVersion(err error) error {
	switch {
	case violates(err, "decisions.version"), violates(err, "revisions.version"):
		return ErrDuplicateDecision
	case violates(err, "the version before stands"):
		return ErrStands
	case violates(err, "nothing to take back"):
		return ErrNotReversible
	}
	return err
}

// amounts returns amounts of money in cents.
func amounts(money ...decimal.Decimal) ([4]int64, error) {
	var n [4]int64
	for i, d := range money {
		var err error
		if n[i], err = cents(d); err != nil {
			return n, err
		}
	}
	return n, nil
}
