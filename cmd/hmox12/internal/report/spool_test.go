package report_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/report"
	"github.com/hmox12/hmox12/mapping/record"
)

func TestRowsThatAreKeptAsideAreTheSame(t *testing.T) {
	stories := sampleStories()
	for _, claims := range []int{0, 1, 2_000} {
		memory, aside := largeNight(0), largeNight(0)
		file, err := os.Create(filepath.Join(t.TempDir(), "rows"))
		require.NoError(t, err)
		defer file.Close()
		aside.KeepAside(file)
		var want, got bytes.Buffer
		for range 2 { // a night that goes on after it was told
			for i := range claims {
				s := stories[i%5]
				memory.AddClaim(s.Claim, s.Decision)
				aside.AddClaim(s.Claim, s.Decision)
			}
			want.Reset()
			got.Reset()
			require.NoError(t, memory.JSON(&want))
			require.NoError(t, aside.JSON(&got))
			require.Equal(t, want.String(), got.String())
			require.True(t, json.Valid(got.Bytes()))
		}
	}
}

// full is a file that can't be written to.
type full struct{ io.ReadWriteSeeker }

var errFull = errors.New("no space left")

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestRowsThatCannotBeKeptAsideAreAnError(t *testing.T) {
	n := largeNight(0)
	n.KeepAside(full{})
	claim := sampleStories()[0].Claim
	for range 10_000 {
		n.AddClaim(claim, nil)
	}
	require.ErrorIs(t, n.JSON(io.Discard), errFull)
}

func TestAClaimsRowSaysWhatTheClaimSaid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		claim := &record.Claim{Control: rapid.String().Draw(t, "control"), Account: rapid.String().Draw(t, "account")}
		n := &report.Night{}
		n.AddClaim(claim, nil)
		var b bytes.Buffer
		require.NoError(t, n.JSON(&b))
		var read struct {
			Claims []struct{ Control, Account string }
		}
		require.NoError(t, json.Unmarshal(b.Bytes(), &read))
		require.Len(t, read.Claims, 1)
		assert.Equal(t, claim.Control, read.Claims[0].Control)
		assert.Equal(t, claim.Account, read.Claims[0].Account)
	})
}
