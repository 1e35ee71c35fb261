package intake_test

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/outbox"
	"github.com/hmox12/hmox12/mapping"
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/ack"
	"github.com/hmox12/hmox12/x12/guide"
)

// BenchmarkInquiry answers one 270 in memory: read, checked up to level 5, mapped,
// decided by the sample book with what the database says was used, and written as a
// 271. It is what a practice waits for in real time, but for the network and the
// record of it.
func BenchmarkInquiry(b *testing.B) {
	o := open(b)
	tx, err := o.database.Begin(context.Background())
	require.NoError(b, err)
	defer func() { _ = tx.Rollback() }()
	g, ok := guide.Lookup("270", "005010X279A1")
	require.True(b, ok)
	var asked *record.Inquiry
	mapper := mapping.NewInquiryMapper(record.Source{}, 20260302, func(q *record.Inquiry) { asked = q })
	walker := guide.NewWalker(g, nil, guide.PlaceOnly())
	file := []byte(interchange("000000001", inquiryGroup("1", inquirySet("0001", 1))))
	var answer bytes.Buffer
	b.SetBytes(int64(len(file)))
	b.ReportAllocs()
	for b.Loop() {
		listener := ack.Listener{Finding: func(f ack.Finding) { b.Fatal(f.Error) }}
		if err := ack.Examine(x12.NewReader(bytes.NewReader(file), x12.Window(8<<10)), ack.Options{Level: 5}, listener); err != nil {
			b.Fatal(err)
		}
		asked = nil
		for r := x12.NewReader(bytes.NewReader(file), x12.Window(8<<10)); asked == nil; {
			segment, err := r.Next()
			if err != nil {
				b.Fatal(err)
			}
			if segment.Is("ST") {
				walker.Begin()
			}
			if segment.Position() > 0 {
				mapper.Add(segment, walker.Walk(segment))
			}
			if segment.Is("SE") {
				mapper.End()
			}
		}
		told := adjudicate.Eligibility(o.intake.Book, tx.Ledger(), asked, adjudicate.Options{Today: 20260302})
		answer.Reset()
		w := outbox.NewWriter(&answer, nil, x12.DefaultDelimiters)
		w.BeginInterchange(x12.Interchange{SenderQualifier: "ZZ", Sender: "POPPY77001", ReceiverQualifier: "ZZ", Receiver: "BAYCLEAR", Date: "260302", Time: "0800", ControlNumber: "000000001", Usage: "P"})
		w.BeginGroup(x12.FunctionalGroup{ID: "HB", Sender: "POPPY77001", Receiver: "BAYCLEAR", Date: "20260302", Time: "0800", ControlNumber: "1", Version: "005010X279A1"})
		if err := mapping.WriteEligibility271(w, mapping.Eligibility271{ControlNumber: "0001", Created: 20260302, Time: "0800"}, []*record.EligibilityAnswer{told}); err != nil {
			b.Fatal(err)
		}
		w.EndGroup()
		w.EndInterchange()
		if err := w.Close(); err != nil {
			b.Fatal(err)
		}
	}
	require.Contains(b, answer.String(), "EB*1**30*HM")
}

// BenchmarkInquiries takes files of a thousand inquiries: from the folder to the
// 271 beside it, each recorded durably in SQLite.
func BenchmarkInquiries(b *testing.B) {
	const inquiries = 1000
	o := open(b)
	set := inquirySet("0001", inquiries)
	b.SetBytes(int64(len(set)))
	b.ReportAllocs()
	for n := 1; b.Loop(); n++ {
		number := fmt.Sprintf("%09d", n)
		received := o.take("file"+number+".x12", interchange(number, inquiryGroup("1", set)))
		if received.Inquiries != inquiries {
			b.Fatal(received)
		}
	}
	b.ReportMetric(inquiries*float64(b.N)/b.Elapsed().Seconds(), "inquiries/s")
	require.Positive(b, strings.Count(o.read(o.answers()[0]), "ISA"))
}
