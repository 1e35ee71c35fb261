package eob

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// Notice is an explanation of benefits, ready to be written.
type Notice struct {
	*Case
	Headline string
	Lead     []string // sentences
	Total    money
	Settled  bool // the amounts are final: what follows is told
	Estimate bool
	Shares   []share // what the member may owe, and why
	Lines    []line
	Boxes    []box
	Do       []string
	Progress []progress
	Words    []word // that the notice uses
}

// line is one service.
type line struct {
	Service, Code, Dates string
	money
	Notes []note
}

// note says why an amount of a line was not paid.
type note struct {
	reason
	Amount decimal.Decimal
	Code   string
	Owed   bool
}

// box is something that the member should know first.
type box struct{ Title, Text string }

// word is an entry of the list of words.
type word struct{ Name, Meaning string }

// New makes the notice about a case. It is ErrNobody or ErrUndecided where there
// is nothing that a member could be told.
func New(c Case) (*Notice, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	n := &Notice{Case: &c}
	switch d := c.Decision; {
	case d.Status == record.Reversal:
		n.takenBack()
	case d.Outcome == record.Voided:
		n.Headline = "Your provider took back a claim"
		n.Lead = []string{fmt.Sprintf("Claim %s does not count any more. You owe $0.00 for it.", c.Claim.OriginalControl), paidForIt}
	case d.Outcome == record.Pended:
		n.Headline = "We have not decided this claim yet"
		n.Lead = []string{"One of our staff must look at it first.", "You do not need to do anything, and you owe $0.00 now.", "We will send you a new notice when we have decided."}
		n.Total.Charged = d.Charge
		n.tellLines()
	case d.Outcome == record.Forwarded:
		n.tellLines()
		n.forwarded()
	default:
		n.tellLines()
		n.Settled = true
		n.Shares = shares(d)
		n.decided()
		n.tellProgress()
	}
	if n.Settled {
		n.tellDo()
		n.tellWords()
	}
	return n, nil
}

const paidForIt = "If you paid for it, ask your provider to give it back."

func (n *Notice) takenBack() {
	n.Headline = "We took back our decision on this claim"
	switch next := n.Successor; {
	case next == nil:
		n.Lead = []string{"What we told you of this claim before does not count any more.", "Call us if you have questions."}
	case next.Frequency == "8":
		n.Headline = "Your provider took back this claim"
		n.Lead = []string{"It does not count any more. You owe $0.00 for it.", paidForIt}
	default:
		n.Lead = []string{
			fmt.Sprintf("Your provider sent us a corrected claim. Claim %s takes the place of this one.", next.Control),
			"What we told you of this claim before does not count any more.",
			fmt.Sprintf("The notice about claim %s tells what you may owe.", next.Control),
		}
	}
}

func (n *Notice) forwarded() {
	to := "your medical group"
	if n.Decision.ForwardedTo != nil {
		to = n.Decision.ForwardedTo.Name
	}
	n.Headline = "We sent this claim to " + to
	n.Lead = []string{
		to + " pays for this kind of care, not us.", "You owe us $0.00.",
		"It will decide the claim and tell you. You do not need to do anything now.",
	}
}

// decided tells what became of a claim that is settled.
func (n *Notice) decided() {
	d, provider := n.Decision, name(n.Claim.Billing.Name)
	switch {
	case n.Total.Owed.IsPositive():
		n.Headline = "You may owe " + provider + " " + dollars(n.Total.Owed)
	case n.allOf("18"):
		n.Headline = "You owe nothing more for this claim"
	case n.has("22", "109", "136", "257"):
		n.Headline = "You owe $0.00 now"
	default:
		n.Headline = "You owe $0.00"
	}
	states := map[record.LineState]bool{}
	for i := range d.Lines {
		states[d.Lines[i].State] = true
	}
	switch {
	case d.Status == record.Predetermined:
		n.Estimate = true
		n.Headline = "What your plan would pay"
		n.Lead = append(n.Lead, fmt.Sprintf("This is only an estimate, since you have not had this care yet. We think we will pay %s, and you may owe %s.",
			dollars(n.wouldPay()), dollars(n.Total.Owed)), "It can change with your benefits and with other claims that come first.")
	case n.Total.Paid.IsPositive():
		n.Lead = append(n.Lead, fmt.Sprintf("Your plan paid %s %s for this claim.", provider, dollars(n.Total.Paid)))
	case states[record.LineCapitated]:
		n.Lead = append(n.Lead, "Your plan pays your provider's group ahead of time for this care.")
	case states[record.LinePatient]:
		n.Lead = append(n.Lead, "Your plan covers this care. There was nothing left for the plan to pay.")
	default:
		n.Lead = append(n.Lead, "Your plan did not pay for this claim. Below we tell you why.")
	}
	if n.Total.Paid.IsPositive() && (states[record.LineDenied] || states[record.LineElsewhere]) {
		n.Lead = append(n.Lead, "It did not pay for all of it. Below we tell you why.")
	}
	if n.Total.Owed.IsPositive() && !n.Estimate {
		n.Lead = append(n.Lead, "Wait for the bill from your provider, and check that it is not more than this.")
	}
	if d.Corrects != "" {
		n.Boxes = append(n.Boxes, box{"This claim takes the place of claim " + d.Corrects, "What we told you of that claim before does not count any more."})
	}
	if paid := n.Claim.PatientPaid; paid.IsPositive() {
		n.Boxes = append(n.Boxes, box{"You paid some already", fmt.Sprintf("Your provider told us that you paid %s. You can take that off what you may owe.", dollars(paid))})
	}
	if !n.tellProtection() && n.step("R10", record.Note) && (d.Outcome == record.Paid || d.Outcome == record.Processed) {
		n.Boxes = append(n.Boxes, box{"This was an emergency", "In an emergency you need no referral and no approval, and any hospital will do."})
	}
	if n.newborn() {
		text := "Your new baby is covered under your plan for a short time."
		if n.Plan != nil && n.Plan.NewbornDays > 0 {
			text = fmt.Sprintf("Your new baby is covered under your plan for the first %d days.", n.Plan.NewbornDays)
		}
		n.Boxes = append(n.Boxes, box{"Add your baby to your plan", text + " Add your baby to your plan before that ends, so that coverage goes on."})
	}
	if d.Interest.IsPositive() {
		n.Boxes = append(n.Boxes, box{"We paid late", fmt.Sprintf("We also paid your provider %s in interest, since we paid late. It does not change what you owe.", dollars(d.Interest))})
	}
	n.tellOthers()
}

// has reports whether any line has one of the reasons at the cost of nobody, by
// which it is not decided yet or another payer's to decide.
func (n *Notice) has(reasons ...record.CARC) bool {
	for i := range n.Decision.Lines {
		for _, a := range n.Decision.Lines[i].Adjustments {
			if a.Group == record.OA && slices.Contains(reasons, a.Reason) {
				return true
			}
		}
	}
	return false
}

// allOf reports whether a reason takes the whole charge of every line.
func (n *Notice) allOf(reason record.CARC) bool {
	for i := range n.Decision.Lines {
		l := &n.Decision.Lines[i]
		if len(l.Adjustments) != 1 || l.Adjustments[0].Reason != reason {
			return false
		}
	}
	return true
}

// SavedWhy says in short why the member doesn't owe a part of the charge.
func (n *Notice) SavedWhy() string {
	contractual := n.Total.Saved.IsPositive()
	for i := range n.Decision.Lines {
		for _, a := range n.Decision.Lines[i].Adjustments {
			if a.Group != record.PR && a.Group != record.CO && a.Reason != "23" {
				contractual = false
			}
		}
	}
	if contractual {
		return "your provider may not bill you for this"
	}
	return ""
}

// wouldPay is what a predetermination says would be paid.
func (n *Notice) wouldPay() decimal.Decimal {
	sum := decimal.Zero
	for i := range n.Decision.Lines {
		for _, a := range n.Decision.Lines[i].Adjustments {
			if a.Reason == "101" {
				sum = sum.Add(a.Amount)
			}
		}
	}
	return sum
}

// protections are the alerts of a claim whose patient may not be billed more than
// the share.
var protections = []record.RARC{"N830", "N842", "N864", "N865", "N866", "N867", "N868", "N869", "N870", "N871"}

// tellProtection tells who may not be billed more, and reports whether somebody
// may not.
func (n *Notice) tellProtection() bool {
	remarks := slices.Clone(n.Decision.Remarks)
	most := decimal.Zero
	for i := range n.Decision.Lines {
		l := &n.Decision.Lines[i]
		remarks = append(remarks, l.Remarks...)
		if l.Priced && l.Contract == "" {
			most = most.Add(record.SumGroup(l.Adjustments, record.PR))
		}
	}
	has := func(r record.RARC) bool { return slices.Contains(remarks, r) }
	if !slices.ContainsFunc(protections, has) {
		return false
	}
	text := "The provider is not in your network, but the law protects you from a surprise bill."
	switch {
	case has("N864"):
		text = "This was an emergency. You needed no referral and no approval, and the law protects you from a surprise bill."
	case has("N865"):
		text = "You got this care at a place in your network, so the law protects you from a surprise bill of a provider who is not."
	case has("N866"):
		text = "The law protects you from a surprise bill for an air ambulance."
	}
	text += fmt.Sprintf(" The provider may bill you %s for it and no more. If you get a bill for more, do not pay it, and call us.", dollars(most))
	if has("N879") {
		text += " A form that you signed does not change this."
	}
	n.Boxes = append(n.Boxes, box{"You can't be billed more", text})
	return true
}

// tellOthers tells what other payers paid.
func (n *Notice) tellOthers() {
	for i := range n.Claim.OtherPayers {
		if p := &n.Claim.OtherPayers[i]; p.Paid.IsPositive() {
			n.Boxes = append(n.Boxes, box{"Your other insurance", fmt.Sprintf("%s paid %s for this claim.", p.Name, dollars(p.Paid))})
		}
	}
	if first := n.Decision.PayFirst; first != nil {
		n.Boxes = append(n.Boxes, box{"Who pays first", first.PayerName + " must pay before we do."})
	}
}

// tellLines tells each service with its money.
func (n *Notice) tellLines() {
	c, d := n.Claim, n.Decision
	for i := range d.Lines {
		decided := &d.Lines[i]
		sent := c.Stay()
		if !d.Whole {
			sent = c.NumberedLine(i, decided.Line)
		}
		if sent == nil {
			sent = &record.ServiceLine{Dates: record.Span{From: c.FirstDate(), To: c.LastDate()}}
		}
		l := line{Service: service(c, sent, decided), Code: code(sent), Dates: days(c.DatesOf(sent)), money: moneyOf(decided)}
		if d.Whole { // a stay is told with the day of discharge
			l.Code, l.Dates = "", days(n.Served())
		}
		if d.Outcome == record.Pended {
			l.money = money{Charged: decided.Charge}
			n.Lines = append(n.Lines, l)
			continue
		}
		for _, a := range decided.Adjustments {
			r := reasonOf(a.Group, a.Reason)
			if a.Reason == "96" {
				r.Why = strings.TrimSpace(remarked(decided, d) + " " + r.Why)
			}
			l.Notes = append(l.Notes, note{r, a.Amount, string(a.Group) + "-" + string(a.Reason), a.Group == record.PR})
		}
		n.Total.add(l.money)
		n.Lines = append(n.Lines, l)
	}
}

// remarked says what an exclusion is about.
func remarked(l *record.LineDecision, d *record.Decision) string {
	for _, r := range slices.Concat(l.Remarks, d.Remarks) {
		if m := r.Meaning(); m.Text != "" && !m.Alert {
			return m.Text + "."
		}
	}
	return ""
}

// tellDo gathers what the member can do, each once.
func (n *Notice) tellDo() {
	for _, l := range n.Lines {
		for _, note := range l.Notes {
			if note.Do != "" && !slices.Contains(n.Do, note.Do) {
				n.Do = append(n.Do, note.Do)
			}
		}
	}
}
