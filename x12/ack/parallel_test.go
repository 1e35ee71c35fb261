package ack_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
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
		for _, size := range [][2]int{{1, max(400, 20*sampled)}, {12, 1}, {6, 2 * sampled}} {
			if random.IntN(2) == 0 {
				part := load.Claims837P(size[0], 1+random.IntN(size[1]))
				if size[0] == 1 && random.IntN(2) == 0 {
					part = load.BilledBySeveral(part, 1+random.IntN(20))
				}
				file = append(file, part...)
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

// TestASetThatIsCutAtItsLevelsTellsTheSame cuts sets of every guide into small portions,
// and breaks them: segments are doubled, moved and left out, and bytes replaced.
func TestASetThatIsCutAtItsLevelsTellsTheSame(t *testing.T) {
	defer ack.PortionSize(ack.PortionSize(0))
	paths, err := filepath.Glob("testdata/mutation/*.x12")
	require.NoError(t, err)
	var files [][]byte
	for _, path := range paths {
		file, err := os.ReadFile(path)
		require.NoError(t, err)
		files = append(files, file)
	}
	files = append(files, load.Claims837P(1, 20), load.BilledBySeveral(load.Claims837P(1, 20), 3))
	rapid.Check(t, func(t *rapid.T) {
		ack.PortionSize(rapid.IntRange(60, 1500).Draw(t, "portion"))
		random := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		segments := bytes.SplitAfter(rapid.SampledFrom(files).Draw(t, "file"), []byte("~"))
		for range random.IntN(8) {
			from := 3 + random.IntN(len(segments)-6) // between ST and SE
			to := min(from+random.IntN(12), len(segments)-4)
			run := slices.Clone(segments[from:to])
			switch random.IntN(4) {
			case 0:
				segments = slices.Delete(segments, from, min(to, from+2))
			case 1:
				segments = slices.Insert(slices.Delete(segments, from, to), 3+random.IntN(len(segments)-len(run)-6), run...)
			default:
				segments = slices.Insert(segments, from, run...)
			}
		}
		file := bytes.Join(segments, nil)
		for range random.IntN(4) {
			file[106+random.IntN(len(file)-106)] = "~*:^ A1\nISA"[random.IntN(11)]
		}
		for range random.IntN(4) { // what the Reader has something to say about
			at := 106 + bytes.IndexByte(file[106+random.IntN(len(file)-106):], '~') + 1
			file = slices.Insert(file, at, []byte([]string{"~", "~~~", "BIN*5*a~", "ST~", "\x01", " ~"}[random.IntN(6)])...)
		}
		options := ack.Options{
			Level: rapid.SampledFrom([]int{2, 3, 5, 7}).Draw(t, "level"), MaxFindings: 20,
			MaxLevels: rapid.SampledFrom([]int{0, 3, 20}).Draw(t, "levels"),
		}
		alone, err := eventsOf(bytes.NewReader(file), options)
		require.NoError(t, err)
		options.Workers = 2 + random.IntN(2)
		together, err := eventsOf(bytes.NewReader(file), options)
		require.NoError(t, err)
		require.Equal(t, alone, together)
	})
}

// TestALongSetTellsWhatTheReaderFoundInItsTurn has an empty segment at one place after the
// other, before and behind levels that it may be cut at.
func TestALongSetTellsWhatTheReaderFoundInItsTurn(t *testing.T) {
	defer ack.PortionSize(ack.PortionSize(700))
	segments := bytes.SplitAfter(load.Claims837P(1, 6), []byte("~"))
	for i := 3; i < len(segments)-4; i++ {
		file := bytes.Join(slices.Insert(slices.Clone(segments), i, []byte("~")), nil)
		alone, err := eventsOf(bytes.NewReader(file), ack.Options{Level: 5})
		require.NoError(t, err)
		together, err := eventsOf(bytes.NewReader(file), ack.Options{Level: 5, Workers: 2})
		require.NoError(t, err)
		require.Equal(t, alone, together)
	}
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

// TestWorkersThatFindMoreThanMayWaitTellAllOfIt has thousands of findings in each portion.
func TestWorkersThatFindMoreThanMayWaitTellAllOfIt(t *testing.T) {
	wrong := func(file []byte) []byte {
		return bytes.ReplaceAll(file, []byte("~NM1*"), []byte("~"+strings.Repeat("ZZ*1~", 20)+"NM1*"))
	}
	for name, file := range map[string][]byte{
		"many sets":  wrong(load.Claims837P(5, 150)),
		"a long set": wrong(load.Claims837P(1, 750)),
	} {
		alone, err := eventsOf(bytes.NewReader(file), ack.Options{Level: 5})
		require.NoError(t, err)
		require.Greater(t, len(alone), 10_000)
		for _, workers := range []int{2, 7} {
			together, err := eventsOf(bytes.NewReader(file), ack.Options{Level: 5, Workers: workers})
			require.NoError(t, err)
			require.True(t, slices.Equal(alone, together), "%s, %d workers", name, workers)
		}
	}
}

// TestAListenerThatExitsEndsEveryWorker, wherever it does.
func TestAListenerThatExitsEndsEveryWorker(t *testing.T) {
	file := load.Claims837P(8, 150)
	for at := 1; at <= 16; at++ {
		told := 0
		tell := func() {
			if told++; told == at {
				runtime.Goexit()
			}
		}
		ended := make(chan bool)
		go func() {
			defer close(ended)
			_ = ack.Examine(x12.NewReader(bytes.NewReader(file)), ack.Options{Workers: 3},
				ack.Listener{SetBegan: func(*x12.TransactionSet) { tell() }, SetEnded: func(*ack.Set) { tell() }})
		}()
		<-ended
		require.Equal(t, at, told)
	}
}

// TestWorkersExamineForWhoIsBoundToAThread, as main and init are.
func TestWorkersExamineForWhoIsBoundToAThread(t *testing.T) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	sets := 0
	listener := ack.Listener{SetEnded: func(*ack.Set) { sets++ }}
	require.NoError(t, ack.Examine(x12.NewReader(bytes.NewReader(load.Claims837P(3, 200))), ack.Options{Workers: 2}, listener))
	require.Equal(t, 3, sets)
}

// TestAListenerThatPanicsOrExitsDoesSoWhereTheFileIsExamined: with findings that wait to be
// told, and workers that could go on.
func TestAListenerThatPanicsOrExitsDoesSoWhereTheFileIsExamined(t *testing.T) {
	file := bytes.ReplaceAll(load.Claims837P(8, 150), []byte("~NM1*"), []byte("~"+strings.Repeat("ZZ*1~", 20)+"NM1*"))
	for name, fail := range map[string]func(){"panics": func() { panic("the listener's") }, "exits": runtime.Goexit} {
		for _, workers := range []int{1, 2, 5} {
			t.Run(fmt.Sprintf("%s, workers %d", name, workers), func(t *testing.T) {
				told, went := 0, make(chan any)
				go func() {
					returned := false
					defer func() {
						if r := recover(); r != nil {
							went <- r
						} else if !returned {
							went <- "exited"
						} else {
							went <- "returned"
						}
					}()
					listener := ack.Listener{Finding: func(ack.Finding) {
						if told++; told == 3000 {
							fail()
						}
					}}
					_ = ack.Examine(x12.NewReader(bytes.NewReader(file)), ack.Options{Level: 5, Workers: workers}, listener)
					returned = true
				}()
				require.Equal(t, map[string]string{"panics": "the listener's", "exits": "exited"}[name], <-went)
				require.Equal(t, 3000, told)
			})
		}
	}
}
