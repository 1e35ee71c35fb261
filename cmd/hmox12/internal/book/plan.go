package book

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/hmox12/hmox12/mapping/record"
)

// plans reads plans/*.yaml. A plan that is like another takes from it all that
// its own file does not say.
func (l *loader) plans() error {
	// fs.Glob would take a folder that can't be read for one that is empty.
	entries, err := fs.ReadDir(l.files, "plans")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	var names []string
	for _, e := range entries {
		if path.Ext(e.Name()) == ".yaml" {
			names = append(names, path.Join("plans", e.Name()))
		}
	}
	if len(names) == 0 {
		src := source{name: "plans", problems: l.problems}
		src.report(0, 0, "", "the folder has no plan", "write plans/NAME.yaml")
	}
	var derived []*document
	for _, name := range names {
		d, err := l.document(name)
		switch {
		case err != nil:
			return err
		case d == nil:
			l.unread["plans"] = true
		case d.value("like").text != "":
			derived = append(derived, d)
		default:
			l.plan(d, record.Plan{})
		}
	}
	bases := make(map[string]*record.Plan, len(l.book.plans))
	for id, p := range l.book.plans {
		bases[id] = p
	}
	for _, d := range derived {
		like := d.value("like")
		base := bases[like.text]
		if base == nil && l.unread["plans"] {
			continue
		}
		if base == nil {
			like.report("no such plan", "name a plan that is not like another itself")
			base = &record.Plan{}
		}
		l.plan(d, *base)
	}
	for _, v := range l.paidPlans {
		if l.book.plans[v.text] == nil && !l.unread["plans"] {
			v.report("no such plan", "correct the id")
		}
	}
	return nil
}

// set reads a key into its field; without the key the field stays.
func set[T any](d *document, key string, field *T, read func(value) T) {
	if v := d.value(key); d.has(key) {
		*field = read(v)
	}
}

func text(v value) string { return v.text }

// plan reads one plan; p is what it starts from.
func (l *loader) plan(d *document, p record.Plan) {
	id := d.value("id").required()
	p.ID = id.text
	set(d, "name", &p.Name, text)
	set(d, "insuranceType", &p.InsuranceType, text)
	set(d, "market", &p.Market, func(v value) string {
		return oneOf(v, "commercial", "exchange", "medicare", "medi-cal")
	})
	if d.has("networks") {
		p.Networks = d.texts("networks")
	}
	if d.has("serviceArea") {
		p.ServiceArea = nil
		for _, v := range d.list("serviceArea") {
			p.ServiceArea = append(p.ServiceArea, v.required().digits(5))
		}
	}
	set(d, "newbornDays", &p.NewbornDays, value.count)
	set(d, "pcpRequired", &p.PCPRequired, value.flag)
	set(d, "noPcpGraceDays", &p.NoPCPGraceDays, value.count)
	set(d, "dependentAge", &p.DependentAge, value.count)
	set(d, "filingDaysContracted", &p.FilingDaysContracted, value.count)
	set(d, "filingDaysNonContracted", &p.FilingDaysNonContracted, value.count)
	l.protections(d, &p)
	set(d, "deductibleIndividual", &p.DeductibleIndividual, value.amount)
	set(d, "deductibleFamily", &p.DeductibleFamily, value.amount)
	set(d, "outOfPocketIndividual", &p.OutOfPocketIndividual, value.amount)
	set(d, "outOfPocketFamily", &p.OutOfPocketFamily, value.amount)
	if d.has("directAccessSpecialties") {
		p.DirectAccessSpecialties = d.texts("directAccessSpecialties")
	}
	if d.has("directAccess") {
		p.DirectAccess = directAccess(d)
	}
	if d.has("pcpOrders") {
		p.PCPOrders = l.categoryList(d.list("pcpOrders"))
	}
	set(d, "referralWaiver", &p.ReferralWaiver, value.flag)
	set(d, "delegateDecides", &p.DelegateDecides, value.flag)
	if d.has("coveredServiceTypes") {
		p.CoveredServiceTypes = serviceTypes(d, "coveredServiceTypes")
	}
	set(d, "outOfNetworkMessage", &p.OutOfNetworkMessage, message)
	l.reviews(d, &p.Reviews)

	for _, missing := range []struct {
		key    string
		absent bool
	}{
		{"name", p.Name == ""}, {"insuranceType", p.InsuranceType == ""}, {"market", p.Market == ""},
		{"networks", len(p.Networks) == 0}, {"serviceArea", len(p.ServiceArea) == 0},
		{"surpriseLaw", p.SurpriseLaw == ""},
		{"filingDaysContracted", p.FilingDaysContracted == 0},
		{"filingDaysNonContracted", p.FilingDaysNonContracted == 0},
	} {
		if missing.absent {
			d.at(missing.key).report("is missing", "every plan says it")
		}
	}
	p.Benefits = slices.Clone(p.Benefits)
	l.benefits(d, &p)
	d.done()

	if l.book.plans[p.ID] != nil {
		id.report("another plan has the id", "ids of plans are unique")
		return
	}
	l.book.plans[p.ID] = &p
	for _, network := range p.Networks {
		l.networks[network] = true
	}
}

// protections reads by what law and policy a plan pays strangers.
func (l *loader) protections(d *document, p *record.Plan) {
	set(d, "surpriseLaw", &p.SurpriseLaw, func(v value) string {
		return oneOf(v, record.FederalLaw, record.StateLaw, record.NoLaw)
	})
	set(d, "groundAmbulance", &p.GroundAmbulance, value.flag)
	if d.has("ancillarySpecialties") {
		p.AncillarySpecialties = d.texts("ancillarySpecialties")
	}
	if d.has("ancillaryServices") {
		p.AncillaryServices = l.categoryList(d.list("ancillaryServices"))
	}
	set(d, "urgentOutOfArea", &p.UrgentOutOfArea, func(v value) record.UrgentPolicy {
		return oneOf(v, record.UrgentBilled, record.UrgentRate, record.UrgentNone)
	})
	if d.has("routineDiagnoses") {
		p.RoutineDiagnoses = nil
		for _, v := range d.list("routineDiagnoses") {
			p.RoutineDiagnoses = append(p.RoutineDiagnoses, v.required().diagnosisCategories()...)
		}
	}
}

// directAccess reads which services of which specialties need no referral.
func directAccess(d *document) []record.DirectAccess {
	var all []record.DirectAccess
	for _, one := range d.sections("directAccess") {
		access := record.DirectAccess{Specialty: one.value("specialty").required().text}
		for _, v := range one.list("codes") {
			access.Codes = append(access.Codes, v.codes()...)
		}
		if len(access.Codes) == 0 {
			one.at("codes").report("names no procedure codes", "a specialty that is open in whole stands in directAccessSpecialties")
		}
		one.done()
		all = append(all, access)
	}
	return all
}

// benefits reads a plan's benefits; one for a category that the plan has
// already takes its place.
func (l *loader) benefits(d *document, p *record.Plan) {
	seen := map[record.ServiceCategory]bool{}
	for _, one := range d.sections("benefits") {
		category := one.value("category").required()
		b := l.benefit(one, l.category(category))
		if seen[b.Category] && b.Category != "" {
			category.report("the plan has the benefit already", "remove one")
		}
		seen[b.Category] = true
		if i := slices.IndexFunc(p.Benefits, func(o record.Benefit) bool { return o.Category == b.Category }); i >= 0 {
			p.Benefits[i] = b
		} else {
			p.Benefits = append(p.Benefits, b)
		}
	}
}

func (l *loader) benefit(d *document, category record.ServiceCategory) record.Benefit {
	b := record.Benefit{
		Category:         category,
		Copay:            d.value("copay").amount(),
		CopayPer:         oneOf(d.value("copayPer"), record.PerVisit, record.PerAdmission),
		WaivedIfAdmitted: d.value("waivedIfAdmitted").flag(),
		Deductible:       d.value("deductible").flag(),
		Coinsurance:      d.value("coinsurance").fraction(),
		Referral:         d.value("referral").flag(),
		Authorization:    d.value("authorization").flag(),
		OutOfPocket:      d.value("outOfPocket").flag(),
		VisitLimit:       d.value("visitLimit").count(),
		DollarLimit:      d.value("dollarLimit").amount(),
		SharedLimit:      l.sharedLimit(d.value("sharedLimit")),
		ServiceTypes:     serviceTypes(d, "serviceTypes"),
		Message:          message(d.value("message")),
		AnyNetwork:       d.value("anyNetwork").flag(),
	}
	if b.CopayPer == "" {
		b.CopayPer = record.PerVisit
	}
	if e := d.section("excluded"); e != nil {
		b.Excluded = &record.Exclusion{
			CARC: record.CARC(e.value("carc").required().text),
			RARC: record.RARC(e.value("rarc").text),
			Why:  e.value("why").required().text,
		}
		l.exclusion(e, b.Excluded)
		e.done()
		if !b.Copay.IsZero() || b.Deductible || !b.Coinsurance.IsZero() {
			d.at("excluded").report("a service that is not covered has no copay, deductible or coinsurance", "remove one or the other")
		}
	}
	d.done()
	return b
}

// sharedLimit reads the name under which several benefits are limited together.
func (l *loader) sharedLimit(v value) record.ServiceCategory {
	if v.text != "" {
		l.limits[record.ServiceCategory(v.text)] = true
	}
	return record.ServiceCategory(v.text)
}

// serviceTypes reads 271 service type codes.
func serviceTypes(d *document, key string) []string {
	var codes []string
	for _, v := range d.list(key) {
		if v.required().text == "" {
			continue
		}
		if len(v.text) > 2 {
			v.report("is not a service type code", "a code has one or two characters, such as 98 or UC")
		}
		codes = append(codes, v.text)
	}
	return codes
}

// message reads the text of an MSG.
func message(v value) string {
	if strings.Contains(v.text, "\n") || len(v.text) > 264 {
		v.report("is too long for an MSG", "write one line of at most 264 characters")
	}
	return v.text
}

// exclusion checks the codes of an exclusion against their tables.
func (l *loader) exclusion(d *document, e *record.Exclusion) {
	carc, rarc := e.CARC.Meaning(), e.RARC.Meaning()
	switch {
	case e.CARC == "":
	case carc.Text == "":
		d.value("carc").report("this HMO does not use the CARC", "204 says that there is no such benefit")
	case carc.Retired:
		d.value("carc").report("the CARC is retired", "use "+string(carc.ReplacedBy))
	case carc.NeedsRARC && (e.RARC == "" || rarc.Alert):
		d.at("rarc").report("the CARC needs a remark code that is not an alert", "add rarc, such as N130")
	}
	if e.RARC != "" && rarc.Text == "" {
		d.value("rarc").report("this HMO does not use the remark code", "")
	}
}
