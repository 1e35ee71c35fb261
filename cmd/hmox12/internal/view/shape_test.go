package view_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/view"
)

// documented is the shape that the package's documentation promises: what each
// thing of a JSON view may have. A key more or less needs another version. No
// file here has so many findings at one place that it needs a key with ?.
var documented = map[string]string{
	"file":        "version file content",
	"interchange": "interchange sender receiver date time usage content",
	"group":       "group id guide name content",
	"set":         "set id guide name content",
	"loop":        "loop name content",
	"segment":     "segment name number offset unplaced elements findings moreFindings?",
	"finding":     "finding",
	"more":        "moreFindings?",
	"element":     "at name value words",
	"a finding":   "code level severity segment offset loop at message reason mend",
	"line":        "version kind number part file interchange group set id guide segment offset findings above content",
}

// keysOf notes which keys each thing of a JSON view has.
type keysOf map[string]map[string]bool

func (k keysOf) note(thing string, object map[string]any) {
	if k[thing] == nil {
		k[thing] = map[string]bool{}
	}
	for key := range object {
		k[thing][key] = true
	}
}

func (k keysOf) nodes(list any) {
	nodes, _ := list.([]any)
	for _, n := range nodes {
		node := n.(map[string]any)
		thing := "more"
		for _, kind := range []string{"interchange", "group", "set", "loop", "segment", "finding"} {
			if node[kind] != nil {
				thing = kind
			}
		}
		k.note(thing, node)
		k.all("element", node["elements"])
		k.all("a finding", node["findings"])
		if finding, ok := node["finding"].(map[string]any); ok {
			k.note("a finding", finding)
		}
		k.nodes(node["content"])
	}
}

func (k keysOf) all(thing string, list any) {
	objects, _ := list.([]any)
	for _, o := range objects {
		k.note(thing, o.(map[string]any))
	}
}

func TestTheShapeIsTheDocumentedOne(t *testing.T) {
	seen := keysOf{}
	files := [][]byte{bytes.Replace(input(t, "claims"), []byte("LX*2~"), bytes.Repeat([]byte("LX*2~"), 6000), 1)}
	for _, name := range inputs {
		files = append(files, input(t, name))
	}
	for _, data := range files {
		var file map[string]any
		require.NoError(t, json.Unmarshal([]byte(shown(t, view.JSON, data, view.Options{File: "f"})), &file))
		assert.EqualValues(t, 1, file["version"])
		seen.note("file", file)
		seen.nodes(file["content"])
		for text := range strings.Lines(shown(t, view.Lines, data, view.Options{File: "f"})) {
			var line map[string]any
			require.NoError(t, json.Unmarshal([]byte(text), &line))
			assert.EqualValues(t, 1, line["version"])
			seen.note("line", line)
			seen.nodes(line["above"])
			seen.nodes(line["content"])
		}
	}
	for thing, keys := range documented {
		t.Run(thing, func(t *testing.T) {
			for _, key := range strings.Fields(keys) {
				key, optional := strings.CutSuffix(key, "?")
				assert.True(t, seen[thing][key] || optional, "%s is never there", key)
				delete(seen[thing], key)
			}
			assert.Empty(t, seen[thing], "documented nowhere")
		})
		delete(seen, thing)
	}
	assert.Empty(t, seen, "documented nowhere")
}
