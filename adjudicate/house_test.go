package adjudicate_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/mapping/record"
)

// always is a judgement that fits everything, and of which the amount is given.
func always(amount string) func(*adjudicate.HouseInput) adjudicate.HouseAnswer {
	return func(*adjudicate.HouseInput) adjudicate.HouseAnswer {
		return adjudicate.HouseAnswer{Fits: true, Amount: usd(amount), Looked: []string{"line.charge $150.00"}}
	}
}

var (
	notPayable = adjudicate.Code{Group: record.CO, Reason: "272", Status: record.StatusCode{Category: "F2", Code: "104"}}
	reduced    = adjudicate.Code{Group: record.CO, Reason: "59"}
	review     = adjudicate.Code{Status: record.StatusCode{Category: "P2", Code: "48"}}
)

func denies(id, after string) adjudicate.HouseRule {
	return adjudicate.HouseRule{ID: id, Name: "House " + id, Level: adjudicate.LineLevel, After: after,
		Effect: adjudicate.HouseDenies, Code: notPayable, Why: "The guideline was not met.", Judge: always("0")}
}

func adjusts(after, amount string) adjudicate.HouseRule {
	return adjudicate.HouseRule{ID: "H1", Name: "House cut", Level: adjudicate.LineLevel, After: after,
		Effect: adjudicate.HouseAdjusts, Code: reduced, Why: "Half is paid.", Judge: always(amount)}
}

func house(t require.TestingT, rules ...adjudicate.HouseRule) *adjudicate.House {
	h, problems := adjudicate.NewHouse(rules)
	require.Empty(t, problems)
	return h
}

func TestHouseRulesStandWhereTheySay(t *testing.T) {
	first, second, between := denies("H1", "R16"), denies("H2", "Authorization"), denies("H3", "")
	between.Before = "R21 Visit limit"
	rules := house(t, first, second, between).Rules()
	var order []string
	for _, r := range rules {
		order = append(order, r.ID+" "+r.Name)
	}
	text := strings.Join(order, "\n")
	assert.Contains(t, text, "R16 Authorization\nH1 House H1\nH2 House H2\nR18 Responsibility\n", "behind one rule they keep their order")
	assert.Contains(t, text, "R20 Benefit\nH3 House H3\nR21 Visit limit\n")
	assert.Len(t, rules, len(adjudicate.Rules())+3)
	var none *adjudicate.House
	assert.Len(t, none.Rules(), len(adjudicate.Rules()))
}

func TestHouseRulesThatCouldBreakADecisionAreRefused(t *testing.T) {
	change := func(edit func(*adjudicate.HouseRule)) adjudicate.HouseRule {
		r := denies("H1", "R16")
		edit(&r)
		return r
	}
	for _, c := range []struct {
		name  string
		rule  adjudicate.HouseRule
		field string
		want  string
	}{
		{"an id of the program", change(func(r *adjudicate.HouseRule) { r.ID = "R16" }), "ID", "is no id of a house rule"},
		{"a name of the program", change(func(r *adjudicate.HouseRule) { r.Name = "Price" }), "Name", "is the name of a rule of the program"},
		{"an id that another rule has", denies("H9", "R16"), "ID", "another rule has the id"},
		{"no place", change(func(r *adjudicate.HouseRule) { r.After = "" }), "After", "has no one place"},
		{"two places", change(func(r *adjudicate.HouseRule) { r.Before = "R20" }), "Before", "has no one place"},
		{"a place that is not there", change(func(r *adjudicate.HouseRule) { r.After = "R99" }), "After", "there is no rule R99"},
		{"a place by another house rule", change(func(r *adjudicate.HouseRule) { r.After = "H9" }), "After", "there is no rule H9"},
		{"an id that stands at two places", change(func(r *adjudicate.HouseRule) { r.After = "R22" }), "After", "R22 stands at more places than one"},
		{"a denial before coverage is known", change(func(r *adjudicate.HouseRule) { r.After = "R2" }), "After", "can't stand there"},
		{"a denial behind the price", change(func(r *adjudicate.HouseRule) { r.After = "R23" }), "After", "can't stand there"},
		{"a pend behind the result", change(func(r *adjudicate.HouseRule) {
			r.Effect, r.Code, r.After = adjudicate.HousePends, review, "R27"
		}), "After", "can't stand there"},
		{"a cut before the price", adjusts("R16", "1"), "After", "can't stand there"},
		{"a cut behind the dollar limit", adjusts("Dollar limit", "1"), "After", "can't stand there"},
		{"a cut of a claim", func() adjudicate.HouseRule {
			r := adjusts("R23", "1")
			r.Level = adjudicate.ClaimLevel
			return r
		}(), "Level", "a cut is of a line"},
		{"a look at what is not known yet", change(func(r *adjudicate.HouseRule) {
			r.Reads = []adjudicate.HouseRead{{Name: "line.allowed", After: "Price"}}
		}), "Reads", "line.allowed is not known there"},
		{"a reason that nobody knows", change(func(r *adjudicate.HouseRule) { r.Code.Reason = "999" }), "Code.Reason", "does not use the CARC"},
		{"a retired reason", change(func(r *adjudicate.HouseRule) { r.Code.Reason = "15" }), "Code.Reason", "the CARC is retired"},
		{"a reason that rules keep account by", change(func(r *adjudicate.HouseRule) { r.Code.Reason = "45" }), "Code.Reason", "keep account"},
		{"a group that the reason is not used with", change(func(r *adjudicate.HouseRule) { r.Code.Group = record.PR }), "Code.Group", "not used with the group"},
		{"a reason that needs a remark, without one", change(func(r *adjudicate.HouseRule) { r.Code.Reason = "16" }), "Code.Remarks", "needs a remark code"},
		{"a reason that needs a remark, with an alert alone", change(func(r *adjudicate.HouseRule) {
			r.Code.Reason, r.Code.Remarks = "16", []record.RARC{"N381"}
		}), "Code.Remarks", "needs a remark code"},
		{"a remark that nobody knows", change(func(r *adjudicate.HouseRule) { r.Code.Remarks = []record.RARC{"N9999"} }), "Code.Remarks", "does not use the remark code N9999"},
		{"a status that is no denial", change(func(r *adjudicate.HouseRule) { r.Code.Status.Category = "F1" }), "Code.Status", "is no status of a denial"},
		{"a status that is none", change(func(r *adjudicate.HouseRule) { r.Code.Status.Code = "9999" }), "Code.Status", "is no status of a denial"},
		{"a denial that only waits", change(func(r *adjudicate.HouseRule) { r.Effect = adjudicate.HousePends }), "Code.Status", "is no status of a claim that waits"},
		{"a cut that the member bears", func() adjudicate.HouseRule {
			r := adjusts("R23", "1")
			r.Code = adjudicate.Code{Group: record.PR, Reason: "204"}
			return r
		}(), "Code.Group", "not the member's to bear"},
		{"an alert that is none", change(func(r *adjudicate.HouseRule) {
			r.Effect, r.Code, r.Alerts = adjudicate.HouseNotes, adjudicate.Code{}, []record.RARC{"N130"}
		}), "Alerts", "is no alert"},
		{"nothing to do", change(func(r *adjudicate.HouseRule) { r.Effect = "pay" }), "Effect", "is no effect"},
		{"no judgement", change(func(r *adjudicate.HouseRule) { r.Judge = nil }), "Name", "lacks a name, a reason or a condition"},
	} {
		t.Run(c.name, func(t *testing.T) {
			h, problems := adjudicate.NewHouse([]adjudicate.HouseRule{denies("H9", "R15"), c.rule})
			assert.Nil(t, h)
			for _, p := range problems {
				if p.Rule == 1 && p.Field == c.field && strings.Contains(p.What, c.want) && p.Mend != "" {
					return
				}
			}
			t.Errorf("no problem %q of %s in %+v", c.want, c.field, problems)
		})
	}
}

func TestWhatHouseRulesDo(t *testing.T) {
	noted := func(after string, alerts ...record.RARC) adjudicate.HouseRule {
		r := denies("H1", after)
		r.Effect, r.Code, r.Alerts = adjudicate.HouseNotes, adjudicate.Code{}, alerts
		return r
	}
	waits := denies("H1", "R15")
	waits.Effect, waits.Code = adjudicate.HousePends, review
	whole := denies("H1", "R16")
	whole.Level = adjudicate.ClaimLevel
	faulty := denies("H1", "R16")
	faulty.Judge = func(*adjudicate.HouseInput) adjudicate.HouseAnswer {
		return adjudicate.HouseAnswer{Fault: "division by zero", Looked: []string{"line.units 0"}}
	}
	second := denies("H1", "R16")
	second.Judge = func(in *adjudicate.HouseInput) adjudicate.HouseAnswer {
		return adjudicate.HouseAnswer{Fits: in.Line.Number == 2, Looked: []string{fmt.Sprintf("line.number %d", in.Line.Number)}}
	}
	for _, c := range []struct {
		name      string
		rule      adjudicate.HouseRule
		provider  string
		lines     []string
		want      string // as tell tells it
		concluded string
	}{
		{"a denial takes what is left", denies("H1", "R16"), laurel, []string{"99213 150"},
			"denied 1 0 | 99213 150 - CO-272 150 = 0 denied F2:104", "The guideline was not met."},
		{"a denial of one line leaves the other", second, laurel, []string{"99213 150", "93000 60"},
			"paid 1 20 | 99213 150 - CO-45 70 - PR-3 20 = 60 paid F1:65 | 93000 60 - CO-272 60 = 0 denied F2:104", "The guideline was not met."},
		{"a denial of the claim stops every line", whole, laurel, []string{"99213 150", "93000 60"},
			"denied 1 0 | 99213 150 - CO-272 150 = 0 denied F2:104 | 93000 60 - CO-272 60 = 0 denied F2:104", "The guideline was not met."},
		{"a rule that waits makes the claim wait", waits, laurel, []string{"99213 150"},
			"pended  0 | 99213 150 = 0 pended P2:48", "The guideline was not met."},
		{"a rule that can't be judged waits", faulty, laurel, []string{"99213 150"},
			"pended  0 | 99213 150 = 0 pended P2:45", "The rule could not be judged: division by zero."},
		{"a cut before the share is shared", adjusts("R23", "40"), laurel, []string{"99213 150"},
			"paid 1 20 | 99213 150 - CO-45 70 - CO-59 40 - PR-3 20 = 20 paid F1:65", "Half is paid. $40.00 is taken off."},
		{"a cut behind the share is of the payment", adjusts("R24", "70"), laurel, []string{"99213 150"},
			"processed 1 20 | 99213 150 - CO-45 70 - CO-59 60 - PR-3 20 = 0 patient owes F4:107", "Half is paid. $60.00 is taken off."},
		{"a cut is rounded half up to the cent", adjusts("R25", "0.005"), laurel, []string{"99213 150"},
			"paid 1 20 | 99213 150 - CO-45 70 - CO-59 0.01 - PR-3 20 = 59.99 paid F1:65", "Half is paid. $0.01 is taken off."},
		{"a cut of nothing leaves no adjustment", adjusts("R25", "0.004"), laurel, []string{"99213 150"},
			"paid 1 20 | 99213 150 - CO-45 70 - PR-3 20 = 60 paid F1:65", "Half is paid. That comes to nothing here."},
		{"a cut below zero waits", adjusts("R25", "-1"), laurel, []string{"99213 150"},
			"pended  0 | 99213 150 = 0 pended P2:45", "The rule could not be judged: the amount $-1.00 is below zero."},
		{"an alert changes nothing", noted("R16", "N381"), laurel, []string{"99213 150"},
			"paid 1 20 | 99213 150 - CO-45 70 - PR-3 20 = 60 paid F1:65 | N381", "The guideline was not met."},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSample()
			s.house = house(t, c.rule)
			claim := s.sent("1", "GP100005", c.provider, c.lines...)
			d := s.decide(claim)
			assert.Equal(t, c.want, toldShort(d))
			sound(t, s, claim, d)
			i := slices.IndexFunc(d.Trace, func(step record.Step) bool { return step.Rule == "H1" && step.Concluded == c.concluded })
			require.GreaterOrEqual(t, i, 0, "no step of the rule concludes %q: %+v", c.concluded, d.Trace)
			assert.NotEmpty(t, d.Trace[i].Looked)
		})
	}
}

// toldShort tells a decision in a line: outcome, CLP02, what the patient owes, each
// line, remarks.
func toldShort(d *record.Decision) string {
	parts := []string{fmt.Sprintf("%s %s %s", d.Outcome, d.Status, d.Patient)}
	for _, l := range d.Lines {
		text := l.Procedure.String() + " " + l.Charge.String()
		for _, a := range l.Adjustments {
			text += fmt.Sprintf(" - %s-%s %s", a.Group, a.Reason, a.Amount)
		}
		parts = append(parts, fmt.Sprintf("%s = %s %s %s", text, l.Paid, l.State, l.Status))
	}
	for _, r := range d.Remarks {
		parts = append(parts, string(r))
	}
	return strings.Join(parts, " | ")
}

func TestAHouseRuleSeesWhatRulesBeforeItFound(t *testing.T) {
	s := newSample()
	var seen adjudicate.HouseInput
	var lines []adjudicate.HouseLine
	var prior []record.PriorLine
	look := adjusts("R24", "0")
	look.Judge = func(in *adjudicate.HouseInput) adjudicate.HouseAnswer {
		seen, lines, prior = *in, in.Lines(), in.Prior()
		return adjudicate.HouseAnswer{}
	}
	s.decide(s.sent("1", "GP100005", laurel, "99213 150"))
	s.house = house(t, look)
	claim := dated(s.sent("2", "GP100005", laurel, "99214 200"), 20260218)
	d := s.decide(claim)

	require.NotNil(t, seen.Member)
	assert.Equal(t, "GP100005", seen.Member.ID)
	assert.Equal(t, record.Date(20260218), seen.Day)
	assert.Equal(t, record.Date(20260316), seen.Today)
	require.NotNil(t, seen.Line)
	assert.Equal(t, "P1D", seen.Line.Plan.ID)
	assert.Equal(t, "K5", seen.Line.Contract.ID)
	assert.Equal(t, record.ServiceCategory("PCP_VISIT"), seen.Line.Category)
	assert.Equal(t, "115", seen.Line.Allowed.String())
	assert.Equal(t, "20", seen.Line.Patient.String())
	assert.Equal(t, "95", seen.Line.Left.String())
	assert.Equal(t, []string{"J029"}, seen.Line.Diagnoses)
	require.Len(t, lines, 1)
	require.Len(t, prior, 1)
	assert.Equal(t, "1", prior[0].Claim)
	assert.Equal(t, "paid 1 20 | 99214 200 - CO-45 85 - PR-3 20 = 95 paid F1:65", toldShort(d))

	// A replacement does not see the claim that it replaces.
	claim = dated(s.sent("3", "GP100005", laurel, "99214 200"), 20260218)
	claim.Frequency, claim.OriginalControl = "7", "2"
	s.decide(claim)
	require.Len(t, prior, 1)
	assert.Equal(t, "1", prior[0].Claim)
}

// wildHouse returns rules of every effect at places they may stand at, which judge
// by what they see in ways that nobody would write.
func wildHouse(t *rapid.T) *adjudicate.House {
	list := adjudicate.Rules()
	deniable := []adjudicate.Code{notPayable,
		{Group: record.PR, Reason: "96", Remarks: []record.RARC{"N130", "N381"}, Status: notPayable.Status},
		{Group: record.OA, Reason: "18", Status: record.StatusCode{Category: "F2", Code: "78"}},
		{Group: record.CO, Reason: "29", Status: record.StatusCode{Category: "F2", Code: "718"}},
	}
	cuts := []adjudicate.Code{reduced, {Group: record.CO, Reason: "16", Remarks: []record.RARC{"N362"}}, {Group: record.CO, Reason: "245"}, {Group: record.OA, Reason: "136"}}
	var rules []adjudicate.HouseRule
	for n := range rapid.IntRange(1, 8).Draw(t, "house rules") {
		r := adjudicate.HouseRule{ID: fmt.Sprint("H", n+1), Name: fmt.Sprint("House ", n+1), Why: "Because.",
			Level:  rapid.SampledFrom([]adjudicate.Level{adjudicate.ClaimLevel, adjudicate.LineLevel}).Draw(t, "level"),
			Effect: rapid.SampledFrom([]adjudicate.Effect{adjudicate.HouseDenies, adjudicate.HouseAdjusts, adjudicate.HouseAdjusts, adjudicate.HouseNotes, adjudicate.HousePends}).Draw(t, "effect")}
		switch r.Effect {
		case adjudicate.HouseDenies:
			r.Code = rapid.SampledFrom(deniable).Draw(t, "denial")
		case adjudicate.HouseAdjusts:
			r.Code, r.Level = rapid.SampledFrom(cuts).Draw(t, "cut"), adjudicate.LineLevel
		case adjudicate.HousePends:
			r.Code = review
		case adjudicate.HouseNotes:
			r.Alerts = rapid.SliceOfN(rapid.SampledFrom([]record.RARC{"N381", "MA67", "N548", "N618"}), 0, 2).Draw(t, "alerts")
		}
		modulus, rest := rapid.Int64Range(1, 4).Draw(t, "modulus"), rapid.Int64Range(0, 3).Draw(t, "rest")
		amount := decimal.New(rapid.Int64Range(-100, 3000000).Draw(t, "amount"), -3)
		broken := rapid.IntRange(0, 9).Draw(t, "broken") == 0
		r.Judge = func(in *adjudicate.HouseInput) adjudicate.HouseAnswer {
			key := in.Claim.Charge.Shift(2).IntPart() + int64(len(in.Lines())) + int64(len(in.Prior()))
			if in.Line != nil {
				key += in.Line.Left.Shift(2).IntPart() + int64(in.Line.Number)
			}
			answer := adjudicate.HouseAnswer{Fits: key%modulus == rest, Amount: amount, Looked: []string{"claim.charge"}}
			if answer.Fits && broken {
				answer = adjudicate.HouseAnswer{Fault: "index out of bounds: 3"}
			}
			return answer
		}
		// Whatever place NewHouse takes.
		var places []string
		for _, at := range list {
			r.After = at.Name
			if _, problems := adjudicate.NewHouse([]adjudicate.HouseRule{r}); len(problems) == 0 {
				places = append(places, at.Name)
			}
		}
		r.After = rapid.SampledFrom(places).Draw(t, "place")
		rules = append(rules, r)
	}
	h, problems := adjudicate.NewHouse(rules)
	require.Empty(t, problems)
	return h
}

// likelyClaim returns a claim that most rules let pass, so that rules at the end of
// the list see it, too.
func likelyClaim(t *rapid.T, s *sample, control int) *record.Claim {
	var lines []string
	for range rapid.IntRange(1, 3).Draw(t, "lines") {
		lines = append(lines, rapid.SampledFrom([]string{"99213", "93000", "20610", "J1885", "99214", "15780"}).Draw(t, "procedure")+" "+amounts.Draw(t, "charge").String())
	}
	c := s.sent(fmt.Sprint(control), "GP100005", laurel, lines...)
	for i := range c.Lines {
		day := record.Date(20260201).AddDays(control*3 + i)
		c.Lines[i].Dates = record.Span{From: day, To: day}
	}
	if control > 0 && rapid.IntRange(0, 3).Draw(t, "replaces") == 0 {
		c.Frequency, c.OriginalControl = rapid.SampledFrom([]string{"7", "8"}).Draw(t, "frequency"), fmt.Sprint(control-1)
	}
	if rapid.IntRange(0, 3).Draw(t, "second") == 0 {
		c.Position, c.OtherPayers = "S", []record.OtherPayer{{Position: "P", ID: "88001", HasPaid: true}}
		for i := range c.Lines {
			c.Lines[i].OtherPayers = []record.LinePayment{{Paid: amounts.Draw(t, "prior paid"), Adjustments: []record.Adjustment{
				{Group: record.PR, Reason: "2", Amount: amounts.Draw(t, "prior share")},
			}}}
		}
	}
	return c
}

func TestEveryDecisionByHouseRulesIsSound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := wildSample(t)
		s.house = wildHouse(t)
		for control := range rapid.IntRange(1, 8).Draw(t, "claims") {
			claim := likelyClaim(t, s, control)
			if rapid.IntRange(0, 3).Draw(t, "wild") == 0 {
				claim = wildClaim(t, s, control)
			}
			before := adjudicate.Decide(s.shelf, s.tally, claim, s.opts)
			d := s.decide(claim)
			sound(t, s, claim, d)
			if !reflect.DeepEqual(before, d) {
				t.Errorf("the same claim is decided\n%s\nand\n%s", tell(before), tell(d))
			}
		}
		withinMaxima(t, s)
	})
}

func TestAStayByHouseRulesHoldsItsRemarks(t *testing.T) {
	s := newSample()
	var rules []adjudicate.HouseRule
	for i, remark := range []record.RARC{"N362", "N130", "N95", "N19", "N20", "N30"} {
		r := adjusts("R23", "1")
		r.ID, r.Name = fmt.Sprint("H", i+1), fmt.Sprint("Cut ", i+1)
		r.Code = adjudicate.Code{Group: record.CO, Reason: "16", Remarks: []record.RARC{remark, "N381"}}
		rules = append(rules, r)
	}
	s.house = house(t, rules...)
	claim := s.sent("1", "GP100005", bayview, "0120/ 20000")
	claim.Institutional = &record.InstitutionalClaim{FacilityType: "11", AdmissionType: "1", PatientStatus: "01", DRG: "470"}
	claim.Lines[0].UnitBasis, claim.Lines[0].Units = "DA", usd("3")
	d := s.decide(claim)
	sound(t, s, claim, d)
	assert.Equal(t, []record.RARC{"N362", "N130", "N95", "N19", "N20"}, d.Remarks)
	require.Len(t, d.Lines, 1)
	assert.Contains(t, toldShort(d), " - CO-16 6 ", "one reason stands once in its group: %s", tell(d))
}
