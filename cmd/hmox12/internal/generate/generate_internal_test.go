package generate

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/mapping/record"
)

func TestTheDocumentTellsEveryStoryAndFault(t *testing.T) {
	text, err := os.ReadFile("../../../../docs/generate.md")
	require.NoError(t, err)
	sum := 0
	for _, s := range stories {
		assert.Contains(t, string(text), fmt.Sprintf("| %s | %d |", s.name, s.share))
		sum += s.share
	}
	assert.Equal(t, 1000, sum, "shares are in a thousand")
	assert.Equal(t, len(stories), strings.Count(section(string(text), "## Stories"), "\n| ")-1) // one is the heading
	for f := noFault + 1; f < faults; f++ {
		assert.Contains(t, string(text), fmt.Sprintf("| %s | `%s` |", whatIsWrong[f].name, whatIsWrong[f].finds))
	}
}

// section returns a part of a document, up to the next heading.
func section(text, heading string) string {
	_, rest, _ := strings.Cut(text, heading)
	part, _, _ := strings.Cut(rest, "\n## ")
	return part
}

func TestNumbersPassTheirChecksAndAreNobodys(t *testing.T) {
	for n := range 5000 {
		require.True(t, record.ValidNPI(npiOf(n)), "NPI %d", n)
		require.Equal(t, byte('2'), npiOf(n)[0])
		require.False(t, record.ValidNPI(wrongDigit(npiOf(n))))
	}
}

func TestACatalogHasHundredsOfCodesWithPricesOfTheirOwn(t *testing.T) {
	codes, prices := map[string]bool{}, map[cents]bool{}
	for _, s := range services.schedules {
		seen := map[string]bool{}
		for _, f := range s.fees {
			require.False(t, seen[f.code], "%s stands twice in %s", f.code, s.name)
			require.Positive(t, f.fee, f.code)
			seen[f.code], codes[f.code], prices[f.fee] = true, true, true
		}
	}
	assert.Greater(t, len(codes), 300)
	assert.Greater(t, len(prices), 100)
	for name, list := range services.diagnoses {
		assert.NotEmpty(t, list, name)
	}
}

func TestWhatComesFirstInAListIsDrawnMostAndTheLastAtTimes(t *testing.T) {
	d := newDraw(1, ofNames, 1)
	counts := make([]int, 40)
	for range 20_000 {
		counts[zipf(40).draw(&d)]++
	}
	assert.Greater(t, counts[0], 3*counts[9])
	assert.Greater(t, counts[9], counts[39])
	assert.Positive(t, counts[39])
}

func TestMoneyIsWrittenWithoutTrailingZeros(t *testing.T) {
	for amount, text := range map[cents]string{0: "0", 5: "0.05", 50: "0.5", 100: "1", 12_345: "123.45", 12_340: "123.4", -250: "-2.5"} {
		assert.Equal(t, text, amount.String())
	}
}
