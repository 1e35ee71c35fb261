package store

import (
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

// selectStandingRefs finds the decisions that stand with lines that may be on some
// days, and ends with what else they must be.
const selectStandingRefs = `SELECT d.claim, d.id, d.payee, d.lines FROM standing_decisions d
	WHERE d.outcome NOT IN ('pended', 'voided') AND d.first_service <= ? AND d.last_service >= ?`

var (
	selectStandingOfMember = &statement{"find standing decisions",
		selectStandingRefs + ` AND d.member = ? ORDER BY d.id`}
	selectStandingOfAny = &statement{"find standing decisions of all",
		selectStandingRefs + ` ORDER BY d.id`}
	selectStandingOfNobody = &statement{"find standing decisions about nobody",
		selectStandingRefs + ` AND d.member IS NULL
		 AND d.claim IN (SELECT claim FROM unrecognized_patients WHERE kind = ? AND key = ?) ORDER BY d.id`}
	selectStandingOfAccount = &statement{"find standing decisions of account",
		selectStandingRefs + ` AND d.claim IN (SELECT control FROM claims WHERE account = ? AND billing = ?) ORDER BY d.id`}
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
	all := func(*decidedLine, string) bool { return true }
	switch {
	case by.Member != "":
		if err := t.ready(); err != nil || t.store.nothing(memberDecided, by.Member) {
			return nil, err
		}
		return t.standing(t.knower(memberDecided, by.Member), selectStandingOfMember, days, all, by.Member)
	case by.Nobody != nil:
		return t.standingOfNobody(by.Nobody, days)
	case by.Provider != "":
		return t.standing(after, selectStandingOfAny, days, func(l *decidedLine, payee string) bool {
			return l.rendering == by.Provider || payee == by.Provider
		})
	case by.Contract != "":
		return t.standing(after, selectStandingOfAny, days, func(l *decidedLine, _ string) bool { return l.contract == by.Contract })
	case by.Procedure != "":
		return t.standing(after, selectStandingOfAny, days, func(l *decidedLine, _ string) bool { return l.code == by.Procedure })
	}
	return t.standing(after, selectStandingOfAccount, days, all, by.Claim.Number, by.Claim.Billing)
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
		found, err := t.standing(after, selectStandingOfNobody, days, func(*decidedLine, string) bool { return true }, key[0], key[1])
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	slices.SortFunc(all, func(a, b StandingRef) int { return int(a.Order - b.Order) })
	return slices.Compact(all), nil
}

// standing returns the decisions that a query finds of which a line is on one of the
// days and fits. Who is who knows of them.
func (t *transaction) standing(who answerer, q *statement, days record.Span, fits func(l *decidedLine, payee string) bool, args ...any) ([]StandingRef, error) {
	if days.To == 0 {
		days.To = 99991231
	}
	var all []StandingRef
	err := t.ask(who, q, append([]any{int64(days.To), int64(days.From)}, args...), func(at cursor) error {
		payee, found := at.text(2), false
		err := eachLine(at.text(3), func(l *decidedLine) {
			found = found || l.first <= days.To && l.last >= days.From && fits(l, payee)
		})
		if found {
			all = append(all, StandingRef{Control: at.text(0), Order: at.number(1)})
		}
		return err
	})
	return all, err
}

// StandingClaim implements Tx.
func (t *transaction) StandingClaim(control string) (*StandingClaim, error) {
	var found *StandingClaim
	err := t.query(selectStandingClaim, []any{control}, func(at cursor) error {
		found = &StandingClaim{Paid: record.Date(at.number(4))}
		found.Version, found.Trace = int(at.number(1)), at.text(3)
		return found.read(t.view(), at.text(0), at.text(2))
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
