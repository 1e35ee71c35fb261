package book_test

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/book"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/generate"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/host"
)

// benchMembers is how many members the book of the benchmarks has.
const benchMembers = 10_000

// largeBook is the folder of a generated book.
func largeBook(b *testing.B) string {
	dir := filepath.Join(b.TempDir(), "night")
	_, err := generate.Run(context.Background(), generate.Options{
		Files: host.Disk{}, Dir: dir, Claims: 10, Members: benchMembers, Seed: 1,
		Received: generate.DefaultReceived, SetSize: generate.MaxSetSize,
	})
	require.NoError(b, err)
	return filepath.Join(dir, "hmo")
}

// BenchmarkLoad loads a book, and tells what is held of it for a member.
func BenchmarkLoad(b *testing.B) {
	dir := os.DirFS(largeBook(b))
	b.ReportAllocs()
	var held *book.Book
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	for b.Loop() {
		var err error
		held, err = book.Load(dir, ".")
		require.NoError(b, err)
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/benchMembers, "B-held/member")
	b.ReportMetric(float64(after.HeapObjects-before.HeapObjects)/benchMembers, "objects-held/member")
	runtime.KeepAlive(held)
}

// BenchmarkMember asks for a member and what deciding a claim asks of one.
func BenchmarkMember(b *testing.B) {
	hmo, err := book.Load(os.DirFS(largeBook(b)), ".")
	require.NoError(b, err)
	var ids []string
	for id := range hmo.MemberIDs() {
		ids = append(ids, id)
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		m := hmo.MembersByID(ids[i*7919%len(ids)])[0]
		if len(hmo.Household(m.SubscriberID)) == 0 || len(hmo.Coverage(m.ID))+len(hmo.PCPs(m.ID))+len(hmo.OtherCoverage(m.ID)) == 0 {
			b.Fatal("a member without coverage")
		}
		hmo.Referrals(m.ID)
		hmo.Authorizations(m.ID)
	}
}
