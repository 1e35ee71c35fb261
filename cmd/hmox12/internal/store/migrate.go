package store

import (
	"embed"
	"fmt"
	"io/fs"
	"strings"

	"zombiezen.com/go/sqlite/sqlitex"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

// migrations are the steps that make the schema; the first makes version 1.
var migrations = readMigrations()

// migration is one step. Its text never changes once it was released.
type migration struct {
	name string // of its file, without .sql
	text string
}

var (
	selectTables = &statement{"look for schema",
		`SELECT count(*), count(*) FILTER (WHERE name = 'schema_version') FROM sqlite_schema`}
	selectVersion = &statement{"read schema version",
		`SELECT coalesce(max(version), 0) FROM schema_version`}
	insertVersion = &statement{"add schema version",
		`INSERT INTO schema_version (version, name) VALUES (?, ?)`}
)

// readMigrations returns the embedded files in the order of their numbers.
func readMigrations() []migration {
	var steps []migration
	entries, err := fs.ReadDir(migrationFiles, "migrations")
	if err != nil {
		panic(err) // they are part of the program
	}
	for i, entry := range entries {
		if !strings.HasPrefix(entry.Name(), fmt.Sprintf("%04d_", i+1)) {
			panic("store: migrations are not numbered one by one at " + entry.Name())
		}
		text, err := fs.ReadFile(migrationFiles, "migrations/"+entry.Name())
		if err != nil {
			panic(err)
		}
		steps = append(steps, migration{strings.TrimSuffix(entry.Name(), ".sql"), string(text)})
	}
	return steps
}

// migrate brings the schema to the last of the steps, each in a transaction of
// its own. It is safe when two programs start at once.
func (s *Store) migrate(conn *connection, steps []migration) error {
	version, err := s.schemaVersion(conn, len(steps))
	for err == nil && version < len(steps) {
		version, err = s.migrateOne(conn, steps)
	}
	return err
}

// migrateOne takes the next step and returns the version reached.
func (s *Store) migrateOne(conn *connection, steps []migration) (version int, err error) {
	if err := s.run("begin migration", func() error { return conn.say("BEGIN IMMEDIATE") }); err != nil {
		return 0, err
	}
	defer func() {
		if err != nil {
			_ = conn.say("ROLLBACK")
		}
	}()
	// Another program may have been here since the version was read.
	if version, err = s.schemaVersion(conn, len(steps)); err != nil {
		return 0, err
	}
	if version < len(steps) {
		step := steps[version]
		if err = s.run("migrate to "+step.name, func() error { return step.apply(conn, version+1) }); err != nil {
			return 0, err
		}
		version++
	}
	err = s.run("commit migration", func() error { return conn.say("COMMIT") })
	return version, err
}

// apply takes the step that makes a version of the schema.
func (m migration) apply(conn *connection, version int) error {
	const table = "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT"
	if err := conn.say(table); err != nil {
		return err
	}
	if err := sqlitex.ExecuteScript(conn.Conn, m.text, nil); err != nil {
		return err
	}
	stmt, err := conn.statement(insertVersion, version, m.name)
	if err == nil {
		_, err = conn.do(stmt)
	}
	return err
}

// schemaVersion returns how many steps the schema has seen, 0 for an empty file.
// A version above known and a database without the table of versions are errors.
func (s *Store) schemaVersion(conn *connection, known int) (version int, err error) {
	var tables, ours int
	err = s.rows(conn, selectTables, nil, func(at cursor) error { return at.scan(&tables, &ours) })
	if err == nil && ours > 0 {
		err = s.rows(conn, selectVersion, nil, func(at cursor) error { return at.scan(&version) })
	}
	switch {
	case err != nil:
		return 0, err
	case tables > 0 && ours == 0:
		return 0, fmt.Errorf("store: %w", ErrNotOurs)
	case version > known:
		return 0, fmt.Errorf("store: %w: its schema has version %d, this program knows versions up to %d",
			ErrNewerDatabase, version, known)
	}
	return version, nil
}
