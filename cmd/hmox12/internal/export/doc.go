// Package export writes what files say as tables, for spreadsheets, databases and
// data frames: claims and their service lines (837P, 837I, 837D), remittance claims
// and their lines (835). Files are CSV or Parquet.
//
// An Exporter takes file after file as streams; what it holds is one claim and,
// for Parquet, one row group. The same input gives the same bytes. The tables
// appear together and whole: they are written beside their places and moved
// there by Publish.
//
// Rows tell what was sent, nothing is decided or corrected, and nothing checked:
// hmox12 validate does that. A value that can't be read is empty, and the claim's
// column problems counts it.
//
// # Columns
//
// Columns writes the columns of every table with their types; they stand in
// claims.go, institutional.go, dental.go and remittances.go. Claims of all kinds
// stand in the same two tables: what another kind has is null. The types are
//
//	text      UTF-8; bytes that are not become U+FFFD
//	amount    dollars: DECIMAL(18,2), in CSV 1234.50
//	quantity  units: DECIMAL(18,4), in CSV 1.5
//	date      DATE, in CSV CCYY-MM-DD
//	whole     INT64
//	flag      BOOLEAN, in CSV true or false
//
// What was not sent is null, in CSV empty. An amount that has more than two
// decimals or more than 18 digits is null as well and counted: rounding would be
// guessing. service_lines belong to claims by file and claim_segment, the number
// of the CLM segment in the file, and remittance_lines to remittances the same
// way, by that of the CLP.
//
// # CSV
//
// RFC 4180 with a header, commas and LF. Spreadsheets take a cell that begins
// with =, +, -, @, a tab or a carriage return for a formula, so that what a
// sender wrote could run on the reader's machine: text like that gets an
// apostrophe in front. Numbers and dates are never touched, nor is anything in
// Parquet. Raw leaves the guard out, for programs.
package export
