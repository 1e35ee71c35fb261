package view_test

import (
	"bytes"
	"fmt"
	"html"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/view"
)

// boxesOf returns the boxes of the page's first form by their numbers, those
// without one by their names.
func boxesOf(page string) map[string]string {
	boxes := map[string]string{}
	for _, m := range regexp.MustCompile(`(?s)<div class="box [^"]*"><p>(?:<i>([^<]+)</i> )?([^<]*)</p>(.*?)</div>\s*(?:<div class="box|</div>)`).FindAllStringSubmatch(overlapping(page), -1) {
		name := m[1]
		if name == "" {
			name = m[2]
		}
		if _, twice := boxes[name]; twice {
			break // the next form begins
		}
		text := strings.TrimSpace(regexp.MustCompile(`</?span[^>]*>`).ReplaceAllString(strings.ReplaceAll(m[3], "</span><span>", " | "), ""))
		boxes[name] = html.UnescapeString(text)
	}
	return boxes
}

// overlapping doubles the beginning of each box, as the end of one is found by
// the beginning of the next.
func overlapping(page string) string {
	return strings.ReplaceAll(page, `<div class="box `, `<div class="box "></div><div class="box `)
}

// rowsOf returns the rows of the page's tables, headings left out.
func rowsOf(page string) []string {
	var rows []string
	for _, row := range regexp.MustCompile(`(?s)<tr>(.*?)</tr>`).FindAllStringSubmatch(page, -1) {
		var texts []string
		for _, c := range regexp.MustCompile(`<td[^>]*>([^<]*)</td>`).FindAllStringSubmatch(row[1], -1) {
			texts = append(texts, html.UnescapeString(c[1]))
		}
		if texts != nil {
			rows = append(rows, strings.Join(texts, " | "))
		}
	}
	return rows
}

// TestForms looks for what a biller reads in each box.
func TestForms(t *testing.T) {
	for _, tt := range []struct {
		name, file, claim string
		boxes             map[string]string
		rows              []string
	}{
		{"a professional claim is a CMS-1500", "claims", "VIEW-001", map[string]string{
			"1":  "HM health maintenance organization | POPPY HEALTH PLAN",
			"1a": "GP100005",
			"2":  "OKAFOR, NINA, A",
			"3":  "1984-03-12, F female",
			"5":  "12 FERN LANE | OAKLAND, CA 94602",
			"6":  "18 self",
			"9":  "",
			"10": "AA auto accident, in CA",
			"14": "431 onset of current symptoms or illness 2026-02-10",
			"15": "accident 2026-02-09",
			"21": "A S80.01XA | B M54.5",
			"22": "7 replacement of a prior claim | for 26050000017",
			"23": "authorization AUTH-77 | referral REF-881",
			"25": "945555555",
			"26": "VIEW-001",
			"28": "375.50",
			"29": "20.00",
		}, []string{
			"2026-02-17 | 11 | yes | 99213 25 | AB | 150.00 | 1 | 1900000021",
			"2026-02-17 to 2026-02-19 | 12 |  | 97110 | A | 225.50 | 3 | 1900000021",
		}},
		{"an inpatient claim is a UB-04", "institutional", "UB-001", map[string]string{
			"1":     "TAMARACK HOSPITAL | 900 SHORE AVENUE | OAKLAND, CA 94612-0003 | phone 5550104100 | fax 5550104101",
			"2":     "PO BOX 1200 | OAKLAND, CA 94604-0012",
			"3":     "3a UB-001 | 3b medical record MR5521",
			"4":     "0117 hospital, inpatient | replacement of a prior claim",
			"5":     "945550211",
			"6":     "2026-01-09 to 2026-01-14",
			"8":     "MARSH, DEAN, R | 8a GP100401",
			"9":     "5 QUARRY LANE | UNIT 3 | OAKLAND, CA 94603",
			"10":    "1971-08-09",
			"11":    "M male",
			"12":    "2026-01-09",
			"13":    "14:20",
			"14":    "1 emergency",
			"15":    "1 non-health care facility point of origin",
			"16":    "11:30",
			"17":    "01 discharged home",
			"18–28": "39 private room was necessary | C6 authorized before admission",
			"29":    "CA",
			"31–34": "05 2026-01-08 accident without coverage or liability | 11 2026-01-08 onset of illness",
			"35–36": "74 2026-01-12 leave of absence or care not covered | 71 2025-12-01 to 2025-12-03 earlier stay",
			"38":    "POPPY HEALTH PLAN | 1 POPPY PLAZA | OAKLAND, CA 94612-0001",
			"39–41": "80 5.00 covered days | 01 1,450.00 most common semi-private rate | A1 250.00 deductible, payer A",
			"56":    "1400006114",
			"66":    "10",
			"67":    "S72.141A, POA Y",
			"67A–Q": "A I10, POA Y | B E11.9, POA Y | C N17.9, POA N",
			"69":    "M25.551",
			"70":    "",
			"71":    "481",
			"72":    "A W01.0XXA, POA Y | B Y92.018, POA Y",
			"74":    "0QS606Z 2026-01-10",
			"74a–e": "BQ101ZZ 2026-01-09 | 30233N1 2026-01-11",
			"76":    "IVES, RUTH, A | NPI 1400006122 | taxonomy 207R00000X | state licence number A77120",
			"77":    "BOLT, KIRA | NPI 1400006130",
			"78–79": "other operating FINCH, NOEL, NPI 1400006148 | referring CEDAR, JUNE, NPI 1400006015",
			"80":    "durable medical equipment and supplies: WALKER FOR THE WAY HOME | additional information: PRIVATE ROOM WAS MEDICALLY NECESSARY | attachment OZ support data for claim, EL electronically only, ATT-9",
			"81":    "282N00000X",
		}, []string{
			"0110 | room and board, private |  |  | 6 days | 8,700.00 | 0.00",
			"0250 | pharmacy |  |  | 44 | 1,210.40 | ",
			"0278 | implants, TITANIUM NAIL | C1713 | 2026-01-10 | 2 | 9,800.00 | 300.00",
			"0360 | operating room |  |  | 1 | 21,000.00 | ",
			"0450 | emergency room | 99285 25 | 2026-01-09 | 1 | 2,500.00 | ",
			"0636 | drugs that need detailed coding, NDC 00143992490, 12 units | J0690 | 2026-01-09 to 2026-01-11 | 12 | 5,000.00 | ",
			"0001 | total charge |  |  |  | 48,210.40 | 300.00",
			"A | POPPY HEALTH PLAN | 77001 | Y | Y |  | 250.00 | AU26001234, referral RF26000444 | 26040000088",
			"A | MARSH, DEAN, R | 18 self | GP100401 |  | GRP-5500",
		}},
		{"a dental claim is the ADA's form", "dental", "ADA-001", map[string]string{
			"1":                 "statement of actual services",
			"Sent as":           "1 original",
			"2":                 "PD26000017 | authorization AU26005678 | referral RF26000555",
			"3":                 "POPPY HEALTH PLAN | 1 POPPY PLAZA | OAKLAND, CA 94612-0001 | 3a payer id 77001",
			"5":                 "OKAFOR, SAM",
			"8":                 "CL44001 | 9 group OTHGRP",
			"10":                "01 spouse",
			"11":                "CLOVER MUTUAL",
			"12":                "OKAFOR, NINA, B | 12 FERN LANE | OAKLAND, CA 94602",
			"13":                "1984-03-12",
			"15":                "GP100005",
			"16":                "GRP-5500",
			"18":                "18 self",
			"20":                "OKAFOR, NINA, B | 12 FERN LANE | OAKLAND, CA 94602",
			"23":                "ADA-001",
			"34":                "AB, ICD-10",
			"34a":               "A K02.62 | B K02.9",
			"35":                "CROWN REPLACES A RESTORATION THAT FRACTURED IN THE ACCIDENT",
			"36":                "Y signed release on file",
			"37":                "Y yes",
			"38":                "11 office",
			"39":                "yes | RB radiology films, EL electronically only, XR-100",
			"40":                "yes | 41 appliance placed 2026-01-05 | 42 months of treatment 24 | months remaining 18",
			"43":                "line 3, 44 prior placement 2018-05-02",
			"45":                "AA auto accident | 46 accident 2026-02-01 | 47 state CA",
			"Patient paid":      "40.00",
			"48":                "ENAMEL GROUP | 9 ENAMEL COURT | OAKLAND, CA 94607-0009 | 49 NPI 1400006213 | 50 licence D5500 | 51 tax id 945550377 | 52 phone 5550104700",
			"53":                "Y yes",
			"54–58":             "ROWAN, LIA, M | NPI 1400006221 | 55 licence D7781 | 56 ENAMEL CLINIC NORTH | 40 BRUSH STREET | OAKLAND, CA 94607-0044 | 56a specialty 1223G0001X",
			"Referring":         "CEDAR, JUNE, NPI 1400006015",
			"Assistant surgeon": "",
		}, []string{
			"2026-02-17 |  |  |  |  | D0220 |  | 1 |  | 35.00",
			"2026-02-17 |  | JP | 14 | MO | D2392 | AB | 1 | COMPOSITE, TWO SURFACES, upper left first molar | 210.00",
			"2026-02-17 |  | JP | 30 |  | D2740 | A | 1 | lower right first molar, replacement, prior placement 2018-05-02 | 1,400.00",
			"2026-02-19 | 20 upper left quadrant |  |  |  | D4341 | B | 1 | initial placement | 260.00",
			"2026-02-19 to 2026-02-21 | 01 upper arch, 02 lower arch |  |  |  | D8080 |  | 1 |  | 1,200.00",
			"32 | total fee |  |  |  |  |  |  |  | 3,105.00",
		}},
		{"a predetermination of a dependent's claim", "dental", "ADA-002", map[string]string{
			"1":  "request for predetermination",
			"12": "BECK, MIA",
			"18": "19 child",
			"20": "BECK, TOM | 8 CREEK ROAD | OAKLAND, CA 94602",
			"21": "2016-07-04",
			"40": "no",
			"43": "no",
		}, []string{
			" |  | JP | A, J |  | D1351 |  | 1 |  | 60.00",
			" |  | JP | K | O | D2930 |  | 1 | lower left primary second molar | 420.00",
			"32 | total fee |  |  |  |  |  |  |  | 480.00",
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			page := shown(t, view.HTML, input(t, tt.file), view.Options{Claim: tt.claim})
			boxes := boxesOf(page)
			for number, want := range tt.boxes {
				got, there := boxes[number]
				assert.True(t, there, "box %s", number)
				assert.Equal(t, want, got, "box %s", number)
			}
			assert.Equal(t, tt.rows, rowsOf(page))
		})
	}
}

func TestFormsOfTwoPayers(t *testing.T) {
	t.Run("a second payer's CMS-1500 names the first in box 9", func(t *testing.T) {
		page := shown(t, view.HTML, input(t, "claims"), view.Options{Claim: "VIEW-002"})
		assert.Contains(t, page, "9d FIRST MUTUAL")
		assert.Contains(t, page, "BECK, MIA")
	})
	t.Run("a UB-04 has the payers in the order in which they pay", func(t *testing.T) {
		rows := rowsOf(shown(t, view.HTML, input(t, "institutional"), view.Options{Claim: "UB-002"}))
		assert.Equal(t, []string{
			"A | CLOVER MUTUAL | 88002 | Y | Y | 600.00 | 390.00 | CLV-7 | ",
			"B | POPPY HEALTH PLAN (this claim's) | 77001 | Y | Y |  |  |  | ",
			"A | OKAFOR, RITA | 19 child | CL44001 |  | OTHGRP",
			"B | OKAFOR, SAM | 19 child | GP100402 |  | GRP-5500",
		}, rows[len(rows)-4:])
	})
	t.Run("a remittance claim has no form", func(t *testing.T) {
		assert.NotContains(t, shown(t, view.HTML, input(t, "remittance"), view.Options{}), `class="form"`)
	})
}

func TestAFormOfManyLines(t *testing.T) {
	t.Run("has its heading again below each sheet of lines", func(t *testing.T) {
		page := shown(t, view.HTML, input(t, "institutional"), view.Options{Claim: "UB-002"})
		assert.Equal(t, 1, strings.Count(page, "lines 23 to 30"))
		assert.Equal(t, 2, strings.Count(page, "<i>42</i> Revenue"))
		assert.Equal(t, 30, strings.Count(page, `<td data-label="Revenue">03`))
		assert.NotContains(t, shown(t, view.HTML, input(t, "institutional"), view.Options{Claim: "UB-001"}), "lines 1 to")
	})
	t.Run("goes on where the claim comes in parts", func(t *testing.T) {
		data := input(t, "institutional")
		from, to := bytes.LastIndex(data, []byte("LX*30~")), bytes.Index(data, []byte("SE*"))
		long := append([]byte(nil), data[:from]...)
		for i := range 2000 {
			long = append(long, bytes.Replace(data[from:to], []byte("LX*30"), fmt.Appendf(nil, "LX*%d", i+30), 1)...)
		}
		long = append(long, data[to:]...)
		page := shown(t, view.HTML, long, view.Options{Claim: "UB-002"})
		assert.Equal(t, 1, strings.Count(page, "layout of a UB-04</p>"))
		assert.Equal(t, 1, strings.Count(page, "layout of a UB-04, further lines</p>"))
		assert.Equal(t, 2029, strings.Count(page, `<td data-label="Revenue">03`), "every line, once")
		assert.Equal(t, 1, strings.Count(page, `<td data-label="Revenue">0001`), "the total stands below the last")
		assert.Equal(t, 2, strings.Count(page, "<b>OKAFOR, JUNE</b><span"), "each part names the patient")
	})
}

func TestFormsOfBrokenClaims(t *testing.T) {
	for name, change := range map[string][2]string{
		"without a subscriber's name":     {"NM1*IL*1*MARSH*DEAN*R***MI*GP100401~\n", ""},
		"without a claim segment":         {"CLM*UB-001", "CLX*UB-001"},
		"with an amount that is none":     {"SV2*0250**1210.4*", "SV2*0250**A LOT*"},
		"with a date that is none":        {"20260109-20260114", "20269999"},
		"of a bill type without a digit":  {"11:A:7", "::"},
		"with a line that has no service": {"SV2*0250**1210.4*UN*44~\n", ""},
	} {
		t.Run("an institutional claim "+name+" is shown", func(t *testing.T) {
			data := bytes.Replace(input(t, "institutional"), []byte(change[0]), []byte(change[1]), 1)
			require.NotEqual(t, input(t, "institutional"), data)
			require.NoError(t, wellFormed(shown(t, view.HTML, data, view.Options{})))
		})
	}
	t.Run("an amount that is none stands in its box as it was sent", func(t *testing.T) {
		data := bytes.Replace(input(t, "institutional"), []byte("SV2*0250**1210.4*"), []byte("SV2*0250**A LOT*"), 1)
		assert.Contains(t, rowsOf(shown(t, view.HTML, data, view.Options{})), "0250 | pharmacy |  |  | 44 | A LOT | ")
	})
	t.Run("a tooth that is none is said in words only", func(t *testing.T) {
		data := bytes.Replace(input(t, "dental"), []byte("DN2*1*M"), []byte("DN2*99*M"), 1)
		page := shown(t, view.HTML, data, view.Options{Claim: "ADA-001"})
		assert.Contains(t, page, "<span>99 missing</span>")
		assert.Equal(t, 1, strings.Count(page, `<b class="missing"`))
	})
	t.Run("primary teeth are drawn where the claim speaks of them", func(t *testing.T) {
		assert.NotContains(t, shown(t, view.HTML, input(t, "dental"), view.Options{}), `title="upper right primary second molar"`)
		data := bytes.Replace(input(t, "dental"), []byte("DN2*1*M"), []byte("DN2*A*M"), 1)
		assert.Contains(t, shown(t, view.HTML, data, view.Options{}), `<b class="missing" title="upper right primary second molar">A</b>`)
	})
}
