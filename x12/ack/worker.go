package ack

import (
	"fmt"
	"iter"
	"runtime"
	"runtime/debug"
	"sync"

	"github.com/hmox12/hmox12/x12"
)

// This file has several workers inspect a file, each a goroutine.
//
// Who has nothing to inspect has the file read on until a portion is full, and inspects
// that: what a processor has read is still near to it. Reading, and telling what was found
// in the order of the file, is one goroutine's work, the reader, which goes on within
// whichever worker asks for more, one of them at a time. What waits is bounded: so many
// portions may be handed out and not told, and of each so many results; a worker that found
// more waits for its turn, and the reader for portions that are behind.

// workers are those that inspect a file together.
type workers struct {
	options Options
	next    func() (*portion, bool) // has the reader go on
	turn    chan struct{}           // holds one for who may call next
	over    chan struct{}           // closed when the reader is at its end
	started int                     // by who has the turn
	all     sync.WaitGroup

	// The reader is to tell what it can and read nothing; said by who has the turn.
	onlyTell bool
}

// readTogether calls read, the reader, and has workers inspect the portions that it
// yields. When the reader panics or exits, so does the caller.
func readTogether(options Options, read func(w *workers, yield func(*portion) bool) error) error {
	var (
		w        = &workers{options: options, turn: make(chan struct{}, 1), over: make(chan struct{}), started: 1}
		err      error
		returned bool
		panicked any
	)
	reader := func(yield func(*portion) bool) {
		defer func() {
			if !returned {
				panicked = recover()
			}
			close(w.over)
		}()
		err = read(w, yield)
		returned = true
	}
	w.all.Go(func() {
		w.next, _ = iter.Pull(reader) // here, as the caller may be bound to a thread, which binds who may call next
		w.giveTurn()
		w.work()
	})
	w.all.Wait()
	switch {
	case panicked != nil:
		panic(panicked)
	case !returned: // as by a test that fails
		runtime.Goexit()
	}
	return err
}

// take returns the portion that comes next, nil when there are no more. Another worker is
// started with each until all are.
func (w *workers) take() *portion {
	<-w.turn
	defer w.giveTurn()
	p, ok := w.next()
	if ok && w.started < w.options.Workers {
		w.started++
		w.all.Go(w.work)
	}
	return p
}

func (w *workers) giveTurn() { w.turn <- struct{}{} }

// work inspects portions until there are no more.
func (w *workers) work() {
	var (
		p         *portion
		inspector *inspector
	)
	results := &gathered{handOver: func(results []result) { w.handOver(p, results) }}
	for p = w.take(); p != nil; p = w.take() {
		if inspector == nil {
			inspector = newInspector(w.options, results)
		}
		p.panicked = inspectSafely(p, inspector)
		results.flush()
		switch {
		case p.panicked != nil: // nobody may use it again
			inspector = nil
		case p.open:
			p.inspector, inspector = inspector, nil
		}
		close(p.results)
	}
	if inspector != nil {
		inspector.dismiss()
	}
}

// inspectSafely has an inspector inspect a portion. When it panics, the reader does so in
// its turn, as if it had inspected the portion itself.
func inspectSafely(p *portion, i *inspector) (panicked error) {
	defer func() {
		if r := recover(); r != nil {
			panicked = fmt.Errorf("%v\n\n%s", r, debug.Stack())
		}
	}()
	var segment x12.Segment
	if p.lead != nil {
		p.segments.Next(&segment)
		i.follow(p.lead, &segment)
		i.save(&p.start)
	}
	p.inspect(i, &segment)
	return nil
}

// handOver gives the reader results of a portion, which it tells in its turn.
func (w *workers) handOver(p *portion, results []result) {
	select {
	case p.results <- results:
		return
	default:
	}
	select {
	case p.results <- results:
		return
	case <-w.turn: // nobody reads, so nobody may ever tell what waits
		w.haveTold()
	}
	select {
	case p.results <- results:
	case <-w.over: // for good, as by a panic
	}
}

// haveTold has the reader tell what it can and read nothing. The worker has the turn.
func (w *workers) haveTold() {
	defer w.giveTurn()
	w.onlyTell = true
	w.next()
	w.onlyTell = false
}
