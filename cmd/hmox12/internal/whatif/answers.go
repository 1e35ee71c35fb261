package whatif

// answered is a change of what one question was answered, or one member's part of
// an enrollment came to; Row tells it without naming anybody.
type answered[R any] interface {
	answer() *AnswerChange
	Row() R
}

func (c *AnswerChange) answer() *AnswerChange { return c }

// Said is in what two answers differ, and which step tells why.
type Said struct {
	Gone    []string `json:"gone"`
	New     []string `json:"new"`
	Rule    string   `json:"rule"`
	Name    string   `json:"ruleName"`
	Parting *Part    `json:"parting"`
}

func (c *AnswerChange) said() Said {
	return Said{listed(c.Gone), listed(c.New), c.Rule.ID, c.Rule.Name, partOf(c.Parting)}
}

// answers counts what was asked, and keeps the weightiest changes.
type answers[T answered[R], R any] struct {
	counts  Counts
	flips   map[[2]string]int
	changes largest[T]
}

func newAnswers[T answered[R], R any](limit int) answers[T, R] {
	return answers[T, R]{flips: map[[2]string]int{}, changes: largest[T]{limit: limit, compare: func(a, b T) int { return a.answer().byWeight(b.answer()) }}}
}

// add counts one and keeps it. Unless it is the same, each is told it as a Change.
func (a *answers[T, R]) add(one T, each func(Change) error, as func(row *R) Change) error {
	change := one.answer()
	change.ordinal = a.counts.Compared
	a.counts.add(change.Kind)
	if change.Kind == Outcome {
		a.flips[[2]string{change.Before, change.After}]++
	}
	if change.Kind.changed() {
		a.changes.add(one)
	}
	if change.Kind == Same || each == nil {
		return nil
	}
	row := one.Row()
	return each(as(&row))
}

// told returns the counts and the changes that are kept, the weightiest first.
func (a *answers[T, R]) told() (Answers[R], []T) {
	kept := a.changes.sorted()
	told := Answers[R]{
		Counts: a.counts, Flips: answerFlips(a.flips), Changes: make([]R, 0, len(kept)), More: a.counts.Changed() - len(kept),
	}
	for _, one := range kept {
		told.Changes = append(told.Changes, one.Row())
	}
	return told, kept
}
