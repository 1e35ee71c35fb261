package payment

import (
	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/mapping/record"
)

// capitation returns what is due for the months that were not paid before. Members
// are counted where the book does not say how many there are: by what is known now,
// the enrollments of the night in it.
func (r *run) capitation() ([]*record.Payable, error) {
	var due []*record.Payable
	for _, month := range r.Book.Capitations() {
		if month.Paid || month.Month > r.Book.Night().Run {
			continue
		}
		known, err := r.tx.KnowsPayable(month.Key())
		if err != nil {
			return nil, err
		}
		if known {
			continue
		}
		heads := month.Members
		if heads < 0 {
			if heads, err = r.heads(&month); err != nil {
				return nil, err
			}
		}
		if heads > 0 {
			due = append(due, month.For(heads))
		}
	}
	return due, nil
}

// heads counts the members whom a month's capitation is for. Who was never enrolled
// by an 834 is counted by the book alone, which asks no database.
func (r *run) heads(month *record.CapitatedMonth) (int, error) {
	enrolled, err := r.tx.EnrolledMembers()
	if err != nil {
		return 0, err
	}
	n := 0
	count := func(book adjudicate.Book, id string) {
		if adjudicate.Capitated(book, book.Coverage(id), book.PCPs(id), month.Contract, month.Month) {
			n++
		}
	}
	apart := make(map[string]bool, len(enrolled))
	for _, id := range enrolled {
		apart[id] = true
	}
	for id := range r.Book.MemberIDs() {
		if !apart[id] {
			count(r.Book, id)
		}
	}
	known := r.tx.Reviewed(r.Book)
	for _, id := range enrolled {
		count(known, id)
	}
	return n, known.Err()
}
