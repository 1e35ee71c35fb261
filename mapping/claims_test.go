package mapping_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/mapping"
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/guide"
)

// This file holds what the tests of claims and remittances share: how a file is
// written, walked and mapped.

// npi returns the NPI that begins with 1 and these eight digits.
func npi(n int) string {
	digits := strconv.Itoa(100000000 + n)
	sum := 24 // of the prefix 80840
	for i, c := range []byte(digits) {
		d := int(c - '0')
		if i%2 == 0 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return digits + strconv.Itoa((10-sum%10)%10)
}

// interchange writes one interchange with one group around what sets writes.
func interchange(t require.TestingT, functionalID, version string, sets func(*x12.Writer), options ...x12.WriterOption) []byte {
	var out bytes.Buffer
	w := x12.NewWriter(&out, options...)
	w.BeginInterchange(x12.Interchange{
		SenderQualifier: "ZZ", Sender: "SENDER", ReceiverQualifier: "ZZ", Receiver: "RECEIVER",
		Date: "260302", Time: "0800", ControlNumber: "000000501",
	})
	w.BeginGroup(x12.FunctionalGroup{
		ID: functionalID, Sender: "SENDER", Receiver: "RECEIVER", Date: "20260302", Time: "0800", ControlNumber: "501", Version: version,
	})
	sets(w)
	w.EndGroup()
	w.EndInterchange()
	require.NoError(t, w.Close())
	return out.Bytes()
}

// mapped is a claim with what could not be read of it.
type mapped struct {
	*record.Claim
	problems []mapping.ClaimProblem
}

// mapFile maps every 837 of a file and returns what reader and guide found.
func mapFile(t require.TestingT, file []byte) (claims []mapped, findings []*x12.Error) {
	reader := x12.NewReader(bytes.NewReader(file))
	var (
		walker *guide.Walker
		mapper *mapping.ClaimMapper
	)
	for {
		seg, err := reader.Next()
		var finding *x12.Error
		switch {
		case errors.Is(err, io.EOF):
			return claims, findings
		case errors.As(err, &finding):
			findings = append(findings, finding)
			continue
		}
		require.NoError(t, err)
		if seg.Is("ST") {
			g, ok := guide.Lookup("837", reader.Group().Version)
			require.True(t, ok, "guide %s", reader.Group().Version)
			walker = guide.NewWalker(g, func(e *x12.Error) { findings = append(findings, e) })
			mapper, err = mapping.NewClaimMapper(g, record.Source{
				File: "night.x12", Sender: reader.Interchange().Sender, Interchange: reader.Interchange().ControlNumber, Group: reader.Group().ControlNumber,
			}, 20260302, func(c *record.Claim, problems []mapping.ClaimProblem) { claims = append(claims, mapped{c, problems}) })
			require.NoError(t, err)
		}
		if walker == nil {
			continue
		}
		mapper.Add(seg, walker.Walk(seg))
		if seg.Is("SE") {
			walker.End()
			mapper.End()
			walker = nil
		}
	}
}

// findingsOf walks a file that has no claims and returns what is wrong with it.
func findingsOf(t require.TestingT, file []byte, set, version string) []*x12.Error {
	g, ok := guide.Lookup(set, version)
	require.True(t, ok)
	var findings []*x12.Error
	walker := guide.NewWalker(g, func(e *x12.Error) { findings = append(findings, e) })
	reader := x12.NewReader(bytes.NewReader(file))
	for {
		seg, err := reader.Next()
		var finding *x12.Error
		switch {
		case errors.Is(err, io.EOF):
			return findings
		case errors.As(err, &finding):
			findings = append(findings, finding)
			continue
		}
		require.NoError(t, err)
		if seg.Is("ST") {
			walker.Begin()
		}
		if reader.Set() != nil || seg.Is("SE") {
			walker.Walk(seg)
		}
		if seg.Is("SE") {
			walker.End()
		}
	}
}

// asJSON returns a value in a form in which equal amounts are equal: 15 and
// 15.00 are not the same decimal.Decimal.
func asJSON(t require.TestingT, v any) string {
	text, err := json.MarshalIndent(v, "", "  ")
	require.NoError(t, err)
	return string(text)
}

// claimFile returns an 837P file of one set that holds the segments, one a line.
func claimFile(t *testing.T, segments string) []byte {
	t.Helper()
	return fileOfSegments(record.Professional, segments)
}

// fileOfSegments returns a file of one set of claims of a kind that holds the
// segments, one a line.
func fileOfSegments(kind record.ClaimKind, segments string) []byte {
	body := strings.ReplaceAll(strings.TrimSpace(segments), "\n", "~\n")
	lines := strings.Count(body, "\n") + 1
	version := mapping.ClaimVersion(kind)
	return []byte("ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260302*0800*^*00501*000000501*0*P*:~\n" +
		"GS*HC*SENDER*RECEIVER*20260302*0800*501*X*" + version + "~\n" +
		"ST*837*0001*" + version + "~\n" + body + "~\n" +
		"SE*" + strconv.Itoa(lines+2) + "*0001~\nGE*1*501~\nIEA*1*000000501~\n")
}
