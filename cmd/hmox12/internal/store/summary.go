package store

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

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
	selectStandingLines = &statement{"sum lines",
		`SELECT lines FROM standing_decisions ORDER BY id`}
)

// Summary adds up what the database holds at one moment.
func (s *Store) Summary(ctx context.Context) (Summary, error) {
	conn, err := s.reader(ctx)
	if err != nil {
		return Summary{}, err
	}
	defer s.readers.put(conn)
	if err := s.run("begin summary", func() error { return conn.say("BEGIN") }); err != nil {
		return Summary{}, err
	}
	defer conn.say("ROLLBACK")
	var sum Summary
	for _, add := range []func(context.Context, *connection, *Summary) error{s.addIntake, s.addOutcomes, s.addLines} {
		if err := add(ctx, conn, &sum); err != nil {
			return Summary{}, err
		}
	}
	return sum, nil
}

func (s *Store) addIntake(ctx context.Context, conn *connection, sum *Summary) error {
	return s.readOn(ctx, conn, countIntake, nil, func(at cursor) error {
		var remitted int64
		err := at.scan(&sum.Files, &sum.Interchanges, &sum.RejectedInterchanges, &sum.Sets, &sum.RejectedSets,
			&sum.Inquiries, &sum.RejectedInquiries, &sum.Reviews, &sum.RejectedReviews, &sum.StatusInquiries, &sum.FoundClaims,
			&sum.Enrollments, &sum.RefusedEnrollments, &sum.Claims, &sum.RejectedClaims, &sum.Remittances, &remitted)
		sum.Remitted = dollars(remitted)
		return err
	})
}

func (s *Store) addOutcomes(ctx context.Context, conn *connection, sum *Summary) error {
	return s.readOn(ctx, conn, sumOutcomes, nil, func(at cursor) error {
		var o OutcomeTotals
		var charge, paid, patient int64
		if err := at.scan(&o.Outcome, &o.Claims, &charge, &paid, &patient); err != nil {
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

// addLines adds up the lines of what stands, by model and by why they were denied.
func (s *Store) addLines(ctx context.Context, conn *connection, sum *Summary) error {
	models, denials := make(map[record.Model]*lineTotals), make(map[record.CARC]*lineTotals)
	decision := 0
	err := s.readOn(ctx, conn, selectStandingLines, nil, func(at cursor) error {
		decision++
		return eachLine(at.text(0), func(l *decidedLine) {
			add(models, l.model, decision, l)
			if l.state == record.LineDenied {
				add(denials, l.denial, decision, l)
			}
		})
	})
	for _, model := range slices.Sorted(maps.Keys(models)) {
		t := models[model]
		m := ModelTotals{Model: model, Lines: t.lines}
		m.Claims = t.claims
		m.set(t.charge, t.paid, t.patient)
		sum.Models = append(sum.Models, m)
	}
	for carc, t := range denials {
		sum.Denials = append(sum.Denials, DenialTotals{CARC: carc, Claims: t.claims, Lines: t.lines, Charge: dollars(t.charge)})
	}
	slices.SortFunc(sum.Denials, func(a, b DenialTotals) int {
		return cmp.Or(cmp.Compare(b.Lines, a.Lines), cmp.Compare(a.CARC, b.CARC))
	})
	return err
}

// lineTotals are sums over lines, in cents.
type lineTotals struct {
	lines, claims         int
	charge, paid, patient int64
	last                  int // the decision that was counted last
}

func add[K ~string](all map[K]*lineTotals, key K, decision int, l *decidedLine) {
	t := all[key]
	if t == nil {
		t = new(lineTotals)
		all[K(strings.Clone(string(key)))] = t
	}
	t.lines++
	if t.last != decision {
		t.last = decision
		t.claims++
	}
	t.charge, t.paid, t.patient = t.charge+l.charge, t.paid+l.paid, t.patient+l.patient
}

// set fills in money that is given in cents.
func (t *Totals) set(charge, paid, patient int64) {
	t.Charge, t.Paid, t.Patient = dollars(charge), dollars(paid), dollars(patient)
}
