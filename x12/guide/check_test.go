package guide

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestChecks(t *testing.T) {
	g := sampleGuide(t)
	for _, c := range []struct {
		name  string
		edits []string
		want  []string
	}{
		{"a required element that is empty", []string{"N4*OAKLAND*CA*94602", "N4*«*CA*94602"}, []string{"element-missing 2010BA N401"}},
		{"a required element beyond the end", []string{"REF*EI*123456789", "REF*EI«"}, []string{"element-missing 2010AA REF02"}},
		{"a required element of blanks only", []string{"REF*EI*123456789", "REF*EI*«  "}, []string{"element-missing 2010AA REF02"}},
		{"a required composite", []string{"CLM*C1*125.5***11:B:1*", "CLM*C1*125.5***«*"}, []string{"element-missing 2300 CLM05"}},
		{"a required component", []string{"***11:B:1*", "***«11::1*"}, []string{"element-missing 2300 CLM05-2"}},
		{"a required component beyond the end", []string{"HI*ABK:J449*", "HI*«ABK*"}, []string{"element-missing 2300 HI01-2"}},
		{"an element that the guide does not use", []string{"PAT*19", "PAT*19*«A"}, []string{"element-not-used 2000C PAT02"}},
		{"a component that the guide does not use", []string{"HI*ABK:J449*", "HI*«ABK:J449:D8*"},
			[]string{"element-not-used 2300 HI01-3"}},
		{"an element beyond those of X12", []string{"REF*6R*L1", "REF*6R*L1***«X"}, []string{"too-many-elements 2400 REF05"}},
		{"empty elements at the end are a warning", []string{"REF*6R*L1", "REF*6R*L1**«"}, []string{"trailing-separator 2400 REF04"}},
		{"empty elements beyond those of X12 are the same warning", []string{"REF*6R*L1", "REF*6R*L1*****«"},
			[]string{"trailing-separator 2400 REF07"}},
		{"a component beyond those of X12", []string{"***11:B:1*", "***«11:B:1:9*"}, []string{"too-many-components 2300 CLM05-4"}},
		{"components in a simple element", []string{"N3*1 SHORE ROAD", "N3*«1:SHORE ROAD"}, []string{"too-many-components 2010AA N301"}},
		{"a repetition of what is not repeated", []string{"N3*1 SHORE ROAD", "N3*«A^B"}, []string{"too-many-repetitions 2010AA N301"}},
		{"repetitions that are admitted", []string{"CLM*C1", "EQ*1^30^98~\nCLM*C1"}, nil},
		{"more repetitions than are admitted", []string{"CLM*C1", "EQ*«1^30^98^1~\nCLM*C1"}, []string{"too-many-repetitions 2000B EQ01"}},
		{"a bad repetition", []string{"CLM*C1", "EQ*«1^33^98~\nCLM*C1"}, []string{"code-not-used 2000B EQ01[2]"}},
		{"an empty repetition", []string{"CLM*C1", "EQ*«1^~\nCLM*C1"}, []string{"element-too-short 2000B EQ01[2]"}},
		{"a value that is too short", []string{"NM1*40*2*POPPY HMO*****46*POPPY", "NM1*40*2*POPPY HMO*****46*«P"},
			[]string{"element-too-short 1000B NM109"}},
		{"a value that is too long", []string{"N4*OAKLAND*CA*94602", "N4*«" + "A234567890123456789012345678901*CA*94602"},
			[]string{"element-too-long 2010BA N401"}},
		{"blanks behind a value are not counted", []string{"N4*OAKLAND*CA*94602", "N4*OAKLAND                                 *CA*94602 "}, nil},
		{"blanks before text are text", []string{"N4*OAKLAND*CA*94602", "N4*  OAKLAND*CA*94602"}, nil},
		{"a control character", []string{"N3*1 SHORE ROAD", "N3*«1 SHORE\nROAD"}, []string{"bad-character 2010AA N301"}},
		{"a byte beyond ASCII", []string{"N3*1 SHORE ROAD", "N3*«1 SHÖRE ROAD"}, []string{"bad-character 2010AA N301"}},
		{"a bad character in a composite", []string{"HI*ABK:J449*", "HI*«ABK:J\t49*"}, []string{"bad-character 2300 HI01-2"}},
		{"an amount with a comma", []string{"AMT*F5*10", "AMT*F5*«10,5"}, []string{"bad-number 2300 AMT02"}},
		{"an amount with an exponent", []string{"AMT*F5*10", "AMT*F5*«1E9"}, []string{"bad-number 2300 AMT02"}},
		{"sign and point are not digits", []string{"AMT*F5*10", "AMT*F5*-1234567890123456.78"}, nil},
		{"an amount of too many digits", []string{"AMT*F5*10", "AMT*F5*«-12345678901234567.89"}, []string{"element-too-long 2300 AMT02"}},
		{"a whole number with a point", []string{"LX*1~\nSV1*HC:99213*", "LX*«1.0~\nSV1*HC:99213*"}, []string{"bad-number 2400 LX01"}},
		{"a date that the calendar lacks", []string{"BHT*0019*00*A1*20260302", "BHT*0019*00*A1*«20260230"}, []string{"bad-date  BHT04"}},
		{"a date of six digits", []string{"BHT*0019*00*A1*20260302", "BHT*0019*00*A1*«260302"}, []string{"bad-date  BHT04"}},
		{"a time that the clock lacks", []string{"20260302*0830", "20260302*«2460"}, []string{"bad-time  BHT05"}},
		{"a code that X12 has not", []string{"*0830*CH", "*0830*«Q7"}, []string{"unknown-code  BHT06"}},
		{"a code that the guide does not use", []string{"SBR*P*18", "SBR*«A*18"}, []string{"code-not-used 2000B SBR01"}},
		{"a code in a composite", []string{"***11:B:1*", "***«99:B:1*"}, []string{"code-not-used 2300 CLM05-1"}},
		{"a code with blanks behind it that it has no room for", []string{"*0830*CH", "*0830*«CH "}, []string{"element-too-long  BHT06"}},
		{"a code in a composite with blanks behind it that it has no room for", []string{"***11:B:1*", "***«11:B  :1*"}, []string{"element-too-long 2300 CLM05-2"}},
		{"the last code of a composite with blanks behind it that it has no room for", []string{"***11:B:1*", "***«11:B:1 *"}, []string{"element-too-long 2300 CLM05-3"}},
		{"a repeated code with blanks behind it that it has no room for", []string{"CLM*C1", "EQ*«1  ^30^98~\nCLM*C1"}, []string{"element-too-long 2000B EQ01[1]"}},
		{"a code with blanks behind it that it has room for", []string{"***11:B:1*", "***11:B :1*"}, nil},
		{"a form that the guide asks for", []string{"NM1*DN*1*REED*****XX*1234567893", "NM1*DN*1*REED*****XX*«12345678AB"},
			[]string{"pattern-violated 2310A NM109"}},
		{"one of a pair", []string{"PER*IC*HELP DESK*TE*8005550100", "PER*IC*HELP DESK*TE*8005550100*EM«"},
			[]string{"conditional-element-missing 1000A PER06"}},
		{"the other of a pair", []string{"PER*IC*HELP DESK*TE*8005550100", "PER*IC*HELP DESK*TE*8005550100*«*a@b.example"},
			[]string{"conditional-element-missing 1000A PER05"}},
		{"a date by its format", []string{"DTP*431*D8*20260215", "DTP*431*D8*«20260230"}, []string{"bad-date 2300 DTP03"}},
		{"a range by its format", []string{"20260215-20260216", "«20260215"}, []string{"bad-date 2300 DTP03"}},
		{"both dates of a range", []string{"20260215-20260216", "«20260215-20260230"}, []string{"bad-date 2300 DTP03"}},
		{"a time by its format", []string{"DTP*096*TM*0930", "DTP*096*TM*«0960"}, []string{"bad-time 2300 DTP03"}},
		{"a birth date by its format", []string{"DMG*D8*19800229*F", "DMG*D8*«19810229*F"}, []string{"bad-date 2010BA DMG02"}},
		{"several faults of one segment", []string{"N4*OAKLAND*CA*94602", "N4*«*«C*«1"},
			[]string{"element-missing 2010BA N401", "element-too-short 2010BA N402", "element-too-short 2010BA N403"}},
	} {
		t.Run(c.name, func(t *testing.T) { expect(t, g, edit(t, c.edits...), c.want) })
	}
}

func TestAFindingSaysWhatWasFoundAndExpectedWithoutData(t *testing.T) {
	g := sampleGuide(t)
	for _, c := range []struct{ old, new, reason, element, value string }{
		{"NM1*85", "NM1*«ZQ9", "found A(2) 9, expected 85", "98", "ZQ9"},
		{"DMG*D8*19800229*F", "DMG*D8*19800229*«N", "found A, expected F, M or U", "1068", "N"},
		{"DMG*D8*19800229*F", "DMG*D8*«SECRET*F", "found A(6), expected a date CCYYMMDD", "1251", "SECRET"},
		{"NM1*DN*1*REED*****XX*1234567893", "NM1*DN*1*REED*****XX*«123456789", "found 9(9), expected npi, written 9999999999", "67", "123456789"},
		{"AMT*F5*10", "AMT*F5*«TEN", "found A(3), expected a number such as 12 or 12.5", "782", "TEN"},
		{"N4*OAKLAND*CA*94602", "N4*OAKLAND*CA*«1", "found 1, expected at least 3", "116", "1"},
		{"DTP*431*D8*20260215", "DTP*«435*D8*20260215", "found 435, expected 431, 434 or 096", "374", "435"},
	} {
		edi, _ := unmark(edit(t, c.old, c.new))
		_, findings := walk(t, g, edi)
		require.Len(t, findings, 1)
		require.Equal(t, c.reason, findings[0].Reason)
		require.Equal(t, c.element, findings[0].DataElement)
		require.Equal(t, c.value, findings[0].Value)
		require.NotContains(t, findings[0].Error(), "SECRET")
	}
}

func TestSyntaxNotes(t *testing.T) {
	const c, x = "conditional-element-missing", "exclusion-violated"
	for _, test := range []struct {
		note SyntaxNote
		sent []int
		code string
		at   int
	}{
		{SyntaxNote{'P', []int{3, 4}}, nil, "", 0},
		{SyntaxNote{'P', []int{3, 4}}, []int{3, 4}, "", 0},
		{SyntaxNote{'P', []int{3, 4}}, []int{3}, c, 4},
		{SyntaxNote{'P', []int{3, 4}}, []int{4}, c, 3},
		{SyntaxNote{'R', []int{2, 3}}, nil, c, 2},
		{SyntaxNote{'R', []int{2, 3}}, []int{3}, "", 0},
		{SyntaxNote{'E', []int{2, 7}}, []int{2}, "", 0},
		{SyntaxNote{'E', []int{2, 7}}, []int{2, 7}, x, 7},
		{SyntaxNote{'C', []int{6, 5}}, []int{5}, "", 0},
		{SyntaxNote{'C', []int{6, 5}}, []int{6}, c, 5},
		{SyntaxNote{'C', []int{6, 5}}, []int{6, 5}, "", 0},
		{SyntaxNote{'L', []int{5, 6, 7}}, []int{5}, c, 6},
		{SyntaxNote{'L', []int{5, 6, 7}}, []int{5, 7}, "", 0},
		{SyntaxNote{'L', []int{5, 6, 7}}, []int{6}, "", 0},
	} {
		var sent, all uint64
		for _, n := range test.note.Elements {
			all |= 1 << n
		}
		for _, n := range test.sent {
			sent |= 1 << n
		}
		code, at := broken(test.note, sent, all)
		require.Equal(t, test.code, code.String(), "%s with %v", noteReason(test.note), test.sent)
		require.Equal(t, test.at, at, "%s with %v", noteReason(test.note), test.sent)
	}
}

func TestPeriods(t *testing.T) {
	for format, texts := range map[string]struct{ good, bad []string }{
		"CC":  {[]string{"20"}, []string{"2", "AB", "201"}},
		"CY":  {[]string{"2026"}, []string{"26", "0026", "ABCD"}},
		"CM":  {[]string{"202602"}, []string{"202613", "2026"}},
		"CQ":  {[]string{"20261"}, []string{"20265", "2026"}},
		"D6":  {[]string{"260302", "000229"}, []string{"260230", "20260302"}},
		"D8":  {[]string{"20240229"}, []string{"20260229", "2026-3-2"}},
		"DB":  {[]string{"03022026"}, []string{"20260302", "0302"}},
		"DT":  {[]string{"202603020830"}, []string{"202603022430", "20260302"}},
		"RTS": {[]string{"20260302083059"}, []string{"20260302083060"}},
		"TM":  {[]string{"0000", "2359"}, []string{"2400", "235959"}},
		"TS":  {[]string{"235959"}, []string{"2359", "236059"}},
		"RD":  {[]string{"03022026-03032026"}, []string{"03022026", "20260302-20260303"}},
		"RD4": {[]string{"2025-2026"}, []string{"2025", "2025-"}},
		"RD5": {[]string{"202601-202602"}, []string{"202601-202613"}},
		"RD6": {[]string{"260101-260102"}, []string{"260101"}},
		"RD8": {[]string{"20260101-20260131"}, []string{"20260101", "-20260101", "20260101-20260132"}},
		"RDT": {[]string{"202601010000-202601012359"}, []string{"20260101-20260102"}},
		"DTS": {[]string{"20260101000000-20260101235959"}, []string{"20260101"}},
		"RTM": {[]string{"0800-1700"}, []string{"0800", "0800-2500"}},
	} {
		p, ok := periods[format]
		require.True(t, ok, format)
		for _, text := range texts.good {
			require.True(t, p.valid([]byte(text)), "%s %s", format, text)
		}
		for _, text := range texts.bad {
			require.False(t, p.valid([]byte(text)), "%s %s", format, text)
		}
	}
	require.Len(t, periods, 19, "each form has its case here")
}
