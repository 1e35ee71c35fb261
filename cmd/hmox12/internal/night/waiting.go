package night

import (
	"errors"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/book"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
	"github.com/hmox12/hmox12/mapping/record"
)

// This file records what waits since earlier nights.

// addWaiting records the claims and requests that the book brings as they were sent.
func addWaiting(tx store.Tx, hmo *book.Book) error {
	for _, f := range hmo.Waiting() {
		file, err := tx.AddFile(store.File{Name: f.Name, Received: f.Received, SHA256: f.SHA256, Bytes: f.Bytes})
		if err != nil {
			return err
		}
		places := map[string]store.InterchangeID{}
		for _, w := range f.Claims {
			i := &w.Interchange
			place, known := places[i.ControlNumber]
			if !known {
				place, err = tx.AddInterchange(file, store.Interchange{
					SenderQualifier: i.SenderQualifier, Sender: i.Sender, ReceiverQualifier: i.ReceiverQualifier, Receiver: i.Receiver,
					Control: i.ControlNumber, Usage: i.Usage, Verdict: store.Accepted,
				})
				if err != nil {
					return err
				}
				places[i.ControlNumber] = place
			}
			if err := tx.AddClaim(place, w.Claim); err != nil {
				return err
			}
			d, err := looked(tx, hmo, w.Claim)
			if err != nil {
				return err
			}
			if d.Outcome != record.Pended {
				d = adjudicate.Unseen(d, w.Status)
			}
			d.Decided, d.Claim = w.Since, w.Status
			if err := tx.AddDecision(w.Claim, 1, d); err != nil {
				return err
			}
		}
		for _, w := range f.Requests {
			if err := tx.AddReview(0, w.Answer); err != nil {
				return err
			}
		}
	}
	return nil
}

// waited returns the decision of a prior claim; of one that waits with what it waits
// for and by when it must be paid, as far as its row of the book tells.
func waited(tx store.Tx, hmo *book.Book, p *record.PriorClaim) (*record.Decision, error) {
	if p.Decision.Outcome != record.Pended {
		return p.Decision, nil
	}
	now, err := looked(tx, hmo, p.Claim)
	if err != nil || now.Outcome != record.Pended {
		return p.Decision, err
	}
	d := *p.Decision
	d.Trace, d.PayBy = now.Trace, now.PayBy
	return &d, nil
}

// looked returns what would be decided about a claim now.
func looked(tx store.Tx, hmo *book.Book, claim *record.Claim) (*record.Decision, error) {
	options := adjudicate.Options{Today: hmo.Night().Run, FilingExcuse: hmo.FilingExcuse(claim)}
	ledger, reviewed := tx.Ledger(), tx.Reviewed(hmo)
	d := adjudicate.Decide(reviewed, ledger, claim, options)
	return d, errors.Join(ledger.Err(), reviewed.Err())
}
