package intake

import (
	"fmt"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/acknowledge"
	"github.com/hmox12/hmox12/mapping"
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
)

// eligibilityGuide is the guide of 270 and 271.
const eligibilityGuide = "005010X279A1"

// maxAnswers is how many answers one 271 set carries; the answers to a 270 set
// with more patients go on in the next set.
const maxAnswers = 500

// inquiry answers one inquiry.
func (p *processor) inquiry(q *record.Inquiry) {
	if p.err == nil {
		p.err = p.takeInquiry(q)
	}
}

func (p *processor) takeInquiry(q *record.Inquiry) error {
	p.received.Inquiries++
	if p.inquiries == nil {
		var err error
		if p.inquiries, err = p.beginInquiries(); err != nil {
			return err
		}
	}
	ledger := p.tx.Ledger()
	answer := adjudicate.Eligibility(p.Book, ledger, q, p.options())
	if err := ledger.Err(); err != nil {
		return err
	}
	n, err := p.tx.NextControlNumber(EligibilityNumbers)
	if err != nil {
		return err
	}
	night := p.Book.Night()
	answer.Trace = night.Eligibility.Number(q.Received, n)
	if err := p.tx.AddInquiry(p.open().id, answer); err != nil {
		return err
	}
	return p.inquiries.add(answer)
}

// inquiries writes the 271 file that answers the 270 sets of one interchange.
type inquiries struct {
	*chain
	file    acknowledge.File
	w       *x12.Writer
	answers []*record.EligibilityAnswer // of the open set
	sets    int
}

// beginInquiries begins the file. It is delimited as the inquiry was, so that
// whatever the asker sent can be echoed.
func (p *processor) beginInquiries() (*inquiries, error) {
	control, err := p.Next()
	if err != nil {
		return nil, err
	}
	asked := p.reader.Interchange()
	file, err := p.Create("271", asked, control)
	if err != nil {
		return nil, err
	}
	q := &inquiries{chain: p.chain, file: file}
	options := []x12.WriterOption{x12.Delimit(asked.Delimiters)}
	if p.LineBreaks(asked) {
		options = append(options, x12.LineBreaks())
	}
	q.w = x12.NewWriter(file, options...)
	header := acknowledge.Reply(asked, p.Now(), control)
	q.w.BeginInterchange(header)
	q.w.BeginGroup(x12.FunctionalGroup{
		ID: "HB", Sender: header.Sender, Receiver: header.Receiver,
		Date: p.Now().Format("20060102"), Time: header.Time, ControlNumber: fmt.Sprint(control), Version: eligibilityGuide,
	})
	return q, nil
}

func (q *inquiries) add(a *record.EligibilityAnswer) error {
	q.answers = append(q.answers, a)
	if len(q.answers) == maxAnswers {
		return q.endSet()
	}
	return nil
}

// endSet writes the answers to what was asked in one 270 set.
func (q *inquiries) endSet() error {
	if len(q.answers) == 0 {
		return nil
	}
	q.sets++
	err := mapping.WriteEligibility271(q.w, mapping.Eligibility271{
		ControlNumber: fmt.Sprintf("%04d", q.sets),
		Created:       record.NewDate(q.Now().Year(), int(q.Now().Month()), q.Now().Day()),
		Time:          q.Now().Format("1504"),
	}, q.answers)
	q.answers = nil
	return err
}

// end closes the file.
func (q *inquiries) end() error {
	q.w.EndGroup()
	q.w.EndInterchange()
	if err := q.w.Close(); err != nil {
		return err
	}
	return q.file.Keep()
}
