package book

import (
	"fmt"
	"slices"

	"github.com/hmox12/hmox12/mapping/record"
)

// hindsightChanges reads hindsight.csv: which changes of the book count for days
// that are past, so that claims for them are decided again. The file may be missing.
func (l *loader) hindsightChanges() error {
	columns := []string{"number", "kind", "subject", "code?", "from", "to", "declared", "reason", "mistake?", "holdHarmless?"}
	return l.optionalTable("hindsight.csv", columns, func(r *row) {
		number, subject, from := r.cell("number").required(), r.cell("subject").required(), r.cell("from").required()
		c := &record.HindsightChange{
			Number:       number.sendable(),
			Kind:         oneOf(r.cell("kind").required(), record.HindsightKinds()...),
			Subject:      subject.sendable(),
			Span:         span(from, r.cell("to")),
			Declared:     r.cell("declared").required().date(),
			Reason:       r.cell("reason").required().prose(),
			Mistake:      r.cell("mistake").flag(),
			HoldHarmless: r.cell("holdHarmless").flag(),
		}
		if run := l.book.night.Run; c.Declared > run && run != 0 {
			r.cell("declared").report("is after the run date", "leave the row out until the day has come")
		}
		if slices.ContainsFunc(l.book.hindsight, func(o *record.HindsightChange) bool { return o.Number == c.Number }) {
			number.report("another change has the number", "numbers of changes are unique, also of those of earlier nights")
		}
		code := r.cell("code")
		if c.Kind == record.HindsightFee {
			c.Code = code.required().sendable()
		} else if code.text != "" {
			code.report("only a fee has a procedure code", "leave it empty")
		}
		l.changed(c, subject)
		l.book.hindsight = append(l.book.hindsight, c)
	})
}

// changed finds what a change is about, and whose claims it bears on.
func (l *loader) changed(c *record.HindsightChange, subject value) {
	switch c.Kind {
	case record.HindsightCoverage, record.HindsightPCP, record.HindsightOtherCoverage:
		l.knownMember(subject)
		c.Member = c.Subject
	case record.HindsightReferral:
		if f := l.book.referrals.get(c.Subject); f != nil {
			c.Member = f.Member
			return
		}
		l.noSubject(subject, "referral", "referrals.csv")
	case record.HindsightAuthorization:
		if a := l.book.authorizations.get(c.Subject); a != nil {
			c.Member = a.Member
			return
		}
		l.noSubject(subject, "authorization", "authorizations.csv")
	case record.HindsightParticipation:
		l.provider(subject)
	case record.HindsightContract:
		l.contractOf(subject)
	case record.HindsightFee:
		if !l.schedules[c.Subject] {
			l.noSubject(subject, "fee schedule", "fees.csv")
		}
	}
}

func (l *loader) noSubject(subject value, what, file string) {
	if subject.text != "" && !l.unread[file] {
		subject.report("no such "+what, fmt.Sprintf("correct %s, or add it to %s", subject.text, file))
	}
}

// Hindsight returns the changes that count for days that are past, in the order of
// their file.
func (b *Book) Hindsight() []*record.HindsightChange { return b.hindsight }
