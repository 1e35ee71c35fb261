package generate

import "github.com/hmox12/hmox12/mapping/record"

// emergencyRoom is a hospital's claim, the doctor's, often an image and its
// reading, and an ambulance before it.
func (t *teller) emergencyRoom() {
	hospital := t.from(t.population.hospitals)
	reason := services.diagnosis(&t.draw, "emergency")
	level := services.a(&t.draw, "emergency")
	c := t.hospital(hospital, "13", reason, t.day, t.day)
	c.admission = "1"
	c.revenue("0450", level, 420, t.day)
	if t.percent(55) {
		c.revenue("0300", services.a(&t.draw, "lab"), 100, t.day)
	}
	image := t.percent(45)
	var taken service
	if image {
		taken = services.a(&t.draw, "basicImaging")
		c.revenue("0320", taken, 160, t.day)
	}
	if t.percent(60) {
		c.room("0250", dollarsOf(t.between(20, 340)), 1, t.day)
	}
	t.file(c)

	doctor := t.from(t.population.emergency)
	if t.percent(9) {
		doctor = pick(&t.draw, t.population.strangeEmergency)
	}
	d := t.newClaim(professional, doctor, "23", reason)
	d.facility = hospital
	d.add(level, 1, "", t.day).emergency = true
	t.file(d)
	if image && t.percent(60) {
		r := t.newClaim(professional, t.from(t.population.radiology), "23", reason)
		r.facility = hospital
		r.referring = doctor
		r.add(taken, 1, "26", t.day)
		t.file(r)
	}
	if t.percent(14) {
		t.ride(hospital, reason)
	}
}

// ride is an ambulance to a hospital.
func (t *teller) ride(to *provider, reason string) {
	c := t.newClaim(professional, t.from(t.population.ambulances), "41", reason)
	c.ambulance, c.facility = true, to
	c.add(services.a(&t.draw, "ambulance"), 1, "RH", t.day)
	c.add(services.lists["mileage"][0], t.between(2, 24), "RH", t.day)
	t.file(c)
}

// awayFromHome is urgent or emergency care out of the area.
func (t *teller) awayFromHome() {
	reason := services.diagnosis(&t.draw, "urgent")
	if t.percent(55) {
		who := pick(&t.draw, t.population.awayUrgent)
		c := t.newClaim(professional, who, "20", reason)
		if t.percent(10) {
			c.diagnoses[0] = "Z0000"
		}
		c.add(services.a(&t.draw, "urgent"), 1, "", t.day)
		t.file(c)
		return
	}
	hospital := pick(&t.draw, t.population.awayHospitals)
	level := services.a(&t.draw, "emergency")
	c := t.hospital(hospital, "13", reason, t.day, t.day)
	c.admission = "1"
	c.revenue("0450", level, 420, t.day)
	t.file(c)
	d := t.newClaim(professional, pick(&t.draw, t.population.awayEmergency), "23", reason)
	d.facility = hospital
	d.add(level, 1, "", t.day).emergency = true
	t.file(d)
}

// hospital begins a claim of a hospital over some days.
func (t *teller) hospital(hospital *provider, bill, reason string, from, to record.Date) *claim {
	c := t.newClaim(institutional, hospital, bill, reason)
	c.from, c.to, c.admission = from, to, "3"
	c.attending = t.from(t.population.hospitalists)
	return c
}

// revenue adds a line of a hospital: what it charges is a part, in percent, of the
// fee, before its markup.
func (c *claim) revenue(code string, s service, percent int, day record.Date) {
	s.fee = s.fee * cents(percent) / 100
	c.add(s, 1, "", day).revenue = code
}

// room adds a line without procedure.
func (c *claim) room(code string, fee cents, units int, day record.Date) *line {
	l := c.add(service{fee: fee}, units, "", day)
	l.revenue = code
	return l
}

func dollarsOf(n int) cents { return cents(n) * 100 }
