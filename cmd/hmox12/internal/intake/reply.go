package intake

import (
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/acknowledge"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/outbox"
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
)

// replyKind is a kind of business answer.
type replyKind struct {
	name         string // as files are called
	functionalID string // GS01
	version      string // GS08
}

// controls delimit what no printable delimiters can: they never stand in data.
var controls = x12.Delimiters{Element: 0x1d, Repetition: 0x1f, Component: 0x1e, Segment: 0x1c}

// reply writes the file that answers the sets of one interchange, one set or more
// for each of them. It is delimited as what was asked, so that whatever the asker
// sent can be echoed.
type reply struct {
	*chain
	kind  replyKind
	file  acknowledge.File
	asked x12.Interchange

	w          *x12.Writer // nil until the first set
	delimiters x12.Delimiters
	control    int // of the interchange to begin; 0 when it was used
	sets       int // in the open interchange
}

// beginReply begins the file.
func (p *processor) beginReply(kind replyKind) (*reply, error) {
	return p.beginReplyTo(kind, p.header)
}

// beginReplyTo begins the file that answers an interchange, of which the parties and
// delimiters count.
func (c *chain) beginReplyTo(kind replyKind, asked x12.Interchange) (*reply, error) {
	control, err := c.Next()
	if err != nil {
		return nil, err
	}
	file, err := c.Create(kind.name, &asked, control)
	if err != nil {
		return nil, err
	}
	delimiters := asked.Delimiters
	if delimiters.Repetition == 0 && !delimiters.Contains('^') {
		delimiters.Repetition = '^' // the asker repeats nothing, but answers do
	}
	return &reply{chain: c, kind: kind, file: file, asked: asked, control: control, delimiters: delimiters}, nil
}

// set writes one set of the number (ST02) that it is given. Where a number of ours
// holds a delimiter of the asker's, an interchange begins that is delimited by
// control characters; names are folded instead, O'BRIEN to OBRIEN. A number with a
// character that the asker does not take is an error that says which element.
func (r *reply) set(write func(w *x12.Writer, number string) error) error {
	err := r.try(write)
	var refused *x12.WriteError
	if r.delimiters != controls && errors.As(err, &refused) {
		if err := r.endInterchange(); err != nil {
			return err
		}
		r.delimiters = controls
		err = r.try(write)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", r.kind.name, err)
	}
	return nil
}

func setNumber(n int) string { return fmt.Sprintf("%04d", n) }

// try writes the set, and before the first one the head of an interchange; neither
// when the set can't be written.
func (r *reply) try(write func(w *x12.Writer, number string) error) error {
	w, first := r.w, r.w == nil
	if first {
		if r.control == 0 {
			var err error
			if r.control, err = r.Next(); err != nil {
				return err
			}
		}
		w, r.sets = r.writer(r.file), 0
	}
	err := w.Try(func() error {
		if first {
			r.begin(w, r.control)
		}
		return write(w, setNumber(r.sets+1))
	})
	if err != nil {
		return err
	}
	if first {
		r.w, r.control = w, 0
	}
	r.sets++
	return nil
}

func (r *reply) writer(dst io.Writer) *x12.Writer {
	return outbox.NewWriter(dst, r.Partner(&r.asked), r.delimiters)
}

func (r *reply) begin(w *x12.Writer, control int) {
	header := acknowledge.Reply(w, &r.asked, r.Now(), control)
	w.BeginInterchange(header)
	w.BeginGroup(x12.FunctionalGroup{
		ID: r.kind.functionalID, Sender: header.Sender, Receiver: header.Receiver,
		Date: r.Now().Format("20060102"), Time: header.Time, ControlNumber: strconv.Itoa(control), Version: r.kind.version,
	})
}

func (r *reply) endInterchange() error {
	if r.w == nil {
		return nil
	}
	w := r.w
	r.w = nil
	w.EndGroup()
	w.EndInterchange()
	return w.Close()
}

// end closes the file.
func (r *reply) end() error {
	if err := r.endInterchange(); err != nil {
		return err
	}
	return r.file.Keep()
}

// today is the date of the answers.
func (c *chain) today() record.Date {
	now := c.Now()
	return record.NewDate(now.Year(), int(now.Month()), now.Day())
}
