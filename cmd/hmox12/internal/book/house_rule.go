package book

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/house"
	"github.com/hmox12/hmox12/mapping/record"
)

// houseFile is where a book says the rules that the payer adds.
const houseFile = "house_rules.yaml"

// maxHouseRules is how many rules a book may add: H1 to H999.
const maxHouseRules = 999

// houseRules reads house_rules.yaml, which a book may lack.
func (l *loader) houseRules() error {
	if there, err := l.exists(houseFile); !there {
		return err
	}
	d, err := l.document(houseFile)
	if d == nil {
		return err
	}
	before := l.problems.Total
	documents := d.sections("rules")
	if len(documents) > maxHouseRules {
		d.at("rules").report(fmt.Sprintf("has more than %d rules", maxHouseRules), "remove some")
		return nil
	}
	var rules []adjudicate.HouseRule
	var places []housePlaces
	for _, one := range documents {
		rule, place := houseRule(one)
		rules, places = append(rules, rule), append(places, place)
	}
	d.done()
	if l.problems.Total > before {
		return nil
	}
	made, problems := adjudicate.NewHouse(rules)
	for _, p := range problems {
		at := places[p.Rule]
		key := at.at[p.Field]
		if key.src == nil {
			key = at.rule
		}
		key.report(p.What, p.Mend)
	}
	if len(rules) > 0 {
		l.book.house = made
	}
	return nil
}

// housePlaces are where the file says the fields of a rule.
type housePlaces struct {
	rule value
	at   map[string]value // by field of adjudicate.HouseRule
}

// houseEffects are the keys that say what a rule does, with the effect.
var houseEffects = []struct {
	key    string
	effect adjudicate.Effect
}{
	{"deny", adjudicate.HouseDenies}, {"pend", adjudicate.HousePends}, {"adjust", adjudicate.HouseAdjusts}, {"note", adjudicate.HouseNotes},
}

// houseRule reads one rule. That it fits into the list of rules is checked when all
// are read.
func houseRule(d *document) (adjudicate.HouseRule, housePlaces) {
	id, name := d.value("id").required(), d.value("name").required()
	level := d.value("level")
	r := adjudicate.HouseRule{
		ID: id.text, Name: name.plainText(), Source: fmt.Sprintf("%s:%d", houseFile, d.line),
		Level: oneOf(level, adjudicate.LineLevel, adjudicate.ClaimLevel),
		Why:   d.value("why").required().plainText(),
	}
	if level.text == "" {
		r.Level = adjudicate.LineLevel
	}
	beforeRule, after := d.value("before"), d.value("after")
	r.Before, r.After = beforeRule.text, after.text
	p := housePlaces{rule: id, at: map[string]value{
		"ID": id, "Name": name, "Level": d.at("level"), "Before": d.at("before"), "After": d.at("after"), "Reads": d.at("when"),
	}}
	if r.Before == "" && r.After == "" {
		id.report("the rule has no place", "write before or after, with the id or name of a rule; hmox12 rules lists them")
	}
	when := expression(d, "when", r.Level, house.Condition)
	var amount *house.Expression
	found := 0
	for _, e := range houseEffects {
		if !d.has(e.key) {
			continue
		}
		if found++; found > 1 {
			d.at(e.key).report("the rule does something already", "a rule has one of deny, pend, adjust and note; make two rules of it")
			d.take(e.key)
			continue
		}
		r.Effect = e.effect
		effect := d.section(e.key)
		if effect == nil {
			if r.Effect != adjudicate.HouseNotes { // a note may be for the trace alone
				d.at(e.key).report("is empty", "write what it does below it")
			}
			continue
		}
		if r.Effect == adjudicate.HouseAdjusts {
			amount = expression(effect, "amount", r.Level, house.Amount)
		}
		houseEffect(effect, &r, p.at)
		effect.done()
	}
	if found == 0 {
		id.report("the rule does nothing", "write one of deny, pend, adjust and note")
	}
	d.done()
	if when != nil {
		r.Reads = when.Reads()
		r.Judge = house.Judge(when, amount)
	}
	if amount != nil {
		r.Reads = append(r.Reads, amount.Reads()...)
	}
	return r, p
}

// houseEffect reads the codes of what a rule does.
func houseEffect(d *document, r *adjudicate.HouseRule, at map[string]value) {
	switch r.Effect {
	case adjudicate.HouseDenies, adjudicate.HouseAdjusts:
		at["Code.Group"], at["Code.Reason"], at["Code.Remarks"] = d.at("group"), d.at("carc"), d.at("rarcs")
		r.Code.Group = oneOf(d.value("group").required(), record.CO, record.PR, record.OA)
		r.Code.Reason = record.CARC(d.value("carc").required().text)
		for _, text := range d.texts("rarcs") {
			r.Code.Remarks = append(r.Code.Remarks, record.RARC(text))
		}
	case adjudicate.HouseNotes:
		at["Alerts"] = d.at("alerts")
		for _, text := range d.texts("alerts") {
			r.Alerts = append(r.Alerts, record.RARC(text))
		}
		return
	}
	if r.Effect != adjudicate.HouseAdjusts {
		at["Code.Status"] = d.at("status")
		r.Code.Status = statusOf(d.value("status").required())
	}
}

// expression reads and checks an expression; it returns nil when that can't be
// used.
func expression(d *document, key string, level adjudicate.Level, result house.Result) *house.Expression {
	node := d.keys[key]
	v := d.value(key).required()
	switch {
	case v.text == "" || level == "":
		return nil
	case !utf8.ValidString(v.text):
		v.report("is not UTF-8", "save the file in the encoding UTF-8")
		return nil
	}
	e, issues := house.Compile(v.text, level, result)
	for _, issue := range issues {
		at := v
		at.line, at.column = placeIn(v, node, issue.Line, issue.Column)
		at.report(issue.What, issue.Mend)
	}
	return e
}

// placeIn returns where in the file a place in the text of a scalar is.
func placeIn(v value, node ast.Node, line, column int) (fileLine, fileColumn int) {
	switch n := node.(type) {
	case *ast.LiteralNode:
		folded := strings.HasPrefix(n.GetToken().Value, ">")
		for at := v.line; at < len(v.src.lines); at++ {
			text := v.src.lines[at]
			indent, length := len(text)-len(strings.TrimLeft(text, " ")), len(strings.TrimSpace(text))
			switch {
			case !folded && at == v.line+line-1, folded && column <= length+1:
				return at + 1, indent + column
			case folded:
				column -= length + 1
			}
		}
	case *ast.StringNode:
		if quoted := n.GetToken().Type; quoted == token.DoubleQuoteType || quoted == token.SingleQuoteType {
			column++
		}
		if line == 1 {
			return v.line, v.column + column - 1
		}
	}
	return v.line, v.column
}

// plainText reads a text for people that is not sent; its blanks and line ends become
// one blank each.
func (v value) plainText() string {
	text := strings.Join(strings.Fields(v.text), " ")
	if !utf8.ValidString(text) || strings.ContainsFunc(text, unicode.IsControl) {
		v.report("has a character that is no text", "write one or more lines of plain text")
	}
	return text
}
