package store

// known is what the writer knows of the database, with all that the transaction which
// is open did and queued. It lasts from one transaction to the next, as every member of
// a night is met several times, until one is rolled back or another program writes.
type known struct {
	terms        *terms // of both
	counters     kept[*owned]
	past         kept[*past] // of members
	enrolled     enrolled    // whether any record of a member is stored
	lastDecision int64       // number of its row; 0: unknown
}

// Room for what is packed, in bytes: some 50,000 members with what was decided about
// them, and as many owners of counters.
const (
	roomOfPast     = 9 << 20
	roomOfCounters = 3 << 20
)

// fewMembers are as many as there is room enough for.
const fewMembers = 50_000

// roomOf is some room for so many members, beyond few twice as much for each: what is
// forgotten and asked for again takes a tenth of a night with many members.
func roomOf(room, members int) int { return room + 2*room*max(members-fewMembers, 0)/fewMembers }

// Remembers is how many bytes a store keeps at most of what was decided about so many
// members, and of their counters.
func Remembers(members int) int64 { return int64(roomOf(roomOfPast+roomOfCounters, members)) }

func newKnown(members int) *known {
	t := newTerms()
	counters, decided := newRecall(roomOf(roomOfCounters, members)), newRecall(roomOf(roomOfPast, members))
	return &known{
		terms:    t,
		counters: kept[*owned]{hot: make(map[string]*owned), cold: counters, pack: t.packOwned, unpack: t.unpackOwned},
		past:     kept[*past]{hot: make(map[string]*past), cold: decided, pack: (*past).pack, unpack: unpackPast},
	}
}

// forget forgets what is known: some of it was undone.
func (t *transaction) forget() {
	t.settle()
	*t.store.known = *newKnown(t.store.members)
}

// Forget gives back the memory of what is known of members and counters, of traces that are
// written, and of pages that the connections of transactions hold, when no more claims are
// to be decided for a while. What is asked for again is read again.
func (s *Store) Forget() error {
	s.writing <- struct{}{}
	defer func() { <-s.writing }()
	s.known, s.spare = newKnown(s.members), newSpareTraces()
	s.beside.close()
	s.beside = nil
	if s.writer == nil {
		return nil
	}
	return s.run("shrink memory", func() error { return s.writer.say("PRAGMA shrink_memory") })
}

// nothing reports whether nothing was ever written about a name. A database that was
// empty when it was opened knows that of whom it was never told anything, and needs
// not be asked.
func (s *Store) nothing(of nameOf, name string) bool {
	return s.beganEmpty && !s.written.has(of, name)
}

// wrote notes that the transaction writes about a name.
func (t *transaction) wrote(of nameOf, name string) {
	t.touched.names.add(of, name)
	t.queued.add(of, name)
	if t.store.beganEmpty {
		t.store.written.add(of, name)
	}
}

var (
	selectDataVersion = &statement{"read data version", `PRAGMA data_version`}
	selectAnything    = &statement{"find anything decided",
		`SELECT EXISTS (SELECT 1 FROM decisions) OR EXISTS (SELECT 1 FROM counters) OR EXISTS (SELECT 1 FROM reviews)`}
)

// know begins to know a database that was just opened.
func (s *Store) know() (err error) {
	s.known = newKnown(s.members)
	if s.version, err = s.ask(selectDataVersion); err != nil {
		return err
	}
	any, err := s.ask(selectAnything)
	if s.beganEmpty = err == nil && any == 0; s.beganEmpty {
		s.written = newNames()
	}
	return err
}

// trust forgets what is known when another program wrote since, which the version that
// the connection tells is for.
func (s *Store) trust() error {
	version, err := s.ask(selectDataVersion)
	if err != nil || version != s.version {
		s.distrust()
	}
	s.version = version
	return err
}

func (s *Store) distrust() {
	s.known, s.beganEmpty, s.written = newKnown(s.members), false, nil
}

// ask returns the number that a query on the connection that writes has.
func (s *Store) ask(q *statement) (n int64, err error) {
	err = s.rows(s.writer.connection, q, nil, func(at cursor) error {
		n = at.number(0)
		return nil
	})
	return n, err
}
