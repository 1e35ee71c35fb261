package night

import (
	"crypto/sha256"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/book"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
	"github.com/hmox12/hmox12/mapping/record"
)

// addPrior records the claims that were decided before the night, and the
// payments that carried them.
func addPrior(tx store.Tx, hmo *book.Book) error {
	prior := hmo.PriorClaims()
	if len(prior) == 0 {
		return nil
	}
	file, err := tx.AddFile(store.File{Name: book.PriorClaimsFile, Received: prior[0].Claim.Received, SHA256: sha256.Sum256([]byte(book.PriorClaimsFile))})
	if err != nil {
		return err
	}
	place, err := tx.AddInterchange(file, store.Interchange{Sender: hmo.Payer().ID, Control: "000000000", Verdict: store.Accepted})
	if err != nil {
		return err
	}
	for _, p := range prior {
		if err := tx.AddClaim(place, p.Claim); err != nil {
			return err
		}
		d, err := waited(tx, hmo, p)
		if err != nil {
			return err
		}
		if err := tx.AddDecision(p.Claim, 1, d); err != nil {
			return err
		}
	}
	for _, paid := range priorPayments(hmo) {
		if err := tx.AddRemittance(paid, firstVersions(len(paid.Claims))); err != nil {
			return err
		}
	}
	return nil
}

// priorPayments puts the prior claims of each payment together, in the order of
// their first claim.
func priorPayments(hmo *book.Book) []*record.Remittance {
	var all []*record.Remittance
	byTrace := map[string]*record.Remittance{}
	for _, p := range hmo.PriorClaims() {
		if p.Trace == "" {
			continue
		}
		m := byTrace[p.Trace]
		if m == nil {
			m = &record.Remittance{
				TraceNumber: p.Trace, Method: record.NonPayment, Amount: decimal.Zero,
				Produced: p.Decision.Decided, Effective: p.Decision.Decided, Payee: *hmo.Provider(p.Claim.Billing.NPI),
			}
			byTrace[p.Trace] = m
			all = append(all, m)
		}
		m.Claims = append(m.Claims, record.RemittanceClaim{Claim: p.Claim, Decision: p.Decision})
		m.Amount = m.Amount.Add(p.Decision.Paid).Add(p.Decision.Interest)
		if p.Decision.Interest.IsPositive() {
			m.Adjustments = append(m.Adjustments, record.ProviderAdjustment{Reason: "L6", Reference: p.Claim.Control, Amount: p.Decision.Interest.Neg()})
		}
		if m.Amount.IsPositive() {
			m.Method = record.Check
		}
	}
	return all
}

func firstVersions(n int) []int {
	versions := make([]int, n)
	for i := range versions {
		versions[i] = 1
	}
	return versions
}

// isPrior reports whether the night did nothing about a claim: it was decided
// before, and still stands.
func isPrior(v store.ClaimVersion) bool {
	return book.IsEarlier(&v.Claim.Source) && v.Version == 1
}
