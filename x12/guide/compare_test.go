package guide

import (
	"encoding/xml"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// referenceMaps are maps of the guides that another project made, where this
// machine has them.
const referenceMaps = "../../../shared/reference/guides"

// accepted are the differences that are meant, by what differs, with the reason.
var accepted = map[string]map[string]string{
	"277": {
		"loop 2000A/2000B": nested,
		"loop 2000B/2000C": nested,
		"loop 2000C/2000D": nested,
		"loop 2000D/2000E": nested,
		"loop root/2000B":  nested,
		"loop root/2000C":  nested,
		"loop root/2000D":  nested,
		"loop root/2000E":  nested,
		"order of 2000A":   nested,
		"order of 2000B":   nested,
		"order of 2000C":   nested,
		"order of 2000D":   nested,
		"order of root":    nested,
	},
	"277CA": {
		"loop 2000B/2000C":        refusedAbove,
		"loop 2000C/2000D":        refusedAbove,
		"2000C HL#1-04 codes":     refusedAbove,
		"loop 2000C/2200C":        noProviderStatus,
		"2200C STC#1":             noProviderStatus,
		"2200C STC#1-02":          "a date does no harm; every other STC has it",
		"2220D SVC#1-01-01 codes": "the map has NU twice, once for N4",
		"2100C NM1#1 notes":       noNotes,
		"2100D NM1#1 notes":       noNotes,
		"2200C REF#1 notes":       noNotes,
		"2200D REF#1 notes":       noNotes,
		"2200D REF#2 notes":       noNotes,
		"2200D REF#3 notes":       noNotes,
		"2220D REF#1 notes":       noNotes,
		"2220D REF#2 notes":       noNotes,
		"2100C NM1#1-12":          shortened,
		"2100D NM1#1-12":          shortened,
		"2200D STC#1-10-04":       shortened,
		"2200D STC#1-11-04":       shortened,
		"2220D STC#1-01-04":       shortened,
		"2220D STC#1-10-04":       shortened,
		"2220D STC#1-11-04":       shortened,
		"2220D SVC#1-01-08":       shortened,
	},
	"834": {
		"root ST#1-03 codes":   "senders may name 005010X220, which has the same content",
		"2100F PER#1-07 codes": "FX is in PER03 and PER05, and no reason is given why not here",
	},
	"837I": {
		"root ST#1-03 codes":        "X223A3 has the same content",
		"2300 CL1#1-01":             admissionType,
		"2000C/2300 CL1#1-01":       admissionType,
		"2300 CRC#1-04 codes":       referralCondition,
		"2300 CRC#1-05 codes":       referralCondition,
		"2000C/2300 CRC#1-04 codes": referralCondition,
		"2000C/2300 CRC#1-05 codes": referralCondition,
		"order of 2000B":            "the claims of a level come before the levels below it",
	},
	"837P": {
		"root ST#1-03":        setVersion,
		"root ST#1-03 codes":  setVersion,
		"root BHT#1-06 codes": "X222A1 has 31, a Medicaid agency's subrogation demand",
		"1000A NM1#1 notes":   entityNote,
		"1000B NM1#1 notes":   entityNote,
		"2010BA NM1#1-08":     memberNumber,
		"2010BA NM1#1-09":     memberNumber,
	},
	"835": {
		"root PLB#1-05-01 codes": adjustmentReason,
		"root PLB#1-07-01 codes": adjustmentReason,
		"root PLB#1-09-01 codes": adjustmentReason,
		"root PLB#1-11-01 codes": adjustmentReason,
		"root PLB#1-13-01 codes": adjustmentReason,
	},
	"999": {
		"root ST#1-03 codes": "senders still name 005010X231, which has the same content",
		"2100 CTX#1-06-02":   reference,
		"2110 CTX#1-06-02":   reference,
		"2100 CTX#2-02":      businessUnit,
		"2100 CTX#2-03":      businessUnit,
		"2100 CTX#2-04":      businessUnit,
		"2100 CTX#2-06":      businessUnit,
		"2100 CTX#2-06-01":   businessUnit,
		"2100 CTX#2-06-02":   businessUnit,
		"2110 IK4#1":         "the head of a loop is required where the loop occurs",
	},
}

const (
	nested            = "the map has the levels side by side, HL02 puts one into the other"
	refusedAbove      = "an acknowledgment may end at the level that was refused, as HL04 of 2000B shows"
	noProviderStatus  = "acknowledgments that payers publish have none"
	noNotes           = "the map leaves out X12's notes here"
	shortened         = "the map leaves out trailing elements that are not used"
	setVersion        = "X222A1 requires ST03, which repeats GS08"
	entityNote        = "X12 defines NM1 once, with C1203"
	memberNumber      = "X222A1 asks for it of persons only"
	admissionType     = "X223A2 requires the type of admission wherever it has CL1"
	referralCondition = "CRC04 and CRC05 take the conditions of CRC03, as in X222A1"
	adjustmentReason  = "the reasons of PLB03 hold for each adjustment of the segment"
	reference         = "C999 refers to a component as well"
	businessUnit      = "published acknowledgments say the place of the business unit"
)

// TestGuidesAgreeWithReferenceMaps compares loops, segments, elements, codes and
// syntax notes with the reference maps. It fails on a difference that isn't
// accepted above, and on an accepted one that is none any more.
func TestGuidesAgreeWithReferenceMaps(t *testing.T) {
	if _, err := os.Stat(referenceMaps); err != nil {
		t.Skip("no shared reference files on this machine")
	}
	for _, c := range []struct{ name, set, version, file string }{
		{"277", "277", "005010X212", "imsweb/277.5010.X212.xml"},
		{"277CA", "277", "005010X214", "pyx12/277.5010.X214.xml"},
		{"834", "834", "005010X220A1", "pyx12/834.5010.X220.A1.xml"},
		{"835", "835", "005010X221A1", "pyx12/835.5010.X221.A1.xml"},
		{"837I", "837", "005010X223A2", "pyx12/837Q3.I.5010.X223.A1.xml"},
		{"837P", "837", "005010X222A1", "pyx12/837.5010.X222.A1.xml"},
		{"999", "999", "005010X231A1", "pyx12/999.5010X231.A1.xml"},
	} {
		t.Run(c.name, func(t *testing.T) {
			text, err := os.ReadFile(filepath.Join(referenceMaps, c.file))
			require.NoError(t, err)
			var root mapNode
			require.NoError(t, xml.Unmarshal(text, &root))
			g, ok := Lookup(c.set, c.version)
			require.True(t, ok)

			theirs, ours := facts{}, facts{}
			theirs.mapLoop("", "root", transactionSet(root))
			ours.loop("", "root", g.Root)
			unmet := map[string]bool{}
			for key := range accepted[c.name] {
				unmet[key] = true
			}
			for _, key := range differing(theirs, ours) {
				delete(unmet, key)
				line := fmt.Sprintf("%s: the map has %q, the guide %q", key, theirs[key], ours[key])
				if reason, ok := accepted[c.name][key]; ok {
					t.Logf("accepted: %s: %s", line, reason)
				} else {
					t.Errorf("%s", line)
				}
			}
			for key := range unmet {
				t.Errorf("%s is accepted as a difference but is none", key)
			}
		})
	}
}

// mapNode is any node of a reference map.
type mapNode struct {
	XMLName  xml.Name
	ID       string    `xml:"xid,attr"`
	Type     string    `xml:"type,attr"`
	Number   string    `xml:"data_ele"`
	Usage    string    `xml:"usage"`
	Position string    `xml:"pos"`
	Sequence string    `xml:"seq"`
	Repeat   string    `xml:"repeat"`
	Max      string    `xml:"max_use"`
	Syntax   []string  `xml:"syntax"`
	Codes    []string  `xml:"valid_codes>code"`
	Children []mapNode `xml:",any"`
}

func (n mapNode) kind() string { return n.XMLName.Local }

// transactionSet returns the children of the ST loop, those of the tables that
// the maps wrap them in included.
func transactionSet(n mapNode) []mapNode {
	for _, child := range n.Children {
		if child.ID == "ST_LOOP" {
			return flatten(child)
		}
		if found := transactionSet(child); found != nil {
			return found
		}
	}
	return nil
}

func flatten(n mapNode) []mapNode {
	byPosition := slices.Clone(n.Children)
	slices.SortStableFunc(byPosition, func(a, b mapNode) int { return strings.Compare(a.Position, b.Position) })
	var children []mapNode
	for _, child := range byPosition {
		switch {
		case child.kind() == "loop" && (child.Type == "wrapper" || child.ID == "LS_LOOP"):
			children = append(children, flatten(child)...)
		case child.kind() == "loop" || child.kind() == "segment":
			children = append(children, child)
		}
	}
	return children
}

// facts is what a guide says, one fact a line: what about, and what.
type facts map[string]string

func differing(a, b facts) []string {
	var keys []string
	for key := range a {
		if a[key] != b[key] {
			keys = append(keys, key)
		}
	}
	for key := range b {
		if _, ok := a[key]; !ok {
			keys = append(keys, key)
		}
	}
	sort.Strings(keys)
	return keys
}

func (f facts) mapLoop(parent, id string, children []mapNode) {
	seen := map[string]int{}
	var order []string
	for _, n := range children {
		if n.kind() == "loop" {
			f["loop "+id+"/"+n.ID] = n.Usage + " " + n.Repeat
			order = append(order, n.ID)
			f.mapLoop(id, n.ID, flatten(n))
			continue
		}
		if n.Usage == "N" {
			continue
		}
		seen[n.ID]++
		key := fmt.Sprintf("%s %s#%d", id, n.ID, seen[n.ID])
		if id == "2300" && parent == "2000C" {
			key = "2000C/" + key
		}
		order = append(order, n.ID)
		f[key] = n.Usage + " " + n.Max
		sort.Strings(n.Syntax)
		f[key+" notes"] = strings.Join(n.Syntax, " ")
		f.mapElements(key+"-", n.Children)
	}
	f["order of "+id] = strings.Join(order, " ")
}

func (f facts) mapElements(prefix string, children []mapNode) {
	for _, n := range children {
		if n.kind() != "element" && n.kind() != "composite" {
			continue
		}
		key := prefix + n.Sequence
		f[key] = n.Usage + " " + n.Number
		if n.Usage == "N" {
			continue
		}
		if n.Repeat != "" && n.Repeat != "1" {
			f[key] += "*" + n.Repeat
		}
		if len(n.Codes) > 0 {
			sort.Strings(n.Codes)
			f[key+" codes"] = strings.Join(n.Codes, "|")
		}
		f.mapElements(key+"-", n.Children)
	}
}

// flatNodes returns the nodes of a loop with those of its parts in their place, as
// the maps are flattened: what a situational part needs is situational.
func flatNodes(l *Loop) (nodes []Node) {
	for _, n := range l.Nodes {
		if !n.isPart() {
			nodes = append(nodes, n)
			continue
		}
		for _, in := range flatNodes(n.Loop) {
			if in.Loop != nil {
				loop := *in.Loop
				loop.Usage = min(loop.Usage, n.Loop.Usage)
				in.Loop = &loop
			} else {
				use := *in.Segment
				use.Usage = min(use.Usage, n.Loop.Usage)
				in.Segment = &use
			}
			nodes = append(nodes, in)
		}
	}
	return nodes
}

func (f facts) loop(parent, id string, l *Loop) {
	seen := map[string]int{}
	var order []string
	for _, n := range flatNodes(l) {
		if n.Loop != nil {
			f["loop "+id+"/"+n.Loop.ID] = usageLetter(n.Loop.Usage) + " " + maxText(n.Loop.Max)
			order = append(order, n.Loop.ID)
			f.loop(id, n.Loop.ID, n.Loop)
			continue
		}
		u := n.Segment
		seen[u.ID]++
		key := fmt.Sprintf("%s %s#%d", id, u.ID, seen[u.ID])
		if id == "2300" && parent == "2000C" {
			key = "2000C/" + key
		}
		order = append(order, u.ID)
		f[key] = usageLetter(u.Usage) + " " + maxText(u.Max)
		var notes []string
		for _, note := range u.Notes {
			text := string(note.Kind)
			for _, e := range note.Elements {
				text += fmt.Sprintf("%02d", e)
			}
			notes = append(notes, text)
		}
		sort.Strings(notes)
		f[key+" notes"] = strings.Join(notes, " ")
		f.elements(key+"-", u.Elements)
	}
	f["order of "+id] = strings.Join(order, " ")
}

func (f facts) elements(prefix string, elements []ElementUse) {
	for i, e := range elements {
		key := fmt.Sprintf("%s%02d", prefix, i+1)
		f[key] = usageLetter(e.Usage) + " " + e.Number
		if e.Usage == NotUsed {
			continue
		}
		if e.Repeat != 1 {
			f[key] += "*" + maxText(e.Repeat)
		}
		if e.Codes != nil {
			codes := e.Codes.List()
			sort.Strings(codes)
			f[key+" codes"] = strings.Join(codes, "|")
		}
		f.elements(key+"-", e.Components)
	}
}

func usageLetter(u Usage) string { return [...]string{"N", "S", "R", "R"}[u] }

func maxText(n int) string {
	if n == 0 {
		return ">1"
	}
	return fmt.Sprint(n)
}
