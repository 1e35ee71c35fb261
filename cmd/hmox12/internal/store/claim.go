package store

import (
	"fmt"

	"github.com/hmox12/hmox12/mapping/record"
)

var (
	insertClaim = &statement{"add claim",
		`INSERT INTO claims (control, interchange, transaction_set, segment, byte_offset, member, billing, account, kind,
		                     frequency, original, charge, first_service, last_service, received, body)
		 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`}
	selectClaimByPlace = &statement{"find claim by place",
		`SELECT control FROM claims WHERE interchange = ? AND transaction_set = ? AND segment = ?`}
)

// AddClaim implements Tx.
func (t *transaction) AddClaim(interchange InterchangeID, c *record.Claim) error {
	return t.addClaim(interchange, c, sentAs(c))
}

// sentAs is the id of the patient's that a claim was sent with, of whomever it is.
func sentAs(c *record.Claim) string {
	if c.Patient.ID == "" {
		return c.Subscriber.ID
	}
	return c.Patient.ID
}

// addClaim records a claim that is found by a member's id.
func (t *transaction) addClaim(interchange InterchangeID, c *record.Claim, member string) error {
	t.touched.claims.Store(true)
	charge, err := cents(c.Charge)
	if err != nil {
		return fmt.Errorf("store: charge of claim %s: %w", c.Control, err)
	}
	packed, err := t.pack(c)
	if err != nil {
		return err
	}
	_, err = t.exec(insertClaim, c.Control, int64(interchange), c.Source.Set, c.Source.Segment, c.Source.Offset, member,
		c.Billing.NPI, c.Account, string(c.Kind), c.Frequency, c.OriginalControl, charge, int64(c.FirstDate()), int64(c.LastDate()),
		int64(c.Received), packed)
	switch {
	case violates(err, "claims.control"):
		return fmt.Errorf("store: claim %s: %w: the control number is taken", c.Control, ErrDuplicateClaim)
	case violates(err, "FOREIGN KEY"):
		return fmt.Errorf("store: claim %s: there is no interchange %d that was taken: a rejected interchange has no claims", c.Control, interchange)
	case violates(err, "claims.segment"):
		var control string
		if _, err := t.one(selectClaimByPlace, []any{int64(interchange), c.Source.Set, c.Source.Segment}, &control); err != nil {
			return err
		}
		return fmt.Errorf("store: claim %s: %w: segment %d of set %s is claim %s already",
			c.Control, ErrDuplicateClaim, c.Source.Segment, c.Source.Set, control)
	}
	return err
}
