package generate

import (
	_ "embed"
	"strconv"
	"strings"
)

//go:embed data/services.txt
var servicesText string

//go:embed data/diagnoses.txt
var diagnosesText string

// cents is money: a whole number of hundredths of a dollar.
type cents int64

// service is a procedure code with its fee.
type service struct {
	code string
	fee  cents
}

// operation is a surgery: what the surgeon and the facility get, the code of its
// anesthesia, and why it is done.
type operation struct {
	service
	facility              cents
	anesthesia, diagnosis string
}

// stayCase is a kind of inpatient stay.
type stayCase struct {
	drg       string
	rate      cents // what a contract by the case pays
	days      int
	diagnosis string
	admission string // CL101
	perDay    cents  // what hospitals charge, before their markup
}

// catalog is what providers do.
type catalog struct {
	lists      map[string][]service
	schedules  []schedule
	operations []operation
	stays      []stayCase
	diagnoses  map[string][]string
}

// schedule is a fee schedule with its codes, each once.
type schedule struct {
	name string
	fees []service
}

// services is the catalog of the data files, which a test holds together.
var services = readCatalog()

func readCatalog() catalog {
	c := catalog{lists: map[string][]service{}, diagnoses: map[string][]string{}}
	name, to := "", ""
	for line := range strings.Lines(servicesText) {
		words := strings.Fields(line)
		switch {
		case len(words) == 0 || words[0] == "#":
			continue
		case line[0] != ' ':
			name, to = words[0], ""
			if name == "list" {
				name, to = words[1], words[2]
			}
			continue
		}
		for _, word := range words {
			c.add(name, to, strings.Split(word, ":"))
		}
	}
	for line := range strings.Lines(diagnosesText) {
		switch words := strings.Fields(line); {
		case len(words) == 0 || words[0] == "#":
		case words[0] == "list":
			name = words[1]
		default:
			c.diagnoses[name] = append(c.diagnoses[name], words...)
		}
	}
	return c
}

func (c *catalog) add(name, to string, parts []string) {
	switch name {
	case "surgery":
		o := operation{service{parts[0], dollars(parts[1])}, dollars(parts[2]), parts[3], parts[4]}
		c.operations = append(c.operations, o)
		c.fee("PRO", o.service)
		c.fee("FACILITY", service{o.code, o.facility})
	case "stay":
		days, _ := strconv.Atoi(parts[2])
		c.stays = append(c.stays, stayCase{parts[0], dollars(parts[1]), days, parts[3], parts[4], dollars(parts[5])})
	default:
		s := service{parts[0], dollars(parts[1])}
		c.lists[name] = append(c.lists[name], s)
		if to != "-" {
			c.fee(to, s)
		}
	}
}

// fee adds a code to a fee schedule, unless it is there.
func (c *catalog) fee(name string, s service) {
	for i := range c.schedules {
		if c.schedules[i].name != name {
			continue
		}
		for _, have := range c.schedules[i].fees {
			if have.code == s.code {
				return
			}
		}
		c.schedules[i].fees = append(c.schedules[i].fees, s)
		return
	}
	c.schedules = append(c.schedules, schedule{name, []service{s}})
}

func dollars(text string) cents {
	n, _ := strconv.Atoi(text)
	return cents(n) * 100
}

// a draws a service of a list.
func (c *catalog) a(d *draw, list string) service { return skewed(d, c.lists[list]) }

// diagnosis draws a diagnosis of a list.
func (c *catalog) diagnosis(d *draw, list string) string { return skewed(d, c.diagnoses[list]) }
