package x12_test

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/x12"
)

func TestSegmentsOutsideOfASetAreReportedOnceARun(t *testing.T) {
	_, stray, _ := strings.Cut(set, "~") // without its ST, so that its SE ends nothing
	got := read(t, strings.NewReader(isa+gs+"N3*1 HILL ROAD~N4*OAKLAND~"+set+"JOHN DOE~"+stray+end))
	var findings []string
	for _, line := range got {
		if strings.HasPrefix(line, "!") {
			findings = append(findings, line)
		}
	}
	assert.Equal(t, []string{"! misplaced-segment @165 #3", "! misplaced-segment @258 #8", "! misplaced-segment @299 #10"}, findings)
}

func TestFindingsNeverShowDataAsASegmentIdentifier(t *testing.T) {
	for name, stray := range map[string]string{
		"a name":               "JOHN DOE~",
		"a short name":         "Doe*1~",
		"control characters":   "\x1b[2J*1~",
		"a name in a long one": "Doe*" + strings.Repeat("x", 2000) + "~",
		"a binary segment of no length, with data for its length": "BIN*DOE*x~",
	} {
		t.Run(name, func(t *testing.T) {
			r := x12.NewReader(strings.NewReader(isa+gs+stray+set+end), x12.MaxSegment(1000))
			told := false
			for {
				_, err := r.Next()
				if errors.Is(err, io.EOF) {
					break
				}
				var finding *x12.Error
				if errors.As(err, &finding) {
					told = true
					assert.NotRegexp(t, `(?i)doe|\x1b`, finding.Error())
				}
			}
			assert.True(t, told)
		})
	}
}

func TestControlNumbersOutOfOrderTakeBoundedMemory(t *testing.T) {
	const groups = 80_000
	src, file := io.Pipe()
	go func() {
		w := bufio.NewWriter(file)
		fmt.Fprint(w, isa)
		for i := range groups { // no two in a run, none twice
			fmt.Fprintf(w, "GS*HC*A*B*20260302*0800*%d*X*005010X222A1~GE*0*%[1]d~", 2*i+1)
		}
		fmt.Fprintf(w, "IEA*%d*000000501~", groups)
		file.CloseWithError(w.Flush())
	}()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	r := x12.NewReader(src)
	refused := 0
	for {
		_, err := r.Next()
		var finding *x12.Error
		if errors.Is(err, io.EOF) {
			break
		} else if errors.As(err, &finding) {
			require.Equal(t, x12.DuplicateGroupControl, finding.Code)
			refused++
		}
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	assert.Positive(t, refused, "what can't be told apart is refused")
	assert.Less(t, int64(after.HeapAlloc)-int64(before.HeapAlloc), int64(8<<20))
	runtime.KeepAlive(r)
}

func TestAGroupHeaderThatSaysWhatCannotBeIsNotedAndRead(t *testing.T) {
	for name, header := range map[string]string{
		"a date that is none":            "GS*HC*BAYCLEAR*POPPY77001*«20260231*0800*501*X*005010X222A1~",
		"a time that is none":            "GS*HC*BAYCLEAR*POPPY77001*20260302*«102497*501*X*005010X222A1~",
		"an agency that X12 has not":     "GS*HC*BAYCLEAR*POPPY77001*20260302*0800*501*«Q*005010X222A1~",
		"a control character in an id":   "GS*HC*«BAY\aCLEAR*POPPY77001*20260302*0800*501*X*005010X222A1~",
		"a byte that is not ASCII in it": "GS*HC*BAYCLEAR*«POPPY\xe9*20260302*0800*501*X*005010X222A1~",
	} {
		t.Run(name, func(t *testing.T) {
			text, offset := at(isa + header + set + end)
			got := read(t, strings.NewReader(text))
			assert.Equal(t, fmt.Sprintf("! doubtful-group-header @%d #2", offset), got[2])
			assert.Len(t, got, 8, "all else is read")
			assert.Equal(t, x12.Warning, x12.DoubtfulGroupHeader.Meaning().Severity)
		})
	}
}
