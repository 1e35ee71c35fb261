package book

import (
	"github.com/hmox12/hmox12/mapping/record"
)

// reviews reads what a plan says about requests for referrals and
// authorizations; a part that a plan's own file has takes the place of that of
// the plan that it is like.
func (l *loader) reviews(d *document, p *record.ReviewPolicy) {
	s := d.section("reviews")
	if s == nil {
		return
	}
	set(s, "emergencyDays", &p.EmergencyDays, value.count)
	set(s, "emergencyNoticeDays", &p.EmergencyNoticeDays, value.count)
	set(s, "papersBy", &p.PapersBy, func(v value) string { return code(v, 2) })
	if s.has("referrals") {
		p.Referrals = nil
		for _, one := range s.sections("referrals") {
			p.Referrals = append(p.Referrals, record.ReferralGuideline{
				Specialties: specialties(one), Visits: one.value("visits").count(), Days: one.value("days").count(),
			})
			one.done()
		}
	}
	if s.has("authorizations") {
		p.Authorizations = nil
		for _, one := range s.sections("authorizations") {
			p.Authorizations = append(p.Authorizations, l.authorizationRule(one))
		}
	}
	if s.has("access") {
		p.Access = nil
		for _, one := range s.sections("access") {
			standard := record.AccessStandard{Members: zips(one, "members"), Specialties: specialties(one), Providers: zips(one, "providers")}
			if len(standard.Providers) == 0 {
				one.at("providers").report("is missing", "list the ZIPs of practices that are near enough")
			}
			p.Access = append(p.Access, standard)
			one.done()
		}
	}
	s.done()
}

// authorizationRule reads a row of the authorization list.
func (l *loader) authorizationRule(d *document) record.AuthorizationRule {
	rule := record.AuthorizationRule{
		Categories: l.categoryList(d.list("categories")),
		Automatic:  d.value("automatic").flag(),
		Units:      d.value("units").number(),
		Days:       d.value("days").count(),
	}
	for _, v := range d.list("codes") {
		rule.Codes = append(rule.Codes, v.required().codes()...)
	}
	for _, v := range d.list("diagnoses") {
		if text := v.required().text; text != "" {
			if len(text) > 7 || !alphanumeric(text) {
				v.report("is not the beginning of a diagnosis code", "write it without the point, such as M17 or S8320")
			}
			rule.Diagnoses = append(rule.Diagnoses, text)
		}
	}
	for _, v := range d.list("papers") {
		rule.Papers = append(rule.Papers, code(v.required(), 2))
	}
	if len(rule.Categories) == 0 && len(rule.Codes) == 0 {
		d.at("categories").report("is missing", "a row is for categories, or codes, or both")
	}
	if !rule.Automatic && (len(rule.Diagnoses) > 0 || !rule.Units.IsZero() || rule.Days > 0 || len(rule.Papers) > 0) {
		d.at("automatic").report("is missing", "diagnoses, units, days and papers are for rows that certify by themselves")
	}
	d.done()
	return rule
}

func specialties(d *document) []string { return d.texts("specialties") }

func zips(d *document, key string) []string {
	var all []string
	for _, v := range d.list(key) {
		all = append(all, v.required().digits(5))
	}
	return all
}

// code reads a code of at most so many letters and digits.
func code(v value, length int) string {
	if len(v.text) > length || !alphanumeric(v.text) {
		v.report("is not a code", "write one or two letters or digits")
	}
	return v.text
}

func alphanumeric(s string) bool {
	for _, c := range []byte(s) {
		if (c < '0' || c > '9') && (c < 'A' || c > 'Z') {
			return false
		}
	}
	return true
}
