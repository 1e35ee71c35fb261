package main

import (
	"errors"
	"fmt"
	"io"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/host"
)

// deliver writes to standard output, or into a file, which stands at its place
// when it is whole.
func (p *program) deliver(path string, write func(io.Writer) error) error {
	if path == "" {
		return write(p.stdout)
	}
	if err := host.Recover(p.files, path); err != nil {
		return err
	}
	f, err := p.files.Create(path + host.Partial)
	if err != nil {
		return err
	}
	if err := errors.Join(write(f), f.Sync(), f.Close()); err != nil {
		return errors.Join(fmt.Errorf("%s: %w", path, err), p.files.RemoveAll(path+host.Partial))
	}
	r := &host.Replacement{Files: p.files}
	if err := r.Put(path); err != nil {
		return errors.Join(err, r.Undo(), p.files.RemoveAll(path+host.Partial))
	}
	return r.Commit()
}
