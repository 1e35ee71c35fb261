package whatif_test

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
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/report"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/whatif"
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

// sameNumbers makes the numbers of referrals that the sample's night gives the same.
func sameNumbers(text string) string {
	return regexp.MustCompile(`R-50[0-9]`).ReplaceAllString(text, "#")
}

func TestTheSampleIsToldAsItWasReviewed(t *testing.T) {
	for name, write := range map[string]func(*whatif.Result, io.Writer) error{
		"table.txt": (*whatif.Result).Table, "whatif.json": (*whatif.Result).JSON, "whatif.html": (*whatif.Result).HTML,
	} {
		t.Run(name, func(t *testing.T) {
			golden(t, name, written(t, func(w io.Writer) error { return write(sampleResult(), w) }))
		})
	}
}

func change(t *testing.T, before, after report.ClaimStory) *whatif.Claim {
	t.Helper()
	var told *whatif.Claim
	c := whatif.Comparison{Each: func(change whatif.Change) error {
		told = change.Claim
		return nil
	}}
	require.NoError(t, c.AddClaim(before, after))
	return told
}

func TestAChangeIsOfOneKindAndPutDownToOneRule(t *testing.T) {
	claim := claimOf(1, "GP1")
	reversed := paid.told(claim, "1")
	reversed.Decision.Status = record.Reversal
	reversedOtherwise := raised.told(claim, "1")
	reversedOtherwise.Decision.Status, reversedOtherwise.Decision.Trace, reversed.Decision.Trace = record.Reversal, nil, nil
	counted, otherwise := paid.told(claim, "1"), paid.told(claim, "1")
	otherwise.Decision.Postings = []record.Posting{{Counter: record.Counter{Kind: record.OutOfPocketUsed, Owner: "GP1", Year: 2026}, Amount: usd("20")}}
	for name, c := range map[string]struct {
		before, after      report.ClaimStory
		kind               whatif.Kind
		rule, acting       string
		paid, patient, how string
	}{
		"a denial that goes":                   {denied.told(claim, "1"), paid.told(claim, "1"), whatif.Outcome, "R15", "R15", "60.00", "20.00", "result"},
		"a denial that comes":                  {paid.told(claim, "1"), denied.told(claim, "1"), whatif.Outcome, "R15", "R15", "-60.00", "-20.00", "result"},
		"another fee":                          {paid.told(claim, "1"), raised.told(claim, "1"), whatif.Money, "R23", "R23", "8.00", "0.00", "conclusion"},
		"another share where a rule parts too": {paid.told(claim, "1"), open.told(claim, "1"), whatif.Money, "R15", "R24", "-10.00", "10.00", "result"},
		"another contract":                     {paid.told(claim, "1"), recoded.told(claim, "1"), whatif.Told, "R15", "R24", "0.00", "0.00", "result"},
		"another way to the same":              {paid.told(claim, "1"), otherEvidence.told(claim, "1"), whatif.Reasoning, "R15", "R15", "0.00", "0.00", "evidence"},
		"rejected by the front end":            {paid.told(claim, "1"), rejected(claim), whatif.Outcome, "front end", "front end", "-60.00", "-20.00", "result"},
		"not read":                             {paid.told(claim, "1"), report.ClaimStory{}, whatif.Outcome, "unread", "unread", "-60.00", "-20.00", "result"},
		"taken back by a later claim":          {paid.told(claim, "1"), reversed, whatif.Outcome, "reversal", "reversal", "-60.00", "-20.00", "result"},
		"taken back on both sides":             {reversed, reversedOtherwise, whatif.Told, "reversal", "reversal", "0.00", "0.00", ""},
		"counters that no rule tells":          {counted, otherwise, whatif.Told, "none", "none", "0.00", "0.00", ""},
	} {
		t.Run(name, func(t *testing.T) {
			got := change(t, c.before, c.after)
			require.NotNil(t, got)
			how := ""
			if got.Parting != nil {
				how = string(got.Parting.How)
			}
			assert.Equal(t, []string{string(c.kind), c.rule, c.acting, c.paid, c.patient, c.how}, []string{
				string(got.Kind), got.Rule, got.Acting, got.Paid.Difference.StringFixed(2), got.Patient.Difference.StringFixed(2), how,
			})
		})
	}
}

func TestNumbersOfTheRunSayNothing(t *testing.T) {
	claim := claimOf(1, "GP1")
	tell := func(number string) report.ClaimStory {
		s := paid.told(claim, "2606"+number)
		s.Decision.Trace = []record.Step{step("R8", "Duplicate", record.Passed, "Not as claim "+number+".", "referral "+number)}
		s.Decision.Postings = []record.Posting{{Counter: record.Counter{Kind: record.ReferralVisits, Owner: number}, Amount: usd("1")}}
		return s
	}
	c := whatif.Comparison{Before: sameNumbers, After: sameNumbers}
	require.NoError(t, c.AddClaim(tell("R-501"), tell("R-507")))
	assert.Equal(t, 1, c.Result(whatif.About{}).Claims.Same)

	c = whatif.Comparison{Before: sameNumbers, After: sameNumbers}
	require.NoError(t, c.AddClaim(tell("R-501"), tell("R-1")))
	assert.Equal(t, 1, c.Result(whatif.About{}).Claims.Told, "a number of the book says something")
}

func TestTheLargestMoneyIsKeptAndAllIsCounted(t *testing.T) {
	all := 0
	c := whatif.Comparison{Limit: 2, Each: func(whatif.Change) error { all++; return nil }}
	for range 3 {
		require.NoError(t, sample(&c))
	}
	r := c.Result(about())
	assert.Equal(t, 21, r.Claims.Changed())
	assert.Equal(t, 27, r.Claims.Compared)
	require.Len(t, r.Changes, 2)
	assert.Equal(t, 19, r.MoreChanges)
	for _, one := range r.Changes {
		assert.Equal(t, "60", one.Paid.Difference.Abs().String(), "no claim moves more")
	}
	assert.Equal(t, 21+3+3*(2+2+2+2), all, "each change has a line, and what is reached another way")
	assert.Len(t, r.Members, 2)
	assert.Equal(t, 4, r.MoreMembers)
	assert.Contains(t, string(written(t, r.HTML)), "shows the 2 of 21 changed claims")
	assert.Contains(t, string(written(t, r.Table)), "and 19 more claims")
}

func TestAnErrorOfEachEndsTheComparison(t *testing.T) {
	full := errors.New("the disk is full")
	c := whatif.Comparison{Each: func(whatif.Change) error { return full }}
	assert.ErrorIs(t, sample(&c), full)
}

func TestPage(t *testing.T) {
	page := written(t, sampleResult().HTML)
	t.Run("it is well-formed", func(t *testing.T) { assert.NoError(t, wellFormed(page)) })
	t.Run("a tag that is left open would be noticed", func(t *testing.T) {
		assert.Error(t, wellFormed(bytes.Replace(page, []byte("</details>"), nil, 1)))
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
	t.Run("each filter that it offers finds a claim", func(t *testing.T) {
		finds := regexp.MustCompile(`data-find="([^"]*)"`).FindAllStringSubmatch(string(page), -1)
		filters := regexp.MustCompile(`data-filter="([^"]*)"`).FindAllStringSubmatch(string(page), -1)
		require.NotEmpty(t, filters)
		for _, f := range filters {
			found := 0
			for _, claim := range finds {
				fits := true
				for _, word := range strings.Fields(strings.ToLower(f[1])) {
					fits = fits && strings.Contains(" "+claim[1]+" ", " "+word+" ")
				}
				if fits {
					found++
				}
			}
			assert.Positive(t, found, f[1])
		}
	})
	t.Run("what was submitted or written in a book can't become markup", func(t *testing.T) {
		claim := claimOf(1, `<script>alert("x")</script>`)
		claim.Account, claim.Patient.Name.Last = `"><img onerror=x>`, "<b>"
		c := whatif.Comparison{}
		require.NoError(t, c.AddClaim(denied.told(claim, "1"), paid.told(claim, "1")))
		page := written(t, c.Result(about()).HTML)
		assert.NoError(t, wellFormed(page))
		assert.NotContains(t, string(page), "<script>alert")
		assert.NotContains(t, string(page), "<img")
	})
	t.Run("nothing compared has a page, a table and an object", func(t *testing.T) {
		r := new(whatif.Comparison).Result(whatif.About{})
		assert.NoError(t, wellFormed(written(t, r.HTML)))
		assert.Contains(t, string(written(t, r.Table)), "The books say the same.")
		assert.True(t, json.Valid(written(t, r.JSON)))
	})
}

func TestTableIsNoWiderThanATerminalOfSomeWidth(t *testing.T) {
	for _, line := range strings.Split(string(written(t, sampleResult().Table)), "\n") {
		assert.LessOrEqual(t, utf8.RuneCountInString(line), 130, line)
	}
}

func TestJSONNamesNoMember(t *testing.T) {
	raw := string(written(t, sampleResult().JSON))
	assert.NotContains(t, raw, "MOREAU")
	assert.NotContains(t, raw, "TANAKA")
	assert.Contains(t, raw, `"difference": "-60.00"`)
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

// withoutScript drops what is inside of script and style, which is the program's
// own and no markup.
func withoutScript(page string) string { return scripts.ReplaceAllString(page, "$1$2$3$4") }
