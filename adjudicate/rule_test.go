package adjudicate

import (
	"slices"
	"testing"

	"github.com/hmox12/hmox12/mapping/record"
)

// order says which rule must run before which, and why. A test holds Rules to it.
var order = []struct{ before, after, why string }{
	{"R2", "R3", "a newborn is looked for where the patient was not found"},
	{"R3", "R4", "a newborn is covered by the mother's span"},
	{"R4", "R6", "a stranger's late claim is not ours, not late"},
	{"R4", "R5", "the span in force says whether its premium is owed"},
	{"R8", "R12", "a resent claim keeps its reason"},
	{"R10", "R12", "emergency care needs no network"},
	{"R10", "R14", "emergency care needs no PCP"},
	{"R10", "R15", "emergency care needs no referral"},
	{"R10", "R16", "emergency care needs no authorization"},
	{"R10", "R13", "the law protects in an emergency"},
	{"R11", "R13", "who is on hold treats nobody on"},
	{"R13", "R12", "what lets a stranger in comes before the network shuts him out"},
	{"R17", "R12", "urgent care out of the area needs no network"},
	{"R10", "R17", "an emergency is no urgent care"},
	{"R13", "R14", "who goes on with a PCP has none of record there"},
	{"R13", "R15", "a continuity case stands for a referral"},
	{"R13", "R19", "the contract that goes on says how it pays"},
	{"R13", "R23", "the law says what is recognized"},
	{"R15", "R22", "a line without referral includes nothing"},
	{"R19", "R22", "prepaid lines are not edited, and others are edited beside them"},
	{"R20", "R22", "what is not covered is told so and not as part of something"},
	{"R22", "R23", "what is part of another service needs no price"},
	{"R12", "R15", "an authorized outside provider needs no referral"},
	{"R15", "R19", "no copay is owed on a line without referral"},
	{"R16", "R19", "no copay is owed on a line without authorization"},
	{"R18", "R19", "a delegate's line is not the HMO's to settle"},
	{"R20", "R23", "what is not covered needs no price"},
	{"R21", "R23", "a visit beyond the limit needs no price"},
	{"R16", "R23", "units beyond the authorization are not priced"},
	{"R23", "R24", "the member shares the allowed amount"},
	{"R2", "R7", "nobody replaces another member's claim"},
	{"R7", "R4", "the first claim is reversed even where this one is not covered"},
	{"R7", "R8", "a replacement is no duplicate of what it replaces"},
	{"R8", "R9", "a resent claim keeps its reason"},
	{"R24", "R25", "a second payer owes what it would pay alone, after the share"},
	{"R25", "R26", "nothing is held back of a second payer's part"},
	{"R24", "R26", "the withhold leaves the member's share alone"},
}

func TestRulesRunInAnOrderThatHasReasons(t *testing.T) {
	position := func(id string) int {
		return slices.IndexFunc(Rules(), func(r Rule) bool { return r.ID == id })
	}
	for _, o := range order {
		b, a := position(o.before), position(o.after)
		if b < 0 || a < 0 || b > a {
			t.Errorf("%s (at %d) must run before %s (at %d): %s", o.before, b, o.after, a, o.why)
		}
	}
	var last []string
	for _, r := range Rules()[len(Rules())-3:] {
		last = append(last, r.ID)
	}
	if !slices.Equal(last, []string{"R27", "R30", "R28"}) {
		t.Errorf("the result comes last, but for what is not paid yet and for interest: %v", last)
	}
}

func TestRulesAreWhole(t *testing.T) {
	names := map[string]bool{}
	for _, r := range Rules() {
		if r.ID == "" || r.Name == "" || names[r.Name] || len(r.Reads) == 0 {
			t.Errorf("rule %s %q lacks an id, a name of its own, or what it reads", r.ID, r.Name)
		}
		names[r.Name] = true
		if (r.claim != nil) != (r.Level == ClaimLevel) || (r.line != nil) != (r.Level == LineLevel) {
			t.Errorf("rule %s does not do what its level says", r.ID)
		}
	}
}

func TestRulesWriteOnlyCodesOfTheTables(t *testing.T) {
	for _, r := range Rules() {
		for _, c := range r.Codes {
			meaning := c.Reason.Meaning()
			if meaning.Text == "" || meaning.Retired || !c.Reason.AllowsGroup(c.Group) {
				t.Errorf("%s: %s is retired, unknown or not used with the group", r.ID, c)
			}
			explained := !meaning.NeedsRARC
			for _, remark := range c.Remarks {
				if remark.Meaning().Text == "" {
					t.Errorf("%s: remark of %s is unknown", r.ID, c)
				}
				explained = explained || !remark.Meaning().Alert
			}
			if !explained {
				t.Errorf("%s: %s needs a remark that is not an alert", r.ID, c)
			}
			if (c.Status.Category == "") != (c.Status.Code == "") {
				t.Errorf("%s: status %s of %s is half", r.ID, c.Status, c)
			}
		}
	}
}

func TestAnExclusionCanNotWriteACodeOfItsOwn(t *testing.T) {
	for _, c := range []struct {
		name string
		e    record.Exclusion
		want string
	}{
		{"a 96 with its remark", record.Exclusion{CARC: "96", RARC: "N130"}, "PR-96 N130"},
		{"a 128", record.Exclusion{CARC: "128"}, "CO-128"},
		{"a 204", record.Exclusion{CARC: "204"}, "PR-204"},
		{"a 96 without remark is told as 204", record.Exclusion{CARC: "96"}, "PR-204"},
		{"a 96 with an alert alone is told as 204", record.Exclusion{CARC: "96", RARC: "N381"}, "PR-204"},
		{"a retired code is told as 204", record.Exclusion{CARC: "15"}, "PR-204"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := exclusion(&c.e).String(); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestRulesOfOneNumberRunWhereTheirReasonIs(t *testing.T) {
	position := func(name string) int {
		return slices.IndexFunc(Rules(), func(r Rule) bool { return r.Name == name })
	}
	for _, o := range []struct{ before, after, why string }{
		{"Responsibility, where the delegate decides", "Surprise bill", "the delegate's lines leave first, emergencies among them"},
		{"Continuity of care", "Surprise bill", "a price that was agreed on goes before the law's"},
		{"Surprise bill", "Urgent care out of the area", "a protected line is not asked whether it was urgent"},
		{"Price", "Multiple procedures", "the reduction is of the price, which also ranks the procedures"},
		{"Multiple procedures", "Member share", "the member shares what is allowed beside other procedures"},
		{"Multiple procedures", "Dollar limit", "the year's dollars are of what is paid"},
		{"Visit limit", "Coding", "a visit beyond the limit is told so"},
	} {
		b, a := position(o.before), position(o.after)
		if b < 0 || a < 0 || b > a {
			t.Errorf("%s (at %d) must run before %s (at %d): %s", o.before, b, o.after, a, o.why)
		}
	}
}
