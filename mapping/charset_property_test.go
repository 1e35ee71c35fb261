package mapping_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/hmox12/hmox12/mapping"
	"github.com/hmox12/hmox12/mapping/fold"
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/ack"
	"github.com/hmox12/hmox12/x12/guide"
	"github.com/hmox12/hmox12/x12/snip"
)

// basicOnly are companion guides that ask for the basic characters.
var basicOnly = sync.OnceValue(func() *guide.Companions {
	var all guide.Companions
	for _, of := range []string{"271 005010X279A1", "277 005010X214", "835 005010X221A1"} {
		c, err := guide.CompileCompanion("basic.guide", "companion *\nguide "+of+"\ncharacters basic\n")
		if err == nil {
			err = all.Add(c)
		}
		if err != nil {
			panic(err)
		}
	}
	return &all
})

// rejectedAt returns what is wrong with a file that was written in a character
// set: as an examination by its receiver would find, who takes no other.
func rejectedAt(t require.TestingT, file []byte, charset x12.Charset) (findings []string) {
	options := ack.Options{Level: snip.Situations, Unicode: func(*x12.Interchange) bool { return charset == x12.UTF8 }}
	if charset == x12.Basic {
		options.Guide = func(from *x12.Interchange, set, version string) *guide.Guide {
			g, _ := basicOnly().Lookup(from.Sender, set, version)
			return g
		}
	}
	err := ack.Examine(x12.NewReader(bytes.NewReader(file)), options, ack.Listener{Finding: func(f ack.Finding) {
		if f.Rejects() {
			findings = append(findings, f.Error.Error())
		}
	}})
	require.NoError(t, err)
	return findings
}

// elements returns an element of each segment that begins with the elements.
func elements(t require.TestingT, file []byte, want int, id string, begin ...string) (found []string) {
	r := x12.NewReader(bytes.NewReader(file))
	for {
		seg, err := r.Next()
		if errors.Is(err, io.EOF) {
			return found
		}
		require.NoError(t, err)
		is := seg.Is(id)
		for i, b := range begin {
			is = is && seg.Text(i+1) == b
		}
		if is {
			found = append(found, seg.Text(want))
		}
	}
}

// anyText draws text as people write it: of any script, with punctuation and what
// may delimit, or bytes that are no text at all; never blanks alone.
var anyText = rapid.Map(rapid.OneOf(
	rapid.StringOfN(rapid.SampledFrom([]rune("AZaz09 '.,-&*:^~|>/\"“”’–éßÆñŁ½Δ王\u00a0\u0301\x00\t")), 1, 70, -1),
	rapid.StringN(1, 70, -1),
	rapid.Map(rapid.SliceOfN(rapid.Byte(), 1, 20), func(b []byte) string { return string(b) }),
), func(text string) string {
	if strings.Trim(text, " ") == "" {
		return "Æ"
	}
	return text
})

// TestNamesGoOutInThePartnersCharacters: whatever people are called and wherever
// they live, the 271, 277CA and 835 that tell it can be written for any partner,
// would be accepted by it, and say the name as it is folded; numbers are as they
// were.
func TestNamesGoOutInThePartnersCharacters(t *testing.T) {
	asked := inquiriesOf(t, askNina)[0]
	rapid.Check(t, func(t *rapid.T) {
		charset := rapid.SampledFrom([]x12.Charset{x12.Basic, x12.Extended, x12.UTF8}).Draw(t, "charset")
		delimiters := rapid.SampledFrom([]x12.Delimiters{
			x12.DefaultDelimiters,
			{Element: '|', Repetition: '!', Component: '>', Segment: '\''},
			{Element: '*', Repetition: '?', Component: '\\', Segment: '\n'},
			{Element: 0x1d, Repetition: 0x1f, Component: 0x1e, Segment: 0x1c},
		}).Draw(t, "delimiters")
		options := []x12.WriterOption{x12.Characters(charset), x12.Delimit(delimiters)}
		admits := x12.NewWriter(io.Discard, options...).Admits
		name := record.PersonName{Last: anyText.Draw(t, "last"), First: anyText.Draw(t, "first"), Middle: anyText.Draw(t, "middle")}
		address := record.Address{Lines: []string{anyText.Draw(t, "street")}, City: anyText.Draw(t, "city") + "AA", State: "CA", ZIP: "94602"}
		want := fold.Text(name.Last, 60, admits)

		member := *nina
		member.Name, member.Address, member.GroupNumber = name, address, "GRP5500"
		answer := active(asked, &member)
		answer.Benefits[3].Messages = []string{anyText.Draw(t, "message")}
		answer.Benefits[6].Entity.Name, answer.Benefits[6].Entity.Address = name, address
		file := interchange(t, "HB", "005010X279A1", func(w *x12.Writer) {
			require.NoError(t, mapping.WriteEligibility271(w, answering, []*record.EligibilityAnswer{answer}))
		}, options...)
		require.Empty(t, rejectedAt(t, file, charset), "%q", file)
		require.Equal(t, []string{trimmed(want)}, elements(t, file, 3, "NM1", "IL"))
		require.Equal(t, []string{"GP100005"}, elements(t, file, 9, "NM1", "IL"))

		receipt := received("A-1", 120, 20260217, 20260217)
		receipt.Patient, receipt.SubmitterName, receipt.Billing.Name.Last = name, name.First, name.Middle
		file = interchange(t, "HN", "005010X214", func(w *x12.Writer) {
			require.NoError(t, mapping.WriteAcknowledgment277(w, acknowledgingPayer, mapping.ClaimAcknowledgment{
				ControlNumber: "0001", Reference: "CA-13", Receipt: "RCV-7", Received: 20260302, Created: 20260302, Time: "1130",
			}, []*record.ClaimReceipt{receipt}))
		}, options...)
		require.Empty(t, rejectedAt(t, file, charset), "%q", file)
		require.Equal(t, []string{trimmed(want)}, elements(t, file, 3, "NM1", "QC"))
		require.Contains(t, elements(t, file, 2, "TRN", "2"), "A-1")

		paid := remittance()
		paid.Payee.Name, paid.Payee.Address = record.PersonName{Last: name.Last}, address
		paid.Claims[0].Claim.Patient.Name = name
		file = interchange(t, "HP", "005010X221A1", func(w *x12.Writer) {
			require.NoError(t, mapping.WriteRemittance835(w, "0001", &payingPoppy, paid))
		}, options...)
		require.Empty(t, rejectedAt(t, file, charset), "%q", file)
		require.Equal(t, []string{trimmed(want)}, elements(t, file, 2, "N1", "PE"))
		require.Equal(t, []string{"W-1"}, elements(t, file, 1, "CLP"))
		require.Empty(t, unbalanced(t, file))
	})
}

// trimmed is how X12 reads text: blanks behind it don't count.
func trimmed(text string) string { return string(bytes.TrimRight([]byte(text), " ")) }

// TestNumbersAreNeverAltered: a number with a character that the partner does not
// take is refused by the name of its element.
func TestNumbersAreNeverAltered(t *testing.T) {
	for _, c := range []struct {
		name, number, want string
		charset            x12.Charset
	}{
		{"an accent", "W-É1", "(0xC3) is outside the extended character set", x12.Extended},
		{"an accent where basic characters are taken", "W-É1", "(0xC3) is outside the basic character set", x12.Basic},
		{"a small letter where basic characters are taken", "W-a1", "byte 3 of the data (0x61) is outside the basic character set", x12.Basic},
		{"an underline where basic characters are taken", "W_1", "(0x5F) is outside the basic character set", x12.Basic},
		{"a delimiter", "W*1", "byte 2 of the data is the delimiter '*'", x12.UTF8},
		{"broken UTF-8", "W-\xe9", "(0xE9) is outside the utf-8 character set", x12.UTF8},
	} {
		for where, write := range map[string]func(*x12.Writer) error{
			"CLP01 of set 0001": func(w *x12.Writer) error {
				r := remittance()
				r.Claims[0].Claim.Account = c.number
				return mapping.WriteRemittance835(w, "0001", &payingPoppy, r)
			},
			"TRN02 of set 0001": func(w *x12.Writer) error {
				return mapping.WriteAcknowledgment277(w, acknowledgingPayer, mapping.ClaimAcknowledgment{ControlNumber: "0001", Received: 20260302, Created: 20260302, Time: "1130"},
					[]*record.ClaimReceipt{received(c.number, 120, 20260217, 20260217)})
			},
			"NM109 of set 0001": func(w *x12.Writer) error {
				m := *nina
				m.ID, m.Name = c.number, record.PersonName{Last: c.number}
				return mapping.WriteEligibility271(w, answering, []*record.EligibilityAnswer{active(inquiriesOf(t, askNina)[0], &m)})
			},
		} {
			t.Run(c.name+" in "+where, func(t *testing.T) {
				w := x12.NewWriter(io.Discard, x12.Characters(c.charset))
				w.BeginInterchange(x12.Interchange{
					SenderQualifier: "ZZ", Sender: "S", ReceiverQualifier: "ZZ", Receiver: "R", Date: "260302", Time: "0800", ControlNumber: "000000001",
				})
				w.BeginGroup(x12.FunctionalGroup{ID: "HB", Sender: "S", Receiver: "R", Date: "20260302", Time: "0800", ControlNumber: "1", Version: "005010X279A1"})
				err := write(w)
				var refused *x12.WriteError
				require.ErrorAs(t, err, &refused)
				require.ErrorContains(t, err, where)
				require.ErrorContains(t, err, c.want)
				require.NotContains(t, err.Error(), c.number)
			})
		}
	}
}
