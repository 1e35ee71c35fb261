package report_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/report"
	"github.com/hmox12/hmox12/mapping/record"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// golden compares with testdata/name, or rewrites it.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(path, got, 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, string(want), string(got))
}

func written(t *testing.T, write func(io.Writer) error) []byte {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, write(&b))
	return b.Bytes()
}

// explain tells the chapters of one claim as text.
func explain(color bool, chapters ...report.ClaimStory) func(io.Writer) error {
	x := &report.Explanation{Number: "X", Claims: [][]report.ClaimStory{chapters}}
	return func(w io.Writer) error { return x.Text(w, color) }
}

func TestTheSampleNight(t *testing.T) {
	for name, write := range map[string]func(*report.Night, io.Writer) error{
		"table.txt":    (*report.Night).Table,
		"summary.json": (*report.Night).JSON,
		"report.html":  (*report.Night).HTML,
	} {
		t.Run(name+" is as it was reviewed", func(t *testing.T) {
			golden(t, name, written(t, func(w io.Writer) error { return write(sampleNight(), w) }))
		})
	}
	for name, answer := range sampleReviews() {
		t.Run("the explanation of a request that was "+name+" is as it was reviewed", func(t *testing.T) {
			x := &report.Explanation{Requests: []*record.ReviewAnswer{answer}}
			golden(t, "explain-request-"+name+".txt", written(t, func(w io.Writer) error { return x.Text(w, false) }))
		})
	}
	for name, result := range sampleEnrollments() {
		t.Run("the explanation of an enrollment that was "+name+" is as it was reviewed", func(t *testing.T) {
			golden(t, "explain-enrollment-"+name+".txt", written(t, func(w io.Writer) error {
				return (&report.Explanation{Enrollments: []*record.EnrollmentResult{result}}).Text(w, false)
			}))
		})
	}
	stories := sampleStories()
	for name, i := range map[string]int{"paid": 0, "denied": 4, "cut": 6, "forwarded": 9, "pended": 10, "rejected": 11} {
		t.Run("the explanation of a claim that was "+name+" is as it was reviewed", func(t *testing.T) {
			golden(t, "explain-"+name+".txt", written(t, explain(false, stories[i])))
		})
	}
}

func TestExplanation(t *testing.T) {
	stories := sampleStories()
	ansi := regexp.MustCompile("\x1b\\[[0-9]*m")
	for i, s := range stories {
		plain := string(written(t, explain(false, s)))
		colored := string(written(t, explain(true, s)))
		assert.NotContains(t, plain, "\x1b", "claim %d without color", i)
		assert.Contains(t, colored, "\x1b[", "claim %d with color", i)
		assert.Equal(t, plain, ansi.ReplaceAllString(colored, ""), "colors change no text")
		for _, line := range strings.Split(plain, "\n") {
			assert.LessOrEqual(t, utf8.RuneCountInString(line), 100, line)
		}
	}
	t.Run("a long conclusion is wrapped and loses no word", func(t *testing.T) {
		s := stories[0]
		long := strings.TrimSpace(strings.Repeat("forty words say it better ", 12))
		s.Decision.Trace = []record.Step{step("R23", "Price", 1, record.Adjusted, long)}
		text := string(written(t, explain(false, s)))
		assert.Equal(t, 12, strings.Count(strings.Join(strings.Fields(text), " "), "forty words say it better"))
	})
	t.Run("the 835 that told it is named, with what was said of that", func(t *testing.T) {
		s := stories[0]
		s.Remitted = []report.Sent{{
			File: "835.x12", Receiver: "BAYCLEAR", Interchange: "000000091", Group: "91", Trace: "EFT1", State: report.SentRejected,
			Acknowledgments: []report.Acknowledgment{{Kind: "999", File: "a.x12", Came: received, Verdict: "rejected", Reasons: []string{"set 0001 rejected"}}},
		}}
		text := string(written(t, explain(false, s)))
		assert.Contains(t, text, "  Told in           835.x12 to BAYCLEAR, interchange 000000091, group 91, payment EFT1\n"+
			"  Acknowledged      rejected\n                    999 in a.x12 of 2026-03-02: rejected; set 0001 rejected\n")
	})
	t.Run("a claim that nobody decided says no more than was submitted", func(t *testing.T) {
		text := string(written(t, explain(false, report.ClaimStory{Claim: stories[0].Claim})))
		assert.Contains(t, text, "MOREAU, CLAIRE")
		assert.NotContains(t, text, "The claim\n")
	})
}

func TestPage(t *testing.T) {
	page := written(t, sampleNight().HTML)

	t.Run("it is well-formed", func(t *testing.T) { assert.NoError(t, wellFormed(page)) })
	t.Run("a tag that is left open would be noticed", func(t *testing.T) {
		broken := bytes.Replace(page, []byte("</details>"), nil, 1)
		assert.Error(t, wellFormed(broken))
	})
	t.Run("it loads nothing", func(t *testing.T) {
		for _, reference := range []string{"http:", "https:", "//", "src=", "@import", "url(", "<link"} {
			assert.NotContains(t, withoutScript(string(page)), reference)
		}
	})
	t.Run("links inside of it lead somewhere", func(t *testing.T) {
		for _, m := range regexp.MustCompile(`href="#([^"]+)"`).FindAllSubmatch(page, -1) {
			assert.Contains(t, string(page), fmt.Sprintf(`id="%s"`, m[1]))
		}
	})
	t.Run("the same night gives the same bytes", func(t *testing.T) {
		assert.True(t, bytes.Equal(page, written(t, sampleNight().HTML)))
	})
	t.Run("it does not depend on where the answers are", func(t *testing.T) {
		n := sampleNight()
		n.Folder = "elsewhere"
		assert.True(t, bytes.Equal(page, written(t, n.HTML)))
	})
	t.Run("what was submitted can't become markup", func(t *testing.T) {
		s := sampleStories()[0]
		s.Claim.Patient.Name.Last = `<script>alert("x")</script>`
		s.Claim.Account = `"><img onerror=x>`
		n := &report.Night{Payer: "</title><b>"}
		n.AddClaim(s.Claim, s.Decision)
		page := written(t, n.HTML)
		assert.NoError(t, wellFormed(page))
		assert.NotContains(t, string(page), "<script>alert")
		assert.NotContains(t, string(page), "<img")
	})
	t.Run("what is beyond the limit is counted and not shown", func(t *testing.T) {
		small := &report.Night{Payer: "Poppy Health Plan", PageLimit: 3}
		addInquiries(small)
		addStatuses(small)
		addRemittances(small)
		for _, s := range sampleStories() {
			small.AddClaim(s.Claim, s.Decision)
		}
		page := string(written(t, small.HTML))
		assert.Equal(t, 3, strings.Count(page, `class="claim"`))
		assert.Contains(t, page, "the first 3 of 12 claims")
		assert.Contains(t, page, "hmox12 explain")
		assert.Contains(t, page, "the first 3 of 6;", "inquiries")
		assert.Contains(t, page, "the first 3 of 4;", "inquiries about claims")
		assert.Contains(t, page, "the first 3 of 4;", "payments")
		assert.NotContains(t, page, "ZZ999")
		assert.Equal(t, 12, small.Totals().Claims)
	})
	t.Run("an empty night has a page", func(t *testing.T) {
		assert.NoError(t, wellFormed(written(t, new(report.Night).HTML)))
	})
}

func TestWhatReceiversRefusedIsSeen(t *testing.T) {
	n := sampleNight()
	t.Run("in the table, before the claims", func(t *testing.T) {
		table := string(written(t, n.Table))
		at := strings.Index(table, "BAYCLEAR.835-000000091.x12 to BAYCLEAR, payment 770010000000000: rejected")
		require.Positive(t, at)
		assert.Less(t, at, strings.Index(table, "BAYCLEAR.271-000000092.x12 to BAYCLEAR: partly accepted"))
		assert.Less(t, at, strings.Index(table, "claims by outcome"))
		assert.Contains(t, table, "files sent                6   1 rejected, 1 partly accepted, 2 waiting, 1 accepted with errors, 1 accepted\n")
		assert.Contains(t, table, "1 acknowledgment of what was never sent\n")
	})
	t.Run("on the page, above the money", func(t *testing.T) {
		page := string(written(t, n.HTML))
		assert.Less(t, strings.Index(page, "<b>2 files that we sent were not taken</b>"), strings.Index(page, `id="money"`))
		rejected, waiting := strings.Index(page, `<span class="tag rejected">rejected</span><span class="said soft">`), strings.Index(page, `<span class="tag waiting">waiting</span>`)
		require.Positive(t, rejected, "with what was said before, and does not stand")
		assert.Less(t, rejected, waiting)
		assert.Contains(t, page, "1 file sent tonight waits")
	})
	t.Run("in the summary, first of the rows", func(t *testing.T) {
		var s struct {
			Sent struct {
				States    []struct{ Count int }
				Rows      []struct{ State, Interchange string }
				Unmatched []struct{ About string }
			}
		}
		require.NoError(t, json.Unmarshal(written(t, n.JSON), &s))
		var order []string
		for _, row := range s.Sent.Rows {
			order = append(order, row.State+" "+row.Interchange[6:])
		}
		assert.Equal(t, []string{"rejected 091", "partly accepted 092", "waiting 090", "waiting 102", "accepted with errors 093", "accepted 089"}, order)
		assert.Len(t, s.Sent.States, 5)
		assert.Equal(t, "interchange 000000091", s.Sent.Unmatched[0].About)
	})
	t.Run("of very many the table names the first and counts the rest", func(t *testing.T) {
		n := new(report.Night)
		for i := range 23 {
			n.AddSent(report.Sent{File: fmt.Sprintf("%d.x12", i), State: report.SentRejected})
		}
		table := string(written(t, n.Table))
		assert.Equal(t, 20, strings.Count(table, ": rejected"))
		assert.Contains(t, table, "3 more files")
	})
	t.Run("a night that sent nothing says so", func(t *testing.T) {
		assert.Contains(t, string(written(t, new(report.Night).HTML)), "Nothing was sent that is acknowledged.")
		assert.NotContains(t, string(written(t, new(report.Night).Table)), "files sent")
	})
}

func TestEmptyNight(t *testing.T) {
	n := new(report.Night)
	assert.Contains(t, string(written(t, n.Table)), "claims")
	assert.True(t, json.Valid(written(t, n.JSON)))
}

func TestSummary(t *testing.T) {
	raw := written(t, sampleNight().JSON)
	var s struct {
		Totals struct{ Charged, Paid, Patient, Withheld string }
		Claims []struct{ Account, Outcome, Model, Charge string }
	}
	require.NoError(t, json.Unmarshal(raw, &s))
	assert.Equal(t, "4970.00", s.Totals.Charged)
	assert.Equal(t, "144.00", s.Totals.Paid)
	assert.Equal(t, "6.00", s.Totals.Withheld)
	assert.Len(t, s.Claims, 12, "rejected claims have a row, too")
	assert.NotContains(t, string(raw), "CLAIRE", "no person is named")
}

func TestTotals(t *testing.T) {
	n := sampleNight()
	totals := n.Totals()
	t.Run("a cut of a paid line counts among the denials", func(t *testing.T) {
		at := slices.IndexFunc(totals.Denials, func(d report.DenialTotal) bool { return d.Group == record.CO && d.Reason == "198" })
		require.GreaterOrEqual(t, at, 0)
		assert.Equal(t, 1, totals.Denials[at].Lines)
		assert.True(t, totals.Denials[at].Amount.Equal(usd("180")))
	})
	t.Run("a contract's price and the member's share are no denials", func(t *testing.T) {
		for _, d := range totals.Denials {
			assert.NotContains(t, []record.CARC{"45", "1", "2", "3", "24", "104"}, d.Reason)
		}
	})
	t.Run("a forwarded claim belongs to the model of the contract that took it", func(t *testing.T) {
		for _, m := range totals.Models {
			if m.Model == record.IPA {
				assert.Equal(t, 2, m.Claims)
			}
		}
	})
	t.Run("each request is counted once by what became of it", func(t *testing.T) {
		counts := map[report.ReviewOutcome]int{}
		for _, o := range totals.ReviewOutcomes {
			if o.Count > 0 {
				counts[o.Outcome] = o.Count
			}
		}
		assert.Equal(t, map[report.ReviewOutcome]int{report.ReviewCertified: 1, report.ReviewModified: 1, report.ReviewRejected: 1}, counts)
		assert.Equal(t, 3, totals.Reviews)
	})
	t.Run("an inquiry about claims is answered when one was found", func(t *testing.T) {
		assert.Equal(t, 4, totals.StatusInquiries)
		assert.Equal(t, 2, totals.StatusFound)
	})
	t.Run("each standing is counted once", func(t *testing.T) {
		counts := map[report.Standing]int{}
		for _, s := range totals.Standings {
			counts[s.Standing] = s.Count
		}
		assert.Equal(t, map[report.Standing]int{report.Active: 2, report.Inactive: 1, report.NotCovered: 1, report.Answered: 1, report.InquiryRejected: 1}, counts)
	})
}

// wellFormed checks that the page is XML but for its script and style.
func wellFormed(page []byte) error {
	d := xml.NewDecoder(strings.NewReader(withoutScript(string(page))))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

var scripts = regexp.MustCompile(`(?s)(<script>).*?(</script>)|(<style>).*?(</style>)`)

// withoutScript drops what is inside of script and style, which is the
// program's own and no markup; comments of JavaScript begin with slashes.
func withoutScript(page string) string { return scripts.ReplaceAllString(page, "$1$2$3$4") }
