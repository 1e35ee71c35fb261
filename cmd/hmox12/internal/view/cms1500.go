package view

import (
	"slices"
	"strings"

	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12/guide"
)

// This file lays out a professional claim by the boxes of the CMS-1500 (version
// 02/12). Where the 837P says it stands in the NUCC's map of the form: box 1a is
// 2010BA NM109, and so on. Boxes 8 and 30 are reserved, 20 and 24H are not in a
// record.Claim.

func cms1500(c *record.Claim) *form {
	sub, pat, d := c.Subscriber, c.Patient, c.Detailed()
	var other record.OtherPayer
	if len(c.OtherPayers) > 0 {
		other = c.OtherPayers[0]
	}
	insuredAddress := addressLines(sub.Address)
	return &form{
		Title:   "The claim in the layout of a CMS-1500",
		Patient: pat.Name.String(),
		Days:    days(spanOf(c.FirstDate(), c.LastDate())),
		Lines:   len(c.Lines),
		Parts: []formPart{
			boxes(
				box{"1", "Kind of coverage", 8, values(worded("1032", c.Filing), c.PayerName)},
				box{"1a", "Insured's id", 4, values(sub.ID)},
			),
			boxes(
				box{"2", "Patient", 5, values(fullName(pat.Name))},
				box{"3", "Birth date and sex", 3, values(joined(", ", pat.BirthDate.String(), worded("1068", pat.Sex)))},
				box{"4", "Insured", 4, values(fullName(sub.Name))},
			),
			boxes(
				box{"5", "Patient's address", 5, addressLines(pat.Address)},
				box{"6", "Patient is to the insured", 3, values(worded("1069", c.Relationship))},
				box{"7", "Insured's address", 4, insuredAddress},
			),
			boxes(
				box{"9", "Other insured", 5, values(fullName(other.Subscriber.Name), labeled("9a policy", joined(" ", other.GroupNumber, other.Subscriber.ID)), labeled("9d", other.Name))},
				box{"10", "Condition is related to", 3, values(related(c), labeled("10d", codes(d.Conditions)))},
				box{"11", "Insured's policy or group", 4, values(c.GroupNumber, labeled("11a", joined(", ", sub.BirthDate.String(), worded("1068", sub.Sex))), labeled("11c", c.GroupName), labeled("11d another plan:", yesNo(len(c.OtherPayers) > 0)))},
			),
			boxes(
				box{"13", "Benefits go to the provider", 8, values(worded("1073", c.Benefits))},
				box{"22", "Sent as", 4, values(worded("1325", c.Frequency), labeled("for", c.OriginalControl))},
			),
			boxes(
				box{"14", "Illness, injury or pregnancy began", 4, events(c, "431", "484")},
				box{"15", "Another date", 4, slices.Concat(values(labeled("accident", d.AccidentDate.String())), events(c, "454", "304", "453", "455", "471", "090", "091", "444"))},
				box{"16", "Unable to work", 4, events(c, "314", "360", "361", "297", "296")},
			),
			boxes(
				box{"17", "Referring, ordering or supervising", 8, referrers(c)},
				box{"18", "In hospital", 4, values(joined(" to ", c.AdmissionDate.String(), c.DischargeDate.String()))},
			),
			boxes(
				box{"19", "More about the claim", 12, slices.Concat(notes(c), attachments(c))},
			),
			boxes(
				box{"21", "Diagnoses", 8, diagnoses(c)},
				box{"23", "Authorization", 4, values(labeled("authorization", c.Authorization), labeled("referral", c.Referral))},
			),
			{Table: cms1500Lines(c)},
			boxes(
				box{"25", "Tax id", 3, values(c.Billing.TIN)},
				box{"26", "Patient account", 3, values(c.Account)},
				box{"27", "Assignment accepted", 2, values(worded("1359", c.Assignment))},
				box{"28", "Total charge", 2, values(money(c.Charge))},
				box{"29", "Patient paid", 2, values(moneyUnlessZero(c.PatientPaid))},
			),
			boxes(
				box{"31", "Rendering provider", 4, provider(c.Rendering(nil))},
				box{"32", "Service facility", 4, slices.Concat(values(worded("place-of-service", c.Place)), provider(c.Provider(nil, record.ServiceFacility)))},
				box{"33", "Billing provider", 4, provider(c.Billing)},
			),
		},
	}
}

func cms1500Lines(c *record.Claim) *formTable {
	t := &formTable{
		Name: "Box 24, service lines", First: 1,
		Columns: []formColumn{
			{"24A", "Dates", asDate}, {"24B", "Place", asText}, {"24C", "Emg.", asText}, {"24D", "Procedure and modifiers", asText},
			{"24E", "Diagnoses", asText}, {"24F", "Charge", asAmount}, {"24G", "Units", asAmount}, {"24J", "Rendering NPI", asText},
		},
	}
	for i := range c.Lines {
		line := &c.Lines[i]
		emergency := ""
		if line.Emergency {
			emergency = "yes"
		}
		procedure := strings.ReplaceAll(line.Procedure.String(), "-", " ")
		if line.Drug != nil && line.Drug.NDC != "" {
			procedure += ", NDC " + line.Drug.NDC
		}
		t.Rows = append(t.Rows, []string{
			days(line.Dates), c.PlaceOf(line), emergency, procedure, pointers(line.Pointers), money(line.Charge),
			joined(" ", line.Units.String(), unlessUnits(line.UnitBasis)), c.Rendering(line).NPI,
		})
	}
	return t
}

// fullName returns LAST SUFFIX, FIRST, MIDDLE as the form has it.
func fullName(n record.PersonName) string {
	return joined(", ", joined(" ", n.Last, n.Suffix), n.First, n.Middle)
}

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

// unlessUnits names a unit other than the usual.
func unlessUnits(basis string) string {
	if basis == "UN" {
		return ""
	}
	return either(guide.Word("355", []byte(basis)), basis)
}

// related returns what the claim's condition is related to (CLM11).
func related(c *record.Claim) string {
	var causes []string
	for _, a := range c.Detailed().Accidents {
		causes = append(causes, worded("1362", a))
	}
	return joined(", ", joined(", ", causes...), labeled("in", c.Detailed().AccidentState))
}

func codes(of []record.Diagnosis) string {
	var list []string
	for _, d := range of {
		list = append(list, d.Code)
	}
	return strings.Join(list, " ")
}

// diagnoses letters the diagnoses, A to L, as the lines point to them.
func diagnoses(c *record.Claim) []string {
	var list []string
	for i, d := range c.Diagnoses {
		list = append(list, letter(i+1)+" "+dotted(d.Code))
	}
	return list
}

// dotted sets the point of an ICD-10-CM code.
func dotted(code string) string {
	if len(code) > 3 {
		return code[:3] + "." + code[3:]
	}
	return code
}

func letter(n int) string {
	if n < 1 || n > 26 {
		return "?"
	}
	return string(rune('A' + n - 1))
}

func pointers(of []int) string {
	text := ""
	for _, n := range of {
		text += letter(n)
	}
	return text
}

// events returns the claim's dates of the kinds, each with what it is.
func events(c *record.Claim, qualifiers ...string) []string {
	var list []string
	for _, e := range c.Detailed().Events {
		if slices.Contains(qualifiers, e.Qualifier) {
			list = append(list, joined(" ", worded("374", e.Qualifier), days(e.Span)))
		}
	}
	return list
}

func notes(c *record.Claim) []string {
	var list []string
	for _, n := range c.Detailed().Notes {
		list = append(list, n.Text)
	}
	return list
}

func attachments(c *record.Claim) []string {
	var list []string
	for _, a := range c.Detailed().Attachments {
		list = append(list, joined(", ", "attachment "+worded("755", a.Type), worded("756", a.Transmission), a.Control))
	}
	return list
}

// referrers returns who sent the patient or stands above the rendering provider.
func referrers(c *record.Claim) []string {
	var list []string
	for _, role := range []record.Role{record.ReferringProvider, record.PrimaryCare, record.OrderingProvider, record.SupervisingRole} {
		if p := c.Provider(nil, role); p != nil {
			list = append(list, joined(", ", worded("98", string(p.Role))+" "+fullName(p.Name), labeled("17b NPI", p.NPI), labeled("17a", p.ID.Number)))
		}
	}
	return list
}

// provider returns the lines of a provider's box.
func provider(p *record.ClaimProvider) []string {
	if p == nil {
		return nil
	}
	return slices.Concat(values(fullName(p.Name)), addressLines(p.Address), values(labeled("NPI", p.NPI), labeled("id", p.ID.Number), labeled("taxonomy", p.Taxonomy)))
}
