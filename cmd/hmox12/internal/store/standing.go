package store

import (
	"database/sql"
	"slices"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/mapping/record"
)

// StandingBy says by what claims are found that may have to be decided again. One
// of the fields is set.
type StandingBy struct {
	Member    string         // who the patient was found to be
	Nobody    *record.Member // the patient was nobody, and was sent with an id, or the name and birth date, of this member
	Provider  string         // NPI of who rendered a line or is paid for it
	Contract  string         // by which a line was decided
	Procedure string         // of a line
	Claim     Account        // as the provider names it
}

// Account names a claim as its provider does.
type Account struct{ Billing, Number string } // NPI and CLM01

// StandingRef is a claim whose decision is final: neither waiting nor void nor
// reversed.
type StandingRef struct {
	Control string
	Order   int64 // decisions are numbered in the order in which they were made
}

// StandingClaim is a claim with the decision that stands about it.
type StandingClaim struct {
	ClaimVersion
	Paid record.Date // when the remittance that carries it was made; no date while none does
}

const (
	selectStandingRefs = `SELECT d.claim, d.id FROM decisions d WHERE d.outcome NOT IN ('pended', 'voided') AND d.status <> '22' AND `
	// standingLines are the decisions with a line on one of the days, which ends with
	// what the line must be.
	standingLines = `d.id IN (SELECT decision FROM decision_lines WHERE superseded = 0 AND first_service <= ? AND last_service >= ? AND `
	// standingDays asks the same of one claim after the other, where few are in
	// question.
	standingDays = `EXISTS (SELECT 1 FROM decision_lines WHERE decision = d.id AND superseded = 0 AND first_service <= ? AND last_service >= ?)`
)

var (
	selectStandingOfMember = &statement{"find standing decisions",
		selectStandingRefs + standingLines + `member = ?) ORDER BY d.id`}
	selectStandingOfProvider = &statement{"find standing decisions of provider",
		selectStandingRefs + standingLines + `(rendering = ?3 OR decision IN (SELECT id FROM decisions WHERE payee = ?3))) ORDER BY d.id`}
	selectStandingOfContract = &statement{"find standing decisions by contract",
		selectStandingRefs + standingLines + `contract = ?) ORDER BY d.id`}
	selectStandingOfProcedure = &statement{"find standing decisions of procedure",
		selectStandingRefs + standingLines + `code = ?) ORDER BY d.id`}
	selectStandingOfNobody = &statement{"find standing decisions about nobody",
		selectStandingRefs + standingDays + ` AND d.member IS NULL
		 AND d.claim IN (SELECT claim FROM unrecognized_patients WHERE kind = ? AND key = ?) ORDER BY d.id`}
	selectStandingOfAccount = &statement{"find standing decisions of account",
		selectStandingRefs + standingDays + ` AND d.claim IN (SELECT control FROM claims WHERE account = ? AND billing = ?) ORDER BY d.id`}
	selectStandingClaim = &statement{"find standing decision",
		`SELECT c.body, d.version, d.body, coalesce(r.trace, ''), coalesce(r.produced, 0)
		 FROM decisions d JOIN claims c ON c.control = d.claim
		 LEFT JOIN remittance_claims p ON p.decision = d.id LEFT JOIN remittances r ON r.id = p.remittance
		 WHERE d.claim = ?1 AND d.version = (SELECT max(version) FROM decisions WHERE claim = ?1)
		   AND d.outcome NOT IN ('pended', 'voided') AND d.status <> '22'`}
	insertUnrecognized = &statement{"add unrecognized patient",
		`INSERT OR IGNORE INTO unrecognized_patients (kind, key, claim) VALUES (?, ?, ?)`}
)

// Standing implements Tx.
func (t *transaction) Standing(by StandingBy, days record.Span) ([]StandingRef, error) {
	switch {
	case by.Member != "":
		return t.standing(selectStandingOfMember, days, by.Member)
	case by.Nobody != nil:
		return t.standingOfNobody(by.Nobody, days)
	case by.Provider != "":
		return t.standing(selectStandingOfProvider, days, by.Provider)
	case by.Contract != "":
		return t.standing(selectStandingOfContract, days, by.Contract)
	case by.Procedure != "":
		return t.standing(selectStandingOfProcedure, days, by.Procedure)
	}
	return t.standing(selectStandingOfAccount, days, by.Claim.Number, by.Claim.Billing)
}

// standingOfNobody finds claims by every id that the member's household has or had,
// since dependents are often sent under another one's, and by the member's name.
func (t *transaction) standingOfNobody(m *record.Member, days record.Span) ([]StandingRef, error) {
	keys := [][2]string{{nameKey, nameKeyOf(adjudicate.NormalizeName(m.Name.Last), m.BirthDate)}, {idKey, m.ID}, {idKey, m.SubscriberID}}
	for _, id := range m.PriorIDs {
		keys = append(keys, [2]string{idKey, id})
	}
	var all []StandingRef
	for _, key := range keys {
		found, err := t.standing(selectStandingOfNobody, days, key[0], key[1])
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	slices.SortFunc(all, func(a, b StandingRef) int { return int(a.Order - b.Order) })
	return slices.Compact(all), nil
}

func (t *transaction) standing(q *statement, days record.Span, args ...any) ([]StandingRef, error) {
	to := days.To
	if to == 0 {
		to = 99991231
	}
	var all []StandingRef
	err := t.query(q, append([]any{int64(to), int64(days.From)}, args...), func(rows *sql.Rows) error {
		var r StandingRef
		err := rows.Scan(&r.Control, &r.Order)
		all = append(all, r)
		return err
	})
	return all, err
}

// StandingClaim implements Tx.
func (t *transaction) StandingClaim(control string) (*StandingClaim, error) {
	var found *StandingClaim
	err := t.query(selectStandingClaim, []any{control}, func(rows *sql.Rows) error {
		s := new(StandingClaim)
		var paid int64
		var claim, decision sql.RawBytes
		if err := rows.Scan(&claim, &s.Version, &decision, &s.Trace, &paid); err != nil {
			return err
		}
		s.Paid, found = record.Date(paid), s
		return s.read(t.view(), claim, decision)
	})
	return found, err
}

// keyUnrecognized has a claim about nobody found when the patient is enrolled.
func (t *transaction) keyUnrecognized(c *record.Claim) error {
	id := c.Patient.ID
	if id == "" {
		id = c.Subscriber.ID
	}
	for _, key := range [][2]string{{idKey, id}, {nameKey, nameKeyOf(adjudicate.NormalizeName(c.Patient.Name.Last), c.Patient.BirthDate)}} {
		if _, err := t.exec(insertUnrecognized, key[0], key[1], c.Control); err != nil {
			return err
		}
	}
	return nil
}
