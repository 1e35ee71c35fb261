package generate_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/rs/zerolog"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/host"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/night"
)

func TestANightIsDecidedInSensibleProportions(t *testing.T) {
	t.Parallel()
	const claims = 2000
	o := options(t.TempDir(), claims, 1500, 21)
	o.Errors = 0.02
	dir := generated(t, o)
	out := filepath.Join(t.TempDir(), "out")
	replay := night.Replay{Files: host.Disk{}, Dir: dir, Out: out, Log: zerolog.Nop()}
	_, err := replay.Run(context.Background())
	require.NoError(t, err)
	require.Zero(t, replay.Held, "every payee is paid")
	require.Zero(t, replay.Untaken, "every file is taken")

	text, err := os.ReadFile(filepath.Join(out, night.SummaryFile))
	require.NoError(t, err)
	var summary struct {
		Claims []struct {
			Outcome string   `json:"outcome"`
			Model   string   `json:"model"`
			Reasons []string `json:"reasons"`
		} `json:"claims"`
	}
	require.NoError(t, json.Unmarshal(text, &summary))
	outcomes, models, reasons := map[string]int{}, map[string]int{}, map[string]int{}
	for _, c := range summary.Claims {
		outcomes[c.Outcome]++
		models[c.Model]++
		for _, r := range c.Reasons {
			reasons[r]++
		}
	}
	share := func(outcome string) float64 { return float64(outcomes[outcome]) / claims }
	assert.InDelta(t, 0.72, share("paid"), 0.12)
	assert.InDelta(t, 0.11, share("denied"), 0.06)
	assert.InDelta(t, 0.01, share("pended"), 0.01)
	for _, outcome := range []string{"processed", "encounter", "forwarded", "reversed", "voided", "rejected"} {
		assert.Positive(t, outcomes[outcome], outcome)
	}
	for _, model := range []string{"staff", "group", "ipa", "network"} {
		assert.Greater(t, models[model], claims/100, model)
	}
	for _, reason := range []string{
		"CO-29", "CO-197", "CO-288", "CO-287", "CO-242", "PR-204", "PR-31", "CO-140", "PR-242", "PR-27", "OA-18", "OA-22", "OA-109", "OA-B11", "CO-236", "CO-97",
	} {
		assert.Positive(t, reasons[reason], reason)
	}
}
