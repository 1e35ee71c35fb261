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
			g, ok := guide.Lookup("837", "005010X222A1")
			require.True(t, ok)
			leads, told := map[*lead]bool{}, &found{}
			w := together(t, file, g, told, func(c *crew) {
				leads[c.filling.lead] = true
				require.False(t, c.whole, "the states at a seam differ")
			})
			require.Empty(t, told.findings)
			require.Greater(t, len(leads), 5)
			require.Equal(t, 3, w.started)
		})
	}
}

// TestOfNoFileMuchIsHeld: of sets that can't be cut, of many, and of what is no segment.
func TestOfNoFileMuchIsHeld(t *testing.T) {
	long := load.Claims837P(1, 500)
	for name, file := range map[string][]byte{
		"a set that can't be cut": long,
		"many sets":               load.Claims837P(400, 1),
		"empty segments":          bytes.Replace(long, []byte("~CLM"), bytes.Repeat([]byte("~"), 10_000), 1),
		"empty sets":              bytes.Replace(long, []byte("~CLM"), append(bytes.Repeat([]byte("~ST"), 10_000), '~'), 1),
	} {
		t.Run(name, func(t *testing.T) {
			together(t, file, nil, &found{}, func(c *crew) {
				require.Less(t, c.filling.segments.Size(), portionSize+x12.DefaultMaxSegment)
				require.LessOrEqual(t, len(c.filling.events), mostEvents)
				require.LessOrEqual(t, len(c.waiting), waitingLeast)
				require.False(t, name == "many sets" && c.direct, "a set goes on behind a portion that it fills a hundredth of")
			})
		})
	}
}

func TestResultsAreHandedOverAFewAtATime(t *testing.T) {
	var sizes []int
	g := gathered{handOver: func(results []result) { sizes = append(sizes, len(results)) }}
	for range 2*tellAtOnce + 1 {
		g.ended()
	}
	g.flush()
	require.Equal(t, []int{tellAtOnce, tellAtOnce, 1}, sizes)
}

// together has three workers inspect the sets of a file by a guide, and looks at the crew
// behind each segment.
func together(t *testing.T, file []byte, g *guide.Guide, told *found, look func(*crew)) (w *workers) {
	options := Options{Level: 5, MaxFindings: 10, MaxLevels: guide.DefaultMaxLevels, Workers: 3}
	err := readTogether(options, func(all *workers, yield func(*portion) bool) error {
		w = all
		c := newCrew(options, told, w, yield)
		defer c.dismiss()
		for r := x12.NewReader(bytes.NewReader(file)); ; look(c) {
			s, err := r.Next()
			var finding *x12.Error
			switch {
			case errors.As(err, &finding):
				if c.set != nil {
					c.note(finding)
				}
			case err != nil:
				c.settle()
				return err
			default:
				takeSegment(c, r, s, g)
			}
		}
	})
	require.ErrorIs(t, err, io.EOF)
	return w
}

func takeSegment(c *crew, r *x12.Reader, s *x12.Segment, g *guide.Guide) {
	if s.Is("ST") {
		if c.set != nil {
			c.close()
		}
		c.open(opening{set: &Set{Header: *r.Set(), Verdict: Accepted}, guide: g})
	}
	if c.set == nil {
		return
	}
	if c.walk(s); s.Is("SE") {
		c.close()
	} else {
		c.gather(r)
	}
}

// TestAWorkerThatPanicsDoesSoWhereTheFileIsExamined, when all before it is told, and others
// had more to inspect.
func TestAWorkerThatPanicsDoesSoWhereTheFileIsExamined(t *testing.T) {
	told := &found{}
	defer func() {
		require.ErrorContains(t, recover().(error), "nil pointer")
		require.Equal(t, 2, told.sets)
	}()
	_ = readTogether(Options{Workers: 2}, func(w *workers, yield func(*portion) bool) error {
		c := newCrew(w.options, told, w, yield)
		defer c.dismiss()
		for i := range 6 {
			if i == 2 {
				c.filling.lead = &lead{} // of no set, as none is
			}
			c.open(opening{set: &Set{Header: x12.TransactionSet{ID: "837"}}})
			c.close()
			c.handOut()
		}
		c.settle()
		return nil
	})
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

type found struct {
	findings []string
	sets     int
}

func (f *found) setBegan(*x12.TransactionSet) { f.sets++ }
func (f *found) setEnded(*Set)                {}
func (f *found) found(one Finding)            { f.findings = append(f.findings, one.Error.Error()) }
