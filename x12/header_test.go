package x12_test

import (
	"encoding/binary"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/x12"
)

func TestReaderSaysWhatAFileIsThatIsNotX12(t *testing.T) {
	utf16 := func(order binary.AppendByteOrder, mark bool) string {
		var b []byte
		if mark {
			b = order.AppendUint16(b, 0xFEFF)
		}
		for _, r := range isa + gs {
			b = order.AppendUint16(b, uint16(r))
		}
		return string(b)
	}
	for name, c := range map[string]struct{ text, want string }{
		"UTF-16, little end first":            {utf16(binary.LittleEndian, false), "UTF-16"},
		"UTF-16, little end first, with mark": {utf16(binary.LittleEndian, true), "UTF-16"},
		"UTF-16, big end first":               {utf16(binary.BigEndian, false), "UTF-16"},
		"UTF-16, big end first, with mark":    {utf16(binary.BigEndian, true), "UTF-16"},
		"EBCDIC":                              {"\xc9\xe2\xc1\x5c\xf0\xf0\x5c", "EBCDIC"},
		"gzip":                                {"\x1f\x8b\x08\x00", "gzip"},
		"zip":                                 {"PK\x03\x04", "zip"},
		"lower case":                          {strings.ToLower(isa + gs), "lower case"},
		"a group without an interchange":      {gs + set + "GE*1*501~", "functional group"},
		"EDIFACT":                             {"UNA:+.? 'UNB+UNOC:3", "EDIFACT"},
		"a page":                              {"<html>", "HTML"},
		"anything":                            {"hello, world", ""},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := x12.NewReader(strings.NewReader(c.text)).Next()
			var found *x12.Error
			require.ErrorAs(t, err, &found)
			assert.Equal(t, x12.NoInterchange, found.Code)
			assert.Contains(t, found.Reason, c.want)
			assert.Equal(t, c.want == "", found.Reason == "")
		})
	}
}

func TestReaderNamesTheInterchangeOfAShiftedHeaderOrNone(t *testing.T) {
	for name, c := range map[string]struct{ header, want string }{
		"a blank is lost":            {strings.Replace(isa, "*          *", "*         *", 1), "000000501"},
		"ISA13 lost its zeros":       {strings.Replace(isa, "000000501", "501", 1), "501"},
		"ISA11 fell out":             {strings.Replace(isa, "*^*", "*", 1), "000000501"},
		"ISA11 became two":           {strings.Replace(isa, "*^*", "*^^*", 1), "000000501"},
		"ISA12 is no version":        {strings.Replace(isa, "*00501*", "*5010*", 1), ""},
		"the number is not a number": {strings.Replace(isa, "000000501", "50A", 1), ""},
	} {
		t.Run(name, func(t *testing.T) {
			r := x12.NewReader(strings.NewReader(c.header + gs + set + end))
			_, err := r.Next()
			var found *x12.Error
			require.ErrorAs(t, err, &found)
			require.Equal(t, x12.ShiftedHeader, found.Code)
			if c.want == "" {
				assert.Nil(t, r.Interchange())
				return
			}
			require.NotNil(t, r.Interchange())
			assert.Equal(t, c.want, r.Interchange().ControlNumber)
		})
	}
}
