package mapping_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/mapping"
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/guide"
)

// claimGuides are the guides of 837 sets.
func claimGuides(t *testing.T) map[string]*guide.Guide {
	t.Helper()
	guides := map[string]*guide.Guide{}
	for kind, version := range map[string]string{"P": "005010X222A1", "I": "005010X223A2", "D": "005010X224A2"} {
		g, ok := guide.Lookup("837", version)
		require.True(t, ok)
		guides[kind] = g
	}
	return guides
}

func TestAFindingIsToldAsTheStatusOfTheValueThatIsWrong(t *testing.T) {
	guides := claimGuides(t)
	for name, test := range map[string]struct {
		kind    string
		finding x12.Error
		want    string
	}{
		"charges that don't add up":               {"P", x12.Error{Code: x12.ChargeOutOfBalance, ID: "CLM", Element: 2, Loop: "2300"}, "A8:400"},
		"another payer's line that doesn't":       {"P", x12.Error{Code: x12.OtherPayerLineOutOfBalance, ID: "SVD", Element: 2, Loop: "2430"}, "A8:400"},
		"a pointer to no diagnosis":               {"P", x12.Error{Code: x12.PointerBeyondList, ID: "SV1", Element: 7, Component: 2, Loop: "2400"}, "A8:254"},
		"a rendering provider's NPI":              {"P", x12.Error{Code: x12.BadNPI, ID: "NM1", Element: 9, Loop: "2310B"}, "A7:562:82"},
		"a billing provider's NPI":                {"I", x12.Error{Code: x12.BadNPI, ID: "NM1", Element: 9, Loop: "2010AA"}, "A7:562:85"},
		"an attending provider's NPI":             {"I", x12.Error{Code: x12.BadNPI, ID: "NM1", Element: 9, Loop: "2310A"}, "A7:562:71"},
		"a subscriber's birth date":               {"D", x12.Error{Code: x12.BadDate, ID: "DMG", Element: 2, Loop: "2010BA"}, "A7:158:IL"},
		"a billing provider's state":              {"P", x12.Error{Code: x12.BadState, ID: "N4", Element: 2, Loop: "2010AA"}, "A7:501:85"},
		"a diagnosis":                             {"I", x12.Error{Code: x12.BadDiagnosis, ID: "HI", Element: 1, Component: 2, Loop: "2300"}, "A7:254"},
		"a procedure":                             {"D", x12.Error{Code: x12.BadProcedure, ID: "SV3", Element: 1, Component: 2, Loop: "2400"}, "A7:454"},
		"a revenue code":                          {"I", x12.Error{Code: x12.BadRevenueCode, ID: "SV2", Element: 1, Loop: "2400"}, "A7:455"},
		"a tooth":                                 {"D", x12.Error{Code: x12.BadTooth, ID: "TOO", Element: 2, Loop: "2400"}, "A7:242"},
		"a missing tooth":                         {"D", x12.Error{Code: x12.ExpectedSegmentMissing, ID: "TOO", Loop: "2400"}, "A6:242"},
		"the number of the claim to be replaced":  {"P", x12.Error{Code: x12.ExpectedSegmentMissing, ID: "REF", Loop: "2300"}, "A6:464"},
		"a missing date of a dental line":         {"D", x12.Error{Code: x12.ExpectedSegmentMissing, ID: "DTP", Loop: "2400"}, "A6:187"},
		"anesthesia in units":                     {"P", x12.Error{Code: x12.CodesConflict, ID: "SV1", Element: 3, Loop: "2400"}, "A8:476"},
		"a charge that is no number":              {"P", x12.Error{Code: x12.BadNumber, ID: "SV1", Element: 2, Loop: "2400"}, "A7:178"},
		"a line's payer who is none of the claim": {"P", x12.Error{Code: x12.UnknownOtherPayer, ID: "SVD", Element: 1, Loop: "2430"}, "A8:479"},
		"an occurrence":                           {"I", x12.Error{Code: x12.BadOccurrenceCode, ID: "HI", Element: 1, Component: 2, Loop: "2300"}, "A7:461"},
		"what has no status of its own":           {"P", x12.Error{Code: x12.BadCLIA, ID: "REF", Element: 2, Loop: "2400"}, "A7:481"},
	} {
		t.Run(name, func(t *testing.T) {
			got := mapping.RejectionOf(guides[test.kind], &test.finding)
			assert.Equal(t, test.want, got.Status.String())
			assert.Zero(t, got.Line, "the mapper knows the line")
			assert.True(t, strings.HasPrefix(got.Detail, strings.TrimSpace(test.finding.Loop+" "+test.finding.Place())), got.Detail)
		})
	}
}

// Whatever may be found in a claim, at whatever place of its guide, is told with
// words for its status and in characters that can be sent.
func TestEveryFindingAtEveryPlaceHasAStatusInWords(t *testing.T) {
	for _, g := range claimGuides(t) {
		var visit func(l *guide.Loop)
		visit = func(l *guide.Loop) {
			for _, n := range l.Nodes {
				if n.Loop != nil {
					visit(n.Loop)
					continue
				}
				for _, code := range x12.Codes() {
					if m := code.Meaning(); m.Level < 3 || m.Level == 7 {
						continue
					}
					finding := x12.Error{Code: code, ID: n.Segment.ID, Element: 1, Loop: l.ID, Value: "SECRET", Reason: "found 9(3), expected <4>:~*^"}
					r := mapping.RejectionOf(g, &finding)
					assert.Contains(t, r.Status.Text(), ": ", "%s at %s %s: %s has no words", code, l.ID, n.Segment.ID, r.Status)
					assert.NotContains(t, r.Detail, "SECRET")
					assert.LessOrEqual(t, len(r.Detail), 264)
					assert.Regexp(t, `^[A-Za-z0-9 .,()/'-]+$`, r.Detail)
				}
			}
		}
		visit(g.Root)
	}
}

func TestStatusesStandOnceEachInTheirOrder(t *testing.T) {
	npi, date := record.StatusCode{Category: "A7", Code: "562", Entity: "85"}, record.StatusCode{Category: "A7", Code: "187"}
	assert.Equal(t, []record.StatusCode{npi, date}, record.Statuses([]record.Rejection{
		{Status: npi}, {Status: date, Line: 1}, {Status: npi, Detail: "x"}, {Status: date, Line: 2},
	}))
	assert.Empty(t, record.Statuses(nil))
}
