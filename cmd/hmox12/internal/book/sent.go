package book

import (
	"fmt"
	"slices"

	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
)

// Sent is an interchange that was sent on an earlier night and still waits for
// its acknowledgment when this one begins.
type Sent struct {
	File         string
	Kind         string // 271, 277CA or 835
	Receiver     string // id of a partner, ISA08
	Control      string // ISA13, nine digits
	Group        string // GS06
	FunctionalID string // GS01
	Version      string // GS08
	Sets         int    // numbered from 0001
	Day          record.Date
	Trace        string // TRN02 of the payment that an 835 tells
}

// sentKinds are the kinds of files that are acknowledged by their receivers.
var sentKinds = []struct{ kind, functionalID, version string }{
	{"271", "HB", "005010X279A1"}, {"277CA", "HN", "005010X214"}, {"835", "HP", "005010X221A1"},
}

// sent reads sent.csv, which a book may lack.
func (l *loader) sent() error {
	interchanges, groups := map[string]int{}, map[string]int{}
	columns := []string{"file", "kind", "receiver", "interchange", "group", "sets", "sent", "trace"}
	return l.optionalTable("sent.csv", columns, func(r *row) {
		kind, receiver, control, group := r.cell("kind").required(), r.cell("receiver").required(), r.cell("interchange").required(), r.cell("group")
		s := Sent{
			File: r.cell("file").required().sendable(), Receiver: receiver.text,
			Control: control.digits(9), Group: group.controlNumber(), Sets: r.sentSets(), Day: r.sentDay(l.book.night), Trace: r.text("trace"),
		}
		i := slices.IndexFunc(sentKinds, func(k struct{ kind, functionalID, version string }) bool { return k.kind == kind.text })
		if i < 0 && kind.text != "" {
			kind.report("is not known here", "write 271, 277CA or 835; other files are not waited for")
		}
		if i >= 0 {
			s.Kind, s.FunctionalID, s.Version = sentKinds[i].kind, sentKinds[i].functionalID, sentKinds[i].version
		}
		if s.Trace != "" && s.Kind != "835" {
			r.cell("trace").report("is for an 835 alone", "leave it empty")
		}
		if receiver.text != "" && l.book.Partner(receiver.text) == nil && !l.unread["partners.csv"] {
			receiver.report("no such trading partner: "+receiver.text, "add it to partners.csv")
		}
		n, ok := x12.ParseCount([]byte(s.Control))
		if ok && l.book.night.Interchange > 0 && int64(n) >= l.book.night.Interchange {
			control.report("is a number that this night gives", "it is below interchange of night.yaml")
		}
		if s.Group == "" && ok {
			s.Group = fmt.Sprint(n)
		}
		once(interchanges, control, s.Receiver+" "+s.Control, r.line)
		once(groups, control, s.Receiver+" "+s.FunctionalID+" "+s.Group, r.line)
		l.book.sent = append(l.book.sent, s)
	})
}

// once reports a key that stands on an earlier line, too.
func once(seen map[string]int, v value, key string, line int) {
	if first := seen[key]; first > 0 && v.text != "" {
		v.report(fmt.Sprintf("the receiver has that number on line %d, too", first), "a number is used once")
	}
	seen[key] = line
}

// controlNumber reads a GS06 and returns it without leading zeros.
func (v value) controlNumber() string {
	if v.text == "" {
		return ""
	}
	n, ok := x12.ParseCount([]byte(v.text))
	if !ok || n == 0 {
		v.report("is not a control number", "write one to nine digits")
		return ""
	}
	return fmt.Sprint(n)
}

func (r *row) sentSets() int {
	sets := r.cell("sets").required()
	n := sets.count()
	if n == 0 && sets.text != "" {
		sets.report("is none", "a group has a set")
	}
	return n
}

func (r *row) sentDay(n Night) record.Date {
	sent := r.cell("sent").required()
	day := sent.date()
	if day != 0 && n.Received != 0 && day > n.Received {
		sent.report("is after received of night.yaml", "an earlier night sent it")
	}
	return day
}
