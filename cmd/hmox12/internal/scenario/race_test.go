//go:build race

package scenario_test

// raceDetector says that everything is ten times as slow: what plays many nights
// takes a sample, and make test plays all of them without it.
const raceDetector = true
