package generate

import "slices"

// draw is a stream of random numbers (SplitMix64). Copies go on alike.
type draw struct{ state uint64 }

// purpose keeps streams apart that are for different things.
type purpose uint64

const (
	ofPopulation purpose = iota + 1
	ofHousehold
	ofStories
	ofFaults
	ofInquiries
	ofNames
	ofWaiting
)

// newDraw returns the stream of a seed for a purpose and number.
func newDraw(seed uint64, p purpose, number uint64) draw {
	d := draw{mix(seed) ^ mix(uint64(p)<<56|number)}
	d.next()
	return d
}

func mix(z uint64) uint64 {
	z += 0x9E3779B97F4A7C15
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	return z ^ z>>31
}

func (d *draw) next() uint64 {
	d.state += 0x9E3779B97F4A7C15
	z := d.state
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	return z ^ z>>31
}

// below returns a number from 0 to n-1; n is above 0.
func (d *draw) below(n int) int { return int(d.next() >> 11 % uint64(n)) }

// between returns a number from one to the other, both included.
func (d *draw) between(from, to int) int { return from + d.below(to-from+1) }

// percent and permille are true that often in a hundred, in a thousand.
func (d *draw) percent(n int) bool  { return d.below(100) < n }
func (d *draw) permille(n int) bool { return d.below(1000) < n }

// millionth is true so often in a million.
func (d *draw) millionth(n int) bool { return d.below(1_000_000) < n }

func pick[T any](d *draw, list []T) T { return list[d.below(len(list))] }

// skewed returns one of the list, those in front more often: the n-th about as often
// as 1/(n+2) says.
func skewed[T any](d *draw, list []T) T { return list[zipf(len(list)).draw(d)] }

// weights draws numbers from 0, each as often as its weight says.
type weights []uint64 // sums up to each

func newWeights(each ...int) weights {
	var w weights
	sum := uint64(0)
	for _, n := range each {
		sum += uint64(n)
		w = append(w, sum)
	}
	return w
}

func (w weights) draw(d *draw) int {
	at := d.next() >> 11 % w[len(w)-1]
	n, _ := slices.BinarySearch(w, at+1)
	return n
}

// zipfs are the weights of a Zipf distribution by number of choices, made once.
var zipfs = func() []weights {
	all := make([]weights, 257)
	for n := 1; n < len(all); n++ {
		all[n] = zipfOf(n)
	}
	return all
}()

// zipf returns weights that fall as 1/(n+2).
func zipf(n int) weights {
	if n < len(zipfs) {
		return zipfs[n]
	}
	return zipfOf(n)
}

func zipfOf(n int) weights {
	each := make([]int, n)
	for i := range each {
		each[i] = 1_000_000_000 / (i + 2)
	}
	return newWeights(each...)
}
