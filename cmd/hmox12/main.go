// Command hmox12 is the payer-side EDI engine of a Health Maintenance
// Organization: it reads X12 files, decides what they ask, and answers.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/rs/zerolog"
	"github.com/spf13/cobra"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/host"
)

// version is set when the program is built for release.
var version = "development"

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

// Exit codes, the same for every command.
const (
	exitDone     = 0
	exitRejected = 1 // the input was rejected or differs
	exitUsage    = 2 // usage, configuration, or input and output
)

// errRejected is returned by a command that did its work and found the input
// wanting; what was wrong is already told.
var errRejected = errors.New("rejected")

// program is what every command needs.
type program struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	terminal       bool     // stderr is a terminal
	screen         *os.File // stdout, when it is a terminal
	files          host.Files
	log            zerolog.Logger
	verbose        bool
}

// run runs one command line and returns its exit code.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	p := &program{stdin: stdin, stdout: stdout, stderr: stderr, files: host.Disk{}}
	p.terminal, p.screen = terminalOf(stderr) != nil, terminalOf(stdout)
	p.log = newLog(stderr, p.terminal)
	root := p.command()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second interrupt ends a program that waits for input
	switch err := root.ExecuteContext(ctx); {
	case err == nil:
		return exitDone
	case errors.Is(err, errRejected):
		return exitRejected
	default:
		fmt.Fprintln(stderr, "hmox12:", err)
		return exitUsage
	}
}

// newLog returns the log: readable on a terminal, JSON otherwise. It names
// files, claims and control numbers, never people.
func newLog(w io.Writer, terminal bool) zerolog.Logger {
	if terminal {
		w = zerolog.ConsoleWriter{Out: w, TimeFormat: time.TimeOnly}
	}
	return zerolog.New(w).Level(zerolog.InfoLevel).With().Timestamp().Logger()
}

func (p *program) command() *cobra.Command {
	root := &cobra.Command{
		Use:   "hmox12",
		Short: "The payer-side EDI engine of a Health Maintenance Organization",
		Long: `hmox12 reads the X12 005010 files that an HMO receives, acknowledges them,
decides eligibility and claims, and writes the answers and the money.

Exit codes: 0 done; 1 the input was rejected or differs; 2 usage,
configuration, or input and output.`,
		Version:       version,
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.CompletionOptions.HiddenDefaultCmd = true
	root.PersistentFlags().BoolVarP(&p.verbose, "verbose", "v", false, "log each file that is taken")
	root.PersistentPreRun = func(*cobra.Command, []string) {
		if p.verbose {
			p.log = p.log.Level(zerolog.DebugLevel)
		}
	}
	root.AddCommand(p.replayCommand(), p.validateCommand(), p.viewCommand(), p.exportCommand(), p.explainCommand(), p.pendedCommand(), p.eobCommand(),
		p.rulesCommand(), p.whatIfCommand(), p.scenariosCommand(), p.generateCommand())
	return root
}
