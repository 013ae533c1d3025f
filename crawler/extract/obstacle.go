package extract

import (
	"net/http"

	"github.com/shopvet/shopvet/snapshot"
)

// Obstacle tells what stood in the way.
func Obstacle(status int, header http.Header, p *snapshot.Page, body []byte) snapshot.Obstacle {
	return snapshot.ObstacleNone
}
