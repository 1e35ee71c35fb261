package store

import (
	"errors"
	"strings"

	"zombiezen.com/go/sqlite"
)

// What the database refuses. Use errors.Is; the error around it says which file,
// claim or number it is about.
var (
	ErrDuplicateFile        = errors.New("the file's content was received before")
	ErrDuplicateInterchange = errors.New("the interchange was received before")
	ErrDuplicateClaim       = errors.New("the claim was stored before")
	ErrDuplicateDecision    = errors.New("this version of the claim was decided before")
	ErrStands               = errors.New("the version before stands and must be taken back first")
	ErrNotReversible        = errors.New("no decision with these amounts stands that could be taken back")
	ErrDuplicateInquiry     = errors.New("the inquiry was stored before")
	ErrDuplicateReview      = errors.New("the request was stored before")
	ErrDuplicateEnrollment  = errors.New("the member's part of the set was stored before")
	ErrDuplicateTrace       = errors.New("the trace number was used before")
	ErrDuplicateOutbound    = errors.New("an outbound file of that name was written before")
	ErrDuplicateSent        = errors.New("an interchange or group of that number was sent to this receiver before")
	ErrAcknowledgedBefore   = errors.New("the same was acknowledged so before")
	ErrNotReceiver          = errors.New("it was sent to somebody else, or not at all")
	ErrPaidBefore           = errors.New("this version of the claim was paid before")
	ErrNotPayable           = errors.New("this version of the claim was not decided to be remitted to this payee with this amount")
	ErrDuplicatePayable     = errors.New("the same is due already")
	ErrDuplicateHindsight   = errors.New("claims were decided again for the change already")
	ErrWaivesTooMuch        = errors.New("more is waived than is still to be recovered")
	ErrNotSettled           = errors.New("that much is not due between this payee and the HMO")
	ErrUnbalanced           = errors.New("the remittance does not balance")
	ErrVisitTaken           = errors.New("the visit was counted before")
	ErrVisitNotTaken        = errors.New("the visit to put back was not taken")
	ErrCounterNegative      = errors.New("the counter would fall below zero")
	ErrNotFound             = errors.New("there is none in the database")

	ErrNewerDatabase = errors.New("the database was written by a newer hmox12")
	ErrNotOurs       = errors.New("the file is no database of hmox12")
	ErrBusy          = errors.New("another process is writing to the database")
	ErrTxDone        = errors.New("the transaction has ended")

	errClosed = errors.New("the database is closed")
)

// violates reports whether err is a refused constraint whose message names what:
// "files.sha256" for a unique column, the name of a check, a trigger's words.
func violates(err error, what string) bool {
	return constraint(err) && strings.Contains(err.Error(), what)
}

// constraint reports whether err is a refused constraint. SQLite has undone the
// statement then and goes on with the transaction.
func constraint(err error) bool { return fails(err, sqlite.ResultConstraint) }

func busy(err error) bool { return fails(err, sqlite.ResultBusy) }

func notADatabase(err error) bool { return fails(err, sqlite.ResultNotADB) }

// fails reports whether err is one of SQLite's, of a kind.
func fails(err error, kind sqlite.ResultCode) bool { return sqlite.ErrCode(err).ToPrimary() == kind }
