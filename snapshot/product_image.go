package snapshot

// ProductImage is what was seen of the image of one product.
type ProductImage struct {
	Page StrID  `json:"page"` // its address
	URL  StrID  `json:"url"`
	Sum  string `json:"sum"` // of the bytes it begins with: the same for the same file, wherever it lies
}
