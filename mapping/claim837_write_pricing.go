package mapping

import (
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
)

// writeContract writes CN1, nothing for none.
func writeContract(w *x12.Writer, c *record.ContractInformation) {
	if c != nil {
		w.Segment("CN1", c.Type, formatOptional(c.Amount), formatOptional(c.Percent), c.Code, formatOptional(c.Discount), c.Version)
	}
}

// writePricing writes HCP, nothing for none.
func writePricing(w *x12.Writer, p *record.Pricing) {
	if p != nil {
		w.Segment("HCP", p.Method, formatNumber(p.Allowed), formatOptional(p.Savings), p.Organization, formatOptional(p.Rate),
			p.Group, formatOptional(p.GroupAmount), p.Revenue, p.Qualifier, p.Procedure, p.UnitBasis, formatOptional(p.Units),
			p.Rejected, p.Compliance, p.ExceptionCause)
	}
}
