package mapping

import (
	"bytes"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
)

func TestSpans(t *testing.T) {
	for _, c := range []struct {
		name, format, value string
		want                record.Span
		ok                  bool
	}{
		{"a day is a span of one day", "D8", "20260217", record.Span{From: 20260217, To: 20260217}, true},
		{"two days are joined by a hyphen", "RD8", "20260216-20260217", record.Span{From: 20260216, To: 20260217}, true},
		{"the time behind a date is left out", "DT", "202601091420", record.Span{From: 20260109, To: 20260109}, true},
		{"a day that the calendar lacks is none", "D8", "20260230", record.Span{}, false},
		{"a range that runs backwards is none", "RD8", "20260217-20260216", record.Span{}, false},
		{"a range without its hyphen is none", "RD8", "20260216 20260217", record.Span{}, false},
		{"a range cut short is none", "RD8", "20260216-2026021", record.Span{}, false},
		{"a time that the clock lacks is none", "DT", "202601092560", record.Span{}, false},
		{"a format that nobody announced is none", "TM", "1100", record.Span{}, false},
		{"nothing is none", "D8", "", record.Span{}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, ok := parseSpan([]byte(c.format), []byte(c.value))
			assert.Equal(t, c.ok, ok)
			assert.Equal(t, c.want, got)
			if ok && c.format != "DT" {
				format, value := formatSpan(got)
				assert.Equal(t, c.format, format)
				assert.Equal(t, c.value, value)
			}
		})
	}
}

func TestNumbers(t *testing.T) {
	for _, c := range []struct {
		name, text, want string
		ok               bool
	}{
		{"zeros that say nothing are not written", "0120.50", "120.5", true},
		{"a negative amount keeps its sign", "-85", "-85", true},
		{"cents need no digit before the point", ".05", "0.05", true},
		{"an exponent is no number", "1E9", "", false},
		{"a comma is no number", "1,200", "", false},
		{"blanks are no number", "12 ", "", false},
		{"nineteen digits are too many", "1234567890123456789", "", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, ok := parseNumber([]byte(c.text))
			assert.Equal(t, c.ok, ok)
			if ok {
				assert.Equal(t, c.want, formatNumber(got))
			}
		})
	}
}

func TestANumberIsWrittenAsItIsFormatted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := decimal.New(rapid.Int64().Draw(t, "coefficient"), rapid.Int32Range(-24, 6).Draw(t, "exponent"))
		day := record.Date(rapid.SampledFrom([]int{0, 5, 20260302, 99991231, 123456789, -5}).Draw(t, "day"))
		require.Equal(t, d.String(), formatNumber(d))
		require.Equal(t, segments(func(w *x12.Writer) { w.Segment("QTY", formatNumber(d), formatOptional(d), day.Compact(), "X") }),
			segments(func(w *x12.Writer) {
				w.Start("QTY")
				writeNumber(w, d)
				writeOptional(w, d)
				writeDay(w, day)
				w.Text("X")
				w.End()
			}))
	})
}

// segments returns a file with what is written into its set.
func segments(write func(w *x12.Writer)) string {
	var out bytes.Buffer
	w := x12.NewWriter(&out)
	w.BeginInterchange(x12.Interchange{SenderQualifier: "ZZ", ReceiverQualifier: "ZZ", Date: "260302", Time: "0911", ControlNumber: "000000012"})
	w.BeginGroup(x12.FunctionalGroup{ID: "FA", ControlNumber: "12"})
	w.BeginSet(x12.TransactionSet{ID: "999", ControlNumber: "0001"})
	write(w)
	w.EndSet()
	w.EndGroup()
	w.EndInterchange()
	if err := w.Close(); err != nil {
		return err.Error()
	}
	return out.String()
}
