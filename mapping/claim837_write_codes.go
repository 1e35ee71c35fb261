package mapping

import (
	"slices"

	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
)

// maxCodes is how many codes an HI holds.
const maxCodes = 12

// writeCodes writes the HI of a claim: one of diagnoses, but for institutional
// claims, and one for each kind of other codes.
func writeCodes(w *x12.Writer, c *record.Claim) {
	if c.Institutional != nil {
		writeInstitutionalCodes(w, c)
	} else {
		writeHI(w, maxCodes, codesOf(c.Diagnoses))
	}
	for rest := c.Detailed().Conditions; len(rest) > 0; {
		n := 1
		for n < len(rest) && (rest[n].Qualifier == "BG") == (rest[0].Qualifier == "BG") {
			n++
		}
		writeHI(w, maxCodes, codesOf(rest[:n]))
		rest = rest[n:]
	}
}

// writeHI writes codes, each a composite, up to so many to a segment.
func writeHI(w *x12.Writer, most int, codes [][]string) {
	for some := range slices.Chunk(codes, most) {
		w.Start("HI")
		for _, code := range some {
			w.Composite(code...)
		}
		w.End()
	}
}

// codesOf returns the composites of diagnoses.
func codesOf(diagnoses []record.Diagnosis) [][]string {
	return composites(diagnoses, func(d record.Diagnosis) []string {
		return []string{d.Qualifier, d.Code, "", "", "", "", "", "", d.PresentOnAdmission}
	})
}

func composites[T any](list []T, of func(T) []string) [][]string {
	var all [][]string
	for _, v := range list {
		all = append(all, of(v))
	}
	return all
}
