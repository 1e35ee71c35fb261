package book

import "github.com/hmox12/hmox12/mapping/record"

// services reads services.csv: the table that assigns service categories, in
// order. The categories that it names are those of the book.
func (l *loader) services() error {
	columns := []string{"category", "codes", "revenue", "places", "billTypes", "rendering", "kinds"}
	return l.table("services.csv", columns, func(r *row) {
		rule := record.ServiceRule{
			Category:  record.ServiceCategory(r.cell("category").required().text),
			Codes:     r.cell("codes").codes(),
			Revenue:   r.cell("revenue").codes(),
			Places:    r.cell("places").words(),
			BillTypes: r.cell("billTypes").words(),
			Rendering: oneOf(r.cell("rendering"), "pcp", "specialist"),
		}
		for _, word := range r.cell("kinds").words() {
			kind := r.cell("kinds")
			kind.text = word
			rule.Kinds = append(rule.Kinds, oneOf(kind, record.Professional, record.Institutional, record.Dental))
		}
		for _, c := range []struct {
			column string
			words  []string
		}{{"places", rule.Places}, {"billTypes", rule.BillTypes}} {
			for _, word := range c.words {
				if len(word) != 2 {
					r.cell(c.column).report("has a code that is not two characters long", "separate codes by blanks")
				}
			}
		}
		l.categories[rule.Category] = true
		l.book.services = append(l.book.services, rule)
	})
}

// category reads a service category that services.csv knows.
func (l *loader) category(v value) record.ServiceCategory {
	c := record.ServiceCategory(v.text)
	if v.text != "" && !l.categories[c] && !l.unread["services.csv"] {
		v.report("no service has the category", "correct it, or add a row to services.csv")
	}
	return c
}

// categoryList reads service categories.
func (l *loader) categoryList(values []value) []record.ServiceCategory {
	var all []record.ServiceCategory
	for _, v := range values {
		all = append(all, l.category(v.required()))
	}
	return all
}
