// Peers goes through one file with hmox12, with other open software, and with
// loops that do next to nothing, in one run, and prints how fast each was.
//
//	go run . [--mb 20] [--runs 3]
//
// The numbers of one run belong together; those of two runs, of a busy or another
// machine, do not. node-x12 is asked where node and npm are.
package main

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"time"
)

func main() {
	megabytes := flag.Int("mb", 20, "size of the file in `MB`")
	runs := flag.Int("runs", 3, "how often each goes through it; the median counts")
	flag.Parse()
	if err := compare(*megabytes, *runs); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func compare(megabytes, runs int) error {
	folder, err := os.MkdirTemp("", "peers")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	j := &job{data: claimFile(megabytes), path: filepath.Join(folder, "claims.x12")}
	if err := os.WriteFile(j.path, j.data, 0o600); err != nil {
		return err
	}
	if j.node, err = installNode(folder); err != nil {
		fmt.Fprintln(os.Stderr, "node-x12 is left out:", err)
	}
	all := j.candidates()
	speeds, err := measure(all, float64(len(j.data))/1e6, runs)
	if err != nil {
		return err
	}
	fmt.Printf("837P of %.0f MB, %s %s/%s, %d cores, median of %d\n\n", float64(len(j.data))/1e6, runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), runs)
	table(os.Stdout, all, speeds)
	return nil
}

// installNode brings node-x12 into a folder.
func installNode(folder string) (string, error) {
	c := exec.Command("npm", "install", "--silent", "--prefix", folder, "node-x12@1.7.1")
	if out, err := c.CombinedOutput(); err != nil {
		return "", fmt.Errorf("npm: %w %s", err, out)
	}
	return folder, nil
}

// measure returns the speed of each in MB/s. They take turns, so that what else
// the machine does falls on all of them.
func measure(all []candidate, megabytes float64, runs int) ([]float64, error) {
	speeds := make([][]float64, len(all))
	for range runs {
		for i, c := range all {
			runtime.GC()
			before := runtime.GOMAXPROCS(c.cores)
			start := time.Now()
			err := c.run()
			speeds[i] = append(speeds[i], megabytes/time.Since(start).Seconds())
			runtime.GOMAXPROCS(before)
			if err != nil {
				return nil, errors.Join(fmt.Errorf("%s can't go through the file", c.name), err)
			}
		}
	}
	medians := make([]float64, len(all))
	for i, s := range speeds {
		slices.SortFunc(s, func(a, b float64) int { return cmp.Compare(a, b) })
		medians[i] = s[len(s)/2]
	}
	return medians, nil
}
