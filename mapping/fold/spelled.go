package fold

// spelled is what is written for characters that Unicode does not decompose, and
// for punctuation that a character set lacks or a partner divides with. Anything
// in it is folded again: ’ is written ', and ' nothing where it is a delimiter.
var spelled = map[rune]string{
	// Letters.
	'ß': "ss", 'ẞ': "SS", 'æ': "ae", 'Æ': "AE", 'œ': "oe", 'Œ': "OE",
	'ø': "o", 'Ø': "O", 'đ': "d", 'Đ': "D", 'ð': "d", 'Ð': "D", 'þ': "th", 'Þ': "TH",
	'ł': "l", 'Ł': "L", 'ħ': "h", 'Ħ': "H", 'ŧ': "t", 'Ŧ': "T", 'ŋ': "ng", 'Ŋ': "NG",
	'ı': "i", 'ĸ': "q", 'ſ': "s", 'ƒ': "f", 'ɨ': "i", 'Ɨ': "I", 'ɓ': "b", 'Ɓ': "B",
	'ɗ': "d", 'Ɗ': "D", 'ƙ': "k", 'Ƙ': "K", 'ə': "e", 'Ə': "E", 'ɛ': "e", 'Ɛ': "E", 'ɔ': "o", 'Ɔ': "O",
	'ª': "a", 'º': "o", '½': " 1/2", '¼': " 1/4", '¾': " 3/4",

	// Quotes and dashes.
	'‘': "'", '’': "'", '‚': "'", '‛': "'", '′': "'", '´': "'", 'ʻ': "'", 'ʼ': "'", 'ʹ': "'", '‹': "'", '›': "'",
	'“': "\"", '”': "\"", '„': "\"", '‟': "\"", '″': "\"", '«': "\"", '»': "\"",
	'‐': "-", '‑': "-", '‒': "-", '–': "-", '—': "-", '―': "-", '−': "-", '\u00ad': "",
	'…': "...", '•': " ", '·': " ", '⁄': "/", '¿': "?", '¡': "!", '¦': "|", '×': "x", '÷': "/",
	'€': "EUR", '£': "GBP", '¥': "JPY", '¢': "c", '©': "(c)", '®': "(R)", '™': "TM",
	'°': " ", '§': " ", '¶': " ", '№': "No", '±': "+/-", 'µ': "u",

	// Accents that stand alone: no letter is left without its accent.
	'¨': "", '¯': "", '¸': "", '˜': "", 'ˆ': "",

	// What ASCII has and a character set may lack, or a delimiter may be.
	'\'': "", '`': "'", '"': "'", '.': " ", '&': " AND ", '%': " PERCENT", '$': "USD ", '@': " AT ",
	'{': "(", '}': ")", '[': "(", ']': ")", '<': "(", '>': ")", '_': "-", '~': "-", '|': "/", '\\': "/",
}
