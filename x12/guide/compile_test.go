package guide

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const smallest = "guide 999 FA 005010X231 ; Smallest\nST M 1 01=999 02\n"

func TestCompileNamesFileAndLineOfAFault(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"an empty file is no guide", "", "1: no guide in it"},
		{"comments alone are no guide", "# nothing\n\n", "1: no guide in it"},
		{"the guide line comes first", "ST M 1 01 02\n", "1: a guide begins with: guide SET GROUP VERSION"},
		{"the guide line needs a title", "guide 999 FA 005010X231\n", "1: a guide begins with"},
		{"also needs a version", "guide 999 FA 005010X231 also ; T\n", "1: a guide begins with"},
		{"nothing is indented below the guide line", "guide 999 FA 005010X231 ; T\n  ST M 1 01 02\n",
			"2: nothing can be indented below the guide line"},
		{"the first statement begins at the margin", "  guide 999 FA 005010X231 ; T\n", "1: the first statement is indented"},
		{"a set begins with a segment", "guide 999 FA 005010X231 ; T\n", "1: a set begins with a segment"},
		{"a set doesn't begin with a loop", "guide 999 FA 005010X231 ; T\nloop 2000 R 1 ; L\n  LX R 1 01\n",
			"1: a set begins with a segment"},
		{"tabs are refused", smallest + "\tLX R 1 01\n", "3: a tab or NUL"},
		{"neighbours are indented alike", smallest + "loop 2000 R 1 ; L\n    LX R 1 01\n  N3 R 1 01\n",
			"5: indented unlike line 4"},
		{"a line at the margin does not go on with the one above", "guide 999 FA 005010X231 ; T\nST M 1 01\n02\n", "3: write: ID usage max element"},
		{"a line can't go on before the first statement", "  01 02\n", "1: goes on with a statement that is not above it"},
		{"a segment has one title", smallest + "LX R 1 01 ; a\n  ; b\n", "4: a second title"},
		{"parentheses close on their line", smallest + "CLM R 1 01 05(01 02\n  03)\n", "3: a parenthesis is not closed"},
		{"parentheses nest two deep at most", smallest + "CLM R 1 01 05(01(01(01)))\n", "3: parentheses nest deeper"},
		{"parentheses open before they close", smallest + "LX R 1 01)\n", "3: a parenthesis is closed"},
		{"quotations close on their line", smallest + "LX R 1 01=\"A\n", "3: a quotation is not closed"},
		{"a segment says usage, maximum and elements", smallest + "LX R 1\n", "3: write: ID usage max element"},
		{"usage is M, R or S", smallest + "LX N 1 01\n", "3: LX: usage N is none of M, R, S"},
		{"a maximum is positive", smallest + "LX R 0 01\n", "3: LX: a maximum of 0"},
		{"a maximum is a number", smallest + "LX R >2 01\n", "3: LX: a maximum of >2"},
		{"a segment is in the dictionary", smallest + "ZZZ R 1 01\n", "3: segments.txt has no segment ZZZ"},
		{"a composite is no segment", smallest + "C003 R 1 01\n", "3: segments.txt has no segment C003"},
		{"nothing is indented below a segment", smallest + "LX R 1 01\n  N3 R 1 01\n",
			"4: nothing can be indented below segment LX"},
		{"an element has two digits", smallest + "LX R 1 1\n", `3: LX: "1" is no element`},
		{"elements count from 01", smallest + "LX R 1 00\n", "3: LX: 00: elements count from 01"},
		{"elements come in order", smallest + "N3 R 1 02 01\n", "3: N3: 01: element 01 stands behind a later one"},
		{"an element comes once", smallest + "N3 R 1 01-02 02?\n", "3: N3: 02?: element 02 stands behind"},
		{"a range goes upward", smallest + "N3 R 1 02-01\n", "3: N3: 02-01: elements count from 01"},
		{"X12 has the element", smallest + "N3 R 1 01 03\n", "3: N303: X12 defines 2 only"},
		{"X12 lets the element repeat", smallest + "N3 R 1 01*2\n", "3: N301: X12 allows 1 of it"},
		{"X12 lets the element repeat so often", smallest + "EQ R 1 01*100\n", "3: EQ01: X12 allows 99 of it"},
		{"an unbounded repeat is bounded by X12", smallest + "EQ R 1 01*>1\n", "3: EQ01: X12 allows 99 of it"},
		{"a repeat is positive", smallest + "EQ R 1 01*0\n", "3: EQ01: a repeat of 0"},
		{"a length goes upward", smallest + "N3 R 1 01[5..2]\n", "3: N3: 01[5..2]: a length of 5..2"},
		{"a composite says its components", smallest + "CLM R 1 01 05\n", "3: CLM05 is the composite C023"},
		{"a composite has components", smallest + "CLM R 1 01 05()\n", "3: CLM: 05(): a composite without components"},
		{"a component is in the dictionary", smallest + "CLM R 1 01 05(01 04)\n", "3: CLM05-04: X12 defines 3 only"},
		{"a component is no composite", smallest + "CLM R 1 01 05(01(01))\n", "3: CLM05-01 is no composite"},
		{"a code is not empty", smallest + "N1 R 1 01=PR| 02\n", "3: N1: 01=PR|: an empty code"},
		{"a code comes once", smallest + "N1 R 1 01=PR|PR 02\n", "3: N101: a code is there twice"},
		{"a code fits the data element", smallest + "N1 R 1 01=PAYER 02\n", "3: N101: code PAYER is not 2 to 3 long"},
		{"X12 has the code", smallest + "N1 R 1 01=?? 02\n", "3: N101: elements.txt has no code ?? for data element 98"},
		{"a list that is named exists", smallest + "N1 R 1 01@payers 02\n", "3: N101: there is no list or format payers"},
		{"only coded elements take X12's codes", smallest + "N1 R 1 01=PR 02@x12\n",
			"3: N102: elements.txt has no codes for data element 93"},
		{"a list has codes", smallest + "list payers =\n", "3: write: list NAME = code"},
		{"a list has an equals sign", smallest + "list payers PR AB\n", "3: codes stand behind an equals sign"},
		{"a list has a code once", smallest + "list payers = PR PR\n", "3: code PR is there twice"},
		{"a list comes once", smallest + "list a = PR\nlist a = PR\n", "4: a is there twice"},
		{"a list doesn't take a format's name", smallest + "list npi = PR\n", "3: npi is there twice"},
		{"a list is used", smallest + "list payers = PR\n", "3: list payers is not used"},
		{"a block has something in it", smallest + "define a\n", "3: write: define NAME"},
		{"a block comes once", smallest + "define a\n  LX R 1 01\ndefine a\n  LX R 1 01\n", "5: a is defined twice"},
		{"a block is used", smallest + "define a\n  LX R 1 01\n", "3: define a is not used"},
		{"a block that is used exists", smallest + "use a\n", "3: a is not defined"},
		{"a block can't contain itself", smallest + "define a\n  use a\n", "4: a is not defined above"},
		{"a block can't contain a later one", smallest + "define a\n  use b\ndefine b\n  use a\n", "4: b is not defined above"},
		{"use names a block", smallest + "use\n", "3: write: use NAME"},
		{"a loop has usage, maximum and title", smallest + "loop 2000 R 1\n  LX R 1 01\n", "3: write: loop ID usage max ; title"},
		{"a loop identifier looks like one", smallest + "loop LX R 1 ; L\n  LX R 1 01\n", "3: LX is no loop identifier"},
		{"a loop is not empty", smallest + "loop 2000 R 1 ; L\n", "3: loop 2000 does not begin with a segment"},
		{"a loop does not begin with a loop", smallest + "loop 2000 R 1 ; L\n  loop 2100 R 1 ; L\n    LX R 1 01\n",
			"3: loop 2000 does not begin with a segment"},
		{"a loop's first segment is required", smallest + "loop 2000 R 1 ; L\n  LX S 1 01\n",
			"3: loop 2000 begins with LX, which must be required and come once"},
		{"a loop's first segment comes once", smallest + "loop 2000 R 1 ; L\n  LX R 2 01\n",
			"3: loop 2000 begins with LX, which must be required and come once"},
		{"a part has usage, maximum and title", smallest + "part R ; P\n  LX R 1 01\n", "3: write: part usage max ; title"},
		{"a part has no identifier", smallest + "part 2000 R 1 ; P\n  LX R 1 01\n", "3: write: part usage max ; title"},
		{"a part is not empty", smallest + "part R 1 ; P\n", "3: part does not begin with a segment"},
		{"a part's usage is one", smallest + "part N 1 ; P\n  LX R 1 01\n", "3: part: usage N is none of M, R, S"},
		{"alternatives differ in what they begin with", smallest + "part R 1 ; A\n  LX R 1 01\npart R 1 ; B\n  LX R 1 01\n",
			"5: LX (Transaction set line number) can't be told from its neighbour"},
		{"alternatives are needed alike", smallest + "part R 1 ; A\n  LQ R 1 01=HE 02\npart S 1 ; B\n  LQ R 1 01=RX 02\n",
			"5: parts that are alternatives have the same usage and maximum"},
		{"define stands at the margin", smallest + "loop 2000 R 1 ; L\n  define a\n", "4: define can't stand in a loop"},
		{"neighbours with the same identifier differ", smallest + "N1 R 1 01=PR|PE 02 ; Payer\nN1 S 1 01=PE 02 ; Payee\n",
			"4: N1 (Payee) can't be told from its neighbour (Payer)"},
		{"an optional qualifier does not tell neighbours apart", smallest + "LQ S 1 01?=HE 02\nLQ S 1 01=RX 02\n",
			"4: LQ (Industry code identification) can't be told from its neighbour"},
	} {
		t.Run(c.name, func(t *testing.T) {
			g, err := Compile("my.guide", c.text)
			require.Nil(t, g)
			require.ErrorContains(t, err, "my.guide:"+c.want)
		})
	}
}

func TestCompileRefusesDefinitionsThatMultiply(t *testing.T) {
	var b strings.Builder
	b.WriteString(smallest + "define a0\n  LX R 1 01\n  N3 R 1 01\n")
	for i := range 25 {
		name := func(n int) string { return "a" + strings.Repeat("x", n) }
		if i == 0 {
			b.WriteString("define ax\n  use a0\n  use a0\n")
			continue
		}
		b.WriteString("define " + name(i+1) + "\n  use " + name(i) + "\n  use " + name(i) + "\n")
	}
	b.WriteString("use a" + strings.Repeat("x", 25) + "\n")
	_, err := Compile("bomb.guide", b.String())
	require.ErrorContains(t, err, "the guide grows beyond 5000 segments and loops")
}

func TestCompileRefusesMoreNodesOfASegmentThanFitAWord(t *testing.T) {
	_, err := Compile("many.guide", smallest+strings.Repeat("N3 R 1 01\nN4 R 1 01\n", 65))
	require.ErrorContains(t, err, "more than 64 nodes that begin with the same segment")
}

func TestCompileLaysTheGuideOverX12(t *testing.T) {
	g, err := Compile("t.guide", `
guide 837 HC 005010X222A1 also 005010X222A2 005010X222A9 ; Professional # with a comment
list payers = PR
  = 2B
define lines
  loop 2400$ R >1 ; Line
    LX R 1 01[1..2]
    SV1 R 1 01(01=HC 02 03-05?) 02
      03=UN 04? ; Service
ST M 1 01=837 02 03
BHT R 1 01=0019 02 03?
N1 S 3 01@payers 02 ; Payer
N1 S 1 01=PE 02 09?
`)
	require.Nil(t, g)
	require.ErrorContains(t, err, "t.guide:13: N109: X12 defines 6 only")

	g, err = Compile("t.guide", `
guide 837 HC 005010X222A1 also 005010X222A2 005010X222A9 ; Professional # with a comment
list payers = PR
  = 2B
define lines
  loop 2400$ R >1 ; Line
    LX R 1 01[1..2]
    SV1 R 1 01(01=HC 02 03-05?) 02
      03=UN 04? ; Service
ST M 1 01=837 02 03
BHT R 1 01=0019 02 03?
N1 S 3 01@payers 02 ; Payer
N1 S 1 01=PE 02 04?@npi ; Payee
CTX S 1 01*10(01="PATIENT NAME NM109"|CLM01 02)
use lines A
N3 S 1 01
use lines B
`)
	require.NoError(t, err)
	require.Equal(t, "Professional", g.Title)
	require.Equal(t, []string{"005010X222A2", "005010X222A9"}, g.Also)

	root := g.Root.Nodes
	require.Len(t, root, 8)
	st, bht, payer, payee, ctx := root[0].Segment, root[1].Segment, root[2].Segment, root[3].Segment, root[4].Segment
	require.Equal(t, Mandatory, st.Usage)
	require.Equal(t, "Transaction set header", st.Title, "the dictionary's name stands in for a title")
	require.Len(t, bht.Elements, 6, "elements that the guide doesn't use are there")
	require.Equal(t, []Usage{Mandatory, Mandatory, Situational, NotUsed, NotUsed, NotUsed}, usages(bht.Elements))
	require.Equal(t, "PR or 2B", payer.Element(1).Codes.String())
	require.Equal(t, 2, root[3].Group, "neighbours with the same identifier are a group")
	require.Equal(t, "npi", payee.Element(4).Format.Name)
	require.True(t, ctx.Element(1).Components[0].Codes.Contains([]byte("PATIENT NAME NM109")))
	require.Equal(t, 10, ctx.Element(1).Repeat)
	require.Equal(t, []SyntaxNote{{'R', []int{2, 3}}, {'P', []int{3, 4}}}, payer.Notes)

	a, b := root[5].Loop, root[7].Loop
	require.Equal(t, []string{"2400A", "2400B"}, []string{a.ID, b.ID})
	require.Equal(t, 0, a.Max)
	require.Equal(t, 1, a.Depth)
	require.Same(t, g.Root, a.Parent)
	require.Equal(t, 2, a.Nodes[0].Segment.Element(1).Max)
	sv1 := a.Nodes[1].Segment
	require.Equal(t, "Service", sv1.Title, "a line that begins with a digit goes on with the one above")
	require.Len(t, sv1.Elements, 21)
	require.Equal(t, []Usage{Mandatory, Mandatory, Situational, Situational, Situational, NotUsed, NotUsed, NotUsed},
		usages(sv1.Element(1).Components))
	require.Nil(t, sv1.Element(0))
	require.Nil(t, sv1.Element(22))

	require.True(t, g.Uses([]byte("SV1")))
	require.False(t, g.Uses([]byte("SV2")))
}

func usages(elements []ElementUse) []Usage {
	var all []Usage
	for _, e := range elements {
		all = append(all, e.Usage)
	}
	return all
}

// FuzzCompile states that any text is a guide or an error that names the file,
// and that what compiles is whole and bounded.
func FuzzCompile(f *testing.F) {
	f.Add(smallest)
	f.Add(smallest + "loop 2000 S >1 ; L\n  LX R 1 01\n  N3 S 2 01 02?\n")
	f.Add(smallest + "define a\n  CLM R 1 01 05(01 02=B 03)\nuse a\n")
	text, err := dataFiles.ReadFile("data/999.guide")
	require.NoError(f, err)
	f.Add(string(text))
	f.Fuzz(func(t *testing.T, text string) {
		g, err := Compile("fuzz.guide", text)
		if err != nil {
			require.Nil(t, g)
			require.True(t, strings.HasPrefix(err.Error(), "fuzz.guide:"), err.Error())
			return
		}
		count := 0
		walkLoops(g.Root, func(l *Loop) {
			require.NotNil(t, l.Nodes[0].Segment)
			for i, n := range l.Nodes {
				count++
				require.True(t, (n.Segment == nil) != (n.Loop == nil))
				require.LessOrEqual(t, n.Group, i)
				require.Equal(t, l.Nodes[n.Group].Head().ID, n.Head().ID)
			}
		})
		require.LessOrEqual(t, count, maxNodes)
	})
}

func walkLoops(l *Loop, visit func(*Loop)) {
	visit(l)
	for _, n := range l.Nodes {
		if n.Loop != nil {
			walkLoops(n.Loop, visit)
		}
	}
}
