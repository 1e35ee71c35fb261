package night_test

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/generate"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/host"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/night"
)

var (
	nightClaims  = flag.Int("night-claims", 500, "claims of the night that BenchmarkNight replays")
	nightMembers = flag.Int("night-members", 0, "members of that night; half as many as claims unless given")
)

// BenchmarkNight replays a whole generated night, from loading the book to the
// report: all of it, and what remains of it without inquiries and questions about
// claims, which come beside the claims asked for. For a night of size:
//
//	go test ./cmd/hmox12/internal/night -run - -bench Night -benchtime 1x -night-claims 100000
func BenchmarkNight(b *testing.B) {
	members := *nightMembers
	if members == 0 {
		members = max(*nightClaims/2, 50)
	}
	dir := filepath.Join(b.TempDir(), "night")
	_, err := generate.Run(context.Background(), generate.Options{
		Files: host.Disk{}, Dir: dir, Claims: *nightClaims, Members: members, Seed: 1, Errors: 0.01,
		Received: generate.DefaultReceived, SetSize: generate.MaxSetSize,
	})
	require.NoError(b, err)
	b.Run("all", func(b *testing.B) { replayNight(b, dir) })
	for _, kind := range []string{"270", "276"} {
		questions, err := filepath.Glob(filepath.Join(dir, night.InboundFolder, "*."+kind+".x12"))
		require.NoError(b, err)
		require.NotEmpty(b, questions)
		for _, name := range questions {
			require.NoError(b, os.Remove(name))
		}
	}
	b.Run("claims", func(b *testing.B) { replayNight(b, dir) })
}

func replayNight(b *testing.B, dir string) {
	b.SetBytes(bytesIn(b, filepath.Join(dir, night.InboundFolder)))
	b.ReportAllocs()
	for b.Loop() {
		replay := night.Replay{Files: host.Disk{}, Dir: dir, Out: filepath.Join(b.TempDir(), "out"), Log: zerolog.Nop()}
		_, err := replay.Run(context.Background())
		require.NoError(b, err)
		require.Zero(b, replay.Held+replay.Untaken)
		database, err := os.Stat(filepath.Join(replay.Out, night.DatabaseFile))
		require.NoError(b, err)
		b.ReportMetric(float64(database.Size())/float64(*nightClaims), "B-of-database/claim")
	}
	b.ReportMetric(float64(*nightClaims)*float64(b.N)/b.Elapsed().Seconds(), "claims/s")
}

// bytesIn returns how long the files of a folder are together.
func bytesIn(b *testing.B, dir string) (sum int64) {
	entries, err := os.ReadDir(dir)
	require.NoError(b, err)
	for _, e := range entries {
		info, err := e.Info()
		require.NoError(b, err)
		sum += info.Size()
	}
	return sum
}
