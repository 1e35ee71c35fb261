package hindsight

import (
	"fmt"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/book"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
	"github.com/hmox12/hmox12/mapping/record"
)

// AdjustCapitation makes due what the changes of an enrollment add to the capitation
// of months that were paid before, or take from it, and returns it: a member and
// month each. It is settled with the payee's next capitation.
func AdjustCapitation(tx store.Tx, hmo *book.Book, r *record.EnrollmentResult) ([]record.CapitationAdjustment, error) {
	paid, err := paidMonths(tx, hmo)
	if err != nil || len(paid) == 0 {
		return nil, err
	}
	known := tx.Reviewed(hmo)
	source := &r.Enrollment.Source
	by := fmt.Sprintf("by %s %s %s %d", source.Sender, source.Interchange, source.Set, source.Segment)
	var all []record.CapitationAdjustment
	for i := range r.Changes {
		adjustments := adjudicate.CapitationAdjustments(known, &r.Changes[i], paid)
		for j := range adjustments {
			if err := tx.AddPayable(adjustments[j].Payable(by, hmo.Night().Run)); err != nil {
				return nil, err
			}
		}
		all = append(all, adjustments...)
	}
	return all, known.Err()
}

// paidMonths returns the months that were paid before.
func paidMonths(tx store.Tx, hmo *book.Book) ([]record.CapitatedMonth, error) {
	var paid []record.CapitatedMonth
	for _, month := range hmo.Capitations() {
		known := month.Paid
		if !known {
			var err error
			if known, err = tx.KnowsPayable(month.Key()); err != nil {
				return nil, err
			}
		}
		if known {
			paid = append(paid, month)
		}
	}
	return paid, nil
}
