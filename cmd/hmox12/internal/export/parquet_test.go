package export_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/export"
)

// parquetRows reads a Parquet table by its schema alone and tells each value as
// the CSV does.
func parquetRows(t testing.TB, dir, table string) (names []string, list []map[string]string, groups int) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, table+".parquet"))
	require.NoError(t, err)
	f, err := parquet.OpenFile(bytes.NewReader(data), int64(len(data)))
	require.NoError(t, err)
	fields := f.Root().Columns()
	for _, field := range fields {
		names = append(names, field.Name())
	}
	for _, group := range f.RowGroups() {
		groups++
		r := group.Rows()
		buffer := make([]parquet.Row, 100)
		for {
			n, err := r.ReadRows(buffer)
			for _, row := range buffer[:n] {
				cells := map[string]string{}
				for _, v := range row {
					cells[names[v.Column()]] = cell(fields[v.Column()].Type().String(), v)
				}
				list = append(list, cells)
			}
			if err != nil {
				break
			}
		}
		require.NoError(t, r.Close())
	}
	return names, list, groups
}

// cell tells a value by its logical type.
func cell(logical string, v parquet.Value) string {
	switch {
	case v.IsNull():
		return ""
	case logical == "DATE":
		return time.Unix(int64(v.Int32())*24*60*60, 0).UTC().Format(time.DateOnly)
	case logical == "DECIMAL(18,2)":
		return strconv.FormatFloat(float64(v.Int64())/100, 'f', 2, 64)
	case logical == "DECIMAL(18,4)":
		return strconv.FormatFloat(float64(v.Int64())/10000, 'f', -1, 64)
	case logical == "BOOLEAN":
		return strconv.FormatBool(v.Boolean())
	case strings.HasPrefix(logical, "INT"):
		return strconv.FormatInt(v.Int64(), 10)
	}
	return string(v.ByteArray())
}

func TestParquetSaysWhatCSVSays(t *testing.T) {
	inputs := [][]byte{input(t, "claims"), input(t, "remittance")}
	asCSV, _ := exported(t, export.Options{Format: export.CSV, Raw: true}, inputs...)
	asParquet, _ := exported(t, export.Options{Format: export.Parquet}, inputs...)
	for _, table := range tables {
		t.Run(table, func(t *testing.T) {
			header, _, _ := strings.Cut(read(t, asCSV, table+".csv"), "\n")
			names, list, _ := parquetRows(t, asParquet, table)
			assert.Equal(t, strings.Split(header, ","), names, "the columns have one order")
			assert.Equal(t, rows(t, asCSV, table), list)
		})
	}
}

func TestParquetTypes(t *testing.T) {
	dir, _ := exported(t, export.Options{Format: export.Parquet}, input(t, "claims"))
	data, err := os.ReadFile(filepath.Join(dir, "claims.parquet"))
	require.NoError(t, err)
	f, err := parquet.OpenFile(bytes.NewReader(data), int64(len(data)))
	require.NoError(t, err)
	for name, want := range map[string]string{
		"charge": "DECIMAL(18,2)", "patient_birth_date": "DATE", "account": "STRING", "encounter": "BOOLEAN", "lines": "INT(64,true)",
	} {
		column := f.Root().Column(name)
		require.NotNil(t, column, name)
		assert.Equal(t, want, column.Type().String(), name)
		assert.True(t, column.Optional(), name)
	}
}
