package guide

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/hmox12/hmox12/internal/load"
	"github.com/hmox12/hmox12/x12"
)

// mistakes are values that are right in few places, or nearly right.
var mistakes = []string{
	"", " ", "A ", "X", "ZZ", "12", "-5", "5.", ".5", "-", "1.2.3", "20260230", "20260228", "260228", "20260101-20260131", "1234567890",
	"123456789012345678901", "HC:99213", "HC:99213:25 ", ":", "A:B:C:D:E:F:G:H:I:J", "A^B", "^", "\x01", "é", "\x7f", "\xff", "A\xffB", "\x80", "1200", "2561", strings.Repeat("X", 100),
}

// TestTheQuickCheckPassesNothingThatIsWrong makes mistakes in sets of every guide:
// with the quick check and without, the findings are the same.
func TestTheQuickCheckPassesNothingThatIsWrong(t *testing.T) {
	thorough := func(w *Walker) { w.thorough = true }
	guides := All()
	rapid.Check(t, func(rt *rapid.T) {
		g := guides[rapid.IntRange(0, len(guides)-1).Draw(rt, "guide")]
		lines := slices.Clone(buildSets(g, true)[0].lines)
		random := rand.New(rand.NewPCG(rapid.Uint64().Draw(rt, "seed"), 0))
		for range rapid.IntRange(1, 60).Draw(rt, "mistakes") {
			i := 1 + random.IntN(len(lines)-1)
			elements := strings.Split(lines[i], "*")
			at := 1 + random.IntN(len(elements)+1)
			for len(elements) <= at {
				elements = append(elements, "")
			}
			parts := strings.Split(elements[at], ":")
			parts[random.IntN(len(parts))] = mistakes[random.IntN(len(mistakes))]
			elements[at] = strings.Join(parts, ":")
			lines[i] = strings.Join(elements, "*")
		}
		edi := envelope + lines[0] + "~\n" + strings.Join(lines[1:], "~\n") + "~\n"
		steps, findings := walk(t, g, edi)
		same, all := walk(t, g, edi, thorough)
		require.Equal(t, same, steps)
		require.Equal(t, all, findings)
	})
}

// TestADayThatIsNoneIsFoundWhereverItsFormStands: in an element, and in a composite.
func TestADayThatIsNoneIsFoundWhereverItsFormStands(t *testing.T) {
	g, _ := Lookup("837", "005010X223A2")
	inElement, inComposite := 0, 0
	lines := buildSets(g, true)[0].lines
	for i, line := range lines {
		for _, separator := range []string{"*", ":"} {
			form := separator + "D8" + separator
			at := strings.Index(line, form)
			if at < 0 {
				continue
			}
			wrong := slices.Clone(lines)
			at += len(form)
			wrong[i] = line[:at] + "20260230" + line[at+8:]
			var found []*x12.Error
			w := NewWalker(g, func(e *x12.Error) { found = append(found, e) })
			for range 2 { // the second time moves are known, and the quick check is used
				w.Begin()
				for _, line := range wrong {
					w.Walk(x12.ParseSegment(line, x12.DefaultDelimiters))
				}
				w.End()
			}
			require.Len(t, found, 2, wrong[i])
			if separator == "*" {
				inElement++
			} else {
				inComposite++
			}
		}
	}
	require.NotZero(t, inElement)
	require.NotZero(t, inComposite)
}

// TestTheQuickCheckPassesWhatIsRight keeps it from becoming useless in silence.
func TestTheQuickCheckPassesWhatIsRight(t *testing.T) {
	g, _ := Lookup("837", "005010X222A1")
	w := NewWalker(g, func(e *x12.Error) { t.Error(e) })
	r := x12.NewReader(strings.NewReader(string(load.Claims837P(1, 10))))
	for {
		s, err := r.Next()
		if err != nil {
			return
		}
		if s.Position() > 1 {
			require.True(t, w.right(newUsePlan(w.Walk(s).Use).quick), "%s", s.Bytes())
		} else if s.Is("ST") {
			w.Walk(s)
		}
	}
}

// TestTheQuickCheckSeesEachByteThatIsNoText puts each byte at each place of a word
// of eight and of what is left behind the last word.
func TestTheQuickCheckSeesEachByteThatIsNoText(t *testing.T) {
	w := &Walker{delims: x12.Delimiters{Element: '*', Component: ':', Repetition: '^', Segment: '~'}}
	for b := range 256 {
		for at := range 12 {
			data := []byte("^ANDERSON JOE\x00\xff^:^:^:^:^:^")
			data[1+at] = byte(b)
			parts, ok := w.survey(data, 1, 13)
			require.Equal(t, b >= ' ' && b < 0x7f && b != '^', ok, "byte %#02x at %d", b, at)
			if ok && b == ':' {
				require.Equal(t, []int32{int32(1 + at)}, parts)
			} else {
				require.Empty(t, parts)
			}
		}
	}
}
