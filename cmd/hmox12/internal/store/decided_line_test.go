package store

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/hmox12/hmox12/mapping/record"
)

var drawnLine = rapid.Custom(func(t *rapid.T) decidedLine {
	text := rapid.StringN(0, 20, 60)
	number := rapid.Int64()
	l := decidedLine{
		number: rapid.IntRange(0, 999).Draw(t, "number"), first: record.Date(rapid.IntRange(0, 99991231).Draw(t, "first")),
		rendering: text.Draw(t, "rendering"), qualifier: text.Draw(t, "qualifier"), code: text.Draw(t, "code"),
		modifiers: text.Draw(t, "modifiers"), revenue: text.Draw(t, "revenue"), place: text.Draw(t, "place"), teeth: text.Draw(t, "teeth"),
		units: number.Draw(t, "units"), charge: number.Draw(t, "charge"), paid: number.Draw(t, "paid"),
		patient: number.Draw(t, "patient"), copay: number.Draw(t, "copay"),
		state: record.LineState(text.Draw(t, "state")), category: record.ServiceCategory(text.Draw(t, "category")),
		contract: text.Draw(t, "contract"), model: record.Model(text.Draw(t, "model")), denial: record.CARC(text.Draw(t, "denial")),
	}
	l.last = l.first + record.Date(rapid.IntRange(0, 1000).Draw(t, "days"))
	return l
})

func TestPackedLinesComeBackAsTheyWere(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.SliceOfN(drawnLine, 0, 4).Draw(t, "lines")
		packed := string(appendLines(nil, want))
		var got []decidedLine
		require.NoError(t, eachLine(packed, func(l *decidedLine) { got = append(got, *l) }))
		require.ElementsMatch(t, want, got)
		if len(packed) > 0 {
			cut := rapid.IntRange(0, len(packed)-1).Draw(t, "cut")
			lines := 0
			if err := eachLine(packed[:cut], func(*decidedLine) { lines++ }); err == nil {
				require.Less(t, lines, len(want), "a line that is cut is no line")
			}
		}
	})
}

func FuzzPackedLines(f *testing.F) {
	f.Add(string(appendLines(nil, []decidedLine{{number: 1, first: 20260101, last: 20260102, code: "99213"}})))
	f.Add("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff")
	f.Fuzz(func(t *testing.T, packed string) {
		lines := 0
		_ = eachLine(packed, func(*decidedLine) { lines++ })
		assert.LessOrEqual(t, lines, len(packed)/20, "each number and each text takes a byte")
	})
}
