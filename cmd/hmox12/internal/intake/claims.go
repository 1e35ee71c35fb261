package intake

import (
	"errors"
	"fmt"
	"slices"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
	"github.com/hmox12/hmox12/mapping"
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/ack"
	"github.com/hmox12/hmox12/x12/snip"
)

// takeClaim takes one claim: the front end checks it, adjudication decides it, the
// store keeps both, and a 277CA tells its sender.
func (p *processor) takeClaim(claim *record.Claim, problems []mapping.ClaimProblem) error {
	p.received.Claims++
	ledger := p.tx.Ledger()
	rejections := p.rejections(claim, problems, ledger)
	if err := ledger.Err(); err != nil {
		return fmt.Errorf("claim at byte %d: %w", claim.Source.Offset, err)
	}
	var err error
	if len(rejections) > 0 {
		place := p.open().id
		err = p.tx.FarBehind(func(tx store.Tx) error { return tx.AddRejectedClaim(place, claim, rejections) })
	} else {
		err = p.decide(claim, ledger)
	}
	if err != nil {
		return err
	}
	return p.acknowledge(claim, rejections)
}

// rejections returns why the front end does not take the claim. A claim of which
// a value could not be read is told just that: what else might be said of it
// would be of the value that is not there.
func (p *processor) rejections(claim *record.Claim, problems []mapping.ClaimProblem, ledger store.Ledger) []record.Rejection {
	var rejections []record.Rejection
	readable := true
	for _, f := range problems {
		checked := f.Code.Meaning().Level >= snip.Balances
		if !checked {
			readable = false
			p.note(ack.Finding{Error: f.Error, Unit: ack.Unit{Name: "CLM01", Value: claim.Account}})
		}
		if checked && !refuses(f) {
			continue
		}
		r := mapping.RejectionOf(p.guide, f.Error)
		r.Line = f.Line
		rejections = append(rejections, r)
	}
	if !readable {
		return rejections
	}
	for _, r := range adjudicate.Accept(p.Book, ledger, claim, p.options()) {
		if !slices.ContainsFunc(rejections, func(told record.Rejection) bool { return told.Status == r.Status && told.Line == r.Line }) {
			rejections = append(rejections, r)
		}
	}
	return rejections
}

// refuses reports whether a finding of levels 3 to 5 refuses the claim that it is
// in: it must be an error, and one that a 277CA has a status for. A reason code of
// another payer's that is in no list of ours is nothing to refuse a claim for.
func refuses(f mapping.ClaimProblem) bool {
	switch f.Code {
	case x12.BadAdjustmentReason, x12.BadRemark:
		return false
	}
	return f.Rejects()
}

// decide gives the claim a number, decides it and stores both.
func (p *processor) decide(claim *record.Claim, ledger store.Ledger) error {
	n, err := p.tx.NextControlNumber(ClaimNumbers)
	if err != nil {
		return err
	}
	night := p.Book.Night()
	claim.Control = night.Claim.Number(claim.Received, n)
	book, options := p.tx.Reviewed(p.Book), p.options()
	options.FilingExcuse, options.Trace = p.Book.FilingExcuse(claim), p.tx.SpareTrace()
	decision := adjudicate.Decide(book, ledger, claim, options)
	if err := errors.Join(ledger.Err(), book.Err()); err != nil {
		return fmt.Errorf("claim %s: %w", claim.Control, err)
	}
	if decision.Whole { // before it is stored itself, as those before it are then at hand
		if err := p.hindsight().Admitted(claim, decision); err != nil {
			return err
		}
	}
	return p.tx.AddDecided(p.open().id, claim, decision)
}

// claimReply is the 277CA.
var claimReply = replyKind{"277CA", "HN", "005010X214"}

// maxReceipts is how many claims one 277CA set tells. The 837 guides recommend no
// more than these in a set; one with more is answered in several, each with the
// totals of what it tells.
const maxReceipts = 5000

// receipts acknowledges the claims of one interchange.
type receipts struct {
	*reply
	claims []*record.ClaimReceipt // of the open set
}

// acknowledge keeps what the 277CA says of a claim.
func (p *processor) acknowledge(claim *record.Claim, rejections []record.Rejection) error {
	if p.receipts == nil {
		r, err := p.beginReply(claimReply)
		if err != nil {
			return err
		}
		p.receipts = &receipts{reply: r}
	}
	p.receipts.claims = append(p.receipts.claims, record.NewClaimReceipt(claim, rejections))
	if len(p.receipts.claims) == maxReceipts {
		return p.receipts.endSet()
	}
	return nil
}

// endSet writes what became of the claims of one 837 set.
func (r *receipts) endSet() error {
	if r == nil || len(r.claims) == 0 {
		return nil
	}
	claims := r.claims
	r.claims = nil
	return r.set(func(w *x12.Writer, number string) error {
		return mapping.WriteAcknowledgment277(w, r.Book.Payer(), mapping.ClaimAcknowledgment{
			ControlNumber: number,
			Reference:     fmt.Sprintf("%s%06d-%s", r.today().Compact(), r.chain.file, number),
			Receipt:       fmt.Sprintf("%s%06d", r.receivedOn().Compact(), r.chain.file),
			Received:      r.receivedOn(), Created: r.today(), Time: r.Now().Format("1504"),
		}, claims)
	})
}
