package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/acknowledge"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/host"
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/ack"
)

// answers writes the TA1 and 999 of validate --ack. Each answer is written
// beside its place and moved there when it is whole.
type answers struct {
	files host.Files
	dir   string // empty: nothing is answered
	base  string // name of the file that is answered, without its ending
	now   time.Time
	next  int

	acknowledger *acknowledge.Acknowledger
}

func (v *validation) newAnswers(name string) (*answers, error) {
	base := strings.TrimSuffix(filepath.Base(name), filepath.Ext(name))
	if name == "-" {
		base = "stdin"
	}
	a := &answers{files: v.files, dir: v.ackDir, base: base, now: host.System{}.Now()}
	if a.dir == "" {
		return a, nil
	}
	a.acknowledger = acknowledge.New(a)
	return a, v.files.MkdirAll(a.dir)
}

func (a *answers) listen(l ack.Listener) ack.Listener {
	if a.acknowledger == nil {
		return l
	}
	return a.acknowledger.Listen(l)
}

// keep reports whether every answer could be written.
func (a *answers) keep() error {
	if a.acknowledger == nil {
		return nil
	}
	if err := a.acknowledger.Err(); err != nil {
		return fmt.Errorf("writing the acknowledgment: %w", err)
	}
	return nil
}

func (a *answers) discard() {
	if a.acknowledger != nil {
		_ = a.acknowledger.Discard()
	}
}

// Create begins the file BASE.KIND-CONTROL.x12.
func (a *answers) Create(kind string, _ *x12.Interchange, control int) (acknowledge.File, error) {
	path := filepath.Join(a.dir, fmt.Sprintf("%s.%s-%09d.x12", a.base, kind, control))
	f, err := a.files.Create(path + ".partial")
	return &answer{File: f, files: a.files, path: path}, err
}

// Next numbers answers from 1 for each file: they are for reading, not for
// sending.
func (a *answers) Next() (int, error) { a.next++; return a.next, nil }

// Now is when the command began.
func (a *answers) Now() time.Time { return a.now }

// Partner makes answers readable.
func (a *answers) Partner(*x12.Interchange) *record.TradingPartner {
	return &record.TradingPartner{LineBreaks: true}
}

// answer is one acknowledgment in the making.
type answer struct {
	host.File
	files host.Files
	path  string
}

var _ io.Writer = (*answer)(nil)

// Keep moves the answer to its place.
func (a *answer) Keep() error {
	if err := errors.Join(a.Sync(), a.Close()); err != nil {
		return err
	}
	return a.files.Rename(a.path+".partial", a.path)
}

// Discard drops it.
func (a *answer) Discard() error {
	_ = a.Close()
	return a.files.RemoveAll(a.path + ".partial")
}
