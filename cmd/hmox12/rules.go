package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/book"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/report"
)

func (p *program) rulesCommand() *cobra.Command {
	var dir string
	var asJSON bool
	c := &cobra.Command{
		Use:   "rules",
		Short: "List the rules of a claim in their order, with what they look at and write",
		Long: `Lists the checks of the front end, then the rules by which a claim is decided, in
the order in which they run: id, name, whether it is about the claim or each line,
what it looks at, and the codes that it can write, in words. With --book, the rules that the payer adds in
house_rules.yaml stand at their places, with file and line; the book is checked
as a night would check it. docs/adjudication.md tells how each rule decides,
docs/house-rules.md how rules are added.`,
		Example: `  hmox12 rules
  hmox12 rules --book fixtures/hmo --json`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error { return p.rules(dir, asJSON) },
	}
	c.Flags().StringVar(&dir, "book", "", "the `BOOK` whose house rules are listed, too")
	c.Flags().BoolVar(&asJSON, "json", false, "write JSON")
	return c
}

func (p *program) rules(dir string, asJSON bool) error {
	rules := adjudicate.Rules()
	if dir != "" {
		b, err := book.Load(os.DirFS(dir), ".")
		if err != nil {
			return fmt.Errorf("book in %s: %w", dir, err)
		}
		rules = b.House().Rules()
	}
	if asJSON {
		return report.RulesJSON(p.stdout, adjudicate.FrontEndRules(), rules)
	}
	return report.Rules(p.stdout, adjudicate.FrontEndRules(), rules)
}
