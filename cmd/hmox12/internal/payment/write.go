package payment

import (
	"errors"
	"fmt"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/outbox"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
	"github.com/hmox12/hmox12/mapping"
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
)

// remittanceGuide is the guide of the 835.
const remittanceGuide = "005010X221A1"

// delimiters to write with, in the order in which they are tried. An account
// number is echoed as it was sent, and who sent it may divide with other bytes
// than ours; the last row can't occur in data at all.
var delimiters = []x12.Delimiters{
	x12.DefaultDelimiters,
	{Element: '*', Repetition: '^', Component: '>', Segment: '~'},
	{Element: 0x1d, Repetition: 0x1f, Component: 0x1e, Segment: 0x1c},
}

// write writes the 835 of a remittance, an interchange of its own.
func (r *run) write(m *record.Remittance, due *store.Due) (*outbox.Draft, error) {
	control, err := r.tx.NextControlNumber(InterchangeNumbers)
	if err != nil {
		return nil, err
	}
	name := fmt.Sprintf("835-%s-%09d.x12", m.Payee.NPI, control)
	if m.Payee.NPI == "" { // a tax id can be a person's social security number
		name = fmt.Sprintf("835-%09d.x12", control)
	}
	for i, d := range delimiters {
		draft, err := r.Outbox.Create(name)
		if err != nil {
			return nil, err
		}
		err = r.interchange(draft, d, m, due, control)
		if err == nil {
			if err := draft.Keep(); err != nil {
				return nil, err
			}
			r.kept = append(r.kept, draft)
			return draft, nil
		}
		var refused *x12.WriteError
		if errors.As(err, &refused) && i+1 < len(delimiters) {
			err = nil
		}
		if err := errors.Join(err, draft.Discard()); err != nil {
			return nil, err
		}
	}
	panic("payment: no delimiters to write with")
}

func (r *run) interchange(draft *outbox.Draft, d x12.Delimiters, m *record.Remittance, due *store.Due, control int64) error {
	now, payer := r.Clock.Now(), r.Book.Payer()
	date, clock := now.Format("20060102"), now.Format("1504")
	w := outbox.NewWriter(draft, &m.Receiver, d)
	w.BeginInterchange(x12.Interchange{
		SenderQualifier: payer.InterchangeQualifier, Sender: payer.InterchangeID,
		ReceiverQualifier: m.Receiver.Qualifier, Receiver: m.Receiver.ID,
		Date: date[2:], Time: clock, ControlNumber: fmt.Sprintf("%09d", control),
	})
	w.BeginGroup(x12.FunctionalGroup{
		ID: "HP", Sender: payer.InterchangeID, Receiver: m.Receiver.ID,
		Date: date, Time: clock, ControlNumber: fmt.Sprint(control), Version: remittanceGuide,
	})
	set := mapping.BeginRemittance835(w, "0001", payer, m)
	if due != nil {
		for v, err := range r.tx.Unpaid(due.Payee) {
			if err != nil {
				return err
			}
			set.Claim(&record.RemittanceClaim{Claim: v.Claim, Decision: v.Decision})
		}
	}
	if err := set.End(); err != nil {
		return err
	}
	w.EndGroup()
	w.EndInterchange()
	return w.Close()
}
