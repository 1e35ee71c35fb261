package guide

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/x12"
)

// The corpus holds samples of other projects; it is not part of this repository.
const corpus = "../../../shared/corpus"

// faultyValid are files that are valid but for a few elements, and what these are.
var faultyValid = map[string][]string{
	// STC01-3 says billing provider (85) where the guide has provider (1P) only.
	"277/valid/linuxforhealth-provider-level-status.x12": {"code-not-used 2200C STC01-3"},
	// A day of service in the year 1001.
	"277CA/valid/imsweb-277CA_accepted.x12": {"bad-date 2200D DTP03"},
	// CLM06 is a signature that only professional and dental claims have; a
	// statement has two dates, even of one day.
	"837I/valid/linuxforhealth-institutional-claim.x12":        {"element-not-used 2300 CLM06", "code-not-used 2300 DTP02"},
	"837I/valid/linuxforhealth-two-claims-single-provider.x12": {"element-not-used 2300 CLM06", "element-not-used 2300 CLM06"},
	// CLM05-2, which says what list CLM05-1 is from, is required and empty: 41::1.
	"837P/valid/linuxforhealth-demo.ambulance.example5.x12": {"element-missing 2300 CLM05-2"},
}

// outsideSets are invalid files whose faults are not in their sets, or are none.
var outsideSets = map[string]string{
	"270/invalid/imsweb-x270.x12":                                          "a guide of 4010",
	"270/invalid/linuxforhealth-inline-ten-transactions.x12":               "GE01 is wrong",
	"271/invalid/imsweb-x271.x12":                                          "a guide of 4010",
	"271/invalid/linuxforhealth-subscriber-health-benefit-check-error.x12": "SE02 is not ST02",
	"837P/invalid/imsweb-x12_bad_first_line.x12":                           "the ISA is too short",
	"837P/invalid/imsweb-x12_no_isa_line.x12":                              "there is no ISA",
	"999/invalid/imsweb-999_accepted.x12":                                  "IEA02 is not ISA13",
}

// places are invalid files whose fault must be found at a certain place.
var places = map[string]string{
	"270/invalid/linuxforhealth-inline-subscriber-nm101-ff.x12":                     "unknown-code 2100C NM101",
	"277/invalid/imsweb-277_x212.x12":                                               "element-not-used 2200D STC03",
	"834/invalid/linuxforhealth-enroll-employee-managed-care.x12":                   "code-not-used 2000 DTP01",
	"834/invalid/pyx12-834_eol_in_element.x12":                                      "bad-character 2100A N301",
	"834/invalid/pyx12-example834_5010.x12":                                         "element-too-long 2000 INS06-1",
	"835/invalid/linuxforhealth-managed-care.x12":                                   "bad-date  BPR16",
	"835/invalid/linuxforhealth-medicare-part-a.x12":                                "element-not-used 2000 TS309",
	"837I/invalid/imsweb-x223-test.x12":                                             "code-not-used 2300 CLM05-2",
	"837I/invalid/linuxforhealth-out-of-network-repriced-claim.x12":                 "element-missing 2300 CLM05-2",
	"837I/invalid/linuxforhealth-ppo-repriced-claim.x12":                            "element-missing 2300 CLM05-3",
	"837P/invalid/imsweb-x12_bad_segment_identifier.x12":                            "bad-segment-id 2010AA ",
	"837P/invalid/imsweb-x12_bad_valid_code.x12":                                    "unknown-code 2010AA NM101",
	"837P/invalid/imsweb-x12_loop_errors1_exceeds_max_1_parent.x12":                 "loop-over-maximum 2010AA NM1",
	"837P/invalid/imsweb-x12_loop_errors2_exceeds_max_repeats_multiple_parents.x12": "loop-over-maximum 2010AA NM1",
	"837P/invalid/imsweb-x12_loop_errors3_missing_loops.x12":                        "loop-missing 2010AA NM1",
	"837P/invalid/imsweb-x12_missing_elements.x12":                                  "element-missing 1000B NM102",
	"837P/invalid/imsweb-x12_missing_required_loop_in_one_repeat.x12":               "loop-missing 2010BA NM1",
	"837P/invalid/imsweb-x12_segment_errors.x12":                                    "required-segment-missing 2010AA N3",
	"837P/invalid/imsweb-x12_segments_out_of_order.x12":                             "segment-out-of-order 2010AA N4",
	"837P/invalid/linuxforhealth-demo.cob.example3.A.x12":                           "loop-missing 2330B NM1",
	"837P/invalid/linuxforhealth-demo.cob.example4.x12":                             "code-not-used 2320 AMT01",
	"837P/invalid/linuxforhealth-demo.example11.x12":                                "element-missing 2300 CLM05-2",
}

func TestTheCorpusIsAcceptedAndRejectedAsItShould(t *testing.T) {
	if _, err := os.Stat(corpus); err != nil {
		t.Skip("no shared reference files on this machine")
	}
	for _, set := range []string{"270", "271", "276", "277", "277CA", "834", "835", "837I", "837P", "999"} {
		files, err := filepath.Glob(filepath.Join(corpus, set, "*", "*.x12"))
		require.NoError(t, err)
		require.NotEmpty(t, files)
		for _, file := range files {
			name := filepath.ToSlash(strings.TrimPrefix(file, filepath.FromSlash(corpus)+string(filepath.Separator)))
			t.Run(name, func(t *testing.T) {
				found := walkFile(t, file)
				switch {
				case faultyValid[name] != nil:
					require.Equal(t, faultyValid[name], found)
				case strings.Contains(name, "/valid/"), outsideSets[name] != "":
					require.Empty(t, found)
				default:
					require.NotEmpty(t, found)
					if places[name] != "" {
						require.Contains(t, found, places[name])
					}
				}
			})
		}
	}
}

// digests explain the transaction sets, with worked examples; they are not part
// of this repository either.
const digests = "../../../shared/domain"

func TestWorkedExamplesAreAccepted(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(digests, "*.md"))
	require.NoError(t, err)
	if len(files) == 0 {
		t.Skip("no shared reference files on this machine")
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		for i, block := range strings.Split(string(text), "```x12\n")[1:] {
			block, _, _ := strings.Cut(block, "```")
			t.Run(fmt.Sprintf("%s %d", filepath.Base(file), i+1), func(t *testing.T) {
				require.Empty(t, walkSets(t, strings.NewReader(block)), block)
			})
		}
	}
}

func walkFile(t *testing.T, file string) []string {
	f, err := os.Open(file)
	require.NoError(t, err)
	defer f.Close()
	return walkSets(t, f)
}

// walkSets returns the rejecting findings in the sets that there are guides for.
func walkSets(t *testing.T, input io.Reader) (found []string) {
	var w *Walker
	r := x12.NewReader(input)
	for {
		seg, err := r.Next()
		if err == io.EOF {
			return found
		}
		if fault := (*x12.Error)(nil); errors.As(err, &fault) {
			continue
		}
		require.NoError(t, err)
		if seg.Position() == 1 {
			w = nil
			if g, ok := Lookup(seg.Text(1), r.Group().Version); ok {
				w = NewWalker(g, func(e *x12.Error) {
					require.GreaterOrEqual(t, e.Position, 1)
					if e.Rejects() {
						found = append(found, finding(e))
					}
				})
			}
		}
		if w == nil || seg.Position() == 0 {
			continue
		}
		w.Walk(seg)
		if seg.Is("SE") {
			w.End()
		}
	}
}
