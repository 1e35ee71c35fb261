package main

import (
	"cmp"
	"image/color"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
)

var (
	blue   = color.RGBA{R: 0x1f, G: 0x5f, B: 0xa8, A: 0xff}
	orange = color.RGBA{R: 0xc4, G: 0x6a, B: 0x12, A: 0xff}
)

// draw writes the plots: what is got through a second and the memory, of files and
// of nights.
func draw(folder string, files, nights []point) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	speed := func(p point) float64 { return p.speed }
	memory := func(p point) float64 { return p.memory }
	for _, d := range []struct {
		name, title, x, y string
		points            []point
		of                func(point) float64
		color             color.Color
	}{
		{"validate-throughput", "hmox12 validate", "file, MB", "MB a second", files, speed, blue},
		{"validate-memory", "hmox12 validate", "file, MB", "MB resident at most", files, memory, orange},
		{"night-throughput", "hmox12 replay", "claims of the night", "claims a second", nights, speed, blue},
		{"night-memory", "hmox12 replay", "claims of the night", "MB resident at most", nights, memory, orange},
	} {
		if err := line(filepath.Join(folder, d.name+".svg"), d.title, d.x, d.y, d.points, d.of, d.color); err != nil {
			return err
		}
	}
	return nil
}

// line draws how something grows with size, unless all points are of one.
func line(path, title, x, y string, points []point, of func(point) float64, c color.Color) error {
	bySize := func(a, b point) int { return cmp.Compare(a.size, b.size) }
	if len(points) == 0 || slices.MinFunc(points, bySize).size == slices.MaxFunc(points, bySize).size {
		return nil
	}
	p := plot.New()
	p.Title.Text, p.X.Label.Text, p.Y.Label.Text = title, x, y
	p.X.Scale, p.X.Tick.Marker = plot.LogScale{}, wholeTicks{plot.LogTicks{}}
	p.Y.Min, p.Y.Tick.Marker = 0, wholeTicks{plot.DefaultTicks{}}
	p.Add(plotter.NewGrid())
	var at plotter.XYs
	for _, one := range points {
		at = append(at, plotter.XY{X: one.size, Y: of(one)})
	}
	drawn, dots, err := plotter.NewLinePoints(at)
	if err != nil {
		return err
	}
	drawn.Color, drawn.Width, dots.Color = c, vg.Points(2), c
	p.Add(drawn, dots)
	p.Y.Max *= 1.15
	return p.Save(12*vg.Centimeter, 7*vg.Centimeter, path)
}

// wholeTicks are those of another ticker, with their numbers written out.
type wholeTicks struct{ plot.Ticker }

// Ticks implements plot.Ticker.
func (t wholeTicks) Ticks(low, high float64) []plot.Tick {
	ticks := t.Ticker.Ticks(low, high)
	for i := range ticks {
		if ticks[i].Label != "" {
			ticks[i].Label = strconv.FormatFloat(ticks[i].Value, 'f', -1, 64)
		}
	}
	return ticks
}
