package mapping_test

import (
	"slices"
	"strings"
	"testing"

	moov "github.com/moov-io/x12/pkg/file"
	rule "github.com/moov-io/x12/rule_5010_837p"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/hmox12/hmox12/mapping"
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
)

// moov-io/x12 is another reader of the 837P, written by others: what it says of
// the files we write is a second opinion. It reads a part of the guide only;
// moovRefuses is that part's border, and each case of it is tested.

// moovReads reports whether moov-io/x12 parses the file to its last byte, finds
// it valid and writes the same bytes again.
func moovReads(file []byte) bool {
	in := moov.NewInterchange(&rule.InterchangeRule)
	size, err := in.Parse(string(file))
	return err == nil && size == len(file) && in.Validate(nil) == nil && in.String() == string(file)
}

func professionalFile(t require.TestingT, claims ...*record.Claim) []byte {
	return interchange(t, "HC", "005010X222A1", func(w *x12.Writer) {
		require.NoError(t, mapping.WriteClaim837(w, testBatch, claims))
	})
}

// visit returns a claim for one office visit.
func visit() *record.Claim {
	patient := record.Person{
		ID: "GP200001", IDQualifier: "MI", Name: record.PersonName{Last: "MARSH", First: "ADA"}, BirthDate: 19800229, Sex: "F",
		Address: record.Address{Lines: []string{"1 REED LANE"}, City: "OAKLAND", State: "CA", ZIP: "94602"},
	}
	return &record.Claim{
		Kind: record.Professional, Submitter: testBatch.Submitter.ID, SubmitterName: testBatch.Submitter.Name, Received: 20260302,
		Account: "W-1", Charge: decimal.NewFromInt(150), Place: "11", Frequency: "1", Signature: "Y", Assignment: "A", Benefits: "Y", Release: "Y",
		PayerName: "POPPY HEALTH PLAN", PayerID: "77001", Position: "P", GroupNumber: "GRP-77", Filing: "HM",
		Relationship: "18", Subscriber: new(patient), Patient: new(patient),
		Billing: &record.ClaimProvider{
			Role: record.BillingProvider, NPI: npi(1), Name: record.PersonName{Last: "WILLOW FAMILY PRACTICE"}, Organization: true, TIN: "941230000",
			Address: record.Address{Lines: []string{"14 WILLOW ROAD"}, City: "OAKLAND", State: "CA", ZIP: "946070001"},
		},
		Diagnoses: []record.Diagnosis{{Qualifier: "ABK", Code: "J069"}},
		Lines: []record.ServiceLine{{
			Number: 1, Procedure: record.Procedure{Qualifier: "HC", Code: "99213"}, Charge: decimal.NewFromInt(150),
			UnitBasis: "UN", Units: decimal.NewFromInt(1), Dates: record.Span{From: 20260217, To: 20260217}, Pointers: []int{1},
		}},
	}
}

// moovRefuses is what the guide admits, we read and write, and moov-io/x12
// v0.1.0 does not read.
var moovRefuses = []struct {
	name   string
	reason string
	add    func(c *record.Claim)
}{
	{"a dependent patient", "its 2000B requires a claim of the subscriber's own before 2000C", func(c *record.Claim) {
		c.Relationship, c.Patient.ID, c.Patient.IDQualifier = "19", "", ""
	}},
	{"a line control number", "its 2400 has no REF", func(c *record.Claim) { c.Lines[0].Control = "L-1" }},
	{"a line authorization", "its 2400 has no REF", func(c *record.Claim) { c.Lines[0].Authorization = "AU-1" }},
	{"a line note", "its 2400 has no NTE, as it has no K3 and no HCP", func(c *record.Claim) {
		c.Lines[0].Details = &record.LineDetails{Notes: []record.ClaimNote{{Kind: "ADD", Text: "LEFT"}}}
	}},
	{"a drug", "its 2400 has DTP last, so that LIN and CTP are left over", func(c *record.Claim) {
		c.Lines[0].Drug = &record.Drug{NDC: "00003029305", Quantity: decimal.NewFromInt(1), Unit: "ML"}
	}},
	{"nine diagnoses", "its HI has eight elements", func(c *record.Claim) {
		c.Diagnoses = append(c.Diagnoses, slices.Repeat([]record.Diagnosis{{Qualifier: "ABF", Code: "M25561"}}, 8)...)
	}},
	{"a delay reason", "it writes CLM20 without the empty elements before it", func(c *record.Claim) { c.Details = &record.ClaimDetails{DelayReason: "7"} }},
	{"dates in another order than the guide's list", "it takes DTP in one order, where X12 has one segment", func(c *record.Claim) {
		c.DischargeDate = 20260104
		c.Details = &record.ClaimDetails{Events: []record.Event{{Qualifier: "431", Span: record.Span{From: 20260101, To: 20260101}}}}
	}},
	{"a pick-up place", "it requires the name, which the guide does not use", func(c *record.Claim) {
		c.Providers = []record.ClaimProvider{{Role: record.PickUp, Organization: true, Address: c.Billing.Address}}
	}},
	{"a drop-off without a name", "it requires the name", func(c *record.Claim) {
		c.Providers = []record.ClaimProvider{{Role: record.DropOff, Organization: true, Address: c.Billing.Address}}
	}},
	{"two groups of adjustments", "its 2320 has one CAS", func(c *record.Claim) {
		c.OtherPayers = []record.OtherPayer{clover(adjustment("CO", "45", 1), adjustment("PR", "3", 2))}
	}},
	{"what the other payer left to the patient", "its 2320 does not know AMT*EAF", func(c *record.Claim) {
		c.OtherPayers = []record.OtherPayer{clover()}
		c.OtherPayers[0].HasPaid, c.OtherPayers[0].Remaining = true, decimal.NewFromInt(25)
	}},
	{"two groups of line adjustments", "its 2430 has one CAS", func(c *record.Claim) {
		c.OtherPayers = []record.OtherPayer{clover()}
		c.Lines[0].OtherPayers = []record.LinePayment{cloverPaid(adjustment("CO", "45", 1), adjustment("PR", "3", 2))}
	}},
	{"two other payers at a line", "its 2400 has one 2430", func(c *record.Claim) {
		c.OtherPayers = []record.OtherPayer{clover()}
		c.Lines[0].OtherPayers = []record.LinePayment{cloverPaid(), cloverPaid()}
	}},
	{"an ordering provider without an address", "it requires the address", func(c *record.Claim) {
		c.Lines[0].Providers = []record.ClaimProvider{{Role: record.OrderingProvider, NPI: npi(2), Name: record.PersonName{Last: "HAZEL", First: "OMAR"}}}
	}},
	{"a foreign currency", "it asks for 85 in CUR02", func(c *record.Claim) { c.Currency = "CAD" }},
	{"a country", "its N4 has three elements", func(c *record.Claim) {
		c.Billing.Address.State, c.Billing.Address.ZIP, c.Billing.Address.Country = "ON", "M5V 2T6", "CA"
	}},
	{"two numbers of the payer", "its 2010BB takes one REF of the payer's own", func(c *record.Claim) {
		c.PayerIDs = []record.Reference{{Qualifier: "2U", Number: "A"}, {Qualifier: "NF", Number: "B"}}
	}},
	{"a special program", "it writes CLM12 without the empty CLM11 before it", func(c *record.Claim) { c.Details = &record.ClaimDetails{Program: "02"} }},
	{"fixed-format information", "it has no K3 segment", func(c *record.Claim) { c.Details = &record.ClaimDetails{FixedFormat: []string{"A"}} }},
	{"a certification", "its 2300 has no CRC", func(c *record.Claim) {
		c.Details = &record.ClaimDetails{Certifications: []record.Certification{{Category: "ZZ", Applies: true, Conditions: []string{"AV"}}}}
	}},
	{"a line's certification", "its 2400 has no CRC", func(c *record.Claim) {
		c.Lines[0].Details = &record.LineDetails{Certifications: []record.Certification{{Category: "09", Conditions: []string{"38"}}}}
	}},
	{"a line's contract", "its 2400 has no CN1", func(c *record.Claim) {
		c.Lines[0].Details = &record.LineDetails{Contract: &record.ContractInformation{Type: "09"}}
	}},
	{"a line's tax", "its 2400 has no AMT", func(c *record.Claim) {
		c.Lines[0].Details = &record.LineDetails{Amounts: []record.Amount{{Qualifier: "T", Amount: decimal.NewFromInt(1)}}}
	}},
	{"a line's pricing", "its 2400 has no HCP", func(c *record.Claim) {
		c.Lines[0].Details = &record.LineDetails{Pricing: &record.Pricing{Method: "01", Allowed: decimal.NewFromInt(1)}}
	}},
	{"a provider's number with another payer", "it requires the provider's name, which the guide does not use", func(c *record.Claim) {
		c.OtherPayers = []record.OtherPayer{clover()}
		c.OtherPayers[0].Providers = []record.ClaimProvider{{Role: "82", OtherIDs: []record.Reference{{Qualifier: "G2", Number: "A"}}}}
	}},
	{"two referring providers at a line", "its 2400 has one 2420F", func(c *record.Claim) {
		p := record.ClaimProvider{Role: record.ReferringProvider, NPI: npi(2), Name: record.PersonName{Last: "HAZEL", First: "OMAR"}}
		c.Lines[0].Providers = []record.ClaimProvider{p, p}
		c.Lines[0].Providers[1].Role = record.PrimaryCare
	}},
}

func adjustment(group record.GroupCode, reason record.CARC, dollars int64) record.Adjustment {
	return record.Adjustment{Group: group, Reason: reason, Amount: decimal.NewFromInt(dollars)}
}

func clover(adjustments ...record.Adjustment) record.OtherPayer {
	return record.OtherPayer{
		Position: "P", Relationship: "18", Filing: "CI", Benefits: "Y", Release: "Y",
		ID: "88002", Name: "CLOVER MUTUAL", Adjustments: adjustments,
		Subscriber: record.Person{ID: "CL-1", IDQualifier: "MI", Name: record.PersonName{Last: "MARSH", First: "ADA"}},
	}
}

func cloverPaid(adjustments ...record.Adjustment) record.LinePayment {
	return record.LinePayment{
		PayerID: "88002", Paid: decimal.NewFromInt(60), Units: decimal.NewFromInt(1), Adjustments: adjustments, Decided: 20260224,
		Procedure: record.Procedure{Qualifier: "HC", Code: "99213"},
	}
}

func TestMoovRefusesWhatWeListAndWeDoNot(t *testing.T) {
	require.True(t, moovReads(professionalFile(t, visit())))
	for _, c := range moovRefuses {
		t.Run(c.name, func(t *testing.T) {
			claim := visit()
			c.add(claim)
			file := professionalFile(t, claim)
			assert.False(t, moovReads(file), "it reads this by now; %s no longer holds", c.reason)
			claims, findings := mapFile(t, file)
			assert.Empty(t, findings)
			require.Len(t, claims, 1)
			claims[0].Source = record.Source{}
			assert.Equal(t, asJSON(t, claim), asJSON(t, claims[0].Claim))
		})
	}
	t.Run("another version of the guide", func(t *testing.T) {
		file := strings.ReplaceAll(string(professionalFile(t, visit())), "005010X222A1", "005010X222A2")
		assert.False(t, moovReads([]byte(file)))
		_, findings := mapFile(t, []byte(file))
		assert.Empty(t, findings)
	})
}

// keepMoov takes from a claim what moovRefuses lists.
func keepMoov(c *record.Claim) {
	c.Relationship, c.Patient = "18", c.Subscriber
	c.Currency = ""
	if d := c.Details; d != nil {
		d.DelayReason, d.Events, d.Program, d.FixedFormat, d.Certifications = "", nil, "", nil, nil
	}
	c.PayerIDs = c.PayerIDs[:min(1, len(c.PayerIDs))]
	keepHome := func(a *record.Address) {
		if a.Country != "" {
			a.State, a.ZIP, a.Country, a.Subdivision = "CA", "946070001", "", ""
		}
	}
	keepHome(&c.Billing.Address)
	keepHome(&c.Subscriber.Address)
	keepHome(&c.Patient.Address)
	if c.PayTo != nil {
		keepHome(c.PayTo)
	}
	if c.PayToPlan != nil {
		keepHome(&c.PayToPlan.Address)
	}
	c.Diagnoses = c.Diagnoses[:min(8, len(c.Diagnoses))]
	c.Providers = slices.DeleteFunc(c.Providers, func(p record.ClaimProvider) bool { return p.Role == record.PickUp })
	for i := range c.Providers {
		keepHome(&c.Providers[i].Address)
		if c.Providers[i].Role == record.DropOff {
			c.Providers[i].Name.Last = "BAYVIEW"
		}
	}
	for i := range c.OtherPayers {
		p := &c.OtherPayers[i]
		p.Remaining, p.Providers = decimal.Zero, nil
		keepHome(&p.Address)
		keepHome(&p.Subscriber.Address)
		p.Adjustments = oneCAS(p.Adjustments)
	}
	for i := range c.Lines {
		l := &c.Lines[i]
		l.Control, l.Authorization, l.Drug = "", "", nil
		if d := l.Details; d != nil {
			d.Notes, d.References, d.Certifications, d.Contract, d.Amounts, d.Pricing, d.FixedFormat = nil, nil, nil, nil, nil, nil, nil
		}
		l.Pointers = l.Pointers[:min(len(l.Pointers), len(c.Diagnoses))]
		l.OtherPayers = l.OtherPayers[:min(1, len(l.OtherPayers))]
		for j := range l.OtherPayers {
			l.OtherPayers[j].Adjustments = oneCAS(l.OtherPayers[j].Adjustments)
		}
		l.Providers = slices.DeleteFunc(l.Providers, func(p record.ClaimProvider) bool { return p.Role == record.PrimaryCare })
		for j := range l.Providers {
			keepHome(&l.Providers[j].Address)
			if l.Providers[j].Role == record.OrderingProvider {
				l.Providers[j].Address = c.Billing.Address
			}
		}
	}
}

func oneCAS(list []record.Adjustment) []record.Adjustment {
	n := 0
	for n < min(6, len(list)) && list[n].Group == list[0].Group {
		n++
	}
	return list[:n]
}

func TestMoovReadsOurClaims(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		claims := (&claimDraw{T: rt, kind: record.Professional}).claims()
		for _, c := range claims {
			keepMoov(c)
		}
		file := professionalFile(rt, claims...)
		require.True(rt, moovReads(file), "%s", strings.ReplaceAll(string(file), "~", "~\n"))
	})
}

// What it lets pass is the reason why its opinion is only the second.
func TestMoovAcceptsWhatWeReport(t *testing.T) {
	for _, c := range []struct{ name, old, new string }{
		{"a wrong segment count", "SE*23*", "SE*99*"},
		{"a wrong set count", "GE*1*", "GE*7*"},
		{"another control number at the end", "IEA*1*000000501", "IEA*1*000000777"},
		{"a day that the calendar lacks", "D8*20260217", "D8*20260230"},
		{"an NPI with a wrong check digit", npi(1), npi(1)[:9] + "0"},
	} {
		t.Run(c.name, func(t *testing.T) {
			good := string(professionalFile(t, visit()))
			require.Contains(t, good, c.old)
			bad := []byte(strings.Replace(good, c.old, c.new, 1))
			assert.True(t, moovReads(bad))
			claims, findings := mapFile(t, bad)
			assert.True(t, len(findings) > 0 || !record.ValidNPI(claims[0].Billing.NPI))
		})
	}
}
