package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestNoBytesBreakAView: whatever bytes a sender puts into a file, what is shown of
// it is UTF-8 without control characters, JSON is JSON and CSV is CSV.
func TestNoBytesBreakAView(t *testing.T) {
	text, err := os.ReadFile("../../fixtures/night/inbound/10-bayclear-network.837p.x12")
	require.NoError(t, err)
	const header = 106
	damaged := func(every int, with string) []byte {
		file := bytes.Clone(text[:header+1])
		for i := header + 1; i < len(text); i++ {
			if i%every == 0 {
				file = append(file, with...)
			} else {
				file = append(file, text[i])
			}
		}
		return file
	}
	for name, file := range map[string][]byte{
		"a name in Latin-1":         bytes.ReplaceAll(text, []byte("NM1*IL*1*"), []byte("NM1*IL*1*MU\xd1OZ")),
		"a claim number in Latin-1": bytes.ReplaceAll(text, []byte("CLM*"), []byte("CLM*\xe9")),
		"a name in UTF-8":           bytes.ReplaceAll(text, []byte("NM1*IL*1*"), []byte("NM1*IL*1*MUÑOZ")),
		"Latin-1 everywhere":        damaged(23, "\xe9"),
		"UTF-8 that is cut":         damaged(31, "\xe2\x80"),
		"control characters":        damaged(29, "\x01"),
		"escape sequences":          damaged(37, "\x1b[31m"),
		"Latin-1 in the header":     bytes.Replace(text, []byte("BAYCLEAR  "), []byte("BAYCL\xc9AR  "), 1),
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, "file.x12")
			require.NoError(t, os.WriteFile(path, file, 0o644))
			for _, args := range []string{"view", "view --json", "view --lines", "view --html", "validate", "validate --json", "validate --ack " + dir + "/answers", "export --out " + dir + "/tables"} {
				var stdout, stderr bytes.Buffer
				code := run(append(strings.Fields(args), path), strings.NewReader(""), &stdout, &stderr)
				assert.NotEqual(t, exitUsage, code, "%s: %s", args, stderr.String())
				assert.True(t, utf8.Valid(stdout.Bytes()), args)
				assert.False(t, strings.ContainsFunc(stdout.String(), func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' }), args)
				switch args {
				case "view --json":
					assert.True(t, json.Valid(stdout.Bytes()), args)
				case "view --lines", "validate --json":
					for line := range strings.Lines(stdout.String()) {
						assert.True(t, json.Valid([]byte(line)), line)
					}
				}
			}
			tables, err := filepath.Glob(dir + "/tables/*.csv")
			require.NoError(t, err)
			require.NotEmpty(t, tables)
			for _, name := range tables {
				table, err := os.ReadFile(name)
				require.NoError(t, err)
				assert.True(t, utf8.Valid(table), name)
				_, err = csv.NewReader(bytes.NewReader(table)).ReadAll()
				assert.NoError(t, err, name)
			}
		})
	}
}
