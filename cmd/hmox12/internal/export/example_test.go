package export_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/export"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/host"
)

func Example() {
	dir, err := os.MkdirTemp("", "tables")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	file, err := os.Open("testdata/remittance.x12")
	if err != nil {
		panic(err)
	}
	defer file.Close()

	x, err := export.Open(export.Options{Files: host.Disk{}, Dir: dir, Format: export.CSV})
	if err != nil {
		panic(err)
	}
	if err := x.Add("remittance.x12", file); err != nil {
		panic(err)
	}
	if err := x.Publish(); err != nil {
		panic(err)
	}
	table, err := os.ReadFile(filepath.Join(dir, "remittances.csv"))
	if err != nil {
		panic(err)
	}
	header, _, _ := strings.Cut(string(table), ",payee_name")
	fmt.Println(header)
	fmt.Printf("%+v\n", x.Counts())
	// Output:
	// file,interchange,functional_group,transaction_set,trace,payment_amount,payment_method,payment_date,payer_name
	// {Claims:0 ServiceLines:0 Remittances:2 RemittanceLines:2 Problems:0 Skipped:0}
}
