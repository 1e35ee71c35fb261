package mapping

import "github.com/hmox12/hmox12/mapping/record"

// addProvider takes the segments of a loop 2310 or 2420, which names a provider
// in a role.
func (m *ClaimMapper) addProvider(f fields, opened bool, providers *[]record.ClaimProvider) {
	if opened {
		*providers = m.providers.appended(*providers, record.ClaimProvider{}, slabOfProviders)
		m.provider = &(*providers)[len(*providers)-1]
	}
	if m.provider != nil {
		m.readProviderSegment(f, m.provider)
	}
}

// readProviderSegment takes a segment that describes a provider.
func (m *ClaimMapper) readProviderSegment(f fields, p *record.ClaimProvider) {
	switch string(f.ID()) {
	case "NM1":
		taxonomy := p.Taxonomy // PRV of 2000A comes before the name
		nameProvider(p, f.Segment, f.known)
		p.Taxonomy = taxonomy
	case "PRV":
		p.Taxonomy = m.code(f, 3, 0)
	case "REF":
		p.OtherIDs = append(p.OtherIDs, reference(f))
	default:
		addAddress(f, &p.Address)
	}
}
