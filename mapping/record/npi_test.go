package record_test

import (
	"testing"

	"github.com/hmox12/hmox12/mapping/record"
)

func TestValidNPI(t *testing.T) {
	for _, c := range []struct {
		name, npi string
		want      bool
	}{
		{"the check digit fits", "1000000111", true},
		{"a doubled digit above nine fits", "1000000889", true},
		{"the check digit is off by one", "1000000112", false},
		{"ten digits in a row have a wrong check digit", "1234567890", false},
		{"the known example of the rule", "1234567893", true},
		{"nine digits", "100000011", false},
		{"eleven digits", "10000001110", false},
		{"a letter", "100000011A", false},
		{"zeros", "0000000000", false},
		{"nothing", "", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := record.ValidNPI(c.npi); got != c.want {
				t.Errorf("ValidNPI(%q) = %v, want %v", c.npi, got, c.want)
			}
		})
	}
}
