package adjudicate

import (
	"slices"

	"github.com/hmox12/hmox12/mapping/record"
)

// surpriseRule looks at whether the law protects the member from the bill of a
// stranger: in an emergency, at a contracted facility, in an air ambulance, and
// where the state says so in a ground ambulance. A member may have waived the
// protection at a facility by notice and consent, but never that from ancillary
// providers, nor that in an emergency or ambulance. A protected line needs no
// network; price and share are taken of the amount that the law recognizes.
// Source: docs/adjudication.md, Surprise bills; 45 CFR 149.110 to 149.140, 149.410
// and 149.420.
var surpriseRule = Rule{
	ID: "R13", Name: "Surprise bill", Level: LineLevel,
	Reads: []string{"plan's law", "emergency", "place of service", "service facility", "examiner's answer", "prior lines of the member", "consent form (PWK)", "specialty", "recognized amounts by region"},
	line:  surpriseBill,
}

// protection is why and how the law protects the member at a line.
type protection struct {
	kind        string // in words
	facility    string // NPI of the contracted facility, where that is why
	alert       record.RARC
	law         string // whose amount is recognized
	rate        *record.OutOfNetworkRate
	consentVoid bool // notice and consent were given where they can't be
}

var (
	facilityPlaces   = []string{"19", "21", "22", "24"} // hospital and its departments, ambulatory surgery center
	airAmbulance     = []record.CodeRange{{From: "A0430", To: "A0431"}, {From: "A0435", To: "A0436"}}
	groundAmbulance  = []record.CodeRange{{From: "A0425", To: "A0429"}, {From: "A0432", To: "A0434"}}
	assistantSurgeon = []string{"80", "81", "82", "AS"} // modifiers
)

func surpriseBill(c *claimCase, l *lineCase) finding {
	switch {
	case l.contract != nil || l.participation != nil:
		return notApplicable("The provider is contracted.")
	case l.plan.SurpriseLaw == "" || l.plan.SurpriseLaw == record.NoLaw:
		return notApplicable("Plan %s is under no law on surprise bills.", l.plan.ID)
	case c.singleCaseFor(l) != nil:
		return notApplicable("An authorization agrees on a price with the provider.")
	}
	p := &protection{law: l.plan.SurpriseLaw}
	var looked []string
	switch {
	case inRanges(airAmbulance, l.Procedure.Code):
		// The Airline Deregulation Act leaves the states nothing to say.
		p.kind, p.alert, p.law = "an air ambulance", "N866", record.FederalLaw
	case inRanges(groundAmbulance, l.Procedure.Code):
		if !l.plan.GroundAmbulance {
			return notApplicable("The law of plan %s does not protect from bills of ground ambulances.", l.plan.ID)
		}
		p.kind, p.law = "a ground ambulance", record.StateLaw
	case l.emergency:
		p.kind, p.alert = "an emergency", "N864"
	case c.claim.Kind == record.Professional && slices.Contains(facilityPlaces, l.place):
		facility := c.facilityOf(l)
		looked = append(looked, facility.looked)
		switch {
		case facility.unknown:
			return pended(dataMissing, record.WaitsForFacility, "The claim does not tell at which facility, which may be a contracted one.").saw(looked...)
		case !facility.contracted:
			return notApplicable("The facility is not contracted.").saw(looked...)
		}
		p.kind, p.alert, p.facility = "a stranger at a contracted facility", "N865", facility.npi
	default:
		return notApplicable("No law protects from a bill for the service in this place.")
	}
	if form := c.consentForm(); form != nil {
		looked = append(looked, "consent form "+form.Control+" (PWK)")
		why := c.neverWaived(l, p)
		if why == "" {
			return noted("The member was told and agreed to be treated by a stranger: the network decides.").saw(looked...)
		}
		p.consentVoid = true
		looked = append(looked, "consent is void, since "+why)
	}
	l.protection = p
	if p.rate = c.recognizedRate(l); p.rate == nil {
		return noted("The member is protected from the bill of %s; the book has no amount for it.", p.kind).saw(looked...)
	}
	return noted("The member is protected from the bill of %s.", p.kind).saw(append(looked, describeRate(p.rate))...)
}

// facility is what is known of where a stranger treated.
type facility struct {
	npi                 string // where it is contracted
	contracted, unknown bool
	looked              string
}

// facilityOf tells whether the service was at a contracted facility: the service
// facility of the claim; where that has no NPI, one whose claim for the day was
// decided before. Without a service facility the place is the billing
// provider's, who then is a facility himself.
func (c *claimCase) facilityOf(l *lineCase) facility {
	npi, named := "", "no service facility"
	if p := c.claim.Provider(l.ServiceLine, record.ServiceFacility); p != nil {
		npi, named = p.NPI, "a service facility without NPI"
	} else if isFacility(c.taxonomy(c.claim.Billing)) {
		npi = c.claim.Billing.NPI
	}
	if npi != "" {
		if p := c.participates(npi, l); p != nil {
			return facility{npi: npi, contracted: true, looked: say("facility %s in %s %s", npi, p.Network, p.Span)}
		}
		return facility{looked: "facility " + npi}
	}
	for _, prior := range c.memberLines(record.Span{From: l.day(), To: l.day()}) {
		billing := c.book.Provider(prior.Billing)
		ofFacility := prior.Revenue != "" || billing != nil && isFacility(billing.Taxonomy)
		if ofFacility && prior.State != record.LineWithdrawn && c.participates(prior.Billing, l) != nil {
			return facility{npi: prior.Billing, contracted: true, looked: "claim " + prior.Claim + " of facility " + prior.Billing}
		}
	}
	if v := c.said(l.Number, record.VerdictFacility); v != nil {
		return facility{npi: v.Facility, contracted: c.participates(v.Facility, l) != nil, looked: v.Evidence()}
	}
	return facility{unknown: true, looked: named}
}

// participates returns a participation of the NPI in the plan's networks on the
// day, nil when there is none.
func (c *claimCase) participates(npi string, l *lineCase) *record.Participation {
	return firstOf(c.book.Participations(npi), l.inNetwork)
}

// taxonomy returns the taxonomy of a provider of the claim, as the book knows it,
// else as it was sent.
func (c *claimCase) taxonomy(p *record.ClaimProvider) string {
	if known := c.book.Provider(p.NPI); known != nil {
		return known.Taxonomy
	}
	return p.Taxonomy
}

// isFacility reports whether a taxonomy is of an ambulatory facility, a hospital
// unit or a hospital.
func isFacility(taxonomy string) bool {
	return len(taxonomy) > 2 && slices.Contains([]string{"26", "27", "28"}, taxonomy[:2])
}

// consentForm returns the announced form by which the patient agreed to be
// treated by a stranger, nil when there is none.
func (c *claimCase) consentForm() *record.Attachment {
	announced := c.claim.Detailed().Attachments
	for i := range announced {
		if announced[i].Type == record.ConsentForm {
			return &announced[i]
		}
	}
	return nil
}

// neverWaived says why notice and consent can't waive the protection at the
// line, nothing when they can, which they do at a facility alone (45 CFR
// 149.420(b)).
func (c *claimCase) neverWaived(l *lineCase, p *protection) string {
	specialty := c.taxonomy(c.claim.Rendering(l.ServiceLine))
	switch {
	case p.facility == "":
		return "it is " + p.kind
	case slices.Contains(l.plan.AncillarySpecialties, specialty):
		return "specialty " + specialty + " is an ancillary one"
	case slices.Contains(l.plan.AncillaryServices, l.category):
		return "category " + string(l.category) + " is an ancillary service"
	case l.Procedure.HasModifier(assistantSurgeon...):
		return "an assistant at surgery is ancillary"
	}
	return ""
}
