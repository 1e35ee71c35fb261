package view_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/view"
)

// markup returns the page without its own script and styles, which are no markup.
func markup(page string) string {
	return regexp.MustCompile(`(?s)(<script>).*?(</script>)|(<style>).*?(</style>)`).ReplaceAllString(page, "$1$2$3$4")
}

func wellFormed(page string) error {
	d := xml.NewDecoder(strings.NewReader(markup(page)))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

func TestPage(t *testing.T) {
	for _, name := range inputs {
		page := shown(t, view.HTML, input(t, name), view.Options{File: name})
		t.Run("the page of "+name+" is well-formed", func(t *testing.T) {
			require.NoError(t, wellFormed(page))
			assert.Error(t, wellFormed(strings.Replace(page, "</details>", "", 1)), "a tag that is left open would be noticed")
		})
		t.Run("the page of "+name+" loads nothing", func(t *testing.T) {
			assert.Contains(t, page, `content="default-src 'none'`)
			for _, reference := range []string{"http:", "https:", "//", "src=", "<link"} {
				assert.NotContains(t, markup(page), reference)
			}
			for _, reference := range []string{"@import", "url("} {
				assert.NotContains(t, page, reference)
			}
		})
		t.Run("links inside of the page of "+name+" lead somewhere", func(t *testing.T) {
			for _, m := range regexp.MustCompile(`href="#([^"]+)"`).FindAllStringSubmatch(page, -1) {
				if name == "broken" && m[1] == "s63" {
					continue // the IEA that is missing is no segment of the file
				}
				assert.Contains(t, page, fmt.Sprintf(`id="%s"`, m[1]))
			}
		})
	}
	t.Run("what was sent can't become markup", func(t *testing.T) {
		data := bytes.Replace(input(t, "claims"), []byte("OKAFOR*NINA"), []byte(`<script>alert("x")</script>*"'><b`), 1)
		page := shown(t, view.HTML, data, view.Options{File: `<i>"`})
		require.NoError(t, wellFormed(page))
		assert.NotContains(t, page, "<script>alert")
		assert.NotContains(t, page, "<i>\"")
	})
	t.Run("an empty file has a page", func(t *testing.T) {
		require.NoError(t, wellFormed(shown(t, view.HTML, nil, view.Options{})))
	})
}

func TestPageOfALargeFile(t *testing.T) {
	page := shown(t, view.HTML, input(t, "claims"), view.Options{Limit: 1})
	assert.Contains(t, page, "the first 1 of 2 claims")
	assert.Equal(t, 1, strings.Count(page, `<details class="claim"`))
	assert.NotContains(t, page, "VIEW-002")
	assert.Contains(t, page, "<dt>Claims</dt><dd>2</dd>", "all are counted")
	assert.Contains(t, page, "<dt>Segments</dt><dd>72</dd>")

	whole := shown(t, view.HTML, input(t, "claims"), view.Options{Limit: 2})
	assert.NotContains(t, whole, `class="notice"`)
	assert.Contains(t, whole, "IEA Interchange trailer")
}

func TestPageTellsUnitsInALine(t *testing.T) {
	for file, want := range map[string][]string{
		"claims":        {"OKAFOR, NINA|2026-02-17 to 2026-02-19, 2 lines", "BECK, MIA|2026-02-20, 1 line"},
		"institutional": {"MARSH, DEAN|2026-01-09 to 2026-01-14, 6 lines", "OKAFOR, JUNE|2026-02-17, 30 lines"},
		"dental":        {"OKAFOR, NINA|2026-02-17 to 2026-02-21, 5 lines", "BECK, TOM|2 lines"},
		"eligibility":   {"OKAFOR, NINA|active coverage", "NOBODY, JOE|member not found"},
		"review":        {"STONE, ADA|specialty care review", "REED, CARL|admission review", "STONE, ADA|modified", "REED, CARL|member not found"},
		"enrollment":    {"VALE, OTIS|18 self, 021 addition", "VALE, WREN|19 child, 021 addition"},
	} {
		t.Run(file, func(t *testing.T) {
			var got []string
			page := shown(t, view.HTML, input(t, file), view.Options{})
			for _, m := range regexp.MustCompile(`(?s)<span class="who"><b>([^<]*)</b>.*?<span class="what">([^<]*)<`).FindAllStringSubmatch(page, -1) {
				got = append(got, m[1]+"|"+m[2])
			}
			assert.Equal(t, want, got)
		})
	}
}
