package mapping

import "github.com/hmox12/hmox12/mapping/record"

// contract reads a CN1.
func (m *ClaimMapper) contract(f fields) *record.ContractInformation {
	return &record.ContractInformation{
		Type: m.code(f, 1, 0), Amount: f.optional(2, 0), Percent: f.optional(3, 0),
		Code: f.Text(4), Discount: f.optional(5, 0), Version: f.Text(6),
	}
}

// pricing reads an HCP.
func (m *ClaimMapper) pricing(f fields) *record.Pricing {
	return &record.Pricing{
		Method: m.code(f, 1, 0), Allowed: f.number(2, 0), Savings: f.optional(3, 0), Organization: f.Text(4), Rate: f.optional(5, 0),
		Group: m.code(f, 6, 0), GroupAmount: f.optional(7, 0), Revenue: m.code(f, 8, 0),
		Qualifier: m.code(f, 9, 0), Procedure: m.code(f, 10, 0), UnitBasis: m.code(f, 11, 0), Units: f.optional(12, 0),
		Rejected: m.code(f, 13, 0), Compliance: m.code(f, 14, 0), ExceptionCause: m.code(f, 15, 0),
	}
}
