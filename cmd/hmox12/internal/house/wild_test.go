package house_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/house"
	"github.com/hmox12/hmox12/mapping/record"
)

// FuzzCompile takes any text for a condition: it is an expression, or its issues
// have a place in the text; judged, it ends, twice the same. Nothing panics.
func FuzzCompile(f *testing.F) {
	for _, text := range []string{
		`line.charge > money("1000") && !provider.onFile`, `prior.exists(p, p.code == line.code && p.date > line.date - days(30))`,
		`sum(lines.map(l, l.charge)) * 2 > claim.charge.percent("12.5")`, `line.code.within("99202-99215 36415")`,
		`claim.diagnoses[3] == "x"`, `line.charge / 0 > money(1)`, `{1: line}[1].code == "99213"`, `[line][0].units > 1 ? has(line.ndc) : false`,
		`lines.filter(l, l.state == "").map(l, l.units).exists(u, u * u > 4)`, "a.b.\"", `type(line) == Line`, `member.age + 9223372036854775807 > 0`,
	} {
		f.Add(text, false)
	}
	f.Fuzz(func(t *testing.T, text string, aboutClaim bool) {
		level, in := adjudicate.LineLevel, sampleInput()
		if aboutClaim {
			level, in.Line = adjudicate.ClaimLevel, nil
		}
		e, issues := house.Compile(text, level, house.Condition)
		if (e == nil) == (len(issues) == 0) {
			t.Fatal("neither an expression nor an issue, or both")
		}
		for _, i := range issues {
			if i.Line < 1 || i.Column < 1 || i.Line > strings.Count(text, "\n")+strings.Count(text, "\r")+1 || i.What == "" {
				t.Fatalf("an issue without place or text: %+v", i)
			}
		}
		if e == nil {
			return
		}
		judge := house.Judge(e, nil)
		first := judge(in)
		assert.Equal(t, first, judge(in))
		if first.Fits && first.Fault != "" {
			t.Fatal("fits and can't be judged")
		}
	})
}

// value returns an expression of a type, made of fields, constants, operators and
// functions.
func value(t *rapid.T, of string, depth int) string {
	var leaves, deeper []string
	for _, v := range house.Variables() {
		if v.Type.String() == of {
			leaves = append(leaves, v.Name)
		}
		for _, k := range house.Kinds() {
			for _, field := range k.Fields {
				if k.Name == v.Type.String() && field.Type.String() == of {
					leaves = append(leaves, v.Name+"."+field.Name)
				}
			}
		}
	}
	if depth <= 0 {
		return rapid.SampledFrom(append(leaves, constants[of]...)).Draw(t, "leaf")
	}
	deeper = append(deeper, grown[of]...)
	pattern := rapid.SampledFrom(append(deeper, "leaf")).Draw(t, "pattern")
	if pattern == "leaf" {
		return value(t, of, 0)
	}
	for {
		before, rest, found := strings.Cut(pattern, "<")
		if !found {
			return "(" + pattern + ")"
		}
		kind, after, _ := strings.Cut(rest, ">")
		pattern = before + value(t, kind, depth-1) + after
	}
}

var constants = map[string][]string{
	"bool": {"true", "false"}, "int": {"0", "1", "-7", "9223372036854775807"}, "string": {`""`, `"99213"`, `"J1885"`},
	"money": {"money(0)", `money("-12.345")`, `money("999999999999")`}, "number": {"number(0)", `number("2.5")`}, "date": {`date("2024-02-29")`, `date("1800-01-01")`},
	"period": {"days(30)", "months(-13)", "years(400)", "days(line.number)"}, "list(string)": {"[]", `["99213", "x"]`},
}

// grown are the patterns of a type; in angle brackets stand the types of parts. The
// operators themselves are written in words, and put in later.
var grown = map[string][]string{
	"bool": {
		"<bool> && <bool>", "<bool> || <bool>", "!<bool>", "<money> LT <money>", "<money> == <money>", "<number> GE <number>", "<number> LT <int>",
		"<date> LT <date>", "<int> LT <int>", "<string> == <string>", "<string> in <list(string)>", "<string>.startsWith(<string>)",
		`<string>.within("99202-99215 J0000-J9999")`, "<list(string)>.exists(s, s == <string>)", "prior.exists(p, p.code == <string> && p.date GE <date>)",
		"lines.all(l, l.charge GE <money>)", "has(claim.accidentDate) && claim.accidentDate LT <date>", "<bool> ? <bool> : <bool>",
	},
	"int":    {"<int> + <int>", "<int> * <int>", "<int> / <int>", "<int> % <int>", "<date> - <date>", "size(<list(string)>)", "<date>.year()", "size(prior)"},
	"string": {"<list(string)>[<int>]", "<string> + <string>", "<bool> ? <string> : <string>"},
	"money":  {"<money> + <money>", "<money> - <money>", "<money> * <int>", "<money> / <int>", "<money> * <number>", "<number> * <money>", "<money> / <number>", "<money>.percent(<int>)", "sum(lines.map(l, l.charge))", "sum(prior.filter(p, p.counts).map(p, p.charge))"},
	"number": {"<number> + <number>", "<number> * <number>", "<number> / <number>", "<number> - <int>", "sum(prior.map(p, p.units))"},
	"date":   {"<date> + <period>", "<date> - <period>"},
}

// wellTyped compiles an expression, which can only be too deep.
func wellTyped(t *rapid.T, text string, result house.Result) *house.Expression {
	e, issues := house.Compile(text, adjudicate.LineLevel, result)
	for _, i := range issues {
		if strings.Contains(i.What, "nesting limit") {
			t.Skip("deeper than an expression may be")
		}
		t.Fatalf("%s: %+v", text, i)
	}
	return e
}

func TestAnyWellTypedRuleIsJudged(t *testing.T) {
	faults, fits := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		words := strings.NewReplacer(" LT ", " < ", " GE ", " >= ")
		when := words.Replace(value(t, "bool", rapid.IntRange(0, 4).Draw(t, "depth")))
		amount := words.Replace(value(t, "money", rapid.IntRange(0, 3).Draw(t, "depth")))
		if len(when) > 4000 || len(amount) > 4000 {
			t.Skip("longer than an expression may be")
		}
		condition, cut := wellTyped(t, when, house.Condition), wellTyped(t, amount, house.Amount)
		judge := house.Judge(condition, cut)
		answer := judge(sampleInput())
		if again := judge(sampleInput()); fmt.Sprint(answer) != fmt.Sprint(again) {
			t.Fatalf("%s comes to\n%v\nand to\n%v", when, answer, again)
		}
		switch {
		case answer.Fault != "" && (answer.Fits || strings.Contains(answer.Fault, "internal error") || strings.Contains(answer.Fault, "no such overload")):
			t.Fatalf("%s: %s", when, answer.Fault)
		case answer.Fault != "":
			faults++
		case answer.Fits:
			fits++
		}
		if len(answer.Looked) > 26 {
			t.Fatalf("%d things were kept", len(answer.Looked))
		}
	})
	assert.Positive(t, faults)
	assert.Positive(t, fits)
}

func BenchmarkJudge(b *testing.B) {
	e := compile(b, `line.charge > money(100) && prior.exists(p, p.code == "97110" && p.date > line.date - days(30))`, house.Condition)
	judge, in := house.Judge(e, nil), sampleInput()
	in.Today = record.Date(20260316)
	b.ReportAllocs()
	for b.Loop() {
		judge(in)
	}
}
