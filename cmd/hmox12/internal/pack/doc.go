// Package pack writes records in a compact binary form, and reads them back by the
// names of their fields.
//
// A packed record begins with the number of its shape: the list of the types, fields
// and names that it was written with. Shapes are kept once, beside the records, so a
// record says nothing of how it is laid out, and one that an earlier program wrote is
// read into the fields of the same name; fields that are gone are passed over, and
// new ones stay zero.
//
// Texts that occur again and again — names of rules, what they conclude, codes, the
// address of a provider — become Words: numbered once, and written as a number from
// then on. Texts that differ by their numbers alone share a pattern, which is a word.
//
// # Format
//
// A number is an unsigned varint as encoding/binary writes it; a signed one is zigzag
// encoded first.
//
//	record    number of its shape, value of the shape's first type
//	struct    for each field that says something: its number, from 1, and its value;
//	          then 0. Zero values, empty lists and nil pointers say nothing.
//	          Or 127, the number of the word that is its template, and the rest
//	text      length × 2, bytes; or number of a word × 4 + 1; or number of a pattern
//	          × 4 + 3, and for each 0 of it the number that has a 1 and its digits
//	integer   signed
//	bool      0 or 1
//	decimal   0, text of it; or 1 + its exponent + 64, coefficient (signed)
//	list      its length, the values
//	pointer   0 for nil; or 1, value; or 2 for what the pointer before it points to, which
//	          is of the same type and holds no pointers. Templates have no 2
//	template  a struct, with a 0 for each text that is no word or pattern. The rest is
//	          these texts, the numbers of patterns, integers, bools and decimals
//
// A shape is a text: a line for each struct type, the record's own first, with the
// type's name and its fields, each as Name=type. A type is text, int, bool, decimal,
// the name of a struct type, or one of these behind [] or *.
package pack
