package ack

import (
	"bytes"
	"errors"
	"io"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/internal/load"
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/guide"
)

// TestALongSetIsCutWithoutARemainder: where nothing is wrong with the levels, every
// worker that goes on in a set is at the state that the one before it comes to.
func TestALongSetIsCutWithoutARemainder(t *testing.T) {
	for name, file := range map[string][]byte{
		"one billing provider":   load.Claims837P(1, 4000),
		"many billing providers": load.BilledBySeveral(load.Claims837P(1, 4000), 7),
	} {
		t.Run(name, func(t *testing.T) {
			options := Options{Level: 5, MaxFindings: 10, MaxLevels: guide.DefaultMaxLevels, Workers: 3}
			told := &found{}
			c := newCrew(options, told)
			defer c.dismiss()
			r := x12.NewReader(bytes.NewReader(file))
			g, ok := guide.Lookup("837", "005010X222A1")
			require.True(t, ok)
			most := 0
			for {
				s, err := r.Next()
				if errors.Is(err, io.EOF) {
					break
				}
				require.NoError(t, err)
				if s.Is("ST") {
					c.open(opening{set: &Set{Header: *r.Set(), Verdict: Accepted}, guide: g})
				}
				if c.set == nil {
					continue
				}
				if c.walk(s); s.Is("SE") {
					c.close()
				} else {
					c.gather(r)
				}
				most = max(most, len(c.waiting))
			}
			c.settle()
			require.Empty(t, told.findings)
			require.False(t, c.whole, "the states at a seam differ")
			cut := 0
			for _, p := range c.free {
				if p.lead != nil {
					cut++
				}
			}
			require.Greater(t, cut, 5)
		})
	}
}

type found struct{ findings []string }

func (f *found) setBegan(*x12.TransactionSet) {}
func (f *found) setEnded(*Set)                {}
func (f *found) found(one Finding)            { f.findings = append(f.findings, one.Error.Error()) }
