package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/sys/unix"
)

func init() { commands["terminal"] = onTerminal }

// onTerminal is the script command terminal WIDTH CODE PROGRAM [ARG...]: it runs a
// program whose standard output and error are a terminal of so many columns, and
// puts what the terminal shows into the file screen.
func onTerminal(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 3 {
		ts.Fatalf("usage: terminal WIDTH CODE PROGRAM [ARG...]")
	}
	width, err := strconv.Atoi(args[0])
	ts.Check(err)
	screen, terminal, err := openTerminal(uint16(width))
	ts.Check(err)
	defer screen.Close()
	program, err := exec.LookPath(args[2])
	if err != nil {
		program = strings.Split(ts.Getenv("PATH"), string(os.PathListSeparator))[0] + "/" + args[2]
	}
	c := exec.Command(program, args[3:]...)
	c.Dir, c.Stdout, c.Stderr = ts.MkAbs("."), terminal, terminal
	for _, name := range []string{"PATH", "HOME", "NO_COLOR", "TERM", "FIXTURES"} {
		c.Env = append(c.Env, name+"="+ts.Getenv(name))
	}
	err = c.Start()
	terminal.Close()
	ts.Check(err)
	shown, err := io.ReadAll(screen)
	if !errors.Is(err, syscall.EIO) { // how a terminal ends
		ts.Check(err)
	}
	code := 0
	var exit *exec.ExitError
	if err := c.Wait(); errors.As(err, &exit) {
		code = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	text := strings.ReplaceAll(string(shown), "\r\n", "\n")
	ts.Logf("%s", text)
	ts.Check(os.WriteFile(ts.MkAbs("screen"), []byte(text), 0o644))
	if strconv.Itoa(code) != args[1] {
		ts.Fatalf("exit code %d, want %s", code, args[1])
	}
}

// openTerminal returns both ends of a pseudo-terminal: what reads from it what is
// shown, and what programs write to.
func openTerminal(width uint16) (screen, terminal *os.File, err error) {
	if screen, err = os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY, 0); err != nil {
		return nil, nil, err
	}
	fd := int(screen.Fd())
	if err := unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0); err != nil {
		return nil, nil, errors.Join(err, screen.Close())
	}
	number, err := unix.IoctlGetInt(fd, unix.TIOCGPTN)
	if err != nil {
		return nil, nil, errors.Join(err, screen.Close())
	}
	if terminal, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|unix.O_NOCTTY, 0); err != nil {
		return nil, nil, errors.Join(err, screen.Close())
	}
	if err := unix.IoctlSetWinsize(int(terminal.Fd()), unix.TIOCSWINSZ, &unix.Winsize{Row: 40, Col: width}); err != nil {
		return nil, nil, errors.Join(err, screen.Close(), terminal.Close())
	}
	return screen, terminal, nil
}
