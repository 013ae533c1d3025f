package verdict

// Factors lists the trust factors in the order of reports: by their weight for a first-time visitor, integrity last.
func Factors() []Factor {
	return []Factor{
		StructuralAssurance, VendorIdentity, PolicyAssurance, InformationQuality, SystemQuality, ServiceQuality, Reputation,
		PresentationQuality, Privacy, Fulfilment, Navigation, ResponseTime, Communication, TrackRecord, Integrity,
	}
}

// Name returns the factor's name for people, or "" for a factor that does not exist.
func (f Factor) Name() string {
	switch f {
	case StructuralAssurance:
		return "Safety of paying and of data"
	case VendorIdentity:
		return "Who the seller is"
	case PolicyAssurance:
		return "Terms, returns and other promises"
	case InformationQuality:
		return "Product and price information"
	case SystemQuality:
		return "Technical soundness"
	case ServiceQuality:
		return "Customer service and contact"
	case Reputation:
		return "Reviews and reputation"
	case PresentationQuality:
		return "Care in presentation"
	case Privacy:
		return "Privacy"
	case Fulfilment:
		return "Delivery"
	case Navigation:
		return "Finding one's way"
	case ResponseTime:
		return "Speed"
	case Communication:
		return "Help and advice for buyers"
	case TrackRecord:
		return "Track record"
	case Integrity:
		return "Integrity"
	default:
		return ""
	}
}
