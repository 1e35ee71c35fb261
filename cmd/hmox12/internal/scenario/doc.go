// Package scenario runs worked cases: a small change to a book, what comes in,
// and the facts that the answers must have. A case is one YAML file that people
// write by hand; fixtures/scenarios/README.md describes it.
package scenario
