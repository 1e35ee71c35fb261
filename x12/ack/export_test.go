package ack

// PortionSize makes portions of so many bytes, for a test, and returns what it was.
func PortionSize(n int) (was int) {
	was, portionSize = portionSize, n
	return was
}
