package x12

import "strconv"

// Number adds an element that is a number of type R or N0, with no zeros that say
// nothing: no point without digits behind it, none at their end.
func (w *Writer) Number(d Decimal) {
	var digits [32]byte
	w.number(d.Append(digits[:0]))
}

// Count adds an element that is a whole number.
func (w *Writer) Count(n int) {
	var digits [32]byte
	w.number(strconv.AppendInt(digits[:0], int64(n), 10))
}

// number adds digits, a minus and a point, of which any could be a delimiter.
func (w *Writer) number(digits []byte) {
	w.next()
	for _, b := range digits {
		if !w.admits[b] {
			w.data(string(digits))
			return
		}
	}
	if w.err == nil {
		w.buffer = append(w.buffer, digits...)
		w.kept = len(w.buffer)
	}
}

// Append appends the number as X12 writes it, without zeros that say nothing. Its
// Scale may be negative: zeros before the point.
func (d Decimal) Append(b []byte) []byte {
	unscaled, scale := d.Unscaled, int(d.Scale)
	for scale > 0 && unscaled%10 == 0 {
		unscaled, scale = unscaled/10, scale-1
	}
	if unscaled == 0 {
		return append(b, '0')
	}
	if unscaled < 0 {
		b = append(b, '-')
	}
	magnitude := uint64(unscaled)
	if unscaled < 0 {
		magnitude = -magnitude
	}
	var digits [20]byte
	text := strconv.AppendUint(digits[:0], magnitude, 10)
	switch {
	case scale <= 0:
		b = append(b, text...)
		for range -scale {
			b = append(b, '0')
		}
	case scale < len(text):
		b = append(append(append(b, text[:len(text)-scale]...), '.'), text[len(text)-scale:]...)
	default:
		b = append(b, '0', '.')
		for range scale - len(text) {
			b = append(b, '0')
		}
		b = append(b, text...)
	}
	return b
}
