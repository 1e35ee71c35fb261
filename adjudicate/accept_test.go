package adjudicate_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/mapping/record"
)

// told writes reasons as A7:187@1, where 1 is the line.
func told(rejections []record.Rejection) string {
	texts := []string{}
	for _, r := range rejections {
		text := r.Status.String()
		if r.Line > 0 {
			text += fmt.Sprint("@", r.Line)
		}
		texts = append(texts, text)
	}
	return fmt.Sprint(texts)
}

func TestAccept(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func(*sample, *record.Claim)
		want   string
	}{
		{"a whole claim is accepted", func(*sample, *record.Claim) {}, "[]"},
		{"C180 a claim for another payer is rejected, whatever else is wrong", func(_ *sample, c *record.Claim) {
			c.PayerID, c.Billing.NPI = "99999", "1234567890"
		}, "[A3:116:PR]"},
		{"C181 a billing NPI with a wrong check digit is rejected", func(_ *sample, c *record.Claim) {
			c.Billing.NPI = "1234567890"
		}, "[A7:562:85]"},
		{"wrong NPIs of two roles are told apart", func(_ *sample, c *record.Claim) {
			c.Providers = []record.ClaimProvider{{Role: record.RenderingProvider, NPI: "1000000112"}}
			c.Lines[0].Providers = []record.ClaimProvider{{Role: record.OrderingProvider, NPI: "12"}, {Role: record.RenderingProvider, NPI: "1"}}
		}, "[A7:562:82 A7:562:DK@1 A7:562:82@1]"},
		{"a provider without NPI is an atypical one", func(_ *sample, c *record.Claim) {
			c.Billing.NPI = ""
		}, "[]"},
		{"C183 a date of service after receipt is rejected", func(_ *sample, c *record.Claim) {
			dated(c, 20260401)
		}, "[A7:187@1]"},
		{"a span that ends after receipt is rejected", func(_ *sample, c *record.Claim) {
			c.Lines[0].Dates.To = 20260303
		}, "[A7:187@1]"},
		{"service on the day of receipt is accepted", func(_ *sample, c *record.Claim) {
			dated(c, 20260302)
		}, "[]"},
		{"a line without date is rejected", func(_ *sample, c *record.Claim) {
			dated(c, 0)
		}, "[A7:187@1]"},
		{"a claim without diagnosis is rejected", func(_ *sample, c *record.Claim) {
			c.Diagnoses = nil
		}, "[A8:254@1 A7:254]"},
		{"a pointer beyond the diagnoses is rejected", func(_ *sample, c *record.Claim) {
			c.Lines[0].Pointers = []int{1, 2}
		}, "[A8:254@1]"},
		{"a line without pointer is rejected", func(_ *sample, c *record.Claim) {
			c.Lines[0].Pointers = nil
		}, "[A8:254@1]"},
		{"a dental claim needs no diagnosis", func(_ *sample, c *record.Claim) {
			c.Kind, c.Diagnoses, c.Lines[0].Pointers = record.Dental, nil, nil
		}, "[]"},
		{"C182 lines that do not add up are rejected", func(_ *sample, c *record.Claim) {
			c.Charge = usd("200")
		}, "[A8:400]"},
		{"a claim without lines is rejected", func(_ *sample, c *record.Claim) {
			c.Charge, c.Lines = usd("0"), nil
		}, "[A8:400]"},
		{"a negative charge is rejected, though the lines add up", func(_ *sample, c *record.Claim) {
			c.Charge, c.Lines[0].Charge = usd("-150"), usd("-150")
		}, "[A7:178@1 A7:178]"},
		{"a negative line among others is rejected", func(s *sample, c *record.Claim) {
			*c = *s.sent("1", "GP100005", laurel, "99213 200", "93000 -50")
		}, "[A7:178@2]"},
		{"a charge finer than a cent is rejected", func(_ *sample, c *record.Claim) {
			c.Charge, c.Lines[0].Charge = usd("150.005"), usd("150.005")
		}, "[A7:178@1 A7:178]"},
		{"a charge of more than ten digits is rejected", func(_ *sample, c *record.Claim) {
			c.Charge, c.Lines[0].Charge = usd("100000000"), usd("100000000")
		}, "[A7:178@1 A7:178]"},
		{"the greatest charge is accepted", func(_ *sample, c *record.Claim) {
			c.Charge, c.Lines[0].Charge = usd("99999999.99"), usd("99999999.99")
		}, "[]"},
		{"a charge of nothing is accepted", func(_ *sample, c *record.Claim) {
			c.Charge, c.Lines[0].Charge = usd("0"), usd("0")
		}, "[]"},
		{"negative units are rejected", func(_ *sample, c *record.Claim) {
			c.Lines[0].Units = usd("-1")
		}, "[A7:476@1]"},
		{"a line of no units is rejected", func(_ *sample, c *record.Claim) {
			c.Lines[0].Units = usd("0")
		}, "[A7:476@1]"},
		{"units of more than three decimals are rejected", func(_ *sample, c *record.Claim) {
			c.Lines[0].Units = usd("1.0005")
		}, "[A7:476@1]"},
		{"units of more than eight digits are rejected", func(_ *sample, c *record.Claim) {
			c.Lines[0].Units = usd("100000000")
		}, "[A7:476@1]"},
		{"what another payer paid is money", func(_ *sample, c *record.Claim) {
			c.OtherPayers = []record.OtherPayer{{Paid: usd("10.001")}}
		}, "[A7:286]"},
		{"what another payer took off a line is money", func(_ *sample, c *record.Claim) {
			c.Lines[0].OtherPayers = []record.LinePayment{{Adjustments: []record.Adjustment{{Group: record.CO, Reason: "45", Amount: usd("0.005")}}}}
		}, "[A7:286]"},
		{"a replacement that names no claim is rejected", func(_ *sample, c *record.Claim) {
			c.Frequency = "7"
		}, "[A6:464]"},
		{"C058 a replacement of a claim that we do not hold is rejected", func(_ *sample, c *record.Claim) {
			c.Frequency, c.OriginalControl = "7", "9999"
		}, "[A7:464]"},
		{"a void of a claim that we hold is accepted", func(s *sample, c *record.Claim) {
			s.decide(s.sent("5701", "GP100005", laurel, "99213 150"))
			c.Frequency, c.OriginalControl = "8", "5701"
		}, "[]"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := newSample()
			claim := s.sent("1", "GP100005", laurel, "99213 150")
			tt.change(s, claim)
			rejections := adjudicate.Accept(s.shelf, s.tally, claim, s.opts)
			if got := told(rejections); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
			for _, r := range rejections {
				if !isListed(r.Status) {
					t.Errorf("no rule of the front end lists %s", r.Status)
				}
			}
		})
	}
}

// isListed reports whether a rule of the front end says that it can write a status,
// of whatever provider.
func isListed(status record.StatusCode) bool {
	return slices.ContainsFunc(adjudicate.FrontEndRules(), func(r adjudicate.FrontEndRule) bool {
		return slices.ContainsFunc(r.Statuses, func(s record.StatusCode) bool {
			return s.Category == status.Category && s.Code == status.Code && (s.Entity == "" || s.Entity == status.Entity)
		})
	})
}
