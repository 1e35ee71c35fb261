//go:build race

package night_test

const raceDetector = true
