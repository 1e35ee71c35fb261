package main

import (
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const module = "github.com/hmox12/hmox12/"

// rooms lists what each package of the core may import of this module and from
// others. Arrows run one way: the wire knows no HMO, decisions know no wire.
var rooms = map[string][]string{
	"x12":                 {module + "x12/internal/packed"},
	"x12/internal/packed": {},
	"x12/guide":           {module + "x12", module + "x12/internal/packed"},
	"x12/snip":            {module + "x12", module + "x12/guide", module + "x12/internal/packed"},
	"x12/ack":             {module + "x12", module + "x12/guide", module + "x12/snip"},
	"mapping/record":      {"github.com/shopspring/decimal"},
	"mapping/fold":        {"golang.org/x/text/unicode/norm"},
	"mapping":             {module + "x12", module + "x12/guide", module + "mapping/record", module + "mapping/fold", "github.com/shopspring/decimal"},
	"adjudicate":          {module + "mapping/record", module + "mapping/fold", "github.com/shopspring/decimal"},
}

// outside are the packages by which a program reaches the world: the core opens
// nothing and draws no random number.
var outside = []string{"os", "os/exec", "os/signal", "net", "net/http", "database/sql", "math/rand", "math/rand/v2", "crypto/rand", "syscall", "log"}

func TestTheCoreImportsOnlyWhatItsRoomMay(t *testing.T) {
	for room, allowed := range rooms {
		t.Run(room, func(t *testing.T) {
			for name, file := range sources(t, filepath.Join("../..", room)) {
				for _, path := range file {
					switch {
					case !strings.Contains(path, "."):
						assert.NotContains(t, outside, path, "%s reaches outside of the program", name)
					default:
						assert.Contains(t, allowed, path, "%s must not import it", name)
					}
				}
			}
		})
	}
}

// TestEveryWriterIsMadeForAPartner: one place gives a Writer the characters and
// line breaks of whom it writes to.
func TestEveryWriterIsMadeForAPartner(t *testing.T) {
	require.NoError(t, filepath.WalkDir("../..", func(name string, e os.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") && name != "../../cmd/hmox12/internal/outbox/writer.go" {
			assert.NotContains(t, read(t, name), "x12.NewWriter(", "%s makes a Writer for nobody; use outbox.NewWriter", name)
		}
		return err
	}))
}

func TestTheCoreReadsNoClock(t *testing.T) {
	for room := range rooms {
		for name := range sources(t, filepath.Join("../..", room)) {
			text := read(t, name)
			for _, clock := range []string{"time.Now(", "time.Since(", "time.Tick(", "time.After("} {
				assert.NotContains(t, text, clock, "%s reads the clock", name)
			}
		}
	}
}

// sources returns the imports of each file of a package that is no test.
func sources(t *testing.T, dir string) map[string][]string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	imports := map[string][]string{}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		require.NoError(t, err)
		imports[name] = nil
		for _, i := range parsed.Imports {
			path, err := strconv.Unquote(i.Path.Value)
			require.NoError(t, err)
			imports[name] = append(imports[name], path)
		}
	}
	return imports
}

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	require.NoError(t, err)
	return string(data)
}
