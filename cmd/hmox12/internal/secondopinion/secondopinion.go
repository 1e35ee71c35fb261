// Package secondopinion asks github.com/moov-io/x12 about a file. Its answer is
// a line for people, never part of a verdict: it takes one 837P interchange of
// guide 005010X222A1 as a whole string, knows the delimiters * ^ : ~ only,
// refuses some segments that the guide has, and lets wrong counts, dates and
// check digits pass.
package secondopinion

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	moov "github.com/moov-io/x12/pkg/file"
	professional "github.com/moov-io/x12/rule_5010_837p"
)

// Limit is the longest file that is put to the library, in bytes: it reads
// about 2 MB a second.
const Limit = 4 << 20

// Ask returns what the library says. The error is the source's own.
func Ask(src io.Reader) (string, error) {
	data, err := io.ReadAll(io.LimitReader(src, Limit+1))
	switch {
	case err != nil:
		return "", err
	case len(data) > Limit:
		return fmt.Sprintf("not asked: longer than %d MiB", Limit>>20), nil
	case !bytes.Contains(data, []byte("*005010X222A1~")):
		return "not asked: it knows 837P of guide 005010X222A1 with the delimiters * ^ : ~ only", nil
	}
	return ask(strings.NewReplacer("\r", "", "\n", "").Replace(string(data))), nil
}

func ask(text string) (said string) {
	defer func() {
		if r := recover(); r != nil {
			said = "it failed on this file"
		}
	}()
	interchange := moov.NewInterchange(&professional.InterchangeRule)
	read, err := interchange.Parse(text)
	if err != nil {
		return "can't parse it: " + err.Error()
	}
	if err := interchange.Validate(nil); err != nil {
		return "parsed, not valid: " + err.Error()
	}
	if rest := len(text) - read; rest > 0 {
		return fmt.Sprintf("valid up to byte %d of %d", read, len(text))
	}
	return "valid"
}
