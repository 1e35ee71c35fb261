package night_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rs/zerolog"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/host"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/night"
)

// told are the claims that a 277 tells of, by the trace of the inquiry: the status
// and the account number.
func told(answer string) map[string][]string {
	claims := map[string][]string{}
	trace := ""
	for line := range strings.Lines(answer) {
		parts := strings.Split(strings.TrimSuffix(strings.TrimSpace(line), "~"), "*")
		switch id := parts[0]; {
		case id == "TRN":
			trace, _, _ = strings.Cut(parts[2], "-")
			claims[trace] = append(claims[trace], "")
		case id == "SVC" || id == "HL":
			trace = ""
		case trace == "":
		case id == "STC":
			last := len(claims[trace]) - 1
			claims[trace][last] += parts[1]
		case id == "REF" && parts[1] == "EJ":
			last := len(claims[trace]) - 1
			claims[trace][last] += " " + parts[2]
		}
	}
	return claims
}

// TestTheSampleNightAnswersEachStatusInquiryAsDescribed holds file 90 to the table
// in fixtures/night/README.md. A claim that is added to the night moves the numbers
// of those behind it: REF*F8 of C055R and REF*1K of S07 must follow.
func TestTheSampleNightAnswersEachStatusInquiryAsDescribed(t *testing.T) {
	t.Parallel()
	out := t.TempDir()
	replay := night.Replay{Files: host.Disk{}, Dir: filepath.Join(fixtures, "night"), Out: out, Log: zerolog.Nop()}
	_, err := replay.Run(context.Background())
	require.NoError(t, err)
	found, err := filepath.Glob(filepath.Join(out, night.OutboundFolder, "277-*"))
	require.NoError(t, err)
	require.Len(t, found, 1)
	answer := read(t, found[0])
	assert.Equal(t, map[string][]string{
		"S01":   {"F1:65 C001-LAUREL"},
		"S02":   {"F2:94:82 C110-IVY"},
		"S03":   {"F4:105 C003-CEDAR"},
		"S04":   {"P2:110 C184-LAUREL"},
		"S05":   {"A4:35 S05-LAUREL"},
		"S06":   {"A0:114:TT C006-PINE"},
		"S07":   {"F3:101 C055-LAUREL"},
		"S08":   {"A4:35"},
		"S09":   {"A8:400 C182-LAUREL"},
		"S10":   {"F1:65 C037-LAUREL"},
		"S11":   {"F1:65 C001-LAUREL", "F2:54 C050-LAUREL", "A3:116 C180-LAUREL"},
		"S12":   {"F4:105 C175-CEDAR"},
		"BC276": {"E0:26:PR"},  // S13
		"0":     {"E0:562:1P"}, // S14
		"S15":   {"A4:33:IL"},
		"S16":   {"F1:65 C039-LAUREL"},
	}, told(answer))
}
