package guide

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// FuzzWalker takes a set that has every segment of a guide and edits it as ops
// say. Whatever comes out, findings lie in the set, there are no more of them
// than the set and the guide have elements, and a second walk gives the same.
func FuzzWalker(f *testing.F) {
	var guides []*Guide
	var sets [][]string
	for _, g := range All() {
		for _, b := range buildSets(g, true) {
			f.Add(uint8(len(sets)), []byte{})
			f.Add(uint8(len(sets)), []byte{0, 1, 0, 1, 30, 40, 2, 8, 3, 3, 50, 4, 4, 20, 1, 0, 60, 0})
			guides, sets = append(guides, g), append(sets, b.lines)
		}
	}
	f.Fuzz(func(t *testing.T, which uint8, ops []byte) {
		g := guides[int(which)%len(guides)]
		lines := editLines(sets[int(which)%len(guides)], ops[:min(len(ops), 600)])
		edi := envelope + lines[0] + "~\n" + strings.Join(lines[1:], "~\n") + "~\n"
		steps, findings := walk(t, g, edi)
		for _, e := range findings {
			require.True(t, e.Offset >= int64(len(envelope)) && e.Offset <= int64(len(edi)), "%v", e)
			require.True(t, e.Position >= 1 && e.Position <= len(steps)+1, "%v in %d segments", e, len(steps))
			require.NotEmpty(t, e.Code.String())
			require.LessOrEqual(t, len(e.Value), 99)
		}
		require.LessOrEqual(t, len(findings), mostFindings(g, len(steps), len(edi)))
		again, same := walk(t, g, edi)
		require.Equal(t, steps, again)
		require.Equal(t, findings, same)
		placed, none := walk(t, g, edi, PlaceOnly())
		require.Equal(t, steps, placed)
		require.Empty(t, none)
	})
}

// editLines applies ops, three bytes each: what to do, and to which lines.
func editLines(set []string, ops []byte) []string {
	lines := slices.Clone(set)
	for ; len(ops) >= 3 && len(lines) > 2; ops = ops[3:] {
		// The ST stays, so that the Reader sees a set.
		i, j := 1+int(ops[1])%(len(lines)-1), 1+int(ops[2])%(len(lines)-1)
		switch ops[0] % 8 {
		case 0:
			lines = slices.Delete(lines, i, i+1)
		case 1:
			lines = slices.Insert(lines, j, lines[i])
		case 2:
			lines[i], lines[j] = lines[j], lines[i]
		case 3:
			elements := strings.Split(lines[i], "*")
			elements[int(ops[2])%len(elements)] = ""
			lines[i] = strings.Join(elements, "*")
		case 4:
			elements := strings.Split(lines[i], "*")
			elements[int(ops[2])%len(elements)] = "ZQ9"
			lines[i] = strings.Join(elements, "*")
		case 5:
			elements := strings.Split(lines[i], "*")
			elements[int(ops[2])%len(elements)] += string(rune(ops[2]%0x60 + 0x1f))
			lines[i] = strings.Join(elements, "*")
		case 6:
			lines[i] += "*" + strings.Repeat("^:", int(ops[2])%9)
		case 7:
			lines = slices.Concat(lines[:i], lines[min(i, j):])
		}
		if len(lines) > 2000 {
			lines = lines[:2000]
		}
	}
	return lines
}

// mostFindings bounds the findings: each segment has no more than elements and
// components in the text and in the guide, and opens no more than the guide needs.
func mostFindings(g *Guide, segments, bytes int) int {
	most := 0
	var count func(l *Loop)
	count = func(l *Loop) {
		most += len(l.Nodes)
		for _, n := range l.Nodes {
			if n.Loop != nil {
				count(n.Loop)
				continue
			}
			elements := 2 * len(n.Segment.Elements)
			for _, e := range n.Segment.Elements {
				elements += 2 * len(e.Components)
			}
			most = max(most, elements)
		}
	}
	count(g.Root)
	return (segments+1)*most + bytes
}
