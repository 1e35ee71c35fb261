package host_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/host"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/host/hosttest"
)

// folder makes a folder with files, by name; their content is their name.
func folder(t *testing.T, names ...string) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range names {
		require.NoError(t, os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755))
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(name), 0o644))
	}
	return dir
}

// content returns the files of a folder with what is in them.
func content(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	require.NoError(t, filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		files[name] = string(data)
		return err
	}))
	return files
}

func TestAReplacementTakesThePlaceOfWhatStoodThere(t *testing.T) {
	dir := folder(t, "a", "a.partial", "b.partial", "c/old", "c.partial/new", "d")
	r := &host.Replacement{Files: host.Disk{}}
	for _, name := range []string{"a", "b", "c"} {
		require.NoError(t, r.Put(filepath.Join(dir, name)))
	}
	require.NoError(t, r.Remove(filepath.Join(dir, "d")))
	require.NoError(t, r.Remove(filepath.Join(dir, "never there")))
	require.NoError(t, r.Commit())
	want := map[string]string{"a": "a.partial", "b": "b.partial", "c/new": "c.partial/new"}
	assert.Equal(t, want, content(t, dir))
	require.NoError(t, r.Undo(), "nothing is left to undo")
	assert.Equal(t, want, content(t, dir))
}

func TestAReplacementThatFailsIsUndone(t *testing.T) {
	dir := folder(t, "a", "a.partial", "b", "c/old", "c.partial/new")
	before := content(t, dir)
	r := &host.Replacement{Files: host.Disk{}}
	require.NoError(t, r.Put(filepath.Join(dir, "a")))
	require.NoError(t, r.Put(filepath.Join(dir, "c")))
	require.ErrorIs(t, r.Put(filepath.Join(dir, "b")), os.ErrNotExist, "there is no b.partial")
	require.NoError(t, r.Undo())
	assert.Equal(t, before, content(t, dir))
}

func TestAReplacementThatCannotBeSyncedIsUndone(t *testing.T) {
	dir := folder(t, "a", "a.partial")
	before := content(t, dir)
	r := &host.Replacement{Files: &hosttest.Files{Files: host.Disk{}, At: 3}} // two renames, then the sync
	require.NoError(t, r.Put(filepath.Join(dir, "a")))
	require.ErrorIs(t, r.Commit(), hosttest.ErrInjected)
	require.NoError(t, r.Undo())
	assert.Equal(t, before, content(t, dir))
}

func TestRecoverBringsBackWhatIsMissing(t *testing.T) {
	cases := []struct {
		name        string
		files, want []string
	}{
		{"what was put aside, when nothing took its place", []string{"a.previous"}, []string{"a.previous"}},
		{"and drops it, when something did", []string{"a", "a.previous"}, []string{"a"}},
		{"nothing was put aside", []string{"a"}, []string{"a"}},
		{"there is nothing at all", nil, nil},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			dir := folder(t, c.files...)
			require.NoError(t, host.Recover(host.Disk{}, filepath.Join(dir, "a")))
			got := content(t, dir)
			require.Len(t, got, len(c.want))
			for _, written := range c.want {
				assert.Equal(t, written, got["a"])
			}
		})
	}
}
