package adjudicate

import (
	"github.com/hmox12/hmox12/mapping/record"
)

// finding is how a rule ended at a claim or a line.
type finding struct {
	result    record.Result
	looked    []string
	concluded string
	stop      *stop // nil: later rules see the line
}

// stop is how a finding ends the line. It is apart from the finding, as few findings
// end one and each is handed on several times.
type stop struct {
	state  record.LineState
	code   Code              // whose adjustment takes all that is left
	status record.StatusCode // as a 277 tells it
	waits  record.Waits      // what a line that waits waits for
}

// stops reports whether later rules do not see the line any more.
func (f finding) stops() bool { return f.stop != nil }

// pends reports whether the line waits.
func (f finding) pends() bool { return f.ends(record.LinePended) }

// ends reports whether the line ends so.
func (f finding) ends(state record.LineState) bool { return f.stop != nil && f.stop.state == state }

// saw adds evidence: record ids, dates, amounts.
func (f finding) saw(evidence ...string) finding {
	f.looked = append(f.looked, evidence...)
	return f
}

func conclude(result record.Result, format string, args []any) finding {
	if len(args) == 0 {
		return finding{result: result, concluded: format}
	}
	return finding{result: result, concluded: say(format, args...)}
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
	f.stop = &stop{state: record.LineDenied, code: code, status: code.Status}
	return f
}

// passedOn stops the line, which is another payer's.
func passedOn(code Code, format string, args ...any) finding {
	f := denied(code, format, args...)
	f.stop.state = record.LineElsewhere
	return f
}

// prepaid stops the line: the code's adjustment takes what the member does not
// owe, for it was paid in advance.
func prepaid(code Code, format string, args ...any) finding {
	f := conclude(record.Adjusted, format, args)
	f.stop = &stop{state: record.LineCapitated, code: code, status: code.Status}
	return f
}

// withdrawn stops the lines of a void: nothing is decided about them.
func withdrawn(format string, args ...any) finding {
	f := conclude(record.Note, format, args)
	f.stop = &stop{state: record.LineWithdrawn, status: statusRevised}
	return f
}

// pended stops the line until what it waits for is there: a person says it, or the
// book has it.
func pended(status record.StatusCode, waits record.Waits, format string, args ...any) finding {
	f := conclude(record.Pend, format, args)
	f.stop = &stop{state: record.LinePended, status: status, waits: waits}
	return f
}
