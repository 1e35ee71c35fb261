package book

import (
	"errors"
	"io"
	"io/fs"
	"path"

	"github.com/hmox12/hmox12/x12/guide"
)

// maxCompanion is the size up to which a companion guide is read, in bytes.
const maxCompanion = 1 << 20

// companions reads companions/*.guide: what partners agreed to beyond the
// implementation guides. The folder may be missing.
func (l *loader) companions() error {
	entries, err := fs.ReadDir(l.files, "companions")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for _, e := range entries {
		if path.Ext(e.Name()) != ".guide" {
			continue
		}
		if err := l.companion(path.Join("companions", e.Name())); err != nil {
			return err
		}
	}
	return nil
}

// companion reads one companion guide.
func (l *loader) companion(name string) error {
	file, src, err := l.open(name, "")
	if file == nil {
		return err
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(skipMark(file), maxCompanion+1))
	if err != nil {
		return err
	}
	if len(text) > maxCompanion {
		src.report(0, 0, "", "the file is too long", "a companion guide has at most a megabyte")
		return nil
	}
	c, err := guide.CompileCompanion(name, string(text))
	if err == nil {
		err = l.book.agreed.Add(c)
	}
	var fault *guide.SyntaxError
	switch {
	case errors.As(err, &fault):
		src.report(fault.Line, 0, "", fault.Reason, "x12/guide/data/companion.md says how companion guides are written")
	case err != nil:
		return err
	case c.Partner != "*" && l.book.Partner(c.Partner) == nil && !l.unread["partners.csv"]:
		src.report(c.Line(), 0, "companion", "no such trading partner: "+c.Partner, "add it to partners.csv, or write * for everybody")
	}
	return nil
}
