//go:build race

package ack_test

// sampled is smaller where the race detector makes everything slow.
const sampled = 8
