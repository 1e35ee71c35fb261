package x12_test

import (
	"bytes"
	"strconv"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/hmox12/hmox12/x12"
)

func TestANumberSaysNothingInVain(t *testing.T) {
	for _, c := range []struct {
		number x12.Decimal
		want   string
	}{
		{x12.Decimal{}, "0"},
		{x12.Decimal{Scale: 2}, "0"},
		{x12.Decimal{Unscaled: 15000, Scale: 2}, "150"},
		{x12.Decimal{Unscaled: 1250, Scale: 2}, "12.5"},
		{x12.Decimal{Unscaled: -1255, Scale: 2}, "-12.55"},
		{x12.Decimal{Unscaled: 5, Scale: 3}, "0.005"},
		{x12.Decimal{Unscaled: -50, Scale: 2}, "-0.5"},
		{x12.Decimal{Unscaled: 12, Scale: -3}, "12000"},
	} {
		assert.Equal(t, c.want, string(c.number.Append(nil)))
	}
}

func TestANumberIsWrittenAsADecimalIs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := x12.Decimal{Unscaled: rapid.Int64().Draw(t, "unscaled"), Scale: rapid.Int32Range(-20, 25).Draw(t, "scale")}
		require.Equal(t, decimal.New(d.Unscaled, -d.Scale).String(), string(d.Append(nil)))
	})
}

// TestNumbersAreElementsAsTextsAre: whatever divides them.
func TestNumbersAreElementsAsTextsAre(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		delimiters := rapid.SampledFrom([]x12.Delimiters{x12.DefaultDelimiters, {Element: '.', Component: ':', Segment: '~'}, {Element: '*', Component: '-', Segment: '~'}}).Draw(t, "delimiters")
		d := x12.Decimal{Unscaled: rapid.Int64Range(-20000, 20000).Draw(t, "unscaled"), Scale: rapid.Int32Range(0, 3).Draw(t, "scale")}
		n := rapid.IntRange(-5, 5).Draw(t, "count")
		write := func(fill func(w *x12.Writer)) (string, error) {
			var out bytes.Buffer
			w := x12.NewWriter(&out, x12.Delimit(delimiters))
			w.BeginInterchange(header)
			w.BeginGroup(group)
			w.BeginSet(x12.TransactionSet{ID: "999", ControlNumber: "0001"})
			w.Start("QTY")
			fill(w)
			w.End()
			w.EndSet()
			w.EndGroup()
			w.EndInterchange()
			err := w.Close()
			return out.String(), err
		}
		numbers, err := write(func(w *x12.Writer) { w.Number(d); w.Count(n) })
		texts, want := write(func(w *x12.Writer) { w.Text(string(d.Append(nil))); w.Text(strconv.Itoa(n)) })
		require.Equal(t, texts, numbers)
		require.Equal(t, want, err)
	})
}
