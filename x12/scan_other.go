//go:build !amd64

package x12

// classify fills blocks with the bits of data, which has 64 bytes for each.
func classify(blocks []block, data []byte, element, terminator byte) {
	classifyWords(blocks, data, element, terminator)
}
