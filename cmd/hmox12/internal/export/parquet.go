package export

import (
	"io"
	"slices"
	"strings"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/snappy"

	"github.com/hmox12/hmox12/mapping/record"
)

// rowGroup is how many rows are kept before they are written: they bound the
// memory, and readers skip and spread whole row groups.
const rowGroup = 10_000

// parquetSheet writes rows as Parquet: every column optional, text by
// dictionary, all of it compressed with Snappy.
type parquetSheet struct {
	w       *parquet.GenericWriter[any]
	columns []heading
	row     parquet.Row
	rows    int // in the open row group
}

func newParquet(w io.Writer, name string, columns []heading) *parquetSheet {
	schema := parquet.NewSchema(name, orderedGroup(columns))
	return &parquetSheet{
		w:       parquet.NewGenericWriter[any](w, schema, parquet.Compression(&snappy.Codec{}), parquet.CreatedBy("hmox12", "1", "tables")),
		columns: columns,
	}
}

func (s *parquetSheet) write(row []value) error {
	s.row = s.row[:0]
	for i, v := range row {
		if !v.there {
			s.row = append(s.row, parquet.NullValue().Level(0, 0, i))
			continue
		}
		s.row = append(s.row, parquetValue(s.columns[i].kind, v).Level(0, 1, i))
	}
	if _, err := s.w.WriteRows([]parquet.Row{s.row}); err != nil {
		return err
	}
	if s.rows++; s.rows < rowGroup {
		return nil
	}
	s.rows = 0
	return s.w.Flush()
}

func (s *parquetSheet) close() error { return s.w.Close() }

func parquetValue(k kind, v value) parquet.Value {
	switch k {
	case amount, quantity, whole:
		return parquet.Int64Value(v.number)
	case date:
		return parquet.Int32Value(sinceEpoch(record.Date(v.number)))
	case flag:
		return parquet.BooleanValue(v.number == 1)
	}
	return parquet.ByteArrayValue([]byte(v.text))
}

// sinceEpoch returns the days from 1970-01-01, which is what a DATE is.
func sinceEpoch(d record.Date) int32 {
	day := time.Date(d.Year(), time.Month(d.Month()), d.Day(), 0, 0, 0, 0, time.UTC)
	return int32(day.Unix() / (24 * 60 * 60))
}

// columnGroup is a group whose fields keep their order: parquet.Group sorts them
// by name.
type columnGroup struct {
	parquet.Group
	order []heading
}

func orderedGroup(columns []heading) columnGroup {
	g := columnGroup{Group: parquet.Group{}, order: columns}
	for _, c := range columns {
		g.Group[c.name] = parquet.Optional(nodeOf(c.kind))
	}
	return g
}

// Fields returns the columns in the table's order.
func (g columnGroup) Fields() []parquet.Field {
	fields := g.Group.Fields()
	place := func(f parquet.Field) int {
		return slices.IndexFunc(g.order, func(h heading) bool { return h.name == f.Name() })
	}
	slices.SortFunc(fields, func(a, b parquet.Field) int { return place(a) - place(b) })
	return fields
}

// String tells the columns in their order.
func (g columnGroup) String() string {
	var names []string
	for _, h := range g.order {
		names = append(names, h.name)
	}
	return strings.Join(names, ", ")
}

func nodeOf(k kind) parquet.Node {
	switch k {
	case amount:
		return parquet.Decimal(amountScale, precision, parquet.Int64Type)
	case quantity:
		return parquet.Decimal(quantityScale, precision, parquet.Int64Type)
	case date:
		return parquet.Date()
	case whole:
		return parquet.Int(64)
	case flag:
		return parquet.Leaf(parquet.BooleanType)
	}
	return parquet.Encoded(parquet.String(), &parquet.RLEDictionary)
}
