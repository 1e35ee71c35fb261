package main

import (
	"io"

	"github.com/schollz/progressbar/v3"
)

// progressFrom is how long a file must be for a progress bar, in bytes.
const progressFrom = 8 << 20

// progress returns a bar on a terminal for a long file, or of unknown length;
// otherwise something that shows nothing.
func (p *program) progress(what string, size int64) *bar {
	if !p.terminal || (size >= 0 && size < progressFrom) {
		return &bar{}
	}
	return &bar{progressbar.NewOptions64(size,
		progressbar.OptionSetWriter(p.stderr),
		progressbar.OptionSetDescription(what),
		progressbar.OptionShowBytes(true),
		progressbar.OptionClearOnFinish(),
		progressbar.OptionThrottle(100_000_000),
	)}
}

// bar is a progress bar that may not be there.
type bar struct{ *progressbar.ProgressBar }

var _ io.WriteCloser = (*bar)(nil)

// above returns a writer to the terminal that the bar is on: the bar is taken away
// before something is written, and comes again below it.
func (b *bar) above(w io.Writer) io.Writer {
	if b.ProgressBar == nil || terminalOf(w) == nil {
		return w
	}
	return aboveBar{w, b}
}

type aboveBar struct {
	io.Writer
	bar *bar
}

func (a aboveBar) Write(p []byte) (int, error) {
	if a.bar.ProgressBar != nil {
		_ = a.bar.Clear()
	}
	return a.Writer.Write(p)
}

// Write counts what was read.
func (b *bar) Write(p []byte) (int, error) {
	if b.ProgressBar != nil {
		_ = b.Add(len(p))
	}
	return len(p), nil
}

// Close takes the bar away.
func (b *bar) Close() error {
	if b.ProgressBar == nil {
		return nil
	}
	done := b.Finish()
	b.ProgressBar = nil
	return done
}
