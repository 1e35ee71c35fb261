package pack_test

import (
	"errors"
	"fmt"
	"reflect"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/pack"
	"github.com/hmox12/hmox12/mapping/record"
)

// anyDecision draws a decision of lists of any length, within which are lists, pointers,
// and steps that are written by templates.
func anyDecision(t *rapid.T) *record.Decision {
	d := &record.Decision{Control: rapid.String().Draw(t, "control")}
	if rapid.Bool().Draw(t, "named") {
		d.CorrectedName = &record.PersonName{Last: rapid.String().Draw(t, "last")}
	}
	if rapid.Bool().Draw(t, "reversal") {
		d.Reversal = &record.Decision{Lines: anyLines(t)}
	}
	d.Lines = anyLines(t)
	for i := range rapid.IntRange(0, 20).Draw(t, "steps") {
		d.Trace = append(d.Trace, record.Step{Rule: "rule", Looked: []string{"a day"}, Concluded: fmt.Sprintf("%d days are left of %d", i, rapid.IntRange(0, 99).Draw(t, "days"))})
	}
	return d
}

func anyLines(t *rapid.T) []record.LineDecision {
	lines := make([]record.LineDecision, rapid.IntRange(0, 12).Draw(t, "lines"))
	for i := range lines {
		lines[i].Line = i + 1
		for range rapid.IntRange(0, 3).Draw(t, "adjustments") {
			lines[i].Adjustments = append(lines[i].Adjustments, record.Adjustment{Reason: "45", Amount: decimal.New(rapid.Int64().Draw(t, "cents"), -2)})
		}
	}
	if len(lines) == 0 {
		return nil
	}
	return lines
}

func TestWhatIsUnpackedIntoMemoryOfOthersIsAsUnpackedAnew(t *testing.T) {
	of := reflect.TypeFor[record.Decision]()
	rapid.Check(t, func(t *rapid.T) {
		words := new(pack.Words)
		packer := pack.NewPacker(of, words, steps)
		unpacker, err := pack.NewUnpacker(of, pack.Shape(of))
		require.NoError(t, err)
		var memory pack.Memory
		var again record.Decision
		for range rapid.IntRange(1, 30).Draw(t, "records") {
			text := string(packer.Append(nil, 1, anyDecision(t)))
			var anew record.Decision
			require.NoError(t, unpacker.UnpackText(text, words.From(0), &anew))
			require.NoError(t, unpacker.UnpackAgain(text, words.From(0), &again, &memory))
			require.Equal(t, anew, again)
		}
	})
}

func TestMemoryServesAnUnpackerAfterAnother(t *testing.T) {
	d := &record.Decision{Lines: []record.LineDecision{{Line: 1, Remarks: []record.RARC{"N130"}}}}
	text, words := packed(d)
	var memory pack.Memory
	for _, whole := range []bool{true, false, true} {
		if whole {
			u, err := pack.NewUnpacker(reflect.TypeFor[record.Decision](), pack.Shape(reflect.TypeFor[record.Decision]()))
			require.NoError(t, err)
			var read record.Decision
			require.NoError(t, u.UnpackAgain(string(text), words.From(0), &read, &memory))
			require.Equal(t, *d, read)
			continue
		}
		type part struct{ Lines []record.LineDecision }
		u, err := pack.NewUnpacker(reflect.TypeFor[part](), pack.Shape(reflect.TypeFor[record.Decision]()))
		require.NoError(t, err)
		var read part
		require.NoError(t, u.UnpackAgain(string(text), words.From(0), &read, &memory))
		require.Equal(t, d.Lines, read.Lines)
	}
}

func TestUnpackingIntoMemoryOfOthersMakesNothing(t *testing.T) {
	text, words := packed(claim())
	of := reflect.TypeFor[record.Claim]()
	u, err := pack.NewUnpacker(of, pack.Shape(of))
	require.NoError(t, err)
	var memory pack.Memory
	read, from := new(record.Claim), string(text)
	require.Zero(t, testing.AllocsPerRun(10, func() { err = errors.Join(err, u.UnpackAgain(from, words.From(0), read, &memory)) }))
	require.NoError(t, err)
}
