package house

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/interpreter"
	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/mapping/record"
)

// Limits of an expression.
const (
	maxText = 4000   // characters
	maxCost = 100000 // steps of one judgement, as CEL counts them

	maxNesting = 4 // lists looked through within each other
)

// Result is what an expression comes to.
type Result string

// The results.
const (
	Condition Result = "condition" // yes or no
	Amount    Result = "amount"    // money
)

// Issue is what is wrong with an expression, and where in its text.
type Issue struct {
	Line, Column int // from 1
	What, Mend   string
}

// Expression is an expression that was checked. It is safe for use by several
// goroutines.
type Expression struct {
	program cel.Program
	reads   []adjudicate.HouseRead
}

// Reads returns what the expression looks at, in the order of its text.
func (e *Expression) Reads() []adjudicate.HouseRead { return slices.Clone(e.reads) }

// Compile checks an expression of a rule about the claim or a line. What is wrong
// with it is returned instead.
func Compile(text string, level adjudicate.Level, result Result) (*Expression, []Issue) {
	if n := utf8.RuneCountInString(text); n > maxText {
		return nil, []Issue{{1, 1, fmt.Sprintf("has %d characters", n), fmt.Sprintf("an expression has at most %d; make two rules of it", maxText)}}
	}
	environment, ok := environments[level]
	if !ok {
		return nil, []Issue{{1, 1, "is of no level", "write claim or line"}}
	}
	env, err := environment()
	if err != nil {
		return nil, []Issue{{1, 1, err.Error(), ""}}
	}
	checked, found := env.Compile(text)
	if found.Err() != nil {
		return nil, issues(found, level)
	}
	want, written := types.BoolType, "a condition comes to true or false"
	if result == Amount {
		want, written = moneyType, `write an amount, such as line.left.percent(10) or money("25")`
	}
	if got := checked.OutputType(); !got.IsExactType(want) {
		return nil, []Issue{{1, 1, "comes to " + got.String() + ", not to " + want.String(), written}}
	}
	v := visitor{ast: checked.NativeRep()}
	v.visit()
	if len(v.issues) > 0 {
		return nil, v.issues
	}
	program, err := env.Program(checked, cel.CostLimit(maxCost))
	if err != nil {
		return nil, []Issue{{1, 1, err.Error(), ""}}
	}
	return &Expression{program, v.reads}, nil
}

// Judge returns how a house rule with these expressions looks at records: amount
// is nil but for a cut.
func Judge(when, amount *Expression) func(*adjudicate.HouseInput) adjudicate.HouseAnswer {
	return func(in *adjudicate.HouseInput) adjudicate.HouseAnswer {
		k := newLook(in)
		var answer adjudicate.HouseAnswer
		answer.Fits, answer.Fault = when.holds(k)
		if answer.Fits && amount != nil && answer.Fault == "" {
			answer.Amount, answer.Fault = amount.comesTo(k)
		}
		answer.Looked = k.seen()
		if answer.Fault != "" {
			answer.Fits = false
		}
		return answer
	}
}

var undeclared = regexp.MustCompile(`^undeclared reference to '([^']+)'`)

const mendTypes = `amounts are money("1000"), other numbers with a point number("1.5"), dates date("2026-07-01"), periods days(30); docs/house-rules.md has every field and function`

// issues returns what CEL found, in its order.
func issues(found *cel.Issues, level adjudicate.Level) []Issue {
	var all []Issue
	for _, e := range found.Errors() {
		issue := Issue{max(e.Location.Line(), 1), max(e.Location.Column()+1, 1), oneLine(e.Message), mendTypes}
		if m := undeclared.FindStringSubmatch(e.Message); m != nil {
			issue.What = "there is nothing called " + m[1]
			for _, v := range variables {
				if v.Name == m[1] && v.Level != "" && v.Level != level {
					issue.Mend = "a rule about the claim has no single line: write level: line, or look at lines"
				}
			}
		}
		all = append(all, issue)
	}
	return all
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// allowed are the functions of CEL that rules may use beside those of this
// package: none that makes floats, times or values without a type.
var allowed = []string{
	operators.Conditional, operators.LogicalAnd, operators.LogicalOr, operators.LogicalNot,
	operators.Equals, operators.NotEquals, operators.Less, operators.LessEquals, operators.Greater, operators.GreaterEquals,
	operators.Add, operators.Subtract, operators.Multiply, operators.Divide, operators.Modulo, operators.Negate,
	operators.In, operators.Index, operators.NotStrictlyFalse,
	"size", "contains", "startsWith", "endsWith", "matches",
	"money", "number", "date", "days", "months", "years", "year", "month", "weekday", "percent", "sum", "within",
}

// visitor gathers what a checked expression looks at and what is wrong with it.
type visitor struct {
	ast    *ast.AST
	reads  []adjudicate.HouseRead
	issues []Issue
}

func (v *visitor) visit() {
	var local []string
	ast.PreOrderVisit(v.ast.Expr(), ast.NewExprVisitor(func(e ast.Expr) {
		if e.Kind() == ast.ComprehensionKind {
			c := e.AsComprehension()
			local = append(local, c.IterVar(), c.IterVar2(), c.AccuVar())
		}
	}))
	ast.PreOrderVisit(v.ast.Expr(), ast.NewExprVisitor(func(e ast.Expr) {
		switch e.Kind() {
		case ast.IdentKind:
			v.ident(e, local)
		case ast.SelectKind:
			v.selected(e)
		case ast.CallKind:
			v.call(e)
		case ast.StructKind:
			v.report(e, "makes a record", "look at records, and make none")
		case ast.LiteralKind:
			if e.AsLiteral().Type() == types.DoubleType {
				v.report(e, "is a number with a point, which is not exact", `write number("1.5"), or money("1.50") for an amount`)
			}
		}
	}))
}

func (v *visitor) report(e ast.Expr, what, mend string) {
	at := v.ast.SourceInfo().GetStartLocation(e.ID())
	v.issues = append(v.issues, Issue{max(at.Line(), 1), max(at.Column()+1, 1), what, mend})
}

// ident notes a variable: one that a rule makes known, or that is no record.
func (v *visitor) ident(e ast.Expr, local []string) {
	for _, known := range variables {
		if known.Name != e.AsIdent() {
			continue
		}
		if slices.Contains(local, known.Name) {
			v.report(e, "names what is looked at by the name of a record", "write another name, such as p or l")
		}
		if known.After != "" || kindOf(known.Type.TypeName()) == nil {
			v.read(known.Name, known.After)
		}
	}
}

// selected notes a field of a record.
func (v *visitor) selected(e ast.Expr) {
	s := e.AsSelect()
	k := kindOf(v.ast.GetType(s.Operand().ID()).TypeName())
	if k == nil {
		return
	}
	f := k.field(s.FieldName())
	if f == nil {
		return
	}
	owner := k.Variables[len(k.Variables)-1] // an element of a list
	if s.Operand().Kind() == ast.IdentKind && slices.Contains(k.Variables, s.Operand().AsIdent()) {
		owner = s.Operand().AsIdent()
	}
	v.read(owner+"."+f.Name, f.After)
}

func (v *visitor) read(name, after string) {
	if !slices.ContainsFunc(v.reads, func(r adjudicate.HouseRead) bool { return r.Name == name }) {
		v.reads = append(v.reads, adjudicate.HouseRead{Name: name, After: after})
	}
}

// call checks that a function is one of those that rules use, and the texts that
// ours are called with.
func (v *visitor) call(e ast.Expr) {
	c := e.AsCall()
	if !slices.Contains(allowed, c.FunctionName()) {
		v.report(e, c.FunctionName()+" is not used in house rules", "docs/house-rules.md lists the functions")
		return
	}
	for _, arg := range c.Args() {
		if arg.Kind() != ast.LiteralKind {
			continue
		}
		text, ok := arg.AsLiteral().(types.String)
		if !ok {
			continue
		}
		var err error
		switch c.FunctionName() {
		case "money", "number", "percent":
			_, err = parseAmount(string(text))
		case "date":
			_, err = record.ParseDate(string(text))
		case "within":
			_, err = parseCodes(string(text))
		}
		if err != nil {
			what, mend, _ := strings.Cut(err.Error(), "; ")
			v.report(arg, what, mend)
		}
	}
}

// eval runs the expression; fault says why it came to nothing.
func (e *Expression) eval(k *look) (out any, fault string) {
	v, _, err := e.program.Eval(k)
	var cancelled interpreter.EvalCancelledError
	switch {
	case errors.As(err, &cancelled):
		return nil, fmt.Sprintf("it takes more than %d steps", maxCost)
	case err != nil:
		return nil, oneLine(err.Error())
	case k.fault != "":
		return nil, k.fault
	}
	return v, ""
}

// holds reports whether a condition holds.
func (e *Expression) holds(k *look) (bool, string) {
	v, fault := e.eval(k)
	if fault != "" {
		return false, fault
	}
	return v == types.True, ""
}

// comesTo returns an amount of dollars.
func (e *Expression) comesTo(k *look) (decimal.Decimal, string) {
	v, fault := e.eval(k)
	if fault != "" {
		return decimal.Zero, fault
	}
	a, ok := v.(amount)
	if !ok {
		return decimal.Zero, "it comes to no amount"
	}
	return a.Decimal, ""
}
