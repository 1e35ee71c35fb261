package store

import (
	"context"
	"errors"
	"fmt"

	"github.com/hmox12/hmox12/mapping/record"
)

// transaction is a Tx of SQLite.
type transaction struct {
	store *Store
	// caller is asked between operations whether it has ended: watching for that inside
	// of each costs as much as a small insert.
	caller context.Context

	failed     error
	behind     *behind // nil until something is written behind
	within     bool    // it is what is written behind
	done       bool
	savepoints int
	numbers    map[string]int64 // last control numbers, of sequences in use
	began      mark             // what packed records referred to then
	committed  view             // reads what was packed by then
	touched    *touched
	queued     *queued
	unpaid     *unpaid
	remitted   map[string]bool // payees to whom it remitted

	// Used again and again.
	decided []decidedLine // of the decision that was made last
	prior   []record.PriorLine
	line    decidedLine
}

// Begin starts a transaction when the one before has ended. It ends when the
// context does, at the next operation.
func (s *Store) Begin(ctx context.Context) (Tx, error) {
	select {
	case s.writing <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	t := &transaction{
		store: s, caller: ctx,
		touched: &touched{names: s.touched}, queued: newQueued(), unpaid: new(unpaid), remitted: make(map[string]bool), numbers: make(map[string]int64),
	}
	err := s.connect()
	if err == nil {
		err = s.run("begin", func() error { return t.say("BEGIN IMMEDIATE") })
		if err != nil && s.writer != nil {
			s.disconnect() // it may have begun all the same
		}
	}
	if err != nil {
		<-s.writing
		return nil, err
	}
	if err := errors.Join(t.loadLexicon(), s.trust()); err != nil {
		_ = t.Rollback()
		return nil, err
	}
	s.touched.clear()
	t.began, t.committed = s.writer.mark(), s.writer.view()
	return t, nil
}

func (t *transaction) say(command string) error {
	return t.store.writer.say(command)
}

func (t *transaction) usable() error {
	t.settle()
	switch {
	case t.done:
		return ErrTxDone
	case t.failed != nil:
		return t.failed
	}
	return t.caller.Err()
}

// fail makes the transaction unusable: what was asked for is half done in it.
func (t *transaction) fail(err error) error {
	t.settle()
	if err != nil && t.failed == nil && !t.done {
		t.failed = err
	}
	return err
}

// Commit implements Tx.
func (t *transaction) Commit() error {
	err := t.usable()
	t.unpaid.close()
	if err == nil {
		err = t.writeControlNumbers(t.controlNumbers())
	}
	if err == nil {
		t.store.beside = t.store.beside.leave()
		err = t.store.run("commit", func() error { return t.say("COMMIT") })
		if err == nil {
			t.end()
			return nil
		}
	}
	if !t.done {
		_ = t.Rollback() // why it can't be committed is the error to tell
	}
	return err
}

// Rollback implements Tx.
func (t *transaction) Rollback() error {
	t.settle()
	t.unpaid.close()
	if t.done {
		return nil
	}
	t.store.beside = t.store.beside.leave()
	t.forget()
	t.store.writer.back(t.began)
	err := t.store.run("rollback", func() error { return t.say("ROLLBACK") })
	if err != nil {
		// Closing the connection undoes what it had open, too.
		t.store.disconnect()
	}
	t.end()
	return err
}

func (t *transaction) end() {
	t.done = true
	if t.behind != nil {
		close(t.behind.batches)
	}
	<-t.store.writing
}

// savepoint implements Savepoint.
type savepoint struct {
	tx    *transaction
	depth int
	// The following are known when what was queued before it is written.
	there bool
	began mark
}

// Savepoint implements Tx.
func (t *transaction) Savepoint() (Savepoint, error) {
	p := &savepoint{tx: t, depth: t.savepoints + 1}
	numbers := t.controlNumbers()
	err := t.inTurn(func(inside *transaction) error {
		if err := inside.writeControlNumbers(numbers); err != nil {
			return err
		}
		p.began = inside.store.writer.mark()
		err := inside.run("savepoint", func() error { return inside.say(fmt.Sprintf("SAVEPOINT s%d", p.depth)) })
		p.there = err == nil
		return err
	})
	if err != nil {
		return nil, err
	}
	t.savepoints = p.depth
	return p, nil
}

// Release forgets the savepoint and those inside it; what was done since stays
// part of the transaction.
func (p *savepoint) Release() error {
	if err := p.open(); err != nil {
		return err
	}
	err := p.tx.inTurn(func(inside *transaction) error {
		return inside.run("release savepoint", func() error { return inside.say(fmt.Sprintf("RELEASE s%d", p.depth)) })
	})
	if err == nil {
		p.tx.savepoints = p.depth - 1
	}
	return err
}

// Rollback undoes what was done since the savepoint, also after an error, and
// forgets it and those inside it. After Release it is an error.
func (p *savepoint) Rollback() error {
	if err := p.open(); err != nil {
		return err
	}
	t := p.tx
	t.settle()
	t.unpaid.close()
	if !p.there { // what was to be written before it was not
		return t.failed
	}
	t.forget()
	clear(t.numbers)
	t.store.writer.back(p.began)
	err := t.store.run("roll back to savepoint", func() error {
		if err := t.say(fmt.Sprintf("ROLLBACK TO s%d", p.depth)); err != nil {
			return err
		}
		return t.say(fmt.Sprintf("RELEASE s%d", p.depth))
	})
	if err != nil {
		return t.fail(err)
	}
	t.savepoints, t.failed = p.depth-1, nil
	if t.behind != nil {
		t.behind.failed, t.behind.inside.failed = nil, nil
	}
	return nil
}

func (p *savepoint) open() error {
	if p.tx.done {
		return ErrTxDone
	}
	if p.depth > p.tx.savepoints {
		return fmt.Errorf("store: the savepoint has ended")
	}
	return nil
}
