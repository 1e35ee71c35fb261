package store

import (
	"context"
	"fmt"
	"iter"
	"slices"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/ahead"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/pack"
	"github.com/hmox12/hmox12/mapping/record"
)

var (
	insertInquiry = &statement{"add inquiry",
		`INSERT INTO inquiries (interchange, transaction_set, segment, asker, trace, member, received, rejection, body)
		 VALUES (nullif(?, 0), ?, ?, ?, ?, nullif(?, ''), ?, ?, ?)`}
	selectInquiries = &statement{"list inquiries",
		`SELECT body FROM inquiries ORDER BY id`}
	selectInquiry = &statement{"find inquiries",
		`SELECT body FROM inquiries WHERE trace = nullif(?, '') ORDER BY id`}
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
	var trace string
	if traces := slices.Concat(q.DependentTraces, q.SubscriberTraces); len(traces) > 0 {
		trace = traces[0].Number
	}
	packed, err := t.pack(a)
	if err != nil {
		return err
	}
	_, err = t.exec(insertInquiry, int64(interchange), q.Source.Set, q.Source.Segment, q.Receiver.NPI, trace, member,
		int64(q.Received), rejection, packed)
	if violates(err, "inquiries.segment") {
		return fmt.Errorf("store: inquiry at segment %d of set %s: %w", q.Source.Segment, q.Source.Set, ErrDuplicateInquiry)
	}
	return err
}

// Inquiries returns the inquiries with their answers in the order they were
// recorded. It ends after an error.
func (s *Store) Inquiries(ctx context.Context) iter.Seq2[*record.EligibilityAnswer, error] {
	return sequence(func(each func(*record.EligibilityAnswer) error) error {
		return s.inquiries(ctx, selectInquiries, nil, anew(each))
	})
}

// InquiriesInPassing is Inquiries for who keeps none: each is good until the next comes.
func (s *Store) InquiriesInPassing(ctx context.Context) iter.Seq2[*record.EligibilityAnswer, error] {
	return sequence(func(each func(*record.EligibilityAnswer) error) error {
		var answer record.EligibilityAnswer
		var memory pack.Memory
		return s.inquiries(ctx, selectInquiries, nil, func(known view, packed string) error {
			if err := known.unpackAgain(packed, &answer, &memory); err != nil {
				return err
			}
			return each(&answer)
		})
	})
}

// FindInquiry returns the inquiries that the asker gave a trace number (TRN02): the
// first of the patient, where there are several.
func (s *Store) FindInquiry(ctx context.Context, trace string) ([]*record.EligibilityAnswer, error) {
	return gathered(func(each func(*record.EligibilityAnswer) error) error {
		return s.inquiries(ctx, selectInquiry, []any{trace}, anew(each))
	})
}

// anew returns what unpacks an inquiry and hands it to each.
func anew(each func(*record.EligibilityAnswer) error) func(known view, packed string) error {
	return func(known view, packed string) error {
		answer := new(record.EligibilityAnswer)
		if err := known.unpack(packed, answer); err != nil {
			return err
		}
		return each(answer)
	}
}

// inquiries hands packed inquiries to each, one by one. They are read in a goroutine of
// their own.
func (s *Store) inquiries(ctx context.Context, q *statement, args []any, each func(known view, packed string) error) error {
	type row struct {
		known  view
		packed string
	}
	rows := sequence(func(each func(row) error) error {
		return s.readPacked(ctx, q, args, func(at cursor, known view) error {
			return each(row{known, at.text(0)})
		})
	})
	for r, err := range ahead.Of(rows) {
		if err == nil {
			err = each(r.known, r.packed)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
