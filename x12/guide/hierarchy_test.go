package guide

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestHierarchy(t *testing.T) {
	g := sampleGuide(t)
	for _, c := range []struct {
		name  string
		edits []string
		want  []string
	}{
		{"HL01 must begin with 1",
			[]string{"HL*1**20", "HL*«7**20", "HL*2*1*", "HL*2*«1*", "HL*3*1*", "HL*3*«1*"},
			[]string{"hierarchy-broken 2000A HL01", "hierarchy-broken 2000B HL02", "hierarchy-broken 2000B HL02"}},
		{"a number that is left out is one finding",
			[]string{"HL*3*1*22*1", "HL*«4*1*22*1", "HL*4*3*", "HL*5*4*"}, []string{"hierarchy-broken 2000B HL01"}},
		{"a number that is wrong once is one finding",
			[]string{"HL*2*1*22*0", "HL*«9*1*22*0"}, []string{"hierarchy-broken 2000B HL01"}},
		{"HL01 must be a number",
			[]string{"HL*2*1*22*0", "HL*«B*1*22*0"}, []string{"hierarchy-broken 2000B HL01"}},
		{"HL01 must be there",
			[]string{"HL*2*1*22*0", "HL*«*1*22*0"}, []string{"element-missing 2000B HL01"}},
		{"the topmost level has no parent, by the guide",
			[]string{"HL*1**20", "HL*1*«1*20"}, []string{"element-not-used 2000A HL02"}},
		{"HL02 must be there below the top",
			[]string{"HL*2*1*22", "HL*2*«*22"}, []string{"element-missing 2000B HL02"}},
		{"HL02 must name the level around",
			[]string{"HL*3*1*22", "HL*3*«2*22"}, []string{"hierarchy-broken 2000B HL02"}},
		{"HL02 must name a level that is open",
			[]string{"HL*4*3*23", "HL*4*«2*23"}, []string{"hierarchy-broken 2000C HL02"}},
		{"an HL03 of no level is one finding and the level that HL02 names is opened",
			[]string{"HL*2*1*22", "HL*2*1*«99"}, []string{"hierarchy-broken 2000B HL03"}},
		{"an HL03 of another level is one finding where HL02 tells what was meant",
			[]string{"HL*2*1*22", "HL*2*1*«23"}, []string{"hierarchy-broken 2000B HL03"}},
		{"a level without HL03 lacks it",
			[]string{"HL*2*1*22", "HL*2*1*«"}, []string{"element-missing 2000B HL03"}},
		{"a child under a level that announced none",
			[]string{"HL*3*1*22*1", "HL*3*1*22*«0"}, []string{"hierarchy-broken 2000B HL04"}},
		{"no child under a level that announced one",
			[]string{"HL*2*1*22*0", "HL*2*1*22*«1"}, []string{"hierarchy-broken 2000B HL04"}},
		{"HL04 must be there",
			[]string{"HL*3*1*22*1", "HL*3*1*22«"}, []string{"element-missing 2000B HL04"}},
		{"HL04 is from its list",
			[]string{"HL*4*3*23*0", "HL*4*3*23*«2"}, []string{"unknown-code 2000C HL04"}},
	} {
		t.Run(c.name, func(t *testing.T) { expect(t, g, edit(t, c.edits...), c.want) })
	}
}

func TestAWrongLevelNumberIsNotShownByItsShape(t *testing.T) {
	for _, c := range []struct{ old, new, reason string }{
		{"HL*2*1*22*0", "HL*«7*1*22*0", "found 7, expected 2"},
		{"HL*2*1*22*0", "HL*«B*1*22*0", "found A, expected 2"},
		{"HL*2*1*22*0", "HL*«19600101*1*22*0", "found another number, expected 2"}, // it may be somebody's
		{"HL*3*1*22", "HL*3*«2*22", "found 2, expected 1, HL01 of the open level 2000A"},
	} {
		edi, _ := unmark(edit(t, c.old, c.new))
		_, findings := walk(t, sampleGuide(t), edi)
		require.Len(t, findings, 1)
		require.Equal(t, c.reason, findings[0].Reason)
	}
}

func TestAMissingChildLevelIsOneFinding(t *testing.T) {
	i, j := strings.Index(valid, "HL*2"), strings.Index(valid, "SE*46")
	expect(t, sampleGuide(t), valid[:i]+"«"+valid[j:], []string{"loop-missing 2000B HL"})
}

func TestTheTopmostLevelWithoutParentWhereTheGuideIsSilent(t *testing.T) {
	g, err := Compile("sample", strings.Replace(sample, "HL M 1 01 03=20 04=1", "HL M 1 01 02? 03=20 04?=1|0", 1))
	require.NoError(t, err)
	expect(t, g, edit(t, "HL*1**20*1", "HL*1*«1*20*1"), []string{"hierarchy-broken 2000A HL02"})
	expect(t, g, edit(t, "HL*1**20*1", "HL*1**20«"), []string{"hierarchy-broken 2000A HL04"})
}

func TestTheNumberOfLevelsIsLimitedOnce(t *testing.T) {
	g := sampleGuide(t)
	expect(t, g, valid, nil, MaxLevels(4))
	expect(t, g, edit(t, "HL*3", "«HL*3"), []string{"hierarchy-limit-exceeded 2000B HL"}, MaxLevels(2))
}
