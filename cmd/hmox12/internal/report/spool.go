package report

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"

	"github.com/shopspring/decimal"
)

// spool keeps the rows of claims, as summary.json has them, until what stands before
// them is known: a night may have millions.
type spool struct {
	aside io.ReadWriteSeeker // nil: in memory
	bytes []byte             // not aside yet
	size  int64              // of what is aside
	rows  int
	err   error
}

// spooled is how much is gathered before it is put aside.
const spooled = 1 << 16

// add adds a row.
func (s *spool) add(r *claimRow) {
	if s.rows++; s.rows > 1 {
		s.bytes = append(s.bytes, ',')
	}
	s.bytes = appendJSON(append(s.bytes, "\n    "...), r)
	if s.aside != nil && len(s.bytes) >= spooled {
		s.flush()
	}
}

func (s *spool) flush() {
	if s.err != nil {
		return
	}
	var n int
	n, s.err = s.aside.Write(s.bytes)
	s.size += int64(n)
	s.bytes = s.bytes[:0]
}

// copyTo writes all rows.
func (s *spool) copyTo(w io.Writer) error {
	if s.aside != nil {
		if s.flush(); s.err != nil {
			return s.err
		}
		if _, err := s.aside.Seek(0, io.SeekStart); err != nil {
			return err
		}
		if _, err := io.CopyN(w, bufio.NewReaderSize(s.aside, spooled), s.size); err != nil {
			return err
		}
		_, err := s.aside.Seek(s.size, io.SeekStart) // where the next row goes
		return err
	}
	_, err := io.Copy(w, bytes.NewReader(s.bytes))
	return err
}

// appendJSON appends a claim's row as encoding/json would write it.
func appendJSON(b []byte, r *claimRow) []byte {
	b = appendText(append(b, `{"control":`...), r.Control)
	b = appendText(append(b, `,"account":`...), r.Account)
	b = appendText(append(b, `,"file":`...), r.File)
	b = appendText(append(b, `,"outcome":`...), string(r.Outcome))
	b = appendText(append(b, `,"status":`...), r.Status)
	b = appendAmount(append(b, `,"charge":`...), r.Charge)
	b = appendAmount(append(b, `,"paid":`...), r.Paid)
	b = appendAmount(append(b, `,"patient":`...), r.Patient)
	b = appendText(append(b, `,"model":`...), string(modelKey(r.Model)))
	b = append(b, `,"reasons":[`...)
	for i, reason := range r.Reasons {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendText(b, reason)
	}
	return append(b, "]}"...)
}

func appendAmount(b []byte, d decimal.Decimal) []byte {
	b = append(b, '"')
	b = append(b, d.StringFixed(2)...)
	return append(b, '"')
}

// appendText appends text quoted. Nearly all of it is plain.
func appendText(b []byte, text string) []byte {
	for i := range len(text) {
		switch c := text[i]; {
		case c < ' ', c > '~', c == '"', c == '\\', c == '<', c == '>', c == '&':
			quoted, _ := json.Marshal(text) // can't fail for a string
			return append(b, quoted...)
		}
	}
	b = append(b, '"')
	b = append(b, text...)
	return append(b, '"')
}
