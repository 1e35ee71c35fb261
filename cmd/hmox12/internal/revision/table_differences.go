package revision

import (
	"slices"
	"strings"
)

// tables compares rows: those that are the same cancel, those that are left with
// one key pair up.
func (d *differences) tables(name, before, after string) error {
	old, err := parseTable(before)
	if err != nil {
		return err
	}
	changed, err := parseTable(after)
	if err != nil {
		return err
	}
	c := &tableComparison{differences: d, old: old, changed: changed, columns: old.header}
	if len(c.columns) == 0 {
		c.columns = changed.header
	}
	for _, column := range changed.header {
		if !slices.Contains(c.columns, column) {
			c.columns = append(slices.Clone(c.columns), column)
		}
	}
	c.key = (&table{header: c.columns}).keyColumns(name)
	c.compare()
	if inFront[name] && d.Added+d.Removed+d.Changed == 0 && !slices.EqualFunc(old.rows, changed.rows, slices.Equal) {
		d.add(Reordered, "the rows, of which the first that fits counts")
	}
	return nil
}

// tableComparison compares two states of a table.
type tableComparison struct {
	*differences
	old, changed *table
	columns, key []string
}

// group is what is left of the rows with one key.
type group struct{ old, changed [][]string }

func (c *tableComparison) compare() {
	counts := map[string]int{} // of whole rows: more in the changed table, or fewer
	for _, r := range c.old.rows {
		counts[c.old.key(r, c.columns)]--
	}
	for _, r := range c.changed.rows {
		counts[c.changed.key(r, c.columns)]++
	}
	groups := map[string]*group{}
	var order []string
	group := func(key string) *group {
		if groups[key] == nil {
			groups[key] = new(group)
			order = append(order, key)
		}
		return groups[key]
	}
	for _, r := range c.old.rows {
		if whole := c.old.key(r, c.columns); counts[whole] < 0 {
			counts[whole]++
			g := group(c.old.key(r, c.key))
			g.old = append(g.old, r)
		}
	}
	for _, r := range c.changed.rows {
		if whole := c.changed.key(r, c.columns); counts[whole] > 0 {
			counts[whole]--
			g := group(c.changed.key(r, c.key))
			g.changed = append(g.changed, r)
		}
	}
	for _, key := range order {
		c.pair(groups[key])
	}
}

// maxPaired is up to how many rows of one key those most alike are looked for.
const maxPaired = 64

// pair tells the rows of one key: those that are most alike changed from one to the
// other, what is left was added or removed.
func (c *tableComparison) pair(g *group) {
	partner := c.partners(g)
	taken := map[int]bool{}
	for i, r := range g.old {
		j, ok := partner[i]
		if !ok {
			c.add(Removed, c.name(r, c.old), c.cells(r, nil)...)
			continue
		}
		taken[j] = true
		label := c.name(r, c.old)
		if len(g.old)+len(g.changed) > 2 {
			label = c.fullName(r, g.changed[j])
		}
		c.add(Changed, label, c.cells(r, g.changed[j])...)
	}
	for j, r := range g.changed {
		if !taken[j] {
			c.add(Added, c.name(r, c.changed), c.cells(nil, r)...)
		}
	}
}

// partners returns which changed row each old one became; of very many, the one in
// the same place.
func (c *tableComparison) partners(g *group) map[int]int {
	partner, taken := map[int]int{}, map[int]bool{}
	pairs := min(len(g.old), len(g.changed))
	if max(len(g.old), len(g.changed)) > maxPaired {
		for i := range pairs {
			partner[i] = i
		}
		return partner
	}
	for range pairs {
		bestI, bestJ, least := 0, 0, len(c.columns)+1
		for i := range g.old {
			if _, paired := partner[i]; paired {
				continue
			}
			for j := range g.changed {
				if n := c.unlike(g.old[i], g.changed[j]); !taken[j] && n < least {
					bestI, bestJ, least = i, j, n
				}
			}
		}
		partner[bestI], taken[bestJ] = bestJ, true
	}
	return partner
}

// unlike counts the columns in which two rows differ.
func (c *tableComparison) unlike(old, changed []string) int {
	n := 0
	for _, column := range c.columns {
		if c.old.cell(old, column) != c.changed.cell(changed, column) {
			n++
		}
	}
	return n
}

// name returns a row's key as people read it.
func (c *tableComparison) name(row []string, of *table) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(of.key(row, c.key), "\x00", " ")), " ")
}

// fullName tells a row from others of its key by what it keeps.
func (c *tableComparison) fullName(old, changed []string) string {
	name := c.name(old, c.old)
	for _, column := range c.columns {
		cell := c.old.cell(old, column)
		if cell != "" && cell == c.changed.cell(changed, column) && !slices.Contains(c.key, column) {
			name += ", " + column + " " + cell
		}
	}
	return name
}

// cells returns in what two rows differ besides their key; nil is no row.
func (c *tableComparison) cells(old, changed []string) []FieldDifference {
	var fields []FieldDifference
	for _, column := range c.columns {
		if slices.Contains(c.key, column) {
			continue
		}
		if a, b := c.old.cell(old, column), c.changed.cell(changed, column); a != b {
			fields = append(fields, FieldDifference{column, a, b})
		}
	}
	return fields
}
