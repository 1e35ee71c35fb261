// Package revision changes the files of a book, and tells in what two books
// differ. It knows the files by their form alone: tables (.csv) are rows with
// keys, documents (.yaml) are trees of named entries. Whether a book makes sense
// is for package book.
package revision
