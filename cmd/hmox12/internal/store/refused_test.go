package store_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
	"github.com/hmox12/hmox12/mapping/record"
)

func TestWhatProtectsMoneyIsRefused(t *testing.T) {
	tests := []struct {
		name string
		// before is committed; then again must fail.
		before func(t *testing.T, tx store.Tx) store.InterchangeID
		again  func(tx store.Tx, i store.InterchangeID) error
		want   error
		says   string
	}{
		{
			name: "the same file under another name",
			again: func(tx store.Tx, _ store.InterchangeID) error {
				return second(tx.AddFile(renamed(file("f1"), "new.837")))
			},
			want: store.ErrDuplicateFile,
			says: "file new.837: the file's content was received before: as f1.837 on 2026-11-23",
		},
		{
			name: "the same interchange in another file",
			again: func(tx store.Tx, _ store.InterchangeID) error {
				f, err := tx.AddFile(file("f2"))
				if err != nil {
					return err
				}
				return second(tx.AddInterchange(f, interchange("f1")))
			},
			want: store.ErrDuplicateInterchange,
			says: "interchange f1 of sender ZZ:CLEARHOUSE: the interchange was received before: in file f1.837",
		},
		{
			name: "a claim at a place that has one",
			again: func(tx store.Tx, i store.InterchangeID) error {
				c := claim(1)
				c.Control = "C99"
				return tx.AddClaim(i, c)
			},
			want: store.ErrDuplicateClaim,
			says: "claim C99: the claim was stored before: segment 1 of set 0001 is claim C1 already",
		},
		{
			name: "a claim with a control number that was given",
			again: func(tx store.Tx, i store.InterchangeID) error {
				c := claim(2)
				c.Control = "C1"
				return tx.AddClaim(i, c)
			},
			want: store.ErrDuplicateClaim,
			says: "claim C1: the claim was stored before: the control number is taken",
		},
		{
			name: "a decision about a version that has one",
			again: func(tx store.Tx, _ store.InterchangeID) error {
				return tx.AddDecision(claim(1), 1, decision(claim(1)))
			},
			want: store.ErrDuplicateDecision,
			says: "claim C1 version 1: this version of the claim was decided before",
		},
		{
			name: "a second payment for a claim version",
			again: func(tx store.Tx, _ store.InterchangeID) error {
				return tx.AddRemittance(remit("EFT2", []store.ClaimVersion{{Version: 1, Claim: claim(1), Decision: decision(claim(1))}}))
			},
			want: store.ErrPaidBefore,
			says: "remittance EFT2: claim C1 version 1: this version of the claim was paid before: by EFT1",
		},
		{
			name:  "a trace number that was used",
			again: func(tx store.Tx, _ store.InterchangeID) error { return tx.AddRemittance(remit("EFT1", nil)) },
			want:  store.ErrDuplicateTrace,
			says:  "remittance EFT1: the trace number was used before",
		},
		{
			name: "a payment of a claim version that nobody decided",
			again: func(tx store.Tx, _ store.InterchangeID) error {
				return tx.AddRemittance(remit("EFT2", []store.ClaimVersion{{Version: 2, Claim: claim(1), Decision: decision(claim(1))}}))
			},
			want: store.ErrNotPayable,
			says: "remittance EFT2: claim C1 version 2: this version of the claim was not decided to be remitted to this payee with this amount",
		},
		{
			name: "a payment to somebody else",
			again: func(tx store.Tx, i store.InterchangeID) error {
				c := claim(2)
				r, versions := remit("EFT2", []store.ClaimVersion{{Version: 1, Claim: c, Decision: decision(c)}})
				r.Payee.NPI = doctor
				return errors.Join(tx.AddClaim(i, c), tx.AddDecision(c, 1, decision(c)), tx.AddRemittance(r, versions))
			},
			want: store.ErrNotPayable,
			says: "remittance EFT2: claim C2 version 1: this version of the claim was not decided to be remitted to this payee with this amount",
		},
		{
			name: "a new version of a claim whose last one stands",
			again: func(tx store.Tx, _ store.InterchangeID) error {
				return tx.AddDecision(claim(1), 2, decision(claim(1)))
			},
			want: store.ErrStands,
			says: "claim C1 version 2: the version before stands and must be taken back first",
		},
		{
			name: "a payment that is more than its claims and adjustments",
			again: func(tx store.Tx, _ store.InterchangeID) error {
				r, versions := remit("EFT2", nil, record.ProviderAdjustment{Reason: "L6", Amount: money("-3.10")})
				r.Amount = money("3.11")
				return tx.AddRemittance(r, versions)
			},
			want: store.ErrUnbalanced,
			says: "remittance EFT2: the remittance does not balance: it pays 3.11, its claims and adjustments make 3.1",
		},
		{
			name: "a visit that the claim took already",
			again: func(tx store.Tx, i store.InterchangeID) error {
				c := claim(2)
				d := decision(c)
				d.Postings = []record.Posting{referralVisit("another", "1"), referralVisit("another", "1")}
				return errors.Join(tx.AddClaim(i, c), tx.AddDecision(c, 1, d))
			},
			want: store.ErrVisitTaken,
			says: "claim C2 line 1: referral visits: the visit was counted before",
		},
		{
			name: "a visit put back that was not taken",
			again: func(tx store.Tx, i store.InterchangeID) error {
				c := claim(2)
				d := decision(c)
				d.Postings = []record.Posting{referralVisit("another", "-1")}
				return errors.Join(tx.AddClaim(i, c), tx.AddDecision(c, 1, d))
			},
			want: store.ErrVisitNotTaken,
			says: "claim C2 line 1: referral visits: the visit to put back was not taken",
		},
		{
			name: "a counter below zero",
			again: func(tx store.Tx, i store.InterchangeID) error {
				c := claim(2)
				d := decision(c)
				d.Postings = []record.Posting{outOfPocket("-20.01")}
				return errors.Join(tx.AddClaim(i, c), tx.AddDecision(c, 1, d))
			},
			want: store.ErrCounterNegative,
			says: "claim C2 line 1: out of pocket: the counter would fall below zero",
		},
		{
			name: "a fraction of a cent",
			again: func(tx store.Tx, i store.InterchangeID) error {
				c := claim(2)
				c.Charge = money("10.005")
				return tx.AddClaim(i, c)
			},
			want: store.ErrInexact,
			says: "charge of claim C2: the amount can't be kept exactly",
		},
		{
			name: "an inquiry at a place that has one",
			again: func(tx store.Tx, i store.InterchangeID) error {
				return tx.AddInquiry(i, answer(7))
			},
			want: store.ErrDuplicateInquiry,
			says: "inquiry at segment 7 of set 0009: the inquiry was stored before",
		},
		{
			name: "a request at a place that has one",
			again: func(tx store.Tx, i store.InterchangeID) error {
				return tx.AddReview(i, review(8))
			},
			want: store.ErrDuplicateReview,
			says: "request at segment 8 of set 0009: the request was stored before",
		},
		{
			name: "a status inquiry at a place that has one",
			again: func(tx store.Tx, i store.InterchangeID) error {
				return tx.AddStatusInquiry(i, statusAnswer(8, "C1"))
			},
			want: store.ErrDuplicateInquiry,
			says: "status inquiry at segment 8 of set 0009: the inquiry was stored before",
		},
		{
			name: "an outbound name that was used",
			again: func(tx store.Tx, _ store.InterchangeID) error {
				return tx.AddOutbound(store.OutboundFile{Name: "f1.835", Kind: "835", State: store.Staged})
			},
			want: store.ErrDuplicateOutbound,
			says: "f1.835: an outbound file of that name was written before",
		},
		{
			name: "an interchange number that was sent to the receiver",
			again: func(tx store.Tx, _ store.InterchangeID) error {
				e := envelope("f1")
				e.Group = "7"
				return tx.AddSent("another.835", e)
			},
			want: store.ErrDuplicateSent,
			says: "interchange " + envelope("f1").Control + " to CLEARHOUSE: an interchange or group of that number was sent to this receiver before",
		},
		{
			name: "a group number that was sent to the receiver",
			again: func(tx store.Tx, _ store.InterchangeID) error {
				e := envelope("f1")
				e.Control = "000000007"
				return tx.AddSent("another.835", e)
			},
			want: store.ErrDuplicateSent,
			says: "interchange 000000007 to CLEARHOUSE: an interchange or group of that number was sent to this receiver before",
		},
		{
			name: "an acknowledgment that says the same again",
			again: func(tx store.Tx, i store.InterchangeID) error {
				e := envelope("f1")
				id, _, err := tx.SentGroup(e.Receiver, e.FunctionalID, e.Group)
				return errors.Join(err, tx.AddAcknowledgment(i, id, ack999("0"+e.Group, store.Rejected)), tx.AddAcknowledgment(i, id, ack999("0"+e.Group, store.Rejected)))
			},
			want: store.ErrAcknowledgedBefore,
			says: "999 of " + strings.TrimLeft(envelope("f1").Control, "0") + ": the same was acknowledged so before",
		},
		{
			name: "an acknowledgment of another number",
			again: func(tx store.Tx, i store.InterchangeID) error {
				id, err := tx.SentInterchange(envelope("f1").Receiver, envelope("f1").Control)
				return errors.Join(err, tx.AddAcknowledgment(i, id, ta1("7", store.Accepted)))
			},
			want: store.ErrNotReceiver,
			says: "TA1 of 000000007: it was sent to somebody else, or not at all",
		},
		{
			name: "an acknowledgment of what was sent to somebody else",
			again: func(tx store.Tx, i store.InterchangeID) error {
				e := envelope("other")
				e.Receiver = "OTHERHOUSE"
				if err := tx.AddSent("other.835", e); err != nil {
					return err
				}
				id, err := tx.SentInterchange(e.Receiver, e.Control)
				return errors.Join(err, tx.AddAcknowledgment(i, id, ta1(e.Control, store.Accepted)))
			},
			want: store.ErrNotReceiver,
			says: "TA1 of " + envelope("other").Control + ": it was sent to somebody else, or not at all",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := open(t)
			var i store.InterchangeID
			commit(t, s, func(tx store.Tx) {
				i = place(t, tx, "f1")
				c := claim(1)
				d := decision(c)
				d.Postings = append(d.Postings, referralVisit("20261102/"+practice, "1"))
				require.NoError(t, tx.AddClaim(i, c))
				require.NoError(t, tx.AddDecision(c, 1, d))
				require.NoError(t, tx.AddRemittance(remit("EFT1", []store.ClaimVersion{{Version: 1, Claim: c, Decision: d}})))
				require.NoError(t, tx.AddInquiry(i, answer(7)))
				require.NoError(t, tx.AddReview(i, review(8)))
				require.NoError(t, tx.AddStatusInquiry(i, statusAnswer(8, "C1")))
				require.NoError(t, tx.AddOutbound(outbound("f1", 0)))
			})
			tx := begin(t, s)
			err := test.again(tx, i)
			require.ErrorIs(t, err, test.want)
			assert.Equal(t, "store: "+test.says, err.Error())
			for _, secret := range []string{member, family, account, lastName} {
				assert.NotContains(t, err.Error(), secret)
			}
		})
	}
}

func second[T any](_ T, err error) error { return err }

func renamed(f store.File, name string) store.File {
	f.Name = name
	return f
}
