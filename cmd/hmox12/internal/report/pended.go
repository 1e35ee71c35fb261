package report

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/mapping/record"
)

// WorkList is what waits for a person: add claims and requests, then write Text or
// JSON. Its items stand by the day by which they must be paid, those without one
// behind, then by the day since which they wait.
type WorkList struct {
	items []WorkItem
}

// WorkItem is one thing that a person can decide, and how.
type WorkItem struct {
	Kind      string      // claim or request
	Number    string      // our claim number, or that of our answer
	Account   string      // CLM01, or the requester's trace
	Line      int         // LX01, or the service; 0: the whole
	Service   string      // what was sent or asked for there
	Rule      string      // that waits, by id and name; empty where it is not known
	WaitsFor  string      // in words
	Concluded string      // by the rule
	Status    string      // as a 277 tells it; HCR01 and HCR03 of a request
	Received  record.Date // when it came
	Since     record.Date // when it began to wait
	PayBy     record.Date // prompt pay; no date where no rule is for it
	Table     string      // in which a person writes it
	Naming    string      // how its row begins
	Decisions []string    // that may be written
}

// The tables, as the book calls them.
const (
	claimDecisions  = "claim_decisions.csv"
	reviewDecisions = "review_decisions.csv"
)

// cellsOf are the cells that go with a decision.
var cellsOf = map[string]string{
	string(record.VerdictAllow): "amount", string(record.VerdictFacility): "facility", string(record.VerdictPaidBefore): "amount, takenOff", string(record.VerdictDeny): "group, carc",
	string(record.VerdictModify): "quantity, from, to, provider", string(record.VerdictPapers): "papers",
}

// AddClaim adds a claim that waits, with the decision that says so and the day since
// which it does. A claim of which no rule is known to wait is one item.
func (w *WorkList) AddClaim(claim *record.Claim, d *record.Decision, since record.Date) {
	item := WorkItem{
		Kind: "claim", Number: claim.Control, Account: claim.Account, Status: d.Claim.String(), Received: claim.Received,
		Since: since, PayBy: d.PayBy, Table: claimDecisions, Naming: claim.Control,
	}
	found := false
	for i := range d.Trace {
		s := &d.Trace[i]
		if s.Result != record.Pend {
			continue
		}
		found = true
		one := item
		one.Line, one.Rule, one.WaitsFor, one.Concluded = s.Line, s.Rule+" "+s.Name, string(s.Waits), s.Concluded
		if s.Line > 0 {
			one.Naming = fmt.Sprintf("%s,%d", claim.Control, s.Line)
		}
		for j := range d.Lines {
			if l := &d.Lines[j]; l.Line == s.Line && s.Line > 0 {
				one.Service, one.Status = l.Procedure.String()+" "+dollars(l.Charge), l.Status.String()
			}
		}
		for _, kind := range adjudicate.Answers(s.Waits) {
			one.Decisions = append(one.Decisions, string(kind))
		}
		w.items = append(w.items, one)
	}
	if !found {
		item.WaitsFor, item.Concluded = string(record.WaitsForPerson), d.Claim.Text()
		item.Decisions = []string{string(record.VerdictRelease), string(record.VerdictDeny)}
		w.items = append(w.items, item)
	}
}

// AddRequest adds the items of a request that wait.
func (w *WorkList) AddRequest(a *record.ReviewAnswer) {
	if a.Rejected() {
		return
	}
	asked, decisions := a.Request.Services, a.Services
	if len(decisions) == 0 {
		asked, decisions = []record.ReviewItem{a.Request.Event}, []record.ReviewDecision{a.Event}
	}
	row := reviewOf(a)
	for i := range decisions {
		d := &decisions[i]
		if d.Action != record.ReviewPended {
			continue
		}
		item := WorkItem{
			Kind: "request", Number: a.Trace, Account: row.Asked, WaitsFor: "a clinician", Received: a.Request.Received,
			Since: a.Request.Received, Table: reviewDecisions, Naming: a.Trace + ",", Status: string(d.Action),
			Service: row.Kind,
			Decisions: []string{
				string(record.VerdictCertify), string(record.VerdictModify), string(record.VerdictRefuse), string(record.VerdictPapers),
			},
		}
		if len(a.Services) > 0 {
			item.Line, item.Naming, item.Service = i+1, fmt.Sprintf("%s,%d", a.Trace, i+1), serviceAsked(&asked[i])
		}
		for _, reason := range d.Reasons {
			item.Status += " " + string(reason)
		}
		for _, s := range a.Trail {
			if s.Result == record.Pend && (s.Line == item.Line || len(a.Services) == 0) {
				item.Rule, item.Concluded = s.Rule+" "+s.Name, s.Concluded
			}
		}
		if len(d.Papers) > 0 {
			item.WaitsFor = "papers"
		}
		w.items = append(w.items, item)
	}
}

// sorted returns the items with what is most urgent first.
func (w *WorkList) sorted() []WorkItem {
	items := slices.Clone(w.items)
	slices.SortStableFunc(items, func(a, b WorkItem) int {
		return cmp.Or(cmp.Compare(boolInt(a.PayBy == 0), boolInt(b.PayBy == 0)), cmp.Compare(a.PayBy, b.PayBy), cmp.Compare(a.Since, b.Since))
	})
	return items
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Text writes the list for a terminal.
func (w *WorkList) Text(to io.Writer) error {
	b := bufio.NewWriter(to)
	items := w.sorted()
	claims := 0
	for i := range items {
		if items[i].Kind == "claim" {
			claims++
		}
	}
	fmt.Fprintf(b, "%s for a person: %s, %s\n", waiting(len(items)), plural(claims, "item")+" of claims", plural(len(items)-claims, "item")+" of requests")
	for i := range items {
		items[i].write(b)
	}
	return b.Flush()
}

func waiting(n int) string {
	switch n {
	case 0:
		return "Nothing waits"
	case 1:
		return "1 item waits"
	}
	return fmt.Sprintf("%s items wait", number(n))
}

func (i *WorkItem) write(w io.Writer) {
	title := i.Kind + " " + i.Number
	if i.Line > 0 {
		part := "line"
		if i.Kind == "request" {
			part = "service"
		}
		title += fmt.Sprintf(" %s %d", part, i.Line)
	}
	fmt.Fprintf(w, "\n%s\n", joined(title, "account "+i.Account, i.Service))
	since := joined("received "+i.Received.String(), "waits since "+i.Since.String())
	if i.PayBy != 0 {
		since += ", to be paid by " + i.PayBy.String()
	}
	fmt.Fprintf(w, "  %s\n", since)
	for _, line := range wrap(joined(i.Rule, "waits for "+i.WaitsFor, i.Status), explainWidth-2) {
		fmt.Fprintf(w, "  %s\n", line)
	}
	for _, line := range wrap(i.Concluded, explainWidth-4) {
		fmt.Fprintf(w, "    %s\n", line)
	}
	var decisions []string
	for _, d := range i.Decisions {
		if cells := cellsOf[d]; cells != "" {
			cells = strings.Replace(cells, "group, carc", "reason", boolInt(i.Kind == "request"))
			d += " (" + cells + ")"
		}
		decisions = append(decisions, d)
	}
	for _, line := range wrap("in "+i.Table+": "+i.Naming+", then one of "+strings.Join(decisions, "; "), explainWidth-2) {
		fmt.Fprintf(w, "  %s\n", line)
	}
}

type jsonWorkItem struct {
	Kind      string      `json:"kind"`
	Number    string      `json:"number"`
	Account   string      `json:"account"`
	Line      int         `json:"line"`
	Service   string      `json:"service"`
	Rule      string      `json:"rule"`
	WaitsFor  string      `json:"waitsFor"`
	Concluded string      `json:"concluded"`
	Status    string      `json:"status"`
	Received  record.Date `json:"received"`
	Since     record.Date `json:"since"`
	PayBy     record.Date `json:"payBy"`
	Table     string      `json:"table"`
	Decisions []string    `json:"decisions"`
}

// JSON writes the list for programs, described in the package documentation.
func (w *WorkList) JSON(to io.Writer) error {
	all := struct {
		Version int            `json:"version"`
		Items   []jsonWorkItem `json:"items"`
	}{Version: 1, Items: []jsonWorkItem{}}
	for _, i := range w.sorted() {
		all.Items = append(all.Items, jsonWorkItem{
			i.Kind, i.Number, i.Account, i.Line, i.Service, i.Rule, i.WaitsFor, i.Concluded, i.Status, i.Received, i.Since, i.PayBy, i.Table, i.Decisions,
		})
	}
	encoder := json.NewEncoder(to)
	encoder.SetIndent("", "  ")
	return encoder.Encode(all)
}
