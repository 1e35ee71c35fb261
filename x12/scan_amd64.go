package x12

// classify fills blocks with the bits of data, which has 64 bytes for each, by
// instructions that every amd64 machine has (SSE2). It is twice as fast as
// classifyWords.
//
//go:noescape
func classify(blocks []block, data []byte, element, terminator byte)
