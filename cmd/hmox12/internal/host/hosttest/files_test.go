package hosttest_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/host"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/host/hosttest"
)

// save writes a file as it should be done: beside its place, synced, renamed.
func save(files host.Files, dir string) error {
	f, err := files.Create(filepath.Join(dir, "new"))
	if err != nil {
		return err
	}
	_, err = f.Write([]byte("0123456789"))
	if err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = files.Rename(filepath.Join(dir, "new"), filepath.Join(dir, "name"))
	}
	if err == nil {
		err = files.SyncDir(dir)
	}
	return err
}

func TestOneOperationFails(t *testing.T) {
	for n := 1; n <= 6; n++ {
		dir := t.TempDir()
		files := &hosttest.Files{Files: host.Disk{}, At: n}
		require.ErrorIs(t, save(files, dir), hosttest.ErrInjected)
		assert.Zero(t, files.OpenFiles())
		assert.NoError(t, files.MkdirAll(filepath.Join(dir, "later")), "the next one does not fail")
	}
	files := &hosttest.Files{Files: host.Disk{}, At: 7}
	require.NoError(t, save(files, t.TempDir()))
	assert.Len(t, files.Operations(), 6)
}

func TestAnOperationFailsByItsName(t *testing.T) {
	dir := t.TempDir()
	again := filepath.Join(dir, "again")
	files := &hosttest.Files{Files: host.Disk{}, At: 2, Of: "mkdir " + again}
	require.NoError(t, save(files, dir))
	require.NoError(t, files.MkdirAll(again))
	assert.Empty(t, files.Failed())
	require.ErrorIs(t, files.MkdirAll(again), hosttest.ErrInjected)
	assert.Equal(t, "mkdir "+again, files.Failed())
	require.NoError(t, files.MkdirAll(again), "it fails once")
}

func TestAFailedWriteHasWrittenHalf(t *testing.T) {
	dir := t.TempDir()
	require.Error(t, save(&hosttest.Files{Files: host.Disk{}, At: 2}, dir))
	data, err := os.ReadFile(filepath.Join(dir, "new"))
	require.NoError(t, err)
	assert.Equal(t, "01234", string(data))
}

func TestAfterAPowerCutEverythingFailsAndWhatWasNotSyncedIsLost(t *testing.T) {
	wants := []struct {
		at   int
		left map[string]string
	}{
		{3, map[string]string{}},                     // at the sync: neither content nor name
		{6, map[string]string{}},                     // at the folder's: content without a name
		{7, map[string]string{"name": "0123456789"}}, // behind it
	}
	for _, want := range wants {
		dir := t.TempDir()
		files := &hosttest.Files{Files: host.Disk{}, At: want.at, Cut: true}
		_ = save(files, dir)
		require.ErrorIs(t, files.MkdirAll(filepath.Join(dir, "later")), hosttest.ErrInjected)
		require.NoError(t, files.LosePower())
		left := map[string]string{}
		entries, err := os.ReadDir(dir)
		require.NoError(t, err)
		for _, e := range entries {
			data, err := os.ReadFile(filepath.Join(dir, e.Name()))
			require.NoError(t, err)
			left[e.Name()] = string(data)
		}
		assert.Equal(t, want.left, left, "cut at %d", want.at)
	}
}

func TestARenameThatWasNotSyncedIsUndone(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "a"), []byte("a"), 0o644))
	files := &hosttest.Files{Files: host.Disk{}}
	require.NoError(t, files.Rename(filepath.Join(dir, "a"), filepath.Join(dir, "b")))
	require.NoError(t, files.Rename(filepath.Join(dir, "b"), filepath.Join(dir, "c")))
	require.NoError(t, files.LosePower())
	_, err := os.Stat(filepath.Join(dir, "a"))
	require.NoError(t, err)
}

func TestReadingThroughFSCounts(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "a"), []byte("a"), 0o644))
	files := &hosttest.Files{Files: host.Disk{}}
	_, err := fs.ReadFile(files.FS(dir), "a")
	require.NoError(t, err)
	entries, err := fs.ReadDir(files.FS(dir), ".")
	require.NoError(t, err)
	assert.Len(t, entries, 1)
	assert.Zero(t, files.OpenFiles())
	n := len(files.Operations())
	for at := 1; at <= n; at++ {
		files := &hosttest.Files{Files: host.Disk{}, At: at}
		_, read := fs.ReadFile(files.FS(dir), "a")
		_, listed := fs.ReadDir(files.FS(dir), ".")
		if read == nil && listed == nil {
			assert.Contains(t, files.Operations()[at-1], "stat ", "the length is a hint only")
		}
		assert.Zero(t, files.OpenFiles())
	}
}
