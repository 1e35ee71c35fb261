package record

import (
	"sync/atomic"

	"github.com/shopspring/decimal"
)

// said is an amount with what it is, which the amount itself tells by way of three objects.
type said struct {
	n        int64
	exponent int32
	amount   decimal.Decimal
}

// recent are amounts that Scaled returned lately, by a hash of what they are.
var recent [1 << 12]atomic.Pointer[said]

// Scaled returns n × 10^exponent. Most amounts of a night are said many times over, and a
// new Decimal takes two objects: of one that was returned lately the same is returned
// again, as nothing changes a Decimal. It may be used concurrently.
func Scaled(n int64, exponent int32) decimal.Decimal {
	at := &recent[(uint64(n)<<8^uint64(uint8(exponent)))*0x9e3779b97f4a7c15>>52]
	if known := at.Load(); known != nil && known.n == n && known.exponent == exponent {
		return known.amount
	}
	amount := decimal.New(n, exponent)
	at.Store(&said{n, exponent, amount})
	return amount
}
