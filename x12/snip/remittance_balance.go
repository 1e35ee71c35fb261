package snip

import "github.com/hmox12/hmox12/x12"

// remittanceBalance adds up an 835 (X221A1, section 1.10.2):
//
//	SVC02 - Σ CAS(2110) = SVC03
//	CLP03 = Σ SVC02, where there are lines
//	CLP03 - Σ CAS(2100) - Σ CAS(2110) = CLP04
//	CLP05 = Σ CAS*PR
//	Σ CLP04 - Σ PLB = BPR02
type remittanceBalance struct {
	payment amount
	paid    total // by the claims, less provider adjustments

	charge, claimPaid amount
	patientShare      amount
	shareAt           place // CLP05, sent or not
	reversal          bool
	adjusted          total // at the claim and its lines
	patient           total // of that, by the patient
	charges           total // of the lines

	lineCharge, linePaid amount
	lineAdjusted         total
}

func (b *remittanceBalance) begin() { *b = remittanceBalance{} }

func (b *remittanceBalance) take(c *Checker, u *usePlan) {
	switch u.item {
	case payment:
		b.payment.read(c, u, 2)
	case paidClaim:
		*b = remittanceBalance{payment: b.payment, paid: b.paid}
		b.charge.read(c, u, 3)
		b.claimPaid.read(c, u, 4)
		b.patientShare.read(c, u, 5)
		b.shareAt = c.placeOf(u, 5)
		b.reversal = string(trimRight(c.seg.Element(2))) == "22"
		b.paid.addElement(c, 4)
	case claimAdjustment:
		b.takeAdjustments(c)
	case paidLine:
		b.lineCharge.read(c, u, 2)
		b.linePaid.read(c, u, 3)
		b.lineAdjusted = total{}
		b.charges.addElement(c, 2)
	case lineAdjustment:
		b.takeAdjustments(c)
		b.lineAdjusted.addAdjustments(c, nil)
	case providerAdjustment:
		for n := 4; n <= 14; n += 2 {
			b.paid.subtractElement(c, n)
		}
	}
}

func (b *remittanceBalance) takeAdjustments(c *Checker) {
	b.adjusted.addAdjustments(c, nil)
	if string(c.seg.Element(1)) == "PR" {
		b.patient.addAdjustments(c, nil)
	}
}

func (b *remittanceBalance) end(c *Checker, l *loopPlan, disturbed bool) {
	switch {
	case disturbed:
	case l.parent == nil:
		if e := (equation{x12.PaymentOutOfBalance, &b.payment, b.paid.sum}); !b.paid.bad && !e.holds() {
			c.broken(e, "the claims' payments less the provider adjustments")
		}
	case l.loop.ID == "2110":
		b.balanceLine(c)
	case l.loop.ID == "2100":
		b.balanceClaim(c)
	}
}

func (b *remittanceBalance) balanceLine(c *Checker) {
	if !b.lineCharge.sent || b.lineCharge.bad || b.lineAdjusted.bad {
		return
	}
	if e := (equation{x12.PaidLineOutOfBalance, &b.linePaid, b.lineCharge.minus(b.lineAdjusted.sum)}); !e.holds() {
		c.broken(e, "the line's charge "+b.lineCharge.String()+" less its adjustments "+b.lineAdjusted.String())
	}
}

func (b *remittanceBalance) balanceClaim(c *Checker) {
	if !b.charge.sent || b.charge.bad || b.adjusted.bad {
		return
	}
	if e := (equation{x12.PaidChargeOutOfBalance, &b.charge, b.charges.sum}); b.charges.count > 0 && !b.charges.bad && !e.holds() {
		c.broken(e, "the sum of "+count(b.charges.count, "service line"))
	}
	if e := (equation{x12.PaidClaimOutOfBalance, &b.claimPaid, b.charge.minus(b.adjusted.sum)}); !e.holds() {
		c.broken(e, "the charge "+b.charge.String()+" less all adjustments "+b.adjusted.String())
	}
	switch share := b.patientShare; {
	case share.bad:
	case b.reversal && share.isZero(): // what the patient owed is taken back, not owed
	case share.sent:
		if e := (equation{x12.PatientShareDiffers, &share, b.patient.sum}); !e.holds() {
			c.broken(e, "the sum of the PR adjustments")
		}
	case b.patient.isPositive() && !b.reversal:
		c.wrong(x12.PatientShareDiffers, b.shareAt, "found none, expected "+b.patient.String()+", the sum of the PR adjustments")
	}
}
