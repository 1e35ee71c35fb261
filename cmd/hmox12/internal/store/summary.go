package store

import (
	"context"
	"database/sql"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// Summary is all that was done, in numbers. Money and outcomes are of the
// decisions that stand: of each claim the last version, unless that reversed it.
type Summary struct {
	Files                              int
	Interchanges, RejectedInterchanges int
	Sets, RejectedSets                 int
	Inquiries, RejectedInquiries       int
	Reviews, RejectedReviews           int
	StatusInquiries, FoundClaims       int // asked about, and claims told of
	Enrollments, RefusedEnrollments    int

	Claims         int // accepted
	RejectedClaims int // by the front end
	Decided        Totals

	Outcomes []OutcomeTotals // by outcome
	Models   []ModelTotals   // by model; lines without a contract have none
	Denials  []DenialTotals  // by CARC, the most lines first

	Remittances int
	Remitted    decimal.Decimal // Σ BPR02
}

// Totals are sums over claims, or over lines.
type Totals struct {
	Claims                int
	Charge, Paid, Patient decimal.Decimal
}

// OutcomeTotals are the totals of the claims with one outcome.
type OutcomeTotals struct {
	Outcome record.Outcome
	Totals
}

// ModelTotals are the totals of the lines whose contract is of one model. A claim
// with lines of two models is counted in both.
type ModelTotals struct {
	Model record.Model
	Lines int
	Totals
}

// DenialTotals are the lines denied for one reason.
type DenialTotals struct {
	CARC          record.CARC
	Claims, Lines int
	Charge        decimal.Decimal
}

var (
	countIntake = &statement{"count intake",
		`SELECT (SELECT count(*) FROM files),
		        (SELECT count(*) FROM interchanges), (SELECT count(*) FROM interchanges WHERE verdict = 'R'),
		        (SELECT count(*) FROM transaction_sets), (SELECT count(*) FROM transaction_sets WHERE verdict NOT IN ('A', 'E')),
		        (SELECT count(*) FROM inquiries), (SELECT count(*) FROM inquiries WHERE rejection <> ''),
		        (SELECT count(*) FROM reviews), (SELECT count(*) FROM reviews WHERE rejection <> ''),
		        (SELECT count(*) FROM status_inquiries), (SELECT coalesce(sum(claims), 0) FROM status_inquiries),
		        (SELECT count(*) FROM enrollments), (SELECT count(*) FROM enrollments WHERE outcome = 'refused'),
		        (SELECT count(*) FROM claims), (SELECT count(*) FROM rejected_claims),
		        (SELECT count(*) FROM remittances), (SELECT coalesce(sum(amount), 0) FROM remittances)`}
	sumOutcomes = &statement{"sum outcomes",
		`SELECT outcome, count(*), sum(charge), sum(paid), sum(patient)
		 FROM standing_decisions GROUP BY outcome ORDER BY outcome`}
	sumModels = &statement{"sum models",
		`SELECT model, count(*), count(DISTINCT decision), sum(charge), sum(paid), sum(patient)
		 FROM decision_lines WHERE superseded = 0 GROUP BY model ORDER BY model`}
	sumDenials = &statement{"sum denials",
		`SELECT denial, count(DISTINCT decision), count(*), sum(charge)
		 FROM decision_lines WHERE superseded = 0 AND state = 'denied' GROUP BY denial ORDER BY count(*) DESC, denial`}
)

// Summary adds up what the database holds at one moment.
func (s *Store) Summary(ctx context.Context) (Summary, error) {
	var moment *sql.Tx
	err := s.run("begin summary", func() (err error) {
		moment, err = s.readers.BeginTx(ctx, nil)
		return err
	})
	if err != nil {
		return Summary{}, err
	}
	defer moment.Rollback()
	var sum Summary
	for _, add := range []func(context.Context, snapshot, *Summary) error{s.addIntake, s.addOutcomes, s.addModels, s.addDenials} {
		if err := add(ctx, moment, &sum); err != nil {
			return Summary{}, err
		}
	}
	return sum, nil
}

func (s *Store) addIntake(ctx context.Context, from snapshot, sum *Summary) error {
	return s.read(ctx, from, countIntake, nil, func(rows *sql.Rows) error {
		var remitted int64
		err := rows.Scan(&sum.Files, &sum.Interchanges, &sum.RejectedInterchanges, &sum.Sets, &sum.RejectedSets,
			&sum.Inquiries, &sum.RejectedInquiries, &sum.Reviews, &sum.RejectedReviews, &sum.StatusInquiries, &sum.FoundClaims,
			&sum.Enrollments, &sum.RefusedEnrollments, &sum.Claims, &sum.RejectedClaims, &sum.Remittances, &remitted)
		sum.Remitted = dollars(remitted)
		return err
	})
}

func (s *Store) addOutcomes(ctx context.Context, from snapshot, sum *Summary) error {
	return s.read(ctx, from, sumOutcomes, nil, func(rows *sql.Rows) error {
		var o OutcomeTotals
		var charge, paid, patient int64
		if err := rows.Scan(&o.Outcome, &o.Claims, &charge, &paid, &patient); err != nil {
			return err
		}
		o.set(charge, paid, patient)
		sum.Outcomes = append(sum.Outcomes, o)
		all := &sum.Decided
		all.Claims += o.Claims
		all.Charge, all.Paid, all.Patient = all.Charge.Add(o.Charge), all.Paid.Add(o.Paid), all.Patient.Add(o.Patient)
		return nil
	})
}

func (s *Store) addModels(ctx context.Context, from snapshot, sum *Summary) error {
	return s.read(ctx, from, sumModels, nil, func(rows *sql.Rows) error {
		var m ModelTotals
		var charge, paid, patient int64
		if err := rows.Scan(&m.Model, &m.Lines, &m.Claims, &charge, &paid, &patient); err != nil {
			return err
		}
		m.set(charge, paid, patient)
		sum.Models = append(sum.Models, m)
		return nil
	})
}

func (s *Store) addDenials(ctx context.Context, from snapshot, sum *Summary) error {
	return s.read(ctx, from, sumDenials, nil, func(rows *sql.Rows) error {
		var d DenialTotals
		var charge int64
		err := rows.Scan(&d.CARC, &d.Claims, &d.Lines, &charge)
		d.Charge = dollars(charge)
		sum.Denials = append(sum.Denials, d)
		return err
	})
}

// set fills in money that is given in cents.
func (t *Totals) set(charge, paid, patient int64) {
	t.Charge, t.Paid, t.Patient = dollars(charge), dollars(paid), dollars(patient)
}
