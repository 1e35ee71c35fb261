package validate

import (
	"encoding/json"
	"io"

	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/ack"
)

// The objects of --json, one a line. docs/validate.md tells what every field is;
// fields are added, and never change or go.

// Finding is one thing that is wrong.
type Finding struct {
	Type        string `json:"type"` // finding
	File        string `json:"file"`
	Offset      int64  `json:"offset"`
	Segment     int    `json:"segment"`
	Position    int    `json:"position,omitempty"`
	ID          string `json:"id,omitempty"`
	Loop        string `json:"loop,omitempty"`
	Element     int    `json:"element,omitempty"`
	Component   int    `json:"component,omitempty"`
	Repetition  int    `json:"repetition,omitempty"`
	Code        string `json:"code"`
	Number      int    `json:"number"`
	Level       int    `json:"level"`
	Severity    string `json:"severity"`
	Message     string `json:"message"`
	Reason      string `json:"reason,omitempty"`
	Mend        string `json:"mend"`
	Status      string `json:"status,omitempty"`
	Interchange string `json:"interchange,omitempty"`
	Group       string `json:"group,omitempty"`
	Set         string `json:"set,omitempty"`
	SetType     string `json:"setType,omitempty"`
}

// Summary ends the findings of a file, and those of all files.
type Summary struct {
	Type            string         `json:"type"` // file or total
	File            string         `json:"file,omitempty"`
	Verdict         string         `json:"verdict"`
	Files           int            `json:"files,omitempty"`
	RejectedFiles   int            `json:"rejectedFiles,omitempty"`
	UnreadFiles     int            `json:"unreadFiles,omitempty"`
	Interchanges    int            `json:"interchanges"`
	Groups          int            `json:"groups"`
	Sets            int            `json:"sets"`
	RejectedSets    int            `json:"rejectedSets"`
	Findings        int            `json:"findings"`
	NotPrinted      int            `json:"notPrinted,omitempty"`
	FindingsByLevel map[int]int    `json:"findingsByLevel,omitempty"`
	FindingsByCode  map[string]int `json:"findingsByCode,omitempty"`
}

// Opinion is what somebody else says of a file.
type Opinion struct {
	Type string `json:"type"` // opinion
	File string `json:"file"`
	Of   string `json:"of"`
	Says string `json:"says"`
}

// objects is the form for programs.
type objects struct {
	out  *json.Encoder
	most int
	file *File

	interchange, group, set, setType string // control numbers of what is open
}

func newObjects(out io.Writer, most int) *objects {
	o := &objects{out: json.NewEncoder(out), most: most}
	o.out.SetEscapeHTML(false)
	return o
}

func (o *objects) beginFile(f *File) { *o = objects{out: o.out, most: o.most, file: f} }

func (o *objects) beginInterchange(h *x12.Interchange) { o.interchange = shown(h.ControlNumber) }
func (o *objects) beginGroup(g *x12.FunctionalGroup)   { o.group = shown(g.ControlNumber) }
func (o *objects) beginSet(s *x12.TransactionSet) {
	o.set, o.setType = shown(s.ControlNumber), shown(s.ID)
}
func (o *objects) endSet(*ack.Set)                 { o.set, o.setType = "", "" }
func (o *objects) endGroup(*ack.Group)             { o.group = "" }
func (o *objects) endInterchange(*ack.Interchange) { o.interchange = "" }

func (o *objects) finding(f ack.Finding) {
	if o.file.Printed == o.most {
		return
	}
	if f.Code != x12.TooManyFindings {
		o.file.Printed++
	}
	m := f.Code.Meaning()
	object := Finding{
		Type: "finding", File: o.file.Name, Interchange: o.interchange,
		Offset: f.Offset, Segment: f.Segment, Position: f.Position, ID: f.ID, Loop: f.Loop,
		Element: f.Element, Component: f.Component, Repetition: f.Repetition,
		Code: f.Code.String(), Number: int(f.Code), Level: m.Level, Severity: severity(f.Error),
		Message: m.Text, Reason: f.Reason, Mend: m.Mend, Status: m.Status,
	}
	if f.Part >= ack.OfGroup {
		object.Group = o.group
	}
	if f.Part == ack.OfSet {
		object.Set, object.SetType = o.set, o.setType
	}
	o.write(object)
}

func (o *objects) endFile() {
	s := summaryOf(&o.file.counts)
	s.Type, s.File, s.Verdict, s.NotPrinted = "file", o.file.Name, o.file.verdict(), o.file.Findings-o.file.Printed
	o.write(s)
}

func (o *objects) opinion(file, says string) {
	o.write(Opinion{Type: "opinion", File: file, Of: "moov-io/x12", Says: says})
}

func (o *objects) end(t *Total) {
	s := summaryOf(&t.counts)
	s.Type, s.Verdict = "total", t.verdict()
	s.Files, s.RejectedFiles, s.UnreadFiles = t.Accepted+t.Rejected+t.Unread, t.Rejected, t.Unread
	o.write(s)
}

func summaryOf(c *counts) Summary {
	s := Summary{
		Interchanges: c.Interchanges, Groups: c.Groups, Sets: c.Sets, RejectedSets: c.RejectedSets,
		Findings: c.Findings, FindingsByLevel: c.byLevel, FindingsByCode: map[string]int{},
	}
	for rule, n := range c.byRule {
		s.FindingsByCode[rule.String()] = n
	}
	return s
}

func (o *objects) write(object any) { _ = o.out.Encode(object) } // the buffer below keeps the error
