package view

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
)

// JSON writes the file as one object, as it is read; see the package's
// documentation for its shape.
func JSON(w io.Writer, src io.Reader, o Options) (Shown, error) {
	j := &nested{w: bufio.NewWriterSize(w, 64<<10)}
	j.encoder = encoderTo(&j.leaf)
	j.raw(`{"version":1,"file":`)
	j.value(o.File)
	j.raw(`,"content":[`)
	pick := selection{number: o.Claim}
	err := read(src, o.MaxSegment, false, func(b *block) error {
		for _, shown := range pick.pick(b) {
			j.block(shown)
		}
		return j.err
	})
	j.enter(nil)
	j.raw("\n]}\n")
	if flushed := j.w.Flush(); err == nil {
		err = flushed
	}
	return pick.shown, err
}

func encoderTo(b *bytes.Buffer) *json.Encoder {
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	return e
}

// nested is a JSON that is being written: the scopes that are open are objects
// whose content is not finished.
type nested struct {
	w       *bufio.Writer
	err     error
	leaf    bytes.Buffer
	encoder *json.Encoder
	open    []*scope
	follows bool // a node stands in front, in the same content
}

func (j *nested) block(b *block) {
	for i := range b.items {
		it := &b.items[i]
		j.between(b.inFront(i))
		j.enter(it.scope.path())
		j.node(segmentNode(it))
	}
	j.between(b.atEnd())
}

func (j *nested) between(list []between) {
	for _, f := range list {
		j.enter(f.scope.path())
		j.node(betweenNode(f))
	}
}

// enter closes and opens scopes until those of path are open.
func (j *nested) enter(path []*scope) {
	same := 0
	for same < len(j.open) && same < len(path) && j.open[same] == path[same] {
		same++
	}
	for range j.open[same:] {
		j.raw("]}")
		j.follows = true
	}
	for _, s := range path[same:] {
		j.separate()
		j.leaf.Reset()
		j.encode(scopeNode(s))
		j.raw(string(bytes.TrimSuffix(trimNewline(j.leaf.Bytes()), []byte{'}'})))
		j.raw(`,"content":[`)
		j.follows = false
	}
	j.open = path
}

func (j *nested) node(n *node) {
	j.separate()
	j.value(n)
	j.follows = true
}

// separate begins a node on a line of its own.
func (j *nested) separate() {
	if j.follows {
		j.raw(",")
	}
	j.raw("\n")
}

func (j *nested) value(v any) {
	j.leaf.Reset()
	j.encode(v)
	j.raw(string(trimNewline(j.leaf.Bytes())))
}

func (j *nested) encode(v any) {
	if err := j.encoder.Encode(v); err != nil && j.err == nil {
		j.err = err
	}
}

func (j *nested) raw(s string) {
	if _, err := j.w.WriteString(s); err != nil && j.err == nil {
		j.err = err
	}
}
