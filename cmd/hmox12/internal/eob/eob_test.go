package eob_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/eob"
	"github.com/hmox12/hmox12/mapping/record"
)

func usd(s string) decimal.Decimal { return decimal.RequireFromString(s) }

// visit is the claim of a child's visit: 150 charged, 60 paid, a copay of 20.
func visit() eob.Case {
	child := &record.Member{
		ID: "GP2", SubscriberID: "GP1", Relationship: "19", Name: record.PersonName{First: "JUNE", Last: "OKAFOR"}, BirthDate: 20150601,
		Address: record.Address{Lines: []string{"9 ELM ROAD"}, City: "OAKLAND", State: "CA", ZIP: "94602"},
	}
	parent := &record.Member{
		ID: "GP1", SubscriberID: "GP1", Relationship: "18", Name: record.PersonName{First: "NINA", Last: "OKAFOR"},
		Address: record.Address{Lines: []string{"12 FERN LANE"}, City: "OAKLAND", State: "CA", ZIP: "946020001"},
	}
	plan := &record.Plan{
		ID: "P1", Name: "POPPY HMO 500", DeductibleIndividual: usd("500"), OutOfPocketIndividual: usd("3000"), OutOfPocketFamily: usd("6000"), NewbornDays: 31,
	}
	most := record.Counter{Kind: record.OutOfPocketUsed, Owner: "GP2", Year: 2026}
	return eob.Case{
		Claim: &record.Claim{
			Control: "C1", Kind: record.Professional, Account: "A1", Charge: usd("150"), Place: "11", Relationship: "19",
			Patient: &record.Person{Name: record.PersonName{First: "JUNE", Last: "OKAFOR"}},
			Billing: &record.ClaimProvider{Name: record.PersonName{First: "ANNA", Last: "LAUREL"}},
			Lines: []record.ServiceLine{{
				Number: 1, Procedure: record.Procedure{Code: "99213"}, Charge: usd("150"), Dates: record.Span{From: 20260217, To: 20260217},
			}},
		},
		Decision: &record.Decision{
			Control: "C1", Outcome: record.Paid, Status: record.ProcessedPrimary, Decided: 20260316, Member: "GP2", Plan: "P1",
			Charge: usd("150"), Paid: usd("60"), Patient: usd("20"),
			Lines: []record.LineDecision{{
				Line: 1, Category: "PCP_VISIT", Contract: "K5", Charge: usd("150"), Allowed: usd("80"), Priced: true, Paid: usd("60"), State: record.LinePaid,
				Adjustments: []record.Adjustment{{Group: record.CO, Reason: "45", Amount: usd("70")}, {Group: record.PR, Reason: "3", Amount: usd("20")}},
			}},
			Postings: []record.Posting{{Counter: most, Line: 1, Amount: usd("20")}},
		},
		Payer: &record.Payer{
			Name: "POPPY HEALTH PLAN", Address: record.Address{Lines: []string{"1 POPPY PLAZA"}, City: "OAKLAND", State: "CA", ZIP: "94601"},
			Members: record.MemberServices{Phone: "5105550150", TTY: "711"},
			Appeals: &record.Appeals{Days: 180, Address: record.Address{Lines: []string{"PO BOX 1801"}, City: "OAKLAND", State: "CA", ZIP: "94601"}, Phone: "5105550160"},
		},
		Plan: plan, Member: child, Subscriber: parent,
		Totals: map[record.Counter]decimal.Decimal{most: usd("120"), {Kind: record.FamilyOutOfPocket, Owner: "GP1", Year: 2026}: usd("700")},
	}
}

// deny has the line of the case denied for one reason.
func deny(c eob.Case, group record.GroupCode, carc record.CARC) eob.Case {
	d := c.Decision
	d.Outcome, d.Paid, d.Postings = record.DeniedClaim, decimal.Zero, nil
	l := &d.Lines[0]
	l.State, l.Paid, l.Priced, l.Allowed = record.LineDenied, decimal.Zero, false, decimal.Zero
	l.Adjustments = []record.Adjustment{{Group: group, Reason: carc, Amount: l.Charge}}
	d.Patient = record.SumGroup(l.Adjustments, record.PR)
	return c
}

// page writes the notice about a case.
func page(t testing.TB, c eob.Case) string {
	t.Helper()
	n, err := eob.New(c)
	require.NoError(t, err)
	var b bytes.Buffer
	require.NoError(t, n.HTML(&b))
	return b.String()
}

var styles = regexp.MustCompile(`(?s)<style>.*?</style>`)

// told is the text of a page without its markup.
func told(html string) string {
	text := regexp.MustCompile(`<[^>]*>`).ReplaceAllString(styles.ReplaceAllString(html, ""), " ")
	return strings.Join(strings.Fields(strings.NewReplacer("&#39;", "'", "&amp;", "&").Replace(text)), " ")
}

// amount returns an amount that the page marks, and whether it has it once.
func amount(html, mark string) (decimal.Decimal, bool) {
	found := regexp.MustCompile(`data-`+mark+`="([^"]*)"`).FindAllStringSubmatch(html, -1)
	if len(found) != 1 {
		return decimal.Zero, false
	}
	return usd(found[0][1]), true
}

func TestANotice(t *testing.T) {
	for _, tt := range []struct {
		name string
		of   func(eob.Case) eob.Case
		says []string
		not  []string
	}{
		{"says that it is no bill, and what was paid and may be owed", func(c eob.Case) eob.Case { return c }, []string{
			"This is not a bill", "You may owe ANNA LAUREL $20.00", "Your plan paid ANNA LAUREL $60.00", "Visit with your primary care doctor",
			"February 17, 2026", "(the plan's price is $80.00)", "Copay $20.00",
			"Most you pay in 2026, JUNE OKAFOR $120.00 of $3,000.00 Before this claim $100.00. This claim added $20.00. $2,880.00 is left.",
			"Most you pay in 2026, your family $700.00 of $6,000.00",
			"You have 180 days", "PO BOX 1801", "Call 510-555-0160", "Call us at 510-555-0150 (TTY 711)",
		}, []string{"PCP", "Fax"}},
		{"of a child goes to the subscriber", func(c eob.Case) eob.Case { return c },
			[]string{"NINA OKAFOR 12 FERN LANE OAKLAND, CA 94602-0001", "Patient JUNE OKAFOR"}, []string{"9 ELM ROAD"}},
		{"of who asked to be told alone goes to the member", func(c eob.Case) eob.Case { c.Member.Confidential = true; return c },
			[]string{"JUNE OKAFOR 9 ELM ROAD"}, []string{"NINA", "12 FERN LANE"}},
		{"of a missing referral says that the provider may not bill", func(c eob.Case) eob.Case { return deny(c, record.CO, "288") },
			[]string{"You owe $0.00", "You need a referral", "Your provider may not bill you for this", "ask your primary care doctor for a referral", "You may owe $0.00"},
			[]string{"You may owe this", "You may owe ANNA"}},
		{"of a waiver that was signed says that the member may owe it", func(c eob.Case) eob.Case { return deny(c, record.PR, "288") },
			[]string{"You may owe ANNA LAUREL $150.00", "You signed a form", "You may owe this"}, []string{"may not bill you"}},
		{"of a copy owes nothing more", func(c eob.Case) eob.Case { return deny(c, record.OA, "18") },
			[]string{"You owe nothing more for this claim", "Your first notice tells what you owe"}, []string{"may not bill you"}},
		{"of what another payer must decide owes nothing now", func(c eob.Case) eob.Case {
			c = deny(c, record.OA, "22")
			c.Decision.PayFirst = &record.OtherCoverage{PayerName: "CLOVER MUTUAL"}
			return c
		}, []string{"You owe $0.00 now", "CLOVER MUTUAL must pay before we do"}, []string{"may not bill you"}},
		{"of what was excluded says what", func(c eob.Case) eob.Case {
			c = deny(c, record.PR, "96")
			c.Decision.Lines[0].Remarks = []record.RARC{"N383"}
			return c
		}, []string{"Cosmetic services are not covered."}, nil},
		{"of a claim that waits owes nothing yet", func(c eob.Case) eob.Case {
			c.Decision.Outcome, c.Decision.Paid, c.Decision.Patient = record.Pended, decimal.Zero, decimal.Zero
			c.Decision.Lines[0].State, c.Decision.Lines[0].Adjustments = record.LinePended, nil
			return c
		}, []string{"We have not decided this claim yet", "you owe $0.00 now", "$150.00"}, []string{"appeal", "Plan paid", "Most you pay"}},
		{"of a claim that was passed on names who has it", func(c eob.Case) eob.Case {
			c = deny(c, record.OA, "B11")
			c.Decision.Outcome, c.Decision.ForwardedTo = record.Forwarded, &record.Contract{Name: "BAY HILLS IPA"}
			return c
		}, []string{"We sent this claim to BAY HILLS IPA", "You owe us $0.00"}, []string{"Plan paid", "What you can do"}},
		{"of a claim that was replaced names what took its place", func(c eob.Case) eob.Case {
			c.Decision = adjudicate.Reverse(c.Decision, "N694", 20260320)
			c.Successor = &record.Claim{Control: "C2", Frequency: "7"}
			return c
		}, []string{"We took back our decision", "Claim C2 takes the place of this one"}, []string{"$20.00", "$60.00", "−"}},
		{"of a claim that was voided says so", func(c eob.Case) eob.Case {
			c.Decision = adjudicate.Reverse(c.Decision, "N693", 20260320)
			c.Successor = &record.Claim{Control: "C2", Frequency: "8"}
			return c
		}, []string{"Your provider took back this claim", "You owe $0.00 for it", "ask your provider to give it back"}, []string{"$20.00"}},
		{"of a void names the claim that it is about", func(c eob.Case) eob.Case {
			c.Claim.OriginalControl, c.Decision.Outcome = "C0", record.Voided
			return c
		}, []string{"Claim C0 does not count any more"}, []string{"$20.00"}},
		{"of a correction says in whose place it is", func(c eob.Case) eob.Case { c.Decision.Corrects = "C0"; return c },
			[]string{"This claim takes the place of claim C0", "You may owe ANNA LAUREL $20.00"}, nil},
		{"of a stranger's emergency says what may be billed at most", func(c eob.Case) eob.Case {
			c.Decision.Remarks, c.Decision.Lines[0].Contract = []record.RARC{"N864", "N869"}, ""
			return c
		}, []string{"You can't be billed more", "The provider may bill you $20.00 for it and no more"}, []string{"does not change this"}},
		{"of a stranger at a contracted place whose consent is void", func(c eob.Case) eob.Case {
			c.Decision.Lines[0].Remarks, c.Decision.Lines[0].Contract = []record.RARC{"N865", "N879"}, ""
			return c
		}, []string{"at a place in your network", "A form that you signed does not change this"}, nil},
		{"of an emergency in the network says what was not needed", func(c eob.Case) eob.Case {
			c.Decision.Trace = []record.Step{{Rule: "R10", Result: record.Note}}
			return c
		}, []string{"In an emergency you need no referral"}, nil},
		{"of a newborn says to add the child", func(c eob.Case) eob.Case {
			c.Member, c.Decision.Member = c.Subscriber, "GP1"
			c.Claim.Patient.Name.First = "BABY"
			c.Decision.Trace = []record.Step{{Rule: "R3", Result: record.Passed}}
			return c
		}, []string{"Patient BABY OKAFOR", "first 31 days", "Add your baby"}, nil},
		{"of a child who is not listed names the child as it was sent", func(c eob.Case) eob.Case {
			c.Member, c.Decision.Member = c.Subscriber, "GP1"
			c.Claim.Patient.Name.First = "THEO"
			return deny(c, record.PR, "32")
		}, []string{"Patient THEO OKAFOR", "Not covered under your plan"}, nil},
		{"tells what was paid at the visit", func(c eob.Case) eob.Case { c.Claim.PatientPaid = usd("15"); return c },
			[]string{"you paid $15.00"}, nil},
		{"tells interest as none of the member's", func(c eob.Case) eob.Case { c.Decision.Interest = usd("4.93"); return c },
			[]string{"$4.93 in interest", "It does not change what you owe"}, nil},
		{"of what other insurance paid", func(c eob.Case) eob.Case {
			l := &c.Decision.Lines[0]
			l.Adjustments = []record.Adjustment{{Group: record.OA, Reason: "23", Amount: usd("70")}, {Group: record.PR, Reason: "3", Amount: usd("20")}}
			c.Claim.OtherPayers = []record.OtherPayer{{Name: "CLOVER MUTUAL", Paid: usd("50")}}
			return c
		}, []string{"Your other insurance (paid or took off) −$70.00", "CLOVER MUTUAL paid $50.00"}, nil},
		{"of care that was only asked about is an estimate", func(c eob.Case) eob.Case {
			d := c.Decision
			d.Status, d.Outcome, d.Paid, d.Postings = record.Predetermined, record.Processed, decimal.Zero, nil
			d.Lines[0].Paid, d.Lines[0].State = decimal.Zero, record.LinePatient
			d.Lines[0].Adjustments = append(d.Lines[0].Adjustments, record.Adjustment{Group: record.OA, Reason: "101", Amount: usd("60")})
			return c
		}, []string{"only an estimate", "We think we will pay $60.00, and you may owe $20.00", "When you got care Not yet"}, []string{"Wait for the bill", "appeal"}},
		{"of a reason that nobody has words for is told by who bears it", func(c eob.Case) eob.Case { return deny(c, record.CO, "9999") },
			[]string{"Your provider may not bill you for this"}, []string{"You may owe it"}},
		{"without words about appeals says to ask", func(c eob.Case) eob.Case { c.Payer.Appeals, c.Payer.Members = nil, record.MemberServices{}; return c },
			[]string{"Call or write to us, and we will tell you how and by what day", "the number on your member card"}, []string{"180"}},
		{"of a plan that the book lacks tells no limits", func(c eob.Case) eob.Case { c.Plan = nil; return c },
			[]string{"You may owe ANNA LAUREL $20.00"}, []string{"Most you pay", "Deductible for"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			html := page(t, tt.of(visit()))
			text := told(html)
			for _, s := range append(tt.says, "This is not a bill") {
				assert.Contains(t, text, s)
			}
			for _, s := range tt.not {
				assert.NotContains(t, text, s)
			}
			assert.NoError(t, wellFormed(html))
			for _, reference := range []string{"http:", "https:", "//", "src=", "url(", "<link", "<script"} {
				assert.NotContains(t, styles.ReplaceAllString(html, ""), reference)
			}
		})
	}
}

func TestNobodyIsToldOfAStranger(t *testing.T) {
	c := visit()
	c.Decision.Member, c.Member = "", nil
	_, err := eob.New(c)
	require.ErrorIs(t, err, eob.ErrNobody)
	c.Decision = nil
	_, err = eob.New(c)
	require.ErrorIs(t, err, eob.ErrUndecided)
}

func TestWhatWasSubmittedCantBecomeMarkup(t *testing.T) {
	c := visit()
	c.Claim.Billing.Name.Last = `<script>alert("x")</script>`
	c.Claim.Account = `"><img onerror=x>`
	html := page(t, c)
	assert.NoError(t, wellFormed(html))
	assert.NotContains(t, html, "<script")
	assert.NotContains(t, html, "<img")
}

func TestANoticeThatCantBeWrittenIsAnError(t *testing.T) {
	n, err := eob.New(visit())
	require.NoError(t, err)
	assert.Error(t, n.HTML(full{}))
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, io.ErrShortWrite }

// wellFormed checks that a page is XML but for its style.
func wellFormed(html string) error {
	d := xml.NewDecoder(strings.NewReader(styles.ReplaceAllString(html, "")))
	d.Strict, d.Entity = true, xml.HTMLEntity
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

// codes are those that the rules can write.
func codes() []adjudicate.Code {
	var all []adjudicate.Code
	for _, rule := range adjudicate.Rules() {
		all = append(all, rule.Codes...)
	}
	return all
}

func TestTheAmountsAreThoseOfTheDecision(t *testing.T) {
	all := codes()
	cents := rapid.Custom(func(t *rapid.T) decimal.Decimal {
		return decimal.New(rapid.Int64Range(0, 99_999_99).Draw(t, "cents"), -2)
	})
	rapid.Check(t, func(t *rapid.T) {
		c := visit()
		d := c.Decision
		d.Outcome = rapid.SampledFrom([]record.Outcome{record.Paid, record.Processed, record.DeniedClaim, record.EncounterTaken}).Draw(t, "outcome")
		d.Lines, c.Claim.Lines = nil, nil
		d.Charge, d.Paid, d.Patient = decimal.Zero, decimal.Zero, decimal.Zero
		for i := range rapid.IntRange(1, 5).Draw(t, "lines") {
			l := record.LineDecision{
				Line: i + 1, Paid: cents.Draw(t, "paid"), State: rapid.SampledFrom([]record.LineState{record.LinePaid, record.LinePatient, record.LineCapitated, record.LineDenied, record.LineElsewhere}).Draw(t, "state"),
				Priced: rapid.Bool().Draw(t, "priced"), Allowed: cents.Draw(t, "allowed"), Category: rapid.SampledFrom([]record.ServiceCategory{"", "LAB", "NEW_KIND"}).Draw(t, "category"),
			}
			l.Charge = l.Paid
			for range rapid.IntRange(0, 4).Draw(t, "adjustments") {
				code := rapid.SampledFrom(all).Draw(t, "code")
				a := record.Adjustment{Group: code.Group, Reason: code.Reason, Amount: cents.Draw(t, "amount")}
				l.Adjustments, l.Charge = append(l.Adjustments, a), l.Charge.Add(a.Amount)
			}
			d.Charge, d.Paid = d.Charge.Add(l.Charge), d.Paid.Add(l.Paid)
			d.Patient = d.Patient.Add(record.SumGroup(l.Adjustments, record.PR))
			d.Lines = append(d.Lines, l)
			c.Claim.Lines = append(c.Claim.Lines, record.ServiceLine{Number: i + 1, Dates: record.Span{From: 20260217, To: 20260217}})
		}
		n, err := eob.New(c)
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		if err := n.HTML(&b); err != nil {
			t.Fatal(err)
		}
		agrees(t, b.String(), d)
	})
}

// agrees holds a page to its decision, to the cent.
func agrees(t interface {
	Errorf(string, ...any)
}, html string, d *record.Decision) {
	sums := map[string]decimal.Decimal{}
	for _, mark := range []string{"charged", "saved", "paid", "owed"} {
		var once bool
		if sums[mark], once = amount(html, mark); !once {
			t.Errorf("the page does not tell %s once", mark)
		}
	}
	sums["other"], _ = amount(html, "other") // told where there is some
	if !sums["owed"].Equal(d.Patient) || !sums["paid"].Equal(d.Paid) || !sums["charged"].Equal(d.Charge) {
		t.Errorf("owed %s of %s, paid %s of %s, charged %s of %s", sums["owed"], d.Patient, sums["paid"], d.Paid, sums["charged"], d.Charge)
	}
	if left := sums["charged"].Sub(sums["saved"]).Sub(sums["other"]).Sub(sums["paid"]); !left.Equal(sums["owed"]) {
		t.Errorf("the charge leaves %s, and %s is told as owed", left, sums["owed"])
	}
	lines := decimal.Zero
	for _, found := range regexp.MustCompile(`data-line-owed="([^"]*)"`).FindAllStringSubmatch(html, -1) {
		lines = lines.Add(usd(found[1]))
	}
	if !lines.Equal(d.Patient) {
		t.Errorf("the lines owe %s of %s", lines, d.Patient)
	}
	text := told(html)
	if d.Patient.IsZero() && strings.Contains(text, "You may owe ANNA") {
		t.Errorf("nothing is owed, and the headline asks for it")
	}
}
