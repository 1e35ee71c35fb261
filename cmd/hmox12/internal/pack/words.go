package pack

// Bounds of Words. What is there early is the vocabulary; names of people and numbers
// of their records come later, and are worth no word.
const (
	maxWords     = 1 << 15
	shortestWord = 3 // bytes; a shorter text takes no more room than a word
	often        = 8 // records in which a text occurs before it becomes a word
)

// Words are texts with a number each. They are numbered from 0 in the order in which
// they became words. The zero Words are none.
type Words struct {
	texts   []string
	numbers map[string]int

	// seen counts in how many records texts occurred that are no words yet, by their
	// hash: roughly, as two may share a count. All counts are halved from time to time, so
	// that only what stays frequent gets far: not who has many claims in a row.
	seen   [1 << 15]seen
	total  int // since they were halved
	record uint8

	pattern  pattern  // of the text that is written
	template template // of the struct

	// recent are words met lately, by a few of their bytes: most are constants of the
	// program, which are equal to themselves at a glance.
	recent [1 << 10]recent
}

// seen is in how many records a text occurred, and which was the last: of the same one
// it is not counted again.
type seen struct{ records, last uint8 }

// recent is a word with its number.
type recent struct {
	text   string
	number int
}

// Add adds the word with the next number.
func (w *Words) Add(text string) {
	if w.numbers == nil {
		w.numbers = make(map[string]int)
	}
	w.numbers[text] = len(w.texts)
	w.texts = append(w.texts, text)
}

// Len returns how many words there are.
func (w *Words) Len() int { return len(w.texts) }

// From returns the words from a number on.
func (w *Words) From(n int) []string { return w.texts[n:] }

// Truncate forgets the words from a number on.
func (w *Words) Truncate(n int) {
	if n == len(w.texts) {
		return
	}
	for _, text := range w.texts[n:] {
		delete(w.numbers, text)
	}
	w.texts = w.texts[:n]
	clear(w.recent[:])
}

// number returns the number of a text that is a word, or has just become one.
func (w *Words) number(text string) (n int, known bool) {
	if len(text) < shortestWord {
		return 0, false
	}
	near := w.near(text)
	if near.text == text {
		return near.number, true
	}
	if n, known = w.numbers[text]; !known && w.isOften(text) {
		n, known = len(w.texts), true
		w.Add(text)
	}
	if known {
		*near = recent{text, n}
	}
	return n, known
}

// near is where a text stands if it was met lately.
func (w *Words) near(text string) *recent {
	last := len(text) - 1
	glance := uint(last) + 5*uint(text[last]) + 41*uint(text[last/2]) + 7*uint(text[0])
	return &w.recent[glance%uint(len(w.recent))]
}

// numberOf is number of a text that is made anew each time.
func (w *Words) numberOf(text []byte) (n int, known bool) {
	if n, known = w.numbers[string(text)]; known {
		return n, true
	}
	return w.number(string(text))
}

// isOften counts a text, and reports whether it is to be a word from now on.
func (w *Words) isOften(text string) bool {
	if len(w.texts) == maxWords {
		return false
	}
	count := &w.seen[hash(text)%uint32(len(w.seen))]
	if count.records > 0 && count.last == w.record {
		return false
	}
	if w.total++; w.total == len(w.seen)/2 {
		w.total = 0
		for i := range w.seen {
			w.seen[i].records /= 2
		}
	}
	count.last = w.record
	if count.records++; count.records < often {
		return false
	}
	count.records = 0
	return true
}

// hash is FNV-1a: the same in every run, so that the same night gives the same bytes.
func hash(text string) uint32 {
	h := uint32(2166136261)
	for i := range len(text) {
		h = (h ^ uint32(text[i])) * 16777619
	}
	return h
}
