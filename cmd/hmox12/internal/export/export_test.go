package export_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/export"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/host"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/host/hosttest"
)

var update = flag.Bool("update", false, "rewrite the golden files")

var tables = []string{"claims", "service_lines", "remittances", "remittance_lines"}

func input(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name+".x12"))
	require.NoError(t, err)
	return data
}

// exported exports the inputs, named in-1, in-2 and so on, and returns the folder.
func exported(t testing.TB, o export.Options, inputs ...[]byte) (string, export.Counts) {
	t.Helper()
	o.Files, o.Dir = host.Disk{}, t.TempDir()
	x, err := export.Open(o)
	require.NoError(t, err)
	for i, data := range inputs {
		require.NoError(t, x.Add(fmt.Sprintf("in-%d", i+1), bytes.NewReader(data)))
	}
	require.NoError(t, x.Publish())
	return o.Dir, x.Counts()
}

func read(t testing.TB, dir, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, name))
	require.NoError(t, err)
	return string(data)
}

// rows returns a CSV table as a map a row.
func rows(t testing.TB, dir, table string) []map[string]string {
	t.Helper()
	records, err := csv.NewReader(strings.NewReader(read(t, dir, table+".csv"))).ReadAll()
	require.NoError(t, err)
	var list []map[string]string
	for _, record := range records[1:] {
		row := map[string]string{}
		for i, cell := range record {
			row[records[0][i]] = cell
		}
		list = append(list, row)
	}
	return list
}

func TestTablesAreAsTheyWereReviewed(t *testing.T) {
	dir, counts := exported(t, export.Options{Format: export.CSV}, input(t, "claims"), input(t, "remittance"), input(t, "stays"), input(t, "dental"))
	assert.Equal(t, export.Counts{Claims: 6, ServiceLines: 9, Remittances: 2, RemittanceLines: 2}, counts)
	var columns bytes.Buffer
	require.NoError(t, export.Columns(&columns))
	got := map[string]string{"columns.txt": columns.String()}
	for _, table := range tables {
		got[table+".csv"] = read(t, dir, table+".csv")
	}
	for name, text := range got {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join("testdata", name)
			if *update {
				require.NoError(t, os.WriteFile(path, []byte(text), 0o644))
			}
			want, err := os.ReadFile(path)
			require.NoError(t, err)
			assert.Equal(t, string(want), text)
		})
	}
}

func TestLinesBelongToClaims(t *testing.T) {
	dir, _ := exported(t, export.Options{Format: export.CSV}, input(t, "claims"), input(t, "remittance"), input(t, "claims"))
	for lines, claims := range map[string]string{"service_lines": "claims", "remittance_lines": "remittances"} {
		t.Run("each row of "+lines+" finds its one row of "+claims, func(t *testing.T) {
			found := map[string]string{}
			for _, claim := range rows(t, dir, claims) {
				key := claim["file"] + " " + claim["claim_segment"]
				assert.NotContains(t, found, key)
				found[key] = claim["account"]
			}
			for _, line := range rows(t, dir, lines) {
				assert.Equal(t, line["account"], found[line["file"]+" "+line["claim_segment"]])
			}
		})
	}
}

func TestAdjustments(t *testing.T) {
	dir, _ := exported(t, export.Options{Format: export.CSV}, input(t, "remittance"))
	lines, claims := rows(t, dir, "remittance_lines"), rows(t, dir, "remittances")
	assert.Equal(t, "CO-45 90.00; CO-104 10.00; PR-2 25.00", lines[1]["adjustments"])
	assert.Equal(t, "100.00", lines[1]["adjusted_co"])
	assert.Equal(t, "25.00", lines[1]["adjusted_pr"])
	assert.Equal(t, "", lines[1]["adjusted_oa"], "no CAS*OA is not a sum of zero")
	assert.Equal(t, "N381", lines[0]["remarks"])
	assert.Equal(t, "MA67", claims[0]["remarks"])
	assert.Equal(t, "80.00", claims[1]["adjusted_pr"], "an adjustment of the claim is the claim's")
	assert.Equal(t, "0", claims[1]["lines"])
}

func TestClaimsOfEachKindFillTheirColumns(t *testing.T) {
	dir, _ := exported(t, export.Options{Format: export.CSV}, input(t, "claims"), input(t, "stays"), input(t, "dental"))
	claims, lines := map[string]map[string]string{}, map[string]map[string]string{}
	for _, row := range rows(t, dir, "claims") {
		claims[row["account"]] = row
	}
	for _, row := range rows(t, dir, "service_lines") {
		lines[row["account"]+" "+row["line"]] = row
	}
	for _, c := range []struct {
		name  string
		row   map[string]string
		cells map[string]string
	}{
		{"a stay", claims["STAY-001"], map[string]string{
			"kind": "institutional", "bill_type": "111", "place_of_service": "", "frequency": "1",
			"statement_from": "2026-02-03", "statement_to": "2026-02-05", "service_from": "2026-02-03", "service_to": "2026-02-05",
			"admission_date": "2026-02-03", "admission_time": "0230", "discharge_date": "", "discharge_time": "1100",
			"admission_type": "1", "admission_source": "1", "discharge_status": "01", "drg": "343", "estimated_due": "350.25",
			"diagnoses": "K3580 E119 I10", "present_on_admission": "K3580 Y; I10 U", "admitting_diagnosis": "R1031", "external_causes": "W1830XA Y92018",
			"hospital_procedures": "0DTJ4ZZ 2026-02-03; 0W9G30Z 2026-02-04", "occurrences": "11 2026-02-02; A1 2025-01-01",
			"occurrence_spans": "74 2026-02-04 2026-02-04", "value_codes": "80 2; A1 350.25", "condition_codes": "09 C1", "treatment_codes": "A01",
			"attending_npi": "1000000053", "operating_npi": "1000000673", "predetermination": "",
		}},
		{"an outpatient visit", claims["STAY-002"], map[string]string{
			"bill_type": "131", "reasons_for_visit": "M25539 R52", "present_on_admission": "", "hospital_procedures": "", "drg": "",
		}},
		{"a room by the day", lines["STAY-001 1"], map[string]string{
			"revenue": "0120", "procedure": "", "charge": "4500.00", "units": "2", "unit_basis": "DA", "service_from": "", "operating_npi": "1000000673",
		}},
		{"an operation", lines["STAY-001 2"], map[string]string{
			"revenue": "0360", "procedure": "44970", "modifier_1": "22", "non_covered": "125.50", "service_from": "2026-02-03", "operating_npi": "1000001309",
		}},
		{"a dental claim", claims["DENT-001"], map[string]string{
			"kind": "dental", "place_of_service": "11", "bill_type": "", "statement_from": "", "service_from": "2026-02-17", "service_to": "2026-02-18",
			"predetermination": "false", "predetermined_as": "PD-100", "appliance_date": "2025-11-15",
			"orthodontics": "true", "orthodontic_months": "24", "orthodontic_months_left": "18", "tooth_status": "1 M; A E", "assistant_surgeon_npi": "1000000673",
		}},
		{"a predetermination", claims["DENT-002"], map[string]string{"predetermination": "true", "orthodontics": "", "service_from": ""}},
		{"a filling", lines["DENT-001 1"], map[string]string{
			"procedure_qualifier": "AD", "tooth": "14 15 18", "surfaces": "14 MO; 18 B", "oral_cavity": "10 20", "units": "1", "diagnosis_pointers": "1",
		}},
		{"a pontic without units or surfaces", lines["DENT-001 2"], map[string]string{
			"tooth": "30", "surfaces": "", "prosthesis_placement": "R", "units": "", "revenue": "",
		}},
		{"a professional claim", claims["VIEW-001"], map[string]string{
			"bill_type": "", "statement_from": "", "present_on_admission": "", "predetermination": "", "tooth_status": "",
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			for column, want := range c.cells {
				got, ok := c.row[column]
				assert.True(t, ok, "there is a column %s", column)
				assert.Equal(t, want, got, column)
			}
		})
	}
}

func TestFormulas(t *testing.T) {
	t.Run("text that a spreadsheet would run is guarded", func(t *testing.T) {
		dir, _ := exported(t, export.Options{Format: export.CSV}, input(t, "claims"))
		assert.Equal(t, "'=OKAFOR", rows(t, dir, "claims")[0]["patient_last"])
	})
	t.Run("raw text is as it was sent", func(t *testing.T) {
		dir, _ := exported(t, export.Options{Format: export.CSV, Raw: true}, input(t, "claims"))
		assert.Equal(t, "=OKAFOR", rows(t, dir, "claims")[0]["patient_last"])
	})
	t.Run("a negative amount is no formula", func(t *testing.T) {
		data := bytes.Replace(input(t, "remittance"), []byte("CAS*PR*31*80"), []byte("CAS*PR*31*-80"), 1)
		dir, _ := exported(t, export.Options{Format: export.CSV}, data)
		assert.Equal(t, "-80.00", rows(t, dir, "remittances")[1]["adjusted_pr"])
	})
}

func TestWhatCantBeRepresentedIsEmptyAndCounted(t *testing.T) {
	for name, change := range map[string][2]string{
		"an amount of three decimals":    {"CLP*VIEW-002*4*80*", "CLP*VIEW-002*4*80.005*"},
		"an amount that is no number":    {"CLP*VIEW-002*4*80*", "CLP*VIEW-002*4*EIGHTY*"},
		"an amount beyond DECIMAL(18,2)": {"CLP*VIEW-002*4*80*", "CLP*VIEW-002*4*123456789012345678*"},
		"a charge with a plus sign":      {"CLP*VIEW-002*4*80*", "CLP*VIEW-002*4*+80*"},
	} {
		t.Run(name, func(t *testing.T) {
			data := bytes.Replace(input(t, "remittance"), []byte(change[0]), []byte(change[1]), 1)
			require.NotEqual(t, input(t, "remittance"), data)
			dir, counts := exported(t, export.Options{Format: export.CSV}, data)
			assert.Empty(t, rows(t, dir, "remittances")[1]["charge"])
			assert.Equal(t, 1, counts.Problems)
			assert.Equal(t, 2, counts.Remittances, "the claim is there all the same")
		})
	}
	t.Run("three decimals that are zeros are an amount", func(t *testing.T) {
		data := bytes.Replace(input(t, "remittance"), []byte("CLP*VIEW-002*4*80*"), []byte("CLP*VIEW-002*4*80.100*"), 1)
		dir, _ := exported(t, export.Options{Format: export.CSV}, data)
		assert.Equal(t, "80.10", rows(t, dir, "remittances")[1]["charge"])
	})
	t.Run("a claim counts what its mapping could not read", func(t *testing.T) {
		data := bytes.Replace(input(t, "claims"), []byte("DTP*472*D8*20260217"), []byte("DTP*472*D8*20260230"), 1)
		dir, counts := exported(t, export.Options{Format: export.CSV}, data)
		assert.Equal(t, "1", rows(t, dir, "claims")[0]["problems"])
		assert.Equal(t, 1, counts.Problems)
	})
}

func TestOtherSetsAreSkippedAndCounted(t *testing.T) {
	old := bytes.ReplaceAll(input(t, "claims"), []byte("005010X222A1"), []byte("004010X098A1"))
	_, counts := exported(t, export.Options{Format: export.CSV}, old, []byte("no file at all"), nil)
	assert.Equal(t, export.Counts{Skipped: 1}, counts)
}

func TestABrokenSetGivesWhatItHas(t *testing.T) {
	data := input(t, "remittance")
	cut := data[:bytes.Index(data, []byte("CAS*CO*45*90"))]
	_, counts := exported(t, export.Options{Format: export.CSV}, cut)
	assert.Equal(t, export.Counts{Remittances: 1, RemittanceLines: 2}, counts)
}

func TestTheSameInputGivesTheSameBytes(t *testing.T) {
	for _, format := range []export.Format{export.CSV, export.Parquet} {
		first, _ := exported(t, export.Options{Format: format}, input(t, "claims"), input(t, "remittance"))
		again, _ := exported(t, export.Options{Format: format}, input(t, "claims"), input(t, "remittance"))
		for _, table := range tables {
			name := table + "." + string(format)
			assert.Equal(t, read(t, first, name), read(t, again, name), name)
		}
	}
}

// TestTablesAppearWholeOrNotAtAll lets every single operation on the disk fail,
// one after another, and cuts the power there: what is found afterwards is the
// earlier export or the new one, each table whole and all of the same.
func TestTablesAppearWholeOrNotAtAll(t *testing.T) {
	export1 := func(files host.Files, dir string, data []byte) error {
		x, err := export.Open(export.Options{Files: files, Dir: dir, Format: export.CSV})
		if err != nil {
			return err
		}
		if err := x.Add("in", bytes.NewReader(data)); err != nil {
			return errors.Join(err, x.Abandon())
		}
		return x.Publish()
	}
	claims, advice := input(t, "claims"), input(t, "remittance")
	whole := func(t *testing.T, dir string) string {
		var all strings.Builder
		for _, table := range tables {
			all.WriteString(read(t, dir, table+".csv"))
		}
		return all.String()
	}
	fresh := func(t *testing.T, data []byte) string {
		dir := t.TempDir()
		require.NoError(t, export1(host.Disk{}, dir, data))
		return whole(t, dir)
	}
	before, after := fresh(t, claims), fresh(t, advice)
	for _, cut := range []bool{false, true} {
		for at, done := 1, false; !done; at++ {
			t.Run(fmt.Sprintf("operation %d fails, power cut %t", at, cut), func(t *testing.T) {
				dir := filepath.Join(t.TempDir(), "out")
				require.NoError(t, export1(host.Disk{}, dir, claims))
				files := &hosttest.Files{Files: host.Disk{}, At: at, Cut: cut}
				err := export1(files, dir, advice)
				if done = len(files.Operations()) < at; done {
					require.NoError(t, err)
					assert.Equal(t, after, whole(t, dir))
					return
				}
				assert.Zero(t, files.OpenFiles(), "no file stays open")
				if !cut {
					assert.Contains(t, []string{before, after}, whole(t, dir))
				}
				require.NoError(t, export1(host.Disk{}, dir, advice), "the next export goes through")
				assert.Equal(t, after, whole(t, dir))
			})
		}
	}
}

func TestAnExportThatIsGivenUp(t *testing.T) {
	names := func(t *testing.T, dir string) []string {
		entries, err := os.ReadDir(dir)
		require.NoError(t, err)
		var list []string
		for _, e := range entries {
			list = append(list, e.Name())
		}
		return list
	}
	t.Run("a source that fails leaves nothing once abandoned", func(t *testing.T) {
		dir := t.TempDir()
		x, err := export.Open(export.Options{Files: host.Disk{}, Dir: dir, Format: export.CSV})
		require.NoError(t, err)
		src := io.MultiReader(bytes.NewReader(input(t, "claims")), broken{})
		require.EqualError(t, x.Add("in", src), "the disk is gone")
		require.NoError(t, x.Abandon())
		assert.Empty(t, names(t, dir))
	})
	t.Run("nothing is there before it is published", func(t *testing.T) {
		dir := t.TempDir()
		x, err := export.Open(export.Options{Files: host.Disk{}, Dir: dir, Format: export.CSV})
		require.NoError(t, err)
		for _, name := range names(t, dir) {
			assert.True(t, strings.HasSuffix(name, host.Partial), name)
		}
		require.NoError(t, x.Publish())
		assert.Equal(t, []string{"claims.csv", "remittance_lines.csv", "remittances.csv", "service_lines.csv"}, names(t, dir))
	})
}

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, errors.New("the disk is gone") }
