package night_test

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/rs/zerolog"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/host"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/night"
)

// TestTheSameNightGivesTheSameBytes replays the sample night into two folders.
// Databases are left out: SQLite says nothing about their bytes.
func TestTheSameNightGivesTheSameBytes(t *testing.T) {
	t.Parallel()
	var nights []map[string]string
	for _, name := range []string{"one", "and another"} {
		out := filepath.Join(t.TempDir(), name)
		replay := night.Replay{Files: host.Disk{}, Dir: filepath.Join(fixtures, "night"), Out: out, Log: zerolog.Nop()}
		_, err := replay.Run(context.Background())
		require.NoError(t, err)
		files := map[string]string{}
		require.NoError(t, filepath.WalkDir(out, func(path string, e os.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			name, err := filepath.Rel(out, path)
			files[name] = read(t, path)
			return err
		}))
		assert.Contains(t, files, night.DatabaseFile)
		delete(files, night.DatabaseFile)
		nights = append(nights, files)
	}
	require.Greater(t, len(nights[0]), 20)
	require.Len(t, nights[1], len(nights[0]))
	for name, content := range nights[0] {
		assert.True(t, content == nights[1][name], "%s differs", name)
	}
}

// bar is a progress bar that counts.
type bar struct{ told, closed int64 }

func (b *bar) Write(p []byte) (int, error) {
	b.told += int64(len(p))
	return len(p), nil
}

func (b *bar) Close() error {
	b.closed++
	return nil
}

func TestProgressReachesItsEnd(t *testing.T) {
	t.Parallel()
	var shown bar
	var total int64
	replay := night.Replay{
		Files: host.Disk{}, Dir: smallNight(t), Out: t.TempDir(), Log: zerolog.Nop(),
		Progress: func(of int64) io.WriteCloser { total = of; return &shown },
	}
	_, err := replay.Run(context.Background())
	require.NoError(t, err)
	assert.Equal(t, total, shown.told)
	assert.EqualValues(t, 1, shown.closed)
}

func TestLinksInTheInboundFolderAreFollowed(t *testing.T) {
	t.Parallel()
	dir := smallNight(t)
	inbound := filepath.Join(dir, night.InboundFolder)
	elsewhere := filepath.Join(t.TempDir(), "inquiry.x12")
	require.NoError(t, os.Rename(filepath.Join(inbound, "01-inquiry.x12"), elsewhere))
	require.NoError(t, os.Symlink(elsewhere, filepath.Join(inbound, "01-inquiry.x12")))
	require.NoError(t, os.Mkdir(filepath.Join(inbound, "archive"), 0o755))
	out := t.TempDir()
	replay := night.Replay{Files: host.Disk{}, Dir: dir, Out: out, Log: zerolog.Nop()}
	_, err := replay.Run(context.Background())
	require.NoError(t, err)
	answers, err := filepath.Glob(filepath.Join(out, night.OutboundFolder, "271-*"))
	require.NoError(t, err)
	assert.Len(t, answers, 1)
}

func TestANightThatIsInterruptedLeavesNothing(t *testing.T) {
	t.Parallel()
	out := earlier(t)
	before, _ := stateOf(t, out)
	ctx, cancel := context.WithCancel(context.Background())
	replay := night.Replay{
		Files: host.Disk{}, Dir: smallNight(t), Out: out, Log: zerolog.Nop(),
		Progress: func(int64) io.WriteCloser { cancel(); return &bar{} },
	}
	_, err := replay.Run(ctx)
	require.ErrorIs(t, err, context.Canceled)
	after, unfinished := stateOf(t, out)
	assert.Equal(t, before, after)
	assert.Empty(t, unfinished)
}
