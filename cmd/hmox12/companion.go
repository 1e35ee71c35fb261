package main

import (
	"fmt"
	"io"

	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/guide"
)

// maxCompanion is the size up to which a companion guide is read, in bytes.
const maxCompanion = 1 << 20

// openCompanions reads partners' companion guides. What is wrong with one is told
// with its file and line.
func (p *program) openCompanions(names []string) (*guide.Companions, error) {
	var companions guide.Companions
	for _, name := range names {
		text, err := p.readCompanion(name)
		if err != nil {
			return nil, err
		}
		c, err := guide.CompileCompanion(name, text)
		if err != nil {
			return nil, err
		}
		if err := companions.Add(c); err != nil {
			return nil, err
		}
	}
	return &companions, nil
}

func (p *program) readCompanion(name string) (string, error) {
	f, err := p.files.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxCompanion+1))
	if err == nil && len(text) > maxCompanion {
		err = fmt.Errorf("%s: a companion guide has at most a megabyte", name)
	}
	return string(text), err
}

// guideOf chooses the guide by who sends.
func guideOf(companions *guide.Companions) func(from *x12.Interchange, set, version string) *guide.Guide {
	return func(from *x12.Interchange, set, version string) *guide.Guide {
		g, _ := companions.Lookup(from.Sender, set, version)
		return g
	}
}
