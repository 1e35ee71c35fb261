package ack_test

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/ack"
)

// received is what a 999 was read as.
type received struct {
	began, ended []ack.GroupAck
	sets         []ack.SetAck
}

func (r *received) listener() ack.Listener999 {
	return ack.Listener999{
		GroupBegan: func(g *ack.GroupAck) { r.began = append(r.began, *g) },
		SetEnded:   func(s *ack.SetAck) { r.sets = append(r.sets, *s) },
		GroupEnded: func(g *ack.GroupAck) { r.ended = append(r.ended, *g) },
	}
}

// read999 reads segments as one 999.
func read999(text string, maxErrors int) *received {
	r := &received{}
	l := r.listener()
	l.MaxErrors = maxErrors
	reader := ack.Read999(l)
	for _, segment := range strings.Split(text, "~") {
		reader.Add(x12.ParseSegment(segment, x12.DefaultDelimiters))
	}
	reader.End()
	return r
}

func TestRead999(t *testing.T) {
	group := ack.GroupAck{ID: "HP", ControlNumber: "391", Version: "005010X221A1", Verdict: ack.Accepted, Stated: 1, Received: 1, Accepted: 1}
	told := func(change func(*ack.GroupAck)) []ack.GroupAck {
		g := group
		change(&g)
		return []ack.GroupAck{g}
	}
	set := ack.SetAck{ID: "835", ControlNumber: "0001", Verdict: ack.Rejected, Codes: []string{"5"}}
	refused := func(errors ...ack.SetError) []ack.SetAck {
		s := set
		s.Errors, s.Count = errors, len(errors)
		return []ack.SetAck{s}
	}
	rejected := func(g *ack.GroupAck) { g.Verdict, g.Accepted, g.Told = ack.Rejected, 0, 1 }
	const head, tail = "ST*999*0001*005010X231A1~AK1*HP*391*005010X221A1~AK2*835*0001~", "~IK5*R*5~AK9*R*1*1*0~SE*9*0001"
	cas := ack.SetError{Segment: "CAS", Position: 27, Loop: "2110", SegmentCode: "8"}
	element := func(e ack.SetError, n int, code string) ack.SetError {
		e.Element, e.Code = n, code
		return e
	}
	for _, c := range []struct {
		name, text string
		sets       []ack.SetAck
		groups     []ack.GroupAck
	}{
		{"a group accepted without a word about its sets", "ST*999*0001*005010X231A1~AK1*HP*391*005010X221A1~AK9*A*1*1*1~SE*4*0001", nil, told(func(*ack.GroupAck) {})},
		{"a set accepted", "AK1*HP*391*005010X221A1~AK2*835*0001~IK5*A~AK9*A*1*1*1", []ack.SetAck{{ID: "835", ControlNumber: "0001", Verdict: ack.Accepted}},
			told(func(g *ack.GroupAck) { g.Told = 1 })},
		{"a set with ST03 accepted with errors", "AK1*HP*391*005010X221A1~AK2*277*0001*005010X214~IK5*E*5*I5~AK9*E*1*1*1",
			[]ack.SetAck{{ID: "277", ControlNumber: "0001", Implementation: "005010X214", Verdict: ack.AcceptedWithErrors, Codes: []string{"5", "I5"}}},
			told(func(g *ack.GroupAck) { g.Verdict, g.Told = ack.AcceptedWithErrors, 1 })},
		{"a segment in error", head + "IK3*DTM*12*2100*I8" + tail,
			refused(ack.SetError{Segment: "DTM", Position: 12, Loop: "2100", SegmentCode: "I8"}), told(rejected)},
		{"two elements of one segment in error", head + "IK3*CAS*27*2110*8~CTX*TRN02:EFT0004~IK4*3*782*6*12..5~IK4*5:2:3**7" + tail,
			func() []ack.SetAck {
				e := cas
				e.Unit = ack.Unit{Name: "TRN02", Value: "EFT0004"}
				first, second := element(e, 3, "6"), element(e, 5, "7")
				first.DataElement, first.Value = "782", "12..5"
				second.Component, second.Repetition = 2, 3
				return refused(first, second)
			}(), told(rejected)},
		{"a trigger of the segment, and one of an element", head + "IK3*CAS*27*2110*I6~CTX*SITUATIONAL TRIGGER*SVC*25*2110*3~CTX*TRN02:EFT~IK3*CAS*28*2110*8~IK4*3**I9~CTX*SITUATIONAL TRIGGER*CAS*28*2110*2:1" + tail,
			func() []ack.SetAck {
				first, second := cas, element(cas, 3, "I9")
				first.SegmentCode, first.Unit = "I6", ack.Unit{Name: "TRN02", Value: "EFT"}
				first.Trigger = &x12.Trigger{ID: "SVC", Position: 25, Loop: "2110", Element: 3}
				second.Position = 28
				second.Trigger = &x12.Trigger{ID: "CAS", Position: 28, Loop: "2110", Element: 2, Component: 1}
				return refused(first, second)
			}(), told(rejected)},
		{"an element's own trigger before the segment's", head + "IK3*CAS*27*2110*8~CTX*SITUATIONAL TRIGGER*SVC*25*2110~IK4*3**I9~CTX*SITUATIONAL TRIGGER*CLP*9*2100~CTX*SITUATIONAL TRIGGER*LX*8*2000~IK4*4**I9" + tail,
			func() []ack.SetAck {
				first, second := element(cas, 3, "I9"), element(cas, 4, "I9")
				first.Trigger = &x12.Trigger{ID: "CLP", Position: 9, Loop: "2100"}
				second.Trigger = &x12.Trigger{ID: "SVC", Position: 25, Loop: "2110"}
				return refused(first, second)
			}(), told(rejected)},
		{"a group refused with its reasons", "AK1*HP*391*005010X221A1~AK9*R*1*1*0*2*5", nil,
			told(func(g *ack.GroupAck) { g.Verdict, g.Codes, g.Accepted = ack.Rejected, []string{"2", "5"}, 0 })},
		{"a verdict of a security service", "AK1*HP*391*005010X221A1~AK2*835*0001~IK5*X~AK9*M*1*1*0", []ack.SetAck{{ID: "835", ControlNumber: "0001", Verdict: ack.NotDecrypted}},
			told(func(g *ack.GroupAck) { g.Verdict, g.Accepted, g.Told = ack.AuthenticationFailed, 0, 1 })},
		{"verdicts and counts that are none", "AK1*HP*391*005010X221A1~AK2*835*0001~IK5*Q~AK2*835*0002~IK5*P~AK9*AA*one*-1*1.5", []ack.SetAck{{ID: "835", ControlNumber: "0001"}, {ID: "835", ControlNumber: "0002"}},
			told(func(g *ack.GroupAck) { g.Verdict, g.Stated, g.Received, g.Accepted, g.Told = 0, -1, -1, -1, 2 })},
		{"a set that is never closed, and a group", "AK1*HP*391*005010X221A1~AK2*835*0001~IK3*DTM*x*2100*I8~AK2*835*0002~IK5*A", []ack.SetAck{
			{ID: "835", ControlNumber: "0001", Errors: []ack.SetError{{Segment: "DTM", Loop: "2100", SegmentCode: "I8"}}, Count: 1},
			{ID: "835", ControlNumber: "0002", Verdict: ack.Accepted}},
			told(func(g *ack.GroupAck) { g.Verdict, g.Stated, g.Received, g.Accepted, g.Told = 0, -1, -1, -1, 2 })},
		{"what stands before its head is passed over", "AK2*835*0001~IK3*DTM*12~IK4*1~CTX*TRN02:X~IK5*A~AK9*A*1*1*1~AK1*HP*391*005010X221A1~IK3*DTM*12~IK4*1~CTX*TRN02:X~IK5*R~AK2*835*0001~IK4*1~IK5*A~AK9*A*1*1*1",
			[]ack.SetAck{{ID: "835", ControlNumber: "0001", Verdict: ack.Accepted}}, told(func(g *ack.GroupAck) { g.Told = 1 })},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := read999(c.text, 0)
			assert.Equal(t, c.sets, got.sets)
			assert.Equal(t, c.groups, got.ended)
			require.Len(t, got.began, 1)
			assert.Equal(t, "391", got.began[0].ControlNumber, "what the group is, is known before its sets")
		})
	}
}

func TestErrorsOfASetAreBoundedAndCountedExactly(t *testing.T) {
	text := "AK1*HP*391*005010X221A1~AK2*835*0001~" + strings.Repeat("IK3*CAS*27*2110*8~IK4*3*782*6~IK4*4*782*6~IK3*DTM*30*2110*I8~", 50) + "IK5*R*5~AK2*835*0002~IK5*A~AK9*P*2*2*1"
	got := read999(text, 4)
	require.Len(t, got.sets, 2)
	assert.Equal(t, 150, got.sets[0].Count)
	var places []string
	for _, e := range got.sets[0].Errors {
		places = append(places, e.Place())
	}
	assert.Equal(t, []string{"CAS03", "CAS04", "DTM", "CAS03"}, places)
	assert.Zero(t, got.sets[1].Count)
}

func ExampleRead999() {
	const file = `ISA*00*          *00*          *ZZ*BAYCLEAR       *ZZ*POPPY77001     *260302*0905*^*00501*000000505*0*P*:~
GS*FA*BAYCLEAR*POPPY77001*20260302*0905*506*X*005010X231A1~
ST*999*0001*005010X231A1~
AK1*HP*391*005010X221A1~
AK2*835*0001~
IK3*CAS*27*2110*8~
IK4*3*782*6*12..5~
IK5*R*5~
AK9*R*1*1*0~
SE*8*0001~
GE*1*506~
IEA*1*000000505~
`
	r := x12.NewReader(strings.NewReader(file))
	a := ack.Read999(ack.Listener999{
		SetEnded: func(s *ack.SetAck) {
			fmt.Printf("set %s: %s %v\n", s.ControlNumber, s.Verdict, s.Codes)
			for _, e := range s.Errors {
				fmt.Printf("  segment %d, %s: %s\n", e.Position, e.Place(), cmp.Or(e.Code, e.SegmentCode))
			}
		},
		GroupEnded: func(g *ack.GroupAck) {
			fmt.Printf("group %s of %s: %s, %d of %d accepted\n", g.ControlNumber, g.ID, g.Verdict, g.Accepted, g.Received)
		},
	})
	for {
		s, err := r.Next()
		if err != nil {
			break // io.EOF, as the file is in order
		}
		a.Add(s)
	}
	a.End()
	// Output:
	// set 0001: R [5]
	//   segment 27, CAS03: 6
	// group 391 of HP: R, 0 of 1 accepted
}

// finding draws something wrong in a set, as the Walker reports it.
func finding(t *rapid.T) ack.Finding {
	var codes []x12.Code
	for _, c := range x12.Codes() {
		if c.Meaning().IK304 != "" {
			codes = append(codes, c)
		}
	}
	f := ack.Finding{Error: &x12.Error{
		Code: rapid.SampledFrom(codes).Draw(t, "code"), Position: rapid.IntRange(1, 6).Draw(t, "position"),
		Loop: rapid.SampledFrom([]string{"", "2000", "2100"}).Draw(t, "loop"),
	}}
	f.ID = [...]string{"BPR", "TRN", "CLP", "CAS", "SVC", "DTM"}[f.Position-1]
	if f.Code.Meaning().IK403 != "" {
		f.Element = rapid.IntRange(1, 20).Draw(t, "element")
		f.Component = rapid.IntRange(0, 3).Draw(t, "component")
		f.Repetition = rapid.IntRange(0, 2).Draw(t, "repetition")
		f.DataElement = rapid.SampledFrom([]string{"", "66", "1325"}).Draw(t, "dataElement")
		f.Value = rapid.StringMatching(`[A-Z0-9.]{0,12}`).Draw(t, "value")
	}
	if rapid.Bool().Draw(t, "triggered") {
		f.Trigger = &x12.Trigger{ID: "CLP", Position: 2, Loop: "2100", Element: rapid.IntRange(0, 9).Draw(t, "triggering")}
		if f.Trigger.Element > 0 {
			f.Trigger.Component = rapid.IntRange(0, 2).Draw(t, "triggering component")
		}
	}
	if rapid.Bool().Draw(t, "named") {
		f.Unit = ack.Unit{Name: "TRN02", Value: rapid.StringMatching(`[A-Z0-9]{1,12}`).Draw(t, "unit")}
	}
	return f
}

// written is how a finding reads in the 999; head is the one whose segment it
// is told with.
func written(f, head ack.Finding) ack.SetError {
	m, trigger := f.Code.Meaning(), f.Trigger
	return ack.SetError{
		Segment: head.ID, Position: head.Position, Loop: head.Loop, SegmentCode: head.Code.Meaning().IK304,
		Element: f.Element, Component: f.Component, Repetition: f.Repetition, DataElement: f.DataElement,
		Code: m.IK403, Value: f.Value, Unit: head.Unit, Trigger: trigger,
	}
}

func TestWhatIsWrittenInA999IsReadFromIt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		verdicts := []ack.Verdict{ack.Accepted, ack.AcceptedWithErrors, ack.Rejected}
		codes := []string{"1", "5", "I5", "23"}
		group := &ack.Group{
			Header:  x12.FunctionalGroup{ID: "HP", ControlNumber: fmt.Sprint(rapid.IntRange(1, 999999999).Draw(t, "group")), Version: "005010X221A1"},
			Verdict: rapid.SampledFrom(append(verdicts, ack.PartlyAccepted)).Draw(t, "verdict"),
			Codes:   rapid.SliceOfN(rapid.SampledFrom(codes[:3]), 0, 5).Draw(t, "group codes"),
			Stated:  rapid.IntRange(0, 9).Draw(t, "stated"), Received: rapid.IntRange(0, 9).Draw(t, "received"), Accepted: rapid.IntRange(0, 9).Draw(t, "accepted"),
		}
		wantGroup := ack.GroupAck{
			ID: "HP", ControlNumber: group.Header.ControlNumber, Version: group.Header.Version, Verdict: group.Verdict,
			Stated: group.Stated, Received: group.Received, Accepted: group.Accepted,
		}
		if len(group.Codes) > 0 {
			wantGroup.Codes = group.Codes
		}

		var out bytes.Buffer
		w := x12.NewWriter(&out)
		w.BeginInterchange(x12.Interchange{SenderQualifier: "ZZ", Sender: "A", ReceiverQualifier: "ZZ", Receiver: "B", Date: "260302", Time: "0911", ControlNumber: "000000012"})
		w.BeginGroup(x12.FunctionalGroup{ID: "FA", Sender: "A", Receiver: "B", Date: "20260302", Time: "0911", ControlNumber: "12", Version: ack.Implementation})
		a := ack.Begin999(w, "0001", &group.Header)
		var wantSets []ack.SetAck
		for n := range rapid.IntRange(0, 4).Draw(t, "sets") {
			set := &ack.Set{
				Header:  x12.TransactionSet{ID: "835", ControlNumber: fmt.Sprintf("%04d", n+1)},
				Verdict: rapid.SampledFrom(verdicts).Draw(t, "set verdict"),
				Codes:   rapid.SliceOfN(rapid.SampledFrom(codes), 0, 5).Draw(t, "set codes"),
			}
			for range rapid.IntRange(0, 6).Draw(t, "findings") {
				set.Findings = append(set.Findings, finding(t))
			}
			set.Unread = rapid.IntRange(0, 5).Draw(t, "unread") == 0
			a.Set(set)
			if set.Unread {
				continue
			}
			wantGroup.Told++
			want := ack.SetAck{ID: "835", ControlNumber: set.Header.ControlNumber, Verdict: set.Verdict}
			if len(set.Codes) > 0 {
				want.Codes = set.Codes
			}
			sorted := slices.Clone(set.Findings)
			slices.SortStableFunc(sorted, func(x, y ack.Finding) int { return cmp.Compare(x.Position, y.Position) })
			for i, f := range sorted {
				// Elements of one segment that follow one another share its IK3.
				head := f
				for j := i - 1; f.Element > 0 && j >= 0 && sorted[j].Element > 0 && sorted[j].Position == f.Position; j-- {
					head = sorted[j]
				}
				want.Errors = append(want.Errors, written(f, head))
			}
			want.Count = len(want.Errors)
			wantSets = append(wantSets, want)
		}
		a.End(group)
		w.EndGroup()
		w.EndInterchange()
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}

		got := &received{}
		reader, r := ack.Read999(got.listener()), x12.NewReader(&out)
		for s, err := r.Next(); err == nil; s, err = r.Next() {
			reader.Add(s)
		}
		reader.End()
		assert.Equal(t, wantSets, got.sets)
		assert.Equal(t, []ack.GroupAck{wantGroup}, got.ended)
	})
}

// FuzzRead999 reads any bytes as segments: each group that begins ends, sets lie
// in groups and are counted there, and no more errors are kept than was said.
func FuzzRead999(f *testing.F) {
	f.Add([]byte("AK1*HP*391*005010X221A1~AK2*835*0001~IK3*CAS*27*2110*8~CTX*TRN02:EFT~IK4*3*782*6*12..5~IK5*R*5~AK9*R*1*1*0~"))
	f.Add([]byte("AK1*HP*1~AK1*HB*2~AK2*271*0001~AK2~IK3~IK3~IK4~CTX*SITUATIONAL TRIGGER*CAS*27*2110*3:1~IK4~AK9"))
	f.Fuzz(func(t *testing.T, data []byte) {
		const most = 3
		open, told := 0, 0
		r := ack.Read999(ack.Listener999{
			MaxErrors:  most,
			GroupBegan: func(*ack.GroupAck) { open++; told = 0 },
			SetEnded: func(s *ack.SetAck) {
				told++
				if open != 1 || len(s.Errors) > most || len(s.Errors) > s.Count || s.Count > most && len(s.Errors) < most {
					t.Fatalf("%d groups open, %d errors kept of %d", open, len(s.Errors), s.Count)
				}
				for _, e := range s.Errors {
					if len(e.Value) > 99 || len(e.Unit.Value) > 99 || e.Position < 0 {
						t.Fatalf("%+v", e)
					}
				}
			},
			GroupEnded: func(g *ack.GroupAck) {
				open--
				if g.Told != told {
					t.Fatalf("%d sets told, %d counted", told, g.Told)
				}
			},
		})
		for _, segment := range strings.Split(string(data), "~") {
			r.Add(x12.ParseSegment(segment, x12.DefaultDelimiters))
		}
		r.End()
		if open != 0 {
			t.Fatalf("%d groups left open", open)
		}
	})
}
