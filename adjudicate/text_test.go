package adjudicate

import (
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/hmox12/hmox12/mapping/record"
)

// TestATextSaysWhatFmtWould holds say to the formatting of the standard library.
func TestATextSaysWhatFmtWould(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		date := rapid.Custom(func(t *rapid.T) record.Date {
			return record.Date(rapid.OneOf(rapid.Int32Range(18000101, 21991231), rapid.Int32Range(0, 99991231)).Draw(t, "date"))
		})
		span := record.Span{From: date.Draw(t, "from"), To: date.Draw(t, "to")}
		number := numbers.Draw(t, "number")
		text := rapid.String().Draw(t, "text")
		procedure := record.Procedure{Code: "99213", Modifiers: rapid.SliceOfN(rapid.SampledFrom([]string{"25", "LT"}), 0, 4).Draw(t, "modifiers")}
		coverage := record.CoverageSpan{Span: span, Source: rapid.SampledFrom([]string{"", "834 TW-20260205"}).Draw(t, "source")}
		for _, c := range [][2]string{
			{say("%s, %d%% of %s", text, span.From.Year(), record.LinePaid), fmt.Sprintf("%s, %d%% of %s", text, span.From.Year(), record.LinePaid)},
			{say("%s: %s.", span.From, span), fmt.Sprintf("%s: %s.", span.From, span)},
			{say("%s", coverage), coverage.String()},
			{say("%s", procedure), procedure.String()},
			{say("%s", number), number.String()},
			{say("%s%%", percent(number)), number.Shift(2).String() + "%"},
			{say("%s and %s", dollars(number), dollars(decimal.Zero)), "$" + number.StringFixed(2) + " and $0.00"},
			{dollars(number).String(), "$" + number.StringFixed(2)},
		} {
			if c[0] != c[1] {
				t.Errorf("%q, not %q", c[0], c[1])
			}
		}
	})
}

// formats are the functions that word a text, with where their format stands.
var formats = map[string]int{
	"say": 0, "passed": 0, "adjusted": 0, "noted": 0, "notApplicable": 0, "withdrawn": 0,
	"denied": 1, "passedOn": 1, "prepaid": 1, "unrecognized": 1, "pended": 2,
}

// TestEveryTextHasAWordForEachVerb reads the sources as go vet does for fmt: as many
// arguments as verbs, each of a type that say knows, in a format that is written there.
func TestEveryTextHasAWordForEachVerb(t *testing.T) {
	fset := token.NewFileSet()
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var files []*ast.File
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(fset, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{}}
	conf := types.Config{Importer: importer.ForCompiler(fset, "source", nil)}
	if _, err := conf.Check("github.com/hmox12/hmox12/adjudicate", fset, files, info); err != nil {
		t.Fatal(err)
	}
	texts := 0
	for _, file := range files {
		for n := range ast.Preorder(file) {
			call, ok := n.(*ast.CallExpr)
			if !ok || call.Ellipsis != token.NoPos {
				continue
			}
			at, ok := formats[called(call, info)]
			if !ok {
				continue
			}
			texts++
			if wrong := wrongText(call.Args[at], call.Args[at+1:], info); wrong != "" {
				t.Errorf("%s: %s", fset.Position(call.Pos()), wrong)
			}
		}
	}
	if texts < 300 {
		t.Errorf("only %d texts were found", texts)
	}
}

// called returns the name of a function or method of the package that a call is of;
// of several methods of one name, that of claimCase alone.
func called(call *ast.CallExpr, info *types.Info) string {
	switch f := call.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		if info.Types[f.X].Type != nil && strings.HasSuffix(info.Types[f.X].Type.String(), "adjudicate.claimCase") {
			return f.Sel.Name
		}
	}
	return ""
}

// wrongText says what is wrong with a format and its arguments, nothing when nothing
// is.
func wrongText(format ast.Expr, args []ast.Expr, info *types.Info) string {
	value := info.Types[format].Value
	if value == nil {
		return "the format is no constant"
	}
	text, err := strconv.Unquote(value.ExactString())
	if err != nil {
		return err.Error()
	}
	parts := strings.Split(strings.ReplaceAll(text, "%%", ""), "%")
	if len(parts)-1 != len(args) {
		return fmt.Sprintf("%q has %d verbs and %d arguments", text, len(parts)-1, len(args))
	}
	for i, arg := range args {
		verb, kind := parts[i+1][:1], info.Types[arg].Type
		named := kind.String()[strings.LastIndexByte(kind.String(), '/')+1:]
		known := false
		switch verb {
		case "d":
			known = kind.String() == "int"
		case "s":
			basic, ok := kind.Underlying().(*types.Basic)
			known = ok && basic.Info()&types.IsString != 0
			switch named {
			case "record.Date", "record.Span", "record.CoverageSpan", "record.Procedure", "adjudicate.dollars", "adjudicate.percent", "decimal.Decimal":
				known = true
			}
		}
		if !known {
			return fmt.Sprintf("%q: say does not know how to write %%%s of a %s", text, verb, kind)
		}
	}
	return ""
}
