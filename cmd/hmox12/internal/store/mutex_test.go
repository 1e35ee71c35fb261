package store_test

import (
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
)

func TestSQLiteTakesTheMutexes(t *testing.T) { assert.True(t, store.QuickMutexes()) }

// TestAMutexIsOfOneThreadAtATime has more threads than processors count by it, some of them
// so slowly that others sleep. The race detector sees what a count may not.
func TestAMutexIsOfOneThreadAtATime(t *testing.T) {
	for name, recursive := range map[string]bool{"plain": false, "recursive": true} {
		t.Run(name, func(t *testing.T) {
			const threads, times = 8, 2000
			first := store.NewMutex(recursive)
			defer first.Free()
			n := 0
			var all sync.WaitGroup
			for thread := range threads {
				m := first.For()
				all.Go(func() {
					for i := range times {
						m.Enter()
						if recursive {
							m.Enter()
						}
						n++
						switch {
						case i%100 == thread:
							runtime.Gosched()
						case i == 500:
							time.Sleep(time.Millisecond)
						}
						m.Leave()
						if recursive {
							n++
							m.Leave()
						}
					}
				})
			}
			all.Wait()
			if recursive {
				n /= 2
			}
			assert.Equal(t, threads*times, n)
		})
	}
}

func TestAMutexIsTriedInVainWhileItIsTaken(t *testing.T) {
	m := store.NewMutex(true)
	defer m.Free()
	other := m.For()
	assert.True(t, m.Try())
	assert.True(t, m.Try(), "its thread may take it again")
	assert.False(t, other.Try())
	m.Leave()
	assert.False(t, other.Try(), "until it left as often")
	m.Leave()
	assert.True(t, other.Try())
	other.Leave()

	plain := store.NewMutex(false)
	defer plain.Free()
	assert.True(t, plain.Try())
	assert.False(t, plain.Try(), "not even its thread may")
	plain.Leave()
}
