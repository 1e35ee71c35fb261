package store

import (
	"sync"
	"unsafe"

	"modernc.org/libc"
	"modernc.org/libc/sys/types"
	lib "modernc.org/sqlite/lib"
)

// SQLite asks for memory page by page, of 4 KB and what it keeps of each, and the allocator
// beneath it gives a power of two: twice as much. A program that goes through a night
// gives it the memory for pages in one piece instead, which all connections share: where it
// is taken, that of pages which nobody asked for longest serves again.

const pageSize = 4096

// poolOf is how much memory a store for so many members takes for pages, in bytes: every
// file writes to most pages of the indexes, which are as many as members are.
func poolOf(members int) int { return roomOf(7<<20, members) }

var (
	pool   sync.Once
	pooled bool  // SQLite took it
	extra  int32 // what SQLite keeps of each page, in bytes; here, as it is given the address
)

// takePool gives SQLite so much memory for pages, and reports whether it has some. It is for
// the whole program, and comes before the first connection: a second one is none, and where
// SQLite refuses it, pages are taken one by one.
func takePool(bytes int) bool {
	pool.Do(func() {
		tls := libc.NewTLS()
		defer tls.Close()
		if configure(tls, lib.SQLITE_CONFIG_PCACHE_HDRSZ, uintptr(unsafe.Pointer(&extra))) != lib.SQLITE_OK {
			return
		}
		size := (pageSize + int(extra) + 7) &^ 7
		memory := libc.Xmalloc(tls, types.Size_t(bytes))
		if memory == 0 {
			return
		}
		pooled = configure(tls, lib.SQLITE_CONFIG_PAGECACHE, memory, int32(size), int32(bytes/size)) == lib.SQLITE_OK
		if !pooled {
			libc.Xfree(tls, memory)
		}
	})
	return pooled
}

// configure is sqlite3_config.
func configure(tls *libc.TLS, option int32, args ...any) int32 {
	list := libc.NewVaList(args...)
	defer libc.Xfree(tls, list)
	return lib.Xsqlite3_config(tls, option, list)
}
