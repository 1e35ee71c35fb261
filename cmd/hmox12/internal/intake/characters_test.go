package intake_test

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/ack"
)

// taking is the sample HMO with a member called Nina O’KÁFOR, and with BAYCLEAR
// taking the characters.
func taking(t *testing.T, characters record.Characters) *office {
	t.Helper()
	hmo := bookWith(t, "OKAFOR,NINA", "O’KÁFOR,Nina")
	for i := range hmo.Partners() {
		if p := &hmo.Partners()[i]; p.ID == "BAYCLEAR" {
			p.Characters = characters
		}
	}
	return openWith(t, hmo)
}

func TestAnswersHaveThePartnersCharacters(t *testing.T) {
	for _, c := range []struct {
		characters record.Characters
		want       string
	}{
		{"", "NM1*IL*1*O'KAFOR*Nina****MI*GP100005~"},
		{record.Extended, "NM1*IL*1*O'KAFOR*Nina****MI*GP100005~"},
		{record.Basic, "NM1*IL*1*O'KAFOR*NINA****MI*GP100005~"},
		{record.UTF8, "NM1*IL*1*O’KÁFOR*Nina****MI*GP100005~"},
	} {
		t.Run(string(c.characters), func(t *testing.T) {
			o := taking(t, c.characters)
			received := o.take("file.x12", asked())
			assert.Equal(t, 2, received.Inquiries)
			assert.Equal(t, 2, strings.Count(o.answer("271"), c.want), o.answer("271"))
		})
	}
}

// TestAPartnerThatTakesUTF8MaySendIt: nobody else may.
func TestAPartnerThatTakesUTF8MaySendIt(t *testing.T) {
	file := strings.ReplaceAll(interchange("000000001", inquiryGroup("1", inquirySet("0001", 1))), "OKAFOR*NINA", "O’KÁFOR*NIÑA")
	o := taking(t, record.UTF8)
	received := o.take("file.x12", file)
	assert.Equal(t, 1, received.Inquiries)
	assert.Empty(t, received.Findings)
	for _, other := range []record.Characters{record.Basic, record.Extended} {
		o = taking(t, other)
		received = o.take("file.x12", file)
		assert.Equal(t, 1, received.RejectedSets)
		assert.Equal(t, x12.BadCharacter, received.Findings[0].Code)
	}
	received = taking(t, record.UTF8).take("latin.x12", strings.ReplaceAll(file, "Ñ", "\xd1"))
	require.NotEmpty(t, received.Findings, "Latin-1 is no UTF-8")
	assert.Equal(t, x12.BadCharacter, received.Findings[0].Code)
}

// TestAccentsDoNotHideAMember: the asker can't type them.
func TestAccentsDoNotHideAMember(t *testing.T) {
	o := taking(t, record.Basic)
	o.take("file.x12", strings.ReplaceAll(interchange("000000001", inquiryGroup("1", inquirySet("0001", 1))), "OKAFOR*NINA", "O'KAFOR*NINA"))
	assert.Contains(t, o.answer("271"), "EB*1*")
	assert.NotContains(t, o.answer("271"), "INS*Y*18*001*25", "nothing was corrected that the asker could see")
}

func TestANumberThatCanNotBeRepeatedTakesNothing(t *testing.T) {
	o := taking(t, record.Basic)
	require.NoError(t, os.WriteFile(o.path("file.x12"), []byte(interchange("000000001", claimGroup("1", claimSet("0001", visit("Acct_1", "16"))))), 0o644))
	_, err := o.intake.Take(context.Background(), o.path("file.x12"))
	var refused *x12.WriteError
	require.ErrorAs(t, err, &refused)
	assert.ErrorContains(t, err, "TRN02 of set 0001: byte 2 of the data (0x63) is outside the basic character set")
	assert.Empty(t, o.claims())
	assert.Empty(t, o.answers())
	o.take("again.x12", interchange("000000001", claimGroup("1", claimSet("0001", visit("ACCT-1", "16")))))
	assert.Contains(t, o.answers(), "999-BAYCLEAR-000000001.x12", "and no number is lost")
}

// TestNoBytesBreakAnAnswer damages a file with what is no ASCII: whoever sends it,
// what goes out has the partner's characters and would be accepted by it.
func TestNoBytesBreakAnAnswer(t *testing.T) {
	text := interchange("000000001", inquiryGroup("2", inquirySet("0001", 1)), claimGroup("1", claimSet("0001", visit("A", "16"))))
	for _, characters := range []record.Characters{record.Basic, record.Extended, record.UTF8} {
		t.Run(string(characters), func(t *testing.T) {
			o := taking(t, characters)
			for at := 0; at < len(text); at += 11 {
				damaged := text[:at] + []string{"\xe9", "é", "\xff\xfe", "’", "\xc3"}[at/11%5] + text[at+1:]
				o.take("file.x12", strings.ReplaceAll(damaged, "000000001", fmt.Sprintf("%09d", at+2)))
			}
			for _, name := range o.answers() {
				answer := o.read(name)
				charset, _ := x12.ParseCharset(string(characters))
				assert.Negative(t, charset.Lacks(strings.NewReplacer("\n", "", "~", "", "^", "").Replace(answer)), answer)
				if strings.Contains(answer, "*999*") {
					continue // AK1 and AK2 repeat what was damaged
				}
				require.NoError(t, ack.Examine(x12.NewReader(strings.NewReader(answer)), ack.Options{
					Unicode: func(*x12.Interchange) bool { return characters == record.UTF8 },
				}, ack.Listener{Finding: func(f ack.Finding) { assert.False(t, f.Rejects(), "%s\n%s", f.Error, answer) }}))
			}
		})
	}
}
