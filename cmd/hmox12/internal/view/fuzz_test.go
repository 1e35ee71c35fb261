package view_test

import (
	"bytes"
	"encoding/json"
	"io"
	"testing"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/view"
)

// FuzzView states that any bytes have every view: JSON that is JSON, a page that
// is well-formed, text without control characters, the same number of units and
// findings in all.
func FuzzView(f *testing.F) {
	for _, name := range inputs {
		f.Add(input(f, name))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var text, object, lines, page bytes.Buffer
		inText, err := view.Text(&text, bytes.NewReader(data), view.Options{})
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range text.Bytes() {
			if c < ' ' && c != '\n' || c == 0x7f {
				t.Fatalf("byte %#x in the text", c)
			}
		}
		inJSON, _ := view.JSON(&object, bytes.NewReader(data), view.Options{})
		if !json.Valid(object.Bytes()) {
			t.Fatalf("no JSON: %s", object.Bytes())
		}
		inLines, _ := view.Lines(&lines, bytes.NewReader(data), view.Options{})
		for d := json.NewDecoder(&lines); ; {
			var line map[string]any
			if err := d.Decode(&line); err == io.EOF {
				break
			} else if err != nil {
				t.Fatal(err)
			}
		}
		inPage, _ := view.HTML(&page, bytes.NewReader(data), view.Options{})
		if err := wellFormed(page.String()); err != nil {
			t.Fatal(err)
		}
		if inText != inJSON || inText != inPage || inText.Units != inLines.Units {
			t.Fatalf("text %+v, JSON %+v, lines %+v, page %+v", inText, inJSON, inLines, inPage)
		}
	})
}
