package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os/exec"

	moov "github.com/moov-io/x12/pkg/file"
	professional "github.com/moov-io/x12/rule_5010_837p"

	"github.com/hmox12/hmox12/mapping"
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/ack"
	"github.com/hmox12/hmox12/x12/guide"
)

// candidate is something that goes through the whole file.
type candidate struct {
	name, does string
	cores      int
	peer       bool // what the others are compared with
	run        func() error
}

// job is the file, in memory and on disk.
type job struct {
	data []byte
	path string
	node string // folder with node-x12; empty: it is left out
}

func (j *job) candidates() []candidate {
	all := []candidate{
		{"read pass", "looks at every byte, eight at a time", 1, false, j.readPass},
		{"bare tokenizer", "finds where elements and segments end, by a table, without a branch", 1, false, j.tokenize},
		{"IndexByte", "bytes.IndexByte for each element", 1, false, j.indexByte},
		{"hmox12 Reader", "segments and elements, envelopes checked", 1, false, j.read},
		{"hmox12 levels 1–2", "Reader, guide, findings of a 999", 1, false, j.examine(2, 1)},
		{"hmox12 levels 1–5", "the same with balances, situations and code sets", 1, false, j.examine(5, 1)},
		{"hmox12 levels 1–5", "sets side by side", 2, false, j.examine(5, 2)},
		{"hmox12 claim records", "Reader, guide, all fields of each claim", 1, false, j.mapClaims},
		{"moov-io/x12 0.1.0", "parses and validates an interchange by its rules", 1, true, j.moov},
	}
	if j.node != "" {
		all = append(all, candidate{"node-x12 1.7.1", "parses into objects, no guide; whole process", 1, false, j.nodeX12})
	}
	return all
}

// wide keeps what a loop found from being optimized away.
var wide uint64

func (j *job) readPass() error {
	data, sum := j.data, uint64(0)
	for ; len(data) >= 8; data = data[8:] {
		sum ^= binary.LittleEndian.Uint64(data)
	}
	wide = sum
	return nil
}

func (j *job) tokenize() error {
	const chunk = 16 << 10
	var table [256]uint8
	table['*'], table['~'] = 1, 3
	ends := make([]uint32, chunk+1)
	for data := j.data; len(data) > 0; data = data[min(chunk, len(data)):] {
		found := 0
		for i, b := range data[:min(chunk, len(data))] {
			ends[found] = uint32(i)<<1 | uint32(table[b]>>1)
			found += int(table[b] & 1)
		}
		wide += uint64(found)
	}
	return nil
}

func (j *job) indexByte() error {
	for segments := j.data; ; {
		end := bytes.IndexByte(segments, '~')
		if end < 0 {
			return nil
		}
		for segment := segments[:end]; ; wide++ {
			element := bytes.IndexByte(segment, '*')
			if element < 0 {
				break
			}
			segment = segment[element+1:]
		}
		segments = segments[end+1:]
	}
}

func (j *job) read() error {
	for r := x12.NewReader(bytes.NewReader(j.data)); ; {
		if _, err := r.Next(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

func (j *job) examine(level, workers int) func() error {
	return func() error {
		var found error
		listener := ack.Listener{Finding: func(f ack.Finding) { found = f.Error }}
		options := ack.Options{Level: level, Workers: workers}
		return errors.Join(ack.Examine(x12.NewReader(bytes.NewReader(j.data)), options, listener), found)
	}
}

func (j *job) mapClaims() error {
	g, ok := guide.Lookup("837", mapping.ClaimVersion(record.Professional))
	if !ok {
		return errors.New("there is no guide for 837P")
	}
	var found error
	mapper, err := mapping.NewClaimMapper(g, record.Source{}, 20260302, func(_ *record.Claim, problems []mapping.ClaimProblem) {
		for i := range problems {
			found = problems[i].Error
		}
	})
	if err != nil {
		return err
	}
	walker := guide.NewWalker(g, nil, guide.PlaceOnly())
	for r := x12.NewReader(bytes.NewReader(j.data)); ; {
		segment, err := r.Next()
		switch {
		case errors.Is(err, io.EOF):
			return found
		case err != nil:
			return err
		case segment.Position() == 0:
			continue
		case segment.Is("ST"):
			walker.Begin()
		}
		mapper.Add(segment, walker.Walk(segment))
		if segment.Is("SE") {
			mapper.End()
		}
	}
}

func (j *job) moov() error {
	interchange := moov.NewInterchange(&professional.InterchangeRule)
	read, err := interchange.Parse(string(j.data))
	if err != nil {
		return err
	}
	if read != len(j.data) {
		return fmt.Errorf("it read %d of %d bytes", read, len(j.data))
	}
	return interchange.Validate(nil)
}

const nodeScript = `
const { X12Parser } = require('node-x12');
const text = require('fs').readFileSync(process.argv[1], 'utf8');
const interchange = new X12Parser(true).parse(text);
if (interchange.functionalGroups[0].transactions.length !== Number(process.argv[2])) process.exit(1);
`

func (j *job) nodeX12() error {
	c := exec.Command("node", "--max-old-space-size=8192", "-e", nodeScript, j.path, fmt.Sprint(bytes.Count(j.data, []byte("~ST*"))))
	c.Dir = j.node
	if out, err := c.CombinedOutput(); err != nil {
		return fmt.Errorf("%w: %s", err, bytes.TrimSpace(out))
	}
	return nil
}
