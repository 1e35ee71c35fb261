package x12_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/hmox12/hmox12/x12"
)

// tiny writes a set of so many segments of a text, which may hold a delimiter.
func tiny(w *x12.Writer, number, text string, segments int) error {
	w.BeginSet(x12.TransactionSet{ID: "999", ControlNumber: number})
	for range segments {
		w.Segment("REF", "1K", text)
	}
	w.EndSet()
	return w.Err()
}

func TestWhatCouldNotBeWrittenLeavesNothing(t *testing.T) {
	var out bytes.Buffer
	w := x12.NewWriter(&out, x12.LineBreaks())
	var refused *x12.WriteError
	begin := func() error {
		w.BeginInterchange(header)
		w.BeginGroup(group)
		return tiny(w, "0001", "a*b", 2)
	}
	require.ErrorAs(t, w.Try(begin), &refused)
	assert.Equal(t, "x12: REF02 of set 0001: byte 2 of the data is the delimiter '*', which X12 can't escape", refused.Error())
	require.NoError(t, w.Err())
	w.BeginInterchange(header)
	w.BeginGroup(group)
	require.NoError(t, w.Try(func() error { return tiny(w, "0001", "A", 1) }))
	mine := errors.New("not so")
	require.ErrorIs(t, w.Try(func() error {
		w.BeginSet(x12.TransactionSet{ID: "999", ControlNumber: "0002"})
		w.Segment("REF", "1K", "B")
		return mine
	}), mine)
	require.NoError(t, w.Try(func() error { return tiny(w, "0002", "C", 1) }))
	w.EndGroup()
	w.EndInterchange()
	require.NoError(t, w.Close())
	assert.Equal(t, `GS*FA*POPPY77001*BAYCLEAR*20260302*0911*12*X*005010X231A1~
ST*999*0001~
REF*1K*A~
SE*3*0001~
ST*999*0002~
REF*1K*C~
SE*3*0002~
GE*2*12~
IEA*1*000000012~
`, out.String()[strings.Index(out.String(), "GS*"):])
}

// TestTryingIsWriting: sets that are tried come out as those that are written, those
// that are refused aside, however long they are.
func TestTryingIsWriting(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var tried, written bytes.Buffer
		w, plain := x12.NewWriter(&tried), x12.NewWriter(&written)
		for _, w := range []*x12.Writer{w, plain} {
			w.BeginInterchange(header)
			w.BeginGroup(group)
		}
		for range rapid.IntRange(0, 4).Draw(t, "sets") {
			text := rapid.SampledFrom([]string{"A", "A~", strings.Repeat("LONG", 20)}).Draw(t, "text")
			segments := rapid.SampledFrom([]int{0, 1, 700}).Draw(t, "segments")
			err := w.Try(func() error { return tiny(w, "0001", text, segments) })
			require.Equal(t, text == "A~" && segments > 0, err != nil)
			if err == nil {
				require.NoError(t, tiny(plain, "0001", text, segments))
			}
		}
		for _, w := range []*x12.Writer{w, plain} {
			w.EndGroup()
			w.EndInterchange()
			require.NoError(t, w.Close())
		}
		require.Equal(t, written.String(), tried.String())
	})
}

// full is a destination that takes so many bytes.
type full struct{ room int }

func (f *full) Write(p []byte) (int, error) {
	if len(p) > f.room {
		return f.room, io.ErrShortWrite
	}
	f.room -= len(p)
	return len(p), nil
}

func TestADestinationThatIsFullIsNoRefusal(t *testing.T) {
	w := x12.NewWriter(&full{1000})
	w.BeginInterchange(header)
	w.BeginGroup(group)
	require.ErrorIs(t, w.Try(func() error { return tiny(w, "0001", strings.Repeat("LONG", 20), 1000) }), io.ErrShortWrite)
	assert.ErrorIs(t, w.Close(), io.ErrShortWrite, "it sticks")
}
