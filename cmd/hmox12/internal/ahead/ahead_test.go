package ahead_test

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/ahead"
)

func TestWhatIsReadAheadIsTheSame(t *testing.T) {
	broken := errors.New("broken")
	ended := false
	numbers := func(yield func(int, error) bool) {
		defer func() { ended = true }()
		for n := range 1000 {
			if !yield(n, nil) {
				return
			}
		}
		yield(0, broken)
	}
	var read []int
	var failed error
	for n, err := range ahead.Of(numbers) {
		if err != nil {
			failed = err
			break
		}
		read = append(read, n)
	}
	require.ErrorIs(t, failed, broken)
	require.Len(t, read, 1000)
	for i, n := range read {
		require.Equal(t, i, n)
	}
	for stop := range 100 {
		ended = false
		for n := range ahead.Of(numbers) {
			if n == stop {
				break
			}
		}
		assert.True(t, ended, "the goroutine has ended with the loop")
	}
}
