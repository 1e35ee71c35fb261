// Package adjudicate decides: whether a person is eligible, and what an HMO
// owes for a claim.
//
// It decides over records only. What it needs to know it asks of a Book (the
// HMO's reference data) and a Ledger (what was decided before); it opens
// nothing, reads no clock and changes nothing. A decision carries what it would
// change as postings, and its trace: each rule, what the rule looked at, what it
// concluded.
//
// Accept is the front end: it rejects what can't become a claim. Decide decides
// a claim, Reverse takes a decision back. Eligibility answers an inquiry.
//
// Claim decisions are an ordered list of rules, one file each, that Rules
// returns for printing. The first rule that stops a line or a claim wins; later
// rules see only what is left. docs/adjudication.md tells what each rule does
// to a claims examiner.
package adjudicate
