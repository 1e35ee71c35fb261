package house

import (
	"fmt"
	"reflect"
	"slices"

	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"cel.dev/cel-go/common/types/traits"
	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/mapping/record"
)

// Kind is a kind of record that expressions look at.
type Kind struct {
	Name      string   // as its type is called, such as Line
	Variables []string // by which expressions name a record of the kind, or a list of them
	Fields    []Field
}

// Field is one thing that a record tells.
type Field struct {
	Name  string
	Type  *types.Type
	About string // what it is
	// After is the name of the rule that makes it known; empty: known from the
	// start, or since its variable is.
	After string

	// read returns the value of a record: string, bool, int, decimal.Decimal,
	// record.Date or []string, nil or no date for what is not known.
	read func(of any) any
}

// Variable is a name that an expression begins with.
type Variable struct {
	Name  string
	Type  *types.Type
	About string
	After string           // name of the rule that makes it known; empty: known from the start
	Level adjudicate.Level // LineLevel: rules about the claim don't have it
}

// Kinds returns the kinds of records with their fields.
func Kinds() []Kind {
	return []Kind{claimKind, lineKind, priorKind, memberKind, providerKind, coverageKind, planKind, contractKind}
}

// Variables returns what expressions may begin with.
func Variables() []Variable { return slices.Clone(variables) }

var objectTypes = func() map[string]*types.Type {
	all := map[string]*types.Type{}
	for _, name := range []string{"Claim", "Line", "Prior", "Member", "Provider", "Coverage", "Plan", "Contract"} {
		all[name] = types.NewObjectType(name)
	}
	return all
}()

func objectType(kind string) *types.Type { return objectTypes[kind] }

var textList = types.NewListType(types.StringType)

var variables = []Variable{
	{Name: "claim", Type: objectType("Claim"), About: "the claim as it was sent"},
	{Name: "line", Type: objectType("Line"), About: "the line that is judged", Level: adjudicate.LineLevel},
	{Name: "lines", Type: types.NewListType(objectType("Line")), About: "every line of the claim, those that were stopped as well; of an inpatient stay, the stay"},
	{Name: "member", Type: objectType("Member"), About: "the patient", After: "Newborn"},
	{Name: "provider", Type: objectType("Provider"), About: "who rendered the line", Level: adjudicate.LineLevel},
	{Name: "billing", Type: objectType("Provider"), About: "the billing provider"},
	{Name: "coverage", Type: objectType("Coverage"), About: "the coverage span of the day", After: "Coverage", Level: adjudicate.LineLevel},
	{Name: "plan", Type: objectType("Plan"), About: "the plan of that span", After: "Coverage", Level: adjudicate.LineLevel},
	{Name: "contract", Type: objectType("Contract"), About: "the contract by which the provider treats; empty where there is none", After: "Coverage", Level: adjudicate.LineLevel},
	{Name: "prior", Type: types.NewListType(objectType("Prior")), About: "the patient's lines of other claims that were decided before, of the 366 days before the service and since", After: "Replacement or void"},
	{Name: "today", Type: dateType, About: "the day of the run"},
}

// kindOf returns the kind that a type is of, nil when of none.
func kindOf(name string) *Kind { return kinds[name] }

var kinds = func() map[string]*Kind {
	all := map[string]*Kind{}
	for _, k := range Kinds() {
		all[k.Name] = &k
	}
	return all
}()

func (k *Kind) field(name string) *Field {
	for i := range k.Fields {
		if k.Fields[i].Name == name {
			return &k.Fields[i]
		}
	}
	return nil
}

// thing is a record as an expression holds it.
type thing struct {
	kind *types.Type
	look *look
	path string // as evidence calls it, such as line or line 2
	of   any
	// prior is the place among the prior lines, from 1; 0 for another record.
	prior int
}

// get returns a field for an expression and keeps it as evidence. What is not
// known is an error: an expression asks has first.
func (t *thing) get(f *Field) (ref.Val, error) {
	v := valueOf(f.Type, f.read(t.of))
	t.look.saw(t, f, v)
	if v == nil {
		return nil, fmt.Errorf("%s.%s is not known", t.path, f.Name)
	}
	return v, nil
}

// has reports whether the record tells the field: an empty text or list is not
// told, flags, counts and amounts always are.
func (t *thing) has(f *Field) bool {
	v := valueOf(f.Type, f.read(t.of))
	t.look.saw(t, f, v)
	switch v := v.(type) {
	case nil:
		return false
	case types.String:
		return v != ""
	case traits.Lister:
		return v.Size() != types.IntZero
	}
	return true
}

// valueOf returns what a field reads as a value, nil for what is not known.
func valueOf(as *types.Type, raw any) ref.Val {
	switch v := raw.(type) {
	case string:
		return types.String(v)
	case bool:
		return types.Bool(v)
	case int:
		return types.Int(v)
	case decimal.Decimal:
		return newAmount(v, as)
	case record.Date:
		if !v.IsZero() {
			return date{v}
		}
	case []string:
		return types.NewStringList(types.DefaultTypeAdapter, v)
	}
	return nil
}

// Equal implements ref.Val: a record is itself.
func (t *thing) Equal(other ref.Val) ref.Val { return types.Bool(ref.Val(t) == other) }

// Type implements ref.Val.
func (t *thing) Type() ref.Type { return t.kind }

// Value implements ref.Val.
func (t *thing) Value() any { return t }

// ConvertToNative implements ref.Val.
func (t *thing) ConvertToNative(reflect.Type) (any, error) { return nil, errConversion }

// ConvertToType implements ref.Val.
func (t *thing) ConvertToType(to ref.Type) ref.Val { return converted(t, to) }

// provider tells CEL the fields of the kinds, and of nothing else.
type provider struct{ types.Provider }

// FindStructType implements types.Provider.
func (p provider) FindStructType(name string) (*types.Type, bool) {
	if kindOf(name) != nil {
		return types.NewTypeTypeWithParam(objectType(name)), true
	}
	return nil, false
}

// FindStructFieldNames implements types.Provider.
func (p provider) FindStructFieldNames(name string) ([]string, bool) {
	k := kindOf(name)
	if k == nil {
		return nil, false
	}
	var names []string
	for _, f := range k.Fields {
		names = append(names, f.Name)
	}
	return names, true
}

// FindStructFieldType implements types.Provider.
func (p provider) FindStructFieldType(name, field string) (*types.FieldType, bool) {
	k := kindOf(name)
	if k == nil {
		return nil, false
	}
	f := k.field(field)
	if f == nil {
		return nil, false
	}
	return &types.FieldType{
		Type: f.Type,
		IsSet: func(of any) bool {
			t, ok := of.(*thing)
			return ok && t.has(f)
		},
		GetFrom: func(of any) (any, error) {
			t, ok := of.(*thing)
			if !ok {
				return nil, fmt.Errorf("%s is told by no such record", f.Name)
			}
			return t.get(f)
		},
	}, true
}

// NewValue implements types.Provider: expressions make no records.
func (p provider) NewValue(string, map[string]ref.Val) ref.Val {
	return types.NewErr("records are not made")
}
