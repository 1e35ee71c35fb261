package export

import (
	"strings"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/guide"
)

// maxParts bounds the adjustments and remarks kept of one claim or line, more
// than the guide admits; what is beyond them is left out.
const maxParts = 1000

// remittanceReader reads the claims of 835 sets, segment by segment. Its memory
// is bounded by one claim.
type remittanceReader struct {
	header remittance
	emit   func(*remittanceClaim) error
	line   func(*remittanceLine) error

	claim *remittanceClaim // open
	svc   *remittanceLine  // open
	err   error
}

// add takes the next segment of a set with its place by the guide. A segment
// without a place is passed over.
func (r *remittanceReader) add(seg *x12.Segment, at guide.Placement) error {
	if at.Loop == nil {
		return r.err
	}
	switch at.Loop.ID {
	case "2100":
		if at.Opened {
			r.end()
			r.openClaim(seg)
		} else if r.claim != nil {
			r.addClaim(seg)
		}
	case "2110":
		if at.Opened {
			r.endLine()
			r.openLine(seg)
		} else if r.svc != nil {
			r.addLine(seg)
		}
	default:
		r.end()
		r.addHeader(seg, at.Loop.ID)
	}
	return r.err
}

// end tells the open claim, and its open line before it.
func (r *remittanceReader) end() {
	r.endLine()
	if r.claim != nil && r.err == nil {
		r.err = r.emit(r.claim)
	}
	r.claim = nil
}

func (r *remittanceReader) endLine() {
	if r.svc != nil && r.err == nil {
		r.err = r.line(r.svc)
	}
	r.svc = nil
}

func (r *remittanceReader) addHeader(seg *x12.Segment, loop string) {
	h := &r.header
	switch id := string(seg.ID()); {
	case id == "BPR":
		h.payment, h.method, h.paymentDate = read(seg.Element(2), amountScale), seg.Text(4), readDate(seg.Element(16))
	case id == "TRN":
		h.trace = seg.Text(2)
	case id == "N1" && loop == "1000A":
		h.payer = seg.Text(2)
	case id == "N1" && loop == "1000B":
		h.payee, h.payeeID = seg.Text(2), seg.Text(4)
	}
}

func (r *remittanceReader) openClaim(seg *x12.Segment) {
	header := r.header
	r.claim = &remittanceClaim{
		remittance: &header, segment: int64(seg.Number()),
		account: seg.Text(1), status: seg.Text(2), charge: read(seg.Element(3), amountScale), paid: read(seg.Element(4), amountScale),
		patient: read(seg.Element(5), amountScale), filing: seg.Text(6), control: seg.Text(7), place: seg.Text(8), frequency: seg.Text(9),
	}
}

func (r *remittanceReader) addClaim(seg *x12.Segment) {
	c := r.claim
	switch string(seg.ID()) {
	case "CAS":
		c.adjustments.add(seg)
	case "NM1":
		switch seg.Text(1) {
		case "QC":
			c.patientLast, c.patientFirst, c.patientID = seg.Text(3), seg.Text(4), seg.Text(9)
		case "82":
			c.renderingID = seg.Text(9)
		}
	case "MIA":
		c.remark(seg, 5, 20, 21, 22, 23)
	case "MOA":
		c.remark(seg, 3, 4, 5, 6, 7)
	case "DTM":
		switch seg.Text(1) {
		case "050":
			c.received = readDate(seg.Element(2))
		case "232":
			c.from = readDate(seg.Element(2))
		case "233":
			c.to = readDate(seg.Element(2))
		}
	}
}

func (c *remittanceClaim) remark(seg *x12.Segment, elements ...int) {
	for _, n := range elements {
		if seg.Has(n) && len(c.remarks) < maxParts {
			c.remarks = append(c.remarks, seg.Text(n))
		}
	}
}

func (r *remittanceReader) openLine(seg *x12.Segment) {
	if r.claim == nil {
		return // a line without a claim has nothing to belong to
	}
	r.claim.lines++
	l := &remittanceLine{
		claim: r.claim, number: r.claim.lines,
		qualifier: seg.ComponentText(1, 1), code: seg.ComponentText(1, 2),
		charge: read(seg.Element(2), amountScale), paid: read(seg.Element(3), amountScale), revenue: seg.Text(4),
		unitsPaid: read(seg.Element(5), quantityScale), unitsCharged: read(seg.Element(7), quantityScale),
	}
	for c := 3; c <= 6; c++ {
		l.modifiers = append(l.modifiers, seg.ComponentText(1, c))
	}
	r.svc = l
}

func (r *remittanceReader) addLine(seg *x12.Segment) {
	l := r.svc
	switch string(seg.ID()) {
	case "CAS":
		l.adjustments.add(seg)
	case "DTM":
		switch seg.Text(1) {
		case "472":
			l.from = readDate(seg.Element(2))
			l.to = l.from
		case "150":
			l.from = readDate(seg.Element(2))
		case "151":
			l.to = readDate(seg.Element(2))
		}
	case "REF":
		if seg.Text(1) == "6R" {
			l.control = seg.Text(2)
		}
	case "AMT":
		if seg.Text(1) == "B6" {
			l.allowed = read(seg.Element(2), amountScale)
		}
	case "LQ":
		if seg.Text(1) == "HE" && len(l.remarks) < maxParts {
			l.remarks = append(l.remarks, seg.Text(2))
		}
	}
}

// adjustments are what CAS segments say, in their order.
type adjustments []adjustment

type adjustment struct {
	group, reason string
	amount        value
}

// add takes the up to six reasons of a CAS.
func (a *adjustments) add(seg *x12.Segment) {
	for n := 2; n <= 17; n += 3 {
		if (seg.Has(n) || seg.Has(n+1)) && len(*a) < maxParts {
			*a = append(*a, adjustment{seg.Text(1), seg.Text(n), read(seg.Element(n+1), amountScale)})
		}
	}
}

// sum adds up the amounts of a group; nothing is there when no CAS has it, and
// the sum is unfit when an amount is.
func (a adjustments) sum(group string) value {
	total, sent := decimal.Zero, false
	for _, adjustment := range a {
		if adjustment.group != group {
			continue
		}
		if !adjustment.amount.there {
			return value{unfit: true}
		}
		total, sent = total.Add(decimal.New(adjustment.amount.number, -amountScale)), true
	}
	if !sent {
		return value{}
	}
	return amountOf(total)
}

// String returns "CO-45 30.00; PR-3 20.00".
func (a adjustments) String() string {
	var b strings.Builder
	for i, adjustment := range a {
		if i > 0 {
			b.WriteString("; ")
		}
		b.WriteString(adjustment.group + "-" + adjustment.reason + " ")
		if adjustment.amount.there {
			b.Write(appendFixed(nil, adjustment.amount.number, amountScale))
		} else {
			b.WriteString("?")
		}
	}
	return b.String()
}
