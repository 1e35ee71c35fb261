package intake

import (
	"fmt"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/ack"
)

// unreadable is the status of a claim of which a value could not be read.
var unreadable = record.StatusCode{Category: "A7", Code: "21"}

// claim takes one claim: the front end checks it, adjudication decides it, the
// store keeps both.
func (p *processor) claim(claim *record.Claim, problems []*x12.Error) {
	if p.err == nil {
		p.err = p.takeClaim(claim, problems)
	}
}

func (p *processor) takeClaim(claim *record.Claim, problems []*x12.Error) error {
	p.received.Claims++
	ledger, options := p.tx.Ledger(), p.options()
	var rejections []record.StatusCode
	if len(problems) > 0 {
		rejections = []record.StatusCode{unreadable}
		for _, f := range problems {
			p.note(ack.Finding{Error: f, Unit: ack.Unit{Name: "CLM01", Value: claim.Account}})
		}
	} else {
		rejections = adjudicate.Accept(p.Book, ledger, claim, options)
	}
	if len(rejections) > 0 {
		return p.tx.AddRejectedClaim(p.open().id, claim, rejections)
	}
	n, err := p.tx.NextControlNumber(ClaimNumbers)
	if err != nil {
		return err
	}
	night := p.Book.Night()
	claim.Control = night.Claim.Number(claim.Received, n)
	decision := adjudicate.Decide(p.Book, ledger, claim, options)
	if err := ledger.Err(); err != nil {
		return fmt.Errorf("claim %s: %w", claim.Control, err)
	}
	if err := p.tx.AddClaim(p.open().id, claim); err != nil {
		return err
	}
	return p.tx.AddDecision(claim, 1, decision)
}
