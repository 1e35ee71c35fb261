package generate

import (
	"cmp"
	"slices"
	"strings"
)

// batchSize is how many claims are held before they are written.
const batchSize = 20_000

// batch is what is held.
type batch struct {
	claims    []*claim
	inquiries []*question
	reviews   []*question
	statuses  []*question
}

// full reports whether the batch is to be written.
func (b *batch) full() bool { return len(b.claims) >= batchSize }

// sorting is what claims stand in order by: sender, kind, encounters apart, sets of
// their own behind the others, biller, number.
func sorting(a, b *claim) int {
	return cmp.Or(
		cmp.Compare(a.billing.sender.number, b.billing.sender.number), cmp.Compare(a.kind, b.kind),
		compareBool(a.encounter, b.encounter), compareBool(a.fault.costsSet(), b.fault.costsSet()),
		strings.Compare(a.billing.npi, b.billing.npi), cmp.Compare(a.number, b.number),
	)
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// flush writes what is held and lets it go.
func (w *world) flush(in *inbound) error {
	b := w.batch
	slices.SortFunc(b.claims, sorting)
	for rest := b.claims; len(rest) > 0; {
		n := 1
		first := rest[0]
		for n < len(rest) && n < w.options.SetSize && together(first, rest[n]) {
			n++
		}
		f, err := in.of(first.billing.sender, claimsP+class(first.kind))
		if err != nil {
			return err
		}
		if err := w.writeClaims(f, rest[:n]); err != nil {
			return err
		}
		f.holds += n
		rest = rest[n:]
	}
	for _, q := range []struct {
		class class
		list  []*question
		write func(*file, []*question)
	}{
		{eligibility, b.inquiries, (*file).writeInquiries}, {review, b.reviews, (*file).writeReviews}, {status, b.statuses, (*file).writeStatuses},
	} {
		slices.SortFunc(q.list, func(a, b *question) int {
			return cmp.Or(cmp.Compare(a.from.sender.number, b.from.sender.number), strings.Compare(a.from.npi, b.from.npi), cmp.Compare(a.number, b.number))
		})
		for rest := q.list; len(rest) > 0; {
			n := 1
			for n < len(rest) && n < questionSetSize && rest[n].from.sender == rest[0].from.sender {
				n++
			}
			f, err := in.of(rest[0].from.sender, q.class)
			if err != nil {
				return err
			}
			q.write(f, rest[:n])
			f.holds += n
			rest = rest[n:]
		}
	}
	clear(b.claims)
	*b = batch{claims: b.claims[:0]}
	return nil
}

// questionSetSize is how many questions a set holds at most.
const questionSetSize = 500

// together reports whether two claims may stand in one set.
func together(a, b *claim) bool {
	return a.billing.sender == b.billing.sender && a.kind == b.kind && a.encounter == b.encounter &&
		!a.fault.costsSet() && !b.fault.costsSet()
}
