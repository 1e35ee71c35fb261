package store

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestNamesAreFoundHoweverManyThereAre(t *testing.T) {
	n := newNames()
	const all = 300_000
	of := func(i int) (nameOf, string) { return nameOf(i % 3), fmt.Sprint("N", i/3) }
	for i := range all {
		n.add(of(i))
	}
	wrong := 0
	for i := range all {
		assert.True(t, n.has(of(i)))
		if n.has(of(i + all)) {
			wrong++
		}
	}
	assert.Less(t, wrong, all/20, "others taken for these")
	assert.Greater(t, len(n.filters), 1)
	n.clear()
	for i := range all {
		assert.False(t, n.has(of(i)))
	}
	n.add(of(1))
	assert.True(t, n.has(of(1)))
}
