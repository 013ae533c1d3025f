package ident

import (
	"strings"
	"testing"
)

// Farms, mills and hamlets have no street, and often no number: those who make what they sell live there. Each address stands as an imprint has it, below
// the name and above the telephone, over lines and in one; a slash parts what an imprint parts.
func TestRuralAddresses(t *testing.T) {
	for _, list := range []struct{ lang, country, name, phone, addresses string }{
		{"de", "DE", "Imkerei Sonnenberg", "Telefon: 04351 72 48 19", `Hof Sonnenberg/24340 Eckernförde
Gut Rothensande/24306 Plön
Weiler 3/87452 Altusried
Hinterberg 3/94133 Röhrnbach
Obere Mühle/97772 Wildflecken
An der B 7/34388 Trendelburg
Schloss Diedersdorf/15831 Diedersdorf
Forsthaus Grüna/14913 Niedergörsdorf
Haus Nr. 14/17129 Völschow
Ortsteil Göritz 8/03226 Vetschau`},
		{"de", "AT", "Bergkäserei Lechner", "Tel. +43 5515 2841", `Argenfall 12/6870 Bezau
Unterdorf 34/6882 Schnepfau
Hof Breitmoos/5743 Krimml
Alm Sonnleiten/8972 Ramsau am Dachstein`},
		{"fr", "FR", "Miellerie du Causse", "Tél. : 05 53 71 22 08", `Lieu-dit Le Bourdet/47150 Lacapelle-Biron
Le Moulin de Vaux/24300 Nontron
La Ferme du Bois/24300 Nontron
Domaine de la Garenne/84240 Ansouis
Château Bellevue/33460 Arsac
Mas des Oliviers/30700 Uzès
Hameau de Font-Bonne/07140 Malarce
Z.A. de la Plaine/26400 Crest
Route de Nontron/24340 Mareuil
Les Combes/26110 Mirabel-aux-Baronnies
Le Bourg/23270 Roches`},
		{"es", "ES", "Quesería La Dehesa", "Teléfono: 927 30 41 18", `Finca La Dehesa s/n/10820 Cañaveral (Cáceres)
Carretera N-340, km 12,5/11380 Tarifa (Cádiz)
Ctra. de Ronda, km 4/29320 Teba
Polígono Industrial El Prado, parcela 14/06800 Mérida
Cortijo Los Llanos/18830 Huéscar
Masía Can Pere/17514 Jafre
Paraje El Molino, s/n/30420 Calasparra
Partida La Solana, 8/03727 Xaló`},
		{"it", "IT", "Apicoltura Poggio Alto", "Telefono: 0564 62 18 04", `Località Poggio Alto snc/58014 Manciano (GR)
Loc. Le Piane 12/53024 Montalcino (SI)
Contrada San Marco/90010 Pollina (PA)
C.da Piana, 45/97015 Modica
Frazione Cerreto 8/12060 Roddi (CN)
Fraz. Sant'Anna/11020 Champdepraz
Strada Provinciale 12, km 4/53024 Montalcino (SI)
S.P. 34 km 2,500/71010 Carpino
Podere Il Sasso/53027 San Quirico d'Orcia
Cascina Bruciata/12060 Barbaresco
Borgo Vecchio/06081 Assisi`},
		{"nl", "NL", "Zuivelboerderij De Wilgen", "Telefoon: 0528 36 17 42", `Dorpsstraat ong./7958 RB Koekange
De Wilgen 4/7963 PT Ruinen
Boerderij 't Zand/8091 AB Wezep
Noordeinde 12/1141 AK Monnickendam`},
		{"en", "IE", "Burren Cheese Limited", "Tel: 065 707 4412", `Unit 3/The Old Creamery/Castlewarren/Co. Kilkenny/R95 X4T2
The Old Creamery/Castlewarren/Co. Kilkenny/R95 X4T2
Ballyconry/Carron/Co. Clare/V95 HX21
Fanore/Co Clare/H91 Y6RV
Gortnagrena House/Kenmare/County Kerry/V93 K8P2
The Cooperage/Midleton/P25 Y394`},
		{"pl", "PL", "Gospodarstwo Malinowe", "Tel. 41 273 18 52", `Zalesie 14/26-332 Sławno
Stara Wieś 7a/28-225 Szydłów
Nowa Wola dz. 112/05-500 Piaseczno`},
		{"pt-BR", "BR", "Sítio da Várzea", "Telefone: (19) 99821-4476", `Sítio da Várzea, Estrada Municipal do Tubaca, km 4/São Sebastião da Grama – SP/CEP 13790-000
Rodovia SP-342, km 203/Zona Rural/Espírito Santo do Pinhal - SP/13990-000
Fazenda Boa Vista, s/nº/Zona Rural/Cristina - MG/CEP 37476-000
Chácara Santa Inês/Bairro dos Pintos/Ibiúna - SP/CEP 18150-000
Estrada do Campo Limpo, km 7/Cunha - SP/CEP 12530-000`},
		{"en-GB", "GB", "Little Snoring Candles Ltd", "Telephone: 01328 878 214", `Rose Cottage/Mill Lane/Little Snoring/Norfolk/NR21 0JA
Manor Farm/Upper Wraxall/Chippenham/SN14 7AG
The Old Dairy/Nether Stowey/Bridgwater/TA5 1LG
Unit 4/Home Farm/Thornage/Holt/NR25 7QH
Tyddyn Uchaf/Llanfairfechan/LL33 0BY`},
		{"en-US", "US", "Chokecherry Candles", "Phone: (406) 682-0144", `RR 2 Box 118/Ennis, MT 59729
HC 64 Box 22/Salmon, ID 83467
Highway 287 North/Ennis, MT 59729
4418 County Road 19/Salida, CO 81201`},
		{"en-AU", "AU", "Paddymelon Plants", "Phone: 02 6656 1180", `Lot 4 Fernmount Road/Bellingen NSW 2454
1180 Waterfall Way/Fernmount NSW 2454`},
	} {
		for line := range strings.Lines(list.addresses) {
			line = strings.TrimSpace(line)
			for _, joint := range []string{"\n", ", "} {
				address := strings.ReplaceAll(strings.ReplaceAll(strings.ReplaceAll(line, "s/n", "s#n"), "/", joint), "s#n", "s/n")
				text := list.name + "\n" + address + "\n" + list.phone + "\n"
				got := Addresses(text, list.lang)
				if len(got) != 1 || got[0].Kind != KindStreet || got[0].Country != list.country && got[0].Country != "" {
					t.Errorf("%s %q: %+v", list.lang, address, got)
				}
			}
		}
	}
}

// Codes of goods look like those of Irish addresses, and a county is named in much else.
func TestNoIrishAddress(t *testing.T) {
	for _, text := range []string{
		"Makita Drill D30 AX7K\n", "Replacement Valve\nT12 AB34\n", "Made in Kenmare, Co. Kerry, since 1988.", "Model Hurley, Model R95 X4T2", "Fits Series A96 C2D4 and H91 Y6RV.", "Co. Clare, V95 HX21 kits",
	} {
		if got := Addresses(text, "en"); len(got) > 0 {
			t.Errorf("%q: %+v", text, got)
		}
	}
}
