package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite the expected output in the scripts")

// TestMain lets the scripts run the program as hmox12.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"hmox12": func() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) },
	})
}

// TestScripts runs the program as a person does: a script for every row of the
// command contract.
func TestScripts(t *testing.T) {
	fixtures, err := filepath.Abs("../../fixtures")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/script",
		UpdateScripts: *update,
		Setup: func(env *testscript.Env) error {
			env.Setenv("FIXTURES", fixtures)
			return nil
		},
		Cmds: commands,
		Condition: func(condition string) (bool, error) {
			if condition != "race" {
				return false, fmt.Errorf("there is no condition %q", condition)
			}
			return raceDetector, nil
		},
	})
}

// commands are those that scripts have beside testscript's own; terminal is one on
// Linux.
var commands = map[string]func(*testscript.TestScript, bool, []string){
	"exits":       exits,
	"copy-folder": copyFolder,
	"replace":     replace,
	"answer":      copyAnswer,
}

// exits is the script command exits CODE PROGRAM [ARG...]: unlike ! it tells one
// failure from another.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE PROGRAM [ARG...]")
	}
	code := 0
	var exit *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &exit) {
		code = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if strconv.Itoa(code) != args[0] {
		ts.Fatalf("exit code %d, want %s", code, args[0])
	}
}

// copyFolder is the script command copy-folder FROM TO.
func copyFolder(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: copy-folder FROM TO")
	}
	ts.Check(os.CopyFS(ts.MkAbs(args[1]), os.DirFS(ts.MkAbs(args[0]))))
}

// copyAnswer is the script command answer KIND-RECEIVER NAME: it copies the one file of
// fixtures/expected whose name begins so, whatever its control number.
func copyAnswer(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: answer KIND-RECEIVER NAME")
	}
	found, err := filepath.Glob(filepath.Join(ts.Getenv("FIXTURES"), "expected", args[0]+"-*.x12"))
	ts.Check(err)
	if len(found) != 1 {
		ts.Fatalf("%d answers %s", len(found), args[0])
	}
	text, err := os.ReadFile(found[0])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), text, 0o644))
}

// replace is the script command replace FILE OLD NEW; \n in OLD or NEW is a line
// end. OLD must be in the file.
func replace(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: replace FILE OLD NEW")
	}
	lines := strings.NewReplacer(`\n`, "\n")
	text, before := ts.ReadFile(args[0]), lines.Replace(args[1])
	if !strings.Contains(text, before) {
		ts.Fatalf("%s does not hold %s", args[0], args[1])
	}
	text = strings.ReplaceAll(text, before, lines.Replace(args[2]))
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o644))
}
