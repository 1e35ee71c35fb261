package report

import (
	"strings"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12/guide"
)

// EligibilityFacts tells what a 271 says of a patient, a fact each.
func EligibilityFacts(a *record.EligibilityAnswer) []string {
	var facts []string
	for _, r := range a.Rejections {
		facts = append(facts, "AAA03 "+codeWord("901", r.Reason)+" in "+string(r.Level))
	}
	if a.Member != nil {
		facts = append(facts, "member "+a.Member.ID)
	}
	if a.NameChanged {
		facts = append(facts, "name or id corrected")
	}
	for _, d := range a.Dates {
		facts = append(facts, codeWord("374", d.Qualifier)+" "+Days(d.Dates))
	}
	for i := range a.Benefits {
		facts = append(facts, benefit(&a.Benefits[i]))
	}
	return facts
}

// codeWord returns a code with what it means, by the number of its data element.
func codeWord(element, code string) string {
	if word := guide.Word(element, []byte(code)); word != "" {
		return code + " " + word
	}
	return code
}

// inNetwork says what EB12 says.
var inNetwork = map[string]string{"Y": "in network", "N": "out of network", "W": "in any network"}

// authorization says what EB11 says.
var authorization = map[string]string{"Y": "authorization needed", "N": "no authorization", "U": "authorization unknown"}

// benefit tells one EB and what hangs on it in a line.
func benefit(b *record.BenefitInformation) string {
	var parts []string
	add := func(text string) {
		if text != "" {
			parts = append(parts, text)
		}
	}
	add(codeWord("1390", b.Information))
	if b.Amount != nil {
		add("$" + Dollars(*b.Amount))
	}
	if b.Percent != nil {
		add(b.Percent.Mul(decimal.NewFromInt(100)).String() + "%")
	}
	if b.Quantity != nil {
		add(b.Quantity.String() + " " + strings.ToLower(guide.Word("673", []byte(b.QuantityKind))))
	}
	if b.TimePeriod != "" {
		add(codeWord("615", b.TimePeriod))
	}
	if b.CoverageLevel != "" {
		add(codeWord("1207", b.CoverageLevel))
	}
	for _, code := range b.ServiceTypes {
		add(ServiceType(code))
	}
	if b.InsuranceType != "" {
		add(codeWord("1336", b.InsuranceType))
	}
	add(b.PlanName)
	add(inNetwork[b.InNetwork])
	add(authorization[b.Authorization])
	for _, r := range b.References {
		add(codeWord("128", r.Qualifier) + " " + r.Number)
	}
	for _, d := range b.Dates {
		add(codeWord("374", d.Qualifier) + " " + Days(d.Dates))
	}
	if e := b.Entity; e != nil {
		add(strings.TrimSpace(codeWord("98", e.Kind) + " " + e.Name.String() + " " + e.ID))
		add(e.Phone)
	}
	for _, m := range b.Messages {
		add("“" + m + "”")
	}
	return strings.Join(parts, ", ")
}
