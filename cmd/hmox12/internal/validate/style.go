package validate

// style paints text, or leaves it.
type style bool

// The colours, as terminals number them; the theme of the terminal says what they
// look like. What a colour says is also said in words.
const (
	bold    = "1"
	dim     = "2"
	red     = "31"
	green   = "32"
	yellow  = "33"
	magenta = "35"
)

func (s style) paint(colour, text string) string {
	if !s || text == "" || colour == "" {
		return text
	}
	return "\x1b[" + colour + "m" + text + "\x1b[0m"
}

// colourOf returns the colour of a severity or verdict.
func colourOf(word string) string {
	switch word {
	case "rejects", "rejected", "unread":
		return red
	case "refuses":
		return magenta
	case "accepted":
		return green
	}
	return yellow
}
