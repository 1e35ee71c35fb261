package ack_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/hmox12/hmox12/internal/load"
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/ack"
)

// eventsOf returns all that a listener is told of a file, a line each.
func eventsOf(src io.Reader, options ack.Options) (lines []string, err error) {
	tell := func(format string, args ...any) { lines = append(lines, fmt.Sprintf(format, args...)) }
	err = ack.Examine(x12.NewReader(src), options, ack.Listener{
		Finding:          func(f ack.Finding) { tell("finding %s %v %v", inFull(f.Error), f.Unit, f.Part) },
		InterchangeBegan: func(i *x12.Interchange) { tell("interchange %+v", *i) },
		GroupBegan:       func(g *x12.FunctionalGroup) { tell("group %+v", *g) },
		SetBegan:         func(s *x12.TransactionSet) { tell("set %+v", *s) },
		SetEnded: func(s *ack.Set) {
			tell("set ended %+v %d %v %s %v %d %d", s.Header, s.Ordinal, s.Unread, s.Verdict, s.Codes, s.Count, s.Segments)
			for _, f := range s.Findings {
				tell("  kept %s", inFull(f.Error))
			}
		},
		GroupEnded: func(g *ack.Group) {
			tell("group ended %+v %s %v %d %d %d", g.Header, g.Verdict, g.Codes, g.Stated, g.Received, g.Accepted)
		},
		InterchangeEnded: func(i *ack.Interchange) { tell("interchange ended %s %s %d", i.Verdict, i.Note, i.Groups) },
	})
	return lines, err
}

// inFull returns all of a finding.
func inFull(e *x12.Error) string {
	flat, trigger := *e, x12.Trigger{}
	if e.Trigger != nil {
		trigger, flat.Trigger = *e.Trigger, nil
	}
	return fmt.Sprintf("%+v %+v", flat, trigger)
}

// mixed returns a file of several interchanges with sets of very different sizes, in
// which n bytes are replaced by others.
func mixed(random *rand.Rand, n int) []byte {
	var file []byte
	for range 1 + random.IntN(2) {
		for _, size := range [][2]int{{1, 20 * sampled}, {12, 1}, {6, 2 * sampled}} {
			if random.IntN(2) == 0 {
				file = append(file, load.Claims837P(size[0], 1+random.IntN(size[1]))...)
			}
		}
	}
	for range n {
		if len(file) > 0 {
			file[random.IntN(len(file))] = "~*:^ A1\nISA"[random.IntN(11)]
		}
	}
	return file
}

// TestAnyNumberOfWorkersTellsTheSame breaks files at random places.
func TestAnyNumberOfWorkersTellsTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		random := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		file := mixed(random, rapid.SampledFrom([]int{0, 1, 5, 50, 2000}).Draw(t, "mistakes"))
		options := ack.Options{Level: 5, MaxFindings: 20}
		alone, err := eventsOf(bytes.NewReader(file), options)
		require.NoError(t, err)
		for _, workers := range []int{2, 5} {
			options.Workers = workers
			together, err := eventsOf(bytes.NewReader(file), options)
			require.NoError(t, err)
			require.Equal(t, alone, together)
		}
	})
}

func TestWorkersTellWhatWasReadBeforeTheSourceFails(t *testing.T) {
	file := load.Claims837P(20, 100)
	broken := errors.New("the disk is gone")
	source := func() io.Reader {
		return io.MultiReader(bytes.NewReader(file[:len(file)/2]), iotest.ErrReader(broken))
	}
	alone, err := eventsOf(source(), ack.Options{Level: 5})
	require.ErrorIs(t, err, broken)
	together, err := eventsOf(source(), ack.Options{Level: 5, Workers: 2})
	require.ErrorIs(t, err, broken)
	require.Equal(t, alone, together)
	require.Greater(t, len(together), 10)
}
