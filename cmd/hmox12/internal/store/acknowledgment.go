package store

import (
	"context"
	"crypto/sha256"
	"fmt"
	"iter"

	"github.com/hmox12/hmox12/mapping/record"
)

// AckKind is the kind of an acknowledgment received.
type AckKind string

// The kinds.
const (
	InterchangeAck AckKind = "TA1"
	GroupAck       AckKind = "999"
)

// The verdicts that only a group has, and those of security services that refuse.
const (
	PartlyAccepted       Verdict = "P"
	AuthenticationFailed Verdict = "M"
	AssuranceFailed      Verdict = "W"
	NotDecrypted         Verdict = "X"
)

// Refuses reports whether nothing was taken of what the verdict is on.
func (v Verdict) Refuses() bool {
	switch v {
	case Rejected, AuthenticationFailed, AssuranceFailed, NotDecrypted:
		return true
	}
	return false
}

// Acknowledgment is what a partner says of an interchange (TA1) or a group (999)
// that was sent to it.
type Acknowledgment struct {
	Kind         AckKind
	Control      string // TA101, AK102
	FunctionalID string // AK101; empty in a TA1
	Version      string // AK103
	Verdict      Verdict
	Codes        []string // TA105, 000 when nothing is wrong; AK905 to AK909
	Date, Time   string   // TA102, TA103: of the interchange, as the partner read it

	Stated, Received, Accepted int // AK902 to AK904; -1 when it is no number
	Sets                       []AcknowledgedSet
	MoreSets                   int // told and not kept: sets that were never sent

	Partner string      // ISA06; set when it is read from the database, as what follows
	File    string      // that it came in
	Came    record.Date // when
}

// AcknowledgedSet is what a 999 says of one set.
type AcknowledgedSet struct {
	Control string  // AK202
	Sent    bool    // the group holds such a set
	Verdict Verdict // IK501; empty when there was none
	Codes   []string
	Errors  []SetError // the first ones
	Count   int        // all of them
}

// SetError is an IK4 with its IK3, or an IK3 alone. What was wrong with the data
// is told without the data, which stands in the file that was sent.
type SetError struct {
	Segment                        string
	Position                       int // in the set, ST is 1
	Loop                           string
	SegmentCode                    string // IK304
	Element, Component, Repetition int    // 0 when it is about what holds it
	Code                           string // IK403; empty when it is about the segment
	Unit                           string // CTX01-2: the claim or payment
}

var (
	insertAcknowledgment = &statement{"add acknowledgment",
		`INSERT INTO acknowledgments (interchange, kind, sent, control, functional_id, verdict, digest, body)
		 VALUES (?, ?, nullif(?, 0), ?, ?, ?, ?, ?)`}
	insertAcknowledgedSet = &statement{"add acknowledged set",
		`INSERT INTO acknowledged_sets (acknowledgment, position, control, sent, verdict, errors, body)
		 VALUES (?, ?, ?, ?, ?, ?, ?)`}
	selectAcknowledgments = &statement{"list acknowledgments",
		selectAcknowledgmentBodies + ` WHERE a.sent = ? ORDER BY a.id`}
	selectUnmatched = &statement{"list unmatched acknowledgments",
		selectAcknowledgmentBodies + ` WHERE a.sent IS NULL ORDER BY a.id`}
	selectAcknowledgedSets = &statement{"list acknowledged sets",
		`SELECT body FROM acknowledged_sets WHERE acknowledgment = ? ORDER BY position`}
)

const selectAcknowledgmentBodies = `SELECT a.id, a.body, i.sender, f.name, f.received FROM acknowledgments a
	JOIN interchanges i ON i.id = a.interchange JOIN files f ON f.id = i.file`

// AddAcknowledgment implements Tx.
func (t *transaction) AddAcknowledgment(interchange InterchangeID, sent SentID, a *Acknowledgment) error {
	said := *a
	said.Sets, said.Partner, said.File, said.Came = nil, "", "", 0
	text := body(&said)
	sum := sha256.New()
	sum.Write([]byte(text))
	sets := make([]string, len(a.Sets))
	for i := range a.Sets {
		sets[i] = body(&a.Sets[i])
		sum.Write([]byte("\n" + sets[i]))
	}
	control := number(a.Control)
	if a.Kind == InterchangeAck {
		control = nineDigits(a.Control)
	}
	result, err := t.exec(insertAcknowledgment, int64(interchange), string(a.Kind), int64(sent), control, a.FunctionalID,
		string(a.Verdict), sum.Sum(nil), text)
	switch {
	case violates(err, "acknowledged so before"):
		return fmt.Errorf("store: %s of %s: %w", a.Kind, control, ErrAcknowledgedBefore)
	case violates(err, "sent to somebody else"):
		return fmt.Errorf("store: %s of %s: %w", a.Kind, control, ErrNotReceiver)
	}
	id, err := rowID[int64](result, err)
	if err != nil {
		return err
	}
	for i := range a.Sets {
		s := &a.Sets[i]
		if _, err := t.exec(insertAcknowledgedSet, id, i+1, s.Control, s.Sent, string(s.Verdict), s.Count, sets[i]); err != nil {
			return t.fail(fmt.Errorf("store: %s of %s: set %s: %w", a.Kind, control, s.Control, err))
		}
	}
	return nil
}

// Unmatched returns the acknowledgments of what was never sent to who sent them,
// in the order in which they came. It ends after an error.
func (s *Store) Unmatched(ctx context.Context) iter.Seq2[Acknowledgment, error] {
	return sequence(func(each func(Acknowledgment) error) error { return s.acknowledgments(ctx, selectUnmatched, nil, each) })
}

func (s *Store) acknowledgments(ctx context.Context, q *statement, args []any, each func(Acknowledgment) error) error {
	return s.read(ctx, q, args, func(at cursor) error {
		var a Acknowledgment
		if err := readBody(at.bytes(1), &a); err != nil {
			return err
		}
		a.Partner, a.File, a.Came = at.text(2), at.text(3), record.Date(at.number(4))
		err := s.read(ctx, selectAcknowledgedSets, []any{at.number(0)}, func(at cursor) error {
			var set AcknowledgedSet
			err := readBody(at.bytes(0), &set)
			a.Sets = append(a.Sets, set)
			return err
		})
		if err != nil {
			return err
		}
		return each(a)
	})
}
