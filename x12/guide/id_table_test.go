package guide

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestIdentifiersAreNumberedOnce(t *testing.T) {
	var table idTable
	want := map[string]int{}
	for i := range 120 { // far more than any guide has
		id := fmt.Sprintf("%c%c", 'A'+i%26, '0'+i/26)
		for range 2 {
			table.add([]byte(id))
		}
		want[id] = i
	}
	for id, n := range want {
		require.Equal(t, n, table.number([]byte(id)))
	}
	for _, id := range []string{"", "A", "ZZ", "A0A", "\x00A0", "\x00\x00", "\x00\x00\x00", "A0A0"} {
		require.Equal(t, -1, table.number([]byte(id)), "%q", id)
	}
}
