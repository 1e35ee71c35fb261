package ack_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/ack"
	"github.com/hmox12/hmox12/x12/snip"
)

// The corpus holds samples of other projects, each with what is wrong with it in
// words; it is not part of this repository.
const corpus = "../../../shared/corpus"

func requireCorpus(t *testing.T) {
	t.Helper()
	if _, err := os.Stat(corpus); err != nil {
		t.Skip("no corpus at " + corpus)
	}
}

// elementFaults are what is wrong with files that are valid as a whole: the corpus
// tells these apart from the invalid ones.
var elementFaults = map[string][]string{
	"277/valid/linuxforhealth-provider-level-status.x12":       {"code-not-used 2200C STC01-3"},
	"277CA/valid/imsweb-277CA_accepted.x12":                    {"bad-date 2200D DTP03"},
	"837I/valid/linuxforhealth-institutional-claim.x12":        {"element-not-used 2300 CLM06", "code-not-used 2300 DTP02"},
	"837I/valid/linuxforhealth-two-claims-single-provider.x12": {"element-not-used 2300 CLM06"},
	"837P/valid/linuxforhealth-demo.ambulance.example5.x12":    {"element-missing 2300 CLM05-2"},
}

// tokenizer are files for a reader of delimiters alone: there is no guide for them.
const tokenizer = "envelope/valid/"

func TestValidFilesOfTheCorpusAreAccepted(t *testing.T) {
	requireCorpus(t)
	for _, name := range corpusFiles(t, "valid") {
		t.Run(name, func(t *testing.T) {
			e := examineFile(t, name)
			if strings.HasPrefix(name, tokenizer) {
				require.Equal(t, []string{"version-not-supported  GS08"}, e.rejecting)
				return
			}
			require.Equal(t, elementFaults[name], e.rejecting)
			require.Equal(t, elementFaults[name] == nil, e.accepted)
		})
	}
}

// Faults that most files of one project have beside their own.
var (
	shortCount   = "segment-count-wrong  SE01"
	chargeOff    = "charge-out-of-balance 2300 CLM02"
	childless    = "hierarchy-broken 2000B HL04"
	splitHI      = "element-missing 2300 HI01-2"
	imswebFaults = []string{shortCount, chargeOff, childless, splitHI}
	// Composites that are divided by another separator than ISA16.
	undividedClaim = []string{"element-missing 2300 CLM05-2", "element-missing 2300 CLM05-3", "element-missing 2300 HI01-2"}
)

// expected says, by the words beside each invalid file, what must be found in it:
// kind, loop and place.
var expected = map[string][]string{
	"270/invalid/imsweb-x270.x12":                                          {"bad-version  ISA12", "interchange-control-differs  IEA02"},
	"270/invalid/linuxforhealth-inline-subscriber-nm101-ff.x12":            {"unknown-code 2100C NM101"},
	"270/invalid/linuxforhealth-inline-ten-transactions.x12":               {"set-count-wrong  GE01"},
	"271/invalid/imsweb-x271.x12":                                          {"bad-version  ISA12", "interchange-control-differs  IEA02"},
	"271/invalid/linuxforhealth-subscriber-health-benefit-check-error.x12": {"set-control-differs  SE02"},
	"277/invalid/imsweb-277_x212.x12":                                      {"interchange-control-differs  IEA02", "element-not-used 2200D STC03", "element-not-used 2200D STC12"},
	"834/invalid/linuxforhealth-enroll-employee-managed-care.x12":          {"code-not-used 2000 DTP01"},
	"834/invalid/pyx12-834_eol_in_element.x12":                             {"bad-character 2100A N301"},
	"834/invalid/pyx12-example834_5010.x12":                                {"element-too-long 2000 INS06-1"},

	"835/invalid/linuxforhealth-cob-contractural-adjustment.x12": {"element-missing 2110 SVC01-2", "element-missing  BPR16", "required-segment-missing 1000A PER"},
	"835/invalid/linuxforhealth-managed-care.x12":                {"bad-date  BPR16", "required-segment-missing 1000A PER"},
	"835/invalid/linuxforhealth-medicare-part-a.x12":             {"required-segment-missing 1000A PER", "element-not-used 2000 TS309", "element-not-used 2000 TS311"},
	"835/invalid/linuxforhealth-secondary-payment.x12":           {"element-missing 2110 SVC01-2", "element-missing  BPR16", "required-segment-missing 1000A PER"},
	"835/invalid/linuxforhealth-tertiary-payment.x12":            {"element-missing 2110 SVC01-2", "element-missing 2110 SVC06-2", "element-missing  BPR16", "required-segment-missing 1000A PER"},

	"837I/invalid/imsweb-x223-test.x12":                             {shortCount, "code-not-used 2300 CLM05-2", "element-not-used 2300 CLM06", "short-postal-code 2010AA N403"},
	"837I/invalid/linuxforhealth-out-of-network-repriced-claim.x12": slices.Concat(undividedClaim, []string{"element-missing 2400 SV202-2"}),
	"837I/invalid/linuxforhealth-ppo-repriced-claim.x12":            slices.Concat(undividedClaim, []string{"element-missing 2400 SV202-2"}),

	"837P/invalid/imsweb-x12_ambiguous_loop.x12":                                    {shortCount, chargeOff, childless, "trailing-separator 2300 HI03"},
	"837P/invalid/imsweb-x12_bad_first_line.x12":                                    {"shifted-header  ISA"},
	"837P/invalid/imsweb-x12_bad_segment_identifier.x12":                            slices.Concat(imswebFaults, []string{"bad-segment-id 1000A ", "bad-segment-id 2010AA ", "bad-segment-id 2000B "}),
	"837P/invalid/imsweb-x12_bad_valid_code.x12":                                    slices.Concat(imswebFaults, []string{"unknown-code 2010AA NM101"}),
	"837P/invalid/imsweb-x12_complex.x12":                                           slices.Concat(imswebFaults, []string{"set-count-wrong  GE01", "code-not-used 2420D NM108"}),
	"837P/invalid/imsweb-x12_loop_errors1_exceeds_max_1_parent.x12":                 slices.Concat(imswebFaults, []string{"loop-over-maximum 2010AA NM1"}),
	"837P/invalid/imsweb-x12_loop_errors2_exceeds_max_repeats_multiple_parents.x12": slices.Concat(imswebFaults, []string{"loop-over-maximum 2010AA NM1"}),
	"837P/invalid/imsweb-x12_loop_errors3_missing_loops.x12":                        slices.Concat(imswebFaults, []string{"loop-missing 2010AA NM1"}),
	"837P/invalid/imsweb-x12_many_claims.x12":                                       slices.Concat(imswebFaults, []string{"hierarchy-broken 2000A HL01", "hierarchy-broken 2000B HL01"}),
	"837P/invalid/imsweb-x12_missing_elements.x12":                                  slices.Concat(imswebFaults, []string{"element-missing 1000B NM102", "element-missing 2300 CLM05"}),
	"837P/invalid/imsweb-x12_missing_required_loop_in_one_repeat.x12":               slices.Concat(imswebFaults, []string{"loop-missing 2010BA NM1"}),
	"837P/invalid/imsweb-x12_missing_required_loops_mult_repeats.x12":               slices.Concat(imswebFaults, []string{"required-segment-missing 2400 LX", "required-segment-missing 2400 LX", "unknown-code 2400 DTP02"}),
	"837P/invalid/imsweb-x12_multiple_gs.x12":                                       slices.Concat(imswebFaults, []string{"group-count-wrong  IEA01", "duplicate-group-control  GS06"}),
	"837P/invalid/imsweb-x12_multiple_isa.x12":                                      imswebFaults,
	"837P/invalid/imsweb-x12_multiple_st.x12":                                       slices.Concat(imswebFaults, []string{"set-count-wrong  GE01", "duplicate-set-control  ST02"}),
	"837P/invalid/imsweb-x12_multiple_transactions.x12":                             imswebFaults,
	"837P/invalid/imsweb-x12_no_errors.x12":                                         slices.Concat(imswebFaults, []string{"hierarchy-broken 2000A HL01"}),
	"837P/invalid/imsweb-x12_no_isa_line.x12":                                       {"no-interchange  "},
	"837P/invalid/imsweb-x12_segment_errors.x12":                                    {shortCount, chargeOff, childless, "required-segment-missing 2010AA N3", "segment-over-maximum 2010AA REF", "required-segment-missing 2300 HI"},
	"837P/invalid/imsweb-x12_segments_out_of_order.x12":                             slices.Concat(imswebFaults, []string{"segment-out-of-order 2010AA N4", "segment-out-of-order 2010AB N3"}),
	"837P/invalid/imsweb-x12_valid.x12":                                             slices.Concat(imswebFaults, []string{"hierarchy-broken 2000B HL01"}),
	"837P/invalid/imsweb-x12_valid_different_separators.x12":                        slices.Concat(imswebFaults, []string{"hierarchy-broken 2000B HL01"}),
	"837P/invalid/imsweb-x12_writer_test.x12":                                       {shortCount, chargeOff, childless, "trailing-separator 2300 HI03"},
	"837P/invalid/linuxforhealth-demo.cob.example3.A.x12":                           {"loop-missing 2330B NM1"},
	"837P/invalid/linuxforhealth-demo.cob.example4.x12":                             {"code-not-used 2320 AMT01"},
	"837P/invalid/linuxforhealth-demo.example11.x12":                                slices.Concat(undividedClaim, []string{"element-missing 2400 SV101-2"}),
	"837P/invalid/linuxforhealth-demo.example12.x12":                                slices.Concat(undividedClaim, []string{"element-missing 2400 SV101-2"}),
	"837P/invalid/linuxforhealth-demo.example6.x12":                                 slices.Concat(undividedClaim, []string{"element-missing 2400 SV101-2"}),
	"837P/invalid/linuxforhealth-demo.example9.x12":                                 slices.Concat(undividedClaim, []string{"element-missing 2400 SV101-2"}),
	"999/invalid/imsweb-999_accepted.x12":                                           {"interchange-control-differs  IEA02", "doubtful-group-header  GS05"},
}

func TestInvalidFilesOfTheCorpusAreRejectedForWhatIsWrong(t *testing.T) {
	requireCorpus(t)
	names := corpusFiles(t, "invalid")
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			require.FileExists(t, filepath.Join(corpus, strings.TrimSuffix(name, ".x12")+".why.txt"))
			require.NotEmpty(t, expected[name], "nobody has said what must be found")
			e := examineFile(t, name)
			require.False(t, e.accepted)
			found := slices.Clone(e.all)
			for _, want := range expected[name] {
				at := slices.Index(found, want)
				if assert.GreaterOrEqual(t, at, 0, "%q was not found: %v", want, e.all) {
					found = slices.Delete(found, at, at+1) // twice means twice
				}
			}
		})
	}
	for name := range expected {
		require.Contains(t, names, name, "the corpus has no such file")
	}
}

// TestAcknowledgmentsOfTheCorpusSayWhatOursSay compares what another program
// answered to a file with what we answer, in what both must say: the verdicts,
// where each fault is and of what kind.
func TestAcknowledgmentsOfTheCorpusSayWhatOursSay(t *testing.T) {
	requireCorpus(t)
	f, err := os.Open(filepath.Join(corpus, "MANIFEST.tsv"))
	require.NoError(t, err)
	defer f.Close()
	rows := csv.NewReader(f)
	rows.Comma, rows.LazyQuotes = '\t', true
	all, err := rows.ReadAll()
	require.NoError(t, err)
	pair := slices.Index(all[0], "pair")
	pairs := 0
	for _, row := range all[1:] {
		file, answer := row[0], strings.Fields(row[pair])
		if len(answer) == 0 || !strings.HasPrefix(answer[0], "999/") {
			continue
		}
		pairs++
		t.Run(file, func(t *testing.T) {
			sent, err := os.ReadFile(filepath.Join(corpus, file))
			require.NoError(t, err)
			theirs, err := os.ReadFile(filepath.Join(corpus, answer[0]))
			require.NoError(t, err)
			require.Equal(t, substance(t, theirs), substance(t, []byte(examineMutant(t, string(sent), 2).text)))
		})
	}
	require.Equal(t, 3, pairs)
}

// substance returns what an acknowledgment says, without control numbers that the
// corpus changed, loops that not all programs name, and copies of data.
func substance(t *testing.T, text []byte) (says []string) {
	t.Helper()
	r := x12.NewReader(bytes.NewReader(text))
	for {
		s, err := r.Next()
		if s == nil {
			return says
		}
		require.NoError(t, err)
		switch string(s.ID()) {
		case "AK1", "AK2":
			says = append(says, fmt.Sprintf("%s %s", s.ID(), s.Text(1)))
		case "IK3":
			says = append(says, fmt.Sprintf("IK3 %s at %s: %s", s.Text(1), s.Text(2), s.Text(4)))
		case "IK4":
			says = append(says, fmt.Sprintf("IK4 %s, data element %s: %s", s.Text(1), s.Text(2), s.Text(3)))
		case "IK5":
			says = append(says, fmt.Sprintf("IK5 %s %s", s.Text(1), s.Text(2)))
		case "AK9":
			says = append(says, fmt.Sprintf("AK9 %s: %s stated, %s received, %s accepted", s.Text(1), s.Text(2), s.Text(3), s.Text(4)))
		}
	}
}

// judged is what became of a file.
type judged struct {
	all, rejecting []string // kind, loop and place of the findings; rejecting up to level 4
	accepted       bool
}

func examineFile(t *testing.T, name string) (j judged) {
	t.Helper()
	f, err := os.Open(filepath.Join(corpus, filepath.FromSlash(name)))
	require.NoError(t, err)
	defer f.Close()
	j.accepted = true
	require.NoError(t, ack.Examine(x12.NewReader(f), ack.Options{Level: snip.CodeSets}, ack.Listener{
		Finding: func(f ack.Finding) {
			what := f.Code.String() + " " + f.Loop + " " + f.Place()
			j.all = append(j.all, what)
			if f.Rejects() && f.Code.Meaning().Level < snip.CodeSets && !slices.Contains(j.rejecting, what) {
				j.rejecting = append(j.rejecting, what)
			}
		},
		SetEnded:         func(s *ack.Set) { j.accepted = j.accepted && s.Verdict == ack.Accepted },
		GroupEnded:       func(g *ack.Group) { j.accepted = j.accepted && g.Verdict == ack.Accepted },
		InterchangeEnded: func(i *ack.Interchange) { j.accepted = j.accepted && i.Verdict == ack.Accepted },
	}))
	j.accepted = j.accepted && len(j.rejecting) == 0
	return j
}

// corpusFiles returns the files of a class, named by their place in the corpus.
func corpusFiles(t *testing.T, class string) (names []string) {
	t.Helper()
	require.NoError(t, fs.WalkDir(os.DirFS(corpus), ".", func(path string, _ fs.DirEntry, err error) error {
		if strings.Contains(path, "/"+class+"/") && strings.HasSuffix(path, ".x12") {
			names = append(names, path)
		}
		return err
	}))
	require.NotEmpty(t, names)
	return names
}
