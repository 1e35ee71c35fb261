// Package guide holds the 005010 implementation guides as data and places each
// segment of a transaction set in its loop.
//
// A guide is a readable text file under data/, in the grammar that
// data/README.md describes, compiled when it is first asked for. A Walker goes
// through a set in one forward pass: it decides a segment's place from the
// segment alone and the loops that are open, checks it against the guide, and
// reports what breaks it as *x12.Error findings.
//
// A trading partner's companion guide is such a file, too, and narrows one of the
// guides: data/companion.md describes it.
//
// To adapt to another guide version or partner, add data, not code.
package guide
