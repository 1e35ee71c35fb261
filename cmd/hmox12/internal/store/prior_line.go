package store

import (
	"cmp"
	"database/sql"
	"slices"
	"strings"

	"github.com/hmox12/hmox12/mapping/record"
)

// priorLine is a line decided earlier, with its place among all.
type priorLine struct {
	record.PriorLine
	decision, position int64
}

// priorLineColumns are what scan reads.
const priorLineColumns = `decision, position, claim, line, member, newborn, rendering, payee, first_service, last_service,
	qualifier, code, modifiers, revenue, place, units, charge, state, category, copay, denial, teeth`

func (l *priorLine) scan(rows *sql.Rows) error {
	var modifiers string
	var thousandths, charge, copay int64
	err := rows.Scan(&l.decision, &l.position, &l.Claim, &l.Line, &l.Member, &l.Newborn, &l.Rendering, &l.Billing, &l.Dates.From, &l.Dates.To,
		&l.Procedure.Qualifier, &l.Procedure.Code, &modifiers, &l.Revenue, &l.Place, &thousandths, &charge, &l.State,
		&l.Category, &copay, &l.Denial, &l.Teeth)
	if modifiers != "" {
		l.Procedure.Modifiers = strings.Split(modifiers, " ")
	}
	l.Units, l.Charge, l.Copay = units(thousandths), dollars(charge), dollars(copay)
	return err
}

// inOrder returns the lines in the order in which they were decided. They are few,
// and sorting them here costs less than having SQLite do it.
func inOrder(lines []priorLine) []record.PriorLine {
	if len(lines) == 0 {
		return nil
	}
	slices.SortFunc(lines, func(a, b priorLine) int {
		return cmp.Or(cmp.Compare(a.decision, b.decision), cmp.Compare(a.position, b.position))
	})
	all := make([]record.PriorLine, len(lines))
	for i := range lines {
		all[i] = lines[i].PriorLine
	}
	return all
}
