package store

import (
	"fmt"

	"github.com/hmox12/hmox12/mapping/record"
)

var (
	selectOpenings = &statement{"list openings",
		`SELECT owner, kind, category, year FROM counters WHERE opening <> 0`}
	updateOpening = &statement{"set opening",
		`UPDATE counters SET opening = ? WHERE owner = ? AND kind = ? AND category = ? AND year = ?`}
	deleteOpeningVisits = &statement{"clear opening visits",
		`DELETE FROM visits WHERE claim = ''`}
	insertOpeningVisit = &statement{"add opening visit",
		`INSERT INTO visits (counter, visit, claim) VALUES (?, ?, '')`}
)

// SetOpening implements Tx.
func (t *transaction) SetOpening(opening []record.Posting) error {
	if err := t.setOpening(opening); err != nil {
		return t.fail(fmt.Errorf("store: opening: %w", err))
	}
	return nil
}

func (t *transaction) setOpening(opening []record.Posting) error {
	t.settle()
	totals := make(map[record.Counter]int64, len(opening))
	for _, p := range opening {
		amount, err := exact(&p)
		if err != nil {
			return err
		}
		totals[p.Counter] += amount
	}
	changed, err := t.closeOthers(totals)
	if err != nil {
		return err
	}
	for _, p := range opening {
		if total, open := totals[p.Counter]; open {
			stood, err := t.openCounter(p.Counter, total)
			if err != nil {
				return refused(p.Counter, err)
			}
			changed = changed || stood
			delete(totals, p.Counter)
		}
		if p.Visit == "" {
			continue
		}
		c, err := t.counter(p.Counter)
		if err != nil {
			return err
		}
		if _, err := t.exec(insertOpeningVisit, c.id, p.Visit); err != nil {
			return refused(p.Counter, err)
		}
		if c.read {
			c.visits = append(c.visits, visit{visit: p.Visit})
		}
	}
	if changed {
		t.forget() // what is known of their totals
	}
	return nil
}

// openCounter sets the opening of a counter, and reports whether it stood before.
func (t *transaction) openCounter(of record.Counter, opening int64) (stood bool, err error) {
	t.wrote(counterOwner, of.Owner)
	c, err := t.madeCounter(of)
	if err != nil {
		return false, err
	}
	if c.stored {
		_, err = t.exec(updateOpening, opening, of.Owner, string(of.Kind), string(of.Category), of.Year)
		return true, err
	}
	_, err = t.exec(insertCounter, c.id, of.Owner, string(of.Kind), string(of.Category), of.Year, opening, 0)
	c.stored, c.total = err == nil, opening
	return false, err
}

// closeOthers takes back the openings that totals doesn't name, and all visits. It reports
// whether there were any.
func (t *transaction) closeOthers(totals map[record.Counter]int64) (any bool, err error) {
	var stale []record.Counter
	err = t.query(selectOpenings, nil, func(at cursor) error {
		var c record.Counter
		if err := at.scan(&c.Owner, &c.Kind, &c.Category, &c.Year); err != nil {
			return err
		}
		if _, named := totals[c]; !named {
			stale = append(stale, c)
		}
		return nil
	})
	if err != nil {
		return false, err
	}
	for _, c := range stale {
		t.wrote(counterOwner, c.Owner)
		if _, err := t.exec(updateOpening, 0, c.Owner, string(c.Kind), string(c.Category), c.Year); err != nil {
			return false, refused(c, err)
		}
	}
	visits, err := t.exec(deleteOpeningVisits)
	return len(stale) > 0 || visits.rows > 0, err
}
