package pack_test

import (
	"reflect"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/pack"
	"github.com/hmox12/hmox12/mapping/record"
)

// Steps are drawn of few texts, so that words, patterns and templates come of them.
var drawnStep = rapid.Custom(func(t *rapid.T) record.Step {
	text := rapid.OneOf(
		rapid.SampledFrom([]string{"", "0", "R15", "Referral", "Covered on 2026-02-17.", "Covered on 1999-12-31.", "000 of 00000000 000", "to CARDIOLOGY"}),
		rapid.StringMatching(`Covered on [0-9]{1,22}\.`), rapid.StringN(0, 12, 30),
		rapid.Map(rapid.SliceOfN(rapid.OneOf(rapid.ByteRange('/', ':'), rapid.Byte()), 8, 30), func(b []byte) string { return string(b) }),
	)
	s := record.Step{
		Rule: text.Draw(t, "rule"), Name: text.Draw(t, "name"), Line: rapid.IntRange(-1, 3).Draw(t, "line"),
		Result: record.Result(text.Draw(t, "result")), Concluded: text.Draw(t, "concluded"), Waits: record.Waits(text.Draw(t, "waits")),
	}
	for range rapid.IntRange(0, 2).Draw(t, "looked") {
		s.Looked = append(s.Looked, text.Draw(t, "evidence"))
	}
	for range rapid.IntRange(0, 2).Draw(t, "moves") {
		s.Moves = append(s.Moves, record.Move{Group: "CO", Reason: record.CARC(text.Draw(t, "reason")), Amount: decimal.New(rapid.Int64Range(1, 1e6).Draw(t, "cents"), -2)})
	}
	return s
})

func TestAnyTraceIsReadBack(t *testing.T) {
	t.Parallel()
	words := new(pack.Words)
	p := pack.NewPacker(reflect.TypeFor[record.Decision](), words, steps)
	rapid.Check(t, func(t *rapid.T) {
		want := record.Decision{Trace: rapid.SliceOfN(drawnStep, 1, 6).Draw(t, "trace")}
		for range rapid.IntRange(1, 12).Draw(t, "times") {
			var got record.Decision
			unpacked(t, p.Append(nil, 1, &want), words, &got)
			require.Equal(t, want, got)
		}
	})
}

// FuzzTrace reads a trace and words of any bytes: whatever they are, it ends and takes no
// more memory than they can say.
func FuzzTrace(f *testing.F) {
	words := new(pack.Words)
	p := pack.NewPacker(reflect.TypeFor[record.Decision](), words, steps)
	d := record.Decision{Trace: []record.Step{{Rule: "R15", Name: "Referral", Line: 1, Concluded: "Covered on 2026-02-17.", Looked: []string{"to CARDIOLOGY"}}}}
	var packed []byte
	for range 30 {
		packed = p.Append(nil, 1, &d)
	}
	known := words.From(0)
	f.Add(packed, known[len(known)-1], known[0])
	f.Add([]byte{1, 127, 0, 0}, "\x7f\x00", "0")
	u, err := pack.NewUnpacker(reflect.TypeFor[record.Decision](), pack.Shape(reflect.TypeFor[record.Decision]()))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, packed []byte, one, other string) {
		all := make([]string, len(known))
		copy(all, known)
		all[len(all)-1], all[0] = one, other
		var read record.Decision
		if u.Unpack(packed, all, &read) == nil {
			require.LessOrEqual(t, len(read.Trace), len(packed), "each step takes a byte at least")
		}
	})
}
