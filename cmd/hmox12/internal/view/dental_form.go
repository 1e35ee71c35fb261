package view

import (
	"slices"
	"strings"

	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/guide"
)

// This file lays out a dental claim by the boxes of the ADA Dental Claim Form
// (2019, as the 2012 and 2024 versions number them). Boxes that are not listed
// are not in an 837D or stand in another.

func dentalForm(b *block) *form {
	c := placedClaimOf(b)
	if c == nil {
		return nil
	}
	f := &form{
		Title:   "The claim in the layout of an ADA dental claim form",
		Patient: c.patient().shortName(),
		Days:    c.dentalDays(),
		Lines:   len(c.lines),
	}
	if c.part > 1 {
		f.Title += ", further lines"
		f.Parts = []formPart{{Table: c.dentalServices()}}
		return f
	}
	f.Parts = slices.Concat(c.dentalHead(), []formPart{{Table: c.dentalServices()}}, c.dentalTeeth(), c.dentalFoot())
	return f
}

// dentalDays returns the days of the claim, or of its first and last line.
func (c *placedClaim) dentalDays() string {
	if days := c.claim.date("472"); days != "" || len(c.lines) == 0 {
		return days
	}
	var first, last string
	for _, line := range c.lines {
		from, to, run := strings.Cut(line.date("472"), " to ")
		if !run {
			to = from
		}
		if from != "" && (first == "" || from < first) {
			first = from
		}
		last = max(last, to)
	}
	if first == last {
		return first
	}
	return first + " to " + last
}

// dentalHead is what stands above the services: boxes 1 to 23.
func (c *placedClaim) dentalHead() []formPart {
	clm, sbr := c.claim.segment("CLM"), c.level("2000B").segment("SBR")
	transaction := "statement of actual services"
	if clm.Text(19) == "PB" {
		transaction = "request for predetermination"
	}
	subscriber, patient := c.subscriber(), c.patient()
	var other, otherInsured, otherPayer *occurrence
	if others := c.claim.all("2320"); len(others) > 0 {
		other = others[0]
		otherInsured, otherPayer = other.loop("2330A"), other.loop("2330B")
	}
	otherSBR := other.segment("SBR")
	return []formPart{
		boxes(
			box{"1", "Type of transaction", 4, values(transaction, worded("1366", clm.Text(12)))},
			box{"", "Sent as", 4, values(worded("1325", clm.ComponentText(5, 3)), labeled("for", c.claim.reference("F8")))},
			box{"2", "Predetermination or authorization number", 4, values(c.claim.reference("G3"), labeled("authorization", c.claim.reference("G1")), labeled("referral", c.claim.reference("9F")))},
		),
		boxes(
			box{"3", "Company", 4, slices.Concat(values(c.payer().name()), c.payer().address(), values(labeled("3a payer id", c.payer().identifier())))},
			box{"12", "Policyholder", 4, slices.Concat(values(subscriber.name()), subscriber.address())},
			box{"13", "Birth date", 2, values(subscriber.birth())},
			box{"14", "Sex", 2, values(subscriber.sex())},
		),
		boxes(
			box{"15", "Policyholder's id", 4, values(subscriber.identifier())},
			box{"16", "Plan or group", 4, values(sbr.Text(3), sbr.Text(4))},
			box{"18", "Patient is to the policyholder", 4, values(worded("1069", c.relationship()))},
		),
		boxes(
			box{"20", "Patient", 4, slices.Concat(values(patient.name()), patient.address())},
			box{"21", "Birth date", 2, values(patient.birth())},
			box{"22", "Sex", 2, values(patient.sex())},
			box{"23", "Patient account", 4, values(clm.Text(1))},
		),
		boxes(
			box{"5", "Other insured", 3, values(otherInsured.name(), labeled("born", otherInsured.birth()))},
			box{"8", "Other insured's id", 3, values(otherInsured.identifier(), labeled("9 group", otherSBR.Text(3)))},
			box{"10", "Patient is to the other insured", 2, values(worded("1069", otherSBR.Text(2)))},
			box{"11", "Other company", 4, slices.Concat(values(otherPayer.name(), labeled("paid", other.amount("D"))), otherPayer.address())},
		),
	}
}

// dentalServices is the record of services, boxes 24 to 32.
func (c *placedClaim) dentalServices() *formTable {
	t := &formTable{
		Name: "Boxes 24 to 32, record of services", First: 1,
		Columns: []formColumn{
			{"24", "Date", asDate}, {"25", "Area", asText}, {"26", "System", asText}, {"27", "Teeth", asText}, {"28", "Surfaces", asText},
			{"29", "Procedure", asText}, {"29a", "Diag.", asText}, {"29b", "Qty", asAmount}, {"30", "Description", asText}, {"31", "Fee", asAmount},
		},
	}
	for _, line := range c.lines {
		sv3 := line.segment("SV3")
		if sv3 == nothing {
			continue
		}
		var areas, systems, teeth, surfaces []string
		for n := 1; n <= 5; n++ {
			if code := sv3.ComponentText(4, n); code != "" {
				areas = append(areas, worded("1361", code))
			}
		}
		for _, too := range line.list("TOO") {
			if system := too.Text(1); !slices.Contains(systems, system) {
				systems = append(systems, system)
			}
			teeth = append(teeth, too.Text(2))
			marks := ""
			for n := 1; n <= 5; n++ {
				marks += too.ComponentText(3, n)
			}
			if marks != "" {
				surfaces = append(surfaces, marks)
			}
		}
		t.Rows = append(t.Rows, []string{
			either(line.date("472"), c.claim.date("472")), joined(", ", areas...), joined(" ", systems...), joined(", ", teeth...),
			joined(", ", surfaces...), procedure(sv3, 1), dentalPointers(line), sv3.Text(6),
			joined(", ", sv3.ComponentText(1, 7), onlyTooth(teeth), prosthesis(line), treatedBy(line)), amountText(sv3.Element(2)),
		})
	}
	if c.part > 1 {
		t.First = firstLine(c.lines)
	}
	if !c.more {
		t.Foot = []string{"32", "total fee", "", "", "", "", "", "", "", amountText(c.claim.segment("CLM").Element(2))}
	}
	return t
}

// onlyTooth names the tooth of a line, where it is one.
func onlyTooth(teeth []string) string {
	if len(teeth) != 1 {
		return ""
	}
	return guide.Word("tooth", []byte(teeth[0]))
}

// dentalPointers letters the diagnoses of a line, A to D.
func dentalPointers(line *occurrence) string {
	text := ""
	for n := 1; n <= 4; n++ {
		if pointer, ok := x12.ParseCount(line.segment("SV3").Component(11, n)); ok {
			text += letter(pointer)
		}
	}
	return text
}

// prosthesis tells whether a line places a prosthesis, crown or inlay for the
// first time (SV305), and when the last one was placed.
func prosthesis(line *occurrence) string {
	placed := guide.Word("1358", line.segment("SV3").Element(5))
	return joined(", ", placed, labeled("prior placement", line.date("139", "441")), labeled("appliance placed", line.date("452")),
		labeled("treatment began", line.date("196")), labeled("completed", line.date("198")))
}

// treatedBy names the dentist of a line who is not the claim's.
func treatedBy(line *occurrence) string {
	o := line.loop("2420A")
	return joined(", NPI ", labeled("treated by", o.shortName()), o.npi())
}

// dentalTeeth is boxes 33 and 34: missing teeth and diagnoses.
func (c *placedClaim) dentalTeeth() []formPart {
	system := map[string]string{"ABK": "AB, ICD-10", "BK": "B, ICD-9", "TQ": "SNODENT"}[c.claim.segment("HI").ComponentText(1, 1)]
	var remarks []string
	for _, note := range c.claim.list("NTE") {
		remarks = append(remarks, note.Text(2))
	}
	return []formPart{
		{Teeth: c.missingTeeth()},
		boxes(
			box{"34", "Diagnosis codes", 4, values(system)},
			box{"34a", "Diagnoses", 8, c.diagnosisCodes(true, "ABK", "BK", "ABF", "BF", "TQ")},
		),
		boxes(box{"35", "Remarks", 12, remarks}),
	}
}

// dentalFoot is what stands below the services: boxes 36 to 58.
func (c *placedClaim) dentalFoot() []formPart {
	clm, dn1, claim := c.claim.segment("CLM"), c.claim.segment("DN1"), c.claim
	billing := c.billing()
	treating := billing
	if rendering := claim.loop("2310B"); rendering != nil {
		treating = rendering
	}
	place := claim.loop("2310C")
	if place == nil {
		place = billing
	}
	taxonomy := either(claim.loop("2310B").segment("PRV").Text(3), c.level("2000A").segment("PRV").Text(3))
	return []formPart{
		boxes(
			box{"36", "Patient's consent, release", 4, values(worded("1363", clm.Text(9)))},
			box{"37", "Benefits go to the dentist", 4, values(worded("1073", clm.Text(8)))},
			box{"53", "Dentist's signature on file", 4, values(worded("1073", clm.Text(6)))},
		),
		boxes(
			box{"38", "Place of treatment", 4, values(worded("place-of-service", clm.ComponentText(5, 1)))},
			box{"39", "Enclosures", 4, c.enclosures()},
			box{"40", "Orthodontics", 4, values(yesNo(dn1 != nothing), labeled("41 appliance placed", claim.date("452")), labeled("42 months of treatment", dn1.Text(1)), labeled("months remaining", dn1.Text(2)))},
		),
		boxes(
			box{"43", "Replacement of prosthesis", 4, c.replacements()},
			box{"45", "Treatment results from", 4, values(dentalCause(clm.ComponentText(11, 1)), dentalCause(clm.ComponentText(11, 2)), labeled("46 accident", claim.date("439")), labeled("47 state", clm.ComponentText(11, 4)))},
			box{"", "Patient paid", 4, values(claim.amount("F5"))},
		),
		boxes(
			box{"48", "Billing dentist", 6, slices.Concat(values(billing.name()), billing.address(),
				values(labeled("49 NPI", billing.npi()), labeled("50 licence", billing.reference("0B")), labeled("51 tax id", billing.reference("EI", "SY")), labeled("52 phone", billing.numbers("TE"))))},
			box{"54–58", "Treating dentist", 6, slices.Concat(values(treating.name(), labeled("NPI", treating.npi()), labeled("55 licence", treating.reference("0B"))),
				dentalAddress(treating, place), values(labeled("56a specialty", taxonomy), labeled("58 id", treating.reference("G2", "1G", "LU"))))},
		),
		boxes(
			box{"", "Referring", 4, c.dentalReferrers()},
			box{"", "Assistant surgeon", 4, role("", claim.loop("2310D"))},
			box{"", "Supervising", 4, role("", claim.loop("2310E"))},
		),
	}
}

// enclosures tells what is sent beside the claim (PWK).
func (c *placedClaim) enclosures() []string {
	list := []string{yesNo(len(c.claim.list("PWK")) > 0)}
	return append(list, c.attachments()...)
}

// replacements tells which lines replace a prosthesis, crown or inlay, and box 44:
// when the last one was placed.
func (c *placedClaim) replacements() []string {
	var list []string
	for _, line := range c.lines {
		if line.segment("SV3").Text(5) == "R" {
			list = append(list, joined(", ", "line "+line.segment("LX").Text(1), labeled("44 prior placement", line.date("139", "441"))))
		}
	}
	if list == nil {
		return []string{"no"}
	}
	return list
}

func dentalCause(code string) string {
	if code == "" {
		return ""
	}
	return worded("1362", code)
}

// dentalAddress is box 56: where the treatment was given, with its name where it
// is not the dentist's own.
func dentalAddress(treating, place *occurrence) []string {
	if place == nil {
		return nil
	}
	name := place.name()
	if name == treating.name() {
		name = ""
	}
	return slices.Concat(values(labeled("56", name)), place.address())
}

func (c *placedClaim) dentalReferrers() []string {
	var list []string
	for _, o := range c.claim.all("2310A") {
		list = append(list, role("", o)...)
	}
	return list
}
