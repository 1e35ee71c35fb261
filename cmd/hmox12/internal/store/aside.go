package store

import "sync/atomic"

// aside is the connection by which a transaction asks for what was committed before it
// began, while another goroutine writes by its own. The rows that it sees don't change
// meanwhile: nobody else writes.
type aside struct {
	*connection
	open bool // it looks at the moment at which the transaction began
}

// touched says about what a transaction wrote itself, so that it has to be asked by the
// connection that writes. It only grows.
type touched struct {
	names    *names      // members, claims, owners of counters and what is granted
	granted  bool        // referrals or authorizations
	enrolled bool        // anybody
	claims   atomic.Bool // claims, decisions or payments, be they queued
	decided  atomic.Bool // decisions, as well
}

// aside hands the rows of a query on what was committed to each, one by one. Nothing
// that is queued is waited for.
func (t *transaction) aside(q *statement, args []any, each func(cursor) error) error {
	if err := t.ready(); err != nil {
		return err
	}
	a, err := t.store.lookAside()
	if err == nil {
		err = t.store.rows(a.connection, q, args, each)
	}
	if err != nil {
		t.failed = err
	}
	return err
}

// answerer is who can answer a question while writes are queued.
type answerer int

const (
	beside  answerer = iota // the connection beside: the transaction wrote nothing that it is about
	between                 // the connection that writes, between two writes: none of those queued is
	after                   // the same, when all of them are done
)

// knower returns who can answer what is asked about a name.
func (t *transaction) knower(of nameOf, name string) answerer {
	switch {
	case !t.touched.names.has(of, name):
		return beside
	case !t.queued.has(of, name):
		return between
	}
	return after
}

// knowerOf returns who can answer a question, of which is known whether the transaction
// may have written what it is about.
func knowerOf(written bool) answerer {
	if written {
		return after
	}
	return beside
}

// ask hands the rows of a query to each, one by one, maybe on another goroutine while
// the caller waits.
func (t *transaction) ask(who answerer, q *statement, args []any, each func(cursor) error) error {
	switch who {
	case beside:
		return t.aside(q, args, each)
	case between:
		return t.between(q, args, each)
	}
	return t.query(q, args, each)
}

// lookAside returns the connection beside, looking.
func (s *Store) lookAside() (*aside, error) {
	err := s.run("look aside", func() (err error) {
		if s.beside == nil {
			conn, err := connect(s.path, s.onlyReads()...)
			if err != nil {
				return err
			}
			s.beside = &aside{connection: conn}
		}
		if !s.beside.open {
			err = s.beside.say("BEGIN")
			s.beside.open = err == nil
		}
		return err
	})
	return s.beside, err
}

// leave ends the look at a moment, which would keep the log from being taken into the
// database. A connection that can't is given up.
func (a *aside) leave() (kept *aside) {
	if a == nil || !a.open {
		return a
	}
	a.open = false
	if err := a.say("ROLLBACK"); err != nil {
		a.close()
		return nil
	}
	return a
}

func (a *aside) close() {
	if a != nil {
		a.Close()
	}
}
