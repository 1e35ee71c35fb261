package report_test

import (
	"encoding/json"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/report"
	"github.com/hmox12/hmox12/mapping/record"
)

// corrected is a claim that was paid, taken back, and replaced by another.
func corrected() []report.ClaimStory {
	first, again := sampleStories()[0], sampleStories()[0]
	reversal := adjudicate.Reverse(first.Decision, "N694", paidOn)
	again.Claim.Control, again.Decision.Control = "260302000099", "260302000099"
	again.Claim.Frequency, again.Claim.OriginalControl, again.Decision.Corrects = "7", first.Claim.Control, first.Claim.Control
	return []report.ClaimStory{first, {Claim: first.Claim, Decision: reversal}, again}
}

func TestAStoryIsTold(t *testing.T) {
	stories := sampleStories()
	text := func(chapters ...report.ClaimStory) string { return string(written(t, explain(false, chapters...))) }

	t.Run("with what was left before and after each rule", func(t *testing.T) {
		assert.Contains(t, text(stories[6]), "       money      240.00 before, 60.00 after: CO-198 180.00\n")
	})
	t.Run("with the rules that nobody asked any more", func(t *testing.T) {
		told := strings.Join(strings.Fields(text(stories[4])), " ")
		assert.Contains(t, told, "not asked after R15 Referral: R16 Authorization, R18 Responsibility, R19 Capitation or salary,")
		assert.NotContains(t, text(stories[0]), "not asked", "of a line that was asked to its end")
	})
	t.Run("a reversal and what took the claim's place are chapters", func(t *testing.T) {
		told := text(corrected()...)
		assert.Contains(t, told, "Chapter 1 of 3, 2026-03-16: Decided\n")
		assert.Contains(t, told, "Chapter 2 of 3, 2026-03-16: Taken back\n")
		assert.Contains(t, told, "Chapter 3 of 3, 2026-03-16: Decided in the place of claim 260302000001\n")
		assert.Contains(t, told, "money      line 1: −150.00 before, −60.00 after: CO-45 −70.00, PR-3 −20.00\n")
	})
	t.Run("a payer's own rule stands where it was asked", func(t *testing.T) {
		s := sampleStories()[4]
		trace := s.Decision.Trace
		denial := &trace[len(trace)-2] // of the referral
		denial.Rule, denial.Name = "H7", "Second looks"
		s.Decision.Trace = slices.Insert(trace, len(trace)-2, step("H8", "Weekends", 0, record.NotApplicable, "Not on a weekend."))
		told := strings.Join(strings.Fields(text(s)), " ")
		assert.Contains(t, told, "H7 Second looks: denied")
		assert.Contains(t, told, "money 220.00 before, 0.00 after: CO-288 220.00 not asked after H7 Second looks: R14 PCP of record, R15 Referral,")
		assert.Contains(t, told, "applied to none H8 Weekends: Not on a weekend.")
	})
	t.Run("without money of the steps where the trace has none", func(t *testing.T) {
		s := sampleStories()[0]
		s.Decision.Trace[len(s.Decision.Trace)-2].Moves = nil
		told := text(s)
		assert.NotContains(t, told, "before,")
		assert.Contains(t, told, "CO-45          −70.00       80.00 left")
	})
}

func TestAQuestionAboutAClaimIsTold(t *testing.T) {
	x := &report.Explanation{Number: "TRN-8", Questions: sampleQuestions()}
	text := string(written(t, func(w io.Writer) error { return x.Text(w, false) }))
	golden(t, "explain-questions.txt", []byte(text))
	assert.Contains(t, text, "Question TRN-8: 2 claims told\n")
	assert.Contains(t, text, "Question TRN-10: refused\n")

	s := corrected()
	s[0].Asked = sampleQuestions()
	assert.NotContains(t, string(written(t, explain(false, s...))), "Asked about", "of another claim")
	s[0].Claim.Control = "26061000001"
	s[0].Contests = sampleContests()
	assert.Contains(t, string(written(t, explain(false, s...))), "Contested         recovery of 50.00 on 2026-02-02: settled, to be taken, 20.00 waived")
	assert.Contains(t, string(written(t, explain(false, s...))), "Asked about       trace TRN-7, claim 26061000001, F1:65 Paid")
}

func TestTheStoryAsAPage(t *testing.T) {
	x := &report.Explanation{
		Number: "ACCT-001", Claims: [][]report.ClaimStory{corrected()}, Requests: []*record.ReviewAnswer{sampleReviews()["mixed"]}, Questions: sampleQuestions()[1:],
		Enrollments: []*record.EnrollmentResult{sampleEnrollments()["ended"]},
	}
	page := written(t, x.HTML)
	t.Run("is as it was reviewed", func(t *testing.T) { golden(t, "explain.html", page) })
	t.Run("is well-formed and loads nothing", func(t *testing.T) {
		require.NoError(t, wellFormed(page))
		for _, reference := range []string{"http:", "https:", "//", "src=", "@import", "url(", "<link"} {
			assert.NotContains(t, withoutScript(string(page)), reference)
		}
	})
	t.Run("every kind of claim has one", func(t *testing.T) {
		for i, s := range sampleStories() {
			one := &report.Explanation{Number: "X", Claims: [][]report.ClaimStory{{s}}}
			assert.NoError(t, wellFormed(written(t, one.HTML)), "claim %d", i)
		}
		assert.NoError(t, wellFormed(written(t, new(report.Explanation).HTML)))
	})
	t.Run("what was submitted can't become markup", func(t *testing.T) {
		s := sampleStories()[0]
		s.Claim.Billing.Name.Last = `<script>alert("x")</script>`
		one := &report.Explanation{Number: `"><img onerror=x>`, Claims: [][]report.ClaimStory{{s}}}
		assert.NotContains(t, string(written(t, one.HTML)), "<script>alert")
		assert.NotContains(t, string(written(t, one.HTML)), "<img")
	})
}

func TestTheStoryForPrograms(t *testing.T) {
	x := &report.Explanation{
		Number: "ACCT-001", Claims: [][]report.ClaimStory{corrected()}, Requests: []*record.ReviewAnswer{sampleReviews()["granted"]}, Questions: sampleQuestions(),
		Enrollments: []*record.EnrollmentResult{sampleEnrollments()["ended"]},
	}
	x.Claims[0][0].Asked = x.Questions[:1]
	x.Claims[0][0].Again = sampleAgain()[:1]
	x.Claims[0][0].Contests = sampleContests()[1:]
	raw := written(t, x.JSON)
	golden(t, "explain.json", raw)
	var told struct {
		Claims [][]struct {
			Title string
			Exact bool
			Steps []struct {
				Rule  string
				Money []struct{ Before, After string }
			}
		}
	}
	require.NoError(t, json.Unmarshal(raw, &told))
	assert.True(t, told.Claims[0][0].Exact)
	assert.NotContains(t, string(raw), "CLAIRE", "no person is named")
	assert.NotContains(t, string(raw), "null")
	for _, step := range told.Claims[0][0].Steps {
		if step.Rule == "R23" {
			assert.Equal(t, "150.00 80.00", step.Money[0].Before+" "+step.Money[0].After)
			break
		}
	}
	empty := written(t, (&report.Explanation{Claims: [][]report.ClaimStory{{{Claim: &record.Claim{}}}}}).JSON)
	assert.NotContains(t, string(empty), "null")
}

// failing is a writer that is full.
type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, io.ErrShortWrite }

func TestAStoryThatCantBeWrittenIsAnError(t *testing.T) {
	x := &report.Explanation{Number: "ACCT-001", Claims: [][]report.ClaimStory{corrected()}}
	assert.Error(t, x.Text(failing{}, false))
	assert.Error(t, x.HTML(failing{}))
	assert.Error(t, x.JSON(failing{}))
}
