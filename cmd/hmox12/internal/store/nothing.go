package store

import "context"

// Most claims of a fresh database are the first of their patient, so most questions
// about earlier lines and counters have no answer. A database that began empty knows
// about whom it was never told anything, and isn't asked about them.

// nothing tells about whom nothing was written, by the names of all about whom something
// was: members, owners of counters, numbers of referrals and authorizations, and members
// who were granted any. It belongs to the one who writes. Nil knows of nobody.
type nothing struct {
	written *names
	// version is the database's when the names were all. Another program that writes
	// changes it.
	version int64
}

// granted begins the name of a member as one who was granted something.
const granted = "granted "

// add notes that something is written about a name.
func (n *nothing) add(name string) {
	if n != nil {
		n.written.add(name)
	}
}

// about reports whether nothing was ever written about a name.
func (n *nothing) about(name string) bool { return n != nil && !n.written.has(name) }

var (
	selectDataVersion = &statement{"read data version", `PRAGMA data_version`}
	selectAnything    = &statement{"find any decision",
		`SELECT EXISTS (SELECT 1 FROM decisions) OR EXISTS (SELECT 1 FROM counters) OR EXISTS (SELECT 1 FROM reviews)`}
)

// beginWithNothing makes the filter of a database that is empty.
func (s *Store) beginWithNothing(ctx context.Context) error {
	var any bool
	err := s.run(selectAnything.operation, func() error {
		return s.writer.conn.QueryRowContext(ctx, selectAnything.text).Scan(&any)
	})
	if err != nil || any {
		return err
	}
	version, err := s.dataVersion(ctx)
	if err == nil {
		s.nothing = &nothing{newNames(), version}
	}
	return err
}

// trustNothing gives the filter up when another program has written since, which the
// version of the same connection tells.
func (s *Store) trustNothing(ctx context.Context) error {
	if s.nothing == nil {
		return nil
	}
	version, err := s.dataVersion(ctx)
	if err != nil || version != s.nothing.version {
		s.nothing = nil
	}
	return err
}

func (s *Store) dataVersion(ctx context.Context) (version int64, err error) {
	err = s.run(selectDataVersion.operation, func() error {
		return s.writer.conn.QueryRowContext(ctx, selectDataVersion.text).Scan(&version)
	})
	return version, err
}
