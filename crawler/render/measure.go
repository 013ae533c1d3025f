package render

import (
	"encoding/json"
	"fmt"

	"github.com/shopvet/shopvet/snapshot"
)

// Measured reads what our scripts (observe.js, vitals.js) noted of a load, whoever's browser they ran in: so that the measures can be held against
// those that somebody else took of the same load.
func Measured(seen []byte, v Visit) (snapshot.Run, error) {
	var m vitals
	if err := json.Unmarshal(seen, &m); err != nil {
		return snapshot.Run{}, fmt.Errorf("read the measures of a load: %w", err)
	}
	return m.run(v), nil
}
