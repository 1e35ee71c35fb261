package ack_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/ack"
)

// TestUnicodeIsForThoseWhoAgreedOnIt: lengths count characters, and broken UTF-8
// or control characters are nobody's.
func TestUnicodeIsForThoseWhoAgreedOnIt(t *testing.T) {
	everybody := func(*x12.Interchange) bool { return true }
	for _, c := range []struct {
		name, last string
		options    ack.Options
		verdict    string
	}{
		{"without an agreement", "NÚÑEZ", ack.Options{}, "R"},
		{"with one", "NÚÑEZ", ack.Options{Unicode: everybody}, "A"},
		{"with another's", "NÚÑEZ", ack.Options{Unicode: func(from *x12.Interchange) bool { return from.Sender == "LAURELFP" }}, "R"},
		{"as long as it may be", strings.Repeat("É", 60), ack.Options{Unicode: everybody}, "A"},
		{"longer", strings.Repeat("É", 61), ack.Options{Unicode: everybody}, "R"},
		{"another script", "王", ack.Options{Unicode: everybody}, "A"},
		{"Latin-1", "N\xda\xd1EZ", ack.Options{Unicode: everybody}, "R"},
		{"a control character", "N\x01EZ", ack.Options{Unicode: everybody}, "R"},
		{"a control character beyond ASCII", "N\u0085EZ", ack.Options{Unicode: everybody}, "R"},
	} {
		t.Run(c.name, func(t *testing.T) {
			file := interchange("0", group("501", claimSet("0001", "NM1*IL*1*OKAFOR*", "NM1*IL*1*"+c.last+"*")))
			verdicts, _ := answer(t, file, c.options)
			assert.Contains(t, verdicts[0], "set 0001 "+c.verdict)
		})
	}
	basic := agreed(t, "companion BAYCLEAR\nguide 837 005010X222A1\ncharacters basic\n")
	basic.Unicode = everybody
	verdicts, _ := answer(t, interchange("0", group("501", claimSet("0001", "NM1*IL*1*OKAFOR*", "NM1*IL*1*NÚÑEZ*"))), basic)
	assert.Contains(t, verdicts[0], "set 0001 R", "a companion guide that asks for the basic characters holds")
}
