// Package intake takes received files into the HMO. A file is read twice: first
// it is examined and acknowledged, so that every verdict is known, then the sets
// that were accepted are mapped, decided and stored. The first pass may run ahead
// of the file's turn, and begins again where an interchange turns out to have come
// before. Neither pass holds more than an open claim. All that a file leads to is
// one database transaction: it commits, or nothing of the file happened.
package intake
