package record

import "github.com/shopspring/decimal"

// InstitutionalClaim is what only a hospital's or other facility's claim says.
// The codes are those of the National Uniform Billing Committee, as on a UB-04.
// Source: 005010X223A2.
type InstitutionalClaim struct {
	FacilityType    string // CLM05-1: the first two digits of the bill type, such as 11 hospital inpatient
	AdmissionType   string // CL101: 1 emergency … 9
	AdmissionSource string // CL102
	PatientStatus   string // CL103: 01 discharged home, 20 died, 30 still a patient …

	AdmissionTime string // HHMM, from DTP*435 with the format DT; empty when only the day was sent
	DischargeTime string // HHMM, DTP*096

	DRG          string          // HI DR
	EstimatedDue decimal.Decimal // AMT*F3, from the patient

	Admitting       Diagnosis   // HI ABJ
	ReasonsForVisit []Diagnosis // HI APR
	ExternalCauses  []Diagnosis // HI ABN

	Procedures      []HospitalProcedure // HI BBR, the principal one, then BBQ
	Occurrences     []Occurrence        // HI BH
	OccurrenceSpans []OccurrenceSpan    // HI BI
	Values          []ValueCode         // HI BE
	ConditionCodes  []string            // HI BG
	TreatmentCodes  []string            // HI TC
}

// BillType returns the type of bill with the frequency (CLM05-3) behind it and
// no zero in front, such as 111.
func (c *Claim) BillType() string {
	if c.Institutional == nil {
		return ""
	}
	return c.Institutional.FacilityType + c.Frequency
}

// HospitalProcedure is a procedure done during a stay.
type HospitalProcedure struct {
	Qualifier string // BBR principal, BBQ other, both ICD-10-PCS; BR and BQ ICD-9; CAH advanced billing concepts
	Code      string
	Date      Date
}

// Occurrence is an event that bears on the claim, such as 01, an auto accident.
type Occurrence struct {
	Code string
	Date Date
}

// OccurrenceSpan is something that lasted, such as 74, a leave of absence.
type OccurrenceSpan struct {
	Code string
	Span
}

// ValueCode is an amount or a number with its meaning, such as 80, covered days.
type ValueCode struct {
	Code   string
	Amount decimal.Decimal
}

// Value returns the amount of a value code, and whether the claim has it.
func (c *InstitutionalClaim) Value(code string) (decimal.Decimal, bool) {
	for _, v := range c.Values {
		if v.Code == code {
			return v.Amount, true
		}
	}
	return decimal.Zero, false
}
