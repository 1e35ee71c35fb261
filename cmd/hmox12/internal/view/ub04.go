package view

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/guide"
)

// This file lays out an institutional claim by the form locators of the UB-04
// (CMS-1450). Where the 837I says them stands in the NUBC's map of the form: 3a is
// 2300 CLM01, and so on. Locators that are not listed are reserved or not in an
// 837I; 29 is the state of an automobile accident, 38 the payer's address.

func ub04(b *block) *form {
	c := placedClaimOf(b)
	if c == nil {
		return nil
	}
	f := &form{
		Title:   "The claim in the layout of a UB-04",
		Patient: c.patient().shortName(),
		Days:    c.claim.date("434"),
		Lines:   len(c.lines),
	}
	if c.part > 1 {
		f.Title += ", further lines"
		f.Parts = []formPart{{Table: c.ub04Lines()}}
		return f
	}
	f.Parts = slices.Concat(c.ub04Head(), []formPart{{Table: c.ub04Lines()}}, c.ub04Payers(), c.ub04Codes())
	return f
}

// ub04Head is what stands above the lines: locators 1 to 41.
func (c *placedClaim) ub04Head() []formPart {
	clm, cl1, claim := c.claim.segment("CLM"), c.claim.segment("CL1"), c.claim
	billing, patient := c.billing(), c.patient()
	admitted, hour, _ := strings.Cut(claim.date("435"), " ")
	facility, frequency := clm.ComponentText(5, 1), clm.ComponentText(5, 3)
	return []formPart{
		boxes(
			box{"1", "Provider", 5, slices.Concat(values(billing.name()), billing.address(), values(labeled("phone", billing.numbers("TE")), labeled("fax", billing.numbers("FX"))))},
			box{"2", "Pay to", 3, c.level("2000A").loop("2010AB").address()},
			box{"3", "Patient control number", 4, values(labeled("3a", clm.Text(1)), labeled("3b medical record", claim.reference("EA")))},
		),
		boxes(
			box{"4", "Type of bill", 5, values(joined(" ", "0"+facility+frequency, guide.Word("bill-type", []byte(facility))), guide.Word("1325", []byte(frequency)))},
			box{"5", "Federal tax number", 3, values(billing.reference("EI"))},
			box{"6", "Statement covers", 4, values(claim.date("434"))},
		),
		boxes(
			box{"8", "Patient", 4, values(patient.name(), labeled("8a", patient.identifier()))},
			box{"9", "Patient's address", 4, patient.address()},
			box{"10", "Birth date", 2, values(patient.birth())},
			box{"11", "Sex", 2, values(patient.sex())},
		),
		boxes(
			box{"12", "Admission", 2, values(admitted)},
			box{"13", "Hour", 2, values(hour)},
			box{"14", "Type", 2, values(worded("1315", cl1.Text(1)))},
			box{"15", "Source", 2, values(worded("1314", cl1.Text(2)))},
			box{"16", "Discharge hour", 2, values(claim.date("096"))},
			box{"17", "Status", 2, values(worded("1352", cl1.Text(3)))},
		),
		boxes(
			box{"18–28", "Condition codes", 10, c.information("condition-code", nil, "BG")},
			box{"29", "Accident state", 2, values(claim.reference("LU"))},
		),
		boxes(
			box{"31–34", "Occurrences", 6, c.information("occurrence-code", informationDate, "BH")},
			box{"35–36", "Occurrence spans", 6, c.information("occurrence-span-code", informationDate, "BI")},
		),
		boxes(
			box{"38", "Sent to", 5, slices.Concat(values(c.payer().name()), c.payer().address())},
			box{"39–41", "Value codes", 7, c.information("value-code", func(hi *x12.Segment, n int) string { return amountText(hi.Component(n, 5)) }, "BE")},
		),
	}
}

// ub04Lines is locators 42 to 49 with the line of the total, which stands below
// the last line of the claim.
func (c *placedClaim) ub04Lines() *formTable {
	t := &formTable{
		Name: "Locators 42 to 49, revenue lines", First: 1,
		Columns: []formColumn{
			{"42", "Revenue", asText}, {"43", "Description", asText}, {"44", "HCPCS and modifiers", asText}, {"45", "Service date", asDate},
			{"46", "Units", asAmount}, {"47", "Charge", asAmount}, {"48", "Not covered", asAmount},
		},
	}
	for _, line := range c.lines {
		sv2 := line.segment("SV2")
		if sv2 == nothing {
			continue
		}
		t.Rows = append(t.Rows, []string{
			sv2.Text(1), joined(", ", revenueCode(sv2.Element(1)), sv2.ComponentText(2, 7), drug(line)), procedure(sv2, 2), line.date("472"),
			joined(" ", sv2.Text(5), unlessUnits(sv2.Text(4))), amountText(sv2.Element(3)), amountText(sv2.Element(7)),
		})
	}
	if c.part > 1 {
		t.First = firstLine(c.lines)
	}
	if !c.more {
		t.Foot = []string{"0001", "total charge", "", "", "", amountText(c.claim.segment("CLM").Element(2)), ""}
		if c.part == 1 {
			t.Foot[6] = c.notCovered()
		}
	}
	return t
}

// notCovered adds up SV207; empty where no line has one.
func (c *placedClaim) notCovered() string {
	total, sent := decimal.Zero, false
	for _, line := range c.lines {
		if d, ok := x12.ParseDecimal(line.segment("SV2").Element(7)); ok {
			total, sent = total.Add(decimal.New(d.Unscaled, -d.Scale)), true
		}
	}
	if !sent {
		return ""
	}
	return money(total)
}

// ub04Payers is locators 50 to 65: a line for each payer, the first to pay above.
func (c *placedClaim) ub04Payers() []formPart {
	payers := &formTable{
		Name: "Locators 50 to 55, 63 and 64, payers",
		Columns: []formColumn{
			{"", "Order", asText}, {"50", "Payer", asText}, {"51", "Plan id", asText}, {"52", "Release", asText}, {"53", "Benefits", asText},
			{"54", "Paid before", asAmount}, {"55", "Patient due", asAmount}, {"63", "Authorization", asText}, {"64", "Control number", asText},
		},
	}
	insured := &formTable{
		Name: "Locators 58 to 62, insured persons",
		Columns: []formColumn{
			{"", "Order", asText}, {"58", "Insured", asText}, {"59", "Patient is", asText}, {"60", "Insured's id", asText}, {"61", "Group name", asText}, {"62", "Group", asText},
		},
	}
	for _, p := range c.payersInOrder() {
		payers.Rows = append(payers.Rows, []string{
			p.order, p.payer.name() + p.mark, p.payer.identifier(), p.release, p.benefits, p.paid, p.due, p.authorization, p.control,
		})
		insured.Rows = append(insured.Rows, []string{p.order, p.insured.name(), p.relationship, p.insured.identifier(), p.sbr.Text(4), p.sbr.Text(3)})
	}
	return []formPart{
		{Table: payers},
		{Table: insured},
		boxes(
			box{"56", "Provider's NPI", 4, values(c.billing().npi())},
			box{"57", "Provider's other id", 8, slices.Concat(c.payer().identifiers("G2", "LU"), c.billing().identifiers("0B", "1G"))},
		),
	}
}

// ub04Codes is locators 66 to 81.
func (c *placedClaim) ub04Codes() []formPart {
	version := ""
	if principal := c.claim.segment("HI", "ABK", "BK"); principal != nothing {
		version = "10"
		if principal.ComponentText(1, 1) == "BK" {
			version = "9"
		}
	}
	var remarks []string
	for _, note := range c.claim.list("NTE") {
		remarks = append(remarks, joined(": ", guide.Word("363", note.Element(1)), note.Text(2)))
	}
	for _, attachment := range c.attachments() {
		remarks = append(remarks, "attachment "+attachment)
	}
	return []formPart{
		boxes(
			box{"66", "ICD version", 2, values(version)},
			box{"67", "Principal diagnosis", 4, c.diagnosisCodes(false, "ABK", "BK")},
			box{"67A–Q", "Other diagnoses", 6, c.diagnosisCodes(true, "ABF", "BF")},
		),
		boxes(
			box{"69", "Admitting diagnosis", 3, c.diagnosisCodes(false, "ABJ", "BJ")},
			box{"70", "Reason for the visit", 3, c.diagnosisCodes(true, "APR", "PR")},
			box{"71", "DRG", 2, c.information("", nil, "DR")},
			box{"72", "External cause", 4, c.diagnosisCodes(true, "ABN", "BN")},
		),
		boxes(
			box{"74", "Principal procedure", 4, c.information("", informationDate, "BBR", "BR", "CAH")},
			box{"74a–e", "Other procedures", 8, c.information("", informationDate, "BBQ", "BQ")},
		),
		boxes(
			box{"76", "Attending", 4, placedProvider(c.claim.loop("2310A"))},
			box{"77", "Operating", 4, placedProvider(c.claim.loop("2310B"))},
			box{"78–79", "Other providers", 4, slices.Concat(
				role("other operating", c.claim.loop("2310C")), role("rendering", c.claim.loop("2310D")), role("referring", c.claim.loop("2310F")))},
		),
		boxes(
			box{"80", "Remarks", 6, remarks},
			box{"81", "Taxonomy", 2, values(c.level("2000A").segment("PRV").Text(3))},
			box{"", "Service facility", 4, placedProvider(c.claim.loop("2310E"))},
		),
	}
}
