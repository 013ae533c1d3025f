package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// startSVG opens an element of a drawing. Those that are none of SVG end the drawing in browsers; these and the rare ones are left to the library.
func (b *builder) startSVG() {
	name, ok := svgNames[b.tok.name]
	if !ok {
		b.gaveUp = true
		return
	}
	a := b.tok.atom
	if name != b.tok.name {
		a = atom.Lookup([]byte(name))
	}
	for i := range b.tok.attr {
		adjustForSVG(&b.tok.attr[i])
	}
	o := b.push(a, name, b.tok.attr)
	o.n.Namespace = "svg"
	if o.place = inSVG; name == "title" || name == "desc" {
		o.place = inSVGText
	}
	if b.tok.closed {
		b.open = b.open[:len(b.open)-1]
	}
}

func adjustForSVG(a *html.Attribute) {
	if key, ok := svgAttrs[a.Key]; ok {
		a.Key = key
	}
	switch a.Key {
	case "xlink:actuate", "xlink:arcrole", "xlink:href", "xlink:role", "xlink:show", "xlink:title", "xlink:type", "xml:lang", "xml:space", "xmlns:xlink":
		a.Namespace, a.Key, _ = strings.Cut(a.Key, ":")
	}
}

// svgNames are the elements of drawings as the standard writes them, by their names in lower case.
var svgNames = byLower("svg g path circle rect line polyline polygon ellipse use defs symbol title desc style text tspan mask pattern stop clipPath linearGradient radialGradient filter image marker a metadata animate set script switch view")

// svgAttrs are the attributes of drawings with upper-case letters.
var svgAttrs = byLower("attributeName attributeType baseFrequency baseProfile calcMode clipPathUnits diffuseConstant edgeMode filterUnits glyphRef gradientTransform gradientUnits " +
	"kernelMatrix kernelUnitLength keyPoints keySplines keyTimes lengthAdjust limitingConeAngle markerHeight markerUnits markerWidth maskContentUnits maskUnits numOctaves pathLength " +
	"patternContentUnits patternTransform patternUnits pointsAtX pointsAtY pointsAtZ preserveAlpha preserveAspectRatio primitiveUnits refX refY repeatCount repeatDur requiredExtensions " +
	"requiredFeatures specularConstant specularExponent spreadMethod startOffset stdDeviation stitchTiles surfaceScale systemLanguage tableValues targetX targetY textLength viewBox viewTarget " +
	"xChannelSelector yChannelSelector zoomAndPan")

func byLower(names string) map[string]string {
	m := map[string]string{}
	for _, name := range strings.Fields(names) {
		m[strings.ToLower(name)] = name
	}
	return m
}
