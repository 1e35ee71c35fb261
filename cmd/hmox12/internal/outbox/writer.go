package outbox

import (
	"io"

	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
)

// NewWriter returns the Writer of what is sent to a partner: with the characters
// and line breaks that it chose. Everything that is sent is written by one. A
// partner that nobody knows (nil) gets the extended characters without line
// breaks. A dst with a method Tell, as a Draft has it, hears which envelopes were
// written to it.
func NewWriter(dst io.Writer, to *record.TradingPartner, delimiters x12.Delimiters) *x12.Writer {
	options := []x12.WriterOption{x12.Delimit(delimiters)}
	if to != nil {
		options = append(options, x12.Characters(Charset(to.Characters)))
		if to.LineBreaks {
			options = append(options, x12.LineBreaks())
		}
	}
	if listener, ok := dst.(interface{ Tell(x12.Envelope) }); ok {
		options = append(options, x12.Tell(listener.Tell))
	}
	return x12.NewWriter(dst, options...)
}

// Charset returns the characters that a partner chose; extended, if it did not.
func Charset(c record.Characters) x12.Charset {
	charset, _ := x12.ParseCharset(string(c))
	return charset
}
