package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"strings"
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
func (s *Store) migrate(ctx context.Context, conn *sql.Conn, steps []migration) error {
	version, err := s.schemaVersion(ctx, conn, len(steps))
	for err == nil && version < len(steps) {
		version, err = s.migrateOne(ctx, conn, steps)
	}
	return err
}

// migrateOne takes the next step and returns the version reached.
func (s *Store) migrateOne(ctx context.Context, conn *sql.Conn, steps []migration) (version int, err error) {
	if err := s.run("begin migration", func() error { return execute(ctx, conn, "BEGIN IMMEDIATE") }); err != nil {
		return 0, err
	}
	defer func() {
		if err != nil {
			_ = execute(ctx, conn, "ROLLBACK")
		}
	}()
	// Another program may have been here since the version was read.
	if version, err = s.schemaVersion(ctx, conn, len(steps)); err != nil {
		return 0, err
	}
	if version < len(steps) {
		step := steps[version]
		if err = s.run("migrate to "+step.name, func() error { return step.apply(ctx, conn, version+1) }); err != nil {
			return 0, err
		}
		version++
	}
	err = s.run("commit migration", func() error { return execute(ctx, conn, "COMMIT") })
	return version, err
}

// apply takes the step that makes a version of the schema.
func (m migration) apply(ctx context.Context, conn *sql.Conn, version int) error {
	const table = "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT"
	if err := execute(ctx, conn, table); err != nil {
		return err
	}
	if err := execute(ctx, conn, m.text); err != nil {
		return err
	}
	return execute(ctx, conn, "INSERT INTO schema_version (version, name) VALUES (?, ?)", version, m.name)
}

// schemaVersion returns how many steps the schema has seen, 0 for an empty file.
// A version above known and a database without the table of versions are errors.
func (s *Store) schemaVersion(ctx context.Context, conn *sql.Conn, known int) (version int, err error) {
	var tables, ours int
	err = s.run("read schema version", func() error {
		row := conn.QueryRowContext(ctx, "SELECT count(*), count(*) FILTER (WHERE name = 'schema_version') FROM sqlite_schema")
		if err := row.Scan(&tables, &ours); err != nil || ours == 0 {
			return err
		}
		return conn.QueryRowContext(ctx, "SELECT coalesce(max(version), 0) FROM schema_version").Scan(&version)
	})
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

func execute(ctx context.Context, conn *sql.Conn, text string, args ...any) error {
	_, err := conn.ExecContext(ctx, text, args...)
	return err
}
