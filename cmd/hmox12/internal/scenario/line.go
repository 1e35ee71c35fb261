package scenario

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// money is what an adjustment, a claim or a line comes to, written in the same
// way wherever it is read: group and reason, or nothing, and two decimals.
type money struct {
	code   string // such as CO-45
	amount decimal.Decimal
}

func (m money) String() string { return m.code + " " + m.amount.StringFixed(2) }

// line is a service line of a remittance.
type line struct {
	procedure   string // with modifiers, such as 99213-25; behind a slash where there is a revenue code
	charge      decimal.Decimal
	adjustments []money
	paid        decimal.Decimal
	remarks     []string
}

// String writes the line as a scenario does.
func (l *line) String() string {
	text := l.procedure + " " + l.charge.StringFixed(2)
	for _, a := range l.adjustments {
		text += " - " + a.String()
	}
	text += " = " + l.paid.StringFixed(2)
	if len(l.remarks) > 0 {
		text += " ; " + strings.Join(l.remarks, " ")
	}
	return text
}

// parseLine reads a line as it is written: 99213 150 - CO-45 70 - PR-3 20 = 60,
// remarks behind a semicolon. Adjustments are sorted.
func parseLine(text string) (*line, error) {
	text, remarks, _ := strings.Cut(text, ";")
	left, paid, found := strings.Cut(text, "=")
	if !found {
		return nil, errors.New("say what is paid behind =")
	}
	parts := strings.Split(left, " - ")
	first := strings.Fields(parts[0])
	if len(first) != 2 {
		return nil, errors.New("begin with the procedure and the charge, such as 99213 150")
	}
	l := &line{procedure: first[0], remarks: strings.Fields(remarks)}
	var err error
	if l.charge, err = decimal.NewFromString(first[1]); err != nil {
		return nil, fmt.Errorf("the charge %q is no amount", first[1])
	}
	if l.paid, err = decimal.NewFromString(strings.TrimSpace(paid)); err != nil {
		return nil, fmt.Errorf("%q is no amount", strings.TrimSpace(paid))
	}
	if l.adjustments, err = parseMoney(strings.Fields(strings.Join(parts[1:], " "))); err != nil {
		return nil, err
	}
	slices.Sort(l.remarks)
	return l, nil
}

// parseMoney reads pairs of a code and an amount, and sorts them.
func parseMoney(words []string) ([]money, error) {
	if len(words)%2 != 0 {
		return nil, errors.New("write a code and an amount behind each other, such as CO-45 70")
	}
	var all []money
	for i := 0; i < len(words); i += 2 {
		amount, err := decimal.NewFromString(words[i+1])
		if err != nil {
			return nil, fmt.Errorf("%q is no amount", words[i+1])
		}
		all = append(all, money{words[i], amount})
	}
	sortMoney(all)
	return all, nil
}

func sortMoney(all []money) {
	slices.SortStableFunc(all, func(a, b money) int { return strings.Compare(a.code, b.code) })
}

// same reports whether two texts are the same amount.
func sameAmount(a, b string) bool {
	x, errX := decimal.NewFromString(a)
	y, errY := decimal.NewFromString(b)
	return errX == nil && errY == nil && x.Equal(y)
}
