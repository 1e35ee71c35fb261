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

// QuickMutexes reports whether the mutexes of this package are those that SQLite takes.
func QuickMutexes() bool { return quickMutexes }

// Mutex is a mutex as SQLite is given it.
type Mutex struct {
	at  uintptr
	tls *libc.TLS
}

// NewMutex returns a mutex for one thread, that may be taken again by it where it is
// recursive. For returns it for another thread.
func NewMutex(recursive bool) *Mutex {
	kind := int32(lib.SQLITE_MUTEX_FAST)
	if recursive {
		kind = lib.SQLITE_MUTEX_RECURSIVE
	}
	tls := libc.NewTLS()
	return &Mutex{allocateMutex(tls, kind), tls}
}

func (m *Mutex) For() *Mutex { return &Mutex{m.at, libc.NewTLS()} }
func (m *Mutex) Enter()      { enterMutex(m.tls, m.at) }
func (m *Mutex) Leave()      { leaveMutex(m.tls, m.at) }
func (m *Mutex) Try() bool   { return tryMutex(m.tls, m.at) == lib.SQLITE_OK }

// Free gives its memory back.
func (m *Mutex) Free() { freeMutex(m.tls, m.at) }
