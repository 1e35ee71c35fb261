package generate

// writeClaims writes a set of claims: those of a biller stand together.
func (w *world) writeClaims(f *file, claims []*claim) error {
	control := f.beginSet()
	first := claims[0]
	purpose := "CH"
	if first.encounter {
		purpose = "RP"
	}
	f.segment("BHT", "0019", "00", padded(f.control, 5)+"-"+control, number(int(f.day)), "0700", purpose)
	f.segment("NM1", "41", "2", f.from.name, "", "", "", "", "46", f.from.id)
	f.segment("PER", "IC", "EDI DESK", "TE", f.from.phone)
	f.segment("NM1", "40", "2", payerName, "", "", "", "", "46", payerInterchange)
	h := hierarchy{file: f}
	for _, c := range claims {
		h.levels(c)
		f.writeClaim(c)
		if c.fault != noFault {
			if err := w.blamed.add(f.title, control, c); err != nil {
				return err
			}
		}
	}
	off := 0
	if first.fault == wrongCount {
		off = 1
	}
	f.endSet(off)
	return nil
}

// hierarchy numbers the levels of a set.
type hierarchy struct {
	*file
	number  int
	billing int // HL01 of the open biller
	biller  *provider
}

func (h *hierarchy) level(parent int, code, children string) int {
	h.number++
	h.seg("HL")
	h.count(h.number)
	if parent == 0 {
		h.skip(1)
	} else {
		h.count(parent)
	}
	h.text(code, children)
	h.end()
	return h.number
}

// levels writes biller, subscriber and patient of a claim.
func (h *hierarchy) levels(c *claim) {
	b := c.billing
	npi := b.npi
	if c.fault == badNPI && c.rendering == nil {
		npi = wrongDigit(npi)
	}
	if b != h.biller || npi != b.npi {
		h.billing = h.level(0, "20", "1")
		if c.kind == professional {
			h.segment("PRV", "BI", "PXC", b.taxonomy)
		}
		h.nameBy("85", b, npi)
		h.address(&b.address)
		h.segment("REF", "EI", b.tin)
		h.segment("PER", "IC", "BILLING", "TE", b.phone)
		if h.biller = b; npi != b.npi {
			h.biller = nil // the next one has it right
		}
	}
	m := c.patient
	who, children, self := m, "0", "18"
	if c.asChild {
		who, children, self = m.household.subscriber(), "1", ""
		if c.newborn != nil {
			who = m
		}
	}
	subscriber := h.level(h.billing, "22", children)
	position, filing := "P", "HM"
	if c.afterOtherPayer {
		position = "S"
	}
	if c.fault == unknownFiling {
		filing = "H0"
	}
	h.segment("SBR", position, self, m.household.group, "", "", "", "", "", filing)
	h.subscriberName(c, who)
	h.segment("NM1", "PR", "2", payerName, "", "", "", "", "PI", payerID)
	if c.asChild {
		h.patient(c, subscriber)
	}
}

// subscriberName writes 2010BA.
func (h *hierarchy) subscriberName(c *claim, who *member) {
	last, id := who.last, who.id
	if !c.asChild {
		if c.wrongName != "" {
			last = c.wrongName
		}
		if c.wrongID != "" {
			id = c.wrongID
		}
	}
	h.segment("NM1", "IL", "1", last, who.first, who.middle, "", "", "MI", id)
	h.segment("N3", c.patient.household.address.street)
	h.segment("N4", c.patient.household.address.town.name, "CA", c.patient.household.address.zip)
	h.birth(who, c.fault == missingBirth && !c.asChild)
}

func (h *hierarchy) birth(who *member, missing bool) {
	h.seg("DMG")
	h.text("D8")
	if missing {
		h.skip(1)
	} else {
		h.date(who.birth)
	}
	h.text(who.sex)
	h.end()
}

// patient writes 2000C.
func (h *hierarchy) patient(c *claim, subscriber int) {
	h.level(subscriber, "23", "0")
	who := c.person()
	h.segment("PAT", who.relationship)
	last := who.last
	if c.wrongName != "" {
		last = c.wrongName
	}
	h.segment("NM1", "QC", "1", last, who.first, who.middle)
	h.segment("N3", who.household.address.street)
	h.segment("N4", who.household.address.town.name, "CA", who.household.address.zip)
	h.birth(who, c.fault == missingBirth)
}

// writeClaim writes loop 2300.
func (f *file) writeClaim(c *claim) {
	charge := c.charge()
	if c.fault == unbalanced {
		charge += 1000
	}
	f.seg("CLM")
	f.text(c.account)
	f.money(charge)
	f.skip(2)
	place := c.place
	if c.fault == unknownPlace && c.kind != institutional {
		place = "77"
	}
	frequency := "1"
	if c.frequency != 0 {
		frequency = string(c.frequency)
	}
	if c.kind == institutional {
		f.composite(place, "A", frequency)
		f.text("", "A", "Y", "Y")
	} else {
		f.composite(place, "B", frequency)
		f.text("Y", "A", "Y", "Y")
	}
	if c.predetermined {
		f.skip(9)
		f.text("PB")
	}
	f.end()
	f.writeDays(c)
	if c.consent {
		f.segment("PWK", "CK", "EL", "", "", "AC", c.account)
	}
	f.reference("9F", c.referral)
	f.reference("G1", c.authorization)
	f.reference("F8", c.original)
	if f.from.clearinghouse {
		f.seg("REF")
		f.text("D9", f.from.id[:2]+padded(c.number, 9))
		f.end()
	}
	if c.ambulance {
		f.segment("CR1", "LB", "160", "", "A", "DH", number(c.lines[1].units))
		f.segment("CRC", "07", "Y", "04", "09")
	}
	f.writeDiagnoses(c)
	f.writeProviders(c)
	if c.afterOtherPayer {
		f.writeOtherPayer(c)
	}
	for i := range c.lines {
		f.writeLine(c, i)
	}
}

func (f *file) reference(qualifier, value string) {
	if value != "" {
		f.segment("REF", qualifier, value)
	}
}

// writeDays writes the dates of a claim; professional ones have them at lines.
func (f *file) writeDays(c *claim) {
	switch {
	case c.kind == institutional:
		if c.inpatient {
			f.segment("DTP", "096", "TM", "1100")
		}
		f.over("434", c.from, c.to)
		if c.inpatient {
			f.segment("DTP", "435", "DT", number(int(c.from))+"0900")
		}
		f.segment("CL1", c.admission, "1", "01")
	case c.kind == dental && !c.predetermined && c.fault != badDate:
		f.on("472", c.lines[0].day)
	case c.kind == dental && c.fault == badDate:
		f.segment("DTP", "472", "D8", notADate)
	case c.place == "21":
		f.on("435", c.from)
	}
}

// notADate is a day that no calendar has.
const notADate = "20260231"

// writeDiagnoses writes HI.
func (f *file) writeDiagnoses(c *claim) {
	if len(c.diagnoses) == 0 {
		return
	}
	principal := c.diagnoses[0]
	if c.fault == unknownDiagnosis {
		principal = "U990"
	}
	f.seg("HI")
	f.composite("ABK", principal)
	if c.kind != institutional {
		for _, code := range c.diagnoses[1:] {
			f.composite("ABF", code)
		}
		f.end()
		return
	}
	f.end()
	if c.inpatient {
		f.code("ABJ", c.diagnoses[0])
		f.code("DR", c.stay.drg)
		return
	}
	f.code("APR", c.diagnoses[0])
}

func (f *file) code(qualifier, code string) {
	f.seg("HI")
	f.composite(qualifier, code)
	f.end()
}

// writeProviders writes loops 2310.
func (f *file) writeProviders(c *claim) {
	if c.attending != nil && c.kind == institutional {
		f.name("71", c.attending)
		return
	}
	if c.referring != nil && !c.referring.organization {
		f.name("DN", c.referring)
	}
	if c.rendering != nil {
		npi := c.rendering.npi
		if c.fault == badNPI {
			npi = wrongDigit(npi)
		}
		f.nameBy("82", c.rendering, npi)
		f.segment("PRV", "PE", "PXC", c.rendering.taxonomy)
	}
	if c.ambulance {
		f.segment("NM1", "PW", "2")
		f.segment("N3", c.patient.household.address.street)
		f.segment("N4", c.patient.household.address.town.name, "CA", c.patient.household.address.zip)
		f.segment("NM1", "45", "2", c.facility.last)
		f.address(&c.facility.address)
	} else if c.facility != nil && c.kind == professional {
		f.name("77", c.facility)
		f.address(&c.facility.address)
	}
}

// writeLine writes loop 2400.
func (f *file) writeLine(c *claim, i int) {
	l := &c.lines[i]
	f.seg("LX")
	f.count(i + 1)
	f.end()
	code := l.code
	if c.fault == unknownProcedure && i == 0 {
		code = unknownCode[c.kind]
	}
	basis := l.basis
	if basis == "" {
		basis = "UN"
	}
	switch c.kind {
	case professional:
		f.seg("SV1")
		f.composite("HC", code, l.modifier)
		f.money(l.charge)
		f.text(basis)
		f.count(l.units)
		f.text(l.place, "")
		f.composite([]string{"1", "2", "3", "4"}[:max(l.pointers, 1)]...)
		if l.emergency {
			f.text("", "Y")
		}
	case institutional:
		f.seg("SV2")
		revenue := l.revenue
		if c.fault == unknownPlace && i == 0 {
			revenue = "0777"
		}
		f.text(revenue)
		if code != "" {
			f.composite("HC", code, l.modifier)
		} else {
			f.skip(1)
		}
		f.money(l.charge)
		f.text(basis)
		f.count(l.units)
	case dental:
		f.seg("SV3")
		f.composite("AD", code)
		f.money(l.charge)
		f.skip(3)
		f.count(l.units)
	}
	f.end()
	if l.tooth != "" {
		f.seg("TOO")
		f.text("JP", l.tooth)
		if l.surfaces != "" {
			var each []string
			for n := range len(l.surfaces) {
				each = append(each, l.surfaces[n:n+1])
			}
			f.composite(each...)
		}
		f.end()
	}
	if c.kind != dental && !(c.inpatient && l.code == "") {
		f.lineDay(c, i)
	}
	if c.kind == professional {
		f.seg("REF")
		f.text("6R", c.account+"-"+padded(i+1, 1))
		f.end()
	}
	if l.drug != "" {
		f.segment("LIN", "", "N4", l.drug)
		f.seg("CTP")
		f.skip(3)
		f.count(l.units)
		f.composite("ML")
		f.end()
	}
	if c.ordering != nil && !c.ordering.organization {
		f.name("DK", c.ordering)
	}
	if c.otherPaid && !c.inpatient {
		f.writeLinePayment(c, l)
	}
}

// unknownCode is a procedure code that is none, of each kind.
var unknownCode = [kinds]string{"X9213", "X9213", "D12"}

func (f *file) lineDay(c *claim, i int) {
	if c.fault == badDate && i == 0 {
		f.segment("DTP", "472", "D8", notADate)
		return
	}
	f.on("472", c.lines[i].day)
}
