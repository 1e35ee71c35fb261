package book

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/hmox12/hmox12/mapping/record"
)

// Night is what a run takes from the book instead of from the clock and from
// counters, so that a night replays to the same bytes.
type Night struct {
	Received     record.Date // when the inbound files came
	ReceivedTime string      // HHMM, as the acknowledgments and 271s say it
	Run          record.Date // when decisions are made and paid
	RunTime      string      // HHMM, as the 835s say it
	Effective    record.Date // settlement date of payments, BPR16
	Closed       bool        // the records are not to be asked: inquiries are answered so

	Interchange int64 // next ISA13; the group in it has the same number
	Claim       Numbering
	Payment     Numbering // TRN02 of an 835 that pays
	NonPayment  Numbering // TRN02 of an 835 that pays nothing
	Eligibility Numbering // TRN02 of our own trace in a 271

	Review        Numbering // TRN02 of our own trace in a 278
	Referral      Numbering // HCR02 of a referral, as claims cite it
	Authorization Numbering // HCR02 of an authorization
}

// Numbering makes numbers of a pattern, one after another.
type Numbering struct {
	// Format is text with the date and the number in braces: {yyddd} is the
	// year and the day of the year, {yymmdd} and {yyyymmdd} the date, and
	// {000000} the number with at least six digits.
	Format string
	Next   int64
}

// numberDigits is what a number may grow to; the longest field, TRN02, has 50.
const numberDigits = 12

// Number returns the n-th number on a day.
func (n Numbering) Number(day record.Date, number int64) string {
	text, _ := n.expand(day, number)
	return text
}

// expand fills the pattern in; it is false for a pattern that is none.
func (n Numbering) expand(day record.Date, number int64) (text string, ok bool) {
	var b strings.Builder
	counted := false
	for rest := n.Format; rest != ""; {
		before, after, found := strings.Cut(rest, "{")
		b.WriteString(before)
		if !found {
			break
		}
		field, tail, closed := strings.Cut(after, "}")
		if !closed {
			return "", false
		}
		rest = tail
		switch {
		case field == "yyddd":
			first := record.NewDate(day.Year(), 1, 1)
			fmt.Fprintf(&b, "%02d%03d", day.Year()%100, first.DaysUntil(day)+1)
		case field == "yymmdd":
			b.WriteString(day.Compact()[2:])
		case field == "yyyymmdd":
			b.WriteString(day.Compact())
		case field != "" && len(field) <= numberDigits && strings.Trim(field, "0") == "" && !counted:
			fmt.Fprintf(&b, "%0*d", len(field), number)
			counted = true
		default:
			return "", false
		}
	}
	return b.String(), counted && !strings.Contains(n.Format, "~")
}

// counterField is the number's place in a format.
var counterField = regexp.MustCompile(`\{0+\}`)

// gave reports whether a number is one that was made on a day, from Next on.
func (n Numbering) gave(day record.Date, text string) bool {
	at := counterField.FindStringIndex(n.Format)
	if at == nil {
		return false
	}
	before, _ := Numbering{Format: n.Format[:at[0]]}.expand(day, 0)
	after, _ := Numbering{Format: n.Format[at[1]:]}.expand(day, 0)
	digits, ok := strings.CutPrefix(text, before)
	if !ok {
		return false
	}
	digits, ok = strings.CutSuffix(digits, after)
	if !ok || len(digits) < at[1]-at[0]-len("{}") || strings.Trim(digits, "0123456789") != "" {
		return false
	}
	number, err := strconv.ParseInt(digits, 10, 64)
	return err == nil && number >= n.Next
}

// Gave reports whether a number is of those that the night gives itself: of a
// claim, a payment, an answer, a referral or an authorization. Another run may give
// it to something else.
func (n Night) Gave(text string) bool {
	for _, received := range []Numbering{n.Claim, n.Eligibility, n.Review, n.Referral, n.Authorization} {
		if received.gave(n.Received, text) {
			return true
		}
	}
	return n.Payment.gave(n.Run, text) || n.NonPayment.gave(n.Run, text)
}

// night reads night.yaml: dates and control number seeds of a run.
func (l *loader) night() error {
	d, err := l.document("night.yaml")
	if d == nil {
		return err
	}
	n := &l.book.night
	n.Received = d.value("received").required().date()
	run := d.value("run").required()
	n.Run = run.date()
	if n.Run != 0 && n.Run < n.Received {
		run.report("is before received", "dates are reversed")
	}
	n.ReceivedTime = d.timeOfDay("receivedTime")
	n.RunTime = d.timeOfDay("runTime")
	effective := d.value("effective").required()
	n.Effective = effective.date()
	if n.Effective != 0 && n.Effective < n.Run {
		effective.report("is before run", "money settles on the day of the run or later")
	}
	n.Closed = d.value("recordsClosed").flag()
	if seeds := d.section("controlNumbers"); seeds != nil {
		n.Interchange = seeds.seed("interchange")
		n.Claim = seeds.numbering("claim")
		n.Payment = seeds.numbering("payment")
		n.NonPayment = seeds.numbering("nonPayment")
		n.Eligibility = seeds.numbering("eligibility")
		n.Review = seeds.numbering("review")
		n.Referral = seeds.numbering("referral")
		n.Authorization = seeds.numbering("authorization")
		seeds.done()
	} else {
		d.at("controlNumbers").report("is missing", "a night starts its numbers from it")
	}
	d.done()
	return nil
}

// timeOfDay reads HHMM.
func (d *document) timeOfDay(key string) string {
	v := d.value(key).required()
	text := v.digits(4)
	if len(text) == 4 && (text[:2] > "23" || text[2:] > "59") {
		v.report("is not a time of day", `write "0100" for one o'clock`)
	}
	return text
}

// seed reads the first number of a counter.
func (d *document) seed(key string) int64 {
	v := d.value(key).required()
	n := v.count()
	if n == 0 && v.text != "" {
		v.report("is no first number", "numbers begin at 1")
	}
	return int64(n)
}

// numbering reads a pattern and its first number.
func (d *document) numbering(key string) Numbering {
	s := d.section(key)
	if s == nil {
		d.at(key).report("is missing", "write its format and next")
		return Numbering{}
	}
	format := s.value("format").required()
	n := Numbering{Format: format.text, Next: s.seed("next")}
	if _, ok := n.expand(record.NewDate(2000, 1, 1), 1); !ok && format.text != "" {
		format.report("is not a pattern", "write text, at most {yyddd}, {yymmdd} or {yyyymmdd}, and one {000000}")
	}
	s.done()
	return n
}
