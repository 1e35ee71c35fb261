package generate

import "github.com/hmox12/hmox12/mapping/record"

// Plans of data/plans.
const (
	hmoPlan      = "HMO"
	dentalPlan   = "DENTAL"
	copayPlan    = "COPAY"
	selectPlan   = "SELECT"
	exchangePlan = "EXCHANGE"
	statePlan    = "STATE"
)

var (
	plans      = []string{hmoPlan, dentalPlan, copayPlan, selectPlan, exchangePlan, statePlan}
	planShares = newWeights(34, 20, 16, 10, 14, 6)
)

// member is somebody whom the HMO covers, or did.
type member struct {
	number       int // from 0
	id           string
	priorID      string
	relationship string
	last, first  string
	middle       string
	birth        record.Date
	sex          string
	household    *household

	coverage []covered
	pcps     []assigned // by first day; the PCP stands behind the NPI
	other    string     // policy with the payer that pays first; empty: none
}

// covered is a span of coverage.
type covered struct {
	record.Span
	endReason string
	grace     int
}

// assigned is a PCP over a span.
type assigned struct {
	record.Span
	pcp *provider
}

// household are those who are covered through one subscriber.
type household struct {
	members []*member // the subscriber first
	plan    string
	address address
	group   string
}

func (h *household) subscriber() *member { return h.members[0] }

// memberID returns the id of a member by number.
func memberID(number int) string { return "WV" + padded(10_000_000+number, 8) }

// coveredOn reports whether the member is covered on a day.
func (m *member) coveredOn(day record.Date) bool {
	for _, c := range m.coverage {
		if c.Contains(day) {
			return true
		}
	}
	return false
}

// pcpOn returns the PCP of a day, nil when there is none.
func (m *member) pcpOn(day record.Date) *provider {
	for _, a := range m.pcps {
		if a.Contains(day) {
			return a.pcp
		}
	}
	return nil
}

// age returns the age in years on a day.
func (m *member) age(day record.Date) int { return (int(day) - int(m.birth)) / 10_000 }
