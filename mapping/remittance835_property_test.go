package mapping_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/hmox12/hmox12/mapping"
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
)

// balance reads an 835 on its own, knowing nothing of records, and adds up.
type balance struct {
	problems []string

	payment, paid, plb                decimal.Decimal
	account, status                   string
	charge, left, patient, owed       decimal.Decimal // of the open claim: CLP03, CLP04 still to explain, CLP05, Σ PR
	lines                             int
	lineCharges, lineStated, linePaid decimal.Decimal
	inLine, inClaim                   bool
}

// unbalanced returns which of the equations of an 835 do not hold in a file.
func unbalanced(t require.TestingT, file []byte) []string {
	var b balance
	reader := x12.NewReader(bytes.NewReader(file))
	amount := func(seg *x12.Segment, n int) decimal.Decimal {
		d, ok := x12.ParseDecimal(seg.Element(n))
		require.True(t, ok, "%s%02d", seg.ID(), n)
		return decimal.New(d.Unscaled, -d.Scale)
	}
	for {
		seg, err := reader.Next()
		if errors.Is(err, io.EOF) {
			return b.problems
		}
		require.NoError(t, err)
		switch string(seg.ID()) {
		case "ST":
			b = balance{problems: b.problems}
		case "BPR":
			b.payment = amount(seg, 2)
		case "CLP":
			b.endClaim()
			b.inClaim, b.account, b.status = true, seg.Text(1), seg.Text(2)
			b.charge, b.left, b.patient = amount(seg, 3), amount(seg, 3).Sub(amount(seg, 4)), decimal.Zero
			b.owed, b.lines, b.lineCharges = decimal.Zero, 0, decimal.Zero
			if seg.Has(5) {
				b.patient = amount(seg, 5)
			}
			b.paid = b.paid.Add(amount(seg, 4))
		case "SVC":
			b.endLine()
			b.inLine, b.linePaid, b.lineStated = true, amount(seg, 2), amount(seg, 3)
			b.lines++
			b.lineCharges = b.lineCharges.Add(amount(seg, 2))
		case "CAS":
			for n := 3; n <= seg.Len(); n += 3 {
				a := amount(seg, n)
				b.left = b.left.Sub(a)
				if seg.Text(1) == "PR" {
					b.owed = b.owed.Add(a)
				}
				if b.inLine {
					b.linePaid = b.linePaid.Sub(a)
				}
			}
		case "PLB":
			for n := 4; n <= seg.Len(); n += 2 {
				b.plb = b.plb.Add(amount(seg, n))
			}
		case "SE":
			b.endClaim()
			b.hold(b.paid.Sub(b.plb).Equal(b.payment) && !b.payment.IsNegative(), "payment")
		}
	}
}

func (b *balance) hold(ok bool, what string) {
	if !ok {
		b.problems = append(b.problems, fmt.Sprintf("%s does not balance (claim %s)", what, b.account))
	}
}

func (b *balance) endLine() {
	b.hold(!b.inLine || b.linePaid.Equal(b.lineStated), "line")
	b.inLine = false
}

func (b *balance) endClaim() {
	b.endLine()
	if b.inClaim {
		b.hold(b.left.IsZero(), "claim")
		b.hold(b.lines == 0 || b.lineCharges.Equal(b.charge), "claim charge")
		b.hold(b.status == "22" && b.patient.IsZero() || b.status != "22" && b.patient.Equal(b.owed), "patient responsibility")
	}
	b.inClaim = false
}

// remittanceDraw draws remittances that balance.
func remittanceDraw(t *rapid.T) *record.Remittance {
	draw := &claimDraw{T: t, kind: record.Professional}
	r := remittance()
	r.Claims, r.Amount = nil, decimal.Zero
	for n := range rapid.IntRange(1, 5).Draw(t, "claims") {
		claim := draw.claim(n+1, *visitWithoutLines())
		d := &record.Decision{Control: fmt.Sprintf("2606100%04d", n), Status: record.ProcessedPrimary, Charge: claim.Charge}
		lines := claim.Lines
		if d.Whole = draw.maybe(); d.Whole { // as a stay
			lines = []record.ServiceLine{{Charge: claim.Charge, Units: decimal.NewFromInt(3)}}
		}
		for i := range lines {
			line := decideLine(draw, &lines[i])
			d.Paid, d.Patient = d.Paid.Add(line.Paid), d.Patient.Add(record.SumGroup(line.Adjustments, record.PR))
			d.Lines = append(d.Lines, line)
		}
		if draw.maybe() {
			d = negated(d)
		}
		r.Claims = append(r.Claims, record.RemittanceClaim{Claim: claim, Decision: d})
		r.Amount = r.Amount.Add(d.Paid)
	}
	for range rapid.IntRange(0, 8).Draw(t, "provider adjustments") {
		a := record.ProviderAdjustment{Reason: pick(t, "WO", "L6", "CT", "E3"), Reference: "R-1", Amount: draw.amount()}
		if draw.maybe() {
			a.Amount = a.Amount.Neg()
		}
		r.Adjustments = append(r.Adjustments, a)
		r.Amount = r.Amount.Sub(a.Amount)
	}
	if r.Amount.IsNegative() {
		r.Adjustments = append(r.Adjustments, record.ProviderAdjustment{Reason: "FB", Reference: r.TraceNumber, Amount: r.Amount})
		r.Amount = decimal.Zero
	}
	if r.Amount.IsZero() {
		r.Method = record.NonPayment
	}
	return r
}

func visitWithoutLines() *record.Claim {
	c := visit()
	c.Charge, c.Lines = decimal.Zero, nil
	return c
}

// decideLine draws a decision that spreads a line's charge over reasons.
func decideLine(draw *claimDraw, line *record.ServiceLine) record.LineDecision {
	d := record.LineDecision{
		Line: line.Number, Procedure: line.Procedure, Charge: line.Charge, Paid: line.Charge, Units: line.Units, State: record.LinePaid,
	}
	if draw.maybe() {
		d.Procedure.Code, d.Units = "99211", decimal.NewFromInt(1)
	}
	reasons := []record.Adjustment{
		because("CO", "45", "0"), because("PR", "1", "0"), because("PR", "2", "0"), because("PR", "3", "0"), because("CO", "104", "0"),
		because("CO", "59", "0"), because("CO", "97", "0"), because("CO", "236", "0"), because("CO", "B7", "0"), because("CO", "29", "0"), because("OA", "94", "0"),
	}
	for range rapid.IntRange(0, len(reasons)).Draw(draw.T, "reasons") {
		a := reasons[len(d.Adjustments)]
		a.Amount = draw.amount()
		if a.Reason == "94" {
			a.Amount = a.Amount.Neg()
		}
		d.Adjustments, d.Paid = append(d.Adjustments, a), d.Paid.Sub(a.Amount)
	}
	return d
}

func TestWhatIsWrittenBalances(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		file := remittanceFile(rt, remittanceDraw(rt))
		require.Empty(rt, unbalanced(rt, file), "%s", file)
		require.Empty(rt, findingsOf(rt, file, "835", "005010X221A1"), "%s", file)
	})
}

// TestARemittanceToldClaimByClaimIsTheSame: byte for byte, and refused for the same
// reasons.
func TestARemittanceToldClaimByClaimIsTheSame(t *testing.T) {
	written := func(rt *rapid.T, write func(*x12.Writer) error) (string, []string) {
		var out bytes.Buffer
		w := x12.NewWriter(&out)
		w.BeginInterchange(x12.Interchange{SenderQualifier: "ZZ", Sender: "POPPY77001", ReceiverQualifier: "ZZ", Receiver: "BAYCLEAR", Date: "260316", Time: "0100", ControlNumber: "000000001"})
		w.BeginGroup(x12.FunctionalGroup{ID: "HP", Sender: "POPPY77001", Receiver: "BAYCLEAR", Date: "20260316", Time: "0100", ControlNumber: "1", Version: "005010X221A1"})
		if err := write(w); err != nil {
			why := strings.Split(err.Error(), "\n")
			slices.Sort(why)
			return "", why
		}
		w.EndGroup()
		w.EndInterchange()
		require.NoError(rt, w.Close())
		return out.String(), nil
	}
	rapid.Check(t, func(rt *rapid.T) {
		r := remittanceDraw(rt)
		switch rapid.IntRange(0, 4).Draw(rt, "upset") {
		case 0:
			r.Amount = r.Amount.Add(dollars("1"))
		case 1:
			d := r.Claims[rapid.IntRange(0, len(r.Claims)-1).Draw(rt, "claim")].Decision
			d.Paid, d.Status = d.Paid.Add(dollars("0.01")), pick(rt, d.Status, "99")
		case 2:
			r.Claims = append(r.Claims, record.RemittanceClaim{})
		case 3:
			r.Claims, r.TraceNumber, r.Produced = nil, "", 0
		}
		whole, why := written(rt, func(w *x12.Writer) error { return mapping.WriteRemittance835(w, "0001", &payingPoppy, r) })
		told, whyTold := written(rt, func(w *x12.Writer) error {
			alone := *r
			alone.Claims = nil
			set := mapping.BeginRemittance835(w, "0001", &payingPoppy, &alone)
			for i := range r.Claims {
				set.Claim(&r.Claims[i])
			}
			return set.End()
		})
		require.Equal(rt, why, whyTold)
		require.Equal(rt, whole, told)
	})
}

func TestAnyImbalanceIsRefusedAndNamesItsClaim(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		r := remittanceDraw(rt)
		claim := &r.Claims[rapid.IntRange(0, len(r.Claims)-1).Draw(rt, "claim")]
		line := &claim.Decision.Lines[rapid.IntRange(0, len(claim.Decision.Lines)-1).Draw(rt, "line")]
		cents := decimal.New(rapid.Int64Range(1, 1000).Draw(rt, "cents"), -2)
		amounts := []*decimal.Decimal{&line.Charge, &line.Paid, &claim.Decision.Charge, &claim.Decision.Paid}
		if claim.Decision.Status != record.Reversal {
			amounts = append(amounts, &claim.Decision.Patient)
		}
		for i := range line.Adjustments {
			amounts = append(amounts, &line.Adjustments[i].Amount)
		}
		off := pick(rt, amounts...)
		*off = off.Add(cents)
		var got *mapping.BalanceError
		require.ErrorAs(rt, refused(rt, r), &got)
		require.Equal(rt, claim.Claim.Account, got.Account)
		require.Equal(rt, claim.Decision.Control, got.Control)
	})
}
