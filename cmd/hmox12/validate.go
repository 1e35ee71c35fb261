package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/secondopinion"
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/ack"
	"github.com/hmox12/hmox12/x12/guide"
	"github.com/hmox12/hmox12/x12/snip"
)

// lowestLevel is what is always checked: integrity and the guide.
const lowestLevel = 2

// validation holds the flags of hmox12 validate.
type validation struct {
	*program
	asJSON        bool
	ackDir        string
	maxFindings   int
	maxSegment    int
	maxRepeats    int
	maxLevels     int
	level         int
	partners      []string // files of companion guides
	companions    *guide.Companions
	secondOpinion bool
}

func (p *program) validateCommand() *cobra.Command {
	v := &validation{program: p}
	c := &cobra.Command{
		Use:   "validate FILE...",
		Short: "Check files against envelope and guide",
		Long: `Checks each file and prints a line a finding:

  file:offset  segment  loop  element  level  code  what is wrong

The offset is in bytes from 0, the segment counts in the file from 1. A - reads
standard input. Data is never shown, only its shape: A(2) 9(6) is two capital
letters and six digits. Amounts that don't add up are shown.

The level is the SNIP level: L1 integrity, L2 the guide's requirements, L3
balances, L4 situations that cross segments, L5 external code sets. What is wrong
up to L4 rejects the file; a bad code of L5 refuses its claim alone. --level 2
checks what a 999 answers, and nothing beyond.

With --partner, what comes from a partner is held to its companion guide as well:
L7, and L1 for characters. How to write one is in x12/guide/data/companion.md.

With --ack, the TA1 and 999 that answer each file are written there. Exit code
0: all accepted; 1: something rejected; 2: bad usage or unreadable.`,
		Example: `  hmox12 validate claims.x12
  hmox12 validate --json - < claims.x12
  hmox12 validate --ack answers/ inbound/*.x12
  hmox12 validate --partner bayclear.guide claims.x12`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if v.level < lowestLevel || v.level > snip.CodeSets {
				return fmt.Errorf("--level %d: write a level from %d to %d", v.level, lowestLevel, snip.CodeSets)
			}
			if v.maxLevels < 1 {
				return fmt.Errorf("--max-levels %d: a set has at least one", v.maxLevels)
			}
			var err error
			if v.companions, err = v.openCompanions(v.partners); err != nil {
				return err
			}
			return v.run(c.Context(), args)
		},
	}
	f := c.Flags()
	f.BoolVar(&v.asJSON, "json", false, "print a JSON object a line instead")
	f.StringVar(&v.ackDir, "ack", "", "write TA1 and 999 into this `DIR`")
	f.IntVar(&v.maxFindings, "max-findings", 1000, "print so many findings a file; all are counted")
	f.IntVar(&v.maxSegment, "max-segment", x12.DefaultMaxSegment, "admit segments of so many bytes")
	f.IntVar(&v.maxRepeats, "max-repeats", x12.DefaultMaxRepeats, "admit so many elements, repetitions and components a segment")
	f.IntVar(&v.maxLevels, "max-levels", guide.DefaultMaxLevels, "admit so many HL levels a transaction set")
	f.StringArrayVar(&v.partners, "partner", nil, "hold a partner to the companion guide in this `FILE`; may be repeated")
	f.IntVar(&v.level, "level", snip.CodeSets, "check up to this SNIP level, from 2 to 5")
	f.BoolVar(&v.secondOpinion, "second-opinion", false, "also ask github.com/moov-io/x12 about each 837P; never part of the verdict")
	return c
}

func (v *validation) run(ctx context.Context, files []string) error {
	rejected := false
	for _, name := range files {
		ok, err := v.file(ctx, name)
		if err != nil {
			return err
		}
		rejected = rejected || !ok
	}
	if rejected {
		return errRejected
	}
	return nil
}

// file validates one file and reports whether all of it was accepted.
func (v *validation) file(ctx context.Context, name string) (accepted bool, err error) {
	src, err := v.openInput(ctx, "validate", name)
	if err != nil {
		return false, err
	}
	defer src.Close()
	bar := v.progress(filepath.Base(name), src.size)
	defer bar.Close()

	t := &tally{validation: v, file: name, accepted: true, byLevel: map[int]int{}}
	answers, err := v.newAnswers(name)
	if err != nil {
		return false, err
	}
	defer answers.discard()
	listener := answers.listen(t.listener())
	r := x12.NewReader(io.TeeReader(src, bar), x12.MaxSegment(v.maxSegment), x12.MaxRepeats(v.maxRepeats))
	options := ack.Options{Level: v.level, MaxLevels: v.maxLevels, Guide: guideOf(v.companions), Admit: admitOnce()}
	if err := ack.Examine(r, options, listener); err != nil {
		return false, fmt.Errorf("%s: %w", name, err)
	}
	bar.Close()
	if err := answers.keep(); err != nil {
		return false, err
	}
	t.summarize()
	if v.secondOpinion {
		if err := v.askSecond(name); err != nil {
			return false, err
		}
	}
	return t.accepted, nil
}

// maxRemembered is how many interchanges of one file are told apart; it bounds
// memory. What came before this run is the business of the intake.
const maxRemembered = 1 << 16

// admitOnce refuses an interchange whose sender and control number (ISA06, ISA13)
// stood in the file before.
func admitOnce() func(*x12.Interchange) x12.Code {
	type number struct{ qualifier, sender, control string }
	seen := map[number]bool{}
	return func(h *x12.Interchange) x12.Code {
		n := number{h.SenderQualifier, h.Sender, h.ControlNumber}
		if seen[n] {
			return x12.DuplicateInterchange
		}
		if len(seen) < maxRemembered {
			seen[n] = true
		}
		return 0
	}
}

// askSecond prints what moov-io/x12 says about the file, as a line of its own.
func (v *validation) askSecond(name string) error {
	if name == "-" {
		_, err := fmt.Fprintf(v.stdout, "%s: second opinion: standard input can't be read twice\n", name)
		return err
	}
	f, err := v.files.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	said, err := secondopinion.Ask(f)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	_, err = fmt.Fprintf(v.stdout, "%s: second opinion of moov-io/x12: %s\n", name, said)
	return err
}

// tally prints findings and counts verdicts of one file.
type tally struct {
	*validation
	file     string
	printed  int
	findings int
	byLevel  map[int]int

	interchanges, groups, sets, refusedSets int
	accepted                                bool
}

func (t *tally) listener() ack.Listener {
	return ack.Listener{
		Finding: t.finding,
		SetEnded: func(s *ack.Set) {
			t.sets++
			if s.Verdict == ack.Rejected {
				t.refusedSets++
				t.accepted = false
			}
		},
		GroupEnded: func(g *ack.Group) {
			t.groups++
			t.accepted = t.accepted && g.Verdict != ack.Rejected && g.Verdict != ack.PartlyAccepted
		},
		InterchangeEnded: func(i *ack.Interchange) {
			if i.Header != nil {
				t.interchanges++
			}
			t.accepted = t.accepted && i.Verdict != ack.Rejected
		},
	}
}

// findingLine is the JSON shape of a finding.
type findingLine struct {
	File       string `json:"file"`
	Offset     int64  `json:"offset"`
	Segment    int    `json:"segment"`
	Position   int    `json:"position,omitempty"` // in the transaction set
	ID         string `json:"id,omitempty"`
	Loop       string `json:"loop,omitempty"`
	Element    int    `json:"element,omitempty"`
	Component  int    `json:"component,omitempty"`
	Repetition int    `json:"repetition,omitempty"`
	Code       string `json:"code"`
	Number     int    `json:"number"`
	Level      int    `json:"level"`
	Severity   string `json:"severity"`
	Message    string `json:"message"`
	Reason     string `json:"reason,omitempty"`
	Mend       string `json:"mend"`
	Status     string `json:"status,omitempty"` // of a 277CA, category:code
}

func (t *tally) finding(f ack.Finding) {
	m := f.Code.Meaning()
	t.findings++
	t.byLevel[m.Level]++
	t.accepted = t.accepted && severityOf(f) != "rejects"
	if t.printed == t.maxFindings {
		return
	}
	t.printed++
	if t.asJSON {
		_ = json.NewEncoder(t.stdout).Encode(findingLine{
			File: t.file, Offset: f.Offset, Segment: f.Segment, Position: f.Position, ID: f.ID, Loop: f.Loop,
			Element: f.Element, Component: f.Component, Repetition: f.Repetition,
			Code: f.Code.String(), Number: int(f.Code), Level: m.Level, Severity: severityOf(f),
			Message: m.Text, Reason: f.Reason, Mend: m.Mend, Status: m.Status,
		})
		return
	}
	message := m.Text
	if f.Reason != "" {
		message += ": " + f.Reason
	}
	fmt.Fprintf(t.stdout, "%s:%d  seg %d  %s  %s  L%d  %s  %s; %s\n",
		t.file, f.Offset, f.Segment, orDash(f.Loop), orDash(f.Place()), m.Level, f.Code, message, m.Mend)
}

// severityOf tells what a finding does: it rejects the file, refuses the claim it
// is in, or warns. A bad code does not reject: whether it is in use is for the
// claim's receiver to say.
func severityOf(f ack.Finding) string {
	switch {
	case !f.Rejects():
		return "warning"
	case f.Code.Meaning().Level == snip.CodeSets:
		return "refuses"
	}
	return "rejects"
}

// summaryLine is the JSON shape of what ends a file's findings.
type summaryLine struct {
	File         string `json:"file"`
	Verdict      string `json:"verdict"`
	Interchanges int    `json:"interchanges"`
	Groups       int    `json:"groups"`
	Sets         int    `json:"sets"`
	RejectedSets int    `json:"rejectedSets"`
	Findings     int    `json:"findings"`
	// FindingsByLevel counts them by SNIP level.
	FindingsByLevel map[int]int `json:"findingsByLevel,omitempty"`
}

func (t *tally) summarize() {
	verdict := "accepted"
	if !t.accepted {
		verdict = "rejected"
	}
	if t.asJSON {
		_ = json.NewEncoder(t.stdout).Encode(summaryLine{t.file, verdict, t.interchanges, t.groups, t.sets, t.refusedSets, t.findings, t.byLevel})
		return
	}
	if t.findings > t.printed {
		fmt.Fprintf(t.stdout, "%s: %d more findings, not printed\n", t.file, t.findings-t.printed)
	}
	fmt.Fprintf(t.stdout, "%s: %s: %s, %s, %s, %s\n", t.file, verdict, count(t.interchanges, "interchange"),
		count(t.groups, "group"), rejectedOf(t.refusedSets, t.sets), count(t.findings, "finding")+t.levels())
}

// levels says how many findings are of each level: " (1 of L2, 3 of L5)".
func (t *tally) levels() string {
	var parts []string
	for _, level := range slices.Sorted(maps.Keys(t.byLevel)) {
		parts = append(parts, fmt.Sprintf("%d of L%d", t.byLevel[level], level))
	}
	if len(parts) == 0 {
		return ""
	}
	return " (" + strings.Join(parts, ", ") + ")"
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

func rejectedOf(refused, sets int) string {
	text := count(sets, "transaction set")
	if refused > 0 {
		text += fmt.Sprintf(" (%d rejected)", refused)
	}
	return text
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}
