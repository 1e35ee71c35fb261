package intake_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/book"
)

func TestA270WithManyPatientsIsAnsweredInSeveralSets(t *testing.T) {
	o := open(t)
	received := o.take("file.x12", interchange("000000001", inquiryGroup("1", inquirySet("0001", 501), inquirySet("0002", 1))))
	assert.Equal(t, 502, received.Inquiries)
	answer := o.answer("271")
	o.requireGood(answer)
	assert.Equal(t, 502, strings.Count(answer, "\nTRN*2*E"))
	sets := strings.Split(answer, "\nST*271*")[1:]
	require.Len(t, sets, 3)
	for i, want := range []struct {
		number, asked string
		patients      int
	}{{"0001", "ASKED0001", 500}, {"0002", "ASKED0001", 1}, {"0003", "ASKED0002", 1}} {
		assert.True(t, strings.HasPrefix(sets[i], want.number))
		assert.Contains(t, sets[i], "BHT*0022*11*"+want.asked+"*")
		assert.Equal(t, want.patients, strings.Count(sets[i], "\nTRN*2*E"))
	}
}

// asked is an inquiry about whom only the id and the birth date are given.
func asked(delimiters ...string) string {
	text := interchange("000000001", inquiryGroup("1", inquirySet("0001", 1), inquirySet("0002", 1)))
	text = strings.ReplaceAll(text, "NM1*IL*1*OKAFOR*NINA****MI*", "NM1*IL*1******MI*")
	return strings.NewReplacer(delimiters...).Replace(text)
}

func TestAnInquiryIsAnsweredInItsOwnDelimiters(t *testing.T) {
	cases := map[string]struct {
		file, header, repeated string
	}{
		"the usual ones":         {asked(), "*260302*2100*^*00501*000000002*0*P*:~\n", "*1^35^"},
		"others":                 {asked("*", "|", "^", "!", ":", ">", "~", "'"), "|260302|2100|!|00501|000000002|0|P|>'\n", "|1!35!"},
		"control characters":     {asked("*", "\x1d", "^", "\x1f", ":", "\x1e", "~\n", "\x1c"), "\x1d260302\x1d2100\x1d\x1f\x1d00501\x1d000000002\x1d0\x1dP\x1d\x1e\x1c", "\x1d1\x1f35\x1f"},
		"no repetition at all":   {asked("*^*", "*U*"), "*260302*2100*^*00501*000000002*0*P*:~\n", "*1^35^"},
		"a caret for components": {asked("*^*", "*U*", ":", "^"), "\x1d260302\x1d2100\x1d\x1f\x1d00501\x1d000000002\x1d0\x1dP\x1d\x1e\x1c", "\x1d1\x1f35\x1f"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			o := open(t)
			received := o.take("file.x12", c.file)
			assert.Equal(t, 2, received.Inquiries)
			answer := o.answer("271")
			o.requireGood(answer)
			assert.Contains(t, answer, c.header)
			assert.Contains(t, answer, c.repeated)
			assert.Equal(t, 1, strings.Count(answer, "ISA"))
		})
	}
}

// bookWith is the sample HMO with something else in its members.
func bookWith(t *testing.T, old, new string) *book.Book {
	t.Helper()
	dir := t.TempDir()
	require.NoError(t, os.CopyFS(dir, os.DirFS("../../../../fixtures/hmo")))
	members := filepath.Join(dir, "members.csv")
	text, err := os.ReadFile(members)
	require.NoError(t, err)
	require.Contains(t, string(text), old)
	require.NoError(t, os.WriteFile(members, []byte(strings.ReplaceAll(string(text), old, new)), 0o644))
	hmo, err := book.Load(os.DirFS(dir), ".")
	require.NoError(t, err)
	return hmo
}

// TestANameThatHoldsTheAskersDelimiterIsFolded: a member is called O'KAFOR, and the
// asker ends segments with an apostrophe.
func TestANameThatHoldsTheAskersDelimiterIsFolded(t *testing.T) {
	o := openWith(t, bookWith(t, "OKAFOR", "O'KAFOR"))
	o.take("file.x12", asked("~", "'"))
	answer := o.answer("271")
	o.requireGood(answer)
	assert.Equal(t, 1, strings.Count(answer, "ISA"))
	assert.Equal(t, 2, strings.Count(answer, "*OKAFOR*NINA*"))
}

// TestOurNumbersMayHoldTheAskersDelimiters: a member's group number has a slash,
// and the asker ends segments with one.
func TestOurNumbersMayHoldTheAskersDelimiters(t *testing.T) {
	hmo := bookWith(t, "GRP-5500", "GRP/5500")
	slash := []string{"~", "/"}
	const number = "\x1dGRP/5500\x1c"

	t.Run("from the first answer on", func(t *testing.T) {
		o := openWith(t, hmo)
		o.take("file.x12", asked(slash...))
		answer := o.answer("271")
		o.requireGood(answer)
		assert.Equal(t, 1, strings.Count(answer, "ISA"))
		assert.Equal(t, 2, strings.Count(answer, number))
	})
	t.Run("in a later answer", func(t *testing.T) {
		o := openWith(t, hmo)
		stranger := strings.NewReplacer("GP100005", "GP999999").Replace(inquirySet("0001", 1))
		file := interchange("000000001", inquiryGroup("1", stranger, inquirySet("0002", 1)))
		file = strings.ReplaceAll(file, "NM1*IL*1*OKAFOR*NINA****MI*GP100005", "NM1*IL*1******MI*GP100005")
		o.take("file.x12", strings.NewReplacer(slash...).Replace(file))
		answer := o.answer("271")
		o.requireGood(answer)
		assert.Equal(t, 2, strings.Count(answer, "ISA"))
		assert.Contains(t, answer, "*GP999999")
		assert.Equal(t, 1, strings.Count(answer, number))
		assert.Contains(t, answer, "000000003", "the second interchange has a number of its own")
		o.take("next.x12", interchange("000000002", claimGroup("1", claimSet("0001", visit("A", "16")))))
		assert.Contains(t, o.answers(), "999-BAYCLEAR-000000004.x12", "and no number is lost")
	})
}
