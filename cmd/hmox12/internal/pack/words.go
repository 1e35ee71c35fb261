package pack

// Bounds of Words. What is there early is the vocabulary; names of people and numbers
// of their records come later, and are worth no word.
const (
	maxWords      = 1 << 15
	maxCandidates = 1 << 13
	shortestWord  = 3 // bytes; a shorter text takes no more room than a word
	often         = 8 // times a text occurs before it becomes a word
)

// Words are texts with a number each. They are numbered from 0 in the order in which
// they became words.
type Words struct {
	texts      []string
	numbers    map[string]int
	candidates map[string]int // how often each text occurred that is no word yet
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
	for _, text := range w.texts[n:] {
		delete(w.numbers, text)
	}
	w.texts = w.texts[:n]
}

// number returns the number of a text that is a word, or has just become one.
func (w *Words) number(text string) (n int, known bool) {
	if n, known = w.numbers[text]; known || len(text) < shortestWord || len(w.texts) == maxWords {
		return n, known
	}
	times := w.candidates[text] + 1
	switch {
	case times == often:
		delete(w.candidates, text)
		w.Add(text)
		return len(w.texts) - 1, true
	case w.candidates == nil || len(w.candidates) == maxCandidates:
		w.candidates = make(map[string]int)
	}
	w.candidates[text] = times
	return 0, false
}
