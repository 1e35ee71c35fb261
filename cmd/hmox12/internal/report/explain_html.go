package report

import (
	"bufio"
	_ "embed"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/page"
	"github.com/hmox12/hmox12/mapping/record"
)

//go:embed explain.html
var explainHTML string

//go:embed explain.css
var explainCSS string

var explainTemplate = page.Parse(explainHTML+storyHTML, pageCSS+explainCSS, "", pageFunctions)

// HTML writes it as a page: one file that loads nothing, works without scripts
// and names the patient.
func (x *Explanation) HTML(w io.Writer) error {
	b := bufio.NewWriter(w)
	if err := explainTemplate.Execute(b, explainPageOf(x)); err != nil {
		return err
	}
	return b.Flush()
}

// explainPage is what the page's template sees.
type explainPage struct {
	Number          string
	Summary         []string // a sentence a chapter or request
	Contents        []link   // none where there is one chapter
	RequestPages    []requestPage
	EnrollmentPages []enrollmentPage
	Chapters        []chapterPage
}

type link struct{ Anchor, Text string }

// requestPage is a request or an inquiry.
type requestPage struct {
	Anchor, Name, Title string
	Outcome             ReviewOutcome // empty: Standing tells
	Standing            string
	Asked, Result       []fact
	linePlot
}

type enrollmentPage struct {
	Anchor       string
	Row          enrollmentRow
	Said, Result []fact
	linePlot
}

type chapterPage struct {
	*claimPage
	Anchor, Title string
	Number, Of    int
	Day           record.Date
	Told          []fact
}

func explainPageOf(x *Explanation) *explainPage {
	p := &explainPage{Number: x.Number}
	for i, a := range x.Requests {
		row := reviewOf(a)
		r := requestPage{Anchor: fmt.Sprintf("request-%d", i+1), Name: "Request " + row.Trace, Title: row.Kind, Outcome: row.Outcome, Asked: requested(a, &row), Result: reviewResult(a, &row)}
		if row.Wanted != "" {
			r.Title += " to " + row.Wanted
		}
		r.Rules = trail(a.Trail, "service")
		p.RequestPages = append(p.RequestPages, r)
		p.Summary = append(p.Summary, fmt.Sprintf("A request for %s: %s.", row.Kind, row.Outcome))
		p.Contents = append(p.Contents, link{r.Anchor, r.Name})
	}
	for i, a := range x.Inquiries {
		row := inquiryOf(a)
		r := requestPage{
			Anchor: fmt.Sprintf("inquiry-%d", i+1), Name: "Inquiry " + row.Trace, Title: "About eligibility", Standing: string(row.Standing),
			Asked: inquired(a, &row), Result: eligibilityTold(a),
		}
		r.Rules = trail(a.Trail, "question")
		p.RequestPages = append(p.RequestPages, r)
		p.Summary = append(p.Summary, fmt.Sprintf("A question about eligibility: %s.", row.Standing))
		p.Contents = append(p.Contents, link{r.Anchor, r.Name})
	}
	for i, a := range x.Questions {
		r := requestPage{
			Anchor: fmt.Sprintf("question-%d", i+1), Name: "Question " + a.Inquiry.Trace, Title: "About a claim", Standing: foundIn(a),
			Asked: asked(a), Result: answered(a),
		}
		r.Rules = trail(a.Trail, "claim")
		p.RequestPages = append(p.RequestPages, r)
		p.Summary = append(p.Summary, fmt.Sprintf("A question about a claim: %s.", r.Standing))
		p.Contents = append(p.Contents, link{r.Anchor, r.Name})
	}
	for i, r := range x.Enrollments {
		row := enrollmentOf(r)
		e := enrollmentPage{Anchor: fmt.Sprintf("enrollment-%d", i+1), Row: row, Said: saidOf(r, &row), Result: row.facts()}
		e.Rules = trail(r.Trail, "coverage")
		p.EnrollmentPages = append(p.EnrollmentPages, e)
		p.Summary = append(p.Summary, fmt.Sprintf("%s says of member %s: %s.", orDash(row.Sponsor), row.Member, row.Outcome))
		p.Contents = append(p.Contents, link{e.Anchor, "Enrollment " + row.Reference})
	}
	for _, chapters := range x.Claims {
		for j, s := range chapters {
			c := chapterPage{
				claimPage: claimPageOf(s), Anchor: fmt.Sprintf("chapter-%d", len(p.Chapters)+1), Title: chapterTitle(s, j == 0),
				Number: j + 1, Of: len(chapters), Day: s.decidedOn(), Told: slices.Concat(s.lookedAtAgain(), s.contested(), s.told(), s.askedAbout()),
			}
			p.Chapters = append(p.Chapters, c)
			p.Summary = append(p.Summary, s.sentence())
			p.Contents = append(p.Contents, link{c.Anchor, strings.TrimSpace(c.Title + " " + c.Day.String())})
		}
	}
	if len(p.Contents) == 1 {
		p.Contents = nil
	}
	return p
}

// sentence tells a claim in one: who billed what, and what came of it.
func (s ClaimStory) sentence() string {
	row := rowOf(s)
	text := fmt.Sprintf("%s billed $%s for %s: %s", s.Claim.Billing.Name, dollars(s.Claim.Charge),
		days(record.Span{From: s.Claim.FirstDate(), To: s.Claim.LastDate()}), outcomeWords[row.Outcome])
	var why []string
	for _, a := range s.adjustments() {
		if reason := a.Reason.Meaning().Text; refuses(a) && len(why) < 3 && !strings.Contains(strings.Join(why, ";"), reason) {
			why = append(why, inSentence(reason))
		}
	}
	switch {
	case len(why) == 0:
	case row.Outcome == record.Paid || row.Outcome == record.Processed:
		text += "; in part not, since " + strings.Join(why, "; ")
	default:
		text += ", since " + strings.Join(why, "; ")
	}
	if d := s.Decision; d != nil && d.Status != record.Reversal && d.Patient.IsPositive() {
		text += fmt.Sprintf("; the patient owes $%s", dollars(d.Patient))
	}
	return text + "."
}

// inSentence begins words with a small letter, but for an abbreviation.
func inSentence(words string) string {
	if len(words) < 2 || words[1] >= 'A' && words[1] <= 'Z' {
		return words
	}
	return strings.ToLower(words[:1]) + words[1:]
}
