package mapping_test

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping"
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/guide"
)

func ExampleClaimMapper() {
	file := `ISA*00*          *00*          *ZZ*HARBOR1        *ZZ*77001          *260302*0800*^*00501*000000501*0*P*:~
GS*HC*HARBOR1*77001*20260302*0800*501*X*005010X222A1~
ST*837*0001*005010X222A1~
BHT*0019*00*NIGHT7*20260302*0800*CH~
NM1*41*2*HARBOR CLEARING*****46*HARBOR1~
PER*IC*EDI DESK*TE*5550103000~
NM1*40*2*POPPY HEALTH PLAN*****46*77001~
HL*1**20*1~
NM1*85*2*WILLOW FAMILY PRACTICE*****XX*1000000004~
N3*14 WILLOW ROAD~
N4*OAKLAND*CA*946070001~
REF*EI*941230000~
HL*2*1*22*0~
SBR*P*18*GRP-77******HM~
NM1*IL*1*MARSH*ADA****MI*GP200001~
N3*1 REED LANE~
N4*OAKLAND*CA*94602~
DMG*D8*19800229*F~
NM1*PR*2*POPPY HEALTH PLAN*****PI*77001~
CLM*W-1*185.5***11:B:1*Y*A*Y*Y~
HI*ABK:J069~
LX*1~
SV1*HC:99213:25*150*UN*1***1~
DTP*472*D8*20260217~
LX*2~
SV1*HC:87880*35.5*UN*1***1~
DTP*472*D8*20260217~
SE*26*0001~
GE*1*501~
IEA*1*000000501~
`
	g, _ := guide.Lookup("837", "005010X222A1")
	mapper, err := mapping.NewClaimMapper(g, record.Source{File: "night.x12"}, 20260302, func(c *record.Claim, problems []mapping.ClaimProblem) {
		fmt.Println(c.Account, c.Patient.Name, c.Billing.NPI, c.Charge, len(problems), "problems")
		for _, line := range c.Lines {
			fmt.Println(" ", line.Number, line.Procedure, line.Dates.From, line.Charge)
		}
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	walker := guide.NewWalker(g, nil)
	reader := x12.NewReader(strings.NewReader(file))
	for {
		seg, err := reader.Next()
		if err != nil {
			break
		}
		if reader.Set() != nil || seg.Is("SE") {
			mapper.Add(seg, walker.Walk(seg))
		}
	}
	// Output:
	// W-1 MARSH, ADA 1000000004 185.5 0 problems
	//   1 99213-25 2026-02-17 150
	//   2 87880 2026-02-17 35.5
}

func ExampleClaimMapper_institutional() {
	mapExample(record.Institutional, above+`CLM*H-1*12500***11:A:1**A*Y*Y
DTP*434*RD8*20260203-20260205
DTP*435*DT*202602030230
CL1*1*1*01
HI*ABK:K3580:::::::Y
HI*ABJ:R1031
HI*BBR:0DTJ4ZZ:D8:20260203
NM1*71*1*FERN*LEE****XX*1000000053
LX*1
SV2*0120**4500*DA*2
LX*2
SV2*0360**8000*UN*1`, func(c *record.Claim) {
		i := c.Institutional
		fmt.Println(c.Account, "bill type", c.BillType(), c.Dates, "admitted", c.AdmissionDate, i.AdmissionTime, "for", i.Admitting.Code)
		fmt.Println(i.Procedures[0].Code, "on", i.Procedures[0].Date, "under", c.Provider(nil, record.Attending).Name)
		for _, line := range c.Lines {
			fmt.Println(" ", line.Number, line.Revenue, line.Units, line.UnitBasis, line.Charge)
		}
	})
	// Output:
	// H-1 bill type 111 2026-02-03 to 2026-02-05 admitted 2026-02-03 0230 for R1031
	// 0DTJ4ZZ on 2026-02-03 under FERN, LEE
	//   1 0120 2 DA 4500
	//   2 0360 1 UN 8000
}

func ExampleClaimMapper_dental() {
	mapExample(record.Dental, above+`CLM*T-1*265***11:B:1*Y*A*Y*Y
DTP*472*D8*20260217
LX*1
SV3*AD:D1110*95
LX*2
SV3*AD:D2392*170
TOO*JP*19*M:O`, func(c *record.Claim) {
		for _, line := range c.Lines {
			fmt.Println(line.Procedure, c.DatesOf(&line).From, line.Charge, line.Dental.Teeth)
		}
	})
	// Output:
	// D1110 2026-02-17 95 []
	// D2392 2026-02-17 170 [{19 [M O]}]
}

// mapExample maps the segments of a set of one kind of claim.
func mapExample(kind record.ClaimKind, segments string, emit func(*record.Claim)) {
	g, _ := guide.Lookup("837", mapping.ClaimVersion(kind))
	mapper, err := mapping.NewClaimMapper(g, record.Source{File: "night.x12"}, 20260302, func(c *record.Claim, _ []mapping.ClaimProblem) { emit(c) })
	if err != nil {
		fmt.Println(err)
		return
	}
	walker := guide.NewWalker(g, nil)
	for segment := range strings.SplitSeq("ST*837*0001*"+g.Version+"\n"+segments, "\n") {
		seg := x12.ParseSegment(segment, x12.DefaultDelimiters)
		mapper.Add(seg, walker.Walk(seg))
	}
	mapper.End()
}

func ExampleWriteClaim837() {
	writeExample(visit())
	// Output:
	// CLM*W-1*150***11:B:1*Y*A*Y*Y~
	// HI*ABK:J069~
	// LX*1~
	// SV1*HC:99213*150*UN*1***1~
	// DTP*472*D8*20260217~
	// SE*23*0001~
	// GE*1*501~
	// IEA*1*000000501~
}

func ExampleWriteClaim837_institutional() {
	writeExample(stay())
	// Output:
	// CLM*H-1*12500***11:A:1**A*Y*Y~
	// DTP*096*TM*1100~
	// DTP*434*RD8*20260203-20260205~
	// DTP*435*DT*202602030230~
	// CL1*1*1*01~
	// HI*ABK:K3580:::::::Y~
	// HI*ABJ:R1031~
	// HI*DR:343~
	// HI*ABF:E119:::::::Y~
	// HI*BBR:0DTJ4ZZ:D8:20260203~
	// HI*BE:80:::2~
	// NM1*71*1*FERN*LEE****XX*1000000038~
	// LX*1~
	// SV2*0120**4500*DA*2~
	// LX*2~
	// SV2*0360**8000*UN*1~
	// SE*34*0001~
	// GE*1*501~
	// IEA*1*000000501~
}

func ExampleWriteClaim837_dental() {
	writeExample(filling())
	// Output:
	// CLM*T-1*265***11:B:1*Y*A*Y*Y~
	// DTP*472*D8*20260217~
	// LX*1~
	// SV3*AD:D1110*95****1~
	// LX*2~
	// SV3*AD:D2392*170****1~
	// TOO*JP*19*M:O~
	// SE*25*0001~
	// GE*1*501~
	// IEA*1*000000501~
}

// writeExample writes a claim in a file and prints it from its CLM on.
func writeExample(claim *record.Claim) {
	var out bytes.Buffer
	w := x12.NewWriter(&out, x12.LineBreaks())
	w.BeginInterchange(x12.Interchange{
		SenderQualifier: "ZZ", Sender: "HARBOR1", ReceiverQualifier: "ZZ", Receiver: "77001", Date: "260302", Time: "0800", ControlNumber: "000000501",
	})
	w.BeginGroup(x12.FunctionalGroup{
		ID: "HC", Sender: "HARBOR1", Receiver: "77001", Date: "20260302", Time: "0800", ControlNumber: "501",
		Version: mapping.ClaimVersion(claim.Kind),
	})
	if err := mapping.WriteClaim837(w, testBatch, []*record.Claim{claim}); err != nil {
		fmt.Println(err)
		return
	}
	w.EndGroup()
	w.EndInterchange()
	if err := w.Close(); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(out.String()[strings.Index(out.String(), "CLM"):])
}

func ExampleWriteRemittance835() {
	r := remittance()
	r.Amount = decimal.NewFromInt(61) // the claim pays 60
	var out bytes.Buffer
	fmt.Println(mapping.WriteRemittance835(x12.NewWriter(&out), "0001", &payingPoppy, r))

	text := string(remittanceFile(nil, remittance()))
	fmt.Print(text[strings.Index(text, "CLP"):strings.Index(text, "SE*")])
	// Output:
	// mapping: remittance EFT2603160001: claims of 60 less provider adjustments 0 are 60, but 61 is paid
	// CLP*W-1*1*150*60*20*HM*26061000011*11*1~
	// NM1*QC*1*MARSH*ADA****MI*GP200001~
	// DTM*050*20260302~
	// AMT*AU*150~
	// SVC*HC:99213*150*60**1~
	// DTM*472*20260217~
	// CAS*CO*45*70~
	// CAS*PR*3*20~
	// REF*6R*1~
	// AMT*B6*80~
}
