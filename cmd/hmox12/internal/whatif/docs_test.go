package whatif_test

import (
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/whatif"
	"github.com/hmox12/hmox12/mapping/record"
)

// TestTheDocumentHasEveryFieldOfTheJSON: docs/whatif.md is what programs are
// written by. Each object has a section with its fields in their order, and an
// object that a field holds has a section, too.
func TestTheDocumentHasEveryFieldOfTheJSON(t *testing.T) {
	text, err := os.ReadFile("../../../../docs/whatif.md")
	require.NoError(t, err)
	sections := map[string]string{}
	for _, section := range strings.Split(string(text), "\n### ")[1:] {
		heading, body, _ := strings.Cut(section, "\n")
		body, _, _ = strings.Cut(body, "\n## ")
		sections[heading] = body
	}
	seen := map[string]bool{}
	var check func(reflect.Type)
	check = func(object reflect.Type) {
		name := nameOf(object)
		if seen[name] {
			return
		}
		seen[name] = true
		body, found := sections[name]
		if !assert.True(t, found, "docs/whatif.md has no section %s", name) {
			return
		}
		var documented, fields []string
		for _, row := range regexp.MustCompile("(?m)^\\| `([^`]+)` \\| ([^|]+) \\|").FindAllStringSubmatch(body, -1) {
			documented = append(documented, row[1]+": "+row[2])
		}
		for _, f := range reflect.VisibleFields(object) {
			key, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			if key == "" || f.Anonymous {
				continue
			}
			fields = append(fields, key+": "+kindOf(f.Type))
			if inner := objectOf(f.Type); inner != nil && name != "Answers" {
				check(inner)
			}
		}
		assert.Equal(t, fields, documented, name)
	}
	check(reflect.TypeFor[whatif.Result]())
	check(reflect.TypeFor[whatif.Change]())
	check(reflect.TypeFor[whatif.AnswerFlip]())
	for heading := range sections {
		assert.True(t, seen[heading], "there is no object %s", heading)
	}
}

// nameOf names an object without what it is of.
func nameOf(object reflect.Type) string {
	name, _, _ := strings.Cut(object.Name(), "[")
	return name
}

// objectOf returns the object that a field holds or lists, nil when it holds none.
func objectOf(field reflect.Type) reflect.Type {
	for field.Kind() == reflect.Slice || field.Kind() == reflect.Pointer {
		field = field.Elem()
	}
	if field.Kind() == reflect.Struct && field != reflect.TypeFor[whatif.Amount]() {
		return field
	}
	return nil
}

// kindOf says what a field holds.
func kindOf(field reflect.Type) string {
	switch {
	case field == reflect.TypeFor[whatif.Amount]():
		return "amount"
	case field == reflect.TypeFor[record.Date]():
		return "date"
	case field.Kind() == reflect.Slice:
		return "list of " + kindOf(field.Elem())
	case field.Kind() == reflect.Pointer:
		return kindOf(field.Elem()) + " or none"
	case field.Kind() == reflect.Struct:
		return nameOf(field)
	}
	return map[reflect.Kind]string{reflect.String: "text", reflect.Int: "number", reflect.Bool: "truth"}[field.Kind()]
}
