package house

import (
	"fmt"
	"slices"
	"strings"

	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"cel.dev/cel-go/common/types/traits"
	"cel.dev/cel-go/interpreter"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/mapping/record"
)

// Limits of what one judgement looks at.
const (
	maxPrior    = 1000 // prior lines; a patient with more is a fault
	maxEvidence = 24   // things that are kept as evidence; more are counted
	maxShown    = 120  // characters of one value
)

// look is one judgement's view of the records. It gives an expression what it
// names, and keeps what was read.
type look struct {
	in       *adjudicate.HouseInput
	made     map[string]any
	keys     map[string]bool
	evidence []string
	more     int
	prior    []record.PriorLine
	touched  map[int]bool // of prior, from 1
	last     int          // of prior, touched last
	fault    string
}

func newLook(in *adjudicate.HouseInput) *look {
	return &look{in: in, made: map[string]any{}, keys: map[string]bool{}, touched: map[int]bool{}}
}

var _ interpreter.Activation = (*look)(nil)

// ResolveName implements interpreter.Activation.
func (k *look) ResolveName(name string) (any, bool) {
	if v, ok := k.made[name]; ok {
		return v, true
	}
	v := k.make(name)
	if v == nil {
		return nil, false
	}
	k.made[name] = v
	return v, true
}

// Parent implements interpreter.Activation.
func (k *look) Parent() interpreter.Activation { return nil }

func (k *look) make(name string) any {
	in, line := k.in, k.in.Line
	switch name {
	case "claim":
		return k.thing("Claim", name, in.Claim)
	case "member":
		if in.Member != nil {
			return k.thing("Member", name, patient{in.Member, in})
		}
	case "billing":
		return k.thing("Provider", name, practitioner{in.Billing, in.Claim.Billing})
	case "today":
		k.add("today", "today "+in.Today.String())
		return date{in.Today}
	case "lines":
		return k.lines()
	case "prior":
		return k.priorLines()
	}
	if line == nil {
		return nil
	}
	switch name {
	case "line":
		return k.thing("Line", name, line)
	case "provider":
		return k.thing("Provider", name, practitioner{line.Provider, in.Claim.Rendering(line.ServiceLine)})
	case "coverage":
		return k.thing("Coverage", name, orEmpty(line.Coverage))
	case "plan":
		return k.thing("Plan", name, orEmpty(line.Plan))
	case "contract":
		return k.thing("Contract", name, orEmpty(line.Contract))
	}
	return nil
}

// orEmpty returns an empty record for none.
func orEmpty[T any](of *T) *T {
	if of == nil {
		return new(T)
	}
	return of
}

func (k *look) thing(kind, path string, of any) *thing {
	return &thing{kind: objectType(kind), look: k, path: path, of: of}
}

func (k *look) lines() ref.Val {
	lines := k.in.Lines()
	all := make([]ref.Val, len(lines))
	for i := range lines {
		all[i] = k.thing("Line", fmt.Sprintf("line %d", lines[i].Number), &lines[i])
	}
	return types.NewRefValList(types.DefaultTypeAdapter, all)
}

func (k *look) priorLines() ref.Val {
	k.prior = k.in.Prior()
	if len(k.prior) > maxPrior {
		k.fault = fmt.Sprintf("the patient has more than %d prior lines", maxPrior)
		k.prior = nil
	}
	all := make([]ref.Val, len(k.prior))
	for i := range k.prior {
		t := k.thing("Prior", "prior line", &k.prior[i])
		t.prior = i + 1
		all[i] = t
	}
	return types.NewRefValList(types.DefaultTypeAdapter, all)
}

// saw keeps a field that was read; of prior lines, which they were.
func (k *look) saw(t *thing, f *Field, v ref.Val) {
	if t.prior > 0 {
		k.touched[t.prior], k.last = true, t.prior
		return
	}
	key := t.path + "." + f.Name
	if k.keys[key] {
		return
	}
	shown := key
	if t.kind.TypeName() == "Line" && t.path != "line" {
		shown = t.path + " " + f.Name
	}
	k.add(key, shown+" "+describe(v))
}

func (k *look) add(key, text string) {
	if k.keys[key] {
		return
	}
	if len(k.evidence) >= maxEvidence {
		k.more++
		return
	}
	k.keys[key] = true
	k.evidence = append(k.evidence, text)
}

// seen returns the evidence in the order in which it was read.
func (k *look) seen() []string {
	all := slices.Clone(k.evidence)
	if _, asked := k.made["prior"]; asked && k.fault == "" {
		text := "no prior lines"
		if len(k.prior) > 0 {
			text = fmt.Sprintf("%d of %d prior lines", len(k.touched), len(k.prior))
		}
		if k.last > 0 {
			p := &k.prior[k.last-1]
			text += fmt.Sprintf(", last claim %s line %d, %s on %s", p.Claim, p.Line, serviceOf(p), p.Dates.From)
		}
		all = append(all, text)
	}
	if k.more > 0 {
		all = append(all, fmt.Sprintf("and %d more", k.more))
	}
	return all
}

func serviceOf(p *record.PriorLine) string {
	if p.Procedure.Code == "" {
		return "revenue code " + p.Revenue
	}
	return p.Procedure.String()
}

// describe returns a value as people write it.
func describe(v ref.Val) string {
	switch v := v.(type) {
	case nil:
		return "not known"
	case amount:
		return v.text()
	case date:
		return v.String()
	case types.Bool:
		if v {
			return "yes"
		}
		return "no"
	case types.Int:
		return fmt.Sprint(int64(v))
	case types.String:
		return clipped(string(v))
	case traits.Lister:
		var texts []string
		for it := v.Iterator(); it.HasNext() == types.True; {
			texts = append(texts, fmt.Sprint(it.Next().Value()))
		}
		return clipped(strings.Join(texts, " "))
	}
	return "?"
}

func clipped(text string) string {
	switch runes := []rune(text); {
	case text == "":
		return "empty"
	case len(runes) > maxShown:
		return string(runes[:maxShown]) + "…"
	}
	return text
}
