package view

import "github.com/hmox12/hmox12/x12/guide"

// formTeeth is box 33 of the dental form: the teeth of a mouth as one looks at
// them, each with what the claim says of it (DN2).
type formTeeth struct {
	Number, Name string
	Rows         [][]tooth
	Values       []string // the same in words
}

// tooth is a tooth by the universal numbering.
type tooth struct {
	Number string
	Status string // M missing, E to be extracted; empty when nothing is said
	Name   string
}

// The rows of a mouth: permanent teeth, and primary ones.
var (
	permanentTeeth = [][]string{
		{"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16"},
		{"32", "31", "30", "29", "28", "27", "26", "25", "24", "23", "22", "21", "20", "19", "18", "17"},
	}
	primaryTeeth = [][]string{
		{"A", "B", "C", "D", "E", "F", "G", "H", "I", "J"},
		{"T", "S", "R", "Q", "P", "O", "N", "M", "L", "K"},
	}
)

// missingTeeth draws the permanent teeth, and the primary ones where the claim
// speaks of any.
func (c *placedClaim) missingTeeth() *formTeeth {
	t := &formTeeth{Number: "33", Name: "Missing teeth"}
	status, primary := map[string]string{}, false
	for _, dn2 := range c.claim.list("DN2") {
		number := unpadded(dn2.Text(1))
		status[number] = dn2.Text(2)
		primary = primary || number >= "A"
		t.Values = append(t.Values, joined(" ", number, joined(", ", guide.Word("tooth", []byte(number)), guide.Word("1368", dn2.Element(2)))))
	}
	rows := permanentTeeth
	if primary {
		rows = append(append([][]string(nil), rows...), primaryTeeth...)
	}
	for _, row := range rows {
		var teeth []tooth
		for _, number := range row {
			teeth = append(teeth, tooth{number, status[number], guide.Word("tooth", []byte(number))})
		}
		t.Rows = append(t.Rows, teeth)
	}
	return t
}

// unpadded cuts the zero in front of a tooth's number.
func unpadded(number string) string {
	if len(number) == 2 && number[0] == '0' {
		return number[1:]
	}
	return number
}
