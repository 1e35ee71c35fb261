package snip

import (
	"bytes"
	"encoding/binary"
	"fmt"

	"github.com/hmox12/hmox12/x12"
)

// icd10Begins is the day from which services are coded in ICD-10.
const icd10Begins = 0x3230313531303031 // 20151001, as dateOf orders days

// takeDiagnoses counts the diagnoses that service lines may point to, and keeps
// which version they are of.
func (b *claimBalance) takeDiagnoses(c *Checker, u *usePlan) {
	for n := 1; n <= c.seg.Len(); n++ {
		switch string(c.qualifier(n)) {
		case "ABK", "ABF":
			b.diagnoses++
			keepFirst(&b.newDiagnosis, c, u, n)
		case "BK", "BF":
			b.diagnoses++
			keepFirst(&b.oldDiagnosis, c, u, n)
		case "TQ":
			b.diagnoses++
		}
	}
}

// qualifier returns the first component of an element, or more than four bytes where it
// is longer.
func (c *Checker) qualifier(n int) []byte {
	e := c.seg.Element(n)
	if c.repeats {
		return c.seg.Component(n, 1)
	}
	if i := bytes.IndexByte(e[:min(len(e), 5)], c.seg.Delimiters().Component); i >= 0 {
		return e[:i]
	}
	return e
}

func keepFirst(p *place, c *Checker, u *usePlan, n int) {
	if p.use == nil {
		*p = c.placeOf(u, n)
	}
}

// takePointers checks that the diagnosis pointers of a line point to a diagnosis.
// Dental claims may have none at all.
func (b *claimBalance) takePointers(c *Checker, u *usePlan, element int) {
	if c.level < Situations {
		return
	}
	all, separator := c.seg.Element(element), c.seg.Delimiters().Component
	if c.repeats {
		all = c.seg.Repetition(element, 1)
	}
	for from, component := 0, 1; from < len(all); component++ {
		to := from
		for to < len(all) && all[to] != separator { // at once: most have one digit
			to++
		}
		value := trimRight(all[from:to])
		from = to + 1
		pointer, ok := x12.ParseCount(value)
		if !ok || pointer <= b.diagnoses {
			continue
		}
		p := c.placeOf(u, element)
		p.component = component
		c.report(c.finding(x12.PointerBeyondList, p, fmt.Sprintf("found %d, and the claim has %s", pointer, counted(b.diagnoses)), value))
	}
}

func counted(diagnoses int) string {
	if diagnoses == 1 {
		return "1 diagnosis"
	}
	return fmt.Sprintf("%d diagnoses", diagnoses)
}

// takeDate keeps the first and last date of service.
func (b *claimBalance) takeDate(c *Checker) {
	value := trimRight(c.seg.Element(3))
	from := dateOf(value)
	to := from
	if len(value) == 17 {
		to = dateOf(value[9:])
	}
	if from != 0 && (b.first == 0 || from < b.first) {
		b.first = from
	}
	b.last = max(b.last, to)
}

// dateOf returns the date that value begins with, its eight digits as a number that
// orders days; zero when it is none.
func dateOf(value []byte) uint64 {
	if len(value) >= 8 && x12.ValidDate(value[:8]) {
		return binary.BigEndian.Uint64(value)
	}
	return 0
}

// checkVersion reports diagnoses of ICD-9 for services that all came after it, and
// those of ICD-10 for services that all came before.
func (b *claimBalance) checkVersion(c *Checker) {
	if b.first == 0 {
		return
	}
	if b.oldDiagnosis.use != nil && b.first >= icd10Begins {
		c.wrong(x12.DiagnosisVersion, b.oldDiagnosis, "found ICD-9, expected ICD-10 for services from 2015-10-01")
	}
	if b.newDiagnosis.use != nil && b.last < icd10Begins {
		c.wrong(x12.DiagnosisVersion, b.newDiagnosis, "found ICD-10, expected ICD-9 for services before 2015-10-01")
	}
}
