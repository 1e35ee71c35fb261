package house_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/house"
	"github.com/hmox12/hmox12/mapping/record"
)

func usd(text string) decimal.Decimal { return decimal.RequireFromString(text) }

// sampleInput returns what a rule sees of a claim with two lines: a visit and an
// injection, of a member with three lines decided before.
func sampleInput() *adjudicate.HouseInput {
	on := func(day record.Date) record.Span { return record.Span{From: day, To: day} }
	claim := &record.Claim{
		Control: "26061000001", Account: "A1", Kind: record.Professional, Received: 20260302, Charge: usd("190.00"), Place: "11",
		Frequency: "1", Position: "P", Referral: "R-1",
		Billing:   &record.ClaimProvider{NPI: "1000002281", TIN: "944444444"},
		Providers: []record.ClaimProvider{{Role: record.RenderingProvider, NPI: "1000000673", Taxonomy: "207X00000X"}},
		Diagnoses: []record.Diagnosis{{Code: "M1711"}, {Code: "Z0000"}},
		Lines: []record.ServiceLine{
			{Number: 1, Procedure: record.Procedure{Code: "99213", Modifiers: []string{"25"}}, Charge: usd("150.00"), Units: usd("1"), UnitBasis: "UN", Dates: on(20260217)},
			{Number: 2, Procedure: record.Procedure{Code: "J1885"}, Charge: usd("40.00"), Units: usd("2.5"), UnitBasis: "UN", Dates: on(20260218)},
		},
	}
	lines := make([]adjudicate.HouseLine, len(claim.Lines))
	for i := range claim.Lines {
		lines[i] = adjudicate.HouseLine{
			ServiceLine: &claim.Lines[i], Place: "11", Rendering: "1000000673", Diagnoses: []string{"M1711"},
			Provider: &record.Provider{NPI: "1000000673", Taxonomy: "207X00000X", Specialty: "orthopedics", Address: record.Address{ZIP: "946010000"}},
			Coverage: &record.CoverageSpan{Plan: "P1", Span: record.Span{From: 20250101}}, Plan: &record.Plan{ID: "P1", Market: "commercial", Networks: []string{"POPPY"}},
			Category: "SPECIALIST", Area: record.InArea, Network: "POPPY", PCP: "1000000608",
			Contract: &record.Contract{ID: "K4", Model: record.IPA, Withhold: usd("0.1")},
			Left:     usd("80.00"), Allowed: usd("80.00"),
		}
	}
	return &adjudicate.HouseInput{
		Today: 20260316, Claim: claim, Day: 20260217, Line: &lines[0],
		Member: &record.Member{ID: "GP100004", SubscriberID: "GP100004", Relationship: "18"}, BirthDate: 19790521, Sex: "M",
		Lines: func() []adjudicate.HouseLine { return lines },
		Prior: func() []record.PriorLine {
			return []record.PriorLine{
				{Claim: "5701", Line: 1, Procedure: record.Procedure{Code: "99213"}, Dates: on(20260120), Units: usd("1"), Charge: usd("150"), State: record.LinePaid, Rendering: "1000000673"},
				{Claim: "5702", Line: 1, Procedure: record.Procedure{Code: "J1885"}, Dates: on(20260201), Units: usd("2"), Charge: usd("40"), State: record.LineDenied, Rendering: "1000000673"},
				{Claim: "5702", Line: 2, Procedure: record.Procedure{Code: "97110"}, Dates: on(20260202), Units: usd("4"), Charge: usd("160"), State: record.LinePaid, Rendering: "1000001168"},
			}
		},
	}
}

func compile(t testing.TB, text string, result house.Result) *house.Expression {
	t.Helper()
	e, issues := house.Compile(text, adjudicate.LineLevel, result)
	require.Empty(t, issues, text)
	return e
}

func TestConditionsComeOutExactly(t *testing.T) {
	for _, c := range []struct {
		when string
		want bool
	}{
		{`line.charge > money("149.99")`, true},
		{`line.charge == money(150)`, true},
		{`line.charge in [money("150.00"), money(5)]`, true},
		{`line.charge != money("150.001")`, true},
		{`claim.charge == sum(lines.map(l, l.charge))`, true},
		{`sum(lines.filter(l, l.code == "none").map(l, l.charge)) == money(0)`, true},
		{`line.charge * 2 - money("0.01") < money(300)`, true},
		{`money("0.1") + money("0.2") == money("0.3")`, true},
		{`line.charge / 3 == money(50)`, true},
		{`money(100) / 3 == money("33.33333333")`, true},
		{`money(40) * lines[1].units == money(100)`, true},
		{`lines[1].units * money(40) == money(100)`, true},
		{`lines[1].units > 2 && lines[1].units < 3`, true},
		{`lines[1].units + 1 == number("3.5") && number(5) / 2 == number("2.5")`, true},
		{`sum(prior.filter(p, p.code == "97110").map(p, p.units)) + line.units > 4`, true},
		{`line.charge.percent(50) == money(75) && line.charge.percent("12.5") == money("18.75")`, true},
		{`line.date == date("2026-02-17") && line.date >= date("20260217")`, true},
		{`today - line.date == 27 && claim.received - line.date > 10`, true},
		{`line.date - days(30) < date("2026-01-19") && line.date + months(1) == date("2026-03-17")`, true},
		{`date("2024-02-29") + years(1) == date("2025-02-28")`, true},
		{`line.date.year() == 2026 && line.date.month() == 2 && line.date.weekday() == 2`, true},
		{`today.weekday() == 1 && date("2026-02-15").weekday() == 7 && date("1800-01-01").weekday() == 3`, true},
		{`member.age == 46 && member.birthDate + years(46) <= line.date`, true},
		{`member.subscriber && member.sex == "M" && !member.newborn`, true},
		{`line.code.within("99202-99215 36415")`, true},
		{`line.code.within("99212 J0000-J9999")`, false},
		{`claim.diagnoses.exists(d, d.startsWith("Z")) && line.diagnoses.all(d, d != "Z0000")`, true},
		{`"25" in line.modifiers && claim.codes == ["99213", "J1885"] && size(claim.revenueCodes) == 0`, true},
		{`prior.exists(p, p.code == line.code && p.date > line.date - days(30))`, true},
		{`prior.exists(p, p.code == line.code && p.date > line.date - days(28))`, false},
		{`prior.exists_one(p, p.state == "denied" && !p.counts)`, true},
		{`lines.exists(l, prior.exists(p, p.code == l.code && !p.counts))`, true},
		{`provider.onFile && provider.specialty == "orthopedics" && provider.zip == "94601"`, true},
		{`billing.onFile || billing.tin != "944444444"`, false},
		{`contract.model == "ipa" && contract.withhold == number("0.1") && plan.id == coverage.plan`, true},
		{`has(claim.referral) && !has(claim.authorization) && !has(claim.admissionDate) && !has(coverage.to)`, true},
		{`line.area == "in" && line.network in plan.networks && line.pcp != provider.npi`, true},
		{`line.code.matches("^9921[0-5]$") ? line.left == line.allowed : false`, true},
		{`false && claim.diagnoses[7] == "x"`, false},
	} {
		t.Run(c.when, func(t *testing.T) {
			answer := house.Judge(compile(t, c.when, house.Condition), nil)(sampleInput())
			assert.Empty(t, answer.Fault)
			assert.Equal(t, c.want, answer.Fits)
		})
	}
}

func TestAmountsComeOutExactly(t *testing.T) {
	for amount, want := range map[string]string{
		`line.allowed.percent(50)`:                 "40",
		`line.left - money("12.34")`:               "67.66",
		`member.age > 18 ? line.left : money(0)`:   "80",
		`line.allowed / 3`:                         "26.66666667",
		`money("25") * lines[1].units`:             "62.5",
		`claim.charge - sum(lines.map(l, l.left))`: "30",
	} {
		t.Run(amount, func(t *testing.T) {
			answer := house.Judge(compile(t, "true", house.Condition), compile(t, amount, house.Amount))(sampleInput())
			assert.Empty(t, answer.Fault)
			assert.True(t, answer.Fits)
			assert.Equal(t, want, answer.Amount.String())
		})
	}
}

func TestWhatIsWrongWithAnExpressionIsToldWithItsPlace(t *testing.T) {
	for _, c := range []struct {
		name, text   string
		level        adjudicate.Level
		result       house.Result
		line, column int
		want         string
	}{
		{"an amount beside a whole number", `line.charge > 1000`, "line", house.Condition, 1, 13, "found no matching overload for '_>_' applied to '(money, int)'"},
		{"a number with a point", `1.5 < 2.5`, "line", house.Condition, 1, 1, "is a number with a point, which is not exact"},
		{"a field that is none", "line.units > 1 &&\n  line.chrge > money(1)", "line", house.Condition, 2, 7, "undefined field 'chrge'"},
		{"a record that is none", `lien.charge > money(1)`, "line", house.Condition, 1, 1, "there is nothing called lien"},
		{"the line of a claim", `line.charge > money(1)`, "claim", house.Condition, 1, 1, "there is nothing called line"},
		{"no end", `line.code in ["1",`, "line", house.Condition, 1, 19, "Syntax error"},
		{"nothing", ` `, "line", house.Condition, 1, 2, "Syntax error"},
		{"a text for a condition", `line.code`, "line", house.Condition, 1, 1, "comes to string, not to bool"},
		{"a whole number for an amount", `5`, "line", house.Amount, 1, 1, "comes to int, not to money"},
		{"a number for an amount", `line.units`, "line", house.Amount, 1, 1, "comes to number, not to money"},
		{"a date of no calendar", `today > date("2026-02-30")`, "line", house.Condition, 1, 14, "not a date of the calendar"},
		{"an amount of no digits", `line.charge > money("1e9")`, "line", house.Condition, 1, 21, "is no amount"},
		{"a list of codes that is none", `line.code.within("99213-")`, "line", house.Condition, 1, 18, "is no list of codes"},
		{"a pattern that is none", `line.code.matches("[")`, "line", house.Condition, 1, 19, "invalid matches argument"},
		{"a value without a type", `dyn(line.code) == 1`, "line", house.Condition, 1, 4, "dyn is not used in house rules"},
		{"a time", `timestamp("2026-01-01T00:00:00Z").getHours() == 1`, "line", house.Condition, 1, 43, "getHours is not used in house rules"},
		{"a record that is made", `Line{number: 1} == line`, "line", house.Condition, 1, 5, "makes a record"},
		{"a record's name for what is looked at", `prior.exists(line, line.code == "1")`, "line", house.Condition, 1, 20, "by the name of a record"},
		{"five lists within each other", `lines.exists(a, lines.exists(b, lines.exists(c, lines.exists(d, lines.exists(e, true)))))`, "line", house.Condition, 1, 77, "nesting limit"},
		{"too long a text", strings.Repeat("true || ", 600) + "true", "line", house.Condition, 1, 1, "has 4804 characters"},
		{"too deep a text", strings.Repeat("(", 500) + "true" + strings.Repeat(")", 500), "line", house.Condition, 1, 1, "recursion"},
	} {
		t.Run(c.name, func(t *testing.T) {
			e, issues := house.Compile(c.text, c.level, c.result)
			assert.Nil(t, e)
			require.NotEmpty(t, issues)
			for _, i := range issues {
				if strings.Contains(i.What, c.want) {
					assert.Equal(t, [2]int{c.line, c.column}, [2]int{i.Line, i.Column}, i.What)
					assert.NotContains(t, i.What, "\n")
					return
				}
			}
			t.Errorf("no issue %q in %+v", c.want, issues)
		})
	}
}

func TestAnExpressionThatComesToNothingIsAFault(t *testing.T) {
	for _, c := range []struct{ when, want string }{
		{`line.charge / 0 > money(1)`, "division by zero"},
		{`line.number / (line.number - 1) > 1`, "division by zero"},
		{`line.charge / (line.units - 1) > money(1)`, "division by zero"},
		{`claim.diagnoses[3] == "x"`, "index out of bounds: 3"},
		{`claim.admissionDate < today`, "claim.admissionDate is not known"},
		{`coverage.to < today`, "coverage.to is not known"},
		{`date(claim.account) < today`, "not a date"},
		{`today + years(line.number * 9999) > today`, "outside of the years 1800 to 2199"},
		{`today + days(line.number * 999999) > today`, "outside of the years 1800 to 2199"},
		{`line.charge * 99999999999 > money(1)`, "too many digits"},
		{`line.code.within(claim.account + "-")`, "is no list of codes"},
		{`"x".matches(line.code + "[")`, "error parsing regexp"},
		{`line.number * 9223372036854775807 + 1 > 0`, "overflow"},
	} {
		t.Run(c.when, func(t *testing.T) {
			answer := house.Judge(compile(t, c.when, house.Condition), nil)(sampleInput())
			assert.False(t, answer.Fits)
			assert.Contains(t, answer.Fault, c.want)
		})
	}
}

func TestAJudgementIsBounded(t *testing.T) {
	in := sampleInput()
	many := make([]record.PriorLine, 1000)
	for i := range many {
		many[i] = record.PriorLine{Claim: "5701", Line: i + 1, Procedure: record.Procedure{Code: "99213"}, Dates: record.Span{From: 20260101, To: 20260101}}
	}
	in.Prior = func() []record.PriorLine { return many }
	once := house.Judge(compile(t, `prior.exists(p, p.code == "none" && p.date > line.date - days(30))`, house.Condition), nil)(in)
	assert.Empty(t, once.Fault, "a look at each of a thousand lines is no trouble")
	each := house.Judge(compile(t, `prior.all(p, prior.exists(q, q.line == p.line))`, house.Condition), nil)(in)
	assert.Equal(t, "it takes more than 100000 steps", each.Fault)

	in.Prior = func() []record.PriorLine { return append(many, many[0]) }
	more := house.Judge(compile(t, `size(prior) > 0`, house.Condition), nil)(in)
	assert.Equal(t, "the patient has more than 1000 prior lines", more.Fault)
}

func TestWhatWasReadIsEvidence(t *testing.T) {
	for _, c := range []struct {
		when string
		want []string
	}{
		{`line.charge > money(100) && member.age > 18`, []string{"line.charge $150.00", "member.age 46"}},
		{`line.charge > money(100) || member.age > 18`, []string{"line.charge $150.00"}},
		{`has(claim.authorization) || today > line.date`, []string{"claim.authorization empty", "today 2026-03-16", "line.date 2026-02-17"}},
		{`lines.exists(l, l.code == "J1885")`, []string{"line 1 code 99213", "line 2 code J1885"}},
		{`prior.exists(p, p.code == "J1885")`, []string{"2 of 3 prior lines, last claim 5702 line 1, J1885 on 2026-02-01"}},
		{`claim.diagnoses == []`, []string{"claim.diagnoses M1711 Z0000"}},
		{`claim.encounter || has(coverage.to)`, []string{"claim.encounter no", "coverage.to not known"}},
		{`contract.withhold > 1`, []string{"contract.withhold 0.1"}},
	} {
		t.Run(c.when, func(t *testing.T) {
			assert.Equal(t, c.want, house.Judge(compile(t, c.when, house.Condition), nil)(sampleInput()).Looked)
		})
	}
	in := sampleInput()
	in.Prior = func() []record.PriorLine { return nil }
	assert.Equal(t, []string{"no prior lines"}, house.Judge(compile(t, `size(prior) > 0`, house.Condition), nil)(in).Looked)
}

func TestEvidenceIsBounded(t *testing.T) {
	in := sampleInput()
	lines := make([]adjudicate.HouseLine, 50)
	for i := range lines {
		lines[i] = *in.Line
		lines[i].ServiceLine = &record.ServiceLine{Number: i + 1, Procedure: record.Procedure{Code: strings.Repeat("9", 500)}}
	}
	in.Lines = func() []adjudicate.HouseLine { return lines }
	looked := house.Judge(compile(t, `lines.all(l, l.code != "")`, house.Condition), nil)(in).Looked
	require.Len(t, looked, 25)
	assert.Equal(t, "and 26 more", looked[24])
	assert.Less(t, len(looked[0]), 150)
}

func TestAnExpressionTellsWhatItReads(t *testing.T) {
	e := compile(t, `line.allowed > money(1) && prior.exists(p, p.code == line.code) && lines.exists(l, l.emergency) && plan.id == "P1" && today > member.birthDate`, house.Condition)
	assert.Equal(t, []adjudicate.HouseRead{
		{Name: "line.allowed", After: "Price"},
		{Name: "prior", After: "Replacement or void"}, {Name: "prior.code"}, {Name: "line.code"},
		{Name: "lines"}, {Name: "lines.emergency", After: "Emergency"},
		{Name: "plan.id"}, {Name: "plan", After: "Coverage"},
		{Name: "today"}, {Name: "member.birthDate"}, {Name: "member", After: "Newborn"},
	}, e.Reads())
}

func TestWhatIsKnownLaterIsKnownByARuleThatIsThere(t *testing.T) {
	names := map[string]bool{"": true}
	for _, r := range adjudicate.Rules() {
		names[r.Name] = true
	}
	for _, v := range house.Variables() {
		assert.True(t, names[v.After], "%s is made known by %s", v.Name, v.After)
	}
	for _, k := range house.Kinds() {
		for _, f := range k.Fields {
			assert.True(t, names[f.After], "%s is made known by %s", f.Name, f.After)
		}
	}
}
