package report_test

import (
	"github.com/hmox12/hmox12/cmd/hmox12/internal/report"
	"github.com/hmox12/hmox12/mapping/record"
)

// addVerdicts adds a verdict of each result.
func addVerdicts(n *report.Night) {
	for _, v := range []record.Verdict{
		{Source: "claim_decisions.csv:2", Claim: "26061000001", Line: 1, By: "E12", On: 20260227, Said: "allow $80.00", Result: record.VerdictTaken, Concluded: "The claim is paid."},
		{Source: "claim_decisions.csv:3", Claim: "26061000002", By: "E12", On: 20260227, Said: "release", Result: record.VerdictWaits, Concluded: "The claim waits for a price."},
		{Claim: "26061000003", On: 20260316, Result: record.VerdictByItself, Concluded: "What it waited for is there: the claim is paid."},
		{Source: "review_decisions.csv:2", Request: "V26061000001", Line: 3, By: "MD-7", On: 20260226, Said: "certify", Result: record.VerdictRefused, Concluded: "Not taken: the request has no service 3."},
	} {
		n.AddVerdict(&v)
	}
}
