package generate

import (
	"github.com/hmox12/hmox12/cmd/hmox12/internal/host"
	"github.com/hmox12/hmox12/x12"
)

// blamed is the list of the faults: errors.csv, beside book and inbound folder.
type blamed struct {
	*table
	count int
}

func newBlamed(files host.Files, name string) (*blamed, error) {
	t, err := newTable(files, name, "file,set,account,fault,finding")
	return &blamed{table: t}, err
}

// add lists the fault of a claim.
func (b *blamed) add(file, set string, c *claim) error {
	finds := whatIsWrong[c.fault].finds
	if c.fault == unknownPlace && c.kind == institutional {
		finds = x12.BadRevenueCode
	}
	b.count++
	b.text(file, set, c.account, whatIsWrong[c.fault].name, finds.String())
	b.end()
	return nil
}
