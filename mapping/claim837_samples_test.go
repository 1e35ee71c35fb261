package mapping_test

import (
	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// This file holds a claim of each kind for the tests; visit is the professional
// one.

func one(kind record.ClaimKind) *record.Claim {
	switch kind {
	case record.Institutional:
		return stay()
	case record.Dental:
		return filling()
	}
	return visit()
}

// stay returns the claim of a hospital for two nights and an operation.
func stay() *record.Claim {
	c := visit()
	c.Kind, c.Account, c.Charge, c.Place, c.Signature = record.Institutional, "H-1", decimal.NewFromInt(12_500), "", ""
	c.Billing.Name.Last = "HARBOR HOSPITAL"
	c.Dates, c.AdmissionDate = record.Span{From: 20260203, To: 20260205}, 20260203
	c.Diagnoses = []record.Diagnosis{{Qualifier: "ABK", Code: "K3580", PresentOnAdmission: "Y"}, {Qualifier: "ABF", Code: "E119", PresentOnAdmission: "Y"}}
	c.Providers = []record.ClaimProvider{{Role: record.Attending, NPI: npi(3), Name: record.PersonName{Last: "FERN", First: "LEE"}}}
	c.Institutional = &record.InstitutionalClaim{
		FacilityType: "11", AdmissionType: "1", AdmissionSource: "1", PatientStatus: "01", AdmissionTime: "0230", DischargeTime: "1100",
		DRG: "343", Admitting: record.Diagnosis{Qualifier: "ABJ", Code: "R1031"},
		Procedures: []record.HospitalProcedure{{Qualifier: "BBR", Code: "0DTJ4ZZ", Date: 20260203}},
		Values:     []record.ValueCode{{Code: "80", Amount: decimal.NewFromInt(2)}},
	}
	c.Lines = []record.ServiceLine{
		{Number: 1, Revenue: "0120", Charge: decimal.NewFromInt(4500), UnitBasis: "DA", Units: decimal.NewFromInt(2)},
		{Number: 2, Revenue: "0360", Charge: decimal.NewFromInt(8000), UnitBasis: "UN", Units: decimal.NewFromInt(1)},
	}
	return c
}

// filling returns the claim of a dentist for a cleaning and a filling.
func filling() *record.Claim {
	c := visit()
	c.Kind, c.Account, c.Charge, c.Diagnoses, c.Dental = record.Dental, "T-1", decimal.NewFromInt(265), nil, &record.DentalClaim{}
	c.Billing.Name.Last = "REED DENTAL"
	c.Dates = record.Span{From: 20260217, To: 20260217}
	c.Lines = []record.ServiceLine{
		{Number: 1, Procedure: record.Procedure{Qualifier: "AD", Code: "D1110"}, Charge: decimal.NewFromInt(95), Units: decimal.NewFromInt(1), Dental: &record.DentalService{}},
		{
			Number: 2, Procedure: record.Procedure{Qualifier: "AD", Code: "D2392"}, Charge: decimal.NewFromInt(170), Units: decimal.NewFromInt(1),
			Dental: &record.DentalService{Teeth: []record.Tooth{{Number: "19", Surfaces: []string{"M", "O"}}}},
		},
	}
	return c
}
