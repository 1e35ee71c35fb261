package mapping

import (
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
)

// writeDentition writes DN1 and DN2.
func writeDentition(w *x12.Writer, c *record.Claim) {
	if c.Dental == nil {
		return
	}
	if o := c.Dental.Orthodontics; o != nil {
		treatment := ""
		if o.Treatment {
			treatment = "Y"
		}
		w.Segment("DN1", formatOptional(o.Months), formatOptional(o.Remaining), "", treatment)
	}
	for _, t := range c.Dental.Teeth {
		w.Segment("DN2", t.Tooth, t.Status, "", "", "", "JP")
	}
}

// writeSV3 writes SV3 and the TOO behind it.
func writeSV3(w *x12.Writer, line *record.ServiceLine) {
	d := line.Dental
	if d == nil {
		d = &record.DentalService{}
	}
	w.Start("SV3")
	writeDescribedProcedure(w, line.Procedure)
	writeNumber(w, line.Charge)
	w.Text(line.Place)
	w.Composite(d.OralCavities...)
	w.Text(d.Placement)
	writeOptional(w, line.Units)
	w.Skip(4)
	w.Composite(numbers(line.Pointers)...)
	w.End()
	for _, t := range d.Teeth {
		w.Start("TOO")
		w.Text("JP")
		w.Text(t.Number)
		w.Composite(t.Surfaces...)
		w.End()
	}
}
