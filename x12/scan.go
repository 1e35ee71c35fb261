package x12

import (
	"encoding/binary"
	"math/bits"
	"slices"

	"github.com/hmox12/hmox12/x12/internal/packed"
)

// This file is the byte work: where elements and segments end. It knows no
// io.Reader, which only fetches bytes and asks.
//
// Elements average five bytes, so a search call or a mispredicted branch for each
// costs more than the bytes themselves. Hence two passes, neither of which branches
// on what a byte is. The first (classify) makes of each block of 64 bytes two
// words with a bit a byte. The second (find) turns bits into offsets: as many as
// most blocks have, without asking whether they are there; what is too much is
// written over by the next block.

const (
	blockSize = 64
	scanChunk = 8 << 10 // bytes that are scanned at once

	// What most blocks have no more of.
	usualMarks, usualTerminators = 16, 4
)

// block has the bits of 64 bytes, the first byte's lowest.
type block struct {
	marks       uint64 // of the bytes that end an element or a segment
	terminators uint64 // of those that end a segment
}

// index is where elements and segments end, in the order of the bytes.
type index struct {
	// marks are the offsets of separators and terminators. The first is free: the
	// place before a segment's marks holds where it begins.
	marks []int32
	// terminators tell which of marks end a segment.
	terminators []int32
	blocks      [scanChunk / blockSize]block
}

func newIndex() index { return index{marks: make([]int32, 1)} }

// find appends what stands in data, at most scanChunk bytes that begin at offset
// base.
func (x *index) find(data []byte, base int, element, terminator byte) {
	x.marks = slices.Grow(x.marks, len(data)+blockSize)
	x.terminators = slices.Grow(x.terminators, len(data)+blockSize)
	blocks := x.blocks[:len(data)/blockSize]
	classify(blocks, data, element, terminator)
	if rest := data[len(blocks)*blockSize:]; len(rest) > 0 {
		var padded [blockSize]byte // with NUL, which can't be a delimiter
		copy(padded[:], rest)
		blocks = x.blocks[:len(blocks)+1]
		classify(blocks[len(blocks)-1:], padded[:], element, terminator)
	}
	marks, terminators := x.marks[:cap(x.marks)], x.terminators[:cap(x.terminators)]
	m, t := len(x.marks), len(x.terminators)
	for _, b := range blocks {
		out, bits := (*[blockSize]int32)(terminators[t:]), b.terminators
		t += size(bits)
		out[0], bits = int32(m+before(b.marks, bits)), rest(bits)
		out[1], bits = int32(m+before(b.marks, bits)), rest(bits)
		out[2], bits = int32(m+before(b.marks, bits)), rest(bits)
		out[3], bits = int32(m+before(b.marks, bits)), rest(bits)
		for j := usualTerminators; bits != 0; j++ {
			out[j&(blockSize-1)], bits = int32(m+before(b.marks, bits)), rest(bits)
		}

		out, bits = (*[blockSize]int32)(marks[m:]), b.marks
		m += size(bits)
		out[0], bits = int32(base+first(bits)), rest(bits)
		out[1], bits = int32(base+first(bits)), rest(bits)
		out[2], bits = int32(base+first(bits)), rest(bits)
		out[3], bits = int32(base+first(bits)), rest(bits)
		out[4], bits = int32(base+first(bits)), rest(bits)
		out[5], bits = int32(base+first(bits)), rest(bits)
		out[6], bits = int32(base+first(bits)), rest(bits)
		out[7], bits = int32(base+first(bits)), rest(bits)
		out[8], bits = int32(base+first(bits)), rest(bits)
		out[9], bits = int32(base+first(bits)), rest(bits)
		out[10], bits = int32(base+first(bits)), rest(bits)
		out[11], bits = int32(base+first(bits)), rest(bits)
		out[12], bits = int32(base+first(bits)), rest(bits)
		out[13], bits = int32(base+first(bits)), rest(bits)
		out[14], bits = int32(base+first(bits)), rest(bits)
		out[15], bits = int32(base+first(bits)), rest(bits)
		for j := usualMarks; bits != 0; j++ {
			out[j&(blockSize-1)], bits = int32(base+first(bits)), rest(bits)
		}
		base += blockSize
	}
	x.marks, x.terminators = marks[:m], terminators[:t]
}

func size(set uint64) int    { return bits.OnesCount64(set) }
func first(set uint64) int   { return bits.TrailingZeros64(set) }
func rest(set uint64) uint64 { return set & (set - 1) }

// before counts the marks that stand before the first of the terminators.
func before(marks, terminators uint64) int {
	return bits.OnesCount64(marks & (terminators - 1) &^ terminators)
}

// classifyWords is classify without instructions of the machine: eight bytes at a
// time.
func classifyWords(blocks []block, data []byte, element, terminator byte) {
	elements, terminators := uint64(element)*packed.Each, uint64(terminator)*packed.Each
	for i := range blocks {
		words := (*[blockSize]byte)(data[i*blockSize:])
		var b block
		for at := 0; at < blockSize; at += 8 {
			word := binary.LittleEndian.Uint64(words[at:])
			ends := packed.Zeros(word ^ terminators)
			b.marks |= gather(packed.Zeros(word^elements)|ends) << at
			b.terminators |= gather(ends) << at
		}
		blocks[i] = b
	}
}

// gather brings the highest bits of eight bytes together in one.
func gather(word uint64) uint64 { return word * 0x0002040810204081 >> 56 }
