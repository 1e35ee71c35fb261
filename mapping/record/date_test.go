package record_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"github.com/hmox12/hmox12/mapping/record"
)

func TestADateIsWrittenWithAllItsDigits(t *testing.T) {
	assert.Empty(t, record.Date(0).String())
	assert.Empty(t, record.Date(0).Compact())
	rapid.Check(t, func(t *rapid.T) {
		d := record.Date(rapid.OneOf(rapid.Int32(), rapid.Int32Range(1, 99991231)).Filter(func(n int32) bool { return n != 0 }).Draw(t, "date"))
		assert.Equal(t, fmt.Sprintf("%04d-%02d-%02d", d.Year(), d.Month(), d.Day()), d.String())
		assert.Equal(t, fmt.Sprintf("%08d", int(d)), d.Compact())
	})
}
