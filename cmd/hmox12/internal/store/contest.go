package store

import (
	"context"
	"fmt"
	"iter"

	"github.com/hmox12/hmox12/mapping/record"
)

var (
	selectContest = &statement{"find contest",
		`SELECT id FROM contests WHERE claim = ? AND payee = ? AND contested = ?`}
	selectContestable = &statement{"find recovery to contest",
		`SELECT id, due FROM payables WHERE reference = ? AND payee = ? AND reason = 'WO' AND amount > 0 AND settled < amount
		 ORDER BY id LIMIT 1`}
	insertContest = &statement{"add contest",
		`INSERT INTO contests (claim, payee, contested, payable, late) VALUES (?, ?, ?, nullif(?, 0), ?)`}
	insertContestSettlement = &statement{"settle contest",
		`INSERT INTO contest_settlements (contest, settled, waived)
		 SELECT c.id, ?, CASE WHEN ? THEN coalesce(p.amount - p.settled, 0) ELSE ? END
		   FROM contests c LEFT JOIN payables p ON p.id = c.payable AND c.late = 0
		  WHERE c.id = ? AND NOT EXISTS (SELECT 1 FROM contest_settlements WHERE contest = c.id)`}
	selectContests        = &statement{"list contests", selectHeld + ` ORDER BY c.id`}
	selectContestsOfClaim = &statement{"find contests of claim", selectHeld + ` WHERE c.claim = ? ORDER BY c.id`}
)

const selectHeld = `SELECT c.claim, c.payee, c.contested, coalesce(s.settled, 0), coalesce(s.waived, 0), c.late,
		        coalesce(p.amount, 0), coalesce(p.settled, 0), coalesce(p.due, 0)
		 FROM contests c LEFT JOIN contest_settlements s ON s.contest = c.id LEFT JOIN payables p ON p.id = c.payable`

// Contest implements Tx.
func (t *transaction) Contest(c *record.Contest) error {
	waived, err := cents(c.Waived)
	if err != nil {
		return fmt.Errorf("store: contest of claim %s: %w", c.Claim, err)
	}
	var id int64
	known, err := t.one(selectContest, []any{c.Claim, c.Payee, int64(c.Contested)}, &id)
	if err != nil {
		return err
	}
	if !known {
		var payable, due int64
		if _, err := t.one(selectContestable, []any{c.Claim, c.Payee}, &payable, &due); err != nil {
			return err
		}
		late := payable != 0 && int64(c.Contested) >= due
		id, err = rowID[int64](t.exec(insertContest, c.Claim, c.Payee, int64(c.Contested), payable, late))
		if err != nil {
			return err
		}
	}
	if c.Settled == 0 {
		return nil
	}
	_, err = t.exec(insertContestSettlement, int64(c.Settled), c.AllWaived, waived, id)
	if violates(err, "more is waived than is open") {
		return fmt.Errorf("store: contest of claim %s: %w", c.Claim, ErrWaivesTooMuch)
	}
	return err
}

// Contests returns the recoveries that payees contested, in the order in which that
// was recorded. It ends after an error.
func (s *Store) Contests(ctx context.Context) iter.Seq2[*record.HeldRecovery, error] {
	return sequence(func(each func(*record.HeldRecovery) error) error { return s.contests(ctx, selectContests, nil, each) })
}

// FindContests returns the contests of a claim's recoveries, by its control number.
// None is no error.
func (s *Store) FindContests(ctx context.Context, control string) ([]record.HeldRecovery, error) {
	var all []record.HeldRecovery
	err := s.contests(ctx, selectContestsOfClaim, []any{control}, func(h *record.HeldRecovery) error {
		all = append(all, *h)
		return nil
	})
	return all, err
}

func (s *Store) contests(ctx context.Context, q *statement, args []any, each func(*record.HeldRecovery) error) error {
	return s.read(ctx, q, args, func(at cursor) error {
		h, err := scanContest(at)
		if err != nil {
			return err
		}
		return each(h)
	})
}

func scanContest(at cursor) (*record.HeldRecovery, error) {
	h := new(record.HeldRecovery)
	var waived, amount, taken int64
	var late bool
	err := at.scan(&h.Claim, &h.Payee, &h.Contested, &h.Settled, &waived, &late, &amount, &taken, &h.Due)
	h.Waived, h.Amount, h.Taken = dollars(waived), dollars(amount), dollars(taken)
	switch {
	case amount == 0:
		h.State = record.ContestOfNone
	case late:
		h.State = record.ContestLate
	case h.Settled == 0:
		h.State = record.ContestHolds
	case waived == amount:
		h.State = record.ContestDropped
	case waived+taken == amount:
		h.State = record.ContestTaken
	default:
		h.State = record.ContestReleased
	}
	return h, err
}
