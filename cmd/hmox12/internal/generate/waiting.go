package generate

// betweenWaiting is how many stories lie between claims that wait since an earlier
// night.
const betweenWaiting = 250

// tellOfWaiting tells, if the patient's PCP is paid for claims, of a service without a
// price that came on an earlier night and waits. For three of four an examiner said
// since what it is worth.
func (w *world) tellOfWaiting(n int) {
	t := teller{world: w, draw: newDraw(w.options.Seed, ofWaiting, uint64(n))}
	t.meet()
	t.on(t.options.Received.AddDays(-t.between(25, 60)))
	if t.pcp == nil || t.pcp.contract == staffContract || t.pcp.contract == groupContract || t.delegated() || !t.m.coveredOn(t.day) {
		return
	}
	w.waiting++
	c := t.newClaim(professional, t.pcp, "11", services.diagnosis(&t.draw, "primary"))
	c.add(services.lists["unlisted"][0], 1, "", t.day)
	c.account = account(c.billing, 9_500_000+w.waiting)
	number := w.waitingNumber()
	w.book.waitingClaim(number, c, w.options.Received)
	if t.percent(75) {
		w.book.price(number, c.lines[0].charge*cents(t.between(40, 80))/100, "E"+padded(t.between(1, 9), 1), w.options.Received.AddDays(-t.between(0, 5)))
	}
}

// waitingNumber returns our number of the latest claim that waits, beyond those of
// other claims of its day.
func (w *world) waitingNumber() string {
	day := w.options.Received.AddDays(-20)
	return numberOf(day, 900_000+w.waiting)
}
