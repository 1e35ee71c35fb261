// Package whatif compares one night played against two books: its own, before,
// and a changed one, after. It tells which claims, inquiries and requests come out
// otherwise, by how much and by which rule, and in what the books differ.
//
// Records go in, in pairs, and text comes out: a table for the terminal
// (Result.Table), an object for programs (Result.JSON), and a page
// (Result.HTML). Nothing is opened and no clock is read. A Comparison adds up what
// it is given and keeps the largest changes alone, as many as its Limit says:
// memory grows with the payees, and with the members whose claims change, not with
// the claims. Counts and amounts are exact.
//
// # Which numbers agree
//
// A difference is after less before. Each claim is counted once by its outcome and
// once by its HMO model on either side, as in the report of a night, so the
// differences by outcome and by model add up to that of the totals. So do those by
// rule, by size, by payee and by member: each changed claim is put down to one rule,
// the first at which its two traces part, to one payee and to one member.
//
// A claim that was decided before the night counts when either night takes it back
// or decides it anew: taken back, it comes to nothing; on a side that leaves it
// alone, it stands as it was.
//
// # What is no change
//
// Numbers that the run itself gives (of claims, payments, answers, and of referrals
// and authorizations that it grants) may differ and say nothing; see Renumber.
package whatif
