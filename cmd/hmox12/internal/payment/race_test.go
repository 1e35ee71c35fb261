//go:build race

package payment_test

import "flag"

// Under the race detector everything is ten times as slow: properties are tried on
// fewer draws, and make test tries as many as ever without it.
func init() {
	if err := flag.Set("rapid.checks", "20"); err != nil {
		panic(err)
	}
}
