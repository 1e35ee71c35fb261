package snip

import (
	"fmt"

	"github.com/hmox12/hmox12/x12"
)

// maxOtherPayers is how many other payers a claim may have (loop 2320).
const maxOtherPayers = 10

// claimBalance adds up a claim of an 837:
//
//	CLM02 = Σ SV102 (SV203, SV302)
//	CLM02 - Σ CAS(2320) - Σ CAS(2430 of that payer) = AMT*D, for each other payer
//	line's charge - Σ CAS(2430) = Σ SVD02, for each line and other payer
//
// It also knows a claim's diagnoses and dates, by which pointers and the version
// of diagnoses are judged. That AMT*D is Σ SVD02 less Σ CAS(2320) where a payer
// decided every line follows from these.
type claimBalance struct {
	payToPlan bool // 2010AC: the claim is one plan's to another
	fresh     bool // what follows is as beginClaim left it
	claimSums
	payers [maxOtherPayers]otherPayer // the first of them, others, are in use
	line   serviceLine
}

// claimSums are what begins anew with each claim, but for payers and line, which
// are large and seldom used.
type claimSums struct {
	charge amount
	lines  total
	others int // payers in use
	number int // of lines, to hold LX01 against

	diagnoses    int
	oldDiagnosis place  // the first ICD-9 diagnosis
	newDiagnosis place  // the first ICD-10 diagnosis
	first, last  uint64 // of the days of service, as dateOf orders them
}

// otherPayer is a loop 2320, and what 2430 says of the same payer.
type otherPayer struct {
	id       [80]byte // NM109 of 2330B
	idLength int
	payer    place // its NM1
	paid     amount
	adjusted total // at the claim and the lines
	dated    bool  // DTP*573 at the claim or a line
	missing  mark  // where the DTP*573 would have stood
}

// serviceLine is a loop 2400.
type serviceLine struct {
	charge amount
	payers [maxOtherPayers]linePayment
	used   int // the first of payers that may hold something
	payer  int // of the 2430 that is open; -1 when it is none of the claim's
}

// begin empties the line.
func (l *serviceLine) begin(payer int) {
	clear(l.payers[:l.used])
	l.charge, l.used, l.payer = amount{}, 0, payer
}

// linePayment is what another payer decided on the line, in one 2430 or several.
type linePayment struct {
	paid     amount
	adjusted total
}

func (b *claimBalance) begin() { *b = claimBalance{} }

// beginClaim forgets the claim before: also where the next one begins without a CLM.
func (b *claimBalance) beginClaim() {
	b.claimSums = claimSums{}
	b.line.begin(0)
	b.fresh = true
}

// rests reports whether nothing was taken in of a claim that is open.
func (b *claimBalance) rests() bool {
	return b.claimSums == claimSums{} && b.line.charge == amount{} && b.line.used == 0 && b.line.payer == 0
}

func (b *claimBalance) take(c *Checker, u *usePlan) {
	fresh := b.fresh
	b.fresh = false
	switch u.item {
	case billingLevel:
		b.payToPlan = false
	case payToPlan:
		b.payToPlan = true
	case claim:
		if !fresh {
			b.beginClaim()
		}
		b.fresh = false
		b.charge.read(c, u, 2)
	case claimCodes:
		b.takeDiagnoses(c, u)
	case claimDate:
		if q := c.seg.Element(1); string(q) == "434" || string(q) == "472" {
			b.takeDate(c)
		}
	case otherPayerLevel:
		b.others = min(b.others+1, maxOtherPayers)
		b.payers[b.others-1] = otherPayer{}
	case serviceLineNumber:
		b.line.begin(-1)
		b.countLine(c, u)
	case professionalLine:
		b.takeLine(c, u, 2)
		b.takePointers(c, u, 7)
	case institutionalLine:
		b.takeLine(c, u, 3)
	case dentalLine:
		b.takeLine(c, u, 2)
		b.takePointers(c, u, 11)
	case lineDate:
		if string(c.seg.Element(1)) == "472" {
			b.takeDate(c)
		}
	case otherPayerPart:
		if b.others > 0 {
			b.takeOtherPayer(c, u, &b.payers[b.others-1])
		}
	case linePaymentPart:
		b.takeLinePayment(c, u)
	}
}

// countLine doubts a line whose LX01 does not count on from the one before it. The
// number may still be told apart, so the line is taken.
func (b *claimBalance) countLine(c *Checker, u *usePlan) {
	b.number++
	n, ok := x12.ParseCount(trimRight(c.seg.Element(1)))
	if ok && n != b.number && c.level >= Situations {
		c.wrong(x12.UnusualCombination, c.placeOf(u, 1), fmt.Sprintf("found %d, expected %d: the lines of a claim count from 1", n, b.number))
		b.number = n
	}
}

func (b *claimBalance) takeLine(c *Checker, u *usePlan, element int) {
	b.line.charge.read(c, u, element)
	b.lines.addAmount(&b.line.charge)
}

func (b *claimBalance) takeOtherPayer(c *Checker, u *usePlan, p *otherPayer) {
	switch u.use.ID {
	case "CAS":
		p.adjusted.addAdjustments(c, nil)
	case "AMT":
		if string(c.seg.Element(1)) == "D" {
			p.paid.read(c, u, 2)
		}
	case "NM1":
		p.idLength = copy(p.id[:], trimRight(c.seg.Element(9)))
		p.payer = c.placeOf(u, 0)
	case "DTP":
		p.dated = p.dated || string(c.seg.Element(1)) == "573"
	}
}

// takeLinePayment takes in a 2430: SVD, then CAS and DTP of the same payer.
func (b *claimBalance) takeLinePayment(c *Checker, u *usePlan) {
	if u.use.ID == "SVD" {
		id := trimRight(c.seg.Element(1))
		b.line.payer = -1
		for i := range b.payers[:b.others] {
			if p := &b.payers[i]; string(p.id[:p.idLength]) == string(id) {
				b.line.payer = i
				break
			}
		}
		if b.line.payer < 0 && len(id) > 0 && c.level >= Situations {
			c.wrong(x12.UnknownOtherPayer, c.placeOf(u, 1), fmt.Sprintf("the claim has %s, none with this identifier", count(b.others, "other payer")))
		}
	}
	if b.line.payer < 0 {
		return
	}
	payment, payer := &b.line.payers[b.line.payer], &b.payers[b.line.payer]
	b.line.used = max(b.line.used, b.line.payer+1)
	switch u.use.ID {
	case "SVD":
		if earlier := payment.paid; earlier.sent { // the payer split the line
			payment.paid.read(c, u, 2)
			payment.paid.sum, payment.paid.bad = payment.paid.plus(earlier.sum), payment.paid.bad || earlier.bad
			payment.paid.place = earlier.place
		} else {
			payment.paid.read(c, u, 2)
		}
	case "CAS":
		payment.adjusted.addAdjustments(c, &payer.adjusted)
	case "DTP":
		payer.dated = true
	}
}

func (b *claimBalance) end(c *Checker, l *loopPlan, disturbed bool) {
	switch l.loop.ID {
	case "2330B":
		if b.others > 0 {
			b.payers[b.others-1].missing = c.at
		}
	case "2400":
		if !disturbed {
			b.balanceLine(c)
		}
	case "2300":
		if !disturbed {
			b.balanceClaim(c)
		}
		if c.level >= CodeSets {
			b.checkVersion(c)
		}
		b.beginClaim()
	}
}

func (b *claimBalance) balanceLine(c *Checker) {
	charge := &b.line.charge
	for i := range b.line.payers[:b.others] {
		p := &b.line.payers[i]
		if !charge.sent || charge.bad || p.adjusted.bad {
			continue
		}
		if e := (equation{x12.OtherPayerLineOutOfBalance, &p.paid, charge.minus(p.adjusted.sum)}); !e.holds() {
			c.broken(e, "the line's charge "+charge.String()+" less its adjustments "+p.adjusted.String())
		}
	}
}

func (b *claimBalance) balanceClaim(c *Checker) {
	if !b.charge.sent || b.charge.bad {
		return
	}
	if e := (equation{x12.ChargeOutOfBalance, &b.charge, b.lines.sum}); b.lines.count > 0 && !b.lines.bad && !e.holds() {
		c.broken(e, "the sum of "+count(b.lines.count, "service line"))
	}
	for i := range b.payers[:b.others] {
		p := &b.payers[i]
		if !p.paid.sent {
			continue
		}
		if !p.adjusted.bad {
			if e := (equation{x12.OtherPayerOutOfBalance, &p.paid, b.charge.minus(p.adjusted.sum)}); !e.holds() {
				c.broken(e, "the claim's charge "+b.charge.String()+" less its adjustments "+p.adjusted.String())
			}
		}
		if !p.dated && !b.payToPlan && c.level >= Situations && p.payer.use != nil {
			c.missingDate(p)
		}
	}
}

// missingDate reports that a payer's decision has no date, neither at the claim
// nor at a line.
func (c *Checker) missingDate(p *otherPayer) {
	at := place{mark: p.missing, use: p.payer.use, offset: p.missing.offset}
	e := c.finding(x12.SituationalSegmentMissing, at, fmt.Sprintf(
		"expected DTP*573, because AMT*D is sent (segment %d): a payer that decided the claim says when, here or at each line", p.paid.place.segment), nil)
	e.ID = "DTP"
	e.Trigger = &x12.Trigger{ID: "AMT", Position: p.paid.place.position, Loop: p.paid.place.use.Loop.ID, Element: 2}
	c.report(e)
}

// count says how many: 1 service line, 2 service lines.
func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
