package adjudicate

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// DecideReview decides items of a request that wait for a clinician as people said.
// Each item is judged once more by all the steps, as of the day of the request, and
// the step that leaves it to a person reads the verdict: so it is granted or refused
// as it would have been at once. What is decided already stays.
//
// The answer is the request's new one, whole, with the number of the first; nil where
// no verdict was taken. Every verdict is told of: taken, or refused and why. Source:
// docs/adjudication.md, What people decide.
func DecideReview(book Book, ledger Ledger, numbers ReviewNumbers, answer *record.ReviewAnswer, verdicts []record.ReviewVerdict, opts Options) (*record.ReviewAnswer, []record.Verdict) {
	told := make([]record.Verdict, len(verdicts))
	var decided *record.ReviewAnswer
	for i := range verdicts {
		v := &verdicts[i]
		told[i] = ToldOfReview(v)
		current := answer
		if decided != nil {
			current = decided
		}
		item, problem := waitingItem(current, v)
		var next *record.ReviewAnswer
		if problem == "" {
			next, problem = decideItem(book, ledger, numbers, current, item, v, opts)
		}
		if problem != "" {
			told[i].Concluded = "Not taken: " + problem + "."
			continue
		}
		d := next.Event
		if item > 0 {
			d = next.Services[item-1]
		}
		told[i].Result = record.VerdictTaken
		told[i].Concluded = "The item is " + actionWords[d.Action] + "."
		if d.Number != "" {
			told[i].Concluded = "The item is " + actionWords[d.Action] + " by " + d.Number + "."
		}
		switch {
		case len(next.Verdicts) == len(current.Verdicts):
			told[i].Result = record.VerdictByItself
			told[i].Concluded = "No person was needed any more. " + told[i].Concluded
		case d.Action == record.ReviewPended:
			told[i].Result = record.VerdictWaits
		}
		decided = next
	}
	return decided, told
}

var actionWords = map[record.ReviewAction]string{
	record.Certified: "certified", record.Modified: "certified with changes", record.NotCertified: "not certified",
	record.ReviewPended: "waiting", record.ContactPayer: "another's to decide", record.NoReviewNeeded: "in no need of a review",
}

// ToldOfReview returns a verdict as refused: what is said of it until it is taken.
func ToldOfReview(v *record.ReviewVerdict) record.Verdict {
	return record.Verdict{
		Source: v.Source, Request: v.Request, Line: v.Item, By: v.By, On: v.On, Said: v.Said(), Result: record.VerdictRefused,
	}
}

// waitingItem returns the item that a verdict is about, 0 for the event of a request
// without services; else why there is none.
func waitingItem(a *record.ReviewAnswer, v *record.ReviewVerdict) (item int, problem string) {
	if a.Rejected() {
		return 0, "the request was rejected"
	}
	decisions := a.Services
	if len(decisions) == 0 {
		decisions = []record.ReviewDecision{a.Event}
	}
	at := -1
	var waiting []int
	for i := range decisions {
		if decisions[i].Reference == v.Request && v.Request != "" {
			at = i
		}
		if decisions[i].Action == record.ReviewPended {
			waiting = append(waiting, i)
		}
	}
	switch {
	case v.Item > 0 && (len(a.Services) < v.Item):
		return 0, say("the request has no service %d", v.Item)
	case v.Item > 0:
		at = v.Item - 1
	case at < 0 && len(waiting) == 1:
		at = waiting[0]
	case at < 0 && len(waiting) > 1:
		return 0, "several services wait: name the item"
	case at < 0:
		at = 0
	}
	if d := &decisions[at]; d.Action != record.ReviewPended {
		text := "it is final: " + actionWords[d.Action]
		if actionWords[d.Action] == "" {
			text = "it does not wait"
		}
		if d.Number != "" {
			text += " by " + d.Number
		}
		return 0, text
	}
	if len(a.Services) == 0 {
		return 0, ""
	}
	return at + 1, ""
}

// decideItem judges one item again with a verdict.
func decideItem(book Book, ledger Ledger, numbers ReviewNumbers, a *record.ReviewAnswer, item int, v *record.ReviewVerdict, opts Options) (*record.ReviewAnswer, string) {
	payer := book.Payer()
	if payer == nil || opts.Closed {
		return nil, "the records can't be asked now"
	}
	r := &review{
		book: book, ledger: ledger, numbers: numbers, request: a.Request, opts: opts, today: a.Request.Received,
		answer: &record.ReviewAnswer{Request: a.Request, Payer: payer, Trace: a.Trace}, verdict: v,
	}
	if r.today == 0 {
		r.today = opts.Today
	}
	r.judgeRequest()
	if r.unavailable || r.answer.Rejected() || r.settled {
		return nil, "judged now, the request is rejected: " + r.answer.Trail[len(r.answer.Trail)-1].Concluded
	}
	asked, was := &r.request.Event, a.Event
	if item > 0 {
		asked, was = &r.request.Services[item-1], a.Services[item-1]
	}
	i := r.itemOf(asked, item)
	i.reference = was.Reference
	if problem := r.cannot(i, v); problem != "" {
		return nil, problem
	}
	d := r.judge(i)
	if i.rejected {
		return nil, "judged now, the item is rejected: " + r.answer.Trail[len(r.answer.Trail)-1].Concluded
	}
	next := r.answer
	next.Contact = a.Contact
	if item > 0 {
		next.Services = slices.Clone(a.Services)
		next.Services[item-1] = d
		next.Event = together(next.Services)
		next.Trail = mergeTrails(next.Trail, a.Trail, item)
	} else {
		next.Event = d
	}
	next.Rejections = a.Rejections
	next.Referrals = append(slices.Clone(a.Referrals), next.Referrals...)
	next.Authorizations = append(slices.Clone(a.Authorizations), next.Authorizations...)
	next.Verdicts = slices.Clone(a.Verdicts)
	if r.heard {
		next.Verdicts = append(next.Verdicts, *v)
	}
	return next, ""
}

// mergeTrails returns the steps of a request with those of the other services as
// they were.
func mergeTrails(now, before []record.Step, item int) []record.Step {
	all := slices.Clone(now)
	for _, s := range before {
		if s.Line != 0 && s.Line != item {
			all = append(all, s)
		}
	}
	slices.SortStableFunc(all, func(a, b record.Step) int { return a.Line - b.Line })
	return all
}

// cannot says why an item can't be decided as a person said, nothing where it can.
func (r *review) cannot(i *reviewItem, v *record.ReviewVerdict) string {
	if v.Kind != record.VerdictCertify && v.Kind != record.VerdictModify {
		return ""
	}
	from, to := r.periodSaid(i, v)
	switch b := i.line.benefit; {
	case b == nil && i.line.category == "":
		return "no benefit is for the service, and a claim for it would be denied: services.csv must tell its category first"
	case b != nil && b.Excluded != nil:
		return "plan " + i.plan.ID + " excludes the service"
	case v.Quantity.IsPositive() && i.quantity.IsPositive() && v.Quantity.GreaterThan(i.quantity):
		return say("it certifies %s, and %s was asked for", v.Quantity, i.quantity)
	case i.referral && !v.Quantity.Equal(v.Quantity.Truncate(0)):
		return "a referral is for whole visits"
	case i.span.To != 0 && from > i.span.To:
		return "coverage ends on " + i.span.To.String()
	case v.Rate.IsPositive() && v.Provider == "" && i.wantedNPI() == "":
		return "a rate is agreed with a provider, and none is named"
	case to < from:
		return "its days end before they begin"
	}
	return ""
}

// periodSaid returns the days of a certification: those that a person said, else
// those asked for, also if they are over; without an end those of the plan's
// guideline or list, 90 without either.
func (r *review) periodSaid(i *reviewItem, v *record.ReviewVerdict) (from, to record.Date) {
	from, to = i.asked.From, i.asked.To
	if from == 0 {
		from = r.today
	}
	if v.Period.From != 0 {
		from = v.Period.From
	}
	if to == i.asked.From {
		to = 0 // a day to begin on
	}
	if v.Period.To != 0 {
		to = v.Period.To
	}
	if to == 0 {
		days := 0
		if i.referral {
			days = guidelineFor(i.plan, i.specialty).Days
		} else if rule := listed(i.plan, i.line); rule != nil {
			days = rule.Days
		}
		if days == 0 {
			days = reviewDays
		}
		to = from.AddDays(days - 1)
	}
	return from, to
}

// byClinician ends an item that a step left to a person as the person said. f is
// why the step left it.
func (r *review) byClinician(i *reviewItem, v *record.ReviewVerdict, f finding) finding {
	looked := append(slices.Clone(f.looked), f.concluded, v.Evidence())
	switch v.Kind {
	case record.VerdictPapers:
		papers := i.decision
		papers.Reasons, papers.Papers, papers.Messages = []record.ReviewReason{v.Reason}, v.Papers, messages(v.Message)
		i.decision = papers
		return conclude(record.Pend, "Papers are asked for by a person.", nil).saw(looked...)
	case record.VerdictRefuse:
		f := r.deny(i, v.Reason, "", "Refused by a person: %s.", v.Reason.Text())
		i.decision.Messages = messages(v.Message)
		return f.saw(looked...)
	}
	from, to := r.periodSaid(i, v)
	action, told := record.Certified, v.Message
	if v.Kind == record.VerdictModify {
		action = record.Modified
	}
	if i.span.To != 0 && to > i.span.To {
		if i.asked.To > i.asked.From {
			action = record.Modified
		}
		to = i.span.To
	}
	quantity := i.quantity
	if v.Quantity.IsPositive() {
		quantity = v.Quantity
	}
	if v.Provider != "" {
		r.treatBy(i, v.Provider)
	}
	period := record.Span{From: from, To: to}
	if i.referral {
		r.grantReferral(i, action, max(int(quantity.IntPart()), 1), period)
	} else {
		d := r.grantAuthorization(i, action, quantity, period)
		if unit := i.deliveryUnit(&r.request.Event); unit != "" && quantity.IsPositive() {
			d.Delivery = r.delivery(i, unit, quantity)
		}
	}
	i.decision.Messages = messages(told)
	if v.Rate.IsPositive() {
		r.agree(i, v.Rate, quantity, period)
	}
	if v.Provider != "" {
		i.decision.Messages = append(i.decision.Messages, "For provider "+v.Provider)
	}
	if action == record.Modified {
		return adjusted("%s is granted by a person for %s, %s: other than was asked for.", i.decision.Number, amountOf(i, quantity), period).saw(looked...)
	}
	return passed("%s is granted by a person for %s, %s.", i.decision.Number, amountOf(i, quantity), period).saw(looked...)
}

// amountOf says how much is granted.
func amountOf(i *reviewItem, quantity decimal.Decimal) string {
	switch {
	case i.referral:
		return counted(max(int(quantity.IntPart()), 1), "visit")
	case quantity.IsPositive():
		return quantity.String() + " units"
	}
	return "any number of units"
}

// agree keeps the rate that was agreed with a provider outside of the network: at the
// authorization, or at one that goes with the referral and lets its visits in.
func (r *review) agree(i *reviewItem, rate, visits decimal.Decimal, period record.Span) {
	if !i.referral {
		r.answer.Authorizations[len(r.answer.Authorizations)-1].AgreedRate = rate
		return
	}
	a := &record.PriorAuthorization{
		Number: r.numbers.Authorization(), Status: record.Approved, Units: decimal.Max(visits, decimal.NewFromInt(1)), AgreedRate: rate, Span: period,
	}
	r.keep(i, a)
	i.decision.Messages = append(i.decision.Messages, "Authorization "+a.Number+" goes with it")
}

// treatBy has another provider treat than was asked for.
func (r *review) treatBy(i *reviewItem, npi string) {
	provider := record.ClaimProvider{NPI: npi}
	if i.wanted != nil {
		provider.Role = i.wanted.Role
	}
	if p := r.book.Provider(npi); p != nil {
		provider.Name, provider.Organization, provider.Taxonomy = p.Name, p.Organization, p.Taxonomy
		i.specialty = p.Taxonomy
	}
	i.wanted = &provider
}

func messages(text string) []string {
	if text == "" {
		return nil
	}
	return []string{text}
}
