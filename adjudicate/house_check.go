package adjudicate

import (
	"regexp"
	"slices"
	"strings"

	"github.com/hmox12/hmox12/mapping/record"
)

// HouseProblem is why a house rule can't be taken.
type HouseProblem struct {
	Rule  int    // which of the rules, from 0
	Field string // of HouseRule, such as Before or Code.Reason
	What  string // what is wrong
	Mend  string // what to do about it
}

var houseID = regexp.MustCompile(`^H[1-9][0-9]{0,2}$`)

// reckoned are the reasons by which rules of the program keep account: what they
// stand for is looked up later by the reason alone.
var reckoned = []record.CARC{"1", "2", "3", "23", "24", "45", "94", "101", "104", "198", "238", "275"}

// zones are where a house rule of an effect may stand: behind one rule and ahead
// of another, by name.
var zones = map[Effect]struct{ behind, ahead, why string }{
	HousePends:   {"", resultRule.Name, "the result is told of what was decided before it"},
	HouseNotes:   {memberRule.Name, resultRule.Name, "an alert is about a member's claim"},
	HouseDenies:  {coverageRule.Name, priceRule.Name, "what is denied is a covered service that has no price and no share yet"},
	HouseAdjusts: {priceRule.Name, dollarLimitRule.Name, "a cut is of a price, and limit and withhold are of what is paid"},
}

// checkHouseRule returns what is wrong with rules[n].
func checkHouseRule(rules []HouseRule, n int) []HouseProblem {
	r := &rules[n]
	var problems []HouseProblem
	report := func(field, what, mend string) {
		problems = append(problems, HouseProblem{n, field, what, mend})
	}
	if !houseID.MatchString(r.ID) {
		report("ID", "is no id of a house rule", "write H1 to H999")
	}
	if r.Name == "" || r.Why == "" || r.Judge == nil {
		report("Name", "the rule lacks a name, a reason or a condition", "write all of them")
	}
	if find(Rules(), r.Name) >= 0 {
		report("Name", "is the name of a rule of the program", "give it a name of its own")
	}
	for i := range rules[:n] {
		if rules[i].ID == r.ID {
			report("ID", "another rule has the id", "ids are unique")
		}
		if rules[i].Name == r.Name {
			report("Name", "another rule has the name", "names are unique")
		}
	}
	if r.Level != ClaimLevel && r.Level != LineLevel {
		report("Level", "is no level", "write claim or line")
	}
	r.checkPlace(report)
	switch r.Effect {
	case HouseDenies, HouseAdjusts:
		r.checkCode(report)
	case HousePends:
		if !slices.Contains([]string{"P0", "P1", "P2", "P3"}, r.Code.Status.Category) || !r.Code.Status.Known() {
			report("Code.Status", "is no status of a claim that waits", "write such as P2:110; the category is P0 to P3")
		}
	case HouseNotes:
		for _, alert := range r.Alerts {
			if !alert.Meaning().Alert {
				report("Alerts", string(alert)+" is no alert that this HMO uses", "only a remark code that informs can stand by itself")
			}
		}
		if len(r.Alerts) > 2 {
			report("Alerts", "has more than two alerts", "a claim holds five remark codes in all")
		}
	default:
		report("Effect", "is no effect", "write deny, pend, adjust or note")
	}
	return problems
}

// slot returns ahead of which rule of Rules the house rule stands, -1 when at no
// place.
func (h *HouseRule) slot() int {
	switch {
	case (h.Before == "") == (h.After == ""):
		return -1
	case h.Before != "":
		return find(Rules(), h.Before)
	}
	if at := find(Rules(), h.After); at >= 0 {
		return at + 1
	}
	return -1
}

func (h *HouseRule) checkPlace(report func(field, what, mend string)) {
	field := "After"
	if h.Before != "" {
		field = "Before"
	}
	slot, list := h.slot(), Rules()
	switch named := h.Before + h.After; {
	case (h.Before == "") == (h.After == ""):
		report(field, "the rule has no one place", "write before or after, one of the two")
		return
	case slot < 0 && len(placesOf(named)) > 1:
		report(field, named+" stands at more places than one", "write "+strings.Join(placesOf(named), ", or "))
		return
	case slot < 0:
		report(field, "there is no rule "+named, "hmox12 rules lists them")
		return
	}
	behind := func(name string) bool { return name == "" || slot > find(list, name) }
	if z, ok := zones[h.Effect]; ok && (!behind(z.behind) || slot > find(list, z.ahead)) {
		where := "ahead of " + list[find(list, z.ahead)].title()
		if z.behind != "" {
			where = "behind " + list[find(list, z.behind)].title() + " and " + where
		}
		report(field, "a rule that can "+string(h.Effect)+" can't stand there: "+z.why, "put it "+where)
	}
	for _, read := range h.Reads {
		if !behind(read.After) {
			report("Reads", read.Name+" is not known there", "put the rule behind "+list[find(list, read.After)].title())
		}
	}
	if h.Effect == HouseAdjusts && h.Level == ClaimLevel {
		report("Level", "a cut is of a line", "write level: line")
	}
}

// placesOf returns the rules of an id.
func placesOf(id string) (titles []string) {
	for _, r := range Rules() {
		if r.ID == id {
			titles = append(titles, r.title())
		}
	}
	return titles
}

func (h *HouseRule) checkCode(report func(field, what, mend string)) {
	code := h.Code
	meaning := code.Reason.Meaning()
	switch {
	case meaning.Text == "":
		report("Code.Reason", "this HMO does not use the CARC", "use one of the table of reasons")
	case meaning.Retired && meaning.ReplacedBy != "":
		report("Code.Reason", "the CARC is retired", "use "+string(meaning.ReplacedBy))
	case meaning.Retired:
		report("Code.Reason", "the CARC is retired", "use another one")
	case slices.Contains(reckoned, code.Reason):
		report("Code.Reason", "the rules of the program keep account by the CARC", "use another one, such as 96, 97, 170, 256 or 272")
	case !code.Reason.AllowsGroup(code.Group):
		report("Code.Group", "the CARC is not used with the group", "use "+meaning.Groups)
	case h.Effect == HouseAdjusts && code.Group == record.PR:
		report("Code.Group", "a cut is not the member's to bear", "what the member owes is the plan's to say, and is counted; use CO or OA")
	}
	explained := false
	for _, remark := range code.Remarks {
		if remark.Meaning().Text == "" {
			report("Code.Remarks", "this HMO does not use the remark code "+string(remark), "use one of the table of remarks")
		}
		explained = explained || remark.Meaning().Text != "" && !remark.Meaning().Alert
	}
	switch {
	case meaning.NeedsRARC && !meaning.Retired && !explained:
		report("Code.Remarks", "the CARC needs a remark code that is not an alert", "add one, such as N130")
	case len(code.Remarks) > 2:
		report("Code.Remarks", "has more than two remark codes", "a claim holds five in all")
	}
	switch {
	case h.Effect == HouseDenies && (code.Status.Category != "F2" || !code.Status.Known()):
		report("Code.Status", "is no status of a denial", "write such as F2:104; the category is F2")
	case h.Effect == HouseAdjusts && code.Status != (record.StatusCode{}):
		report("Code.Status", "a cut stops nothing, so it has no status", "leave it out")
	}
}
