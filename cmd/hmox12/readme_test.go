package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestTheReadmeShowsWhatTheProgramPrints runs each hmox12 command that the README
// shows and looks for what it shows beneath, in order; a line with … stands for
// lines that are left out. With -update it writes into the README what is printed.
func TestTheReadmeShowsWhatTheProgramPrints(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	require.NoError(t, err)
	readme, err := filepath.Abs("../../README.md")
	require.NoError(t, err)
	fixtures, err := filepath.Abs("../../fixtures")
	require.NoError(t, err)
	t.Chdir(t.TempDir())
	require.NoError(t, os.Symlink(fixtures, "fixtures"))

	commands := 0
	for _, block := range strings.Split(string(text), "```console\n")[1:] {
		block, _, _ = strings.Cut(block, "```")
		for _, shown := range strings.Split("\n"+block, "\n$ ")[1:] {
			command, output, _ := strings.Cut(shown, "\n")
			args, ok := strings.CutPrefix(command, "bin/hmox12 ")
			if !ok {
				continue
			}
			commands++
			var stdout, stderr bytes.Buffer
			run(strings.Fields(args), strings.NewReader(""), &stdout, &stderr)
			if *update {
				text = bytes.Replace(text, []byte(shown), []byte(command+"\n"+printed(output, stdout.String())), 1)
				continue
			}
			rest := stdout.String()
			for _, part := range strings.Split(output, "…\n") {
				part = strings.TrimRight(part, "\n")
				i := strings.Index(rest, part)
				if !assert.GreaterOrEqual(t, i, 0, "$ %s does not print\n%s\nbut\n%s%s", command, part, rest, stderr.String()) {
					break
				}
				rest = rest[i+len(part):]
			}
		}
	}
	assert.GreaterOrEqual(t, commands, 3)
	if *update {
		require.NoError(t, os.WriteFile(readme, text, 0o644))
	}
}

// printed is shown with each of its parts as output has it now: a part begins at
// the line that differs from its first only in figures, and keeps its length.
func printed(shown, output string) string {
	lines := strings.SplitAfter(output, "\n")
	parts := strings.Split(shown, "…\n")
	for i, part := range parts {
		text := strings.Trim(part, "\n")
		n := strings.Count(text, "\n") + 1
		first, _, _ := strings.Cut(text, "\n")
		at := slices.IndexFunc(lines, func(line string) bool {
			return withoutFigures(line) == withoutFigures(first)
		})
		if text == "" || at < 0 || at+n > len(lines) {
			continue
		}
		now := strings.TrimRight(strings.Join(lines[at:at+n], ""), "\n")
		parts[i] = strings.Replace(part, text, now, 1)
		lines = lines[at+n:]
	}
	return strings.Join(parts, "…\n")
}

// withoutFigures leaves the words of a line.
func withoutFigures(line string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if strings.ContainsRune("0123456789,.−-", r) {
			return -1
		}
		return r
	}, line)), " ")
}
