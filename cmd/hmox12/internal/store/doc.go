// Package store keeps a night in an embedded SQLite database: files and
// interchanges received, claims and every version of what was decided about
// them, counters, remittances, inquiries, reviews with the referrals and
// authorizations that came of them, enrollments with the records of members that
// they changed, what people decided about what waited, the files that go out and
// how their receivers acknowledged them.
//
// A Store is one open database. There is one writer at a time: Begin waits for
// the one before. A Tx is the whole chain of a file, and commits or leaves
// nothing; an interchange inside it that turns out bad is undone to its
// Savepoint. A commit that was acknowledged survives a power cut. Reads on the
// Store see what was committed and never wait for the writer.
//
// What protects money stands as a constraint in the schema (see migrations): the
// hash of a file, an interchange's number from its sender, a claim's place in
// what was submitted, a trace number, and one payment for one claim version. A
// claim version is a claim with one decision about it: version 1 is the first
// decision, a reversal and each correction are versions of their own.
//
// Tables with a row for every claim have no triggers on insert, which cost as much as
// the row: keys, foreign keys and checks hold them, and what else the writer keeps in
// step (counters, what awaits a remittance) is held by property tests. While claims are
// written behind, a Tx answers what is asked of every claim from what it remembers
// (past.go, counter.go).
//
// What is stored for every claim and inquiry is packed (package pack): a claim, a
// decision and, in a column that only the story of a claim reads, its trace. All
// other records are JSON. Columns beside them hold what is searched and summed.
//
// Money is whole cents in the database and decimal.Decimal outside of it; an
// amount with a fraction of a cent is refused. Errors name claims, files, trace
// and control numbers, and nothing else that came with a claim.
package store
