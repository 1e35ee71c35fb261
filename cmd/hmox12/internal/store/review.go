package store

import (
	"context"
	"fmt"
	"iter"

	"github.com/hmox12/hmox12/mapping/record"
)

var (
	insertReview = &statement{"add review",
		`INSERT INTO reviews (interchange, transaction_set, segment, trace, requester, member, received, action, rejection, body)
		 VALUES (nullif(?, 0), ?, ?, ?, ?, nullif(?, ''), ?, ?, ?, ?)`}
	insertReferral = &statement{"add referral",
		`INSERT INTO referrals (number, member, review, body) VALUES (?, ?, ?, ?)`}
	insertAuthorization = &statement{"add authorization",
		`INSERT INTO authorizations (number, member, review, body) VALUES (?, ?, ?, ?)`}
	selectReviews = &statement{"list reviews",
		`SELECT ` + lastAnswer + ` FROM reviews r ORDER BY r.id`}
	findReviews = &statement{"find review",
		`SELECT ` + lastAnswer + ` FROM reviews r WHERE r.id IN (
		    SELECT id FROM reviews WHERE trace = ?1
		    UNION SELECT review FROM review_numbers WHERE number = ?1
		    UNION SELECT review FROM referrals WHERE number = ?1
		    UNION SELECT review FROM authorizations WHERE number = ?1)
		 ORDER BY r.id`}
)

// AddReview implements Tx.
func (t *transaction) AddReview(interchange InterchangeID, a *record.ReviewAnswer) error {
	var member, rejection string
	if a.Member != nil {
		member = a.Member.ID
	}
	if len(a.Rejections) > 0 {
		rejection = a.Rejections[0].Reason
	}
	r := a.Request
	packed, err := t.pack(a)
	if err != nil {
		return err
	}
	added, err := t.exec(insertReview, int64(interchange), r.Source.Set, r.Source.Segment, a.Trace, r.Requester.NPI, member,
		int64(r.Received), string(a.Event.Action), rejection, packed)
	if violates(err, "reviews.segment") {
		return fmt.Errorf("store: request at segment %d of set %s: %w", r.Source.Segment, r.Source.Set, ErrDuplicateReview)
	}
	if err != nil {
		return err
	}
	if err := t.numberReview(added.id, a); err != nil {
		return t.fail(err)
	}
	return t.fail(t.keepGranted(added.id, a.Referrals, a.Authorizations))
}

// Reviews returns the requests for referrals and authorizations with their
// last answers, in the order they were recorded. It ends after an error.
func (s *Store) Reviews(ctx context.Context) iter.Seq2[*record.ReviewAnswer, error] {
	return sequence(func(each func(*record.ReviewAnswer) error) error {
		return readRecords(ctx, s, selectReviews, nil, each)
	})
}

// FindReview returns the reviews with a number of ours: of the answer, of an item, or of a
// referral or authorization that it made or changed. None is no error.
func (s *Store) FindReview(ctx context.Context, number string) ([]*record.ReviewAnswer, error) {
	return gathered(func(each func(*record.ReviewAnswer) error) error {
		return readRecords(ctx, s, findReviews, []any{number}, each)
	})
}
