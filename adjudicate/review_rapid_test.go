package adjudicate_test

import (
	"reflect"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/mapping/record"
)

// Whatever is asked for: an answer rejects or decides every item; what is
// certified has a number and a record with that number, in force on the days
// told; what is refused or waits has a reason; and the same request gets the same
// answer.
func TestEveryReviewIsSound(t *testing.T) {
	pick := func(t *rapid.T, name string, of ...string) string { return rapid.SampledFrom(of).Draw(t, name) }
	item := func(t *rapid.T) record.ReviewItem {
		i := record.ReviewItem{
			Category:       pick(t, "category", "SC", "HS", "AR", "IN", ""),
			Certification:  pick(t, "certification", "I", "I", "R", "S", "3", "4", "1", ""),
			ServiceType:    pick(t, "service type", "3", "48", "33", "AE", "ZZ", ""),
			LevelOfService: pick(t, "level", "", "", "03", "U"),
			DatesInvalid:   rapid.IntRange(0, 20).Draw(t, "bad date") == 0,
		}
		if rapid.Bool().Draw(t, "procedure") {
			i.Kind = record.Professional
			i.Procedure.Code = pick(t, "code", "73721", "70553", "97110", "99203", "93000", "15780", "29881", "?")
		}
		if rapid.Bool().Draw(t, "quantity") {
			i.Delivery = &record.Delivery{Unit: pick(t, "unit", "VS", "DY"), Quantity: decimal.NewFromInt(int64(rapid.IntRange(1, 99).Draw(t, "quantity")))}
		}
		if rapid.Bool().Draw(t, "earlier") {
			i.References = []record.Reference{{Qualifier: "BB", Number: pick(t, "number", "R-1", "A-1", "R-99")}}
		}
		if rapid.Bool().Draw(t, "dated") {
			from := record.Date(20260101).AddDays(rapid.IntRange(0, 180).Draw(t, "from"))
			i.Events = []record.Event{{Qualifier: pick(t, "qualifier", "AAH", "435", "472"), Span: record.Span{From: from, To: from.AddDays(rapid.IntRange(0, 200).Draw(t, "days"))}}}
		}
		if npi := pick(t, "wanted", "", ivy, olive, bayImaging, bayview, juniper, fir, "1234567890"); npi != "" {
			i.Providers = []record.ClaimProvider{{Role: record.Role(pick(t, "role", "SJ", "FA", "DN")), NPI: npi}}
		}
		return i
	}
	rapid.Check(t, func(t *rapid.T) {
		s := newReviews()
		s.authorizations = []*record.PriorAuthorization{{Number: "A-1", Member: "GP100004", Status: record.Approved, Units: usd("2"), Span: record.Span{From: 20260101}}}
		r := s.asks(pick(t, "requester", hazel, laurel, elm, bayview, "1234567890"), pick(t, "member", "GP100004", "GP100005", "GP100003", "GP100007", "GP100016", "ZZ9"), "", item(t))
		for range rapid.IntRange(0, 3).Draw(t, "services") {
			r.Services = append(r.Services, item(t))
		}
		a := s.review(r)
		decisions := a.Services
		if len(r.Services) == 0 {
			decisions = []record.ReviewDecision{a.Event}
		}
		if a.Rejected() {
			if a.Event.Action != "" || len(a.Services) > 0 && !r.Cancellation && r.Event.Certification != "3" {
				t.Fatalf("rejected and decided: %+v", a)
			}
			return
		}
		for i := range decisions {
			checkDecision(t, a, i, &decisions[i], len(r.Services) > 0)
		}
		again := newReviews()
		again.authorizations = s.authorizations
		if !reflect.DeepEqual(a, again.review(r)) {
			t.Fatal("the same request has another answer")
		}
		decideByPeople(t, s, a)
	})
}

// decideByPeople has people decide what waits: each verdict is told of, and the answer
// that comes of them is as sound as the first.
func decideByPeople(t *rapid.T, s *reviews, a *record.ReviewAnswer) {
	var verdicts []record.ReviewVerdict
	for range rapid.IntRange(0, 3).Draw(t, "verdicts") {
		v := certifies(rapid.IntRange(0, 3).Draw(t, "item"))
		switch rapid.IntRange(0, 3).Draw(t, "says") {
		case 0:
			refuses(&v)
		case 1:
			asksForPapers(&v)
		case 2:
			from := record.Date(20260101).AddDays(rapid.IntRange(0, 180).Draw(t, "certified from"))
			modifies(rapid.SampledFrom([]string{"", "1", "4"}).Draw(t, "certified"), from, from.AddDays(rapid.IntRange(0, 90).Draw(t, "certified days")), "")(&v)
		}
		verdicts = append(verdicts, v)
	}
	next, told := adjudicate.DecideReview(s.shelf, s.tally, s.numbers, a, verdicts, s.opts)
	if len(told) != len(verdicts) {
		t.Fatalf("%d verdicts, and %d told of", len(verdicts), len(told))
	}
	if next == nil {
		return
	}
	decisions := next.Services
	if len(decisions) == 0 {
		decisions = []record.ReviewDecision{next.Event}
	}
	for i := range decisions {
		checkDecision(t, next, i, &decisions[i], len(next.Services) > 0)
	}
}

func checkDecision(t *rapid.T, a *record.ReviewAnswer, i int, d *record.ReviewDecision, service bool) {
	rejected := false
	for _, r := range a.Rejections {
		rejected = rejected || service && r.Service == i+1
	}
	if rejected == (d.Action != "") {
		t.Fatalf("item %d: rejected %v, decided %q", i, rejected, d.Action)
	}
	switch d.Action {
	case record.Certified, record.Modified:
		found := false
		for _, f := range a.Referrals {
			found = found || f.Number == d.Number && f.Span == d.Period && f.Visits > 0 && f.Member == a.Member.ID
		}
		for _, p := range a.Authorizations {
			found = found || p.Number == d.Number && p.Span == d.Period && p.Status == record.Approved && p.Member == a.Member.ID
		}
		if !found || d.Number == "" || d.Period.To != 0 && d.Period.To < d.Period.From {
			t.Fatalf("certified without a record: %+v", d)
		}
	case record.NotCertified, record.ReviewPended:
		if len(d.Reasons) == 0 || d.Reasons[0].Text() == "" {
			t.Fatalf("no reason: %+v", d)
		}
	}
}
