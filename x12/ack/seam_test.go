package ack

import (
	"bytes"
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
			g, ok := guide.Lookup("837", "005010X222A1")
			require.True(t, ok)
			leads, whole := map[*lead]bool{}, false
			err := readTogether(options, func(w *workers, yield func(*portion) bool) error {
				c := newCrew(options, told, w, yield)
				defer c.dismiss()
				for r := x12.NewReader(bytes.NewReader(file)); ; {
					s, err := r.Next()
					if err != nil {
						c.settle()
						return err
					}
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
					leads[c.filling.lead] = true
					whole = whole || c.whole
				}
			})
			require.ErrorIs(t, err, io.EOF)
			require.Empty(t, told.findings)
			require.False(t, whole, "the states at a seam differ")
			require.Greater(t, len(leads), 5)
		})
	}
}

// TestReadingWaitsForWhatIsToBeToldFirst: nothing comes of what was handed out until as much
// waits as may.
func TestReadingWaitsForWhatIsToBeToldFirst(t *testing.T) {
	var handedOut []*portion
	c := newCrew(Options{Workers: 2}, &found{}, &workers{}, func(p *portion) bool {
		if handedOut = append(handedOut, p); len(handedOut) == waitingLeast+1 {
			go close(handedOut[0].results)
		}
		return true
	})
	for range waitingLeast {
		c.handOut()
	}
	require.Len(t, c.waiting, waitingLeast)
	c.handOut()
	require.Len(t, c.waiting, waitingLeast)
}

type found struct{ findings []string }

func (f *found) setBegan(*x12.TransactionSet) {}
func (f *found) setEnded(*Set)                {}
func (f *found) found(one Finding)            { f.findings = append(f.findings, one.Error.Error()) }
