package generate

import "github.com/hmox12/hmox12/mapping/record"

// question is an inquiry (270), a request (278) or a question about a claim (276).
type question struct {
	number  int
	from    *provider
	about   *member
	wrongID string
	day     record.Date

	serviceType string // 270

	to        *provider // 278: whom the patient is sent to
	diagnosis string
	code      string // empty: a referral
	visits    int
	admission bool

	claim   *claim // 276
	control string // our number, where the asker knows it
}

// ask has questions come of a claim: who asks whether the patient is covered, has a
// referral or authorization certified, or asks what became of the claim.
func (w *world) ask(c *claim) {
	if c.billing.sender == nil || c.newborn != nil {
		return
	}
	asker := c.billing
	next := func() *question {
		w.asked++
		return &question{number: w.asked, from: asker, about: c.patient, day: c.firstDay()}
	}
	d := &w.asks
	if d.permille(180) {
		q := next()
		q.serviceType = skewed(d, []string{"30", "98", "UC", "MH", "35", "AE", "86", "48", "33", "5", "62", "1"})
		q.day = max(q.day, w.options.Received.AddDays(-300))
		switch n := d.below(100); {
		case n < 2:
			q.wrongID = "ZZ" + padded(d.between(1, 9_999_999), 8)
		case n < 4:
			q.wrongID = memberID(d.below(w.options.Members))
		case n < 60:
			q.day = w.options.Received
		}
		w.batch.inquiries = append(w.batch.inquiries, q)
	}
	if d.permille(32) {
		if q := next(); w.request(q, c) {
			w.batch.reviews = append(w.batch.reviews, q)
		}
	}
	if d.permille(45) {
		q := next()
		q.claim = c
		if c.original != "" && d.percent(50) {
			q.control = c.original
		}
		w.batch.statuses = append(w.batch.statuses, q)
	}
}

// request makes of a claim what would have been asked for before such care.
func (w *world) request(q *question, c *claim) bool {
	d := &w.asks
	pcp := c.patient.pcpOn(w.options.Received)
	if pcp == nil {
		return false
	}
	q.day = w.options.Received
	q.diagnosis = services.diagnosis(d, "primary")
	switch n := d.below(100); {
	case n < 60: // a referral
		s := &referredTo[referralShares.draw(d)]
		q.from, q.diagnosis, q.visits = pcp, services.diagnosis(d, s.diagnoses), d.between(1, 8)
		q.to = w.population.specialist(d, pcp.contract, s.taxonomy, c.patient.household.plan == selectPlan)
		if d.percent(6) {
			q.to = skewed(d, w.population.strangers)
		}
	case n < 85: // an image
		q.from, q.diagnosis = pcp, services.diagnosis(d, "orthopedics")
		q.to, q.code = skewed(d, w.population.imaging), services.a(d, "advancedImaging").code
	case n < 93: // therapy
		q.from, q.diagnosis, q.visits = pcp, services.diagnosis(d, "therapy"), 12
		q.to, q.code = w.population.specialist(d, directContract, physicalTherapy, false), "97110"
	default: // an emergency admission is told
		q.from, q.admission = skewed(d, w.population.hospitals), true
		q.to, q.diagnosis = q.from, services.stays[1+skewedNumber(d, 8)].diagnosis
		q.day = q.day.AddDays(-d.between(0, 2))
	}
	return true
}

// writeInquiries writes a 270.
func (f *file) writeInquiries(all []*question) {
	control := f.beginSet()
	f.segment("BHT", "0022", "13", padded(f.control, 5)+"-"+control, number(int(f.day)), "0700")
	h := hierarchy{file: f}
	payer := h.level(0, "20", "1")
	f.segment("NM1", "PR", "2", payerName, "", "", "", "", "PI", payerID)
	for _, q := range all {
		if q.from != h.biller {
			h.billing, h.biller = h.level(payer, "21", "1"), q.from
			f.name("1P", q.from)
		}
		h.level(h.billing, "22", "0")
		f.segment("TRN", "1", "E"+padded(q.number, 8), "9"+f.from.tin)
		h.asked(q, true)
		f.on("291", q.day)
		f.segment("EQ", q.serviceType)
	}
	f.endSet(0)
}

// asked writes NM1 and DMG of whom a question is about. Members are asked about by
// an id of their own.
func (h *hierarchy) asked(q *question, nameFirst bool) {
	id := q.about.id
	if q.wrongID != "" {
		id = q.wrongID
	}
	if !nameFirst {
		h.birth(q.about, false)
	}
	h.segment("NM1", "IL", "1", q.about.last, q.about.first, "", "", "", "MI", id)
	if nameFirst {
		h.birth(q.about, false)
	}
}

// writeReviews writes a 278.
func (f *file) writeReviews(all []*question) {
	control := f.beginSet()
	f.segment("BHT", "0007", "13", padded(f.control, 5)+"-"+control, number(int(f.day)), "0700")
	h := hierarchy{file: f}
	payer := h.level(0, "20", "1")
	f.segment("NM1", "X3", "2", payerName, "", "", "", "", "PI", payerID)
	for _, q := range all {
		if q.from != h.biller {
			h.billing, h.biller = h.level(payer, "21", "1"), q.from
			role := "1P"
			if q.admission {
				role = "FA"
			}
			f.name(role, q.from)
		}
		patient := h.level(h.billing, "22", "1")
		h.asked(q, true)
		h.event(q, patient)
	}
	f.endSet(0)
}

// event writes loops 2000E and 2000F.
func (h *hierarchy) event(q *question, patient int) {
	children := "0"
	if q.code != "" {
		children = "1"
	}
	event := h.level(patient, "EV", children)
	h.segment("TRN", "1", "V"+padded(q.number, 8), "9"+h.from.tin)
	h.seg("UM")
	switch {
	case q.admission:
		h.text("AR", "I", "48")
		h.composite("11", "A")
		h.text("", "03")
		h.end()
		h.on("435", q.day)
		h.code("ABK", q.diagnosis)
		h.segment("CL1", "1", "7")
		h.name("FA", q.to)
		return
	case q.code == "":
		h.text("SC", "I", "3")
		h.composite("11", "B")
		h.end()
	default:
		h.text("HS", "I", serviceTypeOf(q.code))
		h.composite("11", "B")
		h.end()
	}
	h.code("ABF", q.diagnosis)
	if q.code == "" {
		h.segment("HSD", "VS", number(q.visits))
	}
	h.name("SJ", q.to)
	h.segment("PRV", "PE", "PXC", q.to.taxonomy)
	if q.code != "" {
		h.level(event, "SS", "0")
		h.seg("SV1")
		h.composite("HC", q.code)
		h.text("", "UN")
		h.count(max(q.visits, 1))
		h.end()
	}
}

// serviceTypeOf returns UM03 of a procedure: therapy or an image.
func serviceTypeOf(code string) string {
	if code[0] == '9' {
		return "AE"
	}
	return "62"
}

// writeStatuses writes a 276.
func (f *file) writeStatuses(all []*question) {
	control := f.beginSet()
	f.segment("BHT", "0010", "13", padded(f.control, 5)+"-"+control, number(int(f.day)), "0700")
	h := hierarchy{file: f}
	payer := h.level(0, "20", "1")
	f.segment("NM1", "PR", "2", payerName, "", "", "", "", "PI", payerID)
	receiver := h.level(payer, "21", "1")
	f.segment("NM1", "41", "2", f.from.name, "", "", "", "", "46", f.from.id)
	for _, q := range all {
		if q.from != h.biller {
			h.billing, h.biller = h.level(receiver, "19", "1"), q.from
			f.name("1P", q.from)
		}
		h.level(h.billing, "22", "0")
		h.asked(q, false)
		f.segment("TRN", "1", "S"+padded(q.number, 8))
		if q.control != "" {
			f.segment("REF", "1K", q.control)
		} else {
			f.segment("REF", "EJ", q.claim.account)
		}
		f.seg("AMT")
		f.text("T3")
		f.money(q.claim.charge())
		f.end()
		f.on("472", q.claim.firstDay())
	}
	f.endSet(0)
}
