package main

import (
	"context"
	"errors"
	"io"
	"os"
)

// errFolder tells somebody who named a folder what to do.
var errFolder = errors.New("is a folder; name the files in it")

// input is a file, or standard input, that a command reads once.
type input struct {
	io.ReadCloser
	size int64 // in bytes; -1 when nobody knows
	ctx  context.Context
}

// openInput opens a file for reading; - is standard input. Reading ends with the
// context's error when the program is interrupted.
func (p *program) openInput(ctx context.Context, command, name string) (*input, error) {
	if name == "-" {
		return &input{ReadCloser: io.NopCloser(p.stdin), size: -1, ctx: ctx}, nil
	}
	f, err := p.files.Open(name)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err == nil && info.IsDir() {
		err = &os.PathError{Op: command, Path: name, Err: errFolder}
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return &input{ReadCloser: f, size: info.Size(), ctx: ctx}, nil
}

// Read reads from the file.
func (i *input) Read(b []byte) (int, error) {
	if err := i.ctx.Err(); err != nil {
		return 0, err
	}
	return i.ReadCloser.Read(b)
}
