package adjudicate

import (
	"testing"

	"github.com/hmox12/hmox12/mapping/record"
)

func TestNormalizeName(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"case and blanks do not count", " de la cruz ", "DELACRUZ"},
		{"a hyphen and an apostrophe do not count", "O'Neil-Ray", "ONEILRAY"},
		{"a generation after a comma is dropped", "Okafor, Jr.", "OKAFOR"},
		{"a generation after a blank is dropped", "Okafor III", "OKAFOR"},
		{"a degree with points is dropped", "Okafor/M.D.", "OKAFOR"},
		{"a title in front is dropped", "Dr Okafor", "OKAFOR"},
		{"several are dropped", "MR OKAFOR SR, ESQ", "OKAFOR"},
		{"letters that end a word are part of it", "Hendricksiv", "HENDRICKSIV"},
		{"a name that is an affix stays", "Do", "DO"},
		{"accents do not count", "Núñez", "NUNEZ"},
		{"one letter is two where ASCII needs it", "Groß", "GROSS"},
		{"letters of other scripts stay", "Δημητρίου", "ΔΗΜΗΤΡΙΟΥ"},
		{"digits do not count", "Smith2", "SMITH"},
		{"nothing comes of nothing", " ,/-", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := NormalizeName(c.in); got != c.want {
				t.Errorf("NormalizeName(%q) = %q, want %q", c.in, got, c.want)
			}
		})
	}
}

func TestNamesAgree(t *testing.T) {
	for _, c := range []struct {
		name string
		a, b record.PersonName
		want bool
	}{
		{"the same name agrees", record.PersonName{Last: "Okafor", First: "Nina"}, record.PersonName{Last: "OKAFOR JR", First: "NINA"}, true},
		{"an initial agrees", record.PersonName{Last: "Okafor", First: "N."}, record.PersonName{Last: "OKAFOR", First: "NINA"}, true},
		{"the beginning of a first name is not enough", record.PersonName{Last: "Okafor", First: "Nin"}, record.PersonName{Last: "OKAFOR", First: "NINA"}, false},
		{"no first name does not agree", record.PersonName{Last: "Okafor"}, record.PersonName{Last: "OKAFOR", First: "NINA"}, false},
		{"another last name does not agree", record.PersonName{Last: "Oka", First: "Nina"}, record.PersonName{Last: "OKAFOR", First: "NINA"}, false},
		{"no names do not agree", record.PersonName{}, record.PersonName{}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := sameName(c.a, c.b); got != c.want {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}
