package validate_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/validate"
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/ack"
	"github.com/hmox12/hmox12/x12/guide"
	"github.com/hmox12/hmox12/x12/snip"
)

var usual = validate.Options{Level: snip.CodeSets, Limits: validate.Limits{
	Segment: x12.DefaultMaxSegment, Repeats: x12.DefaultMaxRepeats, Levels: guide.DefaultMaxLevels, Kept: ack.DefaultMaxFindings, Printed: 1000,
}}

func unheard(l ack.Listener) ack.Listener { return l }

// told returns what a validator tells of files.
func told(t require.TestingT, make func(*bytes.Buffer) *validate.Validator, files ...string) string {
	var out bytes.Buffer
	v := make(&out)
	for i, file := range files {
		_, err := v.File(fmt.Sprintf("%d.x12", i+1), strings.NewReader(file), unheard)
		require.NoError(t, err)
	}
	require.NoError(t, v.End())
	return out.String()
}

func inLines(t require.TestingT, o validate.Options, files ...string) string {
	return told(t, func(b *bytes.Buffer) *validate.Validator { return validate.Lines(b, false, o) }, files...)
}

func inJSON(t require.TestingT, o validate.Options, files ...string) string {
	return told(t, func(b *bytes.Buffer) *validate.Validator { return validate.JSON(b, o) }, files...)
}

func inGroups(t require.TestingT, width int, o validate.Options, files ...string) string {
	return told(t, func(b *bytes.Buffer) *validate.Validator { return validate.Grouped(b, width, false, o) }, files...)
}

// visits is a file of sets, each with as many lines; a line of a day that is none
// has a finding.
func visits(days ...[]string) string {
	var b strings.Builder
	b.WriteString("ISA*00*          *00*          *ZZ*BAYCLEAR       *ZZ*POPPY77001     *260302*0800*^*00501*000000501*0*P*:~\n" +
		"GS*HC*BAYCLEAR*POPPY77001*20260302*0800*501*X*005010X222A1~\n")
	for i, set := range days {
		body := fmt.Sprintf(`ST*837*%04d*005010X222A1~
BHT*0019*00*BATCH0501*20260302*0800*CH~
NM1*41*2*BAY CLEARING*****46*BAYCLEAR~
PER*IC*EDI HELP*TE*5550102000~
NM1*40*2*POPPY HEALTH PLAN*****46*POPPY77001~
HL*1**20*1~
NM1*85*2*LAUREL FAMILY PRACTICE*****XX*1000000889~
N3*3 GROVE STREET~
N4*OAKLAND*CA*946070001~
REF*EI*945555555~
HL*2*1*22*0~
SBR*P*18*GRP-5500******HM~
NM1*IL*1*OKAFOR*NINA****MI*GP100005~
N3*12 FERN LANE~
N4*OAKLAND*CA*94602~
DMG*D8*19840312*F~
NM1*PR*2*POPPY HEALTH PLAN*****PI*77001~
CLM*LAU-5501*%d***11:B:1*Y*A*Y*Y~
HI*ABK:J069~
`, i+1, 120*len(set))
		for n, day := range set {
			body += fmt.Sprintf("LX*%d~\nSV1*HC:99213*120*UN*1***1~\nDTP*472*D8*%s~\n", n+1, day)
		}
		b.WriteString(body + fmt.Sprintf("SE*%d*%04d~\n", strings.Count(body, "~")+1, i+1))
	}
	fmt.Fprintf(&b, "GE*%d*501~\nIEA*1*000000501~\n", len(days))
	return b.String()
}

const good, bad = "20260217", "20269917"

func TestFindingsAreGroupedAndRepeatsFolded(t *testing.T) {
	file := visits([]string{bad, good, bad, bad}, []string{good}, []string{"2026"})
	assert.Equal(t, `1.x12:
  Interchange 000000501 from BAYCLEAR to POPPY77001, 2026-03-02 08:00
    Group 501, HC 005010X222A1
      Set 0001, 837 Health care claim: professional: rejected, 3 findings
        rejects  bad-date  DTP03 in 2400  L1  seg 24  byte 741
          This is not a date of the calendar in the form required: found 9(8), expected a date CCYYMMDD.
          Send CCYYMMDD, or two of them with a hyphen where a range is asked.
          3 times, in seg 24, 30, 33
      Set 0003, 837 Health care claim: professional: rejected, 1 finding
        rejects  bad-date  DTP03 in 2400  L1  seg 79  byte 2095
          This is not a date of the calendar in the form required: found 9(4), expected a date CCYYMMDD.
          Send CCYYMMDD, or two of them with a hyphen where a range is asked.
  4  bad-date  L1  rejects
rejected  1.x12: 1 interchange, 1 group, 3 transaction sets (2 rejected), 4 findings (4 of L1)

`, inGroups(t, 120, usual, file))
}

func TestAFileWithoutFindingsIsALine(t *testing.T) {
	file := visits([]string{good})
	assert.Equal(t, "accepted  1.x12: 1 interchange, 1 group, 1 transaction set, 0 findings\n", inGroups(t, 120, usual, file))
	assert.Equal(t, "1.x12: accepted: 1 interchange, 1 group, 1 transaction set, 0 findings\n", inLines(t, usual, file))
}

func TestWhatIsOutsideOfSetsStandsBelowItsPart(t *testing.T) {
	wrong := strings.Replace(strings.Replace(visits([]string{good}), "GE*1*501", "GE*2*501", 1), "IEA*1*000000501", "IEA*1*000000502", 1)
	text := inGroups(t, 200, usual, wrong)
	assert.Contains(t, text, "\n    Group 501, HC 005010X222A1\n      rejects  set-count-wrong  GE01  L1  seg 26")
	assert.Contains(t, text, "\n    rejects  interchange-control-differs  IEA02  L1  seg 27")
	assert.Contains(t, text, "found 000000502, expected 000000501 of ISA13.")
	assert.Contains(t, inGroups(t, 80, usual, "Dear Sirs"), "1.x12:\n  Outside of an interchange\n    rejects  no-interchange")
}

func TestAllFilesAreCounted(t *testing.T) {
	files := []string{visits([]string{bad, bad}), visits([]string{good})}
	assert.Contains(t, inGroups(t, 120, usual, files...), `All files:
  2  bad-date  L1  rejects
rejected  2 files (1 rejected): 2 interchanges, 2 groups, 2 transaction sets (1 rejected), 2 findings (2 of L1)
`)
	assert.Contains(t, inLines(t, usual, files...), "\ntotal: rejected: 2 files (1 rejected), 2 interchanges, 2 groups, 2 transaction sets (1 rejected), 2 findings (2 of L1)\n")
	assert.NotContains(t, inLines(t, usual, files[0]), "total:", "of a single file all is said")
}

func TestPrintingIsBoundedAndCountingIsNot(t *testing.T) {
	file := visits([]string{bad, bad, bad}, []string{bad, bad})
	few := usual
	few.Limits.Printed = 2
	text := inLines(t, few, file)
	assert.Equal(t, 2, strings.Count(text, "  bad-date  "))
	assert.Contains(t, text, "\n1.x12: 3 more findings, not printed\n")
	assert.Contains(t, text, "5 findings (5 of L1)")
	assert.Contains(t, inJSON(t, few, file), `"findings":5,"notPrinted":3,`)
	few.Limits.Printed = 1
	text = inGroups(t, 80, few, file)
	assert.Contains(t, text, "3 times, in seg 24, 27, 30\n", "a fold counts what it holds")
	assert.Contains(t, text, "\n  2 more findings not printed; --max-findings says how many are\n  5  bad-date")
}

func TestALimitOfTheAcknowledgmentIsToldAndNotCounted(t *testing.T) {
	file := visits([]string{bad, bad, bad, bad})
	few := usual
	few.Limits.Kept = 2
	text := inLines(t, few, file)
	assert.Regexp(t, `(?m)^1.x12:\d+  seg 30  -  -  L1  too-many-findings  .*: the 999 tells the first 2; mend`, text)
	assert.Equal(t, 4, strings.Count(text, "  bad-date  "))
	assert.Contains(t, text, "4 findings (4 of L1)\n")
	assert.Contains(t, inGroups(t, 100, few, file), "rejects  too-many-findings  L1  seg 30")
}

func TestLimitsOfASegmentAndTheHierarchyAreTold(t *testing.T) {
	for name, c := range map[string]struct {
		limit func(*validate.Limits)
		want  string
	}{
		"the length of a segment":   {func(l *validate.Limits) { l.Segment = 106 }, "segment-too-long  the segment is longer than is admitted, and was passed over: found more than 106 bytes, expected at most 106; "},
		"the elements of a segment": {func(l *validate.Limits) { l.Repeats = 16 }, "too-many-parts  the segment has more elements, repetitions and components than are admitted, and was passed over: found more than 16, expected at most 16; "},
		"the levels of a set":       {func(l *validate.Limits) { l.Levels = 1 }, "hierarchy-limit-exceeded  the set has more hierarchical levels than are admitted: found more than 1 HL segments, expected at most 1; "},
	} {
		t.Run(name, func(t *testing.T) {
			o := usual
			c.limit(&o.Limits)
			file := visits([]string{good})
			file = strings.Replace(file, "HI*ABK:J069~", "HI*ABK:J069"+strings.Repeat(":", 110)+"~", 1)
			assert.Contains(t, inLines(t, o, file), c.want)
		})
	}
}

func TestColorsAreInBothFormsForPeople(t *testing.T) {
	file := visits([]string{bad})
	plain := regexp.MustCompile("\x1b\\[[0-9]*m")
	for name, make := range map[string]func(*bytes.Buffer, bool) *validate.Validator{
		"lines":   func(b *bytes.Buffer, c bool) *validate.Validator { return validate.Lines(b, c, usual) },
		"grouped": func(b *bytes.Buffer, c bool) *validate.Validator { return validate.Grouped(b, 80, c, usual) },
	} {
		with := told(t, func(b *bytes.Buffer) *validate.Validator { return make(b, true) }, file)
		without := told(t, func(b *bytes.Buffer) *validate.Validator { return make(b, false) }, file)
		assert.Contains(t, with, "\x1b[31mrejected\x1b[0m", name)
		assert.NotContains(t, without, "\x1b", name)
		assert.Equal(t, without, plain.ReplaceAllString(with, ""), name)
	}
}

func TestAnEnvelopeShowsNoDataThatLostItsPlace(t *testing.T) {
	file := strings.NewReplacer("ST*837*0001*", "ST*837*OKAFOR;NINA;19840312*", "HC*BAYCLEAR", "HC\x1b*BAYCLEAR").Replace(visits([]string{bad}))
	for _, text := range []string{inGroups(t, 80, usual, file), inJSON(t, usual, file), inLines(t, usual, file)} {
		assert.NotContains(t, text, "OKAFOR")
		assert.NotContains(t, text, "\x1b")
	}
}

// TestEveryFormCountsTheSame damages a file: whatever it is then, the forms agree,
// the counts add up, and no line of the grouped form is wider than the terminal,
// unless a word or a narrow terminal makes it so.
func TestEveryFormCountsTheSame(t *testing.T) {
	whole := visits([]string{good, bad}, []string{good}, []string{bad, "2026", bad})
	rapid.Check(t, func(t *rapid.T) {
		file := []byte(whole)
		for range rapid.IntRange(0, 6).Draw(t, "damages") {
			file[rapid.IntRange(0, len(file)-1).Draw(t, "at")] = rapid.SampledFrom([]byte("\x00\n *:^~|a9\xe9")).Draw(t, "byte")
		}
		o := usual
		o.Limits.Printed = rapid.SampledFrom([]int{0, 1, 3, 1000}).Draw(t, "printed")
		o.Limits.Kept = rapid.SampledFrom([]int{1, 3, 200}).Draw(t, "kept")
		width := rapid.IntRange(20, 130).Draw(t, "width")

		var sum validate.Summary
		printed := 0
		for line := range strings.Lines(inJSON(t, o, string(file))) {
			var f validate.Finding
			require.NoError(t, json.Unmarshal([]byte(line), &f))
			if f.Type == "finding" && f.Code != "too-many-findings" {
				printed++
			}
			require.NoError(t, json.Unmarshal([]byte(line), &sum))
		}
		require.Equal(t, sum.Findings, printed+sum.NotPrinted)
		byCode, byLevel := 0, 0
		for _, n := range sum.FindingsByCode {
			byCode += n
		}
		for _, n := range sum.FindingsByLevel {
			byLevel += n
		}
		require.Equal(t, sum.Findings, byCode)
		require.Equal(t, sum.Findings, byLevel)

		counted := fmt.Sprintf("%d finding", sum.Findings)
		require.Contains(t, inLines(t, o, string(file)), counted)
		grouped := inGroups(t, width, o, string(file))
		require.Contains(t, strings.Join(strings.Fields(grouped), " "), counted)
		for line := range strings.Lines(grouped) {
			line = strings.TrimRight(line, "\n")
			words := strings.Fields(line)
			if n := utf8.RuneCountInString(line); n > width+2 && len(words) > 1 {
				indent := n - len(strings.TrimLeft(line, " "))
				require.LessOrEqual(t, n-indent, 24, "%q at %d", line, width)
			}
		}
	})
}

// TestTheDocumentHasEveryFieldOfTheJSON: docs/validate.md is what programs are
// written by.
func TestTheDocumentHasEveryFieldOfTheJSON(t *testing.T) {
	text, err := os.ReadFile("../../../../docs/validate.md")
	require.NoError(t, err)
	for heading, object := range map[string]any{"Finding": validate.Finding{}, "Summary": validate.Summary{}, "Opinion": validate.Opinion{}} {
		_, section, found := strings.Cut(string(text), "\n### "+heading+"\n")
		require.True(t, found, heading)
		section, _, _ = strings.Cut(section, "\n### ")
		var documented, fields []string
		for _, row := range regexp.MustCompile("(?m)^\\| `([^`]+)` \\| (\\w+) \\|").FindAllStringSubmatch(section, -1) {
			documented = append(documented, row[1]+" "+row[2])
		}
		for f := range reflect.TypeOf(object).Fields() {
			name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			kind := map[reflect.Kind]string{reflect.String: "text", reflect.Int: "number", reflect.Int64: "number", reflect.Map: "object"}[f.Type.Kind()]
			fields = append(fields, name+" "+kind)
		}
		assert.Equal(t, fields, documented, heading)
	}
}

// TestTheDocumentHasEveryLimit with its default.
func TestTheDocumentHasEveryLimit(t *testing.T) {
	text, err := os.ReadFile("../../../../docs/validate.md")
	require.NoError(t, err)
	for flag, value := range map[string]int{
		"max-segment": x12.DefaultMaxSegment, "max-repeats": x12.DefaultMaxRepeats, "max-levels": guide.DefaultMaxLevels,
		"max-kept": ack.DefaultMaxFindings, "max-findings": 1000,
	} {
		assert.Contains(t, string(text), fmt.Sprintf("| `--%s` | %d |", flag, value))
	}
}
