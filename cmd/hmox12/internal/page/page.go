// Package page is the house style of the pages that hmox12 writes: one file that
// loads nothing, works without scripts, on a telephone, in the dark and on
// paper. A page brings its own markup, and what styles and script it needs
// beyond those here.
package page

import (
	_ "embed"
	"html/template"
)

//go:embed head.html
var headHTML string

//go:embed base.css
var baseCSS string

// Parse returns the template of a page. Its markup puts {{template "head" TITLE}}
// into its head, which holds the policy that forbids to load anything and the
// styles, and <script>{{js}}</script> at its end. The markup is part of the
// program: a fault in it is a panic.
func Parse(markup, css, js string, funcs template.FuncMap) *template.Template {
	t := template.New("page").Funcs(template.FuncMap{
		"css": func() template.CSS { return template.CSS(baseCSS + css) },
		"js":  func() template.JS { return template.JS(js) },
	}).Funcs(funcs)
	return template.Must(template.Must(t.Parse(headHTML)).Parse(markup))
}
