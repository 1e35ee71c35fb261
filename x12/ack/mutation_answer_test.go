package ack_test

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/ack"
)

// examined is what became of a file.
type examined struct {
	findings []ack.Finding
	answer   []string // segments of the 999s
	text     string   // the 999s as a file
	ta1      []string // verdict and note of each TA1, such as R023
}

// examineMutant examines a file and writes a 999 for each of its groups and a TA1
// for each interchange that needs one.
func examineMutant(t *testing.T, text string, level int) examined {
	t.Helper()
	var e examined
	var ta1, answer bytes.Buffer
	header := x12.Interchange{SenderQualifier: "ZZ", Sender: "POPPY77001", ReceiverQualifier: "ZZ", Receiver: "HARBOR01", Date: "260302", Time: "0911", ControlNumber: "000000012"}
	notes, sets := x12.NewWriter(&ta1), x12.NewWriter(&answer)
	notes.BeginInterchange(header)
	sets.BeginInterchange(header)
	sets.BeginGroup(x12.FunctionalGroup{ID: "FA", Sender: "POPPY77001", Receiver: "HARBOR01", Date: "20260302", Time: "0911", ControlNumber: "12", Version: ack.Implementation})
	var open *ack.Writer999
	n := 0
	err := ack.Examine(x12.NewReader(strings.NewReader(text), x12.Window(8<<10)), ack.Options{Level: level}, ack.Listener{
		Finding: func(f ack.Finding) { e.findings = append(e.findings, f) },
		GroupBegan: func(g *x12.FunctionalGroup) {
			n++
			open = ack.Begin999(sets, fmt.Sprintf("%04d", n), g)
		},
		SetEnded: func(s *ack.Set) {
			if open != nil {
				open.Set(s)
			}
		},
		GroupEnded: func(g *ack.Group) { open.End(g); open = nil },
		InterchangeEnded: func(i *ack.Interchange) {
			if i.NeedsTA1() {
				e.ta1 = append(e.ta1, i.Verdict.String()+i.Note)
				ack.WriteTA1(notes, i)
			}
		},
	})
	require.NoError(t, err)
	notes.EndInterchange()
	require.NoError(t, notes.Close())
	sets.EndGroup()
	sets.EndInterchange()
	require.NoError(t, sets.Close())
	for _, note := range e.ta1 {
		require.Contains(t, ta1.String(), "*"+note[:1]+"*"+note[1:]+"~")
	}
	e.text = answer.String()
	e.answer = strings.Split(strings.TrimSuffix(e.text, "~"), "~")
	return e
}

// expectation is what must be said of a mutant. Empty codes are not looked at.
type expectation struct {
	segment    int    // number of the mutated place in the file, from 1
	id         string // of the segment that is wrong or missing there; empty when it has none
	element    int    // 0 when the whole segment is meant
	component  int
	repetition int

	code     x12.Code // the finding's, where an acknowledgment has no word for it
	ik3, ik4 string   // IK304 and IK403
	ik5      string   // one of IK502 to IK506; IK501 is R
	ak9      string   // one of AK905 to AK909; AK901 is R
	ta1      string   // TA104 and TA105, such as R023; none where nobody can be answered
	position int      // IK302, where it is not that of the segment
	accepted bool     // nothing is rejected, and the set is accepted: group and interchange with errors where ak9 and ta1 say E
}

// missed says what a file's examination lacks of what is expected; empty when it
// has it all. segments are those of the file.
func (w expectation) missed(e examined, segments []string) string {
	if w.accepted {
		return w.missedAcceptance(e, segments)
	}
	if w.segment > 0 && !slices.ContainsFunc(e.findings, w.isMeant) {
		return "no rejecting finding at the place"
	}
	position := w.position
	if position == 0 {
		position = w.segment - begin(segments, w.segment)
	}
	switch {
	case w.ik3 != "" && !slices.ContainsFunc(blocks(e.answer, "IK3"), func(b []string) bool { return w.isTold(b, position) }):
		return fmt.Sprintf("no IK3*%s*%d**%s IK4 %s", w.id, position, w.ik3, w.ik4)
	case w.ik5 != "" && !told(e.answer, "IK5", 1, "R", 2, w.ik5):
		return "no IK5*R*" + w.ik5
	case w.ik5 != "" && !told(e.answer, "AK9", 1, "R", 1, "R") && !told(e.answer, "AK9", 1, "P", 1, "P"):
		return "the group is not rejected"
	case w.ak9 != "" && !told(e.answer, "AK9", 1, "R", 5, w.ak9):
		return "no AK9*R with " + w.ak9
	case w.ta1 == "none" && len(e.ta1) > 0:
		return "there is a TA1"
	case w.ta1 != "" && w.ta1 != "none" && !slices.Contains(e.ta1, w.ta1):
		return "no TA1 " + w.ta1
	case w.ta1 == "" && !slices.Equal(e.ta1, acceptance(segments)):
		return fmt.Sprintf("the TA1 is not %q", acceptance(segments))
	case w.code >= 600 && w.ik3 == "" && !told(e.answer, "IK5", 1, "A", 1, "A"):
		return "the 999 rejects what is a claim's matter"
	}
	return ""
}

// acceptance is the TA1 of an interchange that was taken: all files ask for one,
// and acknowledgments get none.
func acceptance(segments []string) []string {
	for _, s := range segments {
		if id(s) == "GS" && element(s, 1, 0) != "FA" {
			return []string{"A000"}
		}
	}
	return nil
}

func (w expectation) missedAcceptance(e examined, segments []string) string {
	switch {
	case slices.ContainsFunc(e.findings, func(f ack.Finding) bool { return f.Rejects() }):
		return "it is rejected"
	case w.segment > 0 && !slices.ContainsFunc(e.findings, func(f ack.Finding) bool { return f.Code == w.code && f.Segment == w.segment }):
		return "no warning at the place"
	}
	group, interchange := cmp.Or(w.ak9, "A"), acceptance(segments)
	if w.ta1 != "" && interchange != nil {
		interchange = []string{w.ta1}
	}
	if !told(e.answer, "IK5", 1, "A", 1, "A") || !told(e.answer, "AK9", 1, group, 1, group) || !slices.Equal(e.ta1, interchange) {
		return "it is not accepted"
	}
	return ""
}

// isMeant reports whether a finding rejects and names the place.
func (w expectation) isMeant(f ack.Finding) bool {
	m := f.Code.Meaning()
	return f.Rejects() && f.Segment == w.segment && (w.id == "" || f.ID == w.id || f.Value == w.id) &&
		f.Element == w.element && f.Component == w.component && f.Repetition == w.repetition &&
		(w.code == 0 || f.Code == w.code) && (w.ik3 == "" || m.IK304 == w.ik3) && (w.ik4 == "" || m.IK403 == w.ik4)
}

// isTold reports whether an IK3 with the IK4 behind it says what is expected.
func (w expectation) isTold(block []string, position int) bool {
	ik3 := elements(block[0])
	if w.id != "" && ik3[1] != w.id || ik3[2] != fmt.Sprint(position) || ik3[4] != w.ik3 {
		return false
	}
	if w.ik4 == "" {
		return true
	}
	where := fmt.Sprint(w.element)
	switch {
	case w.repetition > 0 && w.component > 0:
		where += fmt.Sprintf(":%d:%d", w.component, w.repetition)
	case w.repetition > 0:
		where += fmt.Sprintf("::%d", w.repetition)
	case w.component > 0:
		where += fmt.Sprintf(":%d", w.component)
	}
	return slices.ContainsFunc(block[1:], func(s string) bool {
		return id(s) == "IK4" && element(s, 1, 0) == where && element(s, 3, 0) == w.ik4
	})
}

// begin returns how many segments stand before the ST of the set that segment
// number n is in.
func begin(segments []string, n int) int {
	for i := min(n, len(segments)) - 1; i >= 0; i-- {
		if id(segments[i]) == "ST" {
			return i
		}
	}
	return 0
}

// blocks cuts an answer where a segment of the identifier, or one that closes
// what those tell, begins, and returns the pieces that begin with it.
func blocks(answer []string, head string) [][]string {
	var all [][]string
	open := false
	for _, s := range answer {
		switch {
		case id(s) == head:
			all, open = append(all, []string{s}), true
		case id(s) == "IK5" || id(s) == "AK9":
			open = false
		case open:
			all[len(all)-1] = append(all[len(all)-1], s)
		}
	}
	return all
}

// told reports whether a segment of the answer has the verdict in element n and
// the code in any element from the m-th on.
func told(answer []string, head string, n int, verdict string, m int, code string) bool {
	return slices.ContainsFunc(answer, func(s string) bool {
		if id(s) != head || element(s, n, 0) != verdict {
			return false
		}
		e := elements(s)
		return len(e) > m && slices.Contains(e[m:], code)
	})
}
