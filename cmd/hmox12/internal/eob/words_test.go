package eob

import (
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/mapping/record"
)

// The table is inside of the package and tested here by itself: that a word is
// missing must not wait for a claim that needs it.

var groups = []record.GroupCode{record.CO, record.PR, record.OA, record.PI}

// known returns every reason that may be written, with its groups.
func known() []key {
	var all []key
	for _, first := range append([]string{""}, strings.Split("ABDPWY", "")...) {
		for n := 0; n <= 400; n++ {
			carc := record.CARC(first + strconv.Itoa(n))
			if carc.Meaning().Text == "" || carc.Meaning().Retired {
				continue
			}
			for _, g := range groups {
				if carc.AllowsGroup(g) {
					all = append(all, key{g, carc})
				}
			}
		}
	}
	return all
}

func TestEveryReasonHasWordsForMembers(t *testing.T) {
	for _, rule := range adjudicate.Rules() {
		for _, c := range rule.Codes {
			assert.Contains(t, reasons, key{c.Group, c.Reason}, "%s can write %s", rule.ID, c)
		}
	}
	all := known()
	assert.Greater(t, len(all), 60)
	for _, k := range all {
		assert.Contains(t, reasons, k, "%s-%s, which a book may bring in", k.Group, k.CARC)
	}
	for k := range reasons {
		assert.Contains(t, all, k, "%s-%s is written by nobody", k.Group, k.CARC)
	}
}

func TestOnlyWhatTheMemberOwesIsToldAsOwed(t *testing.T) {
	all := map[key]reason{}
	for k, r := range reasons {
		all[k] = r
	}
	for _, g := range groups { // told by the group alone
		all[key{g, "9999"}] = reasonOf(g, "9999")
	}
	for k, r := range all {
		text := r.Title + " " + r.Why + " " + r.Do
		told := strings.Contains(text, "may owe") || strings.Contains(text, "bill may be sent")
		share := k.CARC == "1" || k.CARC == "2" || k.CARC == "3"
		assert.Equal(t, k.Group == record.PR && !share, told, "%s-%s: %s", k.Group, k.CARC, text)
		free := strings.Contains(text, "owe $0") || strings.Contains(text, "not owe")
		assert.False(t, k.Group == record.PR && free, "%s-%s: %s", k.Group, k.CARC, text)
	}
	for _, k := range known() {
		refused := k.Group == record.CO && !strings.Contains("24 45 59 104 245", string(k.CARC))
		if refused {
			assert.Contains(t, reasons[k].Why, notYours, "%s-%s", k.Group, k.CARC)
		}
	}
}

// grade is the level of school at which a text can be read, by Flesch and Kincaid.
func grade(text string) float64 {
	sentences, syllables := 0, 0
	words := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' })
	for _, r := range text {
		if strings.ContainsRune(".?!", r) {
			sentences++
		}
	}
	for _, w := range words {
		syllables += syllablesOf(strings.ToLower(w))
	}
	return 0.39*float64(len(words))/float64(max(sentences, 1)) + 11.8*float64(syllables)/float64(len(words)) - 15.59
}

// syllablesOf counts runs of vowels; a silent e at the end is none.
func syllablesOf(word string) int {
	n, vowel := 0, false
	for _, r := range word {
		is := strings.ContainsRune("aeiouy", r)
		if is && !vowel {
			n++
		}
		vowel = is
	}
	if strings.HasSuffix(word, "e") && !strings.HasSuffix(word, "le") && n > 1 {
		n--
	}
	return max(n, 1)
}

func TestWhatMembersAreToldIsPlain(t *testing.T) {
	t.Run("a hard text would be noticed", func(t *testing.T) {
		assert.Greater(t, grade("Reimbursement is contingent upon demonstrated adherence to utilization management requirements."), 14.0)
		assert.Less(t, grade("The cat sat on the mat."), 2.0)
	})
	var all strings.Builder
	for k, r := range reasons {
		text := r.Why + " " + r.Do
		all.WriteString(text + " ")
		assert.Less(t, grade(text), 9.0, "%s-%s: %s", k.Group, k.CARC, text)
		for _, jargon := range []string{"adjudicat", "CARC", "PCP", "capitat", "remit", "authoriz", "eligib", "payer", "utiliz", "contractual", "DOFR", "delegat"} {
			assert.NotContains(t, strings.ToLower(text), strings.ToLower(jargon), "%s-%s", k.Group, k.CARC)
		}
	}
	for _, w := range glossary {
		all.WriteString(w.Meaning + " ")
	}
	assert.Less(t, grade(all.String()), 6.5, "all of it together")
}
