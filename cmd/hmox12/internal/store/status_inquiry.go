package store

import (
	"context"
	"fmt"
	"iter"

	"github.com/hmox12/hmox12/mapping/record"
)

var (
	insertStatusInquiry = &statement{"add status inquiry",
		`INSERT INTO status_inquiries (interchange, transaction_set, segment, asker, trace, received, status, claims, body)
		 VALUES (nullif(?, 0), ?, ?, ?, ?, ?, ?, ?, ?)`}
	selectStatusInquiries = &statement{"list status inquiries",
		`SELECT body FROM status_inquiries ORDER BY id`}
	selectStatusInquiry = &statement{"find status inquiries",
		`SELECT body FROM status_inquiries WHERE id IN (
		    SELECT id FROM status_inquiries WHERE trace = ?1
		    UNION SELECT inquiry FROM told_claims WHERE control = ?1)
		 ORDER BY id`}
	insertToldClaim = &statement{"add told claim",
		`INSERT OR IGNORE INTO told_claims (control, inquiry) VALUES (?, ?)`}
)

// AddStatusInquiry implements Tx.
func (t *transaction) AddStatusInquiry(interchange InterchangeID, a *record.StatusAnswer) error {
	q := a.Inquiry
	var asker string
	if len(q.Providers) > 0 {
		if asker = q.Providers[0].NPI; asker == "" {
			asker = q.Providers[0].ID.Number
		}
	}
	status, found := a.First(), 0
	for i := range a.Claims {
		if a.Claims[i].Found {
			found++
		}
	}
	packed, err := t.pack(a)
	if err != nil {
		return err
	}
	added, err := t.exec(insertStatusInquiry, int64(interchange), q.Source.Set, q.Source.Segment, asker, q.Trace,
		int64(q.Received), status.String(), found, packed)
	if violates(err, "status_inquiries.segment") {
		return fmt.Errorf("store: status inquiry at segment %d of set %s: %w", q.Source.Segment, q.Source.Set, ErrDuplicateInquiry)
	}
	if err != nil {
		return err
	}
	return t.fail(t.numberTold(added.id, a))
}

// numberTold has a status inquiry found by our numbers of the claims that were told.
func (t *transaction) numberTold(inquiry int64, a *record.StatusAnswer) error {
	for i := range a.Claims {
		for _, control := range []string{a.Claims[i].Control, a.Claims[i].Asked} {
			if control == "" {
				continue
			}
			if _, err := t.exec(insertToldClaim, control, inquiry); err != nil {
				return err
			}
		}
	}
	return nil
}

// StatusInquiries returns the status inquiries with their answers in the order
// they were recorded. It ends after an error.
func (s *Store) StatusInquiries(ctx context.Context) iter.Seq2[*record.StatusAnswer, error] {
	return sequence(func(each func(*record.StatusAnswer) error) error {
		return readRecords(ctx, s, selectStatusInquiries, nil, each)
	})
}

// FindStatusInquiry returns the status inquiries with a trace number (TRN02), and
// those in whose answer a claim was told, by our number of it.
func (s *Store) FindStatusInquiry(ctx context.Context, number string) ([]*record.StatusAnswer, error) {
	return gathered(func(each func(*record.StatusAnswer) error) error {
		return readRecords(ctx, s, selectStatusInquiry, []any{number}, each)
	})
}
