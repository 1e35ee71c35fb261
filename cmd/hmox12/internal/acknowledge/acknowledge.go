// Package acknowledge writes the TA1 and 999 files that answer a received file
// while it is being examined.
package acknowledge

import (
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/outbox"
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/ack"
)

// File is an answer in the making.
type File interface {
	io.Writer
	// Keep finishes the answer. One that can't be finished is discarded.
	Keep() error
	Discard() error
}

// Office is what answering needs.
type Office interface {
	// Create begins an answer of a kind (TA1 or 999) to an interchange.
	Create(kind string, to *x12.Interchange, control int) (File, error)
	// Next gives the next interchange control number; the group's is the same.
	Next() (int, error)
	// Now is the date and time of the answers.
	Now() time.Time
	// Partner returns who sent an interchange, nil when it is nobody known. It
	// says how the answer is written.
	Partner(sent *x12.Interchange) *record.TradingPartner
}

// Acknowledger answers one received file.
type Acknowledger struct {
	office Office
	err    error

	header *x12.Interchange
	file   File // the open 999, nil until a group asks for one
	w      *x12.Writer
	open   *ack.Writer999
	groups int
}

// New returns an Acknowledger.
func New(office Office) *Acknowledger { return &Acknowledger{office: office} }

// Err returns the first error; what follows it is not written.
func (a *Acknowledger) Err() error { return a.err }

// Listen returns a listener that answers and then tells next.
func (a *Acknowledger) Listen(next ack.Listener) ack.Listener {
	l := next
	l.InterchangeBegan = func(h *x12.Interchange) {
		a.header = h
		if next.InterchangeBegan != nil {
			next.InterchangeBegan(h)
		}
	}
	l.GroupBegan = func(g *x12.FunctionalGroup) {
		a.do(func() error { return a.beginGroup(g) })
		if next.GroupBegan != nil {
			next.GroupBegan(g)
		}
	}
	l.SetEnded = func(s *ack.Set) {
		if a.open != nil && a.err == nil {
			a.open.Set(s)
		}
		if next.SetEnded != nil {
			next.SetEnded(s)
		}
	}
	l.GroupEnded = func(g *ack.Group) {
		if a.open != nil && a.err == nil {
			a.open.End(g)
			a.open = nil
		}
		if next.GroupEnded != nil {
			next.GroupEnded(g)
		}
	}
	l.InterchangeEnded = func(i *ack.Interchange) {
		a.do(func() error { return a.endInterchange(i) })
		if next.InterchangeEnded != nil {
			next.InterchangeEnded(i)
		}
	}
	return l
}

func (a *Acknowledger) do(step func() error) {
	if a.err == nil {
		a.err = step()
	}
}

// beginGroup begins the 999 of a group; of a group of acknowledgments there is
// none.
func (a *Acknowledger) beginGroup(g *x12.FunctionalGroup) error {
	if g.ID == ack.AckGroup {
		return nil
	}
	if a.file == nil {
		if err := a.begin999(); err != nil {
			return err
		}
	}
	a.groups++
	a.open = ack.Begin999(a.w, fmt.Sprintf("%04d", a.groups), g)
	return nil
}

func (a *Acknowledger) begin999() error {
	control, err := a.office.Next()
	if err != nil {
		return err
	}
	if a.file, err = a.office.Create("999", a.header, control); err != nil {
		return err
	}
	a.w = a.newWriter(a.file, a.header)
	h := Reply(a.w, a.header, a.office.Now(), control)
	a.w.BeginInterchange(h)
	a.w.BeginGroup(x12.FunctionalGroup{
		ID: ack.AckGroup, Sender: h.Sender, Receiver: h.Receiver,
		Date: a.office.Now().Format("20060102"), Time: h.Time, ControlNumber: fmt.Sprint(control), Version: ack.Implementation,
	})
	return nil
}

// endInterchange keeps the 999, or drops it where the whole interchange was
// refused, and writes the TA1.
func (a *Acknowledger) endInterchange(i *ack.Interchange) error {
	file, w := a.file, a.w
	a.file, a.w, a.header, a.groups = nil, nil, nil, 0
	switch {
	case file == nil:
	case i.Verdict == ack.Rejected:
		if err := file.Discard(); err != nil {
			return err
		}
	default:
		w.EndGroup()
		w.EndInterchange()
		if err := finish(w, file); err != nil {
			return fmt.Errorf("999: %w", err)
		}
	}
	if !i.NeedsTA1() {
		return nil
	}
	return a.writeTA1(i)
}

func (a *Acknowledger) writeTA1(i *ack.Interchange) error {
	control, err := a.office.Next()
	if err != nil {
		return err
	}
	file, err := a.office.Create("TA1", i.Header, control)
	if err != nil {
		return err
	}
	w := a.newWriter(file, i.Header)
	w.BeginInterchange(Reply(w, i.Header, a.office.Now(), control))
	ack.WriteTA1(w, i)
	w.EndInterchange()
	return finish(w, file)
}

// finish keeps an answer that was written whole and discards any other.
func finish(w *x12.Writer, file File) error {
	if err := w.Close(); err != nil {
		return errors.Join(err, file.Discard())
	}
	return file.Keep()
}

func (a *Acknowledger) newWriter(file File, to *x12.Interchange) *x12.Writer {
	return outbox.NewWriter(file, a.office.Partner(to), x12.DefaultDelimiters)
}

// Discard drops an answer that is still open, when the file could not be read
// to its end.
func (a *Acknowledger) Discard() error {
	if a.file == nil {
		return nil
	}
	file := a.file
	a.file = nil
	return file.Discard()
}

// Reply addresses an answer that w writes to whoever sent h. What the sender got
// wrong in its own header is mended, and what can't be written is left out of the
// ids, or no answer could be sent. The ids of the book can be written.
func Reply(w *x12.Writer, h *x12.Interchange, now time.Time, control int) x12.Interchange {
	usage := h.Usage
	if usage != "T" {
		usage = "P"
	}
	return x12.Interchange{
		SenderQualifier: qualifier(h.ReceiverQualifier), Sender: party(w, h.Receiver),
		ReceiverQualifier: qualifier(h.SenderQualifier), Receiver: party(w, h.Sender),
		Date: now.Format("060102"), Time: now.Format("1504"),
		ControlNumber: fmt.Sprintf("%09d", control), Usage: usage,
	}
}

// party returns an id of the header as it can be written.
func party(w *x12.Writer, id string) string {
	if written := ack.Clean(w, id, 15); written != "" || id == "" {
		return written
	}
	return "UNKNOWN"
}

func qualifier(q string) string {
	if !x12.ValidQualifier(q) {
		return "ZZ"
	}
	return q
}
