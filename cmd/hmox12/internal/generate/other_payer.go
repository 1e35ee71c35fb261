package generate

import "github.com/hmox12/hmox12/mapping/record"

// split is what the payer that comes first did with a line: what it took off, what
// it left to the patient, and what it paid.
func (c *claim) split(charge cents) (off, left, paid cents) {
	discount, share := cents(35), cents(20)
	if c.inpatient {
		discount, share = 88, 10
	}
	off = charge * discount / 100
	left = (charge - off) * share / 100
	return off, left, charge - off - left
}

// writeOtherPayer writes loop 2320.
func (f *file) writeOtherPayer(c *claim) {
	f.segment("SBR", "P", "18", "", otherPayerName, "", "", "", "", "CI")
	if c.otherPaid {
		off, left, sum := cents(0), cents(0), cents(0)
		for i := range c.lines {
			o, l, paid := c.split(c.lines[i].charge)
			off, left, sum = off+o, left+l, sum+paid
		}
		if c.inpatient { // a stay is decided as a whole
			f.adjustment("CO", "45", off)
			f.adjustment("PR", "2", left)
		}
		f.seg("AMT")
		f.text("D")
		f.money(sum)
		f.end()
	}
	f.segment("OI", "", "", "Y", "", "", "Y")
	m, a := c.patient, &c.patient.household.address
	f.segment("NM1", "IL", "1", m.last, m.first, "", "", "", "MI", m.other)
	f.segment("N3", a.street)
	f.segment("N4", a.town.name, "CA", a.zip)
	f.segment("NM1", "PR", "2", otherPayerName, "", "", "", "", "PI", otherPayerID)
	if c.otherPaid && c.inpatient {
		f.on("573", decidedBefore(f.day))
	}
}

// decidedBefore is when the payer that comes first decided.
func decidedBefore(received record.Date) record.Date { return received.AddDays(-4) }

// writeLinePayment writes loop 2430.
func (f *file) writeLinePayment(c *claim, l *line) {
	off, left, paid := c.split(l.charge)
	f.seg("SVD")
	f.text(otherPayerID)
	f.money(paid)
	switch {
	case l.code == "":
		f.skip(1)
	case c.kind == dental:
		f.composite("AD", l.code)
	default:
		f.composite("HC", l.code, l.modifier)
	}
	f.text(l.revenue)
	f.count(l.units)
	f.end()
	f.adjustment("CO", "45", off)
	f.adjustment("PR", "2", left)
	f.on("573", decidedBefore(f.day))
}

func (f *file) adjustment(group, reason string, amount cents) {
	f.seg("CAS")
	f.text(group, reason)
	f.money(amount)
	f.end()
}
