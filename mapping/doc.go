// Package mapping gives X12 transaction sets meaning: it maps what a file says
// onto the records of package record, and writes records as transaction sets.
// One file a transaction set and direction: claim837 maps claims of all kinds,
// claim837_write writes them, remittance835 writes remittances, and so on.
//
// "Read" and "write" speak of the wire, "map" of meaning. Mapping reads placed
// segments (guide.Placement says in which loop each stands) and keeps nothing
// of them: every string is a copy.
//
// Nothing is decided here, and nothing is guessed: what can't be understood is
// a problem with its place in the file, not a default value.
package mapping
