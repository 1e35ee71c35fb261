package ack_test

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/internal/load"
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/ack"
)

// TestASegmentAtTheEndOfTheWindowIsExaminedAsAnyOther reads by windows of every size, so
// that every segment comes to stand where nothing may be read behind it.
func TestASegmentAtTheEndOfTheWindowIsExaminedAsAnyOther(t *testing.T) {
	claims := load.Claims837P(1, 12)
	for size := 300; size < 800; size++ {
		// Of another day, so that what was seen in the file before is looked at anew.
		file := bytes.Replace(claims, []byte("20260302*0830"), fmt.Appendf(nil, "2026030%d*0830", 1+size%7), 1)
		r := x12.NewReader(bytes.NewReader(file), x12.Window(size))
		require.NoError(t, ack.Examine(r, ack.Options{Level: 5}, ack.Listener{Finding: func(f ack.Finding) { t.Error(f) }}))
	}
}
