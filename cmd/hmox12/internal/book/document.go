package book

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// maxDocument is the size up to which a YAML file is read, in bytes.
const maxDocument = 4 << 20

// document is a mapping of a YAML file, at its top or below. Each key that is
// asked for is ticked off; what is left at the end is unknown.
//
// Documents are read from the syntax tree, not into structs, so that every
// problem of a file is found with its place, and so that a scalar keeps the
// text that was written: a ZIP code that begins with 0 stays one.
type document struct {
	src          *source
	line, column int
	keys         map[string]ast.Node
	order        []string
	places       map[string]*token.Position
	asked        map[string]bool
}

// document reads a YAML file; it returns nil when that can't be used.
func (l *loader) document(name string) (*document, error) {
	d, err := l.parse(name)
	if d == nil {
		l.unread[name] = true
	}
	return d, err
}

func (l *loader) parse(name string) (*document, error) {
	file, src, err := l.open(name, "see the description of the book's files")
	if file == nil {
		return nil, err
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(skipMark(file), maxDocument+1))
	if err != nil {
		return nil, err
	}
	if len(text) > maxDocument {
		src.report(0, 0, "", "the file is too long", "a YAML file of the book has at most four megabytes")
		return nil, nil
	}
	src.lines = strings.Split(string(text), "\n")
	tree, err := parser.ParseBytes(text, 0)
	if err != nil {
		var syntax yaml.Error
		if errors.As(err, &syntax) && syntax.GetToken() != nil {
			at := syntax.GetToken().Position
			src.report(at.Line, at.Column, "", syntax.GetMessage(), "correct the YAML")
		} else {
			src.report(1, 0, "", "is not YAML", "correct it")
		}
		return nil, nil
	}
	if len(tree.Docs) != 1 || tree.Docs[0].Body == nil {
		src.report(1, 0, "", fmt.Sprintf("has %d documents", len(tree.Docs)), "a file holds one, without --- in between")
		return nil, nil
	}
	return newDocument(src, "", tree.Docs[0].Body), nil
}

// newDocument takes the keys of a mapping; it returns nil when node is none.
func newDocument(src *source, field string, node ast.Node) *document {
	d := &document{src: src, keys: map[string]ast.Node{}, places: map[string]*token.Position{}, asked: map[string]bool{}}
	d.line, d.column = position(node)
	var entries []*ast.MappingValueNode
	switch n := node.(type) {
	case *ast.MappingNode:
		entries = n.Values
	case *ast.MappingValueNode:
		entries = []*ast.MappingValueNode{n}
	default:
		src.report(d.line, d.column, field, "is not a list of keys", "write key: value")
		return nil
	}
	for _, entry := range entries {
		key := ""
		if t := entry.Key.GetToken(); t != nil {
			key = t.Value
		}
		line, column := position(entry.Key)
		if _, twice := d.keys[key]; twice {
			src.report(line, column, key, "stands twice", "remove one")
			continue
		}
		d.keys[key] = entry.Value
		d.places[key] = &token.Position{Line: line, Column: column}
		d.order = append(d.order, key)
	}
	return d
}

func position(node ast.Node) (line, column int) {
	if node == nil {
		return 0, 0
	}
	t := node.GetToken()
	if t == nil || t.Position == nil {
		return 0, 0
	}
	return t.Position.Line, t.Position.Column
}

// at returns the place of a key, or of the mapping when the key is absent.
func (d *document) at(key string) value {
	if p := d.places[key]; p != nil {
		return value{src: d.src, line: p.Line, column: p.Column, field: key}
	}
	return value{src: d.src, line: d.line, column: d.column, field: key}
}

func (d *document) has(key string) bool {
	_, ok := d.keys[key]
	return ok
}

// take ticks the key off and returns its node, nil when it is absent or null.
func (d *document) take(key string) ast.Node {
	d.asked[key] = true
	node := d.keys[key]
	if _, null := node.(*ast.NullNode); null {
		return nil
	}
	return node
}

// value returns a key's scalar; it is empty when the key is absent.
func (d *document) value(key string) value {
	v := d.at(key)
	node := d.take(key)
	if node == nil {
		return v
	}
	return scalar(v, node)
}

// scalar reads a scalar as it was written.
func scalar(v value, node ast.Node) value {
	v.line, v.column = position(node)
	switch n := node.(type) {
	case *ast.StringNode:
		v.text = strings.TrimSpace(n.Value)
	case *ast.LiteralNode:
		v.text = strings.TrimSpace(n.Value.Value)
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		v.text = n.GetToken().Value
	default:
		v.report("is not a single value", "write "+v.field+": value")
	}
	return v
}

// list returns the values of a key's sequence, or its one scalar.
func (d *document) list(key string) []value {
	var values []value
	for _, node := range d.items(key) {
		values = append(values, scalar(d.at(key), node))
	}
	return values
}

// texts returns the texts of a key's sequence.
func (d *document) texts(key string) []string {
	var texts []string
	for _, v := range d.list(key) {
		if v.required().text != "" {
			texts = append(texts, v.text)
		}
	}
	return texts
}

// proses returns the texts for people of a key's sequence.
func (d *document) proses(key string) []string {
	var texts []string
	for _, v := range d.list(key) {
		if v.required().prose() != "" {
			texts = append(texts, v.text)
		}
	}
	return texts
}

func (d *document) items(key string) []ast.Node {
	node := d.take(key)
	if node == nil {
		return nil
	}
	if sequence, ok := node.(*ast.SequenceNode); ok {
		return sequence.Values
	}
	return []ast.Node{node}
}

// section returns the mapping of a key, nil when it is absent.
func (d *document) section(key string) *document {
	node := d.take(key)
	if node == nil {
		return nil
	}
	return newDocument(d.src, key, node)
}

// sections returns the mappings of a key's sequence.
func (d *document) sections(key string) []*document {
	var all []*document
	for _, node := range d.items(key) {
		if one := newDocument(d.src, key, node); one != nil {
			all = append(all, one)
		}
	}
	return all
}

// done reports the keys that nobody asked for.
func (d *document) done() {
	known := make([]string, 0, len(d.asked))
	for key := range d.asked {
		known = append(known, key)
	}
	slices.Sort(known)
	for _, key := range d.order {
		if !d.asked[key] {
			d.at(key).report("is not known here", "the keys are "+strings.Join(known, ", "))
		}
	}
}

// skipMark leaves out a UTF-8 byte order mark.
func skipMark(r io.Reader) io.Reader {
	in := bufio.NewReader(r)
	if mark, _ := in.Peek(3); string(mark) == "\xef\xbb\xbf" {
		_, _ = in.Discard(3)
	}
	return in
}
