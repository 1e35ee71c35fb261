package scenario

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
)

// Scenario is one worked case.
type Scenario struct {
	ID    string `yaml:"id"`    // such as C001; the name of the file
	Title string `yaml:"title"` // the rule, in a few words
	Model string `yaml:"model"` // of HMO, where one matters
	Given string `yaml:"given"` // what is particular, for people
	Note  string `yaml:"note"`  // why it is expected so, for people

	// Book changes the book, by file: rows of a table, keys of a document.
	Book    map[string]string `yaml:"book"`
	Inbound []Inbound         `yaml:"inbound"`
	Expect  Expect            `yaml:"expect"`
}

// Inbound is one file that comes in: a whole one from ISA to IEA, or the
// segments of one transaction set between ST and SE, around which the envelopes
// are put.
type Inbound struct {
	Kind string `yaml:"kind"` // 837P, 837I, 837D, 270, 276, 278, 834, or file
	From string `yaml:"from"` // who sends it (ISA06); BAYCLEAR when empty
	X12  string `yaml:"x12"`
}

// Expect is what must be in the answers. What is not named is not looked at, but
// remittances: those that are expected are all.
type Expect struct {
	Remittances     []Remittance      `yaml:"remittances"`
	Status          map[string]string `yaml:"status"`          // of the 277, by account number
	Acknowledgments map[string]string `yaml:"acknowledgments"` // statuses, by account number
	Eligibility     map[string]Answer `yaml:"eligibility"`     // by trace number
	StatusAnswers   map[string]Answer `yaml:"statusAnswers"`   // by trace number
	Reviews         map[string]Answer `yaml:"reviews"`         // by trace number
	Counters        map[string]string `yaml:"counters"`        // such as referral visits R-1: 2
	Sets            map[string]string `yaml:"sets"`            // verdict, by ST02
}

// Answer is what an answer must say: segments that it has, in their order, and
// such that it has not.
type Answer struct {
	Has    []string `yaml:"has"`
	HasNot []string `yaml:"hasNot"`
}

// Remittance is one 835. Amounts are dollars.
type Remittance struct {
	Payee  string            `yaml:"payee"` // N104 of 1000B
	Paid   string            `yaml:"paid"`  // BPR02
	PLB    []string          `yaml:"plb"`   // reason and amount, such as L6 -4.93
	Claims []RemittanceClaim `yaml:"claims"`
}

// RemittanceClaim is one CLP.
type RemittanceClaim struct {
	Account     string   `yaml:"claim"`
	Status      string   `yaml:"status"`
	Charge      string   `yaml:"charge"`
	Paid        string   `yaml:"paid"`
	Patient     string   `yaml:"patient"` // empty: CLP05 is not sent
	Interest    string   `yaml:"interest"`
	Remarks     []string `yaml:"remarks"`
	ForwardedTo string   `yaml:"forwardedTo"`
	Adjusted    string   `yaml:"adjusted"` // at the claim: CO-45 18600 PR-2 1080
	Lines       []string `yaml:"lines"`    // 99213 150 - CO-45 70 - PR-3 20 = 60, and remarks behind ;
}

// maxScenario is the size up to which a scenario is read, in bytes.
const maxScenario = 1 << 20

var idPattern = regexp.MustCompile(`^[A-Z][A-Za-z0-9]{0,15}$`)

// Load reads the scenarios of a folder, by their ids; all of them when none is
// named. A file that can't be used is an error that says where.
func Load(files fs.FS, ids ...string) ([]*Scenario, error) {
	names, err := fs.Glob(files, "*.yaml")
	if err != nil {
		return nil, err
	}
	slices.Sort(names)
	var all []*Scenario
	var errs []error
	for _, name := range names {
		id := strings.TrimSuffix(path.Base(name), ".yaml")
		if len(ids) > 0 && !slices.Contains(ids, id) {
			continue
		}
		s, err := read(files, name)
		if err == nil && s.ID != id {
			err = fmt.Errorf("%s: the id is %q: it must be the file's name", name, s.ID)
		}
		if err != nil {
			errs = append(errs, err)
			continue
		}
		all = append(all, s)
	}
	for _, id := range ids {
		if !slices.Contains(names, id+".yaml") {
			errs = append(errs, fmt.Errorf("there is no scenario %s", id))
		}
	}
	return all, errors.Join(errs...)
}

func read(files fs.FS, name string) (*Scenario, error) {
	info, err := fs.Stat(files, name)
	if err != nil {
		return nil, err
	}
	if info.Size() > maxScenario {
		return nil, fmt.Errorf("%s: is longer than %d bytes", name, maxScenario)
	}
	text, err := fs.ReadFile(files, name)
	if err != nil {
		return nil, err
	}
	s, err := Parse(text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return s, nil
}

// Parse reads one scenario.
func Parse(text []byte) (*Scenario, error) {
	var s Scenario
	if err := yaml.UnmarshalWithOptions(text, &s, yaml.Strict()); err != nil {
		return nil, err
	}
	switch {
	case !idPattern.MatchString(s.ID):
		return nil, fmt.Errorf("id %q is none: write a capital letter and letters or digits, such as C001", s.ID)
	case s.Title == "":
		return nil, errors.New("there is no title")
	}
	for i, in := range s.Inbound {
		if in.Kind != "file" && kinds[in.Kind].set == "" {
			return nil, fmt.Errorf("inbound %d: kind %q is none: write 837P, 837I, 837D, 270, 276, 278, 834 or file", i+1, in.Kind)
		}
	}
	for _, r := range s.Expect.Remittances {
		for _, c := range r.Claims {
			for _, l := range c.Lines {
				if _, err := parseLine(l); err != nil {
					return nil, fmt.Errorf("claim %s: line %q: %w", c.Account, l, err)
				}
			}
		}
	}
	return &s, nil
}
