package store

import (
	"context"
	"iter"

	"github.com/hmox12/hmox12/mapping/record"
)

// ReviewID names a request for a referral or an authorization.
type ReviewID int64

// StoredReview is a request with the answer that is in force.
type StoredReview struct {
	ID      ReviewID
	Version int // of the answer, from 1
	Answer  *record.ReviewAnswer
}

// lastAnswer is a request's body as it was answered last.
const lastAnswer = `coalesce((SELECT a.body FROM review_answers a WHERE a.review = r.id ORDER BY a.version DESC LIMIT 1), r.body)`

const onlyWaiting = ` d.outcome = 'pended' AND` + onlyLast + ` ORDER BY c.id`

var (
	insertReviewNumber = &statement{"add review number",
		`INSERT OR IGNORE INTO review_numbers (number, review) VALUES (?, ?)`}
	insertReviewAnswer = &statement{"add review answer",
		`INSERT INTO review_answers (review, version, action, body) VALUES (?, ?, ?, ?)`}
	selectNumberedReview = &statement{"find numbered review",
		`SELECT r.id, (SELECT count(*) FROM review_answers WHERE review = r.id) + 1, ` + lastAnswer + `
		 FROM reviews r WHERE r.id IN (
		    SELECT id FROM reviews WHERE trace = ?1 UNION SELECT review FROM review_numbers WHERE number = ?1)
		 ORDER BY r.id DESC LIMIT 1`}
	selectLastWhole = &statement{"find claim whole",
		selectWhole + ` WHERE c.control = ? AND` + onlyLast}
	selectWaiting = &statement{"list waiting claims",
		selectVersions + ` WHERE` + onlyWaiting}
	selectWaitingWhole = &statement{"list waiting claims whole",
		selectWhole + ` WHERE` + onlyWaiting}
	insertVerdict = &statement{"add verdict",
		`INSERT INTO verdicts (source, number, result, body) VALUES (nullif(?, ''), ?, ?, ?)`}
	selectVerdicts = &statement{"list verdicts",
		`SELECT body FROM verdicts ORDER BY id`}
)

// NumberedReview implements Tx.
func (t *transaction) NumberedReview(number string) (*StoredReview, error) {
	var r StoredReview
	var packed string
	found, err := t.one(selectNumberedReview, []any{number}, &r.ID, &r.Version, &packed)
	if err != nil || !found {
		return nil, err
	}
	r.Answer = new(record.ReviewAnswer)
	return &r, t.view().unpack(packed, r.Answer)
}

// AnswerReview implements Tx.
func (t *transaction) AnswerReview(r *StoredReview, a *record.ReviewAnswer) error {
	packed, err := t.pack(a)
	if err != nil {
		return err
	}
	if _, err := t.exec(insertReviewAnswer, int64(r.ID), r.Version+1, string(a.Event.Action), packed); err != nil {
		return err
	}
	err = t.keepGranted(int64(r.ID), a.Referrals[len(r.Answer.Referrals):], a.Authorizations[len(r.Answer.Authorizations):])
	return t.fail(err)
}

// keepGranted records referrals and authorizations that an answer made or changed.
func (t *transaction) keepGranted(review int64, referrals []*record.Referral, authorizations []*record.PriorAuthorization) error {
	t.touched.granted = t.touched.granted || len(referrals)+len(authorizations) > 0
	for _, f := range referrals {
		t.wrote(grantedNumber, f.Number)
		t.wrote(memberGranted, f.Member)
		if _, err := t.exec(insertReferral, f.Number, f.Member, review, body(f)); err != nil {
			return err
		}
	}
	for _, p := range authorizations {
		t.wrote(grantedNumber, p.Number)
		t.wrote(memberGranted, p.Member)
		if _, err := t.exec(insertAuthorization, p.Number, p.Member, review, body(p)); err != nil {
			return err
		}
	}
	return nil
}

// numberReview has a request found by our numbers of its items.
func (t *transaction) numberReview(review int64, a *record.ReviewAnswer) error {
	for _, decisions := range [][]record.ReviewDecision{{a.Event}, a.Services} {
		for i := range decisions {
			if number := decisions[i].Reference; number != "" {
				if _, err := t.exec(insertReviewNumber, number, review); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// LastVersion implements Tx.
func (t *transaction) LastVersion(control string) (*ClaimVersion, error) {
	var found *ClaimVersion
	err := t.query(selectLastWhole, []any{control}, func(at cursor) error {
		found = new(ClaimVersion)
		return found.scan(at, t.view())
	})
	return found, err
}

// WaitingClaims implements Tx.
func (t *transaction) WaitingClaims() ([]ClaimVersion, error) {
	var all []ClaimVersion
	err := t.query(selectWaitingWhole, nil, func(at cursor) error {
		all = append(all, ClaimVersion{})
		return all[len(all)-1].scan(at, t.view())
	})
	return all, err
}

// AddVerdict implements Tx.
func (t *transaction) AddVerdict(v *record.Verdict) error {
	_, err := t.exec(insertVerdict, v.Source, v.Claim+v.Request, string(v.Result), body(v))
	return err
}

// Verdicts returns what people decided and what became of it, in the order in which
// it was looked at, and the claims that were decided without a person. It ends after
// an error.
func (s *Store) Verdicts(ctx context.Context) iter.Seq2[*record.Verdict, error] {
	return sequence(func(each func(*record.Verdict) error) error { return readBodies(ctx, s, selectVerdicts, nil, each) })
}

// WaitingClaims returns the claims that wait, each with its last version, in the
// order in which they were recorded.
func (s *Store) WaitingClaims(ctx context.Context) ([]ClaimVersion, error) {
	return gathered(func(each func(ClaimVersion) error) error { return s.versions(ctx, selectWaiting, nil, Whole, each) })
}
