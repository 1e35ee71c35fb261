package store_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
	"github.com/hmox12/hmox12/mapping/record"
)

// BenchmarkDecided stores claims with decisions of a realistic trace, 10,000 to a
// transaction. Beside BenchmarkBare it tells what the store costs on top of SQLite.
func BenchmarkDecided(b *testing.B) {
	s := open(b)
	b.ReportAllocs()
	b.ResetTimer()
	addDecided(b, s, b.N)
}

// BenchmarkBare has SQLite itself store the rows that BenchmarkDecided makes, in tables
// with the same keys, checks and triggers.
func BenchmarkBare(b *testing.B) {
	path := filepath.Join(b.TempDir(), "night.db")
	s := openAt(b, path)
	addDecided(b, s, b.N)
	rows := rowsIn(b, path, b.N)
	require.NoError(b, s.Close())

	bare, err := sqlite.OpenConn(emptyAt(b, filepath.Join(b.TempDir(), "bare.db")), sqlite.OpenReadWrite)
	require.NoError(b, err)
	defer bare.Close()
	for _, pragma := range []string{"foreign_keys = 1", "synchronous = FULL", "cache_size = -4000"} {
		require.NoError(b, sqlitex.ExecuteTransient(bare, "PRAGMA "+pragma, nil))
	}
	prepared := map[string]*sqlite.Stmt{}
	b.ResetTimer()
	for from := 0; from < len(rows); from += perTransaction {
		require.NoError(b, sqlitex.ExecuteTransient(bare, "BEGIN IMMEDIATE", nil))
		for _, claim := range rows[from:min(from+perTransaction, len(rows))] {
			for _, r := range claim {
				stmt := prepared[r.insert]
				if stmt == nil {
					stmt, err = bare.Prepare(r.insert)
					require.NoError(b, err)
					prepared[r.insert] = stmt
				}
				for i, value := range r.values {
					switch v := value.(type) {
					case nil:
						stmt.BindNull(i + 1)
					case int64:
						stmt.BindInt64(i+1, v)
					case string:
						stmt.BindText(i+1, v)
					case []byte:
						stmt.BindBytes(i+1, v)
					}
				}
				if _, err := stmt.Step(); err != nil {
					b.Fatalf("%s: %v", r.insert, err)
				}
				require.NoError(b, stmt.Reset())
			}
		}
		require.NoError(b, sqlitex.ExecuteTransient(bare, "COMMIT", nil))
	}
}

const perTransaction = 10_000

// addDecided adds so many claims of a tenth as many members. What makes them is not timed.
func addDecided(b *testing.B, s *store.Store, claims int) {
	for done := 0; done < claims; done += perTransaction {
		b.StopTimer()
		some := make([]*record.Claim, min(perTransaction, claims-done))
		decisions := make([]*record.Decision, len(some))
		for n := range some {
			c := claim(n + 1)
			c.Control = fmt.Sprintf("2026327%08d", done+n)
			d := decision(c)
			d.Member, d.Trace = fmt.Sprintf("HM%07d", (done+n)*7919%(claims/10+1)), realisticTrace
			d.Postings = nil
			for _, kind := range []record.CounterKind{record.DeductibleUsed, record.OutOfPocketUsed} {
				d.Postings = append(d.Postings, record.Posting{Counter: record.Counter{Kind: kind, Owner: d.Member, Year: 2026}, Line: 1, Amount: money("20")})
			}
			some[n], decisions[n] = c, d
		}
		b.StartTimer()
		tx := begin(b, s)
		i := place(b, tx, fmt.Sprint(done))
		for n, c := range some {
			if err := errors.Join(tx.AddClaim(i, c), tx.AddDecision(c, 1, decisions[n])); err != nil {
				b.Fatal(err)
			}
		}
		require.NoError(b, tx.Commit())
	}
}

// row is a row of a table, and what inserts it.
type row struct {
	insert string
	values []any
}

// rowsIn reads what a database has of each claim: rows of other tables come with the
// first one.
func rowsIn(b *testing.B, path string, claims int) [][]row {
	db, err := sql.Open("sqlite", "file:"+filepath.ToSlash(path))
	require.NoError(b, err)
	defer db.Close()
	all := make([][]row, claims)
	for _, table := range []string{"files", "interchanges", "words", "shapes", "counters", "claims", "decisions", "postings", "unpaid"} {
		columns := columnsOf(b, db, table)
		insert := fmt.Sprintf("INSERT INTO %s (%s) VALUES (?%s)", table, strings.Join(columns, ", "), strings.Repeat(", ?", len(columns)-1))
		found, err := db.QueryContext(context.Background(), fmt.Sprintf("SELECT %s FROM %s", strings.Join(columns, ", "), table))
		require.NoError(b, err)
		for n := 0; found.Next(); n++ {
			r := row{insert, make([]any, len(columns))}
			into := make([]any, len(columns))
			for i := range into {
				into[i] = &r.values[i]
			}
			require.NoError(b, found.Scan(into...))
			of := 0
			switch table {
			case "claims", "decisions", "postings", "unpaid":
				of = n
			case "counters":
				of = n * claims / (2 * (claims/10 + 1)) % claims
			}
			all[of] = append(all[of], r)
		}
		require.NoError(b, found.Err())
		found.Close()
	}
	return all
}

// columnsOf returns the columns of a table that are stored.
func columnsOf(b *testing.B, db *sql.DB, table string) (columns []string) {
	found, err := db.QueryContext(context.Background(), `SELECT name FROM pragma_table_info(?)`, table)
	require.NoError(b, err)
	defer found.Close()
	for found.Next() {
		var name string
		require.NoError(b, found.Scan(&name))
		columns = append(columns, name)
	}
	require.NoError(b, found.Err())
	return columns
}
