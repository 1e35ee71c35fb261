// Package book reads the HMO's reference data from a folder of plain files that
// people edit: plans and contracts as YAML, everything that comes in rows as
// CSV with a header. The result is an adjudicate.Book held in memory.
//
// A book is loaded whole or not at all. What is wrong with it is gathered over
// all files and told at once, each problem with its file and line, what is
// wrong and how to mend it. Rows are checked against each other, too: a PCP
// must exist, spans of one member must not overlap, a division of financial
// responsibility must settle every service on every day.
//
// Problems name files, lines, columns and codes, never what a cell about a
// member says.
//
// The files and their columns are described in fixtures/hmo/README.md.
package book
