package mapping

import "github.com/hmox12/hmox12/x12"

// writeHL writes an HL: a level with its number, that of the level above (0 for none),
// what it is, and what HL04 says of levels below.
func writeHL(w *x12.Writer, number, above int, code, below string) {
	w.Start("HL")
	w.Count(number)
	if above > 0 {
		w.Count(above)
	} else {
		w.Skip(1)
	}
	w.Text(code)
	w.Text(below)
	w.End()
}
