package adjudicate

import (
	"cmp"
	"slices"

	"github.com/hmox12/hmox12/mapping/record"
)

// authorizationRule looks at whether the plan let the service be rendered, where
// the benefit asks for that. An authorization is found by its number, else by
// member, service, provider and day. It must not be a refusal and be for this
// service, provider and day; units beyond it are denied, the others go on. The
// provider bears what is denied. Source: docs/adjudication.md, Authorization.
var authorizationRule = Rule{
	ID: "R16", Name: "Authorization", Level: LineLevel,
	Reads:     []string{"benefit", "authorizations", "units used"},
	Codes:     []Code{noAuthorization, authorizationRefused, authorizationForService, authorizationForProvider, authorizationExpired, authorizationExceeded},
	line:      authorization,
	ofPayment: true,
}

var (
	notAuthorized            = record.StatusCode{Category: "F2", Code: "84"}
	noAuthorization          = Code{record.CO, "197", nil, notAuthorized}
	authorizationRefused     = Code{record.CO, "39", nil, notAuthorized}
	authorizationForService  = Code{record.CO, "284", nil, notAuthorized}
	authorizationForProvider = Code{record.CO, "296", nil, notAuthorized}
	authorizationExpired     = Code{record.CO, "302", nil, notAuthorized}
	authorizationExceeded    = Code{record.CO, "198", nil, notAuthorized}
)

func authorization(c *claimCase, l *lineCase) finding {
	switch {
	case l.emergency:
		return notApplicable("Emergency care needs no authorization.")
	case l.singleCase == nil && l.secondOpinion == nil && (l.benefit == nil || !l.benefit.Authorization):
		return notApplicable("The benefit asks for no authorization.")
	}
	if l.with != nil {
		return c.authorizedWith(l)
	}
	a := cmp.Or(l.singleCase, l.secondOpinion)
	if a == nil {
		a = c.authorizationFor(l)
	}
	if a == nil {
		return denied(noAuthorization, "No authorization of member %s covers %s on %s.", c.member.ID, c.service(l), l.day()).
			saw(say("%d authorizations of the member", len(c.memberAuthorizations())))
	}
	looked := say("authorization %s %s, %s", a.Number, a.Span, a.Status)
	if f := c.test(a, l); f.stops() {
		return f.saw(looked)
	}
	if a.Units.IsZero() {
		return passed("Authorization %s covers the service.", a.Number).saw(looked)
	}
	return c.takeUnits(a, l).saw(looked)
}

// authorizedWith judges a line that goes with another one as that one: what is
// authorized is the service, with all that belongs to it. It takes no units.
func (c *claimCase) authorizedWith(l *lineCase) finding {
	a := c.authorizationFor(l.with)
	if a == nil {
		return denied(noAuthorization, "No authorization covers the service of line %d, with which the line goes.", l.with.Number)
	}
	looked := say("authorization %s %s, %s", a.Number, a.Span, a.Status)
	if f := c.test(a, l.with); f.stops() {
		return f.saw(looked)
	}
	if l.with.state == record.LineDenied {
		return denied(authorizationExceeded, "Authorization %s does not cover line %d, with which the line goes.", a.Number, l.with.Number).saw(looked)
	}
	return passed("Authorization %s covers line %d, with which the line goes.", a.Number, l.with.Number).saw(looked)
}

// unitsLeft reports whether the authorization has units left, or counts none.
func (c *claimCase) unitsLeft(a *record.PriorAuthorization) bool {
	return a.Units.IsZero() || c.used(record.Counter{Kind: record.AuthorizedUnits, Owner: a.Number}).LessThan(a.Units)
}

// takeUnits takes the line's units off the authorization; those beyond it are
// denied with their part of the charge.
func (c *claimCase) takeUnits(a *record.PriorAuthorization, l *lineCase) finding {
	counter := record.Counter{Kind: record.AuthorizedUnits, Owner: a.Number}
	free := atLeastZero(minus(a.Units, c.used(counter)))
	looked := say("%s of %s units left, %s asked", free, a.Units, l.units)
	if free.IsZero() {
		return denied(authorizationExceeded, "Authorization %s has no unit left.", a.Number).saw(looked)
	}
	if compare(l.units, free) <= 0 {
		l.post(counter, l.units)
		return passed("Authorization %s covers the units.", a.Number).saw(looked)
	}
	if c.reportsPrepaid() {
		l.post(counter, free)
		return noted("Authorization %s does not cover all of the units, which were paid in advance and are only reported.", a.Number).saw(looked)
	}
	beyond := minus(l.units, free)
	l.adjust(authorizationExceeded, cents(l.left.Mul(beyond).Div(l.units)))
	l.units = free
	l.post(counter, free)
	return adjusted("%s units are beyond authorization %s.", beyond, a.Number).saw(looked)
}

// authorizations returns the one named at the line or claim when it is the
// member's, else all of the member's.
func (c *claimCase) authorizations(l *lineCase) []*record.PriorAuthorization {
	for _, number := range [...]string{l.Authorization, c.claim.Authorization} {
		if number == "" {
			continue
		}
		if a := c.asked.authorization.of(number, c.book.Authorization); a != nil && c.isHers(a.Member) {
			return []*record.PriorAuthorization{a}
		}
	}
	return c.memberAuthorizations()
}

// authorizationFor returns the authorization to judge the line by: the named
// one, whatever it says; else one that fits in all, with units left if it can
// be; else a refusal of this service; nil when there is none.
func (c *claimCase) authorizationFor(l *lineCase) *record.PriorAuthorization {
	candidates := c.authorizations(l)
	if len(candidates) == 1 && (candidates[0].Number == l.Authorization || candidates[0].Number == c.claim.Authorization) {
		return candidates[0]
	}
	var found *record.PriorAuthorization
	rank := 0
	for _, a := range candidates {
		if !coversService(a, l) || !c.authorizedHere(a, l) || !a.Contains(l.day()) {
			continue
		}
		fit := 1
		if a.Status == record.Approved {
			fit = 2
			if c.unitsLeft(a) {
				fit = 3
			}
		}
		if fit > rank {
			found, rank = a, fit
		}
	}
	return found
}

// test puts an authorization to the test at a line, all but its units.
func (c *claimCase) test(a *record.PriorAuthorization, l *lineCase) finding {
	switch {
	case a.Status != record.Approved:
		return denied(authorizationRefused, "Authorization %s was refused when it was asked for.", a.Number)
	case !coversService(a, l):
		return denied(authorizationForService, "Authorization %s is not for %s.", a.Number, c.service(l))
	case !c.authorizedHere(a, l):
		return denied(authorizationForProvider, "Authorization %s names provider %s.", a.Number, a.Provider)
	case !a.Contains(l.day()):
		return denied(authorizationExpired, "%s is outside the dates of authorization %s.", l.day(), a.Number)
	}
	return passed("")
}

// coversService reports whether the authorization is for the line's procedure or
// category; one that names neither is for any.
func coversService(a *record.PriorAuthorization, l *lineCase) bool {
	return len(a.Codes) == 0 && len(a.Categories) == 0 ||
		inRanges(a.Codes, l.Procedure.Code) || slices.Contains(a.Categories, l.category)
}

// authorizedHere reports whether the authorization names who treats or where,
// or nobody.
func (c *claimCase) authorizedHere(a *record.PriorAuthorization, l *lineCase) bool {
	if a.Provider == "" || c.treatedBy(l, a.Provider) || l.protection != nil && l.protection.facility == a.Provider {
		return true
	}
	facility := c.claim.Provider(l.ServiceLine, record.ServiceFacility)
	return facility != nil && facility.NPI == a.Provider
}
