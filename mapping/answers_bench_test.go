package mapping_test

import (
	"fmt"
	"io"
	"testing"

	"github.com/hmox12/hmox12/mapping"
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
)

// benchmarkAnswer measures the writing of a set in an interchange that is open.
func benchmarkAnswer(b *testing.B, write func(w *x12.Writer, number string) error) {
	var length counted
	w := x12.NewWriter(&length)
	w.BeginInterchange(x12.Interchange{SenderQualifier: "ZZ", Sender: "POPPY77001", ReceiverQualifier: "ZZ", Receiver: "BAYCLEAR", Date: "260302", Time: "1130", ControlNumber: "000000013"})
	w.BeginGroup(x12.FunctionalGroup{ID: "HN", Sender: "POPPY77001", Receiver: "BAYCLEAR", Date: "20260302", Time: "1130", ControlNumber: "13", Version: "005010X214"})
	b.ReportAllocs()
	sets := 0
	for b.Loop() {
		if err := write(w, "0001"); err != nil {
			b.Fatal(err)
		}
		sets++
	}
	b.SetBytes(int64(length) / int64(sets))
}

// counted is how many bytes were written.
type counted int64

func (c *counted) Write(p []byte) (int, error) {
	*c += counted(len(p))
	return io.Discard.Write(p)
}

// BenchmarkWriteAcknowledgment277 writes what became of a thousand claims.
func BenchmarkWriteAcknowledgment277(b *testing.B) {
	var receipts []*record.ClaimReceipt
	for n := range 1000 {
		receipts = append(receipts, received(fmt.Sprint("A-", n), 150, 20260217, 20260217))
	}
	benchmarkAnswer(b, func(w *x12.Writer, number string) error {
		return mapping.WriteAcknowledgment277(w, acknowledgingPayer, mapping.ClaimAcknowledgment{
			ControlNumber: number, Reference: "CA-13", Receipt: "RCV-7", Received: 20260302, Created: 20260302, Time: "1130",
		}, receipts)
	})
}

// BenchmarkWriteRemittance835 pays a thousand claims.
func BenchmarkWriteRemittance835(b *testing.B) {
	r := remittance()
	r.Claims, r.Amount = nil, dollars("60000")
	for n := range 1000 {
		claim := visit()
		claim.Account = fmt.Sprint("A-", n)
		r.Claims = append(r.Claims, record.RemittanceClaim{Claim: claim, Decision: paidVisit(fmt.Sprintf("2606%07d", n))})
	}
	benchmarkAnswer(b, func(w *x12.Writer, number string) error {
		return mapping.WriteRemittance835(w, number, &payingPoppy, r)
	})
}
