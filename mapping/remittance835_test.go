package mapping_test

import (
	"bytes"
	"errors"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/mapping"
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
)

// dollars reads an amount that stands in a test.
func dollars(text string) decimal.Decimal { return decimal.RequireFromString(text) }

func because(group record.GroupCode, reason record.CARC, amount string) record.Adjustment {
	return record.Adjustment{Group: group, Reason: reason, Amount: dollars(amount)}
}

var payingPoppy = record.Payer{
	Name: "POPPY HEALTH PLAN", ID: "77001", TIN: "771234567", ProviderCarePhone: "5550100100", EDIPhone: "5550100200",
	Address: record.Address{Lines: []string{"1 POPPY PLAZA"}, City: "OAKLAND", State: "CA", ZIP: "94601"},
	Bank:    record.BankAccount{Routing: "990000013", Account: "4455667788"},
}

// remittance returns a payment of 60 to the practice for its claim.
func remittance() *record.Remittance {
	return &record.Remittance{
		TraceNumber: "EFT2603160001", Method: record.ACH, Amount: dollars("60"), Produced: 20260316, Effective: 20260318,
		Payee: record.Provider{
			NPI: npi(1), Name: record.PersonName{Last: "WILLOW FAMILY PRACTICE"}, Organization: true, TIN: "941230000",
			Bank: record.BankAccount{Routing: "990000026", Account: "900011122"},
		},
		Claims: []record.RemittanceClaim{{Claim: visit(), Decision: paidVisit("26061000011")}},
	}
}

func paidVisit(control string) *record.Decision {
	return &record.Decision{
		Control: control, Status: record.ProcessedPrimary, Charge: dollars("150"), Paid: dollars("60"), Patient: dollars("20"),
		Lines: []record.LineDecision{{
			Line: 1, Procedure: record.Procedure{Qualifier: "HC", Code: "99213"}, Charge: dollars("150"), Paid: dollars("60"), Units: dollars("1"),
			Allowed: dollars("80"), Priced: true, State: record.LinePaid,
			Adjustments: []record.Adjustment{because("CO", "45", "70"), because("PR", "3", "20")},
		}},
	}
}

// negated returns the reversal of a decision.
func negated(d *record.Decision) *record.Decision {
	r := *d
	r.Status, r.Charge, r.Paid, r.Patient = record.Reversal, d.Charge.Neg(), d.Paid.Neg(), d.Patient.Neg()
	turn := func(list []record.Adjustment) []record.Adjustment {
		var turned []record.Adjustment
		for _, a := range list {
			a.Amount = a.Amount.Neg()
			turned = append(turned, a)
		}
		return turned
	}
	r.Lines = nil
	for _, l := range d.Lines {
		l.Charge, l.Paid, l.Allowed, l.Adjustments = l.Charge.Neg(), l.Paid.Neg(), l.Allowed.Neg(), turn(l.Adjustments)
		r.Lines = append(r.Lines, l)
	}
	return &r
}

func remittanceFile(t require.TestingT, remittances ...*record.Remittance) []byte {
	return interchange(t, "HP", "005010X221A1", func(w *x12.Writer) {
		for i, r := range remittances {
			require.NoError(t, mapping.WriteRemittance835(w, []string{"0001", "0002"}[i], &payingPoppy, r))
		}
	}, x12.LineBreaks())
}

// goldens are remittances whose bytes are kept under testdata.
var goldens = []struct {
	file, name string
	build      func() *record.Remittance
}{
	{"paid", "a visit with a copay is paid by EFT", remittance},
	{"check", "a check needs no bank", func() *record.Remittance {
		r := remittance()
		r.Method, r.TraceNumber, r.Payee.Bank = record.Check, "CHK10001", record.BankAccount{}
		return r
	}},
	{"stay", "a hospital is paid for a room by its revenue code", func() *record.Remittance {
		r, d := remittance(), paidVisit("26061000011")
		d.Charge, d.Paid, d.Patient, d.Remarks = dollars("12500"), dollars("60"), dollars("0"), []record.RARC{"MA67", "N130"}
		d.Lines = []record.LineDecision{
			{Line: 1, Charge: dollars("4500"), Paid: dollars("60"), Units: dollars("2"), State: record.LinePaid, Adjustments: []record.Adjustment{because("CO", "45", "4440")}},
			{Line: 2, Charge: dollars("8000"), Units: dollars("1"), State: record.LineDenied, Adjustments: []record.Adjustment{because("CO", "97", "8000")}},
		}
		claim := stay()
		claim.Lines[1].Procedure = record.Procedure{Qualifier: "HC", Code: "44970"}
		d.Lines[1].Procedure = claim.Lines[1].Procedure
		r.Claims = []record.RemittanceClaim{{Claim: claim, Decision: d}}
		return r
	}},
	{"corrected", "reversal, correction, interest and recovery", func() *record.Remittance {
		r := remittance()
		first := paidVisit("26020000400")
		again := visit()
		again.Frequency, again.OriginalControl, again.MedicalRecord, again.PatientPaid = "7", "26020000400", "MR-1", dollars("20")
		again.Charge, again.Lines[0].Charge, again.Lines[0].Control = dollars("200"), dollars("200"), "L-9"
		corrected := paidVisit("26061000099")
		corrected.Charge, corrected.Paid, corrected.Interest = dollars("200"), dollars("110"), dollars("1.25")
		corrected.Lines[0].Charge, corrected.Lines[0].Paid, corrected.Lines[0].Adjustments[0].Amount = dollars("200"), dollars("110"), dollars("70")
		corrected.Lines[0].Allowed, corrected.Remarks = dollars("130"), []record.RARC{"MA67"}
		reversal := negated(first)
		reversal.Remarks = []record.RARC{"N694"}
		r.Claims = append(r.Claims,
			record.RemittanceClaim{Claim: visit(), Decision: reversal},
			record.RemittanceClaim{Claim: again, Decision: corrected})
		r.Adjustments = []record.ProviderAdjustment{
			{Reason: "L6", Reference: "W-1", Amount: dollars("-1.25")}, {Reason: "WO", Reference: "W-0", Amount: dollars("40")},
			{Reason: "CT", Reference: "202603", Amount: dollars("-10")}, {Reason: "CT", Reference: "202602", Amount: dollars("-10")},
			{Reason: "E3", Reference: "2025", Amount: dollars("-5")}, {Reason: "FB", Reference: "NP1", Amount: dollars("12")},
			{Reason: "72", Reference: "W-00", Amount: dollars("-3")},
		}
		r.Amount = dollars("87.25")
		return r
	}},
	{"forwarded_balance", "nothing is paid and the balance is pushed forward", func() *record.Remittance {
		r := remittance()
		r.Method, r.TraceNumber, r.Amount, r.Effective = record.NonPayment, "NP2603230001", decimal.Zero, 0
		r.Claims = []record.RemittanceClaim{{Claim: visit(), Decision: negated(paidVisit("26010000390"))}}
		r.Adjustments = []record.ProviderAdjustment{{Reason: "FB", Reference: "NP2603230001", Amount: dollars("-60")}}
		return r
	}},
	{"forwarded_claim", "a dependent, a corrected name, another rendering provider and forwarding", func() *record.Remittance {
		r := remittance()
		c := visit()
		c.Relationship, c.Patient = "19", &record.Person{Name: record.PersonName{Last: "MARSH", First: "BEN"}}
		c.Authorization = "AU-1"
		c.Providers = []record.ClaimProvider{{Role: record.RenderingProvider, NPI: npi(5), Name: record.PersonName{Last: "IVY", First: "RUTH"}}}
		c.Lines[0].Dates.To = 20260219
		c.Lines = append(c.Lines, c.Lines[0])
		c.Lines[1].Number, c.Lines[1].Procedure.Code, c.Lines[1].Charge = 2, "80048", dollars("25.5")
		c.Lines[1].Providers = []record.ClaimProvider{{Role: record.RenderingProvider, NPI: npi(6), Name: record.PersonName{Last: "FERN", First: "LEE"}}}
		d := paidVisit("26061000015")
		d.Status, d.Paid, d.Patient, d.Charge = record.ForwardedNotOurs, decimal.Zero, decimal.Zero, dollars("175.5")
		d.ForwardedTo = &record.Contract{ID: "K3", Name: "BAY HILLS IPA", TIN: "943333333"}
		d.CorrectedName, d.CorrectedID = &record.PersonName{Last: "MARSH", First: "BENJAMIN"}, "GP200002"
		d.Lines[0].Paid, d.Lines[0].Units, d.Lines[0].Priced, d.Lines[0].State = decimal.Zero, decimal.Zero, false, record.LineElsewhere
		d.Lines[0].Adjustments = []record.Adjustment{because("OA", "B11", "150")}
		d.Lines = append(d.Lines, d.Lines[0])
		d.Lines[1].Line, d.Lines[1].Procedure.Code, d.Lines[1].Charge = 2, "80053", dollars("25.5")
		d.Lines[1].Adjustments = []record.Adjustment{because("OA", "B11", "25.5")}
		r.Claims = []record.RemittanceClaim{{Claim: c, Decision: d}}
		r.Method, r.Amount, r.TraceNumber = record.NonPayment, decimal.Zero, "NP2603160009"
		r.Receiver = record.TradingPartner{ID: "HARBOR1", Name: "HARBOR CLEARING"}
		return r
	}},
	{"many_reasons", "remarks and many reasons", func() *record.Remittance {
		r := remittance()
		c, d := visit(), paidVisit("26061000016")
		c.Received, c.Filing, c.Position = 20260302, "HM", "S"
		d.Status, d.Remarks, d.Paid = record.ProcessedSecondary, []record.RARC{"N864", "N869", "N877"}, dollars("50")
		d.CoverageEnded = 20260131
		d.PayFirst = &record.OtherCoverage{PayerName: "CLOVER MUTUAL", PayerID: "88002"}
		l := &d.Lines[0]
		l.Paid = dollars("50")
		l.Remarks = []record.RARC{"N95", "N19"}
		l.Adjustments = []record.Adjustment{
			because("OA", "23", "10"), because("CO", "45", "10"), because("CO", "104", "10"), because("PR", "1", "20"), because("CO", "16", "10"), because("CO", "97", "10"),
			because("CO", "59", "10"), because("CO", "236", "15"), because("CO", "B7", "5.5"), because("OA", "94", "-0.5"),
		}
		l.Adjustments[2].Quantity = dollars("1")
		r.Claims = []record.RemittanceClaim{{Claim: c, Decision: d}}
		r.Amount = dollars("50")
		return r
	}},
	{"whole_claim", "a stay is decided as a whole", func() *record.Remittance {
		r, c, d := remittance(), stay(), paidVisit("26061000017")
		c.Institutional.DRG = "470"
		d.Whole, d.Charge, d.Remarks = true, dollars("12500"), []record.RARC{"N549", "N656"}
		d.Lines = []record.LineDecision{{
			Charge: dollars("12500"), Allowed: dollars("80"), Priced: true, Paid: dollars("60"), Units: dollars("2"), State: record.LinePaid,
			Adjustments: []record.Adjustment{because("CO", "45", "12420"), because("PR", "1", "5"), because("PR", "2", "15")},
		}}
		r.Claims = []record.RemittanceClaim{{Claim: c, Decision: d}, {Claim: c, Decision: negated(d)}}
		r.Method, r.Amount, r.TraceNumber = record.NonPayment, decimal.Zero, "NP2603160009"
		return r
	}},
	{"capitation", "capitation without a claim", func() *record.Remittance {
		r := remittance()
		r.Claims, r.Payee.NPI = nil, ""
		r.Adjustments = []record.ProviderAdjustment{{Reason: "CT", Reference: "202603", Amount: dollars("-60")}}
		return r
	}},
}

func TestRemittanceGoldens(t *testing.T) {
	for _, g := range goldens {
		t.Run(g.name, func(t *testing.T) {
			got := remittanceFile(t, g.build())
			golden(t, "remittance835/"+g.file+".x12", got)
			assert.Empty(t, findingsOf(t, got, "835", "005010X221A1"))
			for _, problem := range unbalanced(t, got) {
				t.Error(problem)
			}
		})
	}
}

func TestAnUnbalancedRemittanceIsRefusedBeforeAByteIsWritten(t *testing.T) {
	for _, c := range []struct {
		name  string
		upset func(*record.Remittance)
		want  mapping.BalanceError
	}{
		{"a line pays a cent more than its charge less its adjustments", func(r *record.Remittance) {
			r.Claims[0].Decision.Lines[0].Paid = dollars("60.01")
		}, mapping.BalanceError{Level: mapping.BalanceLine, Line: 1, Total: dollars("150"), Less: dollars("90"), Stated: dollars("60.01")}},
		{"the lines charge less than the claim", func(r *record.Remittance) {
			d := r.Claims[0].Decision
			d.Charge = dollars("160")
		}, mapping.BalanceError{Level: mapping.BalanceCharge, Total: dollars("150"), Stated: dollars("160")}},
		{"a claim pays more than its lines", func(r *record.Remittance) {
			r.Claims[0].Decision.Paid = dollars("61")
		}, mapping.BalanceError{Level: mapping.BalanceClaim, Total: dollars("150"), Less: dollars("90"), Stated: dollars("61")}},
		{"the patient's share is not the sum of PR", func(r *record.Remittance) {
			r.Claims[0].Decision.Patient = dollars("0")
		}, mapping.BalanceError{Level: mapping.BalancePatient, Total: dollars("20"), Stated: dollars("0")}},
		{"the payment is not the sum of its claims", func(r *record.Remittance) {
			r.Amount = dollars("61")
		}, mapping.BalanceError{Level: mapping.BalancePayment, Total: dollars("60"), Stated: dollars("61")}},
		{"a provider adjustment is left out of the payment", func(r *record.Remittance) {
			r.Adjustments = []record.ProviderAdjustment{{Reason: "WO", Amount: dollars("5")}}
		}, mapping.BalanceError{Level: mapping.BalancePayment, Total: dollars("60"), Less: dollars("5"), Stated: dollars("60")}},
		{"a payment below zero", func(r *record.Remittance) {
			r.Claims[0].Decision = negated(r.Claims[0].Decision)
			r.Amount = dollars("-60")
		}, mapping.BalanceError{Level: mapping.BalancePayment, Total: dollars("-60"), Stated: dollars("-60")}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := remittance()
			c.upset(r)
			err := refused(t, r)
			var got *mapping.BalanceError
			require.ErrorAs(t, err, &got)
			c.want.Trace = r.TraceNumber
			if c.want.Level != mapping.BalancePayment {
				c.want.Account, c.want.Control = "W-1", "26061000011"
				assert.Contains(t, got.Error(), "claim W-1 (26061000011)")
			}
			assert.Equal(t, asJSON(t, c.want), asJSON(t, got))
		})
	}
}

// refused writes a remittance that must be refused, and returns why.
func refused(t require.TestingT, r *record.Remittance) error {
	var out bytes.Buffer
	w := x12.NewWriter(&out)
	err := mapping.WriteRemittance835(w, "0001", &payingPoppy, r)
	require.Error(t, err)
	require.NoError(t, w.Close(), "nothing was begun")
	require.Zero(t, out.Len())
	return err
}

func TestARemittanceThatIsNoneIsRefused(t *testing.T) {
	first := func(r *record.Remittance) *record.LineDecision { return &r.Claims[0].Decision.Lines[0] }
	for _, c := range []struct {
		name, want string
		upset      func(*record.Remittance)
	}{
		{"a retired reason", "line 1: adjustment reason 38 is retired", func(r *record.Remittance) { first(r).Adjustments[0].Reason = "38" }},
		{"a reason that nobody knows", `reason "999" is in no table`, func(r *record.Remittance) { first(r).Adjustments[0].Reason = "999" }},
		{"a reason with the wrong group", "reason 3 goes with group PR, not CO", func(r *record.Remittance) { first(r).Adjustments[0].Reason = "3" }},
		{"a reason that lacks its remark", "reason 16 needs a remark code", func(r *record.Remittance) { first(r).Adjustments[0].Reason = "16" }},
		{"an alert does not explain", "reason 16 needs a remark code", func(r *record.Remittance) {
			first(r).Adjustments[0].Reason, first(r).Remarks = "16", []record.RARC{"N381"}
		}},
		{"a remark that nobody knows", `remark code "ZZ9" is in no table`, func(r *record.Remittance) { first(r).Remarks = []record.RARC{"ZZ9"} }},
		{"a zero adjustment", "adjustment OA-23 is zero", func(r *record.Remittance) {
			first(r).Adjustments = append(first(r).Adjustments, because("OA", "23", "0"))
		}},
		{"a fraction of a cent", "finer than a cent", func(r *record.Remittance) {
			first(r).Adjustments[0].Amount, first(r).Adjustments[1].Amount = dollars("69.995"), dollars("20.005")
			r.Claims[0].Decision.Patient = dollars("20.005")
		}},
		{"a line that the claim lacks", "line 7: the claim has no such line", func(r *record.Remittance) { first(r).Line = 7 }},
		{"a status that is none", `its status "" is none`, func(r *record.Remittance) { r.Claims[0].Decision.Status = "" }},
		{"forwarding to nobody", "not said to whom", func(r *record.Remittance) { r.Claims[0].Decision.Status = record.ForwardedNotOurs }},
		{"six remarks at the claim", "6 remark codes", func(r *record.Remittance) {
			r.Claims[0].Decision.Remarks = []record.RARC{"N864", "N869", "N877", "N548", "N549", "MA67"}
		}},
		{"a claim without our number", "lacks our claim number", func(r *record.Remittance) { r.Claims[0].Decision.Control = "" }},
		{"a decision that is missing", "a claim or its decision is missing", func(r *record.Remittance) { r.Claims = append(r.Claims, record.RemittanceClaim{}) }},
		{"no trace number", "lacks a trace number", func(r *record.Remittance) { r.TraceNumber = "" }},
		{"an EFT without an account", "needs the accounts", func(r *record.Remittance) { r.Payee.Bank.Account = "" }},
		{"money without a method", "none of ACH, CHK, NON", func(r *record.Remittance) { r.Method = "" }},
		{"money that is said not to move", "its method is NON", func(r *record.Remittance) { r.Method = record.NonPayment }},
		{"an EFT of nothing", "its method must be NON", func(r *record.Remittance) {
			r.Amount, r.Adjustments = decimal.Zero, []record.ProviderAdjustment{{Reason: "WO", Amount: dollars("60")}}
		}},
		{"nothing at all", "lacks a claim or a provider adjustment", func(r *record.Remittance) {
			r.Claims, r.Amount, r.Method = nil, decimal.Zero, record.NonPayment
		}},
		{"a payee without a number", "payee's NPI or tax id", func(r *record.Remittance) { r.Payee.NPI, r.Payee.TIN = "", "" }},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := remittance()
			c.upset(r)
			err := refused(t, r)
			var got *mapping.RemittanceError
			require.ErrorAs(t, err, &got)
			assert.ErrorContains(t, err, c.want)
		})
	}
}

func TestAReversalRepeatsCodesThatWereRetiredSince(t *testing.T) {
	r := remittance()
	d := paidVisit("26020000400")
	d.Lines[0].Adjustments[0].Reason = "38"
	r.Claims = append(r.Claims, record.RemittanceClaim{Claim: visit(), Decision: negated(d)}, record.RemittanceClaim{Claim: visit(), Decision: paidVisit("26061000012")})
	assert.Empty(t, findingsOf(t, remittanceFile(t, r), "835", "005010X221A1"))
}

func TestLinesOfOneNumberKeepTheirControlNumbers(t *testing.T) {
	r := remittance()
	c, d := visit(), paidVisit("26061000018")
	c.Lines[0].Control = "FIRST"
	second, decided := c.Lines[0], d.Lines[0]
	second.Control = "SECOND"
	c.Lines, d.Lines = append(c.Lines, second), append(d.Lines, decided)
	d.Charge, d.Paid, d.Patient = dollars("300"), dollars("120"), dollars("40")
	r.Claims, r.Amount = []record.RemittanceClaim{{Claim: c, Decision: d}}, dollars("120")
	file := string(remittanceFile(t, r))
	assert.Contains(t, file, "REF*6R*FIRST")
	assert.Contains(t, file, "REF*6R*SECOND")
}

func TestEveryReasonIsGiven(t *testing.T) {
	r := remittance()
	r.Amount = dollars("61")
	r.Claims[0].Decision.Lines[0].Adjustments[0].Reason = "38"
	r.Claims[0].Decision.Patient = dollars("1")
	err := refused(t, r)
	joined, ok := err.(interface{ Unwrap() []error })
	require.True(t, ok)
	assert.Len(t, joined.Unwrap(), 3)
	var balance *mapping.BalanceError
	assert.True(t, errors.As(err, &balance))
}
