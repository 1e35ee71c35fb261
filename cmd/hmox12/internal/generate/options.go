package generate

import (
	"fmt"
	"io"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/host"
	"github.com/hmox12/hmox12/mapping/record"
)

// Options say what is generated.
type Options struct {
	Files    host.Files
	Dir      string // is made; may be there if it is empty
	Claims   int
	Members  int
	Seed     uint64
	Errors   float64     // the share of claims that get a fault, 0 to 1
	Received record.Date // when the night's files come
	SetSize  int         // claims of a transaction set at most
	// Progress returns where to tell the bytes that are written, of about so many;
	// nil tells nobody.
	Progress func(total int64) io.WriteCloser
}

// DefaultReceived is the day of a night that nobody gave one.
const DefaultReceived = record.Date(20260302)

// MaxSetSize is how many claims a transaction set holds at most; the guides of the
// 837 recommend it.
const MaxSetSize = 5000

// minMembers are as many as it takes to have something of everything.
const minMembers = 50

// check reports what can't be generated.
func (o *Options) check() error {
	switch {
	case o.Claims < 1:
		return fmt.Errorf("a night has one claim at least: --claims")
	case o.Members < minMembers:
		return fmt.Errorf("an HMO has %d members at least: --members", minMembers)
	case o.Members > 89_999_999:
		return fmt.Errorf("an HMO has 89,999,999 members at most: --members")
	case o.Errors < 0 || o.Errors > 1 || o.Errors != o.Errors:
		return fmt.Errorf("the rate of errors is a fraction from 0 to 1: --errors")
	case o.SetSize < 1 || o.SetSize > MaxSetSize:
		return fmt.Errorf("a transaction set has 1 to %d claims: --set-size", MaxSetSize)
	case o.Received.Year() < 2020 || o.Received.Year() > 2099:
		return fmt.Errorf("the day of receipt lies in 2020 to 2099: --received")
	}
	return nil
}

// millionths returns the rate of errors as a whole number.
func (o *Options) millionths() int { return int(o.Errors*1_000_000 + 0.5) }

// bytes guesses how long all files together are.
func (o *Options) bytes() int64 { return int64(o.Claims)*bytesOfClaim + int64(o.Members)*bytesOfMember }

const (
	bytesOfClaim  = 1000
	bytesOfMember = 250
)
