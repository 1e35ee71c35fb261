package adjudicate_test

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// NPIs of those whom only protections and coding are about.
const (
	quince, spruce    = "1000001234", "1000002216"
	sierraRegional    = "1000002075"
	renoUrgent        = "1000002141"
	anesthesiology    = "207L00000X"
	emergencyMedicine = "207P00000X"
	optometry         = "152W00000X"
)

func (b *shelf) ContinuityCases(member string) []record.ContinuityCase {
	return every(b.continuity, func(k record.ContinuityCase) bool { return k.Member == member })
}
func (b *shelf) OutOfNetworkRates(kind record.ClaimKind, code string) []record.OutOfNetworkRate {
	return every(b.rates, func(r record.OutOfNetworkRate) bool { return r.Kind == kind && r.Code == code })
}
func (b *shelf) Region(zip string) string { return b.regions[zip] }
func (b *shelf) CodingEdits(code string) []record.CodingEdit {
	return every(b.edits, func(e record.CodingEdit) bool { return hasCode(e.Column2, code) })
}
func (b *shelf) SurgeryRules(code string) []record.SurgeryRule {
	return every(b.surgery, func(r record.SurgeryRule) bool { return hasCode(r.Codes, code) })
}
func (b *shelf) Takeovers(contract string) []record.Takeover {
	return every(b.takeovers, func(t record.Takeover) bool { return t.Contract == contract })
}

func hasCode(ranges []record.CodeRange, code string) bool {
	return slices.ContainsFunc(ranges, func(r record.CodeRange) bool { return r.Contains(code) })
}

// sampleProtections adds what the law, the coding tables and the contracts say
// beside prices: qualifying payment amounts, edits, reductions.
func sampleProtections(b *shelf) {
	since := record.Span{From: 20250101}
	for npi, taxonomy := range map[string]string{
		quince: anesthesiology, spruce: orthopedics, sierraRegional: "282N00000X", renoUrgent: "261QU0200X",
	} {
		b.providers[npi] = &record.Provider{NPI: npi, Taxonomy: taxonomy}
	}
	for _, p := range b.plans {
		p.AncillarySpecialties = []string{emergencyMedicine, anesthesiology}
		p.AncillaryServices = []record.ServiceCategory{"LAB", "IMAGING", "ADVANCED_IMAGING", "DIAGNOSTIC"}
		p.UrgentOutOfArea = record.UrgentBilled
		p.RoutineDiagnoses = codes("Z00", "Z13")
		p.PCPOrders = []record.ServiceCategory{"LAB", "IMAGING"}
	}
	b.regions = map[string]string{"94601": "CA-OAKLAND", "94612": "CA-OAKLAND", "89502": "NV-RENO"}
	rate := func(kind record.ClaimKind, code, region, qpa, state string) record.OutOfNetworkRate {
		return record.OutOfNetworkRate{Kind: kind, Code: code, Region: region, Span: since, QPA: usd(qpa), StateRate: usd(state)}
	}
	b.rates = []record.OutOfNetworkRate{
		rate(record.Professional, "99284", "", "220", "0"),
		rate(record.Professional, "99285", "", "320", "0"),
		rate(record.Professional, "99285", "CA-OAKLAND", "300", "310"),
		rate(record.Institutional, "99284", "NV-RENO", "800", "0"),
		rate(record.Professional, "A0431", "", "9000", "7000"),
		rate(record.Professional, "A0429", "", "0", "950"),
		rate(record.Professional, "27447", "", "2000", "0"),
	}
	anesthesia := rate(record.Professional, "01400", "", "600", "0")
	anesthesia.PerService = true
	b.rates = append(b.rates, anesthesia)
	b.edits = []record.CodingEdit{
		{Kind: record.CodePair, Column1: codes("20610", "20610"), Column2: codes("99211", "99215"), ModifierAllowed: true, Span: since},
		{Kind: record.CodePair, Column1: codes("29881", "29881"), Column2: codes("29870", "29870"), Span: since},
		{Kind: record.Incidental, Column2: codes("99000", "99000"), Span: since},
		{Kind: record.Incidental, Column1: codes("99203", "99205"), Column2: codes("99070", "99070"), Span: since},
	}
	b.surgery = []record.SurgeryRule{
		{Codes: codes("27447", "27447"), GlobalDays: 90, Multiple: true, Span: since},
		{Codes: codes("29881", "29881"), GlobalDays: 90, Multiple: true, Span: since},
		{Codes: codes("20610", "20610"), Multiple: true, Span: since},
	}
	b.Contract("K4").MultipleProcedures = []decimal.Decimal{usd("1"), usd("0.5"), usd("0.25")}
	b.services = append(b.services, record.ServiceRule{Category: "SURGERY", Codes: codes("00100", "01999"), Places: []string{"22", "24"}})
}
