package record

import (
	"fmt"
	"time"
)

// Date is a calendar date, held as the number CCYYMMDD so that dates compare
// and print as people write them. The zero Date is no date.
type Date int32

// NewDate returns the date, or no date when the calendar has none such or the
// year is not 1800 to 2199.
func NewDate(year, month, day int) Date {
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if year < 1800 || year > 2199 || t.Year() != year || int(t.Month()) != month || t.Day() != day {
		return 0
	}
	return Date(year*10000 + month*100 + day)
}

// ParseDate reads CCYYMMDD or CCYY-MM-DD. Anything else, and what NewDate does not
// know, is an error that holds nothing of the text.
func ParseDate(s string) (Date, error) {
	digits := s
	if len(s) == 10 && s[4] == '-' && s[7] == '-' {
		digits = s[:4] + s[5:7] + s[8:]
	}
	n := 0
	for _, c := range []byte(digits) {
		if c < '0' || c > '9' || len(digits) != 8 {
			return 0, fmt.Errorf("not a date: CCYY-MM-DD or CCYYMMDD expected")
		}
		n = n*10 + int(c-'0')
	}
	d := NewDate(n/10000, n/100%100, n%100)
	if d == 0 {
		return 0, fmt.Errorf("not a date of the calendar")
	}
	return d, nil
}

// Year returns the calendar year.
func (d Date) Year() int { return int(d) / 10000 }

// Month returns the month, 1 to 12.
func (d Date) Month() int { return int(d) / 100 % 100 }

// Day returns the day of the month.
func (d Date) Day() int { return int(d) % 100 }

// IsZero reports whether d is no date.
func (d Date) IsZero() bool { return d == 0 }

func (d Date) time() time.Time {
	return time.Date(d.Year(), time.Month(d.Month()), d.Day(), 0, 0, 0, 0, time.UTC)
}

func dateOf(t time.Time) Date { return Date(t.Year()*10000 + int(t.Month())*100 + t.Day()) }

// AddDays returns the date n days later; no date stays no date.
func (d Date) AddDays(n int) Date {
	if d == 0 {
		return 0
	}
	if day := d.Day() + n; day >= 1 && day <= 28 { // of the same month, as often
		return d + Date(n)
	}
	return dateOf(d.time().AddDate(0, 0, n))
}

// AddMonths returns the date n months later; a day that the month lacks becomes
// its last one.
func (d Date) AddMonths(n int) Date {
	if d == 0 {
		return 0
	}
	first := time.Date(d.Year(), time.Month(d.Month()+n), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return dateOf(first.AddDate(0, 0, min(d.Day(), last)-1))
}

// EndOfMonth returns the last day of d's month; no date stays no date.
func (d Date) EndOfMonth() Date {
	if d == 0 {
		return 0
	}
	return dateOf(time.Date(d.Year(), time.Month(d.Month()+1), 0, 0, 0, 0, 0, time.UTC))
}

// Weekend reports whether d is a Saturday or Sunday.
func (d Date) Weekend() bool {
	day := d.time().Weekday()
	return day == time.Saturday || day == time.Sunday
}

// DaysUntil returns how many days later than d the date later is, negative when
// it is earlier. Neither may be no date.
func (d Date) DaysUntil(later Date) int {
	return later.number() - d.number()
}

// number counts days of the Gregorian calendar: those of a year that begins in March,
// so that a leap day is its last one.
func (d Date) number() int {
	year, month := d.Year(), d.Month()-3
	if month < 0 {
		year, month = year-1, month+12
	}
	return 365*year + year/4 - year/100 + year/400 + (153*month+2)/5 + d.Day()
}

// String returns CCYY-MM-DD, or nothing for no date.
func (d Date) String() string {
	if d == 0 {
		return ""
	}
	if d < 0 || d > 99991231 {
		return fmt.Sprintf("%04d-%02d-%02d", d.Year(), d.Month(), d.Day())
	}
	b := d.digits()
	return string([]byte{b[0], b[1], b[2], b[3], '-', b[4], b[5], '-', b[6], b[7]})
}

// Compact returns CCYYMMDD, or nothing for no date.
func (d Date) Compact() string {
	if d == 0 {
		return ""
	}
	if d < 0 || d > 99991231 {
		return fmt.Sprintf("%08d", int(d))
	}
	b := d.digits()
	return string(b[:])
}

// digits are those of CCYYMMDD.
func (d Date) digits() (b [8]byte) {
	for i := len(b) - 1; i >= 0; i-- {
		b[i] = '0' + byte(d%10)
		d /= 10
	}
	return b
}

// MarshalText writes CCYY-MM-DD.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what ParseDate reads; empty text is no date.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = 0
		return nil
	}
	parsed, err := ParseDate(string(text))
	*d = parsed
	return err
}

// Span is a run of days, both ends included. An open end is no date.
type Span struct {
	From, To Date
}

// Contains reports whether the day lies in the span.
func (s Span) Contains(day Date) bool {
	return day >= s.From && (s.To == 0 || day <= s.To)
}

// Overlaps reports whether the spans have a day in common.
func (s Span) Overlaps(o Span) bool {
	return (s.To == 0 || o.From <= s.To) && (o.To == 0 || s.From <= o.To)
}

// String returns "2025-01-01 to 2026-01-31", or "from 2025-01-01" when open.
func (s Span) String() string {
	if s.To == 0 {
		return "from " + s.From.String()
	}
	return s.From.String() + " to " + s.To.String()
}
