//go:build !race

package ack_test

// sampled is how many mutants of a kind are tried on a file; of more, as many at
// even distances.
const sampled = 40
