package ack_test

import (
	"slices"
	"strings"

	"github.com/hmox12/hmox12/x12"
)

// codeSetMutations put what is in no code set where one of a code set must be. All
// of them have the form that the guide asks for.
var codeSetMutations = []mutation{
	uncoded("NPI with a wrong check digit", "", "NM1", 9, 0, only(8, 0, "XX"), "1400010018", x12.BadNPI),
	uncoded("payee's NPI with a wrong check digit", "835", "N1", 4, 0, only(3, 0, "XX"), "1400010018", x12.BadNPI),
	uncoded("taxonomy", "", "PRV", 3, 0, only(2, 0, "PXC"), "AAAAAAAAAA", x12.BadTaxonomy),
	uncoded("state", "", "N4", 2, 0, nil, "ZZ", x12.BadState),
	uncoded("ZIP code", "", "N4", 3, 0, nil, "9460A", x12.BadPostalCode),
	uncoded("currency", "", "CUR", 2, 0, nil, "ZZZ", x12.BadCurrency),
	uncoded("claim frequency", "837", "CLM", 5, 3, nil, "a", x12.BadFrequency),
	uncoded("principal diagnosis", "", "HI", 1, 2, only(1, 1, "ABK"), "QQQQ", x12.BadDiagnosis),
	uncoded("another diagnosis", "", "HI", 2, 2, only(2, 1, "ABF"), "I1", x12.BadDiagnosis),
	uncoded("diagnosis on admission", "837I", "HI", 1, 2, only(1, 1, "ABJ", "APR", "ABN"), "R06.02", x12.BadDiagnosis),
	uncoded("hospital procedure", "837I", "HI", 1, 2, only(1, 1, "BBR", "BBQ"), "0IH17EZ", x12.BadHospitalProcedure),
	uncoded("DRG", "837I", "HI", 1, 2, only(1, 1, "DR"), "000", x12.BadDRG),
	uncoded("DRG paid", "835", "CLP", 11, 0, nil, "000", x12.BadDRG),
	uncoded("condition", "837P", "HI", 1, 2, only(1, 1, "BG"), "c1", x12.BadConditionCode),
	uncoded("condition", "837I", "HI", 1, 2, only(1, 1, "BG"), "c1", x12.BadConditionCode),
	uncoded("occurrence", "837I", "HI", 1, 2, only(1, 1, "BH"), "c1", x12.BadOccurrenceCode),
	uncoded("occurrence span", "837I", "HI", 1, 2, only(1, 1, "BI"), "c1", x12.BadOccurrenceSpan),
	uncoded("value", "837I", "HI", 1, 2, only(1, 1, "BE"), "c1", x12.BadValueCode),
	uncoded("anesthesia related procedure", "837P", "HI", 1, 2, only(1, 1, "BP"), "2744", x12.BadProcedure),
	uncoded("place of service", "837P", "CLM", 5, 1, nil, "98", x12.BadPlaceOfService),
	uncoded("place of dental service", "837D", "SV3", 3, 0, nil, "98", x12.BadPlaceOfService),
	uncoded("type of bill", "837I", "CLM", 5, 1, nil, "99", x12.BadTypeOfBill),
	uncoded("state of an accident", "837P", "CLM", 11, 4, nil, "ZZ", x12.BadState),
	uncoded("procedure", "837P", "SV1", 1, 2, only(1, 1, "HC"), "9921", x12.BadProcedure),
	uncoded("procedure of equipment", "837P", "SV5", 1, 2, nil, "E010", x12.BadProcedure),
	uncoded("modifier", "837P", "SV1", 1, 3, nil, "a1", x12.BadModifier),
	uncoded("hospital's procedure", "837I", "SV2", 2, 2, nil, "8005", x12.BadProcedure),
	uncoded("hospital's modifier", "837I", "SV2", 2, 3, nil, "a1", x12.BadModifier),
	uncoded("procedure another payer decided", "837", "SVD", 3, 2, only(3, 1, "HC"), "9921", x12.BadProcedure),
	uncoded("dental procedure", "837D", "SV3", 1, 2, nil, "D23", x12.BadProcedure),
	uncoded("procedure paid", "835", "SVC", 1, 2, only(1, 1, "HC"), "9921", x12.BadProcedure),
	uncoded("dental procedure paid", "835", "SVC", 1, 2, only(1, 1, "AD"), "D23", x12.BadProcedure),
	uncoded("procedure submitted", "835", "SVC", 6, 2, only(6, 1, "HC"), "9921", x12.BadProcedure),
	uncoded("procedure asked about", "270", "EQ", 2, 2, only(2, 1, "HC"), "9921", x12.BadProcedure),
	uncoded("procedure of a benefit", "271", "EB", 13, 2, only(13, 1, "HC"), "9921", x12.BadProcedure),
	uncoded("procedure reviewed", "278", "SV1", 1, 2, only(1, 1, "HC"), "9711", x12.BadProcedure),
	uncoded("dental procedure reviewed", "278", "SV3", 1, 2, only(1, 1, "AD"), "D72", x12.BadProcedure),
	uncoded("revenue code", "837I", "SV2", 1, 0, nil, "9999", x12.BadRevenueCode),
	uncoded("drug", "837", "LIN", 3, 0, only(2, 0, "N4"), "0045604563", x12.BadDrug),
	uncoded("tooth", "837D", "TOO", 2, 0, nil, "99", x12.BadTooth),
	uncoded("adjustment reason", "837", "CAS", 2, 0, nil, "A99", x12.BadAdjustmentReason),
	uncoded("adjustment reason of a payment", "835", "CAS", 2, 0, nil, "A99", x12.BadAdjustmentReason),
	uncoded("remark", "835", "LQ", 2, 0, only(1, 0, "HE"), "X1", x12.BadRemark),
	uncoded("outpatient remark", "", "MOA", 3, 0, nil, "X1", x12.BadRemark),
	uncoded("inpatient remark", "", "MIA", 5, 0, nil, "X1", x12.BadRemark),
	uncoded("status category", "277", "STC", 1, 1, nil, "Z9", x12.BadStatus),
	uncoded("status", "277", "STC", 1, 2, nil, "ABC", x12.BadStatus),
	uncoded("another status", "277", "STC", 10, 2, nil, "ABC", x12.BadStatus),
}

// condition is about a segment whose value is of a code set.
type condition func(segment string) bool

// only is the condition that element n, component c is one of the values.
func only(n, c int, values ...string) condition {
	return func(segment string) bool { return slices.Contains(values, element(segment, n, c)) }
}

// uncoded puts a value into element n, component c of each such segment of the
// files whose name begins with set, where it holds something.
func uncoded(name, set, segment string, n, c int, when condition, value string, code x12.Code) mutation {
	return mutation{name + " of no code set", 5, func(d *document) (all []mutant) {
		d.inSet(func(i int, p place) {
			s := d.segments[i]
			if !strings.HasPrefix(d.name, set) || p.use.ID != segment || element(s, n, c) == "" || when != nil && !when(s) {
				return
			}
			all = append(all, mutantOf(d.describe(i), d.replaced(i, 1, withComponent(s, n, c, value)),
				expectation{segment: i + 1, id: segment, element: n, component: c, code: code}))
		})
		return all
	}}
}
