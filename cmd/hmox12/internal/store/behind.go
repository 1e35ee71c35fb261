package store

import (
	"sync"
)

// Packing and writing a claim with its decision takes about as long as reading and
// deciding the next ones, so the two are done at the same time: what is written
// behind is queued for a goroutine that has the connection until all of it is written.
// What the transaction does next waits for that, but for the questions that are asked
// of every claim: past.go and counter.go answer them from what they remember of what
// was written and is queued, and from what was committed before (aside.go). What they
// don't remember any more is asked between two writes.

// What is queued is handed over so many at a time, as waking the other goroutine costs
// as much as a small write; and no more than so many batches wait, which bounds how far
// writing may be behind.
const (
	batchSize  = 16
	maxBatches = 3
	maxQueued  = batchSize * (maxBatches + 2) // with the batch that is filled and the one that is written
)

// behind is the goroutine that writes while the caller of the transaction goes on.
// There is one a transaction, as a new one each time would have its stack grow anew.
type behind struct {
	batches   chan []write
	questions chan func()    // asked between two writes
	written   sync.WaitGroup // of batches
	failed    error          // of the first write that did; the writes after it are not done

	// The following belong to the caller.
	batch   []write     // not handed over yet
	waiting bool        // something was queued since settle
	inside  transaction // what writes are given: shares all but whether it failed
}

// write is something to write, in the transaction that it is given.
type write func(inside *transaction) error

// FarBehind implements Tx.
func (t *transaction) FarBehind(write func(Tx) error) error {
	t.touched.claims.Store(true)
	return t.LogBehind(write)
}

// LogBehind implements Tx.
func (t *transaction) LogBehind(write func(Tx) error) error {
	if err := t.ready(); err != nil {
		return err
	}
	t.enqueue(func(inside *transaction) error { return write(inside) })
	return nil
}

// inTurn has write done before whatever comes next: behind what is queued, if anything is
// that may be written while the caller goes on.
func (t *transaction) inTurn(w write) error {
	if err := t.ready(); err != nil {
		return err
	}
	if t.behind == nil || !t.behind.waiting {
		return w(t)
	}
	t.enqueue(w)
	return nil
}

func (t *transaction) enqueue(w write) {
	if t.within {
		_ = t.fail(w(t)) // which is told where this is
		return
	}
	if t.behind == nil {
		t.behind = &behind{batches: make(chan []write, maxBatches), questions: make(chan func()), inside: *t}
		t.behind.inside.within = true
		t.behind.inside.behind, t.behind.inside.decided, t.behind.inside.prior = nil, nil, nil
		go t.behind.run()
	}
	b := t.behind
	b.waiting = true
	t.queued.count()
	if b.batch = append(b.batch, w); len(b.batch) == batchSize {
		b.handOver()
	}
}

// handOver has what is queued written.
func (b *behind) handOver() {
	if len(b.batch) > 0 {
		b.written.Add(1)
		b.batches <- b.batch
		b.batch = make([]write, 0, batchSize)
	}
}

func (b *behind) run() {
	for {
		select {
		case batch, open := <-b.batches:
			if !open {
				return
			}
			b.write(batch)
		case question := <-b.questions:
			question()
		}
	}
}

func (b *behind) write(batch []write) {
	defer b.written.Done()
	for _, write := range batch {
		if b.failed != nil {
			return
		}
		if b.failed = write(&b.inside); b.failed == nil {
			b.failed = b.inside.failed
		}
		select {
		case question := <-b.questions:
			question()
		default:
		}
	}
}

// between is query for what none of the writes that are queued has to do with: it
// waits for the one that is under way and not for all of them.
func (t *transaction) between(q *statement, args []any, each func(cursor) error) error {
	b := t.behind
	if b == nil || !b.waiting {
		return t.query(q, args, each)
	}
	if err := t.ready(); err != nil {
		return err
	}
	answered := make(chan error)
	b.questions <- func() {
		if b.failed != nil {
			answered <- b.failed
			return
		}
		answered <- b.inside.query(q, args, each)
	}
	err := <-answered
	if err != nil {
		t.failed = err
	}
	return err
}

// settle waits until what is written behind is written. An error makes the
// transaction unusable: nobody is there any more who could do without it.
func (t *transaction) settle() {
	b := t.behind
	if b == nil || !b.waiting {
		return
	}
	b.handOver()
	b.written.Wait()
	b.waiting = false
	if b.failed != nil && t.failed == nil {
		t.failed = b.failed
	}
}

// ready is usable for a question that what is queued doesn't touch.
func (t *transaction) ready() error {
	if b := t.behind; b == nil || !b.waiting || t.done || t.failed != nil {
		return t.usable()
	}
	return t.caller.Err()
}

// queued are the names that writes which may be queued still are about: those of as
// many writes as the queue holds, and of some more.
type queued struct {
	young, old map[named]struct{}
	writes     int // since young was begun
}

// named is a name with what it is of.
type named struct {
	of   nameOf
	name string
}

func newQueued() *queued {
	return &queued{young: make(map[named]struct{}), old: make(map[named]struct{})}
}

// add notes that the next write is about a name.
func (q *queued) add(of nameOf, name string) { q.young[named{of, name}] = struct{}{} }

func (q *queued) has(of nameOf, name string) bool {
	n := named{of, name}
	if _, young := q.young[n]; young {
		return true
	}
	_, old := q.old[n]
	return old
}

// count counts a write that was queued.
func (q *queued) count() {
	if q.writes++; q.writes == maxQueued {
		q.writes = 0
		q.young, q.old = q.old, q.young
		clear(q.young)
	}
}
