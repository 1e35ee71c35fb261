package eob

import (
	"bufio"
	_ "embed"
	"html/template"
	"io"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/page"
	"github.com/hmox12/hmox12/mapping/record"
)

//go:embed eob.html
var markup string

//go:embed eob.css
var css string

var noticeTemplate = page.Parse(markup, css, "", template.FuncMap{
	"dollars":  dollars,
	"name":     name,
	"days":     days,
	"longDate": longDate,
	"phone":    phone,
	"zip":      zip,
	"cents":    func(d decimal.Decimal) string { return d.StringFixed(2) },
})

// HTML writes the notice: one page that loads nothing, can be printed and mailed,
// and needs no script. It is protected health information.
func (n *Notice) HTML(w io.Writer) error {
	b := bufio.NewWriter(w)
	if err := noticeTemplate.Execute(b, n); err != nil {
		return err
	}
	return b.Flush()
}

// To is to whom the notice is mailed.
func (n *Notice) To() *record.Member { return n.addressee() }

// Who is the patient.
func (n *Notice) Who() record.PersonName { return n.patient() }

// Served are the days of the care.
func (n *Notice) Served() record.Span {
	return record.Span{From: n.Claim.FirstDate(), To: n.Claim.LastDate()}
}

// Rendered is who treated the patient, where that is not who bills.
func (n *Notice) Rendered() *record.ClaimProvider {
	p := n.Claim.Provider(nil, record.RenderingProvider)
	if p == nil && len(n.Claim.Lines) > 0 {
		p = n.Claim.Provider(&n.Claim.Lines[0], record.RenderingProvider)
	}
	if p == nil || p.Name == n.Claim.Billing.Name {
		return nil
	}
	return p
}

// stretch is one part of the bar of the summary.
type stretch struct{ Class, Share string }

// Bar is the charge cut by who bears it.
func (n *Notice) Bar() []stretch {
	t := &n.Total
	positive := decimal.Zero
	parts := []struct {
		class  string
		amount decimal.Decimal
	}{{"saved", t.Saved}, {"other", t.Other}, {"paid", t.Paid}, {"owed", t.Owed}}
	for _, p := range parts {
		positive = positive.Add(decimal.Max(p.amount, decimal.Zero))
	}
	var bar []stretch
	for _, p := range parts {
		if p.amount.IsPositive() {
			share := p.amount.Mul(decimal.NewFromInt(100)).Div(positive).Round(1)
			bar = append(bar, stretch{p.class, share.String()})
		}
	}
	return bar
}
