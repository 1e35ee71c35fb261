// Growth runs hmox12 on files and nights of growing size, and writes how much it
// got through a second and how much memory it had at most: a table to standard
// output, and two plots into a folder.
//
//	go run ./growth [--out ../../docs/performance] [--files 1,10,100,500] [--nights 1000,5000,20000] [--members 0]
package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/hmox12/hmox12/internal/load"
)

// point is one run of a command.
type point struct {
	size    float64 // MB of a file, or claims of a night
	took    time.Duration
	memory  float64 // MB resident at most
	speed   float64 // of size, a second
	command string
}

func main() {
	var m measuring
	out := flag.String("out", "../../docs/performance", "folder `DIR` of the plots")
	files := flag.String("files", "1,10,100,500", "sizes of the files in MB")
	nights := flag.String("nights", "1000,5000,20000", "claims of the nights")
	flag.IntVar(&m.members, "members", 0, "members of the HMO, the same each night; 0: one for two claims of the night")
	flag.StringVar(&m.program, "program", "", "an hmox12 that is built already")
	flag.Parse()
	err := func() (err error) {
		if m.folder, err = os.MkdirTemp("", "growth"); err != nil {
			return err
		}
		defer os.RemoveAll(m.folder)
		return m.run(*out, *files, *nights)
	}()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

type measuring struct {
	program, folder string
	members         int
}

func (m *measuring) run(out, files, nights string) error {
	if m.program == "" {
		if err := m.build(); err != nil {
			return err
		}
	}
	validated, err := each(files, m.validate)
	if err != nil {
		return err
	}
	replayed, err := each(nights, m.replay)
	if err != nil {
		return err
	}
	fmt.Printf("%s %s/%s, %d cores\n\n", runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU())
	fmt.Println("| command | size | seconds | a second | MB resident |")
	fmt.Println("|---|---|---|---|---|")
	for _, p := range validated {
		fmt.Printf("| %s | %.0f MB | %.2f | %.0f MB | %.0f |\n", p.command, p.size, p.took.Seconds(), p.speed, p.memory)
	}
	for _, p := range replayed {
		fmt.Printf("| %s | %.0f claims | %.2f | %.0f claims | %.0f |\n", p.command, p.size, p.took.Seconds(), p.speed, p.memory)
	}
	return draw(out, validated, replayed)
}

// build builds the program of this repository, by the versions that its own module
// pins.
func (m *measuring) build() error {
	root, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/hmox12/hmox12").Output()
	if err != nil {
		return fmt.Errorf("go list: %w", err)
	}
	m.program = filepath.Join(m.folder, "hmox12")
	c := exec.Command("go", "build", "-trimpath", "-o", m.program, "./cmd/hmox12")
	c.Dir = strings.TrimSpace(string(root))
	c.Env = append(os.Environ(), "CGO_ENABLED=0")
	if text, err := c.CombinedOutput(); err != nil {
		return fmt.Errorf("go build: %w\n%s", err, text)
	}
	return nil
}

// each measures at every size of a list.
func each(sizes string, at func(size int) (point, error)) ([]point, error) {
	var all []point
	for _, text := range strings.Split(sizes, ",") {
		size, err := strconv.Atoi(text)
		if err != nil {
			return nil, err
		}
		p, err := at(size)
		if err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	return all, nil
}

// validate checks an 837P of so many MB.
func (m *measuring) validate(megabytes int) (point, error) {
	path := filepath.Join(m.folder, "claims.x12")
	size, err := writeClaims(path, megabytes)
	if err != nil {
		return point{}, err
	}
	p, err := m.time("validate", path)
	p.size = float64(size) / 1e6
	p.speed = p.size / p.took.Seconds()
	return p, err
}

// writeClaims writes interchanges of about a megabyte, and returns how long they are.
// They are written one by one: a command that is started counts the memory of this
// program to its own, so this must stay small.
func writeClaims(path string, megabytes int) (size int64, err error) {
	const claims = 200
	interchange := load.Claims837P(max(1, 1_000_000/len(load.Claims837P(1, claims))), claims)
	file, err := os.Create(path)
	if err != nil {
		return 0, err
	}
	for n := 1; n <= megabytes && err == nil; n++ {
		var written int
		written, err = file.Write(bytes.ReplaceAll(interchange, []byte("000000501"), fmt.Appendf(nil, "%09d", n)))
		size += int64(written)
	}
	return size, errors.Join(err, file.Close())
}

// replay plays a generated night of so many claims.
func (m *measuring) replay(claims int) (point, error) {
	night := filepath.Join(m.folder, "night")
	defer os.RemoveAll(night)
	members := m.members
	if members == 0 { // most are not seen on most days
		members = max(100, claims/2)
	}
	if text, err := exec.Command(m.program, "generate", "--claims", strconv.Itoa(claims), "--members", strconv.Itoa(members), "--seed", "1", "--out", night).CombinedOutput(); err != nil {
		return point{}, fmt.Errorf("generate: %w\n%s", err, text)
	}
	out := filepath.Join(m.folder, "out")
	defer os.RemoveAll(out)
	p, err := m.time("replay", night, "--out", out)
	p.size = float64(claims)
	p.speed = p.size / p.took.Seconds()
	return p, err
}

// time runs a command of the program. Exit code 1 says that something was
// rejected, as in a night with errors, and is no failure here.
func (m *measuring) time(command string, arguments ...string) (point, error) {
	debug.FreeOSMemory()
	syscall.Sync() // the command's file, and what the one before it wrote
	c := exec.CommandContext(context.Background(), m.program, append([]string{command}, arguments...)...)
	var said bytes.Buffer
	c.Stderr = &said
	start := time.Now()
	err := c.Run()
	p := point{command: command, took: time.Since(start)}
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() == 1 {
		err = nil
	}
	if err != nil {
		return p, fmt.Errorf("%s: %w\n%s", command, err, said.Bytes())
	}
	if usage, ok := c.ProcessState.SysUsage().(*syscall.Rusage); ok {
		p.memory = float64(usage.Maxrss) / 1000
	}
	return p, nil
}
