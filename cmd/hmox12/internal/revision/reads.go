package revision

import (
	"io/fs"
	"maps"
	"slices"
	"sync"
)

// Reads is a folder that remembers which of its files were opened: what was
// loaded from it used those and no others. Files may be opened at the same time.
type Reads struct {
	fs.FS
	mu     sync.Mutex
	opened map[string]bool
}

// Open opens a file and remembers it.
func (r *Reads) Open(name string) (fs.File, error) {
	file, err := r.FS.Open(name)
	if err != nil {
		return nil, err
	}
	if info, err := file.Stat(); err == nil && !info.IsDir() {
		r.mu.Lock()
		defer r.mu.Unlock()
		if r.opened == nil {
			r.opened = map[string]bool{}
		}
		r.opened[name] = true
	}
	return file, nil
}

// Names returns the files that were opened, sorted.
func (r *Reads) Names() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Sorted(maps.Keys(r.opened))
}
