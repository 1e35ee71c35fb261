// Package payment pays what was decided: it groups the decisions that wait by
// payee into one remittance each, records them, and writes their 835 files. A
// cycle is one database transaction: every payee is paid, or nobody is.
package payment

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/book"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/host"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/outbox"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
	"github.com/hmox12/hmox12/mapping"
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
)

// The sequences of control numbers that a cycle draws from.
const (
	InterchangeNumbers = "interchange" // ISA13, and GS06 with it
	PaymentNumbers     = "payment"
	NonPaymentNumbers  = "non-payment"
)

// Database is what a cycle needs of one: transactions.
type Database interface {
	Begin(context.Context) (store.Tx, error)
}

// Cycle is one payment run. Its 835s come to the disk when the Outbox is published: the
// database may not be relied on before.
type Cycle struct {
	Clock  host.Clock
	Book   *book.Book
	Store  Database
	Outbox *outbox.Outbox
	// Hold is told of a payee whose remittance was refused (it does not balance,
	// or can't be written) and who is therefore not paid; the others are. Without
	// it such a payee stops the cycle. The payee is named by NPI, or by a claim.
	Hold func(payee string, why error)
	// Paid, when set, is told of each payment when it is made, and for how many claims,
	// which are not in it. Where Run returns an error, none of them took place.
	Paid func(m *record.Remittance, claims int)
}

// Run pays every payee for whom decisions wait. An error means that nobody was
// paid.
func (c *Cycle) Run(ctx context.Context) (err error) {
	tx, err := c.Store.Begin(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	r := &run{Cycle: c, tx: tx}
	defer func() {
		if err != nil {
			r.withdraw()
		}
	}()
	owed, err := r.due()
	if err != nil {
		return err
	}
	if err := r.payOwed(owed); err != nil {
		return err
	}
	for due, err := range tx.Due() {
		if err != nil {
			return err
		}
		if err := r.pay(due); err != nil {
			return err
		}
	}
	return tx.Commit()
}

// run is a cycle under way.
type run struct {
	*Cycle
	tx         store.Tx
	made       *record.Remittance // the last one
	claims     int                // for which it is
	kept       []*outbox.Draft
	recoveries map[string][]*record.Payable // open, by payee
	overpaid   map[string][]*record.Payable // capitation of members who were not due it, by payee
	putOffs    map[string][]*record.Payable // recoveries that are told and not taken yet, by payee
}

// pay pays one payee for the claims that wait.
func (r *run) pay(due *store.Due) error {
	return r.guarded(named(due), func() error { return r.remit(due) })
}

// guarded makes one remittance. A payee whose remittance is refused is held back:
// what was begun for it is undone, and what it is due waits for the next cycle.
func (r *run) guarded(payee string, remit func() error) error {
	before, err := r.tx.Savepoint()
	if err != nil {
		return err
	}
	why := remit()
	switch {
	case why == nil:
		if err := before.Release(); err != nil {
			return err
		}
		if r.Paid != nil {
			r.Paid(r.made, r.claims)
		}
		return nil
	case r.Hold == nil || !refused(why):
		return why
	}
	if err := before.Rollback(); err != nil {
		return err
	}
	r.Hold(payee, why)
	return nil
}

// named names a payee in words that may stand in a log: a tax id can be a
// person's social security number.
func named(due *store.Due) string {
	if npi := due.First.Billing.NPI; npi != "" {
		return npi
	}
	return "who billed claim " + due.First.Control
}

// refused reports whether an error is about the remittance itself, not about the
// disk or the database.
func refused(err error) bool {
	var balance *mapping.BalanceError
	var content *mapping.RemittanceError
	var wire *x12.WriteError
	return errors.As(err, &balance) || errors.As(err, &content) || errors.As(err, &wire)
}

// remit makes one payment for the claims of one payee.
func (r *run) remit(due *store.Due) error {
	m := r.remittance(due)
	settled := r.giveBack(m)
	if err := r.bringForward(m); err != nil {
		return err
	}
	settled = append(settled, r.recover(m)...)
	if err := r.number(m); err != nil {
		return err
	}
	putOff(m)
	return r.send(m, due, settled)
}

// bringForward takes from a remittance what the payee owes since its last one. It is
// the next one of whatever kind that does, or the balance would be lost.
func (r *run) bringForward(m *record.Remittance) error {
	owed, since, err := r.tx.BalanceForward(m.Payee.PayeeID())
	if err != nil || !owed.IsPositive() {
		return err
	}
	m.Amount = m.Amount.Sub(owed)
	m.Adjustments = append(m.Adjustments, record.ProviderAdjustment{Reason: "FB", Reference: since, Amount: owed})
	return nil
}

// send writes the 835 of a remittance, and records it with what it settles; due is
// nil where it is for no claims.
func (r *run) send(m *record.Remittance, due *store.Due, settled []settlement) error {
	draft, err := r.write(m, due)
	if err != nil {
		return fmt.Errorf("835 of payment %s: %w", m.TraceNumber, err)
	}
	r.made, r.claims = m, 0
	if due == nil {
		err = r.tx.AddRemittance(m, nil)
	} else { // which goes on while the next 835 is written
		err, r.claims = r.tx.PayDue(m, due), due.Claims
	}
	if err != nil {
		return fmt.Errorf("payment %s: %w", m.TraceNumber, err)
	}
	if err := r.settle(m, settled); err != nil {
		return err
	}
	return r.record(draft, m.TraceNumber)
}

// remittance is what is paid for claims, with the interest on them.
func (r *run) remittance(due *store.Due) *record.Remittance {
	night := r.Book.Night()
	payee := r.payee(due.First)
	m := &record.Remittance{
		Amount: due.Paid, Produced: night.Run, Effective: night.Effective,
		Payee: payee, Receiver: r.receiver(payee, due.Last),
	}
	addInterest(m, due)
	return m
}

// number says by which means the remittance pays, and gives it its number.
func (r *run) number(m *record.Remittance) error {
	night := r.Book.Night()
	sequence, numbering := PaymentNumbers, night.Payment
	switch {
	case !m.Amount.IsPositive():
		m.Method, m.Effective = record.NonPayment, night.Run
		sequence, numbering = NonPaymentNumbers, night.NonPayment
	case m.Payee.Bank.Routing != "":
		m.Method = record.ACH
	default:
		m.Method = record.Check
	}
	n, err := r.tx.NextControlNumber(sequence)
	if err != nil {
		return err
	}
	m.TraceNumber = numbering.Number(night.Run, n)
	for i := range m.Adjustments {
		if m.Adjustments[i].Reference == "" {
			m.Adjustments[i].Reference = m.TraceNumber
		}
	}
	return nil
}

// addInterest adds the interest on the claims as one provider adjustment, none
// when what is owed and what is taken back come to nothing. It names the claim
// where there is one, else the payment.
func addInterest(m *record.Remittance, due *store.Due) {
	if due.Interest.IsZero() {
		return
	}
	m.Adjustments = append(m.Adjustments, record.ProviderAdjustment{Reason: "L6", Reference: due.Account, Amount: due.Interest.Neg()})
	m.Amount = m.Amount.Add(due.Interest)
}

// putOff leaves what the payment can't cover to the next one: no 835 pays less
// than nothing. Source: 005010X221A1 section 1.10.2.12.
func putOff(m *record.Remittance) {
	if m.Amount.IsNegative() {
		m.Adjustments = append(m.Adjustments, record.ProviderAdjustment{Reason: "FB", Reference: m.TraceNumber, Amount: m.Amount})
		m.Amount = decimal.Zero
	}
}

// payee returns the provider who is paid: the billing provider as the book holds
// it, else as it was submitted, who is then paid by check.
func (r *run) payee(claim *record.Claim) record.Provider {
	billing := claim.Billing
	if known := r.Book.Provider(billing.NPI); known != nil {
		return *known
	}
	return record.Provider{
		NPI: billing.NPI, Name: billing.Name, Organization: billing.Organization,
		TIN: billing.TIN, Taxonomy: billing.Taxonomy, Address: billing.Address,
	}
}

// receiver returns who the 835 is sent to: the partner that the payee named, else
// whoever sent its last claim; a payee who is paid for no claim has named one.
func (r *run) receiver(payee record.Provider, claim *record.Claim) record.TradingPartner {
	if partner := r.Book.Partner(payee.Receiver); partner != nil || claim == nil {
		return *partner
	}
	if partner := r.Book.Partner(claim.Source.Sender); partner != nil {
		return *partner
	}
	return record.TradingPartner{ID: claim.Source.Sender, Qualifier: "ZZ"}
}

func (r *run) withdraw() {
	for _, draft := range r.kept {
		_ = draft.Discard()
	}
}

// record tells the store of the 835 file of a payment.
func (r *run) record(draft *outbox.Draft, trace string) error {
	row := store.OutboundFile{Name: draft.Name, Kind: "835", Bytes: draft.Bytes(), State: store.Staged}
	sum, err := hex.DecodeString(draft.Sum())
	if err != nil {
		return err
	}
	copy(row.SHA256[:], sum)
	for _, e := range draft.Envelopes() {
		row.Envelopes = append(row.Envelopes, store.NewEnvelope("835", e, trace))
	}
	return r.tx.LogBehind(func(tx store.Tx) error { return tx.AddOutbound(row) })
}
