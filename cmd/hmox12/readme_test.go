package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestTheReadmeShowsWhatTheProgramPrints runs each hmox12 command that the README
// shows and looks for what it shows beneath, in order; a line with … stands for
// lines that are left out.
func TestTheReadmeShowsWhatTheProgramPrints(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
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
}
