package revision

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// tree is a document, or a part of one. A scalar keeps the text that was written:
// a ZIP code that begins with 0 stays one.
type tree struct {
	form    form
	text    string // of a scalar
	quote   bool   // the scalar is a text, whatever it looks like
	entries []entry
	items   []*tree
}

type form int

const (
	scalar form = iota
	mapping
	list
)

// entry is one key of a mapping.
type entry struct {
	key   string
	value *tree
}

// overlayDocument puts given keys in the place of those that are there: mappings
// are merged, entries of a list with the same id (or category) as well, and
// anything else is replaced. Remarks are lost.
func overlayDocument(base, given string) (string, error) {
	have, err := parseDocument(base)
	if err != nil {
		return "", err
	}
	add, err := parseDocument(given)
	if err != nil {
		return "", fmt.Errorf("given: %w", err)
	}
	return merge(have, add).String(), nil
}

var byteOrderMark = "\ufeff"

// parseDocument reads a document; nothing is an empty mapping.
func parseDocument(text string) (*tree, error) {
	file, err := parser.ParseBytes([]byte(strings.TrimPrefix(text, byteOrderMark)), 0)
	var syntax yaml.Error
	switch {
	case errors.As(err, &syntax) && syntax.GetToken() != nil:
		return nil, fmt.Errorf("line %d: %s", syntax.GetToken().Position.Line, syntax.GetMessage())
	case err != nil:
		return nil, errors.New("is not YAML")
	case len(file.Docs) > 1:
		return nil, fmt.Errorf("has %d documents, a file holds one", len(file.Docs))
	case len(file.Docs) == 0 || file.Docs[0].Body == nil:
		return &tree{form: mapping}, nil
	}
	return treeOf(file.Docs[0].Body)
}

func treeOf(node ast.Node) (*tree, error) {
	switch n := node.(type) {
	case *ast.MappingNode:
		return treeOfEntries(n.Values)
	case *ast.MappingValueNode:
		return treeOfEntries([]*ast.MappingValueNode{n})
	case *ast.SequenceNode:
		t := &tree{form: list}
		for _, item := range n.Values {
			value, err := treeOf(item)
			if err != nil {
				return nil, err
			}
			t.items = append(t.items, value)
		}
		return t, nil
	case *ast.StringNode:
		return &tree{text: n.Value, quote: true}, nil
	case *ast.LiteralNode:
		return &tree{text: n.Value.Value, quote: true}, nil
	case *ast.NullNode:
		return &tree{text: "null"}, nil
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		return &tree{text: n.GetToken().Value}, nil
	}
	line := 0
	if t := node.GetToken(); t != nil && t.Position != nil {
		line = t.Position.Line
	}
	return nil, fmt.Errorf("line %d: is neither keys nor a list nor a single value; write it out", line)
}

func treeOfEntries(entries []*ast.MappingValueNode) (*tree, error) {
	t := &tree{form: mapping}
	for _, e := range entries {
		key := ""
		if token := e.Key.GetToken(); token != nil {
			key = token.Value
		}
		value, err := treeOf(e.Value)
		if err != nil {
			return nil, err
		}
		t.entries = append(t.entries, entry{key, value})
	}
	return t, nil
}

// at returns the value of a key, nil when the tree has none.
func (t *tree) at(key string) *tree {
	for _, e := range t.entries {
		if e.key == key {
			return e.value
		}
	}
	return nil
}

func merge(have, add *tree) *tree {
	switch {
	case have.form == mapping && add.form == mapping:
		merged := &tree{form: mapping, entries: slices.Clone(have.entries)}
		for _, e := range add.entries {
			i := slices.IndexFunc(merged.entries, func(h entry) bool { return h.key == e.key })
			if i < 0 {
				merged.entries = append(merged.entries, e)
				continue
			}
			merged.entries[i].value = merge(merged.entries[i].value, e.value)
		}
		return merged
	case have.named() && add.named():
		merged := &tree{form: list, items: slices.Clone(have.items)}
		for _, item := range add.items {
			i := slices.IndexFunc(merged.items, func(h *tree) bool { return h.name() == item.name() })
			if i < 0 {
				merged.items = append(merged.items, item)
				continue
			}
			merged.items[i] = merge(merged.items[i], item)
		}
		return merged
	}
	return add
}

// named reports whether the tree is a list of which each entry has a name.
func (t *tree) named() bool {
	return t.form == list && len(t.items) > 0 && !slices.ContainsFunc(t.items, func(item *tree) bool { return item.name() == "" })
}

// listsNames reports whether the tree is a list without entries that have no name.
func (t *tree) listsNames() bool { return t.named() || t.form == list && len(t.items) == 0 }

// name returns by what an entry of a list is known, empty when it has no name.
func (t *tree) name() string {
	for _, key := range []string{"id", "category"} {
		if value := t.at(key); value != nil && value.form == scalar {
			return value.text
		}
	}
	return ""
}

// String writes the tree as a document.
func (t *tree) String() string {
	var b strings.Builder
	t.write(&b, "")
	return b.String()
}

// write writes the entries or items, each behind the indent.
func (t *tree) write(b *strings.Builder, indent string) {
	if t.inline() {
		b.WriteString(indent + t.Flow() + "\n")
		return
	}
	for _, e := range t.entries {
		b.WriteString(indent + key(e.key) + ":")
		e.value.writeBehind(b, indent)
	}
	for _, item := range t.items {
		b.WriteString(indent + "-")
		item.writeBehind(b, indent)
	}
}

func (t *tree) writeBehind(b *strings.Builder, indent string) {
	if t.inline() {
		b.WriteString(" " + t.Flow() + "\n")
		return
	}
	b.WriteString("\n")
	t.write(b, indent+"  ")
}

// inline reports whether the tree holds nothing that takes lines of its own.
func (t *tree) inline() bool {
	return len(t.entries) == 0 && !slices.ContainsFunc(t.items, func(item *tree) bool { return item.form != scalar })
}

// Flow writes the tree in one line.
func (t *tree) Flow() string {
	var parts []string
	switch t.form {
	case mapping:
		for _, e := range t.entries {
			parts = append(parts, key(e.key)+": "+e.value.Flow())
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case list:
		for _, item := range t.items {
			parts = append(parts, item.Flow())
		}
		return "[" + strings.Join(parts, ", ") + "]"
	}
	if t.quote {
		return quoted(t.text)
	}
	return t.text
}

var plainKey = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9]*$`)

func key(text string) string {
	if plainKey.MatchString(text) {
		return text
	}
	return quoted(text)
}

func quoted(text string) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(text) // a text can always be written
	return strings.TrimSuffix(b.String(), "\n")
}
