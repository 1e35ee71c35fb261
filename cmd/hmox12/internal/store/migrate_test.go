package store

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	_ "modernc.org/sqlite" // another driver, to look at databases from outside

	"github.com/hmox12/hmox12/cmd/hmox12/internal/pack"
	"github.com/hmox12/hmox12/mapping/record"
)

func TestEachEarlierVersionBecomesTheSameSchema(t *testing.T) {
	t.Parallel()
	fresh := filepath.Join(t.TempDir(), "fresh.db")
	migrateTo(t, fresh, len(migrations))
	want := schema(t, fresh)
	require.NotEmpty(t, want)
	for version := range migrations {
		t.Run(fmt.Sprintf("from version %d", version), func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "old.db")
			migrateTo(t, path, version)
			for range 2 { // the second finds nothing to do
				s, err := Open(context.Background(), path, Options{})
				require.NoError(t, err)
				require.NoError(t, s.Close())
			}
			assert.Equal(t, want, schema(t, path))
		})
	}
}

func TestDecisionsMadeBeforeTheSchemaKnewPaymentsWaitForOne(t *testing.T) {
	path := filepath.Join(t.TempDir(), "old.db")
	migrateTo(t, path, 3)
	db, err := sql.Open("sqlite", path)
	require.NoError(t, err)
	_, err = db.Exec(`
		INSERT INTO shapes VALUES (1, ?), (2, ?);
		INSERT INTO files VALUES (1, 'f', zeroblob(32), 20261123, 0);
		INSERT INTO interchanges VALUES (1, 1, 'ZZ', 'S', 'ZZ', 'R', '1', 'P', 'A', '000');
		INSERT INTO claims VALUES (1, 'C1', 1, '1', 1, 0, '', 'P', '', 'dental', '1', '', 0, 0, 0, 0, x'0100');
		INSERT INTO decisions (id, claim, version, outcome, status, code, newborn, payee, decided, charge, paid, patient, interest, corrects,
			first_service, last_service, lines, body, trace)
		VALUES (1, 'C1', 1, 'pended', '1', '', '', 'P', 0, 0, 0, 0, 0, '', 0, 0, x'', x'0200', x'');
		INSERT INTO revisions VALUES ('C1', 2, '1', 0, 0, 0);
		INSERT INTO decisions (id, claim, version, outcome, status, code, newborn, payee, decided, charge, paid, patient, interest, corrects,
			first_service, last_service, lines, body, trace)
		VALUES (2, 'C1', 2, 'paid', '1', '', '', 'P', 0, 0, 0, 0, 0, '', 0, 0, x'', x'0200', x'')`,
		pack.Shape(reflect.TypeFor[record.Claim]()), pack.Shape(reflect.TypeFor[record.Decision]()))
	require.NoError(t, err)
	require.NoError(t, db.Close())

	s, err := Open(context.Background(), path, Options{})
	require.NoError(t, err)
	defer s.Close()
	tx, err := s.Begin(context.Background())
	require.NoError(t, err)
	defer tx.Rollback()
	var versions []int
	for v, err := range tx.Unpaid("P") {
		require.NoError(t, err)
		versions = append(versions, v.Version)
	}
	assert.Equal(t, []int{2}, versions)
}

func TestADatabaseThatIsNotThisProgramsIsRefusedAndLeftAsItIs(t *testing.T) {
	tests := []struct {
		name string
		make func(t *testing.T, path string)
		want error
		says string
	}{
		{
			name: "of a newer program",
			make: func(t *testing.T, path string) {
				migrateTo(t, path, len(migrations))
				change(t, path, fmt.Sprintf("INSERT INTO schema_version VALUES (%d, 'later')", len(migrations)+1))
			},
			want: ErrNewerDatabase,
			says: fmt.Sprintf("store: the database was written by a newer hmox12: its schema has version %d, this program knows versions up to %d",
				len(migrations)+1, len(migrations)),
		},
		{
			name: "of another program",
			make: func(t *testing.T, path string) { change(t, path, "CREATE TABLE bookmarks (url TEXT)") },
			want: ErrNotOurs,
			says: "store: the file is no database of hmox12",
		},
		{
			name: "no database at all",
			make: func(t *testing.T, path string) {
				require.NoError(t, os.WriteFile(path, []byte("ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *"), 0o600))
			},
			want: ErrNotOurs,
			says: "store: connect: the file is no database of hmox12",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "theirs.db")
			test.make(t, path)
			before, err := os.ReadFile(path)
			require.NoError(t, err)
			_, err = Open(context.Background(), path, Options{})
			require.ErrorIs(t, err, test.want)
			assert.Equal(t, test.says, err.Error())
			after, err := os.ReadFile(path)
			require.NoError(t, err)
			assert.Equal(t, before, after)
		})
	}
}

func TestAPathMayHoldWhatAnAddressMayNot(t *testing.T) {
	path := filepath.Join(t.TempDir(), "night?mode=memory #1 %41.db")
	s, err := Open(context.Background(), path, Options{})
	require.NoError(t, err)
	require.NoError(t, s.Close())
	assert.FileExists(t, path)
}

func TestAConnectionIsAsDurableAsPromised(t *testing.T) {
	for durability, synchronous := range map[Durability]string{AtCommit: "2", AtClose: "0", Never: "0"} {
		s, err := Open(context.Background(), filepath.Join(t.TempDir(), "night.db"), Options{Durable: durability})
		require.NoError(t, err)
		defer s.Close()
		for pragma, want := range map[string]string{"journal_mode": "wal", "synchronous": synchronous, "foreign_keys": "1", "busy_timeout": "5000"} {
			var got string
			require.NoError(t, s.rows(s.writer.connection, &statement{"read pragma", "PRAGMA " + pragma}, nil, func(at cursor) error { return at.scan(&got) }))
			assert.Equal(t, want, got, pragma)
		}
	}
	s, err := Open(context.Background(), filepath.Join(t.TempDir(), "night.db"), Options{})
	require.NoError(t, err)
	defer s.Close()
	conn, err := s.reader(t.Context())
	require.NoError(t, err)
	defer s.readers.put(conn)
	err = conn.say("DELETE FROM files")
	require.ErrorContains(t, err, "readonly")
}

func TestEveryTableIsStrict(t *testing.T) {
	path := filepath.Join(t.TempDir(), "night.db")
	migrateTo(t, path, len(migrations))
	db, err := sql.Open("sqlite", path)
	require.NoError(t, err)
	defer db.Close()
	var loose int
	require.NoError(t, db.QueryRow("SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT strict AND name NOT LIKE 'sqlite_%'").Scan(&loose))
	assert.Zero(t, loose)
}

func migrateTo(t *testing.T, path string, version int) {
	t.Helper()
	conn, err := connect(path)
	require.NoError(t, err)
	defer conn.Close()
	require.NoError(t, new(Store).migrate(conn, migrations[:version]))
}

func change(t *testing.T, path, text string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	require.NoError(t, err)
	defer db.Close()
	_, err = db.Exec(text)
	require.NoError(t, err)
}

func schema(t *testing.T, path string) []string {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	require.NoError(t, err)
	defer db.Close()
	rows, err := db.Query(`SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL
		UNION ALL SELECT version || ' ' || name FROM schema_version ORDER BY 1`)
	require.NoError(t, err)
	defer rows.Close()
	var all []string
	for rows.Next() {
		var text string
		require.NoError(t, rows.Scan(&text))
		all = append(all, text)
	}
	require.NoError(t, rows.Err())
	return all
}
