package adjudicate

import (
	"slices"

	"github.com/hmox12/hmox12/mapping/record"
)

// This file has rules read what people decided. A rule reads it where the claim
// would wait at it, and nowhere else: what the book knows needs no person.

// said returns a person's verdict of a kind for a line, nil when there is none.
func (c *claimCase) said(line int, kind record.VerdictKind) *record.ClaimVerdict {
	for i := range c.verdicts {
		if v := &c.verdicts[i]; v.Kind == kind && v.Line == line {
			return v
		}
	}
	return nil
}

// answered returns what becomes of a rule's finding that pends, where a person said
// of what waits there that it goes on, or that it is denied.
func (c *claimCase) answered(rule *Rule, line int, f finding) finding {
	for i := range c.verdicts {
		v := &c.verdicts[i]
		if v.Rule != rule.title() || v.Line != line {
			continue
		}
		switch v.Kind {
		case record.VerdictRelease:
			return passed("A person let it go on: %s", f.concluded).saw(f.looked...).saw(v.Evidence())
		case record.VerdictDeny:
			return denied(codeOf(v), "Denied by a person: %s", f.concluded).saw(f.looked...).saw(v.Evidence())
		}
	}
	return f
}

func codeOf(v *record.ClaimVerdict) Code {
	return Code{Group: v.Group, Reason: v.Reason, Remarks: v.Remarks, Status: v.Status}
}

// CheckDenial returns what is wrong with the codes of a denial that a person
// writes: group and reason that this HMO uses together, a remark where the reason
// needs one, none that the rules keep account by, a status of a denial. Fields are
// called as in Code.
func CheckDenial(v *record.ClaimVerdict) []HouseProblem {
	rule := HouseRule{Effect: HouseDenies, Code: codeOf(v)}
	var problems []HouseProblem
	rule.checkCode(func(field, what, mend string) {
		problems = append(problems, HouseProblem{Field: field, What: what, Mend: mend})
	})
	return problems
}

// answers are the verdicts that what is waited for can be answered by.
var answers = map[record.Waits][]record.VerdictKind{
	record.WaitsForPrice:     {record.VerdictAllow, record.VerdictDeny},
	record.WaitsForEmergency: {record.VerdictEmergency, record.VerdictNoEmergency, record.VerdictDeny},
	record.WaitsForFacility:  {record.VerdictFacility, record.VerdictRelease, record.VerdictDeny},
	record.WaitsForPerson:    {record.VerdictRelease, record.VerdictDeny},
	record.WaitsForBook:      {record.VerdictDeny},
	record.WaitsForPayer:     {record.VerdictPaidBefore, record.VerdictDeny},
}

// Answers returns what a person can say of what is waited for.
func Answers(w record.Waits) []record.VerdictKind { return slices.Clone(answers[w]) }

// bind finds what a verdict is about in a decision that waits: a copy of it for
// each of the steps, with their rule and line; else why there is none.
func bind(v *record.ClaimVerdict, claim *record.Claim, d *record.Decision) (bound []record.ClaimVerdict, problem string) {
	var waits []record.Waits
	for i := range d.Trace {
		s := &d.Trace[i]
		if s.Result != record.Pend || v.Line != 0 && s.Line != v.Line {
			continue
		}
		waits = append(waits, s.Waits)
		if slices.Contains(answers[s.Waits], v.Kind) {
			one := *v
			one.Line, one.Rule = s.Line, s.Rule+" "+s.Name
			bound = append(bound, one)
		}
	}
	switch {
	case len(waits) == 0 && v.Line != 0 && !hasLine(claim, d, v.Line):
		return nil, say("the claim has no line %d", v.Line)
	case len(waits) == 0 && v.Line != 0:
		return nil, say("line %d does not wait", v.Line)
	case len(waits) == 0:
		return nil, "nothing of the claim can be answered"
	case len(bound) == 0:
		return nil, say("it waits for %s, and may be told: %s", waits[0], kinds(answers[waits[0]]))
	case len(bound) > 1 && v.Kind != record.VerdictDeny && v.Kind != record.VerdictRelease:
		return nil, "several lines wait for it: name the line"
	}
	for i := range d.Lines {
		l := &d.Lines[i]
		if l.Line != bound[0].Line || v.Amount.Add(v.TakenOff).LessThanOrEqual(l.Charge) {
			continue
		}
		if v.Kind == record.VerdictAllow {
			return nil, say("it allows more than the charge of %s", dollars(l.Charge))
		}
		return nil, say("more was paid and taken off than the charge of %s", dollars(l.Charge))
	}
	return bound, ""
}

func hasLine(claim *record.Claim, d *record.Decision, number int) bool {
	return slices.ContainsFunc(d.Lines, func(l record.LineDecision) bool { return l.Line == number }) ||
		slices.ContainsFunc(claim.Lines, func(l record.ServiceLine) bool { return l.Number == number })
}

func kinds(all []record.VerdictKind) string {
	text := ""
	for i, k := range all {
		if i > 0 {
			text += ", "
		}
		text += string(k)
	}
	return text
}

// waitedRule looks at what a person denied of a claim of which no rule waits any
// more. It is run for such a claim alone, behind timely filing: who the patient is
// and what covers her is known by then.
var waitedRule = Rule{
	ID: WaitedRule, Name: "Waited", Level: LineLevel,
	Reads: []string{"examiner's denial"},
	line: func(c *claimCase, l *lineCase) finding {
		if v := c.deniedAtLine(l.Number); v != nil {
			return denied(codeOf(v), "Denied by a person.").saw(v.Evidence())
		}
		return notApplicable("Nobody denied the line.")
	},
}

// deniedWaiting reports whether a person denied a line at which no rule waits.
func (c *claimCase) deniedWaiting() bool {
	return slices.ContainsFunc(c.verdicts, func(v record.ClaimVerdict) bool {
		return v.Kind == record.VerdictDeny && v.Rule == waitedTitle
	})
}

func (c *claimCase) deniedAtLine(line int) *record.ClaimVerdict {
	for i := range c.verdicts {
		if v := &c.verdicts[i]; v.Kind == record.VerdictDeny && v.Line == line && v.Rule == waitedTitle {
			return v
		}
	}
	return nil
}

// bindToLines returns a denial for each line that it is about, of a claim of which no
// rule waits.
func bindToLines(v *record.ClaimVerdict, d *record.Decision) (bound []record.ClaimVerdict, problem string) {
	for i := range d.Lines {
		l := &d.Lines[i]
		if v.Line != 0 && l.Line != v.Line || slices.ContainsFunc(d.Verdicts, func(b record.ClaimVerdict) bool {
			return b.Line == l.Line && b.Rule == waitedTitle && b.Kind == record.VerdictDeny
		}) {
			continue
		}
		one := *v
		one.Line, one.Rule = l.Line, waitedTitle
		bound = append(bound, one)
	}
	switch {
	case len(bound) > 0:
		return bound, ""
	case v.Line != 0 && !slices.ContainsFunc(d.Lines, func(l record.LineDecision) bool { return l.Line == v.Line }):
		return nil, say("the claim has no line %d", v.Line)
	}
	return nil, "it is denied already"
}
