package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/hmox12/hmox12/mapping/record"
)

// VerdictTotal counts what people decided by what became of it; every result has
// one.
type VerdictTotal struct {
	Result record.VerdictResult
	Count  int
}

// AddVerdict adds what a person decided about a claim or request that waited, or a
// claim that was decided without one. It may not change afterwards.
func (n *Night) AddVerdict(v *record.Verdict) {
	n.verdictsOfPeople = append(n.verdictsOfPeople, *v)
	if n.sums.verdicts == nil {
		n.sums.verdicts = map[record.VerdictResult]int{}
	}
	n.sums.verdicts[v.Result]++
}

// about names what a verdict is about.
func aboutOf(v *record.Verdict) string {
	switch {
	case v.Claim != "" && v.Line > 0:
		return fmt.Sprintf("claim %s line %d", v.Claim, v.Line)
	case v.Claim != "":
		return "claim " + v.Claim
	case v.Line > 0:
		return fmt.Sprintf("request %s service %d", v.Request, v.Line)
	}
	return "request " + v.Request
}

// verdictNote counts the results.
func verdictNote(t *Totals) string {
	var parts []string
	for _, v := range t.Verdicts {
		if v.Count > 0 {
			parts = append(parts, number(v.Count)+" "+string(v.Result))
		}
	}
	return joined(parts...)
}

// writeUntaken lists what people decided and could not be taken.
func (n *Night) writeUntaken(w io.Writer) {
	told, more := 0, 0
	for i := range n.verdictsOfPeople {
		v := &n.verdictsOfPeople[i]
		if v.Result != record.VerdictRefused {
			continue
		}
		if told == maxRefused {
			more++
			continue
		}
		if told++; told == 1 {
			fmt.Fprint(w, "\ndecided by people and not taken\n")
		}
		for line, text := range wrap(v.Source+": "+aboutOf(v)+": "+strings.TrimPrefix(v.Concluded, "Not taken: "), explainWidth-6) {
			indent := "  "
			if line > 0 {
				indent = "      "
			}
			fmt.Fprintln(w, indent+text)
		}
	}
	if more > 0 {
		fmt.Fprintf(w, "  and %s\n", plural(more, "more decision"))
	}
}

type jsonVerdicts struct {
	Total   int                 `json:"total"`
	Results []jsonVerdictResult `json:"results"`
	Rows    []jsonVerdict       `json:"rows"`
}

type jsonVerdictResult struct {
	Result record.VerdictResult `json:"result"`
	Count  int                  `json:"count"`
}

type jsonVerdict struct {
	Source    string               `json:"source"`
	Claim     string               `json:"claim"`
	Request   string               `json:"request"`
	Line      int                  `json:"line"`
	By        string               `json:"by"`
	On        record.Date          `json:"on"`
	Said      string               `json:"said"`
	Result    record.VerdictResult `json:"result"`
	Concluded string               `json:"concluded"`
}

func (n *Night) jsonVerdicts(t Totals) jsonVerdicts {
	all := jsonVerdicts{Total: len(n.verdictsOfPeople), Rows: []jsonVerdict{}}
	for _, v := range t.Verdicts {
		all.Results = append(all.Results, jsonVerdictResult(v))
	}
	for i := range n.verdictsOfPeople {
		v := &n.verdictsOfPeople[i]
		all.Rows = append(all.Rows, jsonVerdict{v.Source, v.Claim, v.Request, v.Line, v.By, v.On, v.Said, v.Result, v.Concluded})
	}
	return all
}
