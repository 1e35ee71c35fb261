package store_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
)

func TestPagesOfAStoreForManyMembersComeFromThePool(t *testing.T) {
	const alone = "HMOX12_TEST_ALONE"
	if os.Getenv(alone) == "" { // SQLite takes the memory before its first connection, so that must be this test's
		test := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$")
		test.Env = append(os.Environ(), alone+"=1")
		said, err := test.CombinedOutput()
		require.NoError(t, err, string(said))
		return
	}
	s, err := store.Open(context.Background(), filepath.Join(t.TempDir(), "night.db"), store.Options{Members: 1000})
	require.NoError(t, err)
	require.NoError(t, night(context.Background(), s, "f1"))
	pooled, others := store.Pages()
	assert.Greater(t, pooled, 20)
	assert.Zero(t, others)
	require.NoError(t, s.Close())
	pooled, _ = store.Pages()
	assert.Zero(t, pooled, "all are given back")
}
