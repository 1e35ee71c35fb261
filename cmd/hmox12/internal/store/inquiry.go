package store

import (
	"context"
	"database/sql"
	"fmt"
	"iter"

	"github.com/hmox12/hmox12/mapping/record"
)

var (
	insertInquiry = &statement{"add inquiry",
		`INSERT INTO inquiries (interchange, transaction_set, segment, asker, member, received, rejection, body)
		 VALUES (nullif(?, 0), ?, ?, ?, nullif(?, ''), ?, ?, ?)`}
	selectInquiries = &statement{"list inquiries",
		`SELECT body FROM inquiries ORDER BY id`}
)

// AddInquiry implements Tx.
func (t *transaction) AddInquiry(interchange InterchangeID, a *record.EligibilityAnswer) error {
	var member, rejection string
	if a.Member != nil {
		member = a.Member.ID
	}
	if a.Rejected() {
		rejection = a.Rejections[0].Reason
	}
	q := a.Inquiry
	_, err := t.exec(insertInquiry, int64(interchange), q.Source.Set, q.Source.Segment, q.Receiver.NPI, member,
		int64(q.Received), rejection, body(a))
	if violates(err, "inquiries.segment") {
		return fmt.Errorf("store: inquiry at segment %d of set %s: %w", q.Source.Segment, q.Source.Set, ErrDuplicateInquiry)
	}
	return err
}

// Inquiries returns the inquiries with their answers in the order they were
// recorded. It ends after an error.
func (s *Store) Inquiries(ctx context.Context) iter.Seq2[*record.EligibilityAnswer, error] {
	return func(yield func(*record.EligibilityAnswer, error) bool) {
		err := s.read(ctx, s.readers, selectInquiries, nil, func(rows *sql.Rows) error {
			var text sql.RawBytes
			if err := rows.Scan(&text); err != nil {
				return err
			}
			a := new(record.EligibilityAnswer)
			if err := readBody(text, a); err != nil {
				return err
			}
			if !yield(a, nil) {
				return errEnough
			}
			return nil
		})
		if err != nil {
			yield(nil, err)
		}
	}
}
