package record_test

import (
	"testing"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

func TestAStayIsOneService(t *testing.T) {
	line := func(revenue string, units int64) record.ServiceLine {
		return record.ServiceLine{Number: 1, Revenue: revenue, Units: decimal.NewFromInt(units)}
	}
	for _, c := range []struct {
		name     string
		facility string
		status   string
		dates    record.Span
		values   []record.ValueCode
		lines    []record.ServiceLine
		want     string // room, days, dates; empty: no stay
	}{
		{"room and board tell the days", "11", "01", record.Span{From: 20260130, To: 20260202}, nil, []record.ServiceLine{line("0250", 9), line("0120", 3)}, "0120 3 2026-01-30 to 2026-02-01"},
		{"two kinds of room", "11", "01", record.Span{From: 20260130, To: 20260202}, nil, []record.ServiceLine{line("0206", 1), line("0120", 2)}, "0206 3 2026-01-30 to 2026-02-01"},
		{"the day of discharge is none", "11", "01", record.Span{From: 20260130, To: 20260202}, nil, []record.ServiceLine{line("0250", 9)}, "0250 3 2026-01-30 to 2026-02-01"},
		{"still a patient", "11", "30", record.Span{From: 20260130, To: 20260202}, nil, []record.ServiceLine{line("0250", 9)}, "0250 4 2026-01-30 to 2026-02-02"},
		{"in and out on one day", "11", "01", record.Span{From: 20260130, To: 20260130}, nil, []record.ServiceLine{line("0360", 1)}, "0360 1 2026-01-30 to 2026-01-30"},
		{"covered days by value code", "21", "01", record.Span{From: 20260101, To: 20260131}, []record.ValueCode{{Code: "80", Amount: decimal.NewFromInt(20)}}, []record.ServiceLine{line("0022", 1)}, "0022 20 2026-01-01 to 2026-01-20"},
		{"days beyond all reason are told by the dates", "11", "01", record.Span{From: 20260130, To: 20260202}, nil, []record.ServiceLine{line("0120", 99999999)}, "0120 3 2026-01-30 to 2026-02-01"},
		{"parts of a day are told by the dates", "11", "01", record.Span{From: 20260130, To: 20260202}, nil, []record.ServiceLine{{Revenue: "0120", Units: decimal.RequireFromString("2.5")}}, "0120 3 2026-01-30 to 2026-02-01"},
		{"an outpatient visit is none", "13", "01", record.Span{From: 20260130, To: 20260130}, nil, []record.ServiceLine{line("0120", 1)}, ""},
		{"a healthy newborn's nursery is none", "11", "01", record.Span{From: 20260130, To: 20260201}, nil, []record.ServiceLine{line("0170", 2)}, ""},
		{"a newborn in intensive care is one", "11", "01", record.Span{From: 20260130, To: 20260203}, nil, []record.ServiceLine{line("0170", 1), line("0174", 3)}, "0174 3 2026-01-30 to 2026-02-01"},
	} {
		t.Run(c.name, func(t *testing.T) {
			claim := record.Claim{
				Kind: record.Institutional, Charge: decimal.NewFromInt(100), Dates: c.dates, Lines: c.lines, Frequency: "1",
				Institutional: &record.InstitutionalClaim{FacilityType: c.facility, PatientStatus: c.status, Values: c.values},
			}
			got := ""
			if s := claim.Stay(); s != nil {
				got = s.Revenue + " " + s.Units.String() + " " + s.Dates.String()
				if s.Number != 0 || !s.Charge.Equal(claim.Charge) {
					t.Errorf("line %d of %s", s.Number, s.Charge)
				}
			}
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
	if (&record.Claim{Kind: record.Professional}).Stay() != nil {
		t.Error("a professional claim is a stay")
	}
}

func TestOtherPayersOfAStayAreThoseOfItsLines(t *testing.T) {
	usd := decimal.NewFromInt
	less := func(reason record.CARC, amount int64) []record.Adjustment {
		return []record.Adjustment{{Group: record.CO, Reason: reason, Amount: usd(amount)}}
	}
	line := func(payments ...record.LinePayment) record.ServiceLine {
		return record.ServiceLine{Revenue: "0120", Units: usd(1), OtherPayers: payments}
	}
	claim := record.Claim{
		Kind: record.Institutional, Institutional: &record.InstitutionalClaim{FacilityType: "11"}, Frequency: "1",
		Dates:       record.Span{From: 20260217, To: 20260219},
		OtherPayers: []record.OtherPayer{{ID: "A", Paid: usd(80), Adjustments: less("253", 5)}, {ID: "B", Paid: usd(7)}},
		Lines:       []record.ServiceLine{line(record.LinePayment{PayerID: "A", Paid: usd(50), Adjustments: less("45", 30)}), line(record.LinePayment{PayerID: "A", Paid: usd(30)})},
	}
	paid, taken := decimal.Zero, decimal.Zero
	for _, p := range claim.Stay().OtherPayers {
		paid, taken = paid.Add(p.Paid), taken.Add(record.Sum(p.Adjustments))
	}
	if !paid.Equal(usd(87)) || !taken.Equal(usd(35)) {
		t.Errorf("paid %s, taken off %s", paid, taken)
	}
	claim.Lines[0].OtherPayers, claim.Lines[1].OtherPayers = nil, nil
	if p := claim.Stay().OtherPayers; p != nil {
		t.Errorf("decided at the claim alone: %v", p)
	}
}
