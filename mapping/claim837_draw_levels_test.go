package mapping_test

import "github.com/hmox12/hmox12/mapping/record"

// claims draws the claims of a set, grouped by billing provider, subscriber and
// patient.
func (t *claimDraw) claims() []*record.Claim {
	var claims []*record.Claim
	for range 1 + t.upTo(1) {
		level := t.billingLevel()
		for range 1 + t.upTo(1) {
			level := t.subscriberLevel(level)
			for range 1 + t.upTo(2) {
				claims = append(claims, t.claim(len(claims)+1, level))
			}
		}
	}
	return claims
}

func (t *claimDraw) billingLevel() record.Claim {
	level := record.Claim{
		Kind: t.kind, Submitter: testBatch.Submitter.ID, SubmitterName: testBatch.Submitter.Name, Received: 20260302,
		PayerName: "POPPY HEALTH PLAN", PayerID: "77001",
		Billing: &record.ClaimProvider{
			Role: "85", NPI: t.npi(), Name: record.PersonName{Last: t.text()}, Organization: true,
			TIN: "941230000", Taxonomy: pick(t.T, "", "207Q00000X"), Address: t.address(),
		},
	}
	b := level.Billing
	if t.kind != record.Institutional && t.maybe() {
		b.Name, b.Organization, b.Individual = t.personName(), false, t.maybe()
	}
	if t.maybe() {
		a := t.address()
		level.PayTo = &a
	}
	if t.upTo(3) == 0 {
		level.Currency = "CAD"
		level.PayToPlan = &record.PayToPlan{
			Name: t.text(), ID: record.Reference{Qualifier: "PI", Number: t.text()}, TIN: "942340000", Address: t.address(),
			References: []record.Reference{{Qualifier: "2U", Number: t.text()}},
		}
	}
	if t.kind != record.Institutional && t.maybe() {
		b.OtherIDs = []record.Reference{{Qualifier: "0B", Number: t.text()}}
	}
	if t.maybe() {
		b.OtherIDs = append(b.OtherIDs, record.Reference{Qualifier: "G2", Number: t.text()})
	}
	return level
}

func (t *claimDraw) subscriberLevel(level record.Claim) record.Claim {
	level.Position, level.Filing, level.Relationship = pick(t.T, "P", "S"), "HM", "18"
	if t.maybe() {
		level.GroupNumber = t.text()
	} else {
		level.GroupName = t.text()
	}
	if t.kind != record.Institutional && t.maybe() {
		level.InsuranceType = "43"
	}
	if t.maybe() {
		level.PayerIDs = []record.Reference{{Qualifier: "2U", Number: t.text()}, {Qualifier: "NF", Number: t.text()}}
	}
	level.Subscriber = new(t.person(t.text()))
	if t.maybe() {
		level.Subscriber.References = []record.Reference{{Qualifier: "SY", Number: "912345678"}, {Qualifier: "Y4", Number: t.text()}}
	}
	level.Patient = level.Subscriber
	if t.maybe() {
		level.Relationship, level.Patient = pick(t.T, "01", "19"), new(t.person(""))
		if t.maybe() {
			level.Patient.References = []record.Reference{{Qualifier: "1W", Number: t.text()}}
		}
	}
	return level
}
