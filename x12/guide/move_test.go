package guide

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/hmox12/hmox12/x12"
)

// walked returns where a Walker puts each segment of the sets, and what it finds.
func walked(g *Guide, sets [][]string, options ...Option) (told []string) {
	w := NewWalker(g, func(e *x12.Error) { told = append(told, fmt.Sprintf("%+v", *e)) }, options...)
	for _, lines := range sets {
		w.Begin()
		for _, line := range lines {
			p := w.Walk(x12.ParseSegment(line, x12.DefaultDelimiters))
			told = append(told, fmt.Sprintf("%s: %p %p %v", line, p.Use, p.Loop, p.Opened))
		}
		w.End()
	}
	return told
}

// TestAMoveGoesWhereTheSearchGoes walks sets of every guide in which segments are
// left out, doubled and put elsewhere, one Walker all of them: what it remembers
// of one set it must not mistake in another.
func TestAMoveGoesWhereTheSearchGoes(t *testing.T) {
	thorough := func(w *Walker) { w.thorough = true }
	guides := append(All(), sampleGuide(t))
	rapid.Check(t, func(rt *rapid.T) {
		g := guides[rapid.IntRange(0, len(guides)-1).Draw(rt, "guide")]
		random := rand.New(rand.NewPCG(rapid.Uint64().Draw(rt, "seed"), 0))
		whole := buildSets(g, true)[0].lines
		sets := [][]string{whole, buildSets(g, false)[0].lines}
		for range 4 {
			lines := slices.Clone(whole)
			for range random.IntN(20) {
				from, to := random.IntN(len(lines)), random.IntN(len(lines))
				line := lines[from]
				switch random.IntN(4) {
				case 0: // once more
					lines = slices.Insert(lines, from, line)
				case 1: // elsewhere
					lines = slices.Insert(slices.Delete(lines, from, from+1), min(to, len(lines)-1), line)
				case 2: // a run of them once more
					lines = slices.Insert(lines, min(from, to), slices.Clone(lines[min(from, to):min(len(lines), min(from, to)+random.IntN(30))])...)
				default:
					if lines = slices.Delete(lines, from, from+1); len(lines) < 2 {
						lines = slices.Clone(whole)
					}
				}
			}
			sets = append(sets, lines, lines)
		}
		require.Equal(t, walked(g, sets, thorough), walked(g, sets))
	})
}

// TestAMoveIsNotLearnedFromAPlaceThatIsFull: the third note of a party is one of the
// set, the second is not.
func TestAMoveIsNotLearnedFromAPlaceThatIsFull(t *testing.T) {
	g, err := Compile("notes", `guide 837 HC 005010X999 ; Notes of a party and of the set

ST   M 1   01=837 02 ; Set header
loop 1000A R >1 ; Party
  NM1  R 1   01=41 02=1 ; Party
  NTE  S 2   01?=ADD 02 ; Note of the party
NTE  S 5   01?=ADD 02 ; Note of the set
SE   M 1   01 02 ; Set trailer
`)
	require.NoError(t, err)
	w := NewWalker(g, func(e *x12.Error) { t.Error(e) })
	for range 3 {
		w.Begin()
		var loops []string
		for _, line := range []string{"ST*837*0001", "NM1*41*1", "NTE*ADD*A", "NTE*ADD*B", "NTE*ADD*C", "NTE*ADD*D", "SE*7*0001"} {
			loops = append(loops, w.Walk(x12.ParseSegment(line, x12.DefaultDelimiters)).Loop.ID)
		}
		require.Equal(t, []string{"", "1000A", "1000A", "1000A", "", "", ""}, loops)
		w.End()
	}
}

// TestASegmentOfNothingIsNoIdentifier: the zero Segment is one that anybody can make.
func TestASegmentOfNothingIsNoIdentifier(t *testing.T) {
	g := sampleGuide(t)
	var found []*x12.Error
	w := NewWalker(g, func(e *x12.Error) { found = append(found, e) })
	for _, s := range []*x12.Segment{x12.ParseSegment("ST*837*0001*005010X999", x12.DefaultDelimiters), {}, {}} {
		w.Walk(s)
	}
	require.Len(t, found, 2)
	require.Equal(t, x12.BadSegmentID, found[0].Code)
}
