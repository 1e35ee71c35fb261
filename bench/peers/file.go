package main

import (
	"bytes"
	"fmt"

	"github.com/hmox12/hmox12/internal/load"
)

// claims is how many claims a set of the file has.
const claims = 200

// claimFile returns an 837P of about so many megabytes that every candidate takes:
// github.com/moov-io/x12 refuses a line's control number (REF*6R) and line breaks,
// so there are none.
func claimFile(megabytes int) []byte {
	sets := max(1, megabytes*1_000_000/len(load.Claims837P(1, claims)))
	var file bytes.Buffer
	first := 0 // number of the segment in its set
	for segment := range bytes.SplitAfterSeq(load.Claims837P(sets, claims), []byte("~")) {
		segment = bytes.TrimLeft(segment, "\n")
		switch {
		case bytes.HasPrefix(segment, []byte("REF*6R*")):
			continue
		case bytes.HasPrefix(segment, []byte("ST*")):
			first = 0
		case bytes.HasPrefix(segment, []byte("SE*")):
			fmt.Fprintf(&file, "SE*%d*%s", first+1, segment[bytes.LastIndexByte(segment, '*')+1:])
			continue
		}
		first++
		file.Write(segment)
	}
	return file.Bytes()
}
