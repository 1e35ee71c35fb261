// Package ack says what became of a file that was received: Examine reads it
// with the x12 Reader and the guide's Walker and gives a verdict on each
// interchange, group and transaction set; the verdicts are written as TA1 and
// 999 (005010X231A1).
//
// An interchange is accepted or refused by a TA1; a group and its sets by one
// 999. Business errors in a well-formed set are not the matter of either.
//
// What partners say of files that were sent to them is read by ReadTA1 and
// Read999.
package ack
