// Package x12 reads and writes the wire form of ASC X12 interchanges, version
// 005010: bytes to segments and back, with every envelope checked on the way.
//
// The words are the standard's. An interchange (ISA to IEA) holds functional
// groups (GS to GE), a group holds transaction sets (ST to SE), a set holds
// segments. A segment is an identifier and elements; an element may repeat, and
// each repetition may be a composite of components. The delimiters between
// them are declared by each ISA, by position, and are read from there.
//
// Reading and writing are about the wire only. What a segment means where it
// stands (its loop, whether it is required, which codes it may hold) is the
// business of package guide; what it says about a claim is that of mapping.
//
// A Reader streams: its memory is bounded by the longest segment it admits, not
// by the file. What is broken comes back as an *Error with its place, and the
// next call goes on where that is safe. A Writer counts what it writes, so a
// wrong SE, GE or IEA cannot be produced.
package x12
