package store

import (
	"runtime"
	"sync"
	"sync/atomic"
	"time"
	"unsafe"

	"modernc.org/libc"
	lib "modernc.org/sqlite/lib"
)

// SQLite guards the pages that all connections share by a mutex, which it takes for each
// page that it looks at: some fifty times a claim. The one that it comes with is looked up
// in a table, under another, and where goroutines outnumber processors it is passed from
// one that has just begun to wait to the next, each of which has to be woken for it. A
// payment cycle, in which three connections are busy, waited for that longer than for
// anything else. This one is taken by an instruction where it is free, as it is but for
// moments: who finds it taken looks again until it isn't, and lets others go first if that
// takes longer.

// mutex is a mutex of SQLite's.
type mutex struct {
	owner     atomic.Int32 // a thread's id, as SQLite says it; 0 when it is free
	recursive bool
	depth     int32 // how often the owner took one that is recursive; its own
}

// take takes the mutex for a thread, and reports whether it is its own now.
func (m *mutex) take(thread int32) bool {
	if m.owner.CompareAndSwap(0, thread) {
		m.depth = 1
		return true
	}
	if m.recursive && m.owner.Load() == thread {
		m.depth++
		return true
	}
	return false
}

// Who waits looks so often before it lets others go first, and lets them so often before
// it sleeps: then the owner reads or writes a file.
const (
	looks  = 100
	yields = 100
	nap    = 50 * time.Microsecond
)

func (m *mutex) enter(thread int32) {
	for yielded := 0; !m.take(thread); yielded++ {
		for n := 0; n < looks && m.owner.Load() != 0; n++ {
		}
		switch {
		case m.owner.Load() == 0:
		case yielded < yields:
			runtime.Gosched()
		default:
			time.Sleep(nap)
		}
	}
}

func (m *mutex) leave() {
	if m.depth--; m.depth == 0 {
		m.owner.Store(0)
	}
}

// fixed are the mutexes that SQLite knows by their number.
var fixed [lib.SQLITE_MUTEX_STATIC_VFS3 + 1]mutex

// asked are those that it asked for, by their address. They are in Go's memory, where the race
// detector sees what they do.
var asked struct {
	sync.Mutex
	at map[uintptr]*mutex
}

func mutexAt(at uintptr) *mutex { return *(**mutex)(unsafe.Pointer(&at)) }

func allocateMutex(_ *libc.TLS, kind int32) uintptr {
	if kind != lib.SQLITE_MUTEX_FAST && kind != lib.SQLITE_MUTEX_RECURSIVE {
		if kind < 0 || int(kind) >= len(fixed) {
			return 0
		}
		return uintptr(unsafe.Pointer(&fixed[kind]))
	}
	m := &mutex{recursive: kind == lib.SQLITE_MUTEX_RECURSIVE}
	at := uintptr(unsafe.Pointer(m))
	asked.Lock()
	defer asked.Unlock()
	if asked.at == nil {
		asked.at = make(map[uintptr]*mutex)
	}
	asked.at[at] = m
	return at
}

func freeMutex(_ *libc.TLS, at uintptr) {
	asked.Lock()
	defer asked.Unlock()
	delete(asked.at, at)
}

func enterMutex(tls *libc.TLS, at uintptr) { mutexAt(at).enter(tls.ID) }
func leaveMutex(_ *libc.TLS, at uintptr)   { mutexAt(at).leave() }

func tryMutex(tls *libc.TLS, at uintptr) int32 {
	if mutexAt(at).take(tls.ID) {
		return lib.SQLITE_OK
	}
	return lib.SQLITE_BUSY
}

func nothingToDo(*libc.TLS) int32 { return lib.SQLITE_OK }

// mutexMethods are SQLite's sqlite3_mutex_methods. It only asks who holds a mutex where it
// is built to check itself.
var mutexMethods = lib.Sqlite3_mutex_methods{
	FxMutexInit: *(*uintptr)(unsafe.Pointer(&struct{ f func(*libc.TLS) int32 }{nothingToDo})),
	FxMutexEnd:  *(*uintptr)(unsafe.Pointer(&struct{ f func(*libc.TLS) int32 }{nothingToDo})),
	FxMutexAlloc: *(*uintptr)(unsafe.Pointer(&struct {
		f func(*libc.TLS, int32) uintptr
	}{allocateMutex})),
	FxMutexFree:  *(*uintptr)(unsafe.Pointer(&struct{ f func(*libc.TLS, uintptr) }{freeMutex})),
	FxMutexEnter: *(*uintptr)(unsafe.Pointer(&struct{ f func(*libc.TLS, uintptr) }{enterMutex})),
	FxMutexTry: *(*uintptr)(unsafe.Pointer(&struct {
		f func(*libc.TLS, uintptr) int32
	}{tryMutex})),
	FxMutexLeave: *(*uintptr)(unsafe.Pointer(&struct{ f func(*libc.TLS, uintptr) }{leaveMutex})),
}

// quickMutexes is whether SQLite took them.
var quickMutexes bool

// SQLite is told before anybody can have begun to use it: it takes no other mutexes then.
func init() {
	tls := libc.NewTLS()
	defer tls.Close()
	quickMutexes = configure(tls, lib.SQLITE_CONFIG_MUTEX, uintptr(unsafe.Pointer(&mutexMethods))) == lib.SQLITE_OK
}
