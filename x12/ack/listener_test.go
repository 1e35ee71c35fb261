package ack_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/ack"
)

// TestNobodyChangesWhatAListenerWasGiven keeps all that a Listener is told of a file with many
// findings, as it was then.
func TestNobodyChangesWhatAListenerWasGiven(t *testing.T) {
	one := "ST*837*0001*005010X222A1~BHT*0019*00*1*20260302*0800*XX~HL*1**20*1~NM1*85*1*LAUREL~SE*5*0001~"
	group := "GS*HC*A*B*20260302*0800*1*X*005010X222A1~" + strings.Repeat(one, 3) + "GE*9*1~"
	file := strings.Repeat("ISA*00*          *00*          *ZZ*A              *ZZ*B              *260302*0800*^*00501*000000001*0*P*:~"+
		group+group+"IEA*1*000000009~GARBAGE~", 2)
	for _, workers := range []int{1, 2} {
		var given []any
		var said []string
		keep := func(what any) {
			text, err := json.Marshal(what)
			require.NoError(t, err)
			given, said = append(given, what), append(said, string(text))
		}
		err := ack.Examine(x12.NewReader(strings.NewReader(file)), ack.Options{Level: 5, Workers: workers}, ack.Listener{
			Finding:          func(f ack.Finding) { keep(f) },
			InterchangeBegan: func(i *x12.Interchange) { keep(i) },
			GroupBegan:       func(g *x12.FunctionalGroup) { keep(g) },
			SetBegan:         func(s *x12.TransactionSet) { keep(s) },
			SetEnded:         func(s *ack.Set) { keep(s) },
			GroupEnded:       func(g *ack.Group) { keep(g) },
			InterchangeEnded: func(i *ack.Interchange) { keep(i) },
		})
		require.NoError(t, err)
		require.Greater(t, len(given), 50)
		for i, what := range given {
			text, err := json.Marshal(what)
			require.NoError(t, err)
			assert.Equal(t, said[i], string(text), "%d workers", workers)
		}
	}
}
