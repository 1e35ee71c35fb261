package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// The counters that were met are kept in memory, those of an owner together: the totals
// that decisions ask for are those after all postings, be they written already or not.

// counterNumbers is the sequence of which counters have their ids.
const counterNumbers = "counter"

// counter is a running total as the transaction sees it.
type counter struct {
	record.Counter
	id     int64
	stored bool  // in the database, or queued to be
	total  int64 // cents or thousandths
	visits []visit
	read   bool // visits are
}

// visit is a visit that was counted, and a claim that holds it. Visits taken before
// the book was loaded are held by none.
type visit struct{ visit, claim string }

var (
	selectCounters = &statement{"read counter",
		`SELECT id, kind, category, year, opening + posted FROM counters WHERE owner = ?`}
	insertCounter = &statement{"add counter",
		`INSERT INTO counters (id, owner, kind, category, year, opening, posted) VALUES (?, ?, ?, ?, ?, ?, ?)`}
	updateCounter = &statement{"count",
		`UPDATE counters SET posted = posted + ? WHERE owner = ? AND kind = ? AND category = ? AND year = ?`}
	insertPostings = &statement{"post",
		`INSERT INTO postings (decision, packed) VALUES (?, ?)`}
	selectVisits = &statement{"find visit",
		`SELECT visit, claim FROM visits WHERE counter = ? ORDER BY visit, claim`}
	insertVisit = &statement{"take visit",
		`INSERT INTO visits (counter, visit, claim) VALUES (?, ?, ?)`}
	deleteVisit = &statement{"put visit back",
		`DELETE FROM visits WHERE counter = ? AND visit = ? AND claim = ?`}
)

// used returns the total of a counter.
func (t *transaction) used(of record.Counter) (decimal.Decimal, error) {
	places, ok := places(of.Kind)
	if !ok {
		return decimal.Zero, errUnknownKind(of.Kind)
	}
	c, err := t.counter(of)
	if err != nil || c == nil {
		return decimal.Zero, err
	}
	return unscaled(c.total, places), nil
}

// visitClaims returns the claims that hold a visit.
func (t *transaction) visitClaims(of record.Counter, held string) (claims []string, err error) {
	c, err := t.counter(of)
	if err != nil || c == nil {
		return nil, err
	}
	if err := t.readVisits(c); err != nil {
		return nil, err
	}
	for _, v := range c.visits {
		if v.visit == held {
			claims = append(claims, v.claim)
		}
	}
	return claims, nil
}

// counted is a posting as it is to be written.
type counted struct {
	counter record.Counter
	id      int64
	first   bool // the counter is not in the database yet
	line    int
	amount  int64 // of the posting
	adds    int64 // to the total: less where another claim holds the visit
	visit   string
	takes   bool // the visit; else it is put back
}

// count adds a decision's posting to its counter. A visit that another claim holds is
// not counted again; a negative posting lets go of it, and the last claim that does
// puts it back.
func (t *transaction) count(claim string, p *record.Posting) (counted, error) {
	amount, err := exact(p)
	if err != nil {
		return counted{}, err
	}
	c, err := t.madeCounter(p.Counter)
	if err != nil {
		return counted{}, err
	}
	t.wrote(counterOwner, p.Counter.Owner)
	n := counted{counter: p.Counter, id: c.id, first: !c.stored, line: p.Line, amount: amount, adds: amount, visit: p.Visit, takes: amount > 0}
	if p.Visit != "" {
		if n.adds, err = t.countVisit(c, visit{p.Visit, claim}, amount); err != nil {
			return counted{}, err
		}
	}
	if c.total+n.adds < 0 {
		return counted{}, fmt.Errorf("%s: %w", p.Counter.Kind, ErrCounterNegative)
	}
	c.total += n.adds
	c.stored = true
	return n, nil
}

// countVisit takes a visit or puts it back, and returns what that adds to the total.
func (t *transaction) countVisit(c *counter, v visit, amount int64) (adds int64, err error) {
	if err := t.readVisits(c); err != nil {
		return 0, err
	}
	at := slices.Index(c.visits, v)
	switch {
	case amount > 0 && at >= 0:
		return 0, fmt.Errorf("%s: %w", c.Kind, ErrVisitTaken)
	case amount <= 0 && at < 0:
		return 0, fmt.Errorf("%s: %w", c.Kind, ErrVisitNotTaken)
	case amount <= 0:
		c.visits = slices.Delete(c.visits, at, at+1)
	}
	held := slices.ContainsFunc(c.visits, func(other visit) bool { return other.visit == v.visit })
	if amount > 0 {
		c.visits = append(c.visits, v)
	}
	if held {
		return 0, nil
	}
	return amount, nil
}

// writePostings writes the postings of a decision about a claim, and what they did to
// their counters.
func (t *transaction) writePostings(decision int64, claim string, all []counted) error {
	if len(all) == 0 {
		return nil
	}
	var packed []byte
	for i := range all {
		n := &all[i]
		if err := t.moveCounter(claim, n); err != nil {
			return fmt.Errorf("store: claim %s line %d: %w", claim, n.line, err)
		}
		packed = n.append(packed)
	}
	_, err := t.exec(insertPostings, decision, packed)
	return err
}

// moveCounter writes what a posting did to its counter.
func (t *transaction) moveCounter(claim string, n *counted) (err error) {
	switch c := &n.counter; {
	case n.first:
		_, err = t.exec(insertCounter, n.id, c.Owner, string(c.Kind), string(c.Category), c.Year, 0, n.adds)
	case n.adds != 0:
		_, err = t.exec(updateCounter, n.adds, c.Owner, string(c.Kind), string(c.Category), c.Year)
	}
	if err != nil || n.visit == "" {
		return err
	}
	change := deleteVisit
	if n.takes {
		change = insertVisit
	}
	_, err = t.exec(change, n.id, n.visit, claim)
	return err
}

// append appends the posting packed: its counter, line and amount as varints, and its
// visit with the length before it.
func (n *counted) append(b []byte) []byte {
	for _, number := range [...]int64{n.id, int64(n.line), n.amount} {
		b = binary.AppendVarint(b, number)
	}
	return append(binary.AppendUvarint(b, uint64(len(n.visit))), n.visit...)
}

// postedTo returns what packed postings add to a counter.
func postedTo(counter int64, packed string) (amount int64, err error) {
	r := lineReader{rest: packed}
	for r.rest != "" && !r.broken {
		id, _, posted, _ := r.number(), r.number(), r.number(), r.text()
		if id == counter {
			amount += posted
		}
	}
	if r.broken {
		return 0, errors.New("the stored postings of a decision can't be read")
	}
	return amount, nil
}

// exact returns a posting's amount as its counter keeps it.
func exact(p *record.Posting) (int64, error) {
	places, ok := places(p.Counter.Kind)
	if !ok {
		return 0, errUnknownKind(p.Counter.Kind)
	}
	amount, err := scaled(p.Amount, places)
	if err != nil {
		return 0, fmt.Errorf("%s: %w", p.Counter.Kind, err)
	}
	return amount, nil
}

// refused says in the field's words which constraint an opening met.
func refused(of record.Counter, err error) error {
	switch {
	case violates(err, "counter_never_negative"):
		return fmt.Errorf("%s: %w", of.Kind, ErrCounterNegative)
	case violates(err, "visits.visit"):
		return fmt.Errorf("%s: %w", of.Kind, ErrVisitTaken)
	}
	return err
}

func errUnknownKind(kind record.CounterKind) error {
	return fmt.Errorf("%q is no kind of counter", string(kind))
}

// counter returns a counter as it stands, nil when it was never posted to.
func (t *transaction) counter(of record.Counter) (*counter, error) {
	all, err := t.ownedBy(of.Owner)
	if err != nil {
		return nil, err
	}
	return all.counter(of), nil
}

// ownedBy returns the counters of an owner.
func (t *transaction) ownedBy(owner string) (*owned, error) {
	if err := t.ready(); err != nil {
		return nil, err
	}
	if known, _ := t.store.known.counters.get(owner); known != nil {
		return known, nil
	}
	all := new(owned)
	if !t.store.nothing(counterOwner, owner) {
		err := t.ask(t.knower(counterOwner, owner), selectCounters, []any{owner}, func(at cursor) error {
			all.counters = append(all.counters, &counter{
				Counter: record.Counter{Kind: record.CounterKind(at.text(1)), Owner: owner, Category: record.ServiceCategory(at.text(2)), Year: int(at.number(3))},
				id:      at.number(0), stored: true, total: at.number(4),
			})
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	t.store.known.counters.set(owner, all)
	return all, nil
}

// madeCounter returns a counter, one that is not stored when it was never posted to.
func (t *transaction) madeCounter(of record.Counter) (*counter, error) {
	all, err := t.ownedBy(of.Owner)
	if err != nil {
		return nil, err
	}
	if c := all.counter(of); c != nil {
		return c, nil
	}
	id, err := t.NextControlNumber(counterNumbers)
	if err != nil {
		return nil, err
	}
	c := &counter{Counter: of, id: id, read: true}
	all.counters = append(all.counters, c)
	return c, nil
}

// readVisits reads the visits of a counter.
func (t *transaction) readVisits(c *counter) error {
	if c.read {
		return nil
	}
	err := t.ask(t.knower(counterOwner, c.Owner), selectVisits, []any{c.id}, func(at cursor) error {
		c.visits = append(c.visits, visit{at.text(0), at.text(1)})
		return nil
	})
	c.read = err == nil
	return err
}

// next returns the number after the last one of a table's rows, which the database
// tells when it isn't known.
func (t *transaction) next(last *int64, q *statement) (int64, error) {
	if *last == 0 {
		err := t.query(q, nil, func(at cursor) error { return at.scan(last) })
		if err != nil {
			return 0, err
		}
	}
	*last++
	return *last, nil
}
