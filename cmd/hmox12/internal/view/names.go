package view

import (
	_ "embed"
	"strings"
)

//go:embed names.txt
var namesText string

// names are what elements are called, by segment, element and component.
var names = parseNames(namesText)

type elementKey struct {
	segment      string
	n, component int
}

// parseNames reads lines such as "CLM05-3 Claim frequency". One that stands twice
// is a panic: the file is part of the program.
func parseNames(text string) map[elementKey]string {
	table := map[elementKey]string{}
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		place, name := cut(line)
		place, component, _ := strings.Cut(place, "-")
		id, n := place[:len(place)-2], place[len(place)-2:]
		key := elementKey{segment: id, n: int(n[0]-'0')*10 + int(n[1]-'0')}
		if component != "" {
			key.component = int(component[0] - '0')
		}
		if table[key] != "" {
			panic("names.txt has two names for " + place)
		}
		table[key] = name
	}
	return table
}
