package adjudicate

import (
	"fmt"

	"github.com/hmox12/hmox12/mapping/record"
)

// finding is how a rule ended at a claim or a line.
type finding struct {
	result    record.Result
	looked    []string
	concluded string

	// What follows is set when the finding stops the line.
	state  record.LineState
	code   Code              // whose adjustment takes all that is left
	status record.StatusCode // as a 277 tells it
	waits  record.Waits      // what a line that waits waits for
}

// pends reports whether the line waits.
func (f finding) pends() bool { return f.state == record.LinePended }

// stops reports whether later rules do not see the line any more.
func (f finding) stops() bool { return f.state != "" }

// saw adds evidence: record ids, dates, amounts.
func (f finding) saw(evidence ...string) finding {
	f.looked = append(f.looked, evidence...)
	return f
}

func conclude(result record.Result, format string, args []any) finding {
	if len(args) == 0 {
		return finding{result: result, concluded: format}
	}
	return finding{result: result, concluded: fmt.Sprintf(format, args...)}
}

// notApplicable says why the rule has nothing to judge here.
func notApplicable(format string, args ...any) finding {
	return conclude(record.NotApplicable, format, args)
}

// passed says that the rule was met.
func passed(format string, args ...any) finding { return conclude(record.Passed, format, args) }

// adjusted says that the rule changed what is left of the line.
func adjusted(format string, args ...any) finding { return conclude(record.Adjusted, format, args) }

// noted says what later rules will make use of.
func noted(format string, args ...any) finding { return conclude(record.Note, format, args) }

// denied stops the line: the code's adjustment takes all that is left.
func denied(code Code, format string, args ...any) finding {
	f := conclude(record.Denial, format, args)
	f.state, f.code, f.status = record.LineDenied, code, code.Status
	return f
}

// passedOn stops the line, which is another payer's.
func passedOn(code Code, format string, args ...any) finding {
	f := denied(code, format, args...)
	f.state = record.LineElsewhere
	return f
}

// prepaid stops the line: the code's adjustment takes what the member does not
// owe, for it was paid in advance.
func prepaid(code Code, format string, args ...any) finding {
	f := conclude(record.Adjusted, format, args)
	f.state, f.code, f.status = record.LineCapitated, code, code.Status
	return f
}

// withdrawn stops the lines of a void: nothing is decided about them.
func withdrawn(format string, args ...any) finding {
	f := conclude(record.Note, format, args)
	f.state, f.status = record.LineWithdrawn, statusRevised
	return f
}

// pended stops the line until what it waits for is there: a person says it, or the
// book has it.
func pended(status record.StatusCode, waits record.Waits, format string, args ...any) finding {
	f := conclude(record.Pend, format, args)
	f.state, f.status, f.waits = record.LinePended, status, waits
	return f
}
