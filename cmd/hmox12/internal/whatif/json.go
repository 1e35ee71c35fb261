package whatif

import (
	"encoding/json"
	"io"
)

// JSON writes the result for programs.
func (r *Result) JSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(r)
}

// Change is one line of the list of all changes: one of the five, in the order of
// recording.
type Change struct {
	Claim      *Claim      `json:"claim,omitempty"`
	Inquiry    *Inquiry    `json:"inquiry,omitempty"`
	Review     *Review     `json:"review,omitempty"`
	Status     *Status     `json:"status,omitempty"`
	Enrollment *Enrollment `json:"enrollment,omitempty"`
}

// Changes writes an object a line, see Change; Each of a Comparison takes its
// Write.
type Changes struct{ encoder *json.Encoder }

// NewChanges writes to w.
func NewChanges(w io.Writer) *Changes {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return &Changes{e}
}

// Write writes one change.
func (c *Changes) Write(change Change) error { return c.encoder.Encode(change) }
