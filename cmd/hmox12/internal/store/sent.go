package store

import (
	"context"
	"fmt"
	"iter"
	"strings"

	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
)

// Envelope is an interchange that went out, as acknowledgments name it. It holds
// one group, or none when it is a TA1. The sets of the group are numbered from
// 0001.
type Envelope struct {
	Kind              string // TA1, 999, 271, 835, …
	ReceiverQualifier string // ISA07
	Receiver          string // ISA08
	Control           string // ISA13
	Day               record.Date
	FunctionalID      string // GS01; empty when there is no group
	Group             string // GS06
	Version           string // GS08
	Sets              int
	Trace             string // TRN02 of the payment that an 835 tells; else empty
}

// NewEnvelope returns what a Writer told of an envelope; trace is that of an 835.
func NewEnvelope(kind string, e x12.Envelope, trace string) Envelope {
	day, _ := record.ParseDate("20" + e.Interchange.Date) // the Writer's own, six digits
	return Envelope{
		Kind: kind, ReceiverQualifier: e.Interchange.ReceiverQualifier, Receiver: e.Interchange.Receiver,
		Control: e.Interchange.ControlNumber, Day: day, FunctionalID: e.Group.ID, Group: e.Group.ControlNumber,
		Version: e.Group.Version, Sets: e.Sets, Trace: trace,
	}
}

// SentID names an envelope that was sent.
type SentID int64

// Sent is an envelope that was sent, and what was said of it.
type Sent struct {
	Envelope
	File    string // it stands in
	Earlier bool   // it was sent before this database began

	Acknowledgments []Acknowledgment // in the order in which they came
}

var (
	insertSent = &statement{"add envelope",
		`INSERT INTO sent (outbound, file, kind, receiver_qualifier, receiver, control, day, functional_id, functional_group, version, sets, trace)
		 VALUES ((SELECT id FROM outbound WHERE name = ?1), ?1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`}
	selectSentInterchange = &statement{"find interchange sent",
		`SELECT id FROM sent WHERE receiver = ? AND control = ?`}
	selectSentGroup = &statement{"find group sent",
		`SELECT id, sets FROM sent WHERE receiver = ? AND functional_id = ? AND functional_group = ? AND functional_id <> ''`}
	selectSent = &statement{"list envelopes",
		selectEnvelopes + ` ORDER BY id`}
	selectSentByTrace = &statement{"find envelope of payment",
		selectEnvelopes + ` WHERE trace = ? AND trace <> '' ORDER BY id`}
)

const selectEnvelopes = `SELECT id, outbound IS NULL, file, kind, receiver_qualifier, receiver, control, day,
	functional_id, functional_group, version, sets, trace FROM sent`

// AddSent implements Tx.
func (t *transaction) AddSent(file string, e Envelope) error {
	_, err := t.exec(insertSent, file, e.Kind, e.ReceiverQualifier, e.Receiver, e.Control, int64(e.Day),
		e.FunctionalID, number(e.Group), e.Version, e.Sets, e.Trace)
	if violates(err, "sent.control") || violates(err, "group_once") || violates(err, "sent.functional_group") {
		return fmt.Errorf("store: interchange %s to %s: %w", e.Control, e.Receiver, ErrDuplicateSent)
	}
	return err
}

// SentInterchange implements Tx.
func (t *transaction) SentInterchange(receiver, control string) (SentID, error) {
	var id SentID
	_, err := t.one(selectSentInterchange, []any{receiver, nineDigits(control)}, &id)
	return id, err
}

// SentGroup implements Tx.
func (t *transaction) SentGroup(receiver, functionalID, control string) (id SentID, sets int, err error) {
	_, err = t.one(selectSentGroup, []any{receiver, functionalID, number(control)}, &id, &sets)
	return id, sets, err
}

// Sent returns every envelope that was sent in the order in which they were. It
// ends after an error.
func (s *Store) Sent(ctx context.Context) iter.Seq2[Sent, error] {
	return sequence(func(each func(Sent) error) error { return s.sent(ctx, selectSent, nil, each) })
}

// FindSent returns the envelopes that tell the payment of a trace number.
func (s *Store) FindSent(ctx context.Context, trace string) ([]Sent, error) {
	return gathered(func(each func(Sent) error) error { return s.sent(ctx, selectSentByTrace, []any{trace}, each) })
}

func (s *Store) sent(ctx context.Context, q *statement, args []any, each func(Sent) error) error {
	return s.read(ctx, q, args, func(at cursor) error {
		var id SentID
		var e Sent
		err := at.scan(&id, &e.Earlier, &e.File, &e.Kind, &e.ReceiverQualifier, &e.Receiver, &e.Control, &e.Day,
			&e.FunctionalID, &e.Group, &e.Version, &e.Sets, &e.Trace)
		if err != nil {
			return err
		}
		err = s.acknowledgments(ctx, selectAcknowledgments, []any{int64(id)}, func(a Acknowledgment) error {
			e.Acknowledgments = append(e.Acknowledgments, a)
			return nil
		})
		if err != nil {
			return err
		}
		return each(e)
	})
}

// number returns a control number without leading zeros, which partners add and
// leave out as they like.
func number(control string) string {
	if rest := strings.TrimLeft(control, "0"); rest != "" || control == "" {
		return rest
	}
	return "0"
}

// nineDigits is number's counterpart for an ISA13, which has nine digits.
func nineDigits(control string) string {
	if len(control) < 9 {
		return strings.Repeat("0", 9-len(control)) + control
	}
	return control
}
