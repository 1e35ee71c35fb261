package house

import (
	"errors"
	"strings"
	"sync"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"cel.dev/cel-go/common/types/traits"
	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/mapping/record"
)

// Functions returns what expressions may call beside the operators, as they are
// written, with what each does.
func Functions() [][2]string {
	return [][2]string{
		{`money("12.50")`, "an amount in dollars; a whole number needs no quotes: `money(1000)`"},
		{`number("0.2")`, "an exact number; a whole number needs no quotes"},
		{`date("2026-07-01")`, "a day of the calendar"},
		{`days(30)`, "a period to add to a date or take off it, as are `months(6)` and `years(1)`"},
		{`a - b`, "of two dates: the days from b to a"},
		{`line.date.year()`, "the year of a date; `month()` is 1 to 12, `weekday()` 1 Monday to 7 Sunday"},
		{`line.allowed.percent(50)`, "a share of an amount; with a point in quotes: `percent(\"12.5\")`"},
		{`sum(list)`, "of amounts or numbers: `sum(lines.map(l, l.charge))`"},
		{`line.code.within("99202-99215 36415")`, "is one of the codes, or lies in one of the ranges"},
		{`has(claim.referral)`, "is told: a text or list that is not empty, a date that is known"},
		{`claim.diagnoses.exists(d, …)`, "holds for one of a list; `all`, `exists_one`, `filter`, `map` and `size()` as in CEL"},
		{`line.code.startsWith("J")`, "`endsWith`, `contains` and `matches` (RE2) as in CEL"},
	}
}

// own are the functions that are not CEL's.
var own = []cel.EnvOption{
	cel.Function("money",
		cel.Overload("money_string", []*cel.Type{cel.StringType}, moneyType, cel.UnaryBinding(func(v ref.Val) ref.Val { return amountOf(v, moneyType) })),
		cel.Overload("money_int", []*cel.Type{cel.IntType}, moneyType, cel.UnaryBinding(func(v ref.Val) ref.Val { return amountOf(v, moneyType) }))),
	cel.Function("number",
		cel.Overload("number_string", []*cel.Type{cel.StringType}, numberType, cel.UnaryBinding(func(v ref.Val) ref.Val { return amountOf(v, numberType) })),
		cel.Overload("number_int", []*cel.Type{cel.IntType}, numberType, cel.UnaryBinding(func(v ref.Val) ref.Val { return amountOf(v, numberType) }))),
	cel.Function("date", cel.Overload("date_string", []*cel.Type{cel.StringType}, dateType, cel.UnaryBinding(dateOf))),
	cel.Function("days", cel.Overload("days_int", []*cel.Type{cel.IntType}, periodType, cel.UnaryBinding(func(v ref.Val) ref.Val { return periodOf(v, 0, 1) }))),
	cel.Function("months", cel.Overload("months_int", []*cel.Type{cel.IntType}, periodType, cel.UnaryBinding(func(v ref.Val) ref.Val { return periodOf(v, 1, 0) }))),
	cel.Function("years", cel.Overload("years_int", []*cel.Type{cel.IntType}, periodType, cel.UnaryBinding(func(v ref.Val) ref.Val { return periodOf(v, 12, 0) }))),
	cel.Function("year", cel.MemberOverload("date_year", []*cel.Type{dateType}, cel.IntType, cel.UnaryBinding(func(v ref.Val) ref.Val { return types.Int(v.(date).Year()) }))),
	cel.Function("month", cel.MemberOverload("date_month", []*cel.Type{dateType}, cel.IntType, cel.UnaryBinding(func(v ref.Val) ref.Val { return types.Int(v.(date).Month()) }))),
	cel.Function("weekday", cel.MemberOverload("date_weekday", []*cel.Type{dateType}, cel.IntType, cel.UnaryBinding(func(v ref.Val) ref.Val { return types.Int(weekday(v.(date).Date)) }))),
	cel.Function("percent",
		cel.MemberOverload("money_percent_int", []*cel.Type{moneyType, cel.IntType}, moneyType, cel.BinaryBinding(percent)),
		cel.MemberOverload("money_percent_string", []*cel.Type{moneyType, cel.StringType}, moneyType, cel.BinaryBinding(percent))),
	cel.Function("sum",
		cel.Overload("sum_money", []*cel.Type{cel.ListType(moneyType)}, moneyType, cel.UnaryBinding(func(v ref.Val) ref.Val { return sum(v, moneyType) })),
		cel.Overload("sum_number", []*cel.Type{cel.ListType(numberType)}, numberType, cel.UnaryBinding(func(v ref.Val) ref.Val { return sum(v, numberType) }))),
	cel.Function("within", cel.MemberOverload("string_within", []*cel.Type{cel.StringType, cel.StringType}, cel.BoolType, cel.BinaryBinding(within))),

	// What operators do with the types is in their methods.
	operator(operators.Add, moneyType, moneyType, moneyType, numberType, numberType, numberType, numberType, cel.IntType, numberType, dateType, periodType, dateType),
	operator(operators.Subtract, moneyType, moneyType, moneyType, numberType, numberType, numberType, numberType, cel.IntType, numberType, dateType, periodType, dateType, dateType, dateType, cel.IntType),
	operator(operators.Multiply, moneyType, cel.IntType, moneyType, moneyType, numberType, moneyType, numberType, moneyType, moneyType, numberType, cel.IntType, numberType, numberType, numberType, numberType),
	operator(operators.Divide, moneyType, cel.IntType, moneyType, moneyType, numberType, moneyType, numberType, cel.IntType, numberType, numberType, numberType, numberType),
	comparison(operators.Less), comparison(operators.LessEquals), comparison(operators.Greater), comparison(operators.GreaterEquals),
}

// operator declares an operator for triples of left type, right type and result.
func operator(name string, triples ...*cel.Type) cel.EnvOption {
	var overloads []cel.FunctionOpt
	for i := 0; i < len(triples); i += 3 {
		left, right, result := triples[i], triples[i+1], triples[i+2]
		id := "house" + name + left.String() + "_" + right.String()
		overloads = append(overloads, cel.Overload(id, []*cel.Type{left, right}, result))
	}
	return cel.Function(name, overloads...)
}

func comparison(name string) cel.EnvOption {
	return operator(name, moneyType, moneyType, cel.BoolType, numberType, numberType, cel.BoolType, numberType, cel.IntType, cel.BoolType, dateType, dateType, cel.BoolType)
}

// environments have the variables of a level.
var environments = map[adjudicate.Level]func() (*cel.Env, error){
	adjudicate.ClaimLevel: sync.OnceValues(func() (*cel.Env, error) { return environment(adjudicate.ClaimLevel) }),
	adjudicate.LineLevel:  sync.OnceValues(func() (*cel.Env, error) { return environment(adjudicate.LineLevel) }),
}

func environment(level adjudicate.Level) (*cel.Env, error) {
	options := []cel.EnvOption{
		cel.CustomTypeProvider(provider{types.NewEmptyRegistry()}),
		cel.ParserExpressionSizeLimit(maxText), cel.ParserRecursionLimit(64), cel.ParserErrorRecoveryLimit(8),
		cel.ASTValidators(cel.ValidateRegexLiterals(), cel.ValidateHomogeneousAggregateLiterals(), cel.ValidateComprehensionNestingLimit(maxNesting)),
	}
	for _, v := range variables {
		if level == adjudicate.LineLevel || v.Level == "" {
			options = append(options, cel.Variable(v.Name, v.Type))
		}
	}
	return cel.NewEnv(append(options, own...)...)
}

// amountOf makes an amount of a text or a whole number.
func amountOf(v ref.Val, of *types.Type) ref.Val {
	switch v := v.(type) {
	case types.Int:
		return newAmount(decimal.NewFromInt(int64(v)), of)
	case types.String:
		d, err := parseAmount(string(v))
		if err != nil {
			return types.WrapErr(err)
		}
		return newAmount(d, of)
	}
	return types.MaybeNoSuchOverloadErr(v)
}

func dateOf(v ref.Val) ref.Val {
	text, ok := v.(types.String)
	if !ok {
		return types.MaybeNoSuchOverloadErr(v)
	}
	d, err := record.ParseDate(string(text))
	if err != nil {
		return types.WrapErr(err)
	}
	return date{d}
}

func periodOf(v ref.Val, months, days int) ref.Val {
	n, ok := v.(types.Int)
	switch {
	case !ok:
		return types.MaybeNoSuchOverloadErr(v)
	case n > maxPeriod || n < -maxPeriod:
		return types.WrapErr(errTooFar)
	}
	return period{months * int(n), days * int(n)}
}

// weekday returns 1 for Monday to 7 for Sunday.
func weekday(d record.Date) int {
	const monday record.Date = 18000106
	return ((monday.DaysUntil(d)%7)+7)%7 + 1
}

func percent(of, share ref.Val) ref.Val {
	a, ok := of.(amount)
	if !ok {
		return types.MaybeNoSuchOverloadErr(of)
	}
	by, ok := amountOf(share, numberType).(amount)
	if !ok {
		return types.WrapErr(errAmount)
	}
	return newAmount(a.Decimal.Mul(by.Decimal).Shift(-2), a.of)
}

// sum adds up a list; an empty one comes to nothing.
func sum(v ref.Val, of *types.Type) ref.Val {
	list, ok := v.(traits.Lister)
	if !ok {
		return types.MaybeNoSuchOverloadErr(v)
	}
	var total ref.Val = amount{decimal.Zero, of}
	for it := list.Iterator(); it.HasNext() == types.True; {
		a, ok := total.(amount)
		if !ok {
			return total
		}
		total = a.Add(it.Next())
	}
	return total
}

// within reports whether a code is one of those, or lies in a range of those, that
// a text names.
func within(code, list ref.Val) ref.Val {
	c, ok := code.(types.String)
	text, also := list.(types.String)
	if !ok || !also {
		return types.MaybeNoSuchOverloadErr(code)
	}
	ranges, err := parseCodes(string(text))
	if err != nil {
		return types.WrapErr(err)
	}
	for _, r := range ranges {
		if r.Contains(string(c)) {
			return types.True
		}
	}
	return types.False
}

var errCodes = errors.New("is no list of codes; write codes and ranges of codes of one length, such as 99202-99215 36415")

func parseCodes(text string) ([]record.CodeRange, error) {
	var ranges []record.CodeRange
	for _, word := range strings.Fields(text) {
		from, to, isRange := strings.Cut(word, "-")
		if !isRange {
			to = from
		}
		if from == "" || len(from) != len(to) || from > to {
			return nil, errCodes
		}
		ranges = append(ranges, record.CodeRange{From: from, To: to})
	}
	if len(ranges) == 0 {
		return nil, errCodes
	}
	return ranges, nil
}
