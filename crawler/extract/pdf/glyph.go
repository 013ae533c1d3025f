package pdf

import (
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// glyphs are the names of signs, as fonts call them; letters and digits are made by glyph.
var glyphs = map[string]string{
	"space": " ", "nbspace": " ", "exclam": "!", "quotedbl": "\"", "numbersign": "#", "dollar": "$", "percent": "%", "ampersand": "&", "quotesingle": "'",
	"parenleft": "(", "parenright": ")", "asterisk": "*", "plus": "+", "comma": ",", "hyphen": "-", "minus": "-", "period": ".", "slash": "/",
	"zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
	"colon": ":", "semicolon": ";", "less": "<", "equal": "=", "greater": ">", "question": "?", "at": "@", "bracketleft": "[", "backslash": "\\",
	"bracketright": "]", "underscore": "_", "braceleft": "{", "bar": "|", "braceright": "}", "quoteleft": "‘", "quoteright": "’", "quotedblleft": "“",
	"quotedblright": "”", "quotedblbase": "„", "quotesinglbase": "‚", "guillemotleft": "«", "guillemotright": "»", "guilsinglleft": "‹", "guilsinglright": "›",
	"endash": "–", "emdash": "—", "bullet": "•", "ellipsis": "…", "periodcentered": "·", "Euro": "€", "sterling": "£", "yen": "¥", "cent": "¢", "section": "§",
	"paragraph": "¶", "copyright": "©", "registered": "®", "trademark": "™", "degree": "°", "germandbls": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ",
	"oslash": "ø", "Oslash": "Ø", "lslash": "ł", "Lslash": "Ł", "eth": "ð", "thorn": "þ", "dotlessi": "ı", "exclamdown": "¡", "questiondown": "¿",
	"ordfeminine": "ª", "ordmasculine": "º", "fi": "fi", "fl": "fl", "ff": "ff", "ffi": "ffi", "ffl": "ffl", "aring": "å", "Aring": "Å",
}

// marks are the names of accents, which follow the letter in a glyph's name.
var marks = []struct{ name, mark string }{
	{"dieresis", "\u0308"}, {"acute", "\u0301"}, {"grave", "\u0300"}, {"circumflex", "\u0302"}, {"tilde", "\u0303"}, {"cedilla", "\u0327"}, {"caron", "\u030c"},
	{"ogonek", "\u0328"}, {"dotaccent", "\u0307"}, {"ring", "\u030a"}, {"breve", "\u0306"}, {"macron", "\u0304"},
}

// glyph returns what the name of a glyph stands for, "" where that is not known.
func glyph(n string) string {
	n, _, _ = strings.Cut(n, ".")
	if s, ok := glyphs[n]; ok {
		return s
	}
	if len(n) == 1 {
		return n
	}
	for _, m := range marks {
		if letter, ok := strings.CutSuffix(n, m.name); ok && len(letter) == 1 {
			return norm.NFC.String(letter + m.mark)
		}
	}
	if hex, ok := strings.CutPrefix(n, "uni"); ok && len(hex) == 4 {
		if r, err := strconv.ParseUint(hex, 16, 32); err == nil {
			return string(rune(r))
		}
	}
	return ""
}
