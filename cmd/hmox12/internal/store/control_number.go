package store

import (
	"fmt"
	"maps"
	"slices"
)

var (
	selectControlNumber = &statement{"read control number",
		`SELECT last FROM control_numbers WHERE name = ?`}
	upsertControlNumber = &statement{"write control number",
		`INSERT INTO control_numbers (name, last) VALUES (?, ?)
		 ON CONFLICT (name) DO UPDATE SET last = excluded.last`}
)

// NextControlNumber implements Tx.
func (t *transaction) NextControlNumber(sequence string) (int64, error) {
	last, err := t.lastControlNumber(sequence)
	if err != nil {
		return 0, err
	}
	t.numbers[sequence] = last + 1
	return last + 1, nil
}

// SetControlNumber implements Tx.
func (t *transaction) SetControlNumber(sequence string, last int64) error {
	used, err := t.lastControlNumber(sequence)
	if err != nil {
		return err
	}
	if used > last {
		return fmt.Errorf("store: the control numbers of %s are beyond %d already", sequence, last)
	}
	t.numbers[sequence] = last
	return nil
}

// lastControlNumber returns the last number of a sequence. The transaction holds
// the sequences it uses in memory: every claim takes a number, and one write at
// the end is enough.
func (t *transaction) lastControlNumber(sequence string) (int64, error) {
	if err := t.ready(); err != nil { // whether what is written behind fails is told by what waits for it
		return 0, err
	}
	last, held := t.numbers[sequence]
	if held {
		return last, nil
	}
	_, err := t.one(selectControlNumber, []any{sequence}, &last)
	return last, err
}

// taken is the last number of a sequence.
type taken struct {
	sequence string
	last     int64
}

// controlNumbers returns the numbers of the sequences in use.
func (t *transaction) controlNumbers() []taken {
	var all []taken
	for _, sequence := range slices.Sorted(maps.Keys(t.numbers)) {
		all = append(all, taken{sequence, t.numbers[sequence]})
	}
	return all
}

// writeControlNumbers brings the database up to the numbers taken: before a
// commit, and before a savepoint, which goes back to what the database holds.
func (t *transaction) writeControlNumbers(all []taken) error {
	for _, n := range all {
		if _, err := t.exec(upsertControlNumber, n.sequence, n.last); err != nil {
			return t.fail(err)
		}
	}
	return nil
}
