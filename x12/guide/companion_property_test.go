package guide

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/hmox12/hmox12/x12"
)

// requireNarrower walks a set by a guide and by its narrowed copy: segments find
// the same places, and the copy reports all that the guide reports and what is
// the companion guide's own, nothing else. So what it accepts, the guide accepts.
// It returns how many findings are the companion guide's.
func requireNarrower(tb testing.TB, t require.TestingT, base, narrow *Guide, edi string) int {
	tb.Helper()
	steps, findings := walk(tb, base, edi)
	same, more := walk(tb, narrow, edi)
	require.Equal(t, steps, same, "a companion guide changes no place")
	_, all := walk(tb, narrow, edi, func(w *Walker) { w.thorough = true })
	require.Equal(t, all, more, "the quick check finds no less")
	var ofGuide []*x12.Error
	for _, f := range more {
		if f.Code != x12.CharacterNotAgreed && f.Code.Meaning().Level != 7 {
			ofGuide = append(ofGuide, f)
		}
	}
	require.Equal(t, findings, ofGuide, "a companion guide changes no finding of the guide")
	return len(more) - len(findings)
}

func TestACompanionGuideOnlyNarrows(t *testing.T) {
	base := sampleGuide(t)
	compiled, found := 0, 0
	rapid.Check(t, func(r *rapid.T) {
		text := companionHead
		if rapid.Bool().Draw(r, "basic") {
			text += "characters basic\n"
		}
		narrow := base
		for range rapid.IntRange(1, 8).Draw(r, "statements") {
			more := text + drawStatement(r, base)
			if c, err := companionOf(t, base, more); err == nil {
				text, narrow = more, c.Guide()
				compiled++
			}
		}
		set := strings.Split(strings.TrimSuffix(valid, "~\n"), "~\n")
		lines := editLines(set, rapid.SliceOfN(rapid.Byte(), 0, 30).Draw(r, "edits"))
		found += requireNarrower(t, r, base, narrow, envelope+strings.Join(lines, "~\n")+"~\n")
	})
	require.Greater(t, compiled, 20, "many statements are right")
	require.Greater(t, found, 20, "and find something")
}

// drawStatement draws a statement about a loop or segment of the guide. It may
// ask for less than the guide.
func drawStatement(r *rapid.T, g *Guide) string {
	var loops []*Loop
	walkLoops(g.Root, func(l *Loop) { loops = append(loops, l) })
	l := rapid.SampledFrom(loops).Draw(r, "loop")
	if l.Parent != nil && rapid.IntRange(0, 3).Draw(r, "ask of") == 0 {
		return fmt.Sprintf("loop %s %s\n", l.ID, drawAsk(r, l.Usage))
	}
	u := rapid.SampledFrom(segmentsOf(l)).Draw(r, "segment")
	line := u.ID
	for i := range u.Elements {
		if e := &u.Elements[i]; e.Usage != NotUsed {
			line += drawElement(r, e, i+1)
		}
	}
	line += " " + drawAsk(r, u.Usage) + " ; " + u.Title + "\n"
	if l.Parent == nil {
		return line
	}
	return "loop " + l.ID + "\n  " + line
}

func drawAsk(r *rapid.T, usage Usage) string {
	asks := []string{"at most 1", "at most 2", "", ""}
	if !usage.Needed() {
		asks = append(asks, "required", "not used")
	}
	return rapid.SampledFrom(asks).Draw(r, "ask")
}

func drawElement(r *rapid.T, e *ElementUse, n int) string {
	mark := ""
	if !e.Usage.Needed() && rapid.Bool().Draw(r, "situational") {
		mark = "?"
	}
	text := fmt.Sprintf(" %02d%s", n, mark)
	switch kind := rapid.IntRange(0, 5).Draw(r, "element"); {
	case kind == 0 && !e.Usage.Needed():
		return fmt.Sprintf(" %02d*0", n)
	case kind == 1 && e.Kind == Composite:
		components := ""
		for i := range e.Components {
			if c := &e.Components[i]; c.Usage != NotUsed {
				components += drawElement(r, c, i+1)
			}
		}
		return text + "(" + strings.TrimSpace(components) + ")"
	case kind == 1 && e.Codes != nil:
		return text + "=" + rapid.SampledFrom(e.Codes.List()).Draw(r, "code")
	case kind == 2 && e.Repeat > 1:
		return text + "*1"
	case kind == 3 && e.Kind != Composite:
		least := rapid.IntRange(e.Min, e.Max).Draw(r, "least")
		return text + fmt.Sprintf("[%d..%d]", least, rapid.IntRange(least, e.Max).Draw(r, "greatest"))
	}
	return ""
}

// FuzzCompileCompanion compiles any text as a companion guide of any guide. It
// never panics, its faults name a line, and whatever compiles only narrows.
func FuzzCompileCompanion(f *testing.F) {
	guides := append(All(), sampleGuide(f))
	sets := make([][]string, len(guides))
	for i, g := range guides {
		sets[i] = buildSets(g, true)[0].lines
	}
	sets[len(sets)-1] = strings.Split(strings.TrimSuffix(valid, "~\n"), "~\n")
	edits := []byte{0, 1, 0, 1, 30, 40, 2, 8, 3, 3, 50, 4, 4, 20, 1, 0, 60, 0}
	for i := range guides {
		f.Add(uint8(i), "characters basic\nST 02[4..4]\n", edits)
	}
	for _, text := range []string{
		"list a = 11 22\nformat b 999 \"A A\"\nloop 2300 at most 2\n  CLM 05(01@a)\n  REF 01=9F required 02@b\n",
		"loop 2000C not used\nloop 2310B required\n  PRV required 03*0 ; Specialty\n",
		"loop 2400\n  SV1 01(03) 07(02*0)\n  DTP 01=472 02=D8\n",
		"part not used ; Request\n", "loop 2300\n loop 2310A\n  NM1 08?*1[1..2]=XX|\n", "loop\n", "ZZ 99-98*0()\n",
	} {
		f.Add(uint8(len(guides)-1), text, edits)
	}
	f.Fuzz(func(t *testing.T, which uint8, text string, ops []byte) {
		i := int(which) % len(guides)
		g := guides[i]
		text = fmt.Sprintf("companion *\nguide %s %s\n%s", g.Set, g.Version, text)
		c, err := compileCompanion("fuzz.guide", text, func(string, string) (*Guide, bool) { return g, true })
		if err != nil {
			var fault *SyntaxError
			require.ErrorAs(t, err, &fault)
			require.True(t, fault.Line >= 1 && fault.Line <= strings.Count(text, "\n")+1, "%v", err)
			return
		}
		lines := editLines(sets[i], ops[:min(len(ops), 300)])
		requireNarrower(t, t, g, c.Guide(), envelope+strings.Join(lines, "~\n")+"~\n")
	})
}
