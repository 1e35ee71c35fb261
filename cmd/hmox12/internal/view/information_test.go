package view_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/view"
)

// TestCodesThatAQualifierExplains reads values whose name or words depend on the
// code in front of them.
func TestCodesThatAQualifierExplains(t *testing.T) {
	for _, tt := range []struct {
		name, segment, at, is, words string
	}{
		{"a principal diagnosis", "HI*ABK:S72141A:::::::Y", "HI01-2", "Principal diagnosis", ""},
		{"present on admission", "HI*ABK:S72141A:::::::Y", "HI01-9", "Present on admission", "present on admission"},
		{"an occurrence", "HI*BG:39*BH:05:D8:20260108", "HI02-2", "Occurrence code", "accident without coverage or liability"},
		{"the date of an occurrence", "HI*BH:05:D8:20260108", "HI01-4", "Date", "2026-01-08"},
		{"a condition", "HI*BG:39", "HI01-2", "Condition code", "private room was necessary"},
		{"a value code", "HI*BE:80:::5", "HI01-2", "Value code", "covered days"},
		{"an occurrence span", "HI*BI:74:RD8:20260112-20260113", "HI01-4", "Date", "2026-01-12 to 2026-01-13"},
		{"a code of a kind that is not known", "HI*ZZ:80", "HI01-2", "Industry code", ""},
		{"a revenue code", "SV2*0278**98*UN*2", "SV201", "Revenue code", "implants"},
		{"a revenue code that has the words of its category", "SV2*0259**98*UN*2", "SV201", "Revenue code", "pharmacy"},
		{"a revenue code that is too short", "SV2*25**98*UN*2", "SV201", "Revenue code", ""},
		{"a revenue code as what was paid", "SVC*NU:0450*10*10", "SVC01-2", "Procedure", "emergency room"},
		{"a procedure is no revenue code", "SVC*HC:0450*10*10", "SVC01-2", "Procedure", ""},
		{"a permanent tooth", "TOO*JP*14*M:O", "TOO02", "Tooth", "upper left first molar"},
		{"a primary tooth", "TOO*JP*T", "TOO02", "Tooth", "lower right primary second molar"},
		{"a tooth of a system that is not known", "TOO*ZZ*14", "TOO02", "Tooth", ""},
		{"a missing tooth", "DN2*17*M****JP", "DN201", "Tooth", "lower left third molar"},
		{"a status that hmox12 does not send", "STC*F2:24", "STC01-2", "Status", "entity not approved as an electronic submitter"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			// In a set without a guide segments are those of the standard.
			file := strings.Replace(acknowledged, "TA1*000000702*260302*0800*A*000~IEA*0*000000705~", "ST*837*0001~"+tt.segment+"~SE*3*0001~", 1)
			text := shown(t, view.Text, []byte(file), view.Options{})
			line := regexp.MustCompile(`(?m)^ +` + tt.at + ` +(.*)$`).FindStringSubmatch(text)
			require.NotNil(t, line)
			assert.Regexp(t, `^`+tt.is+`  +\S+( |$)`, line[1])
			_, words, _ := strings.Cut(strings.TrimSpace(strings.TrimPrefix(line[1], tt.is)), "  ")
			assert.Equal(t, tt.words, words)
		})
	}
}
