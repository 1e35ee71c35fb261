package report_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/report"
	"github.com/hmox12/hmox12/mapping/record"
)

func waitingClaim(control string, payBy record.Date, trace ...record.Step) (*record.Claim, *record.Decision) {
	claim := &record.Claim{Control: control, Account: "ACCT-" + control, Received: received}
	return claim, &record.Decision{
		Control: control, Outcome: record.Pended, Claim: record.StatusCode{Category: "P2", Code: "45"}, PayBy: payBy, Trace: trace,
		Lines: []record.LineDecision{{Line: 1, Procedure: record.Procedure{Code: "99499"}, Charge: usd("400"), Status: record.StatusCode{Category: "P2", Code: "110"}}},
	}
}

func TestWhatMustBePaidFirstIsDecidedFirst(t *testing.T) {
	price := record.Step{Rule: "R23", Name: "Price", Line: 1, Result: record.Pend, Waits: record.WaitsForPrice, Concluded: "No fee."}
	person := record.Step{Rule: "R31", Name: "Payment elsewhere", Result: record.Pend, Waits: record.WaitsForPerson, Concluded: "The charges are in CAD."}
	var list report.WorkList
	for _, c := range []struct {
		control string
		payBy   record.Date
		trace   []record.Step
	}{
		{"1", 0, nil}, {"2", 20260401, []record.Step{price}}, {"3", 20260325, []record.Step{{Rule: "R2", Result: record.Passed}, person}},
	} {
		claim, d := waitingClaim(c.control, c.payBy, c.trace...)
		list.AddClaim(claim, d, 20260223)
	}
	list.AddRequest(&record.ReviewAnswer{
		Request: &record.ReviewRequest{Received: received, Services: []record.ReviewItem{{}, {Procedure: record.Procedure{Code: "73721"}}}},
		Trace:   "V1", Services: []record.ReviewDecision{{Action: record.Certified}, {Action: record.ReviewPended, Reasons: []record.ReviewReason{record.NeedsMedicalReview}}},
		Trail: []record.Step{{Rule: "V16", Name: "Authorization list", Line: 2, Result: record.Pend, Concluded: "A clinician decides."}},
	})
	list.AddRequest(&record.ReviewAnswer{Request: &record.ReviewRequest{}, Event: record.ReviewDecision{Action: record.Certified}})

	var out bytes.Buffer
	require.NoError(t, list.JSON(&out))
	var got struct{ Items []map[string]any }
	require.NoError(t, json.Unmarshal(out.Bytes(), &got))
	var items []string
	for _, i := range got.Items {
		items = append(items, i["number"].(string)+" "+i["rule"].(string)+" "+i["waitsFor"].(string))
	}
	assert.Equal(t, []string{
		"3 R31 Payment elsewhere a person's look", "2 R23 Price a price", "1  a person's look", "V1 V16 Authorization list a clinician",
	}, items)

	out.Reset()
	require.NoError(t, list.Text(&out))
	assert.Contains(t, out.String(), "4 items wait for a person: 3 items of claims, 1 item of requests\n")
	assert.Contains(t, out.String(), "in claim_decisions.csv: 3, then one of release; deny (group, carc)\n")
	assert.Contains(t, out.String(), "in review_decisions.csv: V1,2, then one of certify; modify (quantity, from, to, provider); deny\n  (reason); papers (papers)\n")

	out.Reset()
	require.NoError(t, (&report.WorkList{}).Text(&out))
	assert.Equal(t, "Nothing waits for a person: 0 items of claims, 0 items of requests\n", out.String())
}
