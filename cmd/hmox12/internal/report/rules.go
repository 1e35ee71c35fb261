package report

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/mapping/record"
)

// effectWords say what a house rule does where it fits.
var effectWords = map[adjudicate.Effect]string{
	adjudicate.HouseDenies:  "denies what is left",
	adjudicate.HousePends:   "waits for a person",
	adjudicate.HouseAdjusts: "takes an amount off",
	adjudicate.HouseNotes:   "tells, and changes nothing",
}

// Rules writes the checks of the front end, then the rules of a claim in the order
// in which they run: what each looks at, what it can write, and of a house rule where
// it is written.
func Rules(w io.Writer, frontEnd []adjudicate.FrontEndRule, rules []adjudicate.Rule) error {
	var b strings.Builder
	b.WriteString("The front end, before a claim becomes one. What it rejects gets no claim number.\n")
	for i := range frontEnd {
		r := &frontEnd[i]
		fmt.Fprintf(&b, "\n%-5s%s\n", r.ID, r.Name)
		said(&b, "reads", strings.Join(r.Reads, ", "))
		for i, status := range r.Statuses {
			label := "writes"
			if i > 0 {
				label = ""
			}
			said(&b, label, statusWords(status))
		}
	}
	b.WriteString("\nThe rules of a claim, in the order in which they run. The first that stops a line wins.\n")
	for i := range rules {
		r := &rules[i]
		fmt.Fprintf(&b, "\n%-5s%s (%s)\n", r.ID, r.Name, r.Level)
		said(&b, "reads", strings.Join(r.Reads, ", "))
		for i, c := range r.Codes {
			label := "writes"
			if i > 0 {
				label = ""
			}
			said(&b, label, codeWords(c))
		}
		if h := r.House; h != nil {
			said(&b, "does", effectWords[h.Effect])
			if h.Effect == adjudicate.HousePends {
				said(&b, "status", statusWords(h.Code.Status))
			}
			for _, alert := range h.Alerts {
				said(&b, "alert", worded(string(alert), map[string]string{string(alert): alert.Meaning().Text}))
			}
			said(&b, "why", h.Why)
			said(&b, "from", h.Source+", "+houseWhere(h))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// said writes a labeled text, wrapped under itself.
func said(b *strings.Builder, label, text string) {
	for i, line := range wrap(text, explainWidth-13) {
		if i > 0 {
			label = ""
		}
		fmt.Fprintf(b, "     %-8s%s\n", label, line)
	}
}

// codeWords tells a code, how a 277 tells of it, and what both mean.
func codeWords(c adjudicate.Code) string {
	words := []string{c.Reason.Meaning().Text}
	for _, remark := range c.Remarks {
		words = append(words, remark.Meaning().Text)
	}
	text := c.String() + "  " + strings.Join(words, "; ")
	if c.Status.Category != "" {
		text += "; " + statusWords(c.Status)
	}
	return text
}

func statusWords(s record.StatusCode) string { return s.String() + " " + s.Text() }

func houseWhere(h *adjudicate.HouseRule) string {
	if h.Before != "" {
		return "before " + h.Before
	}
	return "after " + h.After
}

type jsonRules struct {
	FrontEnd []jsonFrontEndRule `json:"frontEnd"`
	Rules    []jsonRule         `json:"rules"`
}

type jsonFrontEndRule struct {
	ID       string     `json:"id"`
	Name     string     `json:"name"`
	Reads    []string   `json:"reads"`
	Statuses []jsonWord `json:"statuses"`
}

type jsonRule struct {
	ID    string         `json:"id"`
	Name  string         `json:"name"`
	Level string         `json:"level"`
	Reads []string       `json:"reads"`
	Codes []jsonRuleCode `json:"codes"`
	House *jsonHouse     `json:"house,omitempty"`
}

type jsonRuleCode struct {
	Group   string     `json:"group"`
	Reason  jsonWord   `json:"reason"`
	Remarks []jsonWord `json:"remarks"`
	Status  *jsonWord  `json:"status,omitempty"` // absent: the code stops nothing
}

type jsonHouse struct {
	Source string     `json:"source"`
	Before string     `json:"before,omitempty"`
	After  string     `json:"after,omitempty"`
	Effect string     `json:"effect"`
	Status *jsonWord  `json:"status,omitempty"` // of a rule that waits
	Alerts []jsonWord `json:"alerts,omitempty"`
	Why    string     `json:"why"`
}

// jsonWord is a code and what it means.
type jsonWord struct {
	Code string `json:"code"`
	Text string `json:"text"`
}

// RulesJSON writes the checks of the front end and the rules for programs: a list of
// each in their order.
func RulesJSON(w io.Writer, frontEnd []adjudicate.FrontEndRule, rules []adjudicate.Rule) error {
	all := make([]jsonRule, 0, len(rules))
	checks := make([]jsonFrontEndRule, 0, len(frontEnd))
	for i := range frontEnd {
		r := &frontEnd[i]
		check := jsonFrontEndRule{ID: r.ID, Name: r.Name, Reads: r.Reads, Statuses: []jsonWord{}}
		for _, status := range r.Statuses {
			check.Statuses = append(check.Statuses, *statusWord(status))
		}
		checks = append(checks, check)
	}
	for i := range rules {
		r := &rules[i]
		j := jsonRule{ID: r.ID, Name: r.Name, Level: string(r.Level), Reads: r.Reads, Codes: []jsonRuleCode{}}
		if j.Reads == nil {
			j.Reads = []string{}
		}
		for _, c := range r.Codes {
			j.Codes = append(j.Codes, jsonRuleCode{
				Group: string(c.Group), Reason: jsonWord{string(c.Reason), c.Reason.Meaning().Text},
				Remarks: remarkWords(c.Remarks), Status: statusWord(c.Status),
			})
		}
		if h := r.House; h != nil {
			j.House = &jsonHouse{
				Source: h.Source, Before: h.Before, After: h.After, Effect: string(h.Effect), Alerts: remarkWords(h.Alerts), Why: h.Why,
			}
			if h.Effect == adjudicate.HousePends {
				j.House.Status = statusWord(h.Code.Status)
			}
		}
		all = append(all, j)
	}
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	return out.Encode(jsonRules{checks, all})
}

func remarkWords(remarks []record.RARC) []jsonWord {
	words := make([]jsonWord, 0, len(remarks))
	for _, r := range remarks {
		words = append(words, jsonWord{string(r), r.Meaning().Text})
	}
	return words
}

func statusWord(s record.StatusCode) *jsonWord {
	if s.Category == "" {
		return nil
	}
	return &jsonWord{s.String(), s.Text()}
}
