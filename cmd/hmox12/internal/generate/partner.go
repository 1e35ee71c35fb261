package generate

import "github.com/hmox12/hmox12/x12"

// partner is a trading partner and how it writes its files.
type partner struct {
	id, qualifier, name, tin string
	phone                    string
	delimiters               x12.Delimiters
	lineEnd                  string // behind the segment terminator
	characters               string // what it can be sent
	clearinghouse            bool
	number                   int
}

// The ways in which senders write: their delimiters and line ends.
var manners = []struct {
	delimiters x12.Delimiters
	lineEnd    string
	characters string
}{
	{x12.Delimiters{Element: '*', Repetition: '^', Component: ':', Segment: '~'}, "\n", ""},
	{x12.Delimiters{Element: '*', Repetition: '^', Component: ':', Segment: '~'}, "", ""},
	{x12.Delimiters{Element: '|', Repetition: '^', Component: '>', Segment: '~'}, "\r\n", "extended"},
	{x12.Delimiters{Element: '*', Repetition: '{', Component: '>', Segment: '~'}, "\n", "utf-8"},
	{x12.Delimiters{Element: '*', Repetition: '!', Component: '<', Segment: '\n'}, "", "basic"},
	{x12.Delimiters{Element: '+', Repetition: '%', Component: ':', Segment: '\''}, "\r\n", "basic"},
}

// addPartner adds a trading partner that writes in one of the manners.
func (p *population) addPartner(id, name, qualifier string, clearinghouse bool) *partner {
	n := len(p.partners)
	manner := manners[n%len(manners)]
	added := &partner{
		id: id, name: name, qualifier: qualifier, tin: tinOf(9_000_000 + n), phone: phoneOf(n),
		delimiters: manner.delimiters, lineEnd: manner.lineEnd, characters: manner.characters,
		clearinghouse: clearinghouse, number: n,
	}
	p.partners = append(p.partners, added)
	return added
}
