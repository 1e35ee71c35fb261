package whatif

import (
	"cmp"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/report"
	"github.com/hmox12/hmox12/mapping/record"
)

// AnswerChange is what one question was answered on both sides.
type AnswerChange struct {
	Kind          Kind
	Before, After string   // the answer in one word; unread on a side where the question was not read
	Gone, New     []string // what one side alone says, in words
	Partings      []Parting
	Parting       *Parting // nil when the trails agree
	Rule          Rule

	ordinal int
}

// compareAnswers compares two answers: in one word, in facts, and in the steps to
// them.
func (s sides) compareAnswers(before, after answer) AnswerChange {
	c := AnswerChange{Before: before.word, After: after.word}
	c.Gone, c.New = s.unlike(before.facts, after.facts)
	c.Partings = s.partings(before.trail, after.trail)
	c.Parting = first(c.Partings)
	c.Rule = Unstated
	switch {
	case before.word == after.word:
	case before.word == string(Unread), after.word == string(Unread):
		c.Rule = NotRead
	}
	if c.Rule == Unstated && c.Parting != nil {
		c.Rule = Rule{c.Parting.Step().Rule, c.Parting.Step().Name}
	}
	switch {
	case c.Before != c.After:
		c.Kind = Outcome
	case len(c.Gone)+len(c.New) > 0:
		c.Kind = Told
	case len(c.Partings) > 0:
		c.Kind = Reasoning
	default:
		c.Kind = Same
	}
	return c
}

// answer is what one side says to a question.
type answer struct {
	word  string
	facts []string
	trail []record.Step
}

// unlike returns what one list alone has, in its order. What stands twice counts
// twice.
func (s sides) unlike(before, after []string) (gone, added []string) {
	left := map[string]int{}
	for _, text := range after {
		left[s.after.of(text)]++
	}
	for _, text := range before {
		if key := s.before.of(text); left[key] > 0 {
			left[key]--
		} else {
			gone = append(gone, text)
		}
	}
	for _, text := range after {
		if key := s.after.of(text); left[key] > 0 {
			left[key]--
			added = append(added, text)
		}
	}
	return gone, added
}

// byWeight puts other answers before those with other details, and each as they
// were asked.
func (c *AnswerChange) byWeight(o *AnswerChange) int {
	return cmp.Or(weight(c.Kind)-weight(o.Kind), c.ordinal-o.ordinal)
}

func weight(k Kind) int {
	for i := range kinds {
		if kinds[i] == k {
			return i
		}
	}
	return len(kinds)
}

// InquiryChange is an eligibility inquiry (270) on both sides; nil where it was not
// read.
type InquiryChange struct {
	AnswerChange
	Answers [2]*record.EligibilityAnswer // before, after
}

func (s sides) compareInquiries(before, after *record.EligibilityAnswer) *InquiryChange {
	return &InquiryChange{s.compareAnswers(inquiryAnswer(before), inquiryAnswer(after)), [2]*record.EligibilityAnswer{before, after}}
}

func inquiryAnswer(a *record.EligibilityAnswer) answer {
	if a == nil {
		return answer{word: string(Unread)}
	}
	return answer{string(report.StandingOf(a)), report.EligibilityFacts(a), a.Trail}
}

// one returns the answer of a side that read the inquiry.
func (c *InquiryChange) one() *record.EligibilityAnswer { return read(c.Answers) }

// ReviewChange is a request for a referral or an authorization (278) on both sides;
// nil where it was not read.
type ReviewChange struct {
	AnswerChange
	Answers [2]*record.ReviewAnswer // before, after
}

func (s sides) compareReviews(before, after *record.ReviewAnswer) *ReviewChange {
	return &ReviewChange{s.compareAnswers(reviewAnswer(before), reviewAnswer(after)), [2]*record.ReviewAnswer{before, after}}
}

func reviewAnswer(a *record.ReviewAnswer) answer {
	if a == nil {
		return answer{word: string(Unread)}
	}
	var facts []string
	for _, f := range report.ReviewResult(a) {
		facts = append(facts, f.Label+": "+f.Value)
	}
	return answer{string(report.ReviewOutcomeOf(a)), facts, a.Trail}
}

// one returns the answer of a side that read the request.
func (c *ReviewChange) one() *record.ReviewAnswer { return read(c.Answers) }

// read returns the answer of a side that has one, after's first.
func read[T any](answers [2]*T) *T {
	if answers[1] != nil {
		return answers[1]
	}
	return answers[0]
}
