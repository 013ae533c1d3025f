package snapshot

// Refusal is what came of refusing in the first layer of a notice on cookies, in a visit made for it: the button was pressed once, then the page was
// loaded again.
type Refusal struct {
	URL    string `json:"url"`
	Button string `json:"button"`           // what was pressed
	Stayed bool   `json:"stayed,omitempty"` // the notice did not go: nothing else is known then
	Again  bool   `json:"again,omitempty"`  // the notice was there again on the page loaded next
	// Cookies are those that were not there before the button was pressed, Asked the addresses of other hosts that the page loaded next asked for.
	Cookies []Stored `json:"cookies,omitempty"`
	Asked   []string `json:"asked,omitempty"`
}

// Order is the way from a product to the end of an order, as far as it can be gone without giving any data and without ordering. It is only gone where
// the user said that the site is theirs.
type Order struct {
	From  string      `json:"from"`            // the product that was put into the cart
	Steps []OrderStep `json:"steps,omitempty"` // the product itself first
	End   OrderEnd    `json:"end"`
}

// OrderStep is what was shown at one step.
type OrderStep struct {
	URL      string   `json:"url"`
	Pressed  string   `json:"pressed,omitempty"` // what led here
	Checkout bool     `json:"checkout,omitempty"`
	Buttons  []string `json:"buttons,omitempty"`
	Asked    []string `json:"asked,omitempty"` // kinds of fields into which a visitor is to type
	Frames   []Frame  `json:"frames,omitempty"`
}

// OrderEnd says why the way was not gone on.
type OrderEnd string

// The ends there are.
const (
	OrderNoButton OrderEnd = "no-button" // nothing was found that puts a product into the cart
	OrderNoCart   OrderEnd = "no-cart"   // no way on from the product
	OrderNoWay    OrderEnd = "no-way"    // no way on from the cart
	OrderAsks     OrderEnd = "asks"      // the checkout asks for data, which we do not give
	OrderLast     OrderEnd = "last"      // a button that ends the order shows, or there is none to go on with
	OrderFailed   OrderEnd = "failed"    // a page did not load or the browser gave up
)
