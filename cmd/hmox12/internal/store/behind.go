package store

import "sync"

// Packing and writing a claim with its decision takes about as long as reading and
// deciding the next ones, so the two are done at the same time: what is written
// behind is queued for a goroutine that has the connection until all of it is written.
// What the transaction does next waits for that, but for the questions that are asked
// of every claim: past.go and counter.go answer them from what they remember of what
// was written and is queued, and from what was committed before (aside.go).

// What is queued is handed over so many at a time, as waking the other goroutine costs
// as much as a small write; and no more than so many batches wait, which bounds how far
// writing may be behind.
const (
	batchSize  = 16
	maxBatches = 8
)

// behind is the goroutine that writes while the caller of the transaction goes on.
// There is one a transaction, as a new one each time would have its stack grow anew.
type behind struct {
	batches chan []write
	written sync.WaitGroup // of batches
	failed  error          // of the first write that did; the writes after it are not done

	// The following belong to the caller.
	batch   []write     // not handed over yet
	waiting bool        // something was queued since settle
	unknown bool        // some of it may be anything, not only what past.go remembers
	inside  transaction // what writes are given: shares all but whether it failed
}

// write is something to write, in the transaction that it is given.
type write func(inside *transaction) error

// Behind implements Tx.
func (t *transaction) Behind(write func(Tx) error) error {
	if err := t.usable(); err != nil {
		return err
	}
	t.enqueue(func(inside *transaction) error { return write(inside) })
	t.behind.unknown = true
	t.behind.handOver() // it may be long, and nothing is added until it is written
	return nil
}

// FarBehind implements Tx.
func (t *transaction) FarBehind(write func(Tx) error) error {
	if err := t.ready(); err != nil {
		return err
	}
	t.enqueue(func(inside *transaction) error { return write(inside) })
	return nil
}

func (t *transaction) enqueue(w write) {
	if t.behind == nil {
		t.behind = &behind{batches: make(chan []write, maxBatches), inside: *t}
		t.behind.inside.behind = nil
		go t.behind.run()
	}
	b := t.behind
	b.waiting = true
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
	for batch := range b.batches {
		for _, write := range batch {
			if b.failed == nil {
				b.failed = write(&b.inside)
			}
		}
		b.written.Done()
	}
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
	b.waiting, b.unknown = false, false
	if b.failed != nil && t.failed == nil {
		t.failed = b.failed
	}
}

// ready is usable for a question that what is queued doesn't touch.
func (t *transaction) ready() error {
	if b := t.behind; b == nil || !b.waiting || b.unknown || t.done || t.failed != nil {
		return t.usable()
	}
	return t.caller.Err()
}
