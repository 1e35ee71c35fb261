package store

import (
	"iter"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/mapping/record"
)

// Tx is a transaction: everything in it is committed, or nothing is. It is used
// by one goroutine. All that hmox12 writes goes through it; a database other
// than SQLite is another implementation.
//
// A duplicate that is refused leaves the transaction as it was. After any other
// error it can only be rolled back, whole or to a savepoint: every method
// returns that error, Commit too.
type Tx interface {
	// AddFile records a file. A file with the same content is refused with
	// ErrDuplicateFile.
	AddFile(f File) (FileID, error)

	// AddInterchange records an interchange of a file. A sender's control number is
	// taken once, see ErrDuplicateInterchange; rejected interchanges take none, so a
	// duplicate can be recorded as the rejected interchange that it is.
	AddInterchange(file FileID, i Interchange) (InterchangeID, error)

	// JudgeInterchange sets the verdict that is known when the interchange has ended.
	// An interchange that has claims can't be rejected: it is rolled back to where it
	// began, and recorded as rejected then.
	JudgeInterchange(id InterchangeID, verdict Verdict, note string) error

	// AddTransactionSet records a transaction set of an interchange.
	AddTransactionSet(interchange InterchangeID, s TransactionSet) error

	// AddClaim records an accepted claim. It has a control number of its own, and
	// what stands at one place of one interchange is one claim; either is refused
	// with ErrDuplicateClaim otherwise.
	AddClaim(interchange InterchangeID, c *record.Claim) error

	// AddRejectedClaim records a claim that the front end rejected. What stands at
	// one place of one interchange is one claim (ErrDuplicateClaim).
	AddRejectedClaim(interchange InterchangeID, c *record.Claim, reasons []record.Rejection) error

	// AddDecision records a version of what was decided about a claim, 1 for the
	// first, with its lines and postings. A later version takes the place of the one
	// before, which waited or is reversed: else it is refused with ErrStands, for both
	// would be paid. The same version again is refused with ErrDuplicateDecision.
	//
	// The decision's Reversal is recorded first, as the next version of the claim
	// that it takes back. It is a decision of its own from then on: reading this one
	// doesn't return it.
	AddDecision(c *record.Claim, version int, d *record.Decision) error

	// AddDecided records an accepted claim with its first decision, as AddClaim and
	// AddDecision do, behind what its caller does next; see LogBehind. What it records is
	// there for the Ledger at once. Why it can't be written, should it be refused, is told
	// by the next method that waits for what is written behind: Commit at the latest.
	//
	// The decision's trace is the transaction's from then on. SpareTrace returns the
	// memory of one that is written, of no length, for a decision that is to be made;
	// nil when there is none.
	AddDecided(interchange InterchangeID, c *record.Claim, d *record.Decision) error
	SpareTrace() []record.Step

	// AddInquiry records an inquiry with its answer; interchange is 0 for one asked
	// in real time. One place of one interchange is one inquiry
	// (ErrDuplicateInquiry).
	AddInquiry(interchange InterchangeID, a *record.EligibilityAnswer) error

	// AddReview records a request for a referral or an authorization with its
	// answer, and the referrals and authorizations that the answer made or changed;
	// interchange is 0 for one asked in real time. One place of one interchange is
	// one request (ErrDuplicateReview).
	AddReview(interchange InterchangeID, a *record.ReviewAnswer) error

	// NumberedReview returns the request with a number of ours, of the answer or of an
	// item that waits or was refused, as it was answered last; nil when there is none.
	// AnswerReview records a later answer to it, and the referrals and authorizations
	// that this one has beyond those of the answer before.
	NumberedReview(number string) (*StoredReview, error)
	AnswerReview(r *StoredReview, a *record.ReviewAnswer) error

	// LastVersion returns a claim with its last version, nil when there is none of the
	// number. WaitingClaims returns those that wait, in the order in which they were
	// recorded.
	LastVersion(control string) (*ClaimVersion, error)
	WaitingClaims() ([]ClaimVersion, error)

	// AddVerdict records what a person decided and what became of it, or that a claim
	// was decided without one.
	AddVerdict(v *record.Verdict) error

	// AddEnrollment records what an 834 said of a member, what came of it, and the
	// records of members that it changed. One place of one interchange is one member
	// (ErrDuplicateEnrollment).
	AddEnrollment(interchange InterchangeID, r *record.EnrollmentResult) (EnrollmentID, error)

	// EnrolledMembers returns the ids of the members of whom enrollments changed any
	// records, sorted.
	EnrolledMembers() ([]string, error)

	// AddDecidedAgain records that a claim was looked at again; by an enrollment once,
	// 0 is anything else.
	AddDecidedAgain(by EnrollmentID, a *record.DecidedAgain) error

	// Standing returns the claims that have a line on one of the days and are final,
	// in the order in which they were decided.
	Standing(by StandingBy, days record.Span) ([]StandingRef, error)

	// StandingClaim returns a claim with the decision that stands about it, without its
	// trace; nil when none does: it waits, is void or reversed.
	StandingClaim(control string) (*StandingClaim, error)

	// AddHindsight records that claims were looked at again for a change that the book
	// declares to count for days that are past, and how many. It is done once
	// (ErrDuplicateHindsight); KnowsHindsight reports whether it was.
	AddHindsight(c *record.HindsightChange, run record.Date, claims int) error
	KnowsHindsight(number string) (bool, error)

	// Reviewed returns the book with what came in since it was loaded, as of now: the
	// referrals and authorizations that reviews made or changed, and the members,
	// coverage, other payers and PCPs that enrollments did.
	Reviewed(book adjudicate.Book) Book

	// AddStatusInquiry records an inquiry about a claim with its answer; interchange
	// is 0 for one asked in real time. One place of one interchange is one inquiry
	// (ErrDuplicateInquiry).
	AddStatusInquiry(interchange InterchangeID, a *record.StatusAnswer) error

	// Ledger returns the ledger as of the claim or inquiry at hand.
	Ledger() Ledger

	// SetOpening sets what the counters stood at when the book was loaded, and the
	// visits taken by then. It takes the place of all openings set before, so a book
	// can be loaded again; a counter that isn't named opens at zero. It is written behind
	// what its caller does next, see LogBehind.
	SetOpening(opening []record.Posting) error

	// Due returns what payees are due for the claim versions that wait for a remittance,
	// by payee. They may be paid while the loop is under way. It ends after an error.
	Due() iter.Seq2[*Due, error]

	// Unpaid returns the claim versions that wait for a remittance to a payee (the
	// billing provider's PayeeID), in the order in which they were decided. Decisions
	// come without their trace. It ends after an error. Each is good until the next comes.
	// Nothing else may be asked of the transaction while the loop is under way.
	Unpaid(payee string) iter.Seq2[ClaimVersion, error]

	// PayDue records a payment for all claim versions that wait for a remittance to its
	// payee: those that due added up, or it is refused with ErrNotPayable. It has no
	// claims; else AddRemittance says what holds. It is recorded behind what its caller
	// does next, see LogBehind: what other payees are due, and what waits for them, is not
	// changed by it and can be asked for meanwhile. What is refused may be told by the next
	// method that waits for it; neither r nor due may change any more.
	PayDue(r *record.Remittance, due *Due) error

	// BalanceForward returns what a payee (by PayeeID) owes since its last remittance, and the
	// trace number of that: what the next one takes first (PLB FB, positive).
	BalanceForward(payee string) (owed decimal.Decimal, trace string, err error)

	// AddRemittance records a payment and which claim versions it is for; versions
	// are those of r.Claims, in step. The trace number is used once
	// (ErrDuplicateTrace), a claim version is paid once (ErrPaidBefore), to its payee
	// and with the amount that was decided (ErrNotPayable), and the payment is what was decided
	// less the provider adjustments (ErrUnbalanced).
	AddRemittance(r *record.Remittance, versions []int) error

	// AddPayable records what is due to or from a payee for no single claim. The same
	// key again is refused with ErrDuplicatePayable.
	AddPayable(p *record.Payable) error

	// KnowsPayable reports whether anything of the key was recorded.
	KnowsPayable(key string) (bool, error)

	// Payables returns what is due on a day and not settled yet, by payee in the order
	// in which it was recorded; not what a payee contests, nor what was waived of it.
	Payables(day record.Date) ([]*record.Payable, error)

	// Settle records that a remittance, by its trace number, settled an amount of a
	// payable, with its sign. More than is open, or with another payee, is refused with
	// ErrNotSettled.
	Settle(key, trace string, amount decimal.Decimal) error

	// Contest records that a payee contests the recovery of a claim's overpayment, and
	// how that was settled once it is: each once, however often it is said. Nothing of
	// the recovery is settled meanwhile, nor ever what is waived. A contest behind the
	// days of notice holds nothing. Waiving more than is open is refused with
	// ErrWaivesTooMuch.
	Contest(c *record.Contest) error

	// AddOutbound records a file that goes out, with the envelopes in it. A name is
	// used once, see ErrDuplicateOutbound, and so is an envelope's number.
	AddOutbound(f OutboundFile) error

	// MarkOutbound sets the state of a file that goes out.
	MarkOutbound(name string, state OutboundState) error

	// AddSent records an envelope in a file that went out, be it before the database
	// began. An interchange's and a group's number are used once for a receiver, see
	// ErrDuplicateSent.
	AddSent(file string, e Envelope) error

	// SentInterchange returns the envelope with an ISA13 that was sent to a receiver
	// (ISA08), 0 when there is none.
	SentInterchange(receiver, control string) (SentID, error)

	// SentGroup returns the envelope with a group (GS01, GS06) that was sent to a
	// receiver (ISA08) and how many sets the group holds, 0 when there is none.
	SentGroup(receiver, functionalID, control string) (id SentID, sets int, err error)

	// AddAcknowledgment records what came in an interchange about an envelope, 0 for
	// what was never sent. It must be what the acknowledgment names, and have been
	// sent to who acknowledges it (ErrNotReceiver). The last one of its kind stands,
	// those before are its history; one that says the same as the last is refused
	// with ErrAcknowledgedBefore.
	AddAcknowledgment(interchange InterchangeID, sent SentID, a *Acknowledgment) error

	// NextControlNumber returns the number after the last one of a sequence, from 1.
	// A number that is rolled back is given again: nothing went out with it.
	NextControlNumber(sequence string) (int64, error)

	// SetControlNumber makes last the last number of a sequence. It never goes back,
	// as numbers after it are used already.
	SetControlNumber(sequence string, last int64) error

	// LogBehind has write add to the transaction while the caller goes on: what no
	// question to the transaction depends on, such as inquiries and their answers. What it
	// adds may not change any more. It comes before whatever is done next. The Tx that it
	// is given is this one, and is good for adding alone. When write returns an error, be
	// it of a duplicate, the transaction can only be rolled back, and the next method that
	// waits for what is written behind says why: Commit at the latest.
	LogBehind(write func(Tx) error) error

	// FarBehind is LogBehind for what questions depend on, but none to a Ledger about
	// lines, counters and decisions, nor one to a Book: rejected claims. Those don't wait
	// for it.
	FarBehind(write func(Tx) error) error

	// Savepoint marks where the transaction is now, with all that is written behind by
	// then. Savepoints nest.
	Savepoint() (Savepoint, error)

	// Commit makes the transaction last, or rolls it back and returns why it can't.
	// When it returns nil, all of it is on the disk. An error from the disk at that
	// very moment leaves open whether it is: the file's hash tells.
	Commit() error

	// Rollback undoes the transaction. After Commit it does nothing, so it can be
	// deferred.
	Rollback() error
}

// Ledger answers what was decided before: all that was committed and what its
// transaction did since.
type Ledger interface {
	adjudicate.Ledger
	adjudicate.ClaimFile
	// Err returns the first error that a question met. The questions after it are
	// answered with nothing, a decision made of such answers must not be used, and
	// the transaction can't be committed.
	Err() error
}

// Book is a book whose referrals and authorizations the database keeps on.
type Book interface {
	adjudicate.Book
	// Err returns the first error that a question met, as Ledger's does.
	Err() error
}

// Savepoint is a place in a transaction to go back to.
type Savepoint interface {
	// Release forgets the savepoint and those inside it; what was done since stays
	// part of the transaction.
	Release() error
	// Rollback undoes what was done since the savepoint, also after an error, and
	// forgets it and those inside it. After Release it is an error.
	Rollback() error
}
