package store

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

var (
	insertDecision = &statement{"add decision",
		`INSERT INTO decisions (claim, version, outcome, status, code, member, payee, decided, charge, paid, patient, corrects, body, trace)
		 VALUES (?, ?, ?, ?, ?, nullif(?, ''), ?, ?, ?, ?, ?, ?, ?, ?)`}
	selectLastVersion = &statement{"find last version",
		`SELECT version FROM decisions WHERE claim = ? ORDER BY version DESC LIMIT 1`}
	insertLine = &statement{"add decision line",
		`INSERT INTO decision_lines (decision, position, line, claim, payee, member, newborn, rendering, first_service,
		                             last_service, qualifier, code, modifiers, revenue, place, units, charge, paid, patient,
		                             copay, state, category, contract, model, denial, teeth)
		 VALUES (?, ?, ?, ?, ?, nullif(?, ''), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`}
)

// AddDecision implements Tx.
func (t *transaction) AddDecision(c *record.Claim, version int, d *record.Decision) error {
	if c.Control != d.Control {
		return fmt.Errorf("store: the decision of claim %s is not about claim %s", d.Control, c.Control)
	}
	if d.Reversal != nil {
		if err := t.takeBack(d.Reversal); err != nil {
			return err
		}
	}
	id, err := t.addVersion(version, d)
	if err != nil {
		return err
	}
	if d.Status == record.Reversal {
		return nil
	}
	for i := range d.Lines {
		if err := t.addLine(id, c, d, i); err != nil {
			return t.fail(fmt.Errorf("store: claim %s line %d: %w", c.Control, d.Lines[i].Line, err))
		}
	}
	if d.Member == "" && d.Status == record.DeniedUnknown {
		return t.fail(t.keyUnrecognized(c))
	}
	return nil
}

// takeBack records a reversal as the version after the claim's last.
func (t *transaction) takeBack(reversal *record.Decision) error {
	var last int
	if _, err := t.one(selectLastVersion, []any{reversal.Control}, &last); err != nil {
		return err
	}
	_, err := t.addVersion(last+1, reversal)
	return t.fail(err)
}

// addVersion records a decision and its postings, without lines.
func (t *transaction) addVersion(version int, d *record.Decision) (id int64, err error) {
	money, err := amounts(d.Charge, d.Paid, d.Patient)
	if err != nil {
		return 0, fmt.Errorf("store: totals of claim %s: %w", d.Control, err)
	}
	alone := *d
	alone.Reversal, alone.Trace = nil, nil
	packed, err := t.pack(&alone)
	if err != nil {
		return 0, err
	}
	steps, err := t.pack(&trace{d.Trace})
	if err != nil {
		return 0, err
	}
	result, err := t.exec(insertDecision, d.Control, version, string(d.Outcome), string(d.Status), d.Claim.String(), d.Member,
		d.Payee, int64(d.Decided), money[0], money[1], money[2], d.Corrects, packed, steps)
	switch {
	case violates(err, "decisions.version"):
		err = ErrDuplicateDecision
	case violates(err, "the version before stands"):
		err = ErrStands
	case violates(err, "nothing to take back"):
		err = ErrNotReversible
	}
	if id, err = rowID[int64](result, err); err != nil {
		return 0, fmt.Errorf("store: claim %s version %d: %w", d.Control, version, err)
	}
	for _, p := range d.Postings {
		if err := t.post(id, p); err != nil {
			return 0, t.fail(fmt.Errorf("store: claim %s line %d: %w", d.Control, p.Line, err))
		}
	}
	return id, nil
}

func (t *transaction) addLine(decision int64, c *record.Claim, d *record.Decision, i int) error {
	decided := &d.Lines[i]
	submitted := serviceLine(c, i, decided.Line)
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
	p, dates := submitted.Procedure, c.DatesOf(submitted)
	_, err = t.exec(insertLine, decision, i+1, decided.Line, d.Control, d.Payee, d.Member, d.Newborn, c.Rendering(submitted).NPI,
		int64(dates.From), int64(max(dates.From, dates.To)), p.Qualifier, p.Code,
		strings.Join(p.Modifiers, " "), submitted.Revenue, c.PlaceOf(submitted), units, money[0], money[1], money[2], money[3],
		string(decided.State), string(decided.Category), decided.Contract, string(decided.Model), string(denial(decided)), submitted.TeethKey())
	return err
}

// serviceLine returns the claim's line with the number; the one at the decided
// line's own index first, as numbers can repeat in what is submitted.
func serviceLine(c *record.Claim, i, number int) *record.ServiceLine {
	if i < len(c.Lines) && c.Lines[i].Number == number {
		return &c.Lines[i]
	}
	for j := range c.Lines {
		if c.Lines[j].Number == number {
			return &c.Lines[j]
		}
	}
	return nil
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
