package intake_test

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/host/hosttest"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/intake"
)

// sum is what a Received counts.
type sum struct {
	Interchanges, Refused, Groups, Sets, RejectedSets, Claims, Inquiries, Acknowledgments, Unhandled int
}

func sumOf(r *intake.Received) sum {
	return sum{r.Interchanges, r.Refused, r.Groups, r.Sets, r.RejectedSets, r.Claims, r.Inquiries, r.Acknowledgments, r.Unhandled}
}

func TestWhatBecomesOfAFile(t *testing.T) {
	var (
		good     = claimSet("0001", visit("A", "16"))
		second   = claimSet("0002", visit("B", "17"))
		bad      = strings.Replace(claimSet("0003", visit("BAD", "18")), "11:B:1", "11:B", 1)
		asked    = inquirySet("0001", 1)
		claims   = interchange("000000001", claimGroup("1", good))
		inquired = interchange("000000002", inquiryGroup("2", asked))
	)
	cases := []struct {
		name, file string
		sum        sum
		claims     []string
		answers    []string
	}{
		{"a claim is acknowledged and decided", claims,
			sum{Interchanges: 1, Groups: 1, Sets: 1, Claims: 1},
			[]string{"A paid"}, []string{"277CA-BAYCLEAR-000000002.x12", "999-BAYCLEAR-000000001.x12"}},
		{"a bad set does not cost the good ones around it", interchange("000000001", claimGroup("1", good, bad, second)),
			sum{Interchanges: 1, Groups: 1, Sets: 3, RejectedSets: 1, Claims: 2},
			[]string{"A paid", "B paid"}, []string{"277CA-BAYCLEAR-000000002.x12", "999-BAYCLEAR-000000001.x12"}},
		{"a rejected group does not cost the good one beside it", interchange("000000001", strings.Replace(claimGroup("1", good), "GE*1", "GE*2", 1), claimGroup("2", second)),
			sum{Interchanges: 1, Groups: 2, Sets: 2, RejectedSets: 1, Claims: 1},
			[]string{"B paid"}, []string{"277CA-BAYCLEAR-000000002.x12", "999-BAYCLEAR-000000001.x12"}},
		{"of a group whose sets are of another kind none is taken", interchange("000000001", strings.Replace(claimGroup("1", good), "GS*HC", "GS*HS", 1)),
			sum{Interchanges: 1, Groups: 1, Sets: 1, RejectedSets: 1},
			[]string{}, []string{"999-BAYCLEAR-000000001.x12"}},
		{"an interchange whose IEA02 differs leaves no claim and its number is not lost", strings.Replace(claims, "IEA*1*000000001", "IEA*1*000000009", 1),
			sum{Interchanges: 1, Refused: 1, Groups: 1, Sets: 1, RejectedSets: 1},
			[]string{}, []string{"TA1-BAYCLEAR-000000001.x12"}},
		{"nor does one that is cut short", claims[:strings.Index(claims, "GE*")],
			sum{Interchanges: 1, Refused: 1, Groups: 1, Sets: 1, RejectedSets: 1},
			[]string{}, []string{"TA1-BAYCLEAR-000000001.x12"}},
		{"a rejected interchange does not cost those around it",
			claims + strings.Replace(interchange("000000003", claimGroup("3", claimSet("0001", visit("BAD", "18")))), "IEA*1", "IEA*4", 1) + interchange("000000004", claimGroup("4", second)),
			sum{Interchanges: 3, Refused: 1, Groups: 3, Sets: 3, RejectedSets: 1, Claims: 2},
			[]string{"A paid", "B paid"}, []string{"277CA-BAYCLEAR-000000004.x12", "277CA-BAYCLEAR-000000005.x12", "999-BAYCLEAR-000000001.x12", "999-BAYCLEAR-000000003.x12", "TA1-BAYCLEAR-000000002.x12"}},
		{"nor does one whose header can't be read", claims + "ISA*00*\n" + interchange("000000004", claimGroup("4", second)),
			sum{Interchanges: 3, Refused: 1, Groups: 2, Sets: 2, Claims: 2},
			[]string{"A paid", "B paid"}, []string{"277CA-BAYCLEAR-000000003.x12", "277CA-BAYCLEAR-000000004.x12", "999-BAYCLEAR-000000001.x12", "999-BAYCLEAR-000000002.x12"}},
		{"nor does one whose header is shifted, though its number can be read", claims + strings.Replace(interchange("000000003"), "*          *", "*         *", 1) + interchange("000000004", claimGroup("4", second)),
			sum{Interchanges: 3, Refused: 1, Groups: 2, Sets: 2, Claims: 2},
			[]string{"A paid", "B paid"}, []string{"277CA-BAYCLEAR-000000004.x12", "277CA-BAYCLEAR-000000005.x12", "999-BAYCLEAR-000000001.x12", "999-BAYCLEAR-000000003.x12", "TA1-BAYCLEAR-000000002.x12"}},
		{"nor does one whose delimiters can't divide", claims + strings.Replace(interchange("000000003"), "*P*:", "*P*A", 1) + interchange("000000004", claimGroup("4", second)),
			sum{Interchanges: 3, Refused: 1, Groups: 2, Sets: 2, Claims: 2},
			[]string{"A paid", "B paid"}, []string{"277CA-BAYCLEAR-000000004.x12", "277CA-BAYCLEAR-000000005.x12", "999-BAYCLEAR-000000001.x12", "999-BAYCLEAR-000000003.x12", "TA1-BAYCLEAR-000000002.x12"}},
		{"one that is accepted with errors is taken", strings.Replace(claims, "*^*", "*:*", 1),
			sum{Interchanges: 1, Groups: 1, Sets: 1, Claims: 1},
			[]string{"A paid"}, []string{"277CA-BAYCLEAR-000000002.x12", "999-BAYCLEAR-000000001.x12"}},
		{"the same ISA13 twice in a file is taken once", claims + interchange("000000001", claimGroup("1", second)),
			sum{Interchanges: 2, Refused: 1, Groups: 1, Sets: 1, Claims: 1},
			[]string{"A paid"}, []string{"277CA-BAYCLEAR-000000003.x12", "999-BAYCLEAR-000000001.x12", "TA1-BAYCLEAR-000000002.x12"}},
		{"an unknown sender is told", strings.ReplaceAll(claims, "BAYCLEAR       *", "STRANGER       *"),
			sum{Interchanges: 1, Refused: 1},
			[]string{}, []string{"TA1-STRANGER-000000001.x12"}},
		{"so is who sends what is for another", strings.ReplaceAll(claims, "POPPY77001     *", "SOMEBODYELSE   *"),
			sum{Interchanges: 1, Refused: 1},
			[]string{}, []string{"TA1-BAYCLEAR-000000001.x12"}},
		{"the receiver's qualifier counts", strings.ReplaceAll(claims, "*ZZ*POPPY77001     *", "*30*POPPY77001     *"),
			sum{Interchanges: 1, Refused: 1},
			[]string{}, []string{"TA1-BAYCLEAR-000000001.x12"}},
		{"an inquiry is acknowledged and answered", inquired,
			sum{Interchanges: 1, Groups: 1, Sets: 1, Inquiries: 1},
			[]string{}, []string{"271-BAYCLEAR-000000002.x12", "999-BAYCLEAR-000000001.x12"}},
		{"a rejected inquiry is not answered and no number is lost", strings.Replace(inquired, "SE*", "SE*1", 1) + claims,
			sum{Interchanges: 2, Groups: 2, Sets: 2, RejectedSets: 1, Claims: 1},
			[]string{"A paid"}, []string{"277CA-BAYCLEAR-000000003.x12", "999-BAYCLEAR-000000001.x12", "999-BAYCLEAR-000000002.x12"}},
		{"claims and inquiries come in one file", claims + inquired,
			sum{Interchanges: 2, Groups: 2, Sets: 2, Claims: 1, Inquiries: 1},
			[]string{"A paid"}, []string{"271-BAYCLEAR-000000004.x12", "277CA-BAYCLEAR-000000003.x12", "999-BAYCLEAR-000000001.x12", "999-BAYCLEAR-000000002.x12"}},
		{"and in one interchange", interchange("000000001", inquiryGroup("2", asked), claimGroup("1", good), inquiryGroup("3", asked)),
			sum{Interchanges: 1, Groups: 3, Sets: 3, Claims: 1, Inquiries: 2},
			[]string{"A paid"}, []string{"271-BAYCLEAR-000000002.x12", "277CA-BAYCLEAR-000000003.x12", "999-BAYCLEAR-000000001.x12"}},
		{"acknowledgments are taken and not acknowledged", interchange("000000001", group("FA", "005010X231A1", "1", set("999", "0001", "005010X231A1", "AK1*HB*1*005010X279A1~\nAK9*A*1*1*1~\n"))),
			sum{Interchanges: 1, Groups: 1, Sets: 1, Acknowledgments: 1},
			[]string{}, []string{}},
		{"nor are acknowledgments of interchanges", strings.Replace(interchange("000000001"), "IEA", "TA1*000000009*260302*0800*A*000~\nTA1*000000010*260302*0800*R*025~\nIEA", 1),
			sum{Interchanges: 1, Acknowledgments: 2},
			[]string{}, []string{}},
		{"a TA1 that asks for one", strings.Replace(strings.Replace(interchange("000000001"), "IEA", "TA1*000000009*260302*0800*A*000~\nIEA", 1), "*0*P*:", "*1*P*:", 1),
			sum{Interchanges: 1, Acknowledgments: 1},
			[]string{}, []string{}},
		{"an empty interchange is no matter", interchange("000000001"),
			sum{Interchanges: 1},
			[]string{}, []string{}},
		{"what is no X12 is refused", "Dear Sirs,\n",
			sum{Interchanges: 1, Refused: 1},
			[]string{}, []string{}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			o := open(t)
			received := o.take("file.x12", c.file)
			assert.Equal(t, c.sum, sumOf(received))
			assert.Equal(t, c.claims, o.claims())
			assert.Equal(t, c.answers, o.answers())
			assert.EqualValues(t, len(c.file), received.Bytes)
			assert.False(t, received.Duplicate)
			for _, name := range o.answers() {
				text := o.read(name)
				o.requireGood(text)
				assert.NotContains(t, text, "AK1*FA")
			}
		})
	}
}

func TestRefusalsAreGivenTheirCode(t *testing.T) {
	claims := interchange("000000001", claimGroup("1", claimSet("0001", visit("A", "16"))))
	cases := map[string]struct{ file, note string }{
		"IEA02 differs":              {strings.Replace(claims, "IEA*1*000000001", "IEA*1*000000009", 1), "R*001"},
		"a group too few":            {strings.Replace(claims, "IEA*1", "IEA*2", 1), "R*021"},
		"cut short":                  {claims[:len(claims)-20], "R*023"},
		"a sender that is not known": {strings.ReplaceAll(claims, "BAYCLEAR       *", "STRANGER       *"), "R*006"},
		"for another receiver":       {strings.ReplaceAll(claims, "POPPY77001     *", "SOMEBODYELSE   *"), "R*009"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			o := open(t)
			o.take("file.x12", c.file)
			assert.Contains(t, o.answer("TA1"), "TA1*000000001*260302*0800*"+c.note+"~")
		})
	}
}

func TestAFileThatComesAgainIsTakenOnce(t *testing.T) {
	o := open(t)
	claims := interchange("000000001", claimGroup("1", claimSet("0001", visit("A", "16"))))
	o.take("first.x12", claims)
	again := o.take("renamed.x12", claims)
	assert.True(t, again.Duplicate)
	assert.Equal(t, sum{Interchanges: 1, Refused: 1}, sumOf(again))
	assert.Equal(t, []string{"A paid"}, o.claims())
	assert.Equal(t, []string{"277CA-BAYCLEAR-000000002.x12", "999-BAYCLEAR-000000001.x12", "TA1-BAYCLEAR-000000003.x12"}, o.answers())
	assert.Contains(t, o.answer("TA1"), "R*025~")
}

func TestAnInterchangeThatComesInAnotherFileIsTakenOnce(t *testing.T) {
	o := open(t)
	o.take("first.x12", interchange("000000001", claimGroup("1", claimSet("0001", visit("A", "16")))))
	again := o.take("second.x12", interchange("000000001", claimGroup("1", claimSet("0001", visit("B", "17"))))+
		interchange("000000002", claimGroup("1", claimSet("0001", visit("C", "18")))))
	assert.False(t, again.Duplicate)
	assert.Equal(t, sum{Interchanges: 2, Refused: 1, Groups: 1, Sets: 1, Claims: 1}, sumOf(again))
	assert.Equal(t, []string{"A paid", "C paid"}, o.claims())
	assert.Contains(t, o.answer("TA1"), "TA1*000000001*260302*0800*R*025~")
}

func TestARejectedInterchangeMayComeAgainCorrected(t *testing.T) {
	o := open(t)
	claims := interchange("000000001", claimGroup("1", claimSet("0001", visit("A", "16"))))
	o.take("wrong.x12", strings.Replace(claims, "IEA*1", "IEA*2", 1))
	o.take("right.x12", claims)
	assert.Equal(t, []string{"A paid"}, o.claims())
	assert.Equal(t, []string{"277CA-BAYCLEAR-000000003.x12", "999-BAYCLEAR-000000002.x12", "TA1-BAYCLEAR-000000001.x12"}, o.answers())
}

func TestAClaimThatCannotBeReadIsRejectedAlone(t *testing.T) {
	cases := map[string]struct{ claim, want string }{
		"an amount in fractions of a cent": {visitFor("ODD", "17", "150.005"), "ODD A7:178"},
		"an amount beyond all reason":      {visitFor("ODD", "17", "123456789012345678"), "ODD A7:178"},
		"less than nothing":                {visitFor("ODD", "17", "-150"), "ODD A7:178"},
		"days that end before they begin":  {strings.Replace(visit("ODD", "17"), "D8*20260217", "RD8*20260217-20260216", 1), "ODD A7:187"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			o := open(t)
			received := o.take("file.x12", interchange("000000001", claimGroup("1", claimSet("0001", visit("A", "16"), c.claim, visit("B", "18")))))
			assert.Equal(t, sum{Interchanges: 1, Groups: 1, Sets: 1, Claims: 3}, sumOf(received))
			assert.Equal(t, []string{"A paid", "B paid", c.want}, o.claims())
		})
	}
}

func TestEveryByteIsToldTwice(t *testing.T) {
	o := open(t)
	claims := interchange("000000001", claimGroup("1", claimSet("0001", visit("A", "16"))))
	o.take("claims.x12", claims)
	assert.EqualValues(t, 2*len(claims), o.progress)
	o.progress = 0
	o.take("again.x12", claims)
	assert.EqualValues(t, 2*len(claims), o.progress, "also when nothing is taken")
}

func TestFindingsAreBoundedAndCounted(t *testing.T) {
	o := open(t)
	lines := strings.Repeat("SV1*HC:99213*1*XX*1***1~\n", 600)
	received := o.take("file.x12", interchange("000000001", claimGroup("1", claimSet("0001", visit("A", "16")+lines))))
	assert.Len(t, received.Findings, 500)
	assert.Equal(t, 600, received.Found)
	assert.Equal(t, 1, received.RejectedSets)
}

// TestNothingOfAFileHappensWhenItCannotBeRead fails the reading in the middle, be it the first
// or of a file that is examined again.
func TestNothingOfAFileHappensWhenItCannotBeRead(t *testing.T) {
	one := interchange("000000001", inquiryGroup("2", inquirySet("0001", 1)), claimGroup("1", claimSet("0001", visit("A", "16"))))
	earlier := interchange("000000002", claimGroup("1", claimSet("0001", visit("E", "18"))))
	for name, text := range map[string]string{
		"new":                       one,
		"with one that came before": one + earlier,
		"behind one":                earlier + one,
		"of one":                    earlier + "\n",
		"that came before":          earlier,
	} {
		t.Run(name, func(t *testing.T) {
			begun := func() (o *office, operations int) {
				o = open(t)
				o.take("earlier.x12", earlier)
				require.NoError(t, os.WriteFile(o.path("file.x12"), []byte(text), 0o644))
				return o, len(o.files.Operations())
			}
			whole, operations := begun()
			before, texts := whole.claims(), whole.texts()
			want := whole.take("file.x12", text)
			failed := 0
			for n := range whole.files.Operations()[operations:] {
				o, operations := begun()
				o.files.At = operations + n + 1
				received, err := o.intake.Take(context.Background(), o.path("file.x12"))
				assert.Zero(t, o.files.OpenFiles())
				if err != nil {
					failed++
					require.ErrorIs(t, err, hosttest.ErrInjected)
					require.ErrorContains(t, err, "file.x12: ")
					assert.Equal(t, texts, o.texts(), o.files.Operations()[operations:])
					assert.Equal(t, before, o.claims())
					received, err = o.intake.Take(context.Background(), o.path("file.x12"))
					require.NoError(t, err, "once the disk is well again")
				}
				// Else it failed where the file was to be read again anyway.
				assert.Equal(t, want, received)
				assert.Equal(t, whole.texts(), o.texts())
				assert.Equal(t, whole.claims(), o.claims())
			}
			assert.Greater(t, failed, 5)
		})
	}
}

// TestNoSenderStopsTheNight damages a file byte by byte: whatever it is then, it
// is taken without an error, and what is answered is good X12.
func TestNoSenderStopsTheNight(t *testing.T) {
	text := interchange("000000001", inquiryGroup("2", inquirySet("0001", 1)), claimGroup("1", claimSet("0001", visit("A", "16"))))
	damage := "\x00*~:^|9A-\xff\n>'"
	o := open(t)
	for at := 0; at < len(text); at += 4 {
		damaged := []byte(text)
		damaged[at] = damage[at/4%len(damage)]
		number := fmt.Sprintf("%09d", at+2)
		o.take("file.x12", strings.ReplaceAll(string(damaged), "000000001", number))
	}
	for _, name := range o.answers() {
		if text := o.read(name); !strings.Contains(text, "*999*") {
			o.requireGood(text) // AK1 and AK2 of a 999 repeat what was damaged
		}
	}
}
