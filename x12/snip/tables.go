package snip

import (
	"io/fs"
	"slices"
	"sync"

	"github.com/hmox12/hmox12/x12/guide"
)

// ruleTable and placeTable are the data files by version. They are part of the
// program and tested with it, so that a fault in one is a panic.
var ruleTable = sync.OnceValue(func() map[string][]*rule {
	files, err := fs.Glob(dataFiles, "data/*.rules")
	if err != nil {
		panic(err)
	}
	all := map[string][]*rule{}
	for _, file := range files {
		rules, err := parseRules(file, dataText(file))
		if err != nil {
			panic(err)
		}
		for version, r := range rules {
			all[version] = append(all[version], r...)
		}
	}
	return all
})

var placeTable = sync.OnceValue(func() map[string][]*codeRule {
	all, err := parsePlaces("data/places.txt", dataText("data/places.txt"))
	if err != nil {
		panic(err)
	}
	return all
})

// rulesOf and placesOf return what is for a guide. A guide is named by its
// version (GS08), with the transaction set in front where two share it: 270 and
// 271 do.
func rulesOf(g *guide.Guide) []*rule {
	return slices.Concat(ruleTable()[g.Version], ruleTable()[g.Set+":"+g.Version])
}

func placesOf(g *guide.Guide) []*codeRule {
	return slices.Concat(placeTable()["*"], placeTable()[g.Version], placeTable()[g.Set+":"+g.Version])
}
