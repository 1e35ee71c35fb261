// Package eob writes an explanation of benefits: what a member is told about a
// claim, as one page (Notice.HTML). It is no bill. It says in plain words what was
// charged, what the plan's price is, who pays what, what the member may owe and
// why, where deductible and yearly limit stand, and how to appeal.
//
// Values go in and text comes out: nothing is opened and no clock is read. The
// page holds protected health information; nothing else of the package tells any.
//
// # What agrees
//
// Of each line and of the claim, what was charged is what the plan paid, what other
// payers paid and took off (OA-23), what nobody owes (CO, PI and any other OA), and
// what the member may owe (PR). Only PR is told as owed, so that the page, CLP05 and
// Decision.Patient are the same to the cent. A claim that waits, was passed on, was
// taken back or is a void owes nothing.
//
// # To whom
//
// The notice of a dependent goes to the subscriber of the household, unless the book
// says that the member asked for confidential communication (Member.Confidential;
// 45 CFR 164.522(b), California Civil Code 56.107): then to the member, at the
// member's own address. Where nobody of ours was found there is nobody to tell.
//
// Sources: 45 CFR 147.136(b)(2)(ii)(E) and 29 CFR 2560.503-1(g) on what a notice of
// a denial must say; the No Surprises Act (45 CFR 149.110 to 149.140) on what a
// protected member may be billed.
package eob
