package adjudicate_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/adjudicate"
)

// document tells people how claims are decided.
const document = "../docs/adjudication.md"

func TestTheDocumentListsTheRulesInOrder(t *testing.T) {
	var want []string
	for _, r := range adjudicate.Rules() {
		want = append(want, strings.Join([]string{r.ID, r.Name, string(r.Level)}, " | "))
	}
	assert.Equal(t, want, table(t, "Rules in order", 3))
}

func TestTheDocumentListsTheStepsOfAReviewInOrder(t *testing.T) {
	var want []string
	for _, r := range adjudicate.ReviewRules() {
		want = append(want, strings.Join([]string{r.ID, r.Name, r.About}, " | "))
	}
	assert.Equal(t, want, table(t, "Steps of a review", 3))
}

func TestTheDocumentListsTheStepsOfAnInquiryInOrder(t *testing.T) {
	var want []string
	for _, r := range adjudicate.EligibilityRules() {
		want = append(want, strings.Join([]string{r.ID, r.Name, r.About}, " | "))
	}
	assert.Equal(t, want, table(t, "Steps of an inquiry", 3))
}

func TestTheDocumentListsTheStepsOfAnEnrollmentInOrder(t *testing.T) {
	var want []string
	for _, r := range adjudicate.EnrollmentRules() {
		want = append(want, strings.Join([]string{r.ID, r.Name, r.About}, " | "))
	}
	assert.Equal(t, want, table(t, "Steps of an enrollment", 3))
}

func TestTheDocumentListsTheCodesOfEachRule(t *testing.T) {
	var want []string
	for _, r := range adjudicate.Rules() {
		for _, c := range r.Codes {
			status := "–"
			if c.Status.Category != "" {
				status = c.Status.String()
			}
			// A rule that is asked at two places is listed once.
			if row := strings.Join([]string{r.ID, c.String(), status}, " | "); !slices.Contains(want, row) {
				want = append(want, row)
			}
		}
	}
	assert.Equal(t, want, table(t, "Codes", 3))
}

func TestTheDocumentListsEveryStatusOfTheFrontEnd(t *testing.T) {
	_, section, _ := strings.Cut(read(t, document), "\n## Front end\n")
	section, _, _ = strings.Cut(section, "\n## ")
	told := 0
	for _, r := range adjudicate.FrontEndRules() {
		for _, status := range r.Statuses {
			told++
			assert.Contains(t, section, status.Category+":"+status.Code, r.Name)
		}
	}
	assert.Equal(t, 12, told)
}

func TestTheDocumentHasEverySectionThatTheCodeNames(t *testing.T) {
	var headings []string
	for line := range strings.Lines(read(t, document)) {
		if title := strings.TrimLeft(line, "#"); title != line {
			headings = append(headings, strings.TrimSpace(title))
		}
	}
	named := 0
	for _, pattern := range []string{"*.go", "../mapping/record/*.go"} {
		files, err := filepath.Glob(pattern)
		require.NoError(t, err)
		for _, file := range files {
			text := regexp.MustCompile(`\n\s*// `).ReplaceAllString(read(t, file), " ")
			for _, m := range regexp.MustCompile(`docs/adjudication\.md, ([A-Za-z ]+)`).FindAllStringSubmatch(text, -1) {
				named++
				assert.Contains(t, headings, m[1], file)
			}
		}
	}
	assert.Positive(t, named)
}

func TestTheDocumentLinksToItsOwnSections(t *testing.T) {
	text := read(t, document)
	links := regexp.MustCompile(`\[([^\]]+)\]\(#([a-z-]+)\)`).FindAllStringSubmatch(text, -1)
	require.NotEmpty(t, links)
	for _, link := range links {
		assert.Equal(t, strings.ReplaceAll(strings.ToLower(link[1]), " ", "-"), link[2])
		assert.Regexp(t, `(?m)^#+ `+regexp.QuoteMeta(link[1])+`$`, text)
	}
}

// table returns the first columns of the table under a heading of the document,
// row by row.
func table(t *testing.T, heading string, columns int) []string {
	t.Helper()
	_, section, found := strings.Cut(read(t, document), "# "+heading+"\n")
	require.True(t, found, "no section %q", heading)
	section, _, _ = strings.Cut(section, "\n#")
	var rows []string
	for line := range strings.Lines(section) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		if !strings.HasPrefix(line, "|") || len(cells) < columns || strings.Trim(cells[0], "-") == "" {
			continue
		}
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		rows = append(rows, strings.Join(cells[:columns], " | "))
	}
	require.NotEmpty(t, rows)
	return rows[1:] // without the column names
}

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	require.NoError(t, err)
	return string(data)
}
