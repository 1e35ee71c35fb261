package record_test

import (
	"fmt"
	"testing"
	"time"

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

func TestDaysAreCountedByTheCalendar(t *testing.T) {
	dates := rapid.Custom(func(t *rapid.T) time.Time {
		return time.Date(rapid.IntRange(1800, 2199).Draw(t, "year"), time.Month(rapid.IntRange(1, 12).Draw(t, "month")), rapid.IntRange(1, 31).Draw(t, "day"), 0, 0, 0, 0, time.UTC)
	})
	date := func(t time.Time) record.Date { return record.NewDate(t.Year(), int(t.Month()), t.Day()) }
	rapid.Check(t, func(t *rapid.T) {
		day, n := dates.Draw(t, "date"), rapid.OneOf(rapid.IntRange(-40, 40), rapid.IntRange(-10000, 10000)).Draw(t, "days")
		later := day.AddDate(0, 0, n)
		if date(day) == 0 || date(later) == 0 { // the calendar ends
			return
		}
		assert.Equal(t, date(later), date(day).AddDays(n))
		assert.Equal(t, n, date(day).DaysUntil(date(later)))
	})
}
