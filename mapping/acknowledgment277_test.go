package mapping_test

import (
	"bytes"
	"fmt"
	"io"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/hmox12/hmox12/mapping"
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/ack"
	"github.com/hmox12/hmox12/x12/snip"
)

var acknowledgingPayer = &record.Payer{Name: "POPPY HEALTH PLAN", ID: "77001"}

// received is a claim of one billing provider as the front end saw it.
func received(account string, charge int64, from, to record.Date, reasons ...record.Rejection) *record.ClaimReceipt {
	c := &record.Claim{
		Account: account, Charge: decimal.NewFromInt(charge), Submitter: "BAYCLEAR", SubmitterName: "BAY CLEARING",
		Source:     record.Source{Batch: "BATCH0231"},
		Subscriber: &record.Person{ID: "GP100005"},
		Patient:    &record.Person{ID: "GP100005", Name: record.PersonName{Last: "OKAFOR", First: "NINA"}},
		Billing:    &record.ClaimProvider{NPI: "1000000889", Name: record.PersonName{Last: "LAUREL FAMILY PRACTICE"}, Organization: true},
		Lines: []record.ServiceLine{
			{
				Number: 1, Control: "L1", Procedure: record.Procedure{Qualifier: "HC", Code: "99213", Modifiers: []string{"25"}},
				Charge: decimal.NewFromInt(charge), Units: decimal.NewFromInt(1), Dates: record.Span{From: from, To: to},
			},
			{Number: 2, Revenue: "0120", Units: decimal.NewFromInt(3)},
		},
	}
	if len(reasons) == 0 {
		c.Control = "26061" + account
	}
	return record.NewClaimReceipt(c, reasons)
}

// reason is one without words.
func reason(category, code, entity string) record.Rejection {
	return record.Rejection{Status: record.StatusCode{Category: category, Code: code, Entity: entity}}
}

func acknowledge(t require.TestingT, receipts []*record.ClaimReceipt) (string, error) {
	var out bytes.Buffer
	w := x12.NewWriter(&out, x12.LineBreaks())
	w.BeginInterchange(x12.Interchange{SenderQualifier: "ZZ", Sender: "POPPY77001", ReceiverQualifier: "ZZ", Receiver: "BAYCLEAR", Date: "260302", Time: "1130", ControlNumber: "000000013"})
	w.BeginGroup(x12.FunctionalGroup{ID: "HN", Sender: "POPPY77001", Receiver: "BAYCLEAR", Date: "20260302", Time: "1130", ControlNumber: "13", Version: "005010X214"})
	err := mapping.WriteAcknowledgment277(w, acknowledgingPayer, mapping.ClaimAcknowledgment{
		ControlNumber: "0001", Reference: "CA-13", Receipt: "RCV-7", Received: 20260302, Created: 20260302, Time: "1130",
	}, receipts)
	if err != nil {
		return "", err
	}
	w.EndGroup()
	w.EndInterchange()
	require.NoError(t, w.Close())
	err = ack.Examine(x12.NewReader(bytes.NewReader(out.Bytes())), ack.Options{Level: snip.CodeSets}, ack.Listener{Finding: func(f ack.Finding) {
		require.False(t, f.Rejects(), "%s\n%s", f.Error, out.String())
	}})
	require.NoError(t, err)
	return out.String(), nil
}

func TestAcknowledgmentTellsAcceptedAndRejectedClaims(t *testing.T) {
	child := received("LAU-5504", 145, 20260216, 20260217)
	child.Patient.First, child.Clearinghouse = "JUNE", "BC77812"
	got, err := acknowledge(t, []*record.ClaimReceipt{
		received("LAU-5501", 120, 20260217, 20260217),
		received("LAU-5503", 140, 20260217, 0,
			reason("A3", "33", "IL"), reason("A7", "254", "")),
		child,
	})
	require.NoError(t, err)
	golden(t, "acknowledgment277/three-claims.x12", []byte(got))
}

func TestAcknowledgmentTellsWhatIsWrongWithWhichLine(t *testing.T) {
	reasons := []record.Rejection{
		reason("A7", "562", "85"),
		{Status: record.StatusCode{Category: "A7", Code: "454"}, Line: 1, Detail: "2400 SV101-2, this is no procedure code of its list"},
		{Status: record.StatusCode{Category: "A7", Code: "187"}, Line: 1},
		{Status: record.StatusCode{Category: "A7", Code: "187"}, Line: 2},
		{Status: record.StatusCode{Category: "A7", Code: "562", Entity: "ZZ"}, Line: 2},
	}
	inpatient := received("BV-1", 140, 20260217, 0, reasons...)
	inpatient.BillType = "111"
	got, err := acknowledge(t, []*record.ClaimReceipt{inpatient})
	require.NoError(t, err)
	golden(t, "acknowledgment277/lines.x12", []byte(got))
}

func TestAcknowledgmentOfAClaimThatNamesNobodyAndNoDay(t *testing.T) {
	bare := received("P-1", 140, 0, 0)
	bare.PatientID = ""
	got, err := acknowledge(t, []*record.ClaimReceipt{bare})
	require.NoError(t, err)
	assert.Contains(t, got, "NM1*QC*1*OKAFOR*NINA****MI*UNKNOWN~")
	assert.Contains(t, got, "DTP*472*D8*20260302~")
}

func TestAcknowledgmentPutsTheClaimsOfAProviderTogether(t *testing.T) {
	other := received("IVY-1", 220, 20260217, 0)
	other.Billing = &record.ClaimProvider{NPI: "1000000673", Name: record.PersonName{Last: "IVY", First: "RUTH"}}
	got, err := acknowledge(t, []*record.ClaimReceipt{
		received("LAU-1", 120, 20260217, 0), other, received("LAU-2", 80, 20260217, 0),
	})
	require.NoError(t, err)
	golden(t, "acknowledgment277/two-providers.x12", []byte(got))
}

func TestAcknowledgmentRefusesWhatIsNoBatch(t *testing.T) {
	_, err := acknowledge(t, nil)
	assert.ErrorContains(t, err, "needs a claim")
	other := received("B", 1, 20260217, 0)
	other.Batch = "BATCH0232"
	_, err = acknowledge(t, []*record.ClaimReceipt{received("A", 1, 20260217, 0), other})
	assert.ErrorContains(t, err, "different references")
}

// TestAcknowledgmentTotalsAddUp reads back what was written: the totals of the
// submitter are those of its providers, and those of their claims.
func TestAcknowledgmentTotalsAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var receipts []*record.ClaimReceipt
		for i := range rapid.IntRange(1, 20).Draw(t, "claims") {
			var reasons []record.Rejection
			for range rapid.IntRange(0, 4).Draw(t, "reasons") {
				reasons = append(reasons, reason("A7", "254", ""))
			}
			r := received(fmt.Sprint("A", i), int64(rapid.IntRange(0, 500).Draw(t, "charge")), 20260217, 0, reasons...)
			r.Billing.NPI = rapid.SampledFrom([]string{"1000000889", "1000000673", "1000000608"}).Draw(t, "billing")
			receipts = append(receipts, r)
		}
		text, err := acknowledge(t, receipts)
		require.NoError(t, err)

		sums := map[string]map[string]decimal.Decimal{} // level, then qualifier
		level, taken := "", ""
		add := func(at, qualifier string, amount decimal.Decimal) {
			if sums[at] == nil {
				sums[at] = map[string]decimal.Decimal{}
			}
			sums[at][qualifier] = sums[at][qualifier].Add(amount)
		}
		r := x12.NewReader(bytes.NewReader([]byte(text)))
		for {
			s, err := r.Next()
			if err == io.EOF {
				break
			}
			require.NoError(t, err)
			switch string(s.ID()) {
			case "HL":
				level, taken = s.Text(3), ""
			case "QTY":
				add(level, map[string]string{"90": "accepted", "QA": "accepted", "AA": "rejected", "QC": "rejected"}[s.Text(1)], decimal.RequireFromString(s.Text(2)))
			case "AMT":
				add(level, s.Text(1), decimal.RequireFromString(s.Text(2)))
			case "STC":
				if level == "PT" && taken == "" { // a claim's further statuses tell its charge again
					taken = s.Text(3)
					qualifier, verdict := "YU", "accepted"
					if taken == "U" {
						qualifier, verdict = "YY", "rejected"
					}
					add("PT", verdict, decimal.NewFromInt(1))
					add("PT", qualifier, decimal.RequireFromString(s.Text(4)))
				}
			}
		}
		for _, at := range []string{"19", "21"} {
			for _, what := range []string{"accepted", "rejected", "YU", "YY"} {
				if !sums[at][what].Equal(sums["PT"][what]) {
					t.Fatalf("level %s says %s %s, the claims %s\n%s", at, sums[at][what], what, sums["PT"][what], text)
				}
			}
		}
	})
}
