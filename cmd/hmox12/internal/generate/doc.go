// Package generate invents an HMO and a night of any size: a book of the format of
// package book, and inbound X12 files about its members. Everything is drawn from
// a seed, so that the same options give the same bytes on every machine; no clock
// is read, and numbers are whole throughout.
//
// Words of this package:
//
//   - A draw is a stream of random numbers that depends on the seed, on what it is
//     for and on a number. A household is drawn from its own number alone, so
//     that it can be drawn again where a claim needs it, and is never kept.
//   - The population are the providers. It is kept; it grows slowly with the members.
//   - A story is what happens to a patient: a visit with its laboratory test, an
//     emergency, a surgery with all who had a hand in it. It makes claims, and what
//     the book must hold for them: referrals, authorizations, claims of earlier
//     nights.
//   - A batch are the claims that are held before they are written, by sender and
//     biller: what is in memory does not grow with the night.
//   - A fault is an error put into a claim on purpose, which validate finds.
package generate
