//go:build race

package store_test

// step is how many operations on there is the next that fails: everything is ten
// times as slow here, and make test fails each of them without the race detector.
const step = 5
