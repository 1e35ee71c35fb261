package book

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/mapping/record"
)

// The tables of what people decided.
const (
	ReviewDecisionsFile = "review_decisions.csv"
	ClaimDecisionsFile  = "claim_decisions.csv"
)

var (
	reviewDecisionColumns = []string{
		"request", "item", "decision", "quantity?", "from?", "to?", "provider?", "rate?", "reason?", "papers?", "papersBy?", "message?", "by", "on",
	}
	claimDecisionColumns = []string{
		"claim", "line", "decision", "amount?", "takenOff?", "facility?", "group?", "carc?", "rarcs?", "status?", "why?", "by", "on",
	}
)

// ReviewVerdicts returns what people decided about requests that wait, in the order
// of their file.
func (b *Book) ReviewVerdicts() []record.ReviewVerdict { return b.reviewVerdicts }

// ClaimVerdicts returns what people decided about claims that wait, in the order of
// their file.
func (b *Book) ClaimVerdicts() []record.ClaimVerdict { return b.claimVerdicts }

// reviewDecisions reads review_decisions.csv. The file may be missing.
func (l *loader) reviewDecisions() error {
	return l.optionalTable(ReviewDecisionsFile, reviewDecisionColumns, func(r *row) {
		v := record.ReviewVerdict{
			Source: r.place(), Request: r.cell("request").required().sendable(), Item: r.cell("item").ordinal(),
			Kind: oneOf(r.cell("decision").required(), record.VerdictCertify, record.VerdictModify, record.VerdictRefuse, record.VerdictPapers),
			By:   r.decider(), On: r.decidedOn(l.book.night),
			Quantity: r.cell("quantity").number(), Period: record.Span{From: r.cell("from").date(), To: r.cell("to").date()},
			Provider: r.text("provider"), Rate: r.cell("rate").amount(), Reason: reasonOf(r.cell("reason")), Message: messageOf(r.cell("message")),
		}
		l.provider(r.cell("provider"))
		if v.Period.To != 0 && v.Period.To < v.Period.From {
			r.cell("to").report("is before from", "dates are reversed; both ends are included")
		}
		by := r.cell("papersBy")
		for _, kind := range r.cell("papers").words() {
			paper := record.Attachment{Type: kind, Transmission: code(by, 2)}
			if len(kind) > 2 || !alphanumeric(kind) {
				r.cell("papers").report("has a kind of paper that is no code", "write codes of PWK01, such as 77")
			}
			if paper.Transmission == "" {
				paper.Transmission = "EL"
			}
			v.Papers = append(v.Papers, paper)
		}
		r.only(map[string][]string{
			"quantity": {"modify"}, "from": {"modify"}, "to": {"modify"}, "provider": {"modify"}, "rate": {"certify", "modify"},
			"reason": {"deny", "papers"}, "papers": {"papers"}, "papersBy": {"papers"},
		})
		switch v.Kind {
		case record.VerdictModify:
			if v.Quantity.IsZero() && v.Period == (record.Span{}) && v.Provider == "" {
				r.cell("decision").report("changes nothing", "fill quantity, from, to or provider, or write certify")
			}
		case record.VerdictRefuse:
			r.cell("reason").required()
		case record.VerdictPapers:
			r.cell("papers").required()
			if v.Reason == "" {
				v.Reason = record.InformationMissing
			}
		}
		l.book.reviewVerdicts = append(l.book.reviewVerdicts, v)
	})
}

// claimDecisions reads claim_decisions.csv. The file may be missing.
func (l *loader) claimDecisions() error {
	return l.optionalTable(ClaimDecisionsFile, claimDecisionColumns, func(r *row) {
		v := record.ClaimVerdict{
			Source: r.place(), Claim: r.cell("claim").required().sendable(), Line: r.cell("line").ordinal(),
			Kind: oneOf(r.cell("decision").required(), record.VerdictAllow, record.VerdictEmergency, record.VerdictNoEmergency,
				record.VerdictFacility, record.VerdictPaidBefore, record.VerdictRelease, record.VerdictDeny),
			By: r.decider(), On: r.decidedOn(l.book.night),
			Amount: r.cell("amount").amount(), TakenOff: r.cell("takenOff").amount(), Facility: r.text("facility"),
			Group: record.GroupCode(r.text("group")), Reason: record.CARC(r.text("carc")), Why: r.cell("why").prose(),
		}
		for _, remark := range r.cell("rarcs").words() {
			v.Remarks = append(v.Remarks, record.RARC(remark))
		}
		r.only(map[string][]string{
			"amount": {"allow", "paid before"}, "takenOff": {"paid before"}, "facility": {"facility"}, "group": {"deny"}, "carc": {"deny"}, "rarcs": {"deny"}, "status": {"deny"},
		})
		switch v.Kind {
		case record.VerdictAllow:
			if amount := r.cell("amount").required(); amount.text != "" && !v.Amount.IsPositive() {
				amount.report("is nothing", "what is paid nothing is denied: write deny, with group and carc")
			}
		case record.VerdictPaidBefore:
			r.cell("amount").required()
		case record.VerdictFacility:
			r.cell("facility").required()
			l.provider(r.cell("facility"))
		case record.VerdictDeny:
			v.Status = record.StatusCode{Category: "F2", Code: "104"}
			if status := r.cell("status"); status.text != "" {
				v.Status = statusOf(status)
			}
			r.denial(&v)
		}
		l.book.claimVerdicts = append(l.book.claimVerdicts, v)
	})
}

// denial checks the codes of a denial as those of a payer's own rule are.
func (r *row) denial(v *record.ClaimVerdict) {
	oneOf(r.cell("group").required(), record.CO, record.PR, record.OA)
	if r.cell("carc").required().text == "" || v.Group == "" {
		return
	}
	cells := map[string]string{"Code.Group": "group", "Code.Reason": "carc", "Code.Remarks": "rarcs", "Code.Status": "status"}
	for _, p := range adjudicate.CheckDenial(v) {
		r.cell(cells[p.Field]).report(p.What, p.Mend)
	}
}

// place names a row as problems and traces do.
func (r *row) place() string { return fmt.Sprintf("%s:%d", r.src.name, r.line) }

// only reports cells that are filled where the decision has no use for them.
func (r *row) only(uses map[string][]string) {
	decision := r.cell("decision").text
	for _, column := range slices.Sorted(maps.Keys(uses)) {
		if v := r.cell(column); v.text != "" && decision != "" && !slices.Contains(uses[column], decision) {
			v.report("is not for the decision "+decision, "leave it empty; it goes with "+strings.Join(uses[column], " or "))
		}
	}
}

// maxDecider is how long the name of a role or id may be.
const maxDecider = 30

// decider reads who decided: a role or an id.
func (r *row) decider() string {
	v := r.cell("by").required()
	if len(v.text) > maxDecider {
		v.report(fmt.Sprintf("is longer than %d characters", maxDecider), "write a role or an id, such as MD-7")
	}
	return v.sendable()
}

// decidedOn reads the day of a decision, which is no later than the run.
func (r *row) decidedOn(night Night) record.Date {
	v := r.cell("on").required()
	day := v.date()
	if day > night.Run && night.Run != 0 {
		v.report("is after the run date", "what is not decided yet is left out")
	}
	return day
}

// ordinal reads the number of a line or service, from 1; 0 where it is empty.
func (v value) ordinal() int {
	n := v.count()
	if n == 0 && v.text != "" {
		v.report("is no number from 1", "write the number of the line or service, or leave it empty")
	}
	return n
}

// reasonOf reads a reason of X12 code source 886 that is used here.
func reasonOf(v value) record.ReviewReason {
	reason := record.ReviewReason(v.text)
	if v.text != "" && reason.Text() == "" {
		v.report("is no decision reason that is used here", "write such as 0F, not medically necessary")
	}
	return reason
}

// maxMessage is how long a message to a requester may be (278 MSG01).
const maxMessage = 264

func messageOf(v value) string {
	if len(v.text) > maxMessage {
		v.report(fmt.Sprintf("is longer than %d characters", maxMessage), "shorten it")
	}
	return v.prose()
}
