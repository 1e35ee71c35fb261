package store

import (
	"fmt"
	"slices"

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
	others, err := t.closeOthers(totals)
	if err != nil {
		return err
	}
	if others {
		t.forget() // what is known of them
	}
	w, anyStood := &openings{tx: t}, false
	for _, p := range opening {
		if total, open := totals[p.Counter]; open {
			stood, err := w.open(p.Counter, total)
			if err != nil {
				return refused(p.Counter, err)
			}
			anyStood = anyStood || stood
			delete(totals, p.Counter)
		}
		if p.Visit == "" {
			continue
		}
		if err := w.take(p.Counter, p.Visit); err != nil {
			return refused(p.Counter, err)
		}
	}
	w.write()
	if anyStood {
		t.forget() // what is known of their totals
	}
	if t.behind != nil {
		t.behind.handOver()
	}
	return nil
}

// openings are counters that are opened and visits that were taken by then, to be written
// while the caller goes on: most members have some.
type openings struct {
	tx  *transaction
	all []opened
}

// opened is a counter that is opened, or a visit of one.
type opened struct {
	counter record.Counter
	id      int64
	total   int64
	visit   string // empty: the counter itself
}

// openingsAtOnce is how many are written together.
const openingsAtOnce = 1024

// meets comes before it is asked what is known of an owner: one who was met and is not
// remembered any more is asked for, and must be written then.
func (w *openings) meets(owner string) {
	t := w.tx
	if !t.touched.names.has(counterOwner, owner) {
		return
	}
	if known, _ := t.store.known.counters.get(owner); known == nil {
		w.write()
	}
}

// open sets the opening of a counter, and reports whether it stood before.
func (w *openings) open(of record.Counter, opening int64) (stood bool, err error) {
	t := w.tx
	w.meets(of.Owner)
	c, err := t.madeCounter(of) // before it is noted: whoever was never written about is not asked for
	if err != nil {
		return false, err
	}
	t.wrote(counterOwner, of.Owner)
	switch {
	case c.stored:
		_, err = t.exec(updateOpening, opening, of.Owner, string(of.Kind), string(of.Category), of.Year)
		return true, err
	case opening < 0:
		return false, fmt.Errorf("%s: %w", of.Kind, ErrCounterNegative)
	}
	c.stored, c.total = true, opening
	w.add(opened{counter: of, id: c.id, total: opening})
	return false, nil
}

// take notes a visit that was taken of a counter, which was opened.
func (w *openings) take(of record.Counter, held string) error {
	w.meets(of.Owner)
	c, err := w.tx.counter(of)
	if err == nil && c == nil {
		err = ErrNotFound
	}
	if err == nil {
		err = w.tx.readVisits(c)
	}
	if err != nil {
		return err
	}
	v := visit{visit: held}
	if slices.Contains(c.visits, v) {
		return fmt.Errorf("%s: %w", of.Kind, ErrVisitTaken)
	}
	c.visits = append(c.visits, v)
	w.add(opened{counter: of, id: c.id, visit: held})
	return nil
}

func (w *openings) add(o opened) {
	if w.all = append(w.all, o); len(w.all) == openingsAtOnce {
		w.write()
	}
}

// write has what was added written.
func (w *openings) write() {
	all := w.all
	if w.all = nil; len(all) == 0 {
		return
	}
	w.tx.enqueue(func(inside *transaction) error {
		for i := range all {
			if err := inside.writeOpened(&all[i]); err != nil {
				return fmt.Errorf("store: opening: %w", refused(all[i].counter, err))
			}
		}
		return nil
	})
}

func (t *transaction) writeOpened(o *opened) (err error) {
	if c := &o.counter; o.visit == "" {
		_, err = t.exec(insertCounter, o.id, c.Owner, string(c.Kind), string(c.Category), c.Year, o.total, 0)
	} else {
		_, err = t.exec(insertOpeningVisit, o.id, o.visit)
	}
	return err
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
