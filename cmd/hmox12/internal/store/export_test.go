package store

import (
	"unsafe"

	"modernc.org/libc"
	lib "modernc.org/sqlite/lib"
)

// KnownClaimQueries are what a status inquiry asks the database.
var KnownClaimQueries = []string{selectKnownClaim.text, selectKnownClaims.text, selectKnownOfAccount.text, selectRejectedOfMember.text}

var current, most int32 // here, as SQLite is given their addresses

// Pages returns how many pages SQLite holds in the pool, and how many bytes of pages beside
// it.
func Pages() (pooled, others int) {
	tls := libc.NewTLS()
	defer tls.Close()
	status := func(of int32) int {
		lib.Xsqlite3_status(tls, of, uintptr(unsafe.Pointer(&current)), uintptr(unsafe.Pointer(&most)), 0)
		return int(current)
	}
	return status(lib.SQLITE_STATUS_PAGECACHE_USED), status(lib.SQLITE_STATUS_PAGECACHE_OVERFLOW)
}
