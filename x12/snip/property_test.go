package snip

import (
	"bytes"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/hmox12/hmox12/x12"
)

// cents writes an amount in one of the ways that X12 admits.
func cents(t *rapid.T, n int64) string {
	sign := ""
	if n < 0 {
		sign, n = "-", -n
	}
	text := fmt.Sprintf("%s%d.%02d", sign, n/100, n%100)
	if rapid.Bool().Draw(t, "trim") {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	if strings.TrimLeft(text, "-") == "" {
		return "0"
	}
	return text
}

// claimText writes a professional claim with a second payer. amounts are, for each
// line, its charge and what the payer adjusted twice; the rest follows from them.
// The n-th amount written is off by one cent.
func claimText(t *rapid.T, amounts [][3]int64, claimAdjusted int64, n int) (text string, written int) {
	next := func(value int64) string {
		if written++; written-1 == n {
			value++
		}
		return cents(t, value)
	}
	var charge, paid int64
	var lines strings.Builder
	for i, a := range amounts {
		charge += a[0]
		paid += a[0] - a[1] - a[2]
		fmt.Fprintf(&lines, "LX*%d~\nSV1*HC:99213*%s*UN*1***1~\nDTP*472*D8*20260215~\n", i+1, next(a[0]))
		fmt.Fprintf(&lines, "SVD*88002*%s*HC:99213**1~\n", next(a[0]-a[1]-a[2]))
		fmt.Fprintf(&lines, "CAS*CO*45*%s**253*%s~\nDTP*573*D8*20260220~\n", next(a[1]), next(a[2]))
	}
	head, tail, _ := strings.Cut(secondary.body, "LX*1~\n")
	_, tail, _ = strings.Cut(tail, "SE*")
	head = strings.Replace(head, "CLM*A1*250.5", "CLM*A1*"+next(charge), 1)
	head = strings.Replace(head, "CAS*PR*1*10.5", "CAS*PR*1*"+next(claimAdjusted), 1)
	head = strings.Replace(head, "AMT*D*60", "AMT*D*"+next(paid-claimAdjusted), 1)
	return sample{"HC", professional.version, head + lines.String() + "SE*" + tail}.file(t), written
}

func TestBalancedClaimsPassAndAnyAmountThatChangesIsFound(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		amount := rapid.Int64Range(0, 10_000_000)
		var lines [][3]int64
		for range rapid.IntRange(1, 6).Draw(rt, "lines") {
			lines = append(lines, [3]int64{amount.Draw(rt, "charge"), amount.Draw(rt, "contract"), amount.Draw(rt, "other")})
		}
		claim := amount.Draw(rt, "claim")
		text, written := claimText(rt, lines, claim, -1)
		require.Empty(rt, found(t, text))
		text, _ = claimText(rt, lines, claim, rapid.IntRange(0, written-1).Draw(rt, "wrong"))
		require.NotEmpty(rt, found(t, text))
	})
}

func found(t *testing.T, text string) []*x12.Error {
	t.Helper()
	_, all := checkFile(t, strings.NewReader(text), Balances)
	return all
}

func TestSumsAreExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var s sum
		want := new(big.Rat)
		for range rapid.IntRange(0, 30).Draw(t, "amounts") {
			d := x12.Decimal{Unscaled: rapid.Int64Range(-1e15, 1e15).Draw(t, "unscaled"), Scale: rapid.Int32Range(0, 6).Draw(t, "scale")}
			value := new(big.Rat).SetFrac64(d.Unscaled, pow10(d.Scale))
			if rapid.Bool().Draw(t, "subtract") {
				s.subtract(d)
				want.Sub(want, value)
			} else {
				s.add(d)
				want.Add(want, value)
			}
		}
		if s.tooLarge {
			return // it says so, and never gives a wrong sum
		}
		require.Zero(t, want.Cmp(new(big.Rat).SetFrac64(s.unscaled, pow10(s.scale))))
		said, ok := new(big.Rat).SetString(s.String())
		require.True(t, ok, s.String())
		require.Zero(t, want.Cmp(said))
		require.Equal(t, want.Sign() == 0, s.isZero())
	})
}

func pow10(n int32) int64 {
	p := int64(1)
	for range n {
		p *= 10
	}
	return p
}

func TestSumsThatAreTooLargeSaySo(t *testing.T) {
	var s sum
	for range 100 {
		s.add(x12.Decimal{Unscaled: 999_999_999_999_999_999})
	}
	require.True(t, s.tooLarge)
	require.False(t, s.isZero() || s.isPositive())
	s = sum{}
	s.add(x12.Decimal{Unscaled: 1, Scale: 18})
	s.add(x12.Decimal{Unscaled: 999_999_999_999_999_999})
	require.True(t, s.tooLarge)
}

// FuzzChecker checks that a Checker takes whatever the Reader gives it, whatever
// the order, and that what it finds lies in the file.
func FuzzChecker(f *testing.F) {
	var names []string
	for name := range samples {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		f.Add([]byte(samples[name].file(f)))
		body := strings.SplitAfter(samples[name].body, "\n")
		slices.Reverse(body)
		f.Add([]byte(sample{samples[name].group, samples[name].version, strings.Join(body, "")}.file(f)))
		f.Add([]byte(sample{samples[name].group, samples[name].version, strings.Repeat(samples[name].body, 2)}.file(f)))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if bytes.Count(data, []byte("ISA")) > 3 {
			t.Skip("one interchange is enough")
		}
		_, all := checkFile(t, bytes.NewReader(data), CodeSets)
		for _, e := range all {
			require.True(t, e.Offset >= 0 && e.Offset <= int64(len(data)), "byte %d of %d: %v", e.Offset, len(data), e)
			require.Positive(t, e.Segment)
			require.NotEmpty(t, e.Reason)
			require.GreaterOrEqual(t, e.Code.Meaning().Level, Balances)
		}
	})
}
