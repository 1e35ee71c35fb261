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
	if prior.Len() == 0 {
		return nil
	}
	file, err := tx.AddFile(store.File{Name: book.PriorClaimsFile, Received: prior.Row(0).Claim.Received, SHA256: sha256.Sum256([]byte(book.PriorClaimsFile))})
	if err != nil {
		return err
	}
	place, err := tx.AddInterchange(file, store.Interchange{Sender: hmo.Payer().ID, Control: "000000000", Verdict: store.Accepted})
	if err != nil {
		return err
	}
	for p := range prior.All() {
		d, err := waited(tx, hmo, p)
		if err != nil {
			return err
		}
		if err := tx.AddDecided(place, p.Claim, d); err != nil {
			return err
		}
	}
	for _, rows := range priorPayments(hmo) {
		paid := priorPayment(hmo, rows)
		if err := tx.AddRemittance(paid, firstVersions(len(paid.Claims))); err != nil {
			return err
		}
	}
	return nil
}

// priorPayments puts the prior claims of each payment together, in the order of
// their first claim: their rows.
func priorPayments(hmo *book.Book) [][]int {
	var all [][]int
	byTrace := map[string]int{}
	row := 0
	for p := range hmo.PriorClaims().All() {
		if p.Trace != "" {
			n, known := byTrace[p.Trace]
			if !known {
				n = len(all)
				byTrace[p.Trace] = n
				all = append(all, nil)
			}
			all[n] = append(all[n], row)
		}
		row++
	}
	return all
}

// priorPayment is the payment that carried the prior claims of some rows.
func priorPayment(hmo *book.Book, rows []int) *record.Remittance {
	var m *record.Remittance
	for _, row := range rows {
		p := hmo.PriorClaims().Row(row)
		if m == nil {
			m = &record.Remittance{
				TraceNumber: p.Trace, Method: record.NonPayment, Amount: decimal.Zero,
				Produced: p.Decision.Decided, Effective: p.Decision.Decided, Payee: *hmo.Provider(p.Claim.Billing.NPI),
			}
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
	return m
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
