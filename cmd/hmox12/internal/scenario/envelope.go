package scenario

import (
	"fmt"
	"strings"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/book"
)

// kind is a kind of transaction set that comes in.
type kind struct{ set, group, version string }

var kinds = map[string]kind{
	"837P": {"837", "HC", "005010X222A1"},
	"837I": {"837", "HC", "005010X223A2"},
	"837D": {"837", "HC", "005010X224A2"},
	"270":  {"270", "HS", "005010X279A1"},
	"276":  {"276", "HR", "005010X212"},
	"278":  {"278", "HI", "005010X217"},
	"834":  {"834", "BE", "005010X220A1"},
}

// sender is who sends what doesn't say from whom it comes.
const sender = "BAYCLEAR"

// file returns the inbound as a file, the n-th of the night. Segments are put
// into envelopes from the sender to the HMO, of the day on which they come in.
func (in *Inbound) file(n int, hmo *book.Book) string {
	if in.Kind == "file" {
		return in.X12
	}
	k := kinds[in.Kind]
	from := in.From
	if from == "" {
		from = sender
	}
	qualifier := "ZZ"
	if partner := hmo.Partner(from); partner != nil {
		qualifier = partner.Qualifier
	}
	payer, day := hmo.Payer(), hmo.Night().Received.Compact()
	body := strings.TrimSpace(in.X12)
	if !strings.HasSuffix(body, "~") {
		body += "~"
	}
	return fmt.Sprintf("ISA*00*          *00*          *%s*%-15s*%s*%-15s*%s*0800*^*00501*%09d*0*P*:~\n", qualifier, from,
		payer.InterchangeQualifier, payer.InterchangeID, day[2:], n) +
		fmt.Sprintf("GS*%s*%s*%s*%s*0800*%d*X*%s~\n", k.group, from, payer.InterchangeID, day, n, k.version) +
		fmt.Sprintf("ST*%s*0001*%s~\n%s\nSE*%d*0001~\n", k.set, k.version, body, strings.Count(body, "~")+2) +
		fmt.Sprintf("GE*1*%d~\nIEA*1*%09d~\n", n, n)
}
