package store

import (
	"fmt"
	"reflect"
	"unsafe"

	"zombiezen.com/go/sqlite"
)

// cursor is the row at which a query is. Columns count from 0. What isn't there (NULL)
// reads as an empty text or 0.
type cursor struct{ stmt *sqlite.Stmt }

func (c cursor) number(column int) int64 { return c.stmt.ColumnInt64(column) }

// text returns a text, or bytes as a text.
func (c cursor) text(column int) string {
	b := c.bytes(column)
	return unsafe.String(unsafe.SliceData(b), len(b)) // nobody else has them
}

// bytes returns a copy of bytes or of a text.
func (c cursor) bytes(column int) []byte {
	b := make([]byte, c.stmt.ColumnLen(column))
	return b[:c.stmt.ColumnBytes(column, b)]
}

// scan reads the columns in turn into what into points to: texts, numbers, bools and
// bytes, be their types named or not.
func (c cursor) scan(into ...any) error {
	if len(into) != c.stmt.ColumnCount() {
		return fmt.Errorf("%d columns are read into %d variables", c.stmt.ColumnCount(), len(into))
	}
	for i, to := range into {
		switch to := to.(type) {
		case *string:
			*to = c.text(i)
		case *int64:
			*to = c.number(i)
		case *int:
			*to = int(c.number(i))
		case *bool:
			*to = c.number(i) != 0
		case *[]byte:
			*to = c.bytes(i)
		default:
			switch v := reflect.ValueOf(to).Elem(); {
			case v.Kind() == reflect.String:
				v.SetString(c.text(i))
			case v.CanInt():
				v.SetInt(c.number(i))
			default:
				return fmt.Errorf("column %s is read into a %T", c.stmt.ColumnName(i), to)
			}
		}
	}
	return nil
}
