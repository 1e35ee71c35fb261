package report

import (
	"bufio"
	_ "embed"
	"html/template"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/page"
	"github.com/hmox12/hmox12/mapping/record"
)

//go:embed page.html
var pageHTML string

//go:embed story.html
var storyHTML string

//go:embed page.css
var pageCSS string

//go:embed page.js
var pageJS string

var pageTemplate = page.Parse(pageHTML+storyHTML, pageCSS, pageJS, pageFunctions)

var pageFunctions = template.FuncMap{
	"dollars":   dollars,
	"number":    number,
	"plural":    plural,
	"size":      size,
	"share":     share,
	"days":      days,
	"longDate":  longDate,
	"class":     class,
	"outcome":   func(o record.Outcome) string { return outcomeWords[o] },
	"model":     func(m record.Model) string { return modelWords[m] },
	"bears":     func(g record.GroupCode) string { return groupWords[g] },
	"method":    func(m record.PaymentMethod) string { return methodWords[m] },
	"result":    func(r record.Result) string { return resultWords[r] },
	"status":    func(s record.ClaimStatus) string { return claimStatusWords[s] },
	"cas":       casCode,
	"aaa":       func(code string) string { return worded(code, aaaWords) },
	"service":   func(code string) string { return worded(code, serviceTypeWords) },
	"remark":    remark,
	"parts":     func(value string) []string { return strings.Split(value, ", ") },
	"claimPage": claimPageOf,
	"trail":     trail,
	"about":     func(v record.Verdict) string { return aboutOf(&v) },
	"applied":   func(rules []ruleStory) []ruleStory { return rulesThat(rules, true) },
	"silent":    func(rules []ruleStory) []ruleStory { return rulesThat(rules, false) },
}

// HTML writes report.html: one file that loads nothing, works without scripts
// and names patients. What is beyond PageLimit is counted and not shown.
func (n *Night) HTML(w io.Writer) error {
	b := bufio.NewWriter(w)
	if err := pageTemplate.Execute(b, &nightPage{Night: n, Totals: n.Totals()}); err != nil {
		return err
	}
	return b.Flush()
}

// nightPage is what the page's template sees.
type nightPage struct {
	*Night
	Totals Totals
}

func (p *nightPage) Files() []File         { return p.files }
func (p *nightPage) Answers() []Answer     { return p.answers }
func (p *nightPage) Stories() []ClaimStory { return p.stories }
func (p *nightPage) Inquiries() []inquiryRow {
	return p.inquiries.first(p.pageLimit())
}
func (p *nightPage) Reviews() []reviewRow {
	return p.reviews.first(p.pageLimit())
}
func (p *nightPage) Statuses() []statusRow {
	return p.statuses.first(p.pageLimit())
}
func (p *nightPage) Enrollments() []enrollmentRow {
	return p.enrollments.first(p.pageLimit())
}
func (p *nightPage) Verdicts() []record.Verdict {
	return p.verdictsOfPeople[:min(len(p.verdictsOfPeople), p.pageLimit())]
}
func (p *nightPage) AllVerdicts() int { return len(p.verdictsOfPeople) }
func (p *nightPage) Again() []record.DecidedAgain {
	return p.again[:min(len(p.again), p.pageLimit())]
}
func (p *nightPage) Contests() []record.HeldRecovery {
	return p.contests[:min(len(p.contests), p.pageLimit())]
}
func (p *nightPage) Remittances() []remittanceRow {
	return p.remittances[:min(len(p.remittances), p.pageLimit())]
}

// Refused is what we sent and its receivers did not take.
func (p *nightPage) Refused() []Sent { return p.refused() }

// Sent is what was said something of, and what earlier nights sent and waits.
func (p *nightPage) Sent() []Sent {
	return p.sentWhere(func(s *Sent) bool { return s.Earlier || s.State != SentWaiting })
}

// SentTonight is what went out tonight and waits, as nearly all does.
func (p *nightPage) SentTonight() []Sent {
	return p.sentWhere(func(s *Sent) bool { return !s.Earlier && s.State == SentWaiting })
}

func (p *nightPage) sentWhere(shown func(*Sent) bool) []Sent {
	all := slices.DeleteFunc(p.sentByState(), func(s Sent) bool { return !shown(&s) })
	return all[:min(len(all), p.pageLimit())]
}

func (p *nightPage) Unmatched() []Acknowledgment {
	return p.unmatched[:min(len(p.unmatched), p.pageLimit())]
}

// SentCount is how many files wait for an acknowledgment or have one.
func (p *nightPage) SentCount() int { return len(p.sent) }

// bar is one row of a chart.
type bar struct {
	Label, Class, Filter string
	Share                string // of the longest bar, in percent
	Tally
}

// OutcomeBars and ModelBars are the charts of claims, by their charges.
func (p *nightPage) OutcomeBars() []bar {
	var bars []bar
	for _, o := range p.Totals.Outcomes {
		if o.Claims > 0 {
			bars = append(bars, bar{Label: outcomeWords[o.Outcome], Class: string(o.Outcome), Filter: "is:" + string(o.Outcome), Tally: o.Tally})
		}
	}
	return scaled(bars)
}

func (p *nightPage) ModelBars() []bar {
	var bars []bar
	for _, m := range p.Totals.Models {
		if m.Model != "" || m.Claims > 0 {
			bars = append(bars, bar{Label: modelWords[m.Model], Class: "model", Filter: "model:" + string(modelKey(m.Model)), Tally: m.Tally})
		}
	}
	return scaled(bars)
}

func scaled(bars []bar) []bar {
	most := 0
	for _, b := range bars {
		most = max(most, b.Claims)
	}
	for i := range bars {
		bars[i].Share = share(decimal.NewFromInt(int64(bars[i].Claims)), decimal.NewFromInt(int64(most)))
	}
	return bars
}

// part is one stretch of the bar of dispositions.
type part struct {
	Label, Class string
	Share        string // of what was charged, in percent
	Amount       decimal.Decimal
}

// dispositionClass is the color of the disposition at a place.
func dispositionClass(i int) string { return "d" + string(rune('0'+i)) }

// Parts are the dispositions that have money; one below zero has no stretch.
func (p *nightPage) Parts() []part {
	positive := decimal.Zero
	for _, d := range p.Totals.Dispositions {
		if d.Amount.IsPositive() {
			positive = positive.Add(d.Amount)
		}
	}
	var parts []part
	for i, d := range p.Totals.Dispositions {
		if !d.Amount.IsZero() {
			parts = append(parts, part{string(d.Disposition), "d" + string(rune('0'+i)), share(d.Amount, positive), d.Amount})
		}
	}
	return parts
}

// DenialShare is a denial's part of all of them, in percent.
func (p *nightPage) DenialShare(d DenialTotal) string {
	return share(d.Amount, p.Totals.Denials[0].Amount)
}

// claimPage is what the page's template sees of a claim.
type claimPage struct {
	ClaimStory
	Row       claimRow
	Patient   string
	Service   string
	Find      string // what the filter looks through
	Submitted []fact
	Decided   []fact
	Statuses  []fact
	Lines     []lineStory
	Plot      *plot
}

// Opening and Ending are what was found about the claim before and after its
// lines.
func (p *claimPage) Opening() linePlot { return linePlot{Rules: p.Plot.Begin, Unasked: p.Plot.Unasked} }
func (p *claimPage) Ending() linePlot  { return linePlot{Rules: p.Plot.End} }

// rulesThat are those that had a say, or those that did not.
func rulesThat(rules []ruleStory, applied bool) []ruleStory {
	var all []ruleStory
	for _, r := range rules {
		if r.Applied() == applied {
			all = append(all, r)
		}
	}
	return all
}

func claimPageOf(s ClaimStory) *claimPage {
	plot := s.plot()
	p := &claimPage{
		ClaimStory: s, Row: rowOf(s), Patient: s.Claim.Patient.Name.String(),
		Service:   days(record.Span{From: s.Claim.FirstDate(), To: s.Claim.LastDate()}),
		Submitted: s.submitted(), Decided: s.decided(), Statuses: s.statuses(), Lines: s.lines(plot), Plot: plot,
	}
	words := []string{
		p.Row.Control, p.Row.Account, "is:" + string(p.Row.Outcome), "model:" + string(modelKey(p.Row.Model)),
		p.Patient, s.Claim.Patient.ID, s.Claim.Subscriber.ID,
	}
	for _, a := range s.adjustments() {
		words = append(words, casCode(a.Group, a.Reason))
	}
	p.Find = strings.ToLower(strings.Join(append(words, p.Row.Reasons...), " "))
	return p
}

// class turns words into a class name.
func class(words any) string {
	var text string
	switch w := words.(type) {
	case record.Outcome:
		text = string(w)
	case record.Result:
		text = string(w)
	case Verdict:
		text = string(w)
	case Standing:
		text = string(w)
	case SentState:
		text = string(w)
	case ReviewOutcome:
		text = string(w)
	case record.VerdictResult:
		text = string(w)
	case record.EnrollmentOutcome:
		text = string(w)
	}
	return strings.ReplaceAll(text, " ", "-")
}

// longDate returns March 16, 2026.
func longDate(d record.Date) string {
	if d.IsZero() {
		return "an unknown day"
	}
	return time.Date(d.Year(), time.Month(d.Month()), d.Day(), 0, 0, 0, 0, time.UTC).Format("January 2, 2006")
}
