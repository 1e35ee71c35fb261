// Package shelf keeps many records of one kind in little memory: packed into a few
// pieces that hold no pointers, so that a collector has nothing to mark in them, and
// found by keys. A record that is asked for is unpacked anew and the caller's own.
//
// A row of a Shelf is a record with its number, from 0 in the order in which they
// were added. An Index finds rows by a key; what is added to a shelf after an index
// was made is in the index.
//
// Any number of goroutines may read a Shelf and its indexes while nobody adds.
package shelf
