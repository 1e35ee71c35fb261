package intake

import (
	"errors"
	"fmt"
	"io"

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

// controls delimit what no printable delimiters can: they never stand in data.
var controls = x12.Delimiters{Element: 0x1d, Repetition: 0x1f, Component: 0x1e, Segment: 0x1c}

// inquiries writes the 271 file that answers the 270 sets of one interchange.
type inquiries struct {
	*chain
	file    acknowledge.File
	asked   x12.Interchange
	answers []*record.EligibilityAnswer // of the open set

	w          *x12.Writer // nil until the first set
	delimiters x12.Delimiters
	control    int
	sets       int // in the open interchange
}

// beginInquiries begins the file.
func (p *processor) beginInquiries() (*inquiries, error) {
	control, err := p.Next()
	if err != nil {
		return nil, err
	}
	asked := *p.reader.Interchange()
	file, err := p.Create("271", &asked, control)
	if err != nil {
		return nil, err
	}
	delimiters := asked.Delimiters
	if delimiters.Repetition == 0 && !delimiters.Contains('^') {
		delimiters.Repetition = '^' // the asker repeats nothing, but answers do
	}
	return &inquiries{chain: p.chain, file: file, asked: asked, control: control, delimiters: delimiters}, nil
}

func (q *inquiries) add(a *record.EligibilityAnswer) error {
	q.answers = append(q.answers, a)
	if len(q.answers) == maxAnswers {
		return q.endSet()
	}
	return nil
}

// endSet writes the answers to what was asked in one 270 set. They are delimited
// as the inquiry was, so that whatever the asker sent can be echoed; where our
// own words hold such a delimiter, as O'BRIEN may, an interchange begins that is
// delimited by control characters.
func (q *inquiries) endSet() error {
	if len(q.answers) == 0 {
		return nil
	}
	var refused *x12.WriteError
	if q.delimiters != controls && errors.As(q.try(), &refused) {
		if err := q.endInterchange(); err != nil {
			return err
		}
		q.delimiters = controls
	}
	if q.w == nil {
		if err := q.beginInterchange(); err != nil {
			return err
		}
	}
	q.sets++
	err := q.write(q.w, q.sets)
	q.answers = nil
	return err
}

func (q *inquiries) write(w *x12.Writer, number int) error {
	return mapping.WriteEligibility271(w, mapping.Eligibility271{
		ControlNumber: fmt.Sprintf("%04d", number),
		Created:       record.NewDate(q.Now().Year(), int(q.Now().Month()), q.Now().Day()),
		Time:          q.Now().Format("1504"),
	}, q.answers)
}

// try writes the set to nowhere and tells whether it can be written.
func (q *inquiries) try() error {
	w := x12.NewWriter(io.Discard, x12.Delimit(q.delimiters))
	q.begin(w, 1)
	return q.write(w, 1)
}

// beginInterchange begins the first interchange of the file, or another one.
func (q *inquiries) beginInterchange() error {
	if q.control == 0 {
		var err error
		if q.control, err = q.Next(); err != nil {
			return err
		}
	}
	options := []x12.WriterOption{x12.Delimit(q.delimiters)}
	if q.LineBreaks(&q.asked) {
		options = append(options, x12.LineBreaks())
	}
	q.w = x12.NewWriter(q.file, options...)
	q.begin(q.w, q.control)
	q.sets, q.control = 0, 0
	return nil
}

func (q *inquiries) begin(w *x12.Writer, control int) {
	header := acknowledge.Reply(&q.asked, q.Now(), control)
	w.BeginInterchange(header)
	w.BeginGroup(x12.FunctionalGroup{
		ID: "HB", Sender: header.Sender, Receiver: header.Receiver,
		Date: q.Now().Format("20060102"), Time: header.Time, ControlNumber: fmt.Sprint(control), Version: eligibilityGuide,
	})
}

func (q *inquiries) endInterchange() error {
	if q.w == nil {
		return nil
	}
	w := q.w
	q.w = nil
	w.EndGroup()
	w.EndInterchange()
	return w.Close()
}

// end closes the file.
func (q *inquiries) end() error {
	if err := q.endInterchange(); err != nil {
		return err
	}
	return q.file.Keep()
}
