//go:build !race

package store_test

const step = 1
