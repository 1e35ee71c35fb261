package x12

import (
	"errors"
	"io"
)

// window is the part of the file that is in memory, with the index of it.
//
//	buf[0 ........ start ......... scanned ......... end ........ cap]
//	   consumed     in the index     not yet scanned     free
//
// base is the file offset of buf[0]. Each byte is scanned once: when the window
// ends inside of a segment, it moves to the front, more is read, and the scan goes
// on where it stopped.
type window struct {
	src        io.Reader
	srcErr     error // why src gave no more; reported when the window has run out
	buf        []byte
	most       int // bytes that buf may grow to
	start, end int
	scanned    int
	base       int64

	index     index
	delimited Delimiters // by which the index was made
	mark      int        // the first of index.marks that is not consumed; 1 at least
	next      int        // the first of index.terminators that is not consumed
}

func newWindow(src io.Reader) window { return window{src: src, index: newIndex(), mark: 1} }

// offset returns how many bytes of the file are consumed.
func (w *window) offset() int64 { return w.base + int64(w.start) }

// skipTo consumes what stands before i.
func (w *window) skipTo(i int) {
	w.start = i
	for w.mark < len(w.index.marks) && int(w.index.marks[w.mark]) < i {
		w.mark++
	}
	for w.next < len(w.index.terminators) && int(w.index.terminators[w.next]) < w.mark {
		w.next++
	}
}

// delimitBy makes the index one by these delimiters, from start on.
func (w *window) delimitBy(d Delimiters) {
	if d.Element == w.delimited.Element && d.Segment == w.delimited.Segment {
		return
	}
	w.delimited, w.scanned = d, w.start
	w.index.marks, w.index.terminators = w.index.marks[:1], w.index.terminators[:0]
	w.mark, w.next = 1, 0
}

// scan takes more of the window into the index, of which all terminators are
// consumed. It reports false when all of the window is in it.
func (w *window) scan() bool {
	w.scanned = max(w.scanned, w.start)
	if w.scanned == w.end {
		return false
	}
	if w.mark > 1 { // what is consumed makes room
		open := copy(w.index.marks[1:], w.index.marks[w.mark:])
		w.index.marks, w.mark = w.index.marks[:1+open], 1
	}
	w.index.terminators, w.next = w.index.terminators[:0], 0
	to := min(w.scanned+scanChunk, w.end)
	w.index.find(w.buf[w.scanned:to], w.scanned, w.delimited.Element, w.delimited.Segment)
	w.scanned = to
	return true
}

// fill reads more into the window, making room first. It reports false at the
// end of the source or when the window may not grow further.
func (w *window) fill() bool {
	if w.srcErr != nil {
		return false
	}
	w.moveToFront()
	if w.end == len(w.buf) {
		if len(w.buf) >= w.most {
			return false
		}
		grown := make([]byte, min(2*len(w.buf), w.most))
		copy(grown, w.buf)
		w.buf = grown
	}
	for range 100 {
		n, err := w.src.Read(w.buf[w.end:])
		w.end += n
		if err != nil {
			w.srcErr = err
		}
		if n > 0 {
			return true
		}
		if err != nil {
			return false
		}
	}
	w.srcErr = io.ErrNoProgress
	return false
}

// moveToFront moves what is not consumed to the front.
func (w *window) moveToFront() {
	if w.start == 0 {
		return
	}
	copy(w.buf, w.buf[w.start:w.end])
	open := w.index.marks[w.mark:]
	for i := range open {
		open[i] -= int32(w.start)
	}
	w.base += int64(w.start)
	w.end -= w.start
	w.scanned = max(0, w.scanned-w.start)
	w.start = 0
}

// need makes sure that n bytes are in the window, or all that is left.
func (w *window) need(n int) {
	for w.end-w.start < n && w.fill() {
	}
}

// failed returns the source's error, if it was one.
func (w *window) failed() error {
	if w.srcErr != nil && !errors.Is(w.srcErr, io.EOF) {
		return w.srcErr
	}
	return nil
}

// skipPadding consumes padding up to the next byte that is none, or the end of the
// file. A terminator is never padding.
func (w *window) skipPadding(terminator byte) {
	for {
		at := w.start
		for at < w.end {
			b := w.buf[at]
			if !padding(b) || (b == terminator && b != 0 && b != '\n' && b != '\r') {
				break
			}
			at++
		}
		w.skipTo(at)
		if at < w.end || !w.fill() {
			return
		}
	}
}

// padding reports whether b may stand between segments: line breaks, blanks,
// and what old systems put at the end of a file (NUL, Ctrl-Z).
func padding(b byte) bool {
	switch b {
	case ' ', '\t', '\r', '\n', 0, 0x1a:
		return true
	}
	return false
}
