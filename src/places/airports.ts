/**
 * Made by scripts/make-airports.ts: 4545 airports and cities with an IATA code, of OurAirports (public domain). Blocks of one time
 * zone; a row is code, country, latitude, longitude, town.
 */
export const AIRPORTS = `Africa/Abidjan
ABJ|ci|5.3|-3.9|Abidjan
ASK|ci|6.9|-5.4|Yamoussoukro
BYK|ci|7.7|-5.1|Bouaké
DJO|ci|6.8|-6.5|Daloa
HGO|ci|9.4|-5.6|Korhogo
MJC|ci|7.3|-7.6|Man
SPY|ci|4.7|-6.7|San Pedro

Africa/Accra
ACC|gh|5.6|-0.2|Accra
KMS|gh|6.7|-1.6|Kumasi
NYI|gh|7.4|-2.3|Sunyani
TKD|gh|4.9|-1.8|Sekondi-Takoradi
TML|gh|9.6|-0.9|Tamale

Africa/Addis_Ababa
ABK|et|6.7|44.2|Kebri Dahar
ADD|et|9|38.8|Addis Ababa
AMH|et|6|37.6|Arba Minch
ASO|et|10|34.6|Asosa
AWA|et|7.1|38.4|Hawassa
AXU|et|14.1|38.8|Axum
BJR|et|11.6|37.3|Bahir Dar
DIR|et|9.6|41.9|Dire Dawa
GDE|et|5.9|43.6|Gode
GDQ|et|12.5|37.4|Azezo
GMB|et|8.1|34.6|Gambela
JIJ|et|9.3|42.9|Jijiga
JIM|et|7.7|36.8|Jimma
MQX|et|13.5|39.5|Mekelle
QHR|et|8.7|39|Debre Zeyit

Africa/Algiers
AAE|dz|36.8|7.8|Annaba
ALG|dz|36.7|3.2|Algiers
AZR|dz|27.8|-0.2|Adrar
BJA|dz|36.7|5.1|Béjaïa
BLJ|dz|35.8|6.3|Batna
BSK|dz|34.8|5.7|Biskra
BUJ|dz|35.3|4.2|Ouled Sidi Brahim
CBH|dz|31.6|-2.3|Béchar
CFK|dz|36.2|1.3|Chlef
CZL|dz|36.3|6.6|Constantine
DJG|dz|24.3|9.5|Djanet
EBM|tn|31.7|9.3|El Borma
ELG|dz|30.6|2.9|El Menia
ELU|dz|33.5|6.8|Guemar
GHA|dz|32.4|3.8|El Atteuf
GJL|dz|36.8|5.9|Tahir
HME|dz|31.7|6.1|Hassi Messaoud
HRM|dz|32.9|3.3|Hassi R'Mel
INZ|dz|27.3|2.5|In Salah
LOO|dz|33.8|2.9|Laghouat
MUW|dz|35.2|0.1|Ghriss
MZW|dz|33.5|-0.2|Mecheria
OGX|dz|31.9|5.4|Ouargla
ORN|dz|35.6|-0.6|Es-Sénia
QLD|dz|36.5|2.8|Blida
QSF|dz|36.2|5.3|Sétif
TAF|dz|35.5|-0.5|Tafraoui
TEE|dz|35.4|8.1|Tébessi
TGR|dz|33.1|6.1|Touggourt
TID|dz|35.3|1.5|Tiaret
TIN|dz|27.7|-8.2|Tindouf
TLM|dz|35|-1.5|Zenata
TMR|dz|22.8|5.5|Tamanrasset
TMX|dz|29.2|0.3|Timimoun
VVZ|dz|26.7|8.6|Illizi

Africa/Asmara
ASA|er|13.1|42.6|Asab
ASM|er|15.3|38.9|Asmara
MSW|er|15.7|39.4|Massawa

Africa/Bamako
BKO|ml|12.5|-7.9|Bamako
GAQ|ml|16.2|0|Gao
KYS|ml|14.5|-11.4|Kayes Dag Dag
MZI|ml|14.5|-4.1|Sévaré
TOM|ml|16.7|-3|Timbuktu

Africa/Bangui
BBT|cf|4.2|15.8|Berbérati
BDT|cd|4.3|21|Gbadolite
BGF|cf|4.4|18.5|Bangui

Africa/Banjul
BJL|gm|13.3|-16.7|Banjul

Africa/Bissau
OXB|gw|11.9|-15.7|Bissau

Africa/Blantyre
BLZ|mw|-15.7|35|Blantyre
DWA|mw|-12.5|34.1|Dwangwa
LLW|mw|-13.8|33.8|Lilongwe
MAI|mw|-14.5|35.3|Mangochi
ZZU|mw|-11.4|34|Mzuzu

Africa/Brazzaville
BZV|cg|-4.3|15.3|Brazzaville
DIS|cg|-4.2|12.7|Dolisie
FTX|cg|-0.5|16|Owando
OLL|cg|-1.2|15.9|Oyo
OUE|cg|1.6|16|Ouesso
PNR|cg|-4.8|11.9|Pointe Noire

Africa/Bujumbura
BJM|bi|-3.3|29.3|Bujumbura

Africa/Cairo
AAC|eg|31.1|33.8|El Arish
ABS|eg|22.4|31.6|Abu Simbel
ASW|eg|24|32.8|Aswan
ATZ|eg|27.1|31|Asyut
CAI|eg|30.1|31.4|Cairo
CCE|eg|30.1|31.8|New Cairo
DBB|eg|30.9|28.5|El Alamein
EES|eg|24|35.5|Berenice Troglodytica
EGH|eg|31.1|34.2|El Jora
HBE|eg|30.9|29.7|Alexandria
HMB|eg|26.3|31.7|Suhaj
HRG|eg|27.2|33.8|Hurghada
LXR|eg|25.7|32.7|Luxor
MIP|il|30.8|34.7|Beersheba
MUH|eg|31.3|27.2|Marsa Matruh
PSD|eg|31.3|32.2|Port Said
RMF|eg|25.6|34.6|Marsa Alam
SKV|eg|28.7|34.1|Saint Catherine
SPX|eg|30.1|30.9|Al Jiza
SSH|eg|28|34.4|Sharm El Sheikh
TCP|eg|29.6|34.8|Taba

Africa/Casablanca
AGA|ma|30.3|-9.4|Agadir
AHU|ma|35.2|-3.8|Al Hoceima
CMN|ma|33.4|-7.6|Casablanca
ERH|ma|31.9|-4.4|Errachidia
ESU|ma|31.4|-9.7|Essaouira
FEZ|ma|33.9|-5|Saïss
MEK|ma|33.9|-5.5|Meknes
NDR|ma|35|-3|Al Aaroui
NNA|ma|34.3|-6.6|Kenitra
OUD|ma|34.8|-1.9|Ahl Angad
OZG|ma|30.3|-5.9|Zagora
OZZ|ma|30.9|-6.9|Ouarzazate
RAK|ma|31.6|-8|Marrakech
RBA|ma|34.1|-6.8|Rabat
TNG|ma|35.7|-5.9|Tangier
TTA|ma|28.4|-11.2|Tan Tan
TTU|ma|35.6|-5.3|Tétouan
UAR|ma|32.5|-2|Bouarfa

Africa/Ceuta
MLN|es|35.3|-3|Melilla

Africa/Conakry
CKY|gn|9.6|-13.6|Conakry
KGG|sn|12.6|-12.2|Kédougou

Africa/Dakar
BXE|sn|14.8|-12.5|Bakel
CSK|sn|12.4|-16.7|Cap Skirring
DKR|sn|14.7|-17.5|Dakar
DSS|sn|14.7|-17.1|Dakar
KLC|sn|14.1|-16.1|Kaolack
MAX|sn|15.6|-13.3|Ouro Sogui
TUD|sn|13.7|-13.7|Tambacounda
XLS|sn|16|-16.5|Saint Louis
ZIG|sn|12.6|-16.3|Ziguinchor

Africa/Dar_es_Salaam
ARK|tz|-3.4|36.6|Arusha
DAR|tz|-6.9|39.2|Dar es Salaam
DOD|tz|-6.2|35.8|Dodoma
IRI|tz|-7.7|35.8|Nduli
JRO|tz|-3.4|37.1|Arusha
KGJ|mw|-10|33.9|Karonga
LKY|tz|-3.4|35.8|Lake Manyara National Park
MBI|tz|-8.9|33.3|Mbeya
MWZ|tz|-2.4|32.9|Mwanza
MYW|tz|-10.3|40.2|Mtwara
PMA|tz|-5.3|39.8|Chake Chake
TGT|tz|-5.1|39.1|Tanga
ZNZ|tz|-6.2|39.2|Zanzibar

Africa/Djibouti
JIB|dj|11.5|43.2|Djibouti City

Africa/Douala
BFX|cm|5.5|10.4|Bafoussam
BMM|ga|2.1|11.5|Bitam
BPC|cm|6|10.1|Bamenda
BSG|gq|1.9|9.8|Bata
DLA|cm|4|9.7|Douala
FOM|cm|5.6|10.8|Foumban
GOU|cm|9.3|13.4|Garoua
MVR|cm|10.5|14.3|Maroua
NGE|cm|7.4|13.6|N'Gaoundéré
NSI|cm|3.7|11.6|Yaoundé
TKC|cm|4.1|9.4|Tiko
YAO|cm|3.8|11.5|Yaoundé

Africa/El_Aaiun
EUN|eh|27.1|-13.2|El Aaiún
SMW|eh|26.7|-11.7|Smara
VIL|eh|23.7|-15.9|Dakhla

Africa/Freetown
FNA|sl|8.6|-13.2|Freetown
KBS|sl|7.9|-11.8|Bo
KEN|sl|7.9|-11.2|Kenema
WYE|sl|8.6|-11|Yengema

Africa/Gaborone
BBK|bw|-17.8|25.2|Kasane
FRW|bw|-21.2|27.5|Francistown
GBE|bw|-24.6|25.9|Gaborone
JWA|bw|-24.6|24.7|Jwaneng
MUB|bw|-20|23.4|Maun
PKW|bw|-22.1|27.8|Selebi Phikwe
SXN|bw|-20.6|26.1|Sowa

Africa/Harare
BFO|zw|-21|31.6|Chiredzi
BUQ|zw|-20|28.6|Bulawayo
GWE|zw|-19.4|29.9|Gweru
HRE|zw|-17.9|31.1|Harare
HWN|zw|-18.6|27|Hwange
MVZ|zw|-20.1|30.9|Masvingo
VFA|zw|-18.1|25.8|Victoria Falls

Africa/Johannesburg
AAM|za|-24.8|31.5|Malamala
AGZ|za|-29.3|18.8|Aggeneys
BFN|za|-29.1|26.3|Bloemfontain
BIY|za|-32.9|27.3|Bisho
CPT|za|-34|18.6|Cape Town
DUR|za|-29.6|31.1|Durban
ELS|za|-33|27.8|East London
FCB|za|-28.8|27.9|Ficksburg
GCJ|za|-26|28.1|Midrand
GRJ|za|-34|22.4|George
HLA|za|-25.9|27.9|Johannesburg
HRS|za|-28.2|29.1|Harrismith
JNB|za|-26.1|28.2|Johannesburg
JOH|za|-31.6|29.5|Port St Johns
KIM|za|-28.8|24.8|Kimberley
KLZ|za|-29.7|17.1|Kleinsee
KMH|za|-27.5|23.4|Kuruman
KXE|za|-26.9|26.7|Klerksdorp
LAY|za|-28.6|29.7|Ladysmith
LLE|za|-25.4|31.6|Malelane
LMR|za|-28.4|23.4|Lime Acres
LTA|za|-23.8|30.3|Tzaneen
MBD|za|-25.8|25.5|Mafeking
MGH|za|-30.9|30.3|Margate
MQP|za|-25.4|31.1|Mpumalanga
MZQ|za|-27.6|32|Mkuze
NCS|za|-27.8|30|Newcastle
OUH|za|-33.6|22.2|Oudtshoorn
PBZ|za|-34.1|23.3|Plettenberg Bay
PCF|za|-26.7|27.1|Potchefstroom
PHW|za|-23.9|31.2|Phalaborwa
PLZ|za|-34|25.6|Gqeberha
PRY|za|-25.7|28.2|Pretoria
PTG|za|-23.8|29.5|Polokwane
PZB|za|-29.6|30.4|Pietermaritzburg
QRA|za|-26.2|28.2|Johannesburg
RCB|za|-28.7|32.1|Richards Bay
ROD|za|-33.8|19.9|Robertson
SBU|za|-29.7|17.9|Springbok
SDB|za|-33|18.2|Langebaanweg
SIS|za|-27.6|23|Sishen
SZK|za|-25|31.6|Skukuza
ULD|za|-28.3|31.4|Ulundi
UTN|za|-28.4|21.3|Upington
UTT|za|-31.5|28.7|Mthatha
UTW|za|-31.9|26.9|Queenstown
VIR|za|-29.8|31.1|Durban
VRE|za|-31.6|18.5|Vredendal
VRU|za|-27|24.7|Vyrburg
WKF|za|-25.8|28.2|Pretoria
ZEC|za|-26.5|29.2|Secunda

Africa/Juba
JUB|ss|4.9|31.6|Juba
LKG|ke|4.2|34.3|Lokichoggio
WUU|ss|7.7|28|Wau

Africa/Kampala
EBB|ug|0|32.4|Kampala
LOK|ke|3.1|35.6|Lodwar
SRT|ug|1.7|33.6|Soroti
ULU|ug|2.8|32.3|Gulu

Africa/Khartoum
DOG|sd|19.2|30.4|Dongola
EBD|sd|13.2|30.2|El-Obeid
ELF|sd|13.6|25.3|El Fasher
KRT|sd|15.6|32.6|Khartoum
KSL|sd|15.4|36.3|Kassala
MAK|ss|9.6|31.7|Malakal
MWE|sd|18.4|31.8|Merowe
PZU|sd|19.4|37.2|Port Sudan
UYL|sd|12.1|25|Nyala

Africa/Kigali
GYI|rw|-1.7|29.3|Gisenyi
KGL|rw|-2|30.1|Kigali
KME|rw|-2.5|28.9|Kamembe

Africa/Kinshasa
FDU|cd|-3.3|17.4|Bandundu
FIH|cd|-4.4|15.4|Kinshasa
GMA|cd|3.2|19.8|Gemena
KKW|cd|-5|18.8|Kikwit
LIQ|cd|2.2|21.5|Lisala
MDK|cd|0|18.3|Mbandaka
NLO|cd|-4.3|15.3|N'dolo

Africa/Lagos
ABB|ng|6.2|6.7|Asaba
ABV|ng|9|7.3|Abuja
AKR|ng|7.2|5.3|Akure
BCU|ng|10.5|9.7|Bauchi
BNI|ng|6.3|5.6|Benin
CBQ|ng|5|8.3|Calabar
ENU|ng|6.5|7.6|Enegu
GMO|ng|10.3|10.9|Gombe
IBA|ng|7.4|4|Ibadan
ILR|ng|8.4|4.5|Ilorin
JOS|ng|9.6|8.9|Jos
KAD|ng|10.7|7.3|Kaduna
KAN|ng|12|8.5|Kano
LOS|ng|6.6|3.3|Lagos
MDI|ng|7.7|8.6|Makurdi
MIU|ng|11.9|13.1|Maiduguri
MXJ|ng|9.7|6.5|Minna
PHC|ng|5|6.9|Port Harcourt
QOW|ng|5.4|7.2|Owerri
QRW|ng|5.6|5.8|Warri
QUO|ng|4.9|8.1|Uyo
SKO|ng|12.9|5.2|Sokoto
YOL|ng|9.3|12.4|Yola
ZAR|ng|11.1|7.7|Zaria

Africa/Libreville
KOU|ga|-1.2|12.4|Koulamoutou
LBQ|ga|-0.7|10.2|Lambarene
LBV|ga|0.5|9.4|Libreville
MJL|ga|-1.8|11.1|Mouila
MKU|ga|0.6|12.9|Makokou
MVB|ga|-1.7|13.4|Franceville
OKN|ga|-0.7|13.7|Okondja
OMB|ga|-1.6|9.3|Omboue
OYE|ga|1.5|11.6|Oyem
POG|ga|-0.7|8.8|Port Gentil

Africa/Lome
LFW|tg|6.2|1.3|Lomé

Africa/Luanda
BUG|ao|-12.6|13.4|Benguela
CAB|ao|-5.6|12.2|Cabinda
CBT|ao|-12.5|13.5|Catumbela
GXG|ao|-7.8|15.3|Negage
LAD|ao|-8.9|13.2|Luanda
LUO|ao|-11.8|19.9|Luena
MEG|ao|-9.5|16.3|Malanje
MSZ|ao|-15.3|12.1|Moçâmedes
NDD|ao|-11.2|13.8|Sumbe
NDU|na|-18|19.7|Rundu
NOV|ao|-12.8|15.8|Huambo
PBN|ao|-10.7|13.8|Port Amboim
SDD|ao|-14.9|13.6|Lubango
SPP|ao|-14.7|17.7|Menongue
SSY|ao|-6.3|14.2|Mbanza Congo
SVP|ao|-12.4|16.9|Kuito
SZA|ao|-6.1|12.4|Soyo
UGO|ao|-7.6|15|Uige
VHC|ao|-9.7|20.4|Saurimo
VPE|ao|-17|15.7|Ngiva
XGN|ao|-16.8|15|Xangongo

Africa/Lubumbashi
BKY|cd|-2.3|28.8|Kamakombe
BUX|cd|1.6|30.2|Bunia
BZU|cd|2.8|24.8|Buta
DUE|ao|-7.4|20.8|Chitato
FBM|cd|-11.6|27.5|Lubumbashi
FKI|cd|0.5|25.3|Kisangani
FMI|cd|-5.9|29.3|Kalemie
GOM|cd|-1.7|29.2|Goma
IRP|cd|2.8|27.6|Isiro
KGA|cd|-5.9|22.5|Kananga
KND|cd|-2.9|25.9|Kindu
KWZ|cd|-10.8|25.5|Kolwezi
MJM|cd|-6.1|23.6|Mbuji Mayi
RUA|ug|3|30.9|Arua

Africa/Lusaka
CGJ|zm|-12.6|27.9|Chingola
KAB|zw|-16.5|28.9|Kariba
KIW|zm|-12.9|28.1|Kitwe
LUN|zm|-15.3|28.5|Lusaka
LVI|zm|-17.8|25.8|Livingstone
MFU|zm|-13.3|31.9|Mfuwe
MNR|zm|-15.3|23.2|Mongu
NLA|zm|-13|28.7|Ndola

Africa/Malabo
SSG|gq|3.8|8.7|Malabo

Africa/Maputo
APL|mz|-15.1|39.3|Nampula
BCW|mz|-21.9|35.4|Benguera Island
BEW|mz|-19.8|34.9|Beira
BZB|mz|-21.5|35.5|Bazaruto Island
IBL|mz|-21.7|35.5|Bazaruto Island
INH|mz|-23.9|35.4|Inhambane
MPM|mz|-25.9|32.6|Maputo
MUD|mz|-11.7|39.6|Mueda
MZB|mz|-11.4|40.4|Mocímboa da Praia
POL|mz|-13|40.5|Pemba
TET|mz|-16.1|33.6|Tete
UEL|mz|-17.9|36.9|Quelimane
VNX|mz|-22|35.3|Vilanculo
VPY|mz|-19.2|33.4|Chimoio
VXC|mz|-13.3|35.3|Lichinga

Africa/Maseru
MSU|ls|-29.5|27.6|Maseru

Africa/Mbabane
MTS|sz|-26.5|31.3|Manzini
SHO|sz|-26.4|31.7|Mpaka

Africa/Mogadishu
BBO|so|10.4|44.9|Berbera
HGA|so|9.5|44.1|Hargeisa
KMU|so|-0.4|42.5|Kismayo
MGQ|so|2|45.3|Mogadishu

Africa/Monrovia
MLW|lr|6.3|-10.8|Monrovia
ROB|lr|6.2|-10.4|Monrovia

Africa/Nairobi
ASV|ke|-2.6|37.3|Amboseli National Park
EDL|ke|0.4|35.2|Eldoret
KIS|ke|-0.1|34.7|Kisumu
KTL|ke|1|35|Kitale
KWY|ke|-2|41.3|Kiwayu
LAU|ke|-2.3|40.9|Lamu
MBA|ke|-4|39.6|Mombasa
MRE|ke|-1.4|35|Masai Mara
MYD|ke|-3.2|40.1|Malindi
NBO|ke|-1.3|36.9|Nairobi
NYK|ke|-0.1|37|Nanyuki
WIL|ke|-1.3|36.8|Nairobi
WJR|ke|1.7|40.1|Wajir

Africa/Ndjamena
AEH|td|13.8|20.8|Abeche
FYT|td|17.9|19.1|Faya Largeau
MQQ|td|8.6|16.1|Moundou
NDJ|td|12.1|15|N'Djamena

Africa/Niamey
AJY|ne|17|8|Agadez
MFQ|ne|13.5|7.1|Maradi
NIM|ne|13.5|2.2|Niamey
THZ|ne|14.9|5.3|Tahoua
ZND|ne|13.8|9|Zinder

Africa/Nouakchott
ATR|mr|20.5|-13|Atar
NDB|mr|20.9|-17|Nouadhibou
NKC|mr|18.3|-16|Nouakchott

Africa/Ouagadougou
BOY|bf|11.2|-4.3|Bobo Dioulasso
OUA|bf|12.4|-1.5|Ouagadougou

Africa/Porto-Novo
COO|bj|6.4|2.4|Cotonou
LRL|tg|9.8|1.1|Niamtougou

Africa/Sao_Tome
PCP|st|1.7|7.4|São Tomé & Príncipe
TMS|st|0.4|6.7|São Tomé

Africa/Tripoli
AKF|ly|24.2|23.3|Kufra
BCQ|ly|27.7|14.3|Brak
BEN|ly|32.1|20.3|Benina
GHT|ly|25.1|10.1|Ghat
IAM|dz|28.1|9.6|In Aménas
LAQ|ly|32.8|22|Al Albraq
LMQ|ly|30.4|19.6|Marsa al Brega
LTD|ly|30.2|9.7|Ghadames
MJI|ly|32.9|13.3|Tripoli
SEB|ly|27|14.5|Sabha
SRX|ly|31.1|16.6|Sirt

Africa/Tunis
DJE|tn|33.9|10.8|Mellita
GAE|tn|33.7|9.9|Gabès
GAF|tn|34.4|8.8|Gafsa
LMP|it|35.5|12.6|Lampedusa
MIR|tn|35.8|10.8|Monastir
NBE|tn|36.1|10.4|Enfidha
SFA|tn|34.7|10.7|Sfax
TBJ|tn|37|8.9|Tabarka
TOE|tn|33.9|8.1|Tozeur
TUN|tn|36.9|10.2|Tunis

Africa/Windhoek
ADI|na|-22.5|15|Arandis
ALJ|za|-28.6|16.5|Alexander Bay
ERS|na|-22.6|17.1|Windhoek
GFY|na|-19.6|18.1|Grootfontein
KMP|na|-26.5|18.1|Keetmanshoop
LUD|na|-26.7|15.2|Luderitz
OMD|na|-28.6|16.4|Oranjemund
OND|na|-17.9|16|Ondangwa
TSB|na|-19.3|17.7|Tsumeb
WDH|na|-22.5|17.5|Windhoek
WVB|na|-23|14.6|Walvis Bay

America/Adak
ADK|us|51.9|-176.6|Adak
SYA|us|52.7|174.1|Shemya

America/Anchorage
ABL|us|67.1|-157.9|Ambler
ADQ|us|57.8|-152.5|Kodiak
AIN|us|70.6|-160|Wainwright
AKN|us|58.7|-156.7|King Salmon
AKP|us|68.1|-151.7|Anaktuvuk Pass
ANC|us|61.2|-150|Anchorage
ANI|us|61.6|-159.5|Aniak
ANV|us|62.6|-160.2|Anvik
ARC|us|68.1|-145.6|Arctic Village
ATK|us|70.5|-157.4|Atqasuk
BIG|us|64|-145.7|Delta Junction Ft Greely
BKC|us|66|-161.1|Buckland
BRW|us|71.3|-156.8|Utqiaġvik
BTI|us|70.1|-143.6|Barter Island
BTT|us|66.9|-151.5|Bettles
CDV|us|60.5|-145.5|Cordova
DLG|us|59|-158.5|Dillingham
EDF|us|61.3|-149.8|Anchorage
EGX|us|58.2|-157.4|Egegik
EHM|us|58.6|-162.1|Cape Newenham
EIL|us|64.7|-147.1|Fairbanks
ENA|us|60.6|-151.2|Kenai
ENN|us|64.5|-149.1|Nenana
FAI|us|64.8|-147.9|Fairbanks
FBK|us|64.8|-147.6|Fairbanks
FYU|us|66.6|-145.2|Fort Yukon
GAL|us|64.7|-156.9|Galena
GKN|us|62.2|-145.5|Gulkana
HCR|us|62.2|-159.8|Holy Cross
HOM|us|59.6|-151.5|Homer
HSL|us|65.7|-156.4|Huslia
IAN|us|67|-160.4|Kiana
ILI|us|59.8|-154.9|Iliamna
MCG|us|63|-155.6|McGrath
MRI|us|61.2|-149.8|Anchorage
NUI|us|70.2|-151|Nuiqsut
ORT|us|63|-141.9|Northway
PAQ|us|61.6|-149.1|Palmer
PTH|us|57|-158.6|Port Heiden
PTU|us|59|-161.8|Platinum
RBY|us|64.7|-155.5|Ruby
SCC|us|70.2|-148.5|Deadhorse
SDP|us|55.3|-160.5|Sand Point
SVW|us|61.1|-155.6|Sparrevohn
SWD|us|60.1|-149.4|Seward
SXQ|us|60.5|-151|Soldotna
TKA|us|62.3|-150.1|Talkeetna
TLJ|us|62.9|-156|Takotna
TOG|us|59.1|-160.4|Togiak Village
UTO|us|66|-153.7|Utopia Creek
VDZ|us|61.1|-146.2|Valdez
WKK|us|59.3|-158.6|Aleknagik
WWA|us|61.6|-149.5|Wasilla
YXQ|ca|62.4|-140.9|Beaver Creek

America/Anguilla
AXA|ai|18.2|-63.1|The Valley

America/Antigua
ANU|ag|17.1|-61.8|Osbourn
BBQ|ag|17.6|-61.8|Codrington

America/Araguaina
AUX|br|-7.2|-48.2|Araguaína
PMW|br|-10.3|-48.4|Palmas
PNB|br|-10.7|-48.4|Porto Nacional

America/Argentina/Buenos_Aires
AEP|ar|-34.6|-58.4|Buenos Aires
BHI|ar|-38.7|-62.2|Bahia Blanca
BUE|ar|-34.8|-58.5|Buenos Aires
EPA|ar|-34.6|-58.6|El Palomar
EZE|ar|-34.8|-58.5|Buenos Aires
LPG|ar|-35|-57.9|La Plata
MDQ|ar|-37.9|-57.6|Mar del Plata
NEC|ar|-38.5|-58.8|Necochea
OYO|ar|-38.4|-60.3|Tres Arroyos
PEH|ar|-35.8|-61.9|Pehuajó
SST|ar|-36.5|-56.7|Santa Teresita
TDL|ar|-37.2|-59.2|Tandil
VLG|ar|-37.2|-57|Villa Gesell

America/Argentina/Catamarca
BBA|cl|-45.9|-71.7|Balmaceda
CRD|ar|-45.8|-67.5|Comodoro Rivadavia
CTC|ar|-28.6|-65.8|Catamarca
EQS|ar|-42.9|-71.1|Esquel
PMY|ar|-42.8|-65.1|Puerto Madryn
REL|ar|-43.2|-65.3|Rawson

America/Argentina/Cordoba
AOL|ar|-29.7|-57.2|Paso de los Libres
CNQ|ar|-27.4|-58.8|Corrientes
COC|ar|-31.3|-58|Concordia
COR|ar|-31.3|-64.2|Cordoba
FMA|ar|-26.2|-58.2|Formosa
GHU|ar|-33|-58.6|Gualeguaychu
IGR|ar|-25.7|-54.5|Puerto Iguazu
MCS|ar|-30.3|-57.6|Monte Caseros
OYA|ar|-29.1|-59.2|Goya
PIL|py|-26.9|-58.3|Pilar
PRA|ar|-31.8|-60.5|Parana
PSS|ar|-27.4|-56|Posadas
RCQ|ar|-29.2|-59.7|Reconquista
RCU|ar|-33.1|-64.3|Rio Cuarto
RES|ar|-27.4|-59.1|Resistencia
ROS|ar|-32.9|-60.8|Rosario
SDE|ar|-27.8|-64.3|Santiago del Estero
SFN|ar|-31.7|-60.8|Santa Fe
UZU|ar|-29.8|-58|Curuzu Cuatia
VDR|ar|-31.9|-65.1|Villa Dolores

America/Argentina/Jujuy
JUJ|ar|-24.4|-65.1|San Salvador de Jujuy

America/Argentina/La_Rioja
IRJ|ar|-29.4|-66.8|La Rioja

America/Argentina/Mendoza
AFA|ar|-34.6|-68.4|San Rafael
LGS|ar|-35.5|-69.6|Malargue
MDZ|ar|-32.8|-68.8|Mendoza

America/Argentina/Rio_Gallegos
CCH|cl|-46.6|-71.7|Chile Chico
FTE|ar|-50.3|-72.1|El Calafate
LGR|cl|-47.2|-72.6|Cochrane
LHS|ar|-46.5|-69|Las Heras
PMQ|ar|-46.5|-71|Perito Moreno
PUD|ar|-47.7|-65.9|Puerto Deseado
RGL|ar|-51.6|-69.3|Rio Gallegos
RZA|ar|-50|-68.6|Puerto Santa Cruz
ULA|ar|-49.3|-67.8|San Julian

America/Argentina/Salta
APZ|ar|-39|-70.1|Zapala
BJO|bo|-22.8|-64.3|Bermejo
BRC|ar|-41.2|-71.2|San Carlos de Bariloche
CPC|ar|-40.1|-71.1|Chapelco
CUT|ar|-38.9|-69.3|Cutral-Co
EHL|ar|-41.9|-71.5|El Bolson
GPO|ar|-35.7|-63.8|General Pico
NQN|ar|-38.9|-68.2|Neuquen
ORA|ar|-23.2|-64.3|Orán
RDS|ar|-37.4|-68.9|Rincon de los Sauces
RSA|ar|-36.6|-64.3|Santa Rosa
SLA|ar|-24.9|-65.5|Salta
TTG|ar|-22.6|-63.8|Tartagal
VDM|ar|-40.9|-63|Viedma

America/Argentina/San_Juan
UAQ|ar|-31.6|-68.4|San Juan

America/Argentina/San_Luis
LUQ|ar|-33.3|-66.4|San Luis
VME|ar|-33.7|-65.4|Villa Mercedes

America/Argentina/Tucuman
RHD|ar|-27.5|-64.9|Termas de Río Hondo
TUC|ar|-26.8|-65.1|San Miguel de Tucumán

America/Argentina/Ushuaia
RGA|ar|-53.8|-67.7|Rio Grande

America/Aruba
AUA|aw|12.5|-70|Oranjestad

America/Asuncion
AGT|py|-25.5|-54.8|Ciudad del Este
ASU|py|-25.2|-57.5|Luque
AYO|py|-27.4|-56.9|Ayolas
CIO|py|-23.4|-57.4|Concepción
ESG|py|-22|-60.6|Mariscal Estigarribia
PJC|py|-22.6|-55.8|Pedro Juan Caballero

America/Atikokan
YZS|ca|64.2|-83.4|Coral Harbour

America/Bahia
BPS|br|-16.4|-39.1|Porto Seguro
CRQ|br|-17.7|-39.3|Caravelas
IOS|br|-14.8|-39|Ilhéus
LAZ|br|-13.3|-43.4|Bom Jesus da Lapa
PAV|br|-9.4|-38.3|Paulo Afonso
SSA|br|-12.9|-38.3|Salvador
VDC|br|-14.9|-40.9|Vitória da Conquista

America/Barbados
BGI|bb|13.1|-59.5|Bridgetown

America/Belem
ATM|br|-3.3|-52.3|Altamira
BEL|br|-1.4|-48.5|Belém
CDJ|br|-8.3|-49.3|Conceição do Araguaia
CKS|br|-6.1|-50|Parauapebas
MAB|br|-5.4|-49.1|Marabá
MCP|br|0.1|-51.1|Macapá
TUR|br|-3.8|-49.7|Tucuruí

America/Belize
BZE|bz|17.5|-88.3|Belize City
CUK|bz|17.7|-88|Caye Caulker
CYC|bz|17.7|-88|Caye Chapel
CZH|bz|18.4|-88.4|Corozal
DGA|bz|17|-88.2|Dangriga
SJX|bz|18.4|-88.1|Sartaneja
SPR|bz|17.9|-88|San Pedro
TZA|bz|17.5|-88.2|Belize City

America/Blanc-Sablon
YIF|ca|51.2|-58.7|St-Augustin
YNA|ca|50.2|-61.8|Natashquan

America/Boa_Vista
BVB|br|2.8|-60.7|Boa Vista
SNV|ve|4.6|-61.2|Santa Elena de Uairen

America/Bogota
ADZ|co|12.6|-81.7|San Andrés
API|co|4.1|-73.6|Apiay
APO|co|7.8|-76.7|Carepa
AUC|co|7.1|-70.7|Arauca
AXM|co|4.5|-75.8|Armenia
BAQ|co|10.9|-74.8|Barranquilla
BGA|co|7.1|-73.2|Bucaramanga
BOG|co|4.7|-74.1|Bogota
BSC|co|6.2|-77.4|Bahía Solano
BUN|co|3.8|-77|Buenaventura
CAQ|co|8|-75.2|Caucasia
CLO|co|3.5|-76.4|Cali
CRC|co|4.8|-76|Cartago
CTG|co|10.4|-75.5|Cartagena
CUC|co|7.9|-72.5|Cúcuta
CVE|co|9.4|-75.7|Coveñas
CZU|co|9.3|-75.3|Corozal
EBG|co|7.6|-74.8|El Bagre
EJA|co|7|-73.8|Barrancabermeja
ELB|co|9|-74|El Banco
EOH|co|6.2|-75.6|Medellín
EOZ|ve|7.1|-69.5|Elorza
EYP|co|5.3|-72.4|El Yopal
FLA|co|1.6|-75.6|Florencia
GDO|ve|7.2|-70.8|Guasdalito
GIR|co|4.3|-74.8|Girardot
GPI|co|2.6|-77.9|Guapi
IBE|co|4.4|-75.1|Ibagué
IPI|co|0.9|-77.7|Ipiales
LFR|ve|8.2|-72.3|La Fria
MCJ|co|11.2|-72.5|La Mina-Maicao
MDE|co|6.2|-75.4|Medellín
MGN|co|9.3|-74.8|Magangué
MQU|co|5.2|-74.9|Mariquita
MTR|co|8.8|-75.8|Montería
MVP|co|1.3|-70.2|Mitú
MZL|co|5|-75.5|Manizales
NVA|co|3|-75.3|Neiva
OCV|co|8.3|-73.4|Ocaña
PAL|co|5.5|-74.7|La Dorada
PDA|co|3.9|-67.9|Puerto Inírida
PEI|co|4.8|-75.7|Pereira
PPN|co|2.5|-76.6|Popayán
PSO|co|1.4|-77.3|Chachagüí
PTX|co|1.9|-76.1|Pitalito
PUU|co|0.5|-76.5|Puerto Asís
PVA|co|13.4|-81.4|Providencia
PYH|ve|5.6|-67.6|Puerto Ayacucho
PZA|co|5.9|-71.9|Paz De Ariporo
RCH|co|11.5|-72.9|Riohacha
SJE|co|2.6|-72.6|San José Del Guaviare
SMR|co|11.1|-74.2|Santa Marta
SVI|co|2.2|-74.8|San Vicente Del Caguán
TCO|co|1.8|-78.7|Tumaco
TME|co|6.5|-71.8|Tame
TQS|co|0.7|-75.2|Tres Esquinas
TUA|ec|0.8|-77.7|Tulcán
UIB|co|5.7|-76.6|Quibdó
ULQ|co|4.1|-76.2|Tuluá
VUP|co|10.4|-73.2|Valledupar
VVC|co|4.2|-73.6|Villavicencio

America/Boise
BOI|us|43.6|-116.2|Boise
BYI|us|42.5|-113.8|Burley
IDA|us|43.5|-112.1|Idaho Falls
JAC|us|43.6|-110.7|Jackson
MUO|us|43|-115.9|Mountain Home
MYL|us|44.9|-116.1|McCall
ONO|us|44|-117|Oregon
PIH|us|42.9|-112.6|Pocatello
SUN|us|43.5|-114.3|Hailey
TWF|us|42.5|-114.5|Twin Falls

America/Cambridge_Bay
YBB|ca|68.5|-89.8|Kugaaruk
YCB|ca|69.1|-105.1|Cambridge Bay
YCO|ca|67.8|-115.1|Kugluktuk
YHK|ca|68.6|-95.8|Gjoa Haven
YYH|ca|69.5|-93.6|Taloyoak

America/Campo_Grande
CGR|br|-20.5|-54.7|Campo Grande
CMG|br|-19|-57.7|Corumbá
OLK|py|-21|-57.9|Fuerte Olimpo
PMG|br|-22.5|-55.7|Ponta Porã
VMI|py|-22.2|-57.9|Puerto Vallemi

America/Cancun
CTM|mx|18.5|-88.3|Chetumal
CUN|mx|21|-86.9|Ciudad de Cancún
CZM|mx|20.5|-86.9|Ciudad de Cozumel

America/Caracas
AAO|ve|9.4|-64.5|Anaco
AGV|ve|9.6|-69.2|Acarigua
BLA|ve|10.1|-64.7|Barcelona
BNS|ve|8.6|-70.2|Barinas
BON|bq|12.1|-68.3|Kralendijk
BRM|ve|10|-69.4|Barquisimeto
CAJ|ve|6.2|-62.9|Canaima
CBL|ve|8.1|-63.5|Aeropuerto "General Tomas de Heres". Ciudad Bolivar
CCS|ve|10.6|-67|Caracas
CLZ|ve|8.9|-67.4|Guarico
CUM|ve|10.5|-64.1|Cumaná
CUP|ve|10.7|-63.3|Carúpano
CXA|ve|7.6|-66.2|Caicara del Orinoco
CZE|ve|11.4|-69.7|Coro
GUI|ve|10.6|-62.3|Guiria
GUQ|ve|9|-69.8|Guanare
LSP|ve|11.8|-70.2|Paraguaná
MAR|ve|10.6|-71.7|Maracaibo
MRD|ve|8.6|-71.2|Mérida
MUN|ve|9.7|-63.2|Maturín
MYC|ve|10.2|-67.6|Maracay
PBL|ve|10.5|-68.1|General Bartolome Salom
PCR|co|6.2|-67.5|Puerto Carreño
PMV|ve|10.9|-64|Isla Margarita
PTM|ve|7.6|-70.2|Palmarito
PZO|ve|8.3|-62.8|Puerto Ordaz-Ciudad Guayana
SCI|ve|7.8|-72.2|Paramillo
SFD|ve|7.9|-67.4|Inglaterra
SNF|ve|10.3|-68.8|San Felipe
SOM|ve|8.9|-64.2|El Tigre
STB|ve|9|-71.9|Santa Bárbara del Zulia
STD|ve|7.6|-72|Santo Domingo
SVZ|ve|7.8|-72.4|San Antonio Del Tachira
TUV|ve|9.1|-62.1|Tucupita
VDP|ve|9.2|-66|Valle de La Pascua
VIG|ve|8.6|-71.7|El Vigía
VLN|ve|10.1|-67.9|Valencia
VLV|ve|9.3|-70.6|Valera

America/Cayenne
CAY|gf|4.8|-52.4|Matoury
OYK|br|3.9|-51.8|Oiapoque
OYP|gf|3.9|-51.8|Saint-Georges-de-l'Oyapock

America/Cayman
CYB|ky|19.7|-79.9|Cayman Brac
GCM|ky|19.3|-81.4|Georgetown
LYB|ky|19.7|-80.1|Little Cayman

America/Chicago
ABI|us|32.4|-99.7|Abilene
ABR|us|45.4|-98.4|Aberdeen
ACT|us|31.6|-97.2|Waco
AEX|us|31.3|-92.5|Alexandria
AFW|us|33|-97.3|Fort Worth
ALI|us|27.7|-98|Alice
ALN|us|38.9|-90|Alton
ALO|us|42.6|-92.4|Waterloo
AMA|us|35.2|-101.7|Amarillo
ANB|us|33.6|-85.9|Anniston
ARA|us|30|-91.9|New Iberia
ATY|us|44.9|-97.2|Watertown
AUS|us|30.2|-97.7|Austin
AUW|us|44.9|-89.6|Wausau
AXN|us|45.9|-95.4|Alexandria
BAD|us|32.5|-93.7|Bossier City
BBD|us|31.2|-99.3|Brady
BDE|us|48.7|-94.6|Baudette
BFM|us|30.6|-88.1|Mobile
BHM|us|33.6|-86.8|Birmingham
BIS|us|46.8|-100.7|Bismarck
BIX|us|30.4|-88.9|Biloxi
BJI|us|47.5|-94.9|Bemidji
BLV|us|38.5|-89.8|Belleville
BMI|us|40.5|-88.9|Bloomington
BNA|us|36.1|-86.7|Nashville
BPT|us|30|-94|Beaumont
BRD|us|46.4|-94.1|Brainerd
BRL|us|40.8|-91.1|Burlington
BRO|us|25.9|-97.4|Brownsville
BTR|us|30.5|-91.1|Baton Rouge
BWG|us|37|-86.4|Bowling Green
BYH|us|36|-89.9|Blytheville
CBM|us|33.6|-88.4|Columbus
CCY|us|43.1|-92.6|Charles City
CDS|us|34.4|-100.3|Childress
CEW|us|30.8|-86.5|Crestview
CGI|us|37.2|-89.6|Cape Girardeau
CHI|us|42|-87.9|Chicago
CID|us|41.9|-91.7|Cedar Rapids
CLL|us|30.6|-96.4|College Station
CMI|us|40|-88.3|Savoy
CNU|us|37.7|-95.5|Chanute
COU|us|38.8|-92.2|Columbia
CRP|us|27.8|-97.5|Corpus Christi
CSV|us|36|-85.1|Crossville
CWA|us|44.8|-89.7|Mosinee
CXO|us|30.4|-95.4|Houston
DAL|us|32.8|-96.9|Dallas
DBQ|us|42.4|-90.7|Dubuque
DDC|us|37.8|-100|Dodge City
DEC|us|39.8|-88.9|Decatur
DFW|us|32.9|-97|Dallas-Fort Worth
DHN|us|31.3|-85.4|Dothan
DHT|us|36|-102.5|Dalhart
DLF|us|29.4|-100.8|Del Rio
DLH|us|46.8|-92.2|Duluth
DPA|us|41.9|-88.2|Chicago
DRI|us|30.8|-93.3|DeRidder
DRT|us|29.4|-100.9|Del Rio
DSM|us|41.5|-93.7|Des Moines
DYS|us|32.4|-99.9|Abilene
EAR|us|40.7|-99|Kearney
EAU|us|44.9|-91.5|Eau Claire
ECP|us|30.4|-85.8|Panama City Beach
EFD|us|29.6|-95.2|Houston
EGI|us|30.7|-86.5|Crestview
ELD|us|33.2|-92.8|El Dorado
END|us|36.3|-97.9|Enid
ENW|us|42.6|-87.9|Kenosha
ESF|us|31.4|-92.3|Alexandria
EVV|us|38|-87.5|Evansville
FAR|us|46.9|-96.8|Fargo
FOD|us|42.6|-94.2|Fort Dodge
FOE|us|39|-95.7|Topeka
FRI|us|39.1|-96.8|Fort Riley
FSD|us|43.6|-96.7|Sioux Falls
FSI|us|34.6|-98.4|Fort Sill
FSM|us|35.3|-94.4|Fort Smith
FST|us|30.9|-102.9|Fort Stockton
FTW|us|32.8|-97.4|Fort Worth
FWH|us|32.8|-97.4|Fort Worth
FYV|us|36|-94.2|Fayetteville
GCK|us|37.9|-100.7|Garden City
GFK|us|47.9|-97.2|Grand Forks
GGG|us|32.4|-94.7|Longview
GLH|us|33.5|-91|Greenville
GLS|us|29.3|-94.9|Galveston
GPT|us|30.4|-89.1|Gulfport
GRB|us|44.5|-88.1|Green Bay
GRI|us|41|-98.3|Grand Island
GRK|us|31.1|-97.8|Killeen
GTR|us|33.5|-88.6|Columbus
GUY|us|36.7|-101.5|Guymon
GWO|us|33.5|-90.1|Greenwood
GYY|us|41.6|-87.4|Gary
HBG|us|31.3|-89.3|Hattiesburg
HBR|us|35|-99.1|Hobart
HIB|us|47.4|-92.8|Hibbing
HLR|us|31.1|-97.7|Fort Hood
HON|us|44.4|-98.2|Huron
HOP|us|36.7|-87.5|Fort Campbell
HOT|us|34.5|-93.1|Hot Springs
HOU|us|29.6|-95.3|Houston
HRL|us|26.2|-97.7|Harlingen
HRO|us|36.3|-93.2|Harrison
HSV|us|34.6|-86.8|Huntsville
HTV|us|30.7|-95.6|Huntsville
HUA|us|34.7|-86.7|Redstone Arsnl Huntsville
HUT|us|38.1|-97.9|Hutchinson
HYR|us|46|-91.4|Hayward
HYS|us|38.8|-99.3|Hays
IAB|us|37.6|-97.3|Wichita
IAH|us|30|-95.3|Houston
ICT|us|37.6|-97.4|Wichita
IKK|us|41.1|-87.8|Kankakee
INK|us|31.8|-103.2|Wink
INL|us|48.6|-93.4|International Falls
IRK|us|40.1|-92.5|Kirksville
JAN|us|32.3|-90.1|Jackson
JBR|us|35.8|-90.6|Jonesboro
JCT|us|30.5|-99.8|Junction
JLN|us|37.2|-94.5|Joplin
JMS|us|46.9|-98.7|Jamestown
LAW|us|34.6|-98.4|Lawton
LBB|us|33.7|-101.8|Lubbock
LBF|us|41.1|-100.7|North Platte
LBL|us|37|-101|Liberal
LCH|us|30.1|-93.2|Lake Charles
LFK|us|31.2|-94.7|Lufkin
LFT|us|30.2|-92|Lafayette
LIT|us|34.7|-92.2|Little Rock
LJN|us|29.1|-95.5|Angleton
LNK|us|40.9|-96.8|Lincoln
LRD|us|27.5|-99.5|Laredo
LRF|us|34.9|-92.1|Jacksonville
LSE|us|43.9|-91.3|La Crosse
LTS|us|34.7|-99.3|Altus
LYU|us|47.8|-91.8|Ely
MAF|us|31.9|-102.2|Midland
MCB|us|31.2|-90.5|McComb
MCI|us|39.3|-94.7|Kansas City
MCK|us|40.2|-100.6|Mc Cook
MCW|us|43.2|-93.3|Clear Lake
MDH|us|37.8|-89.3|Carbondale
MDW|us|41.8|-87.8|Chicago
MEI|us|32.3|-88.8|Meridian
MEM|us|35|-90|Memphis
MFE|us|26.2|-98.2|McAllen
MGM|us|32.3|-86.4|Montgomery
MHK|us|39.1|-96.7|Manhattan
MIB|us|48.4|-101.4|Minot
MKC|us|39.1|-94.6|Kansas City
MKE|us|42.9|-87.9|Milwaukee
MKL|us|35.6|-88.9|Jackson
MLC|us|34.9|-95.8|Mc Alester
MLI|us|41.4|-90.5|Moline
MLU|us|32.5|-92|Monroe
MOB|us|30.7|-88.2|Mobile
MOT|us|48.3|-101.3|Minot
MQY|us|36|-86.5|Smyrna
MSL|us|34.7|-87.6|Muscle Shoals
MSN|us|43.1|-89.3|Madison
MSP|us|44.9|-93.2|Minneapolis
MSY|us|30|-90.3|New Orleans
MXF|us|32.4|-86.4|Montgomery
NBG|us|29.8|-90|New Orleans
NEW|us|30|-90|New Orleans
NPA|us|30.4|-87.3|Pensacola
NQA|us|35.4|-89.9|Millington
NQI|us|27.5|-97.8|Kingsville
NSE|us|30.7|-87|Milton
OFF|us|41.1|-95.9|Omaha
OFK|us|42|-97.4|Norfolk
OKC|us|35.4|-97.6|Oklahoma City
OMA|us|41.3|-95.9|Omaha
ORD|us|42|-87.9|Chicago
OSH|us|44|-88.6|Oshkosh
OTM|us|41.1|-92.4|Ottumwa
OWB|us|37.7|-87.2|Owensboro
OZR|us|31.3|-85.7|Fort Rucker
PAH|us|37.1|-88.8|Paducah
PAM|us|30.1|-85.6|Panama City
PBF|us|34.2|-91.9|Pine Bluff
PIA|us|40.7|-89.7|Peoria
PIB|us|31.5|-89.3|Moselle
PIR|us|44.4|-100.3|Pierre
PNC|us|36.7|-97.1|Ponca City
PNS|us|30.5|-87.2|Pensacola
POE|us|31|-93.2|Fort Polk
PRX|us|33.6|-95.5|Paris
PWK|us|42.1|-87.9|Chicago
QDF|us|32.9|-97|Dallas-Fort Worth
RDR|us|48|-97.4|Grand Forks
RFD|us|42.2|-89.1|Chicago
RHI|us|45.6|-89.5|Rhinelander
RND|us|29.5|-98.3|Universal City
RSL|us|38.9|-98.8|Russell
RST|us|43.9|-92.5|Rochester
RVS|us|36|-96|Tulsa
RWF|us|44.5|-95.1|Redwood Falls
SAT|us|29.5|-98.5|San Antonio
SGF|us|37.2|-93.4|Springfield
SGR|us|29.6|-95.7|Houston
SHV|us|32.4|-93.8|Shreveport
SJT|us|31.4|-100.5|San Angelo
SKF|us|29.4|-98.6|San Antonio
SLN|us|38.8|-97.7|Salina
SPI|us|39.8|-89.7|Springfield
SPS|us|34|-98.5|Wichita Falls
SSF|us|29.3|-98.5|San Antonio
STC|us|45.5|-94.1|Saint Cloud
STJ|us|39.8|-94.9|St Joseph
STL|us|38.7|-90.4|St Louis
STP|us|44.9|-93.1|St Paul
SUS|us|38.7|-90.7|St Louis
SUX|us|42.4|-96.4|Sioux City
SWO|us|36.2|-97.1|Stillwater
SZL|us|38.7|-93.5|Knob Noster
TBN|us|37.7|-92.1|Fort Leonard Wood
TCL|us|33.2|-87.6|Tuscaloosa
TIK|us|35.4|-97.4|Oklahoma City
TOI|us|31.9|-86|Troy
TOP|us|39.1|-95.6|Topeka
TPL|us|31.2|-97.4|Temple
TUL|us|36.2|-95.9|Tulsa
TUP|us|34.3|-88.8|Tupelo
TXK|us|33.5|-94|Texarkana
TYR|us|32.4|-95.4|Tyler
UIN|us|39.9|-91.2|Quincy
UOX|us|34.4|-89.5|Oxford
VCT|us|28.9|-96.9|Victoria
VOK|us|43.9|-90.3|Camp Douglas
VPS|us|30.5|-86.5|Valparaiso
VPZ|us|41.5|-87|Valparaiso
VTN|us|42.9|-100.5|Valentine
WMH|us|36.4|-92.5|Mountain Home
WWR|us|36.4|-99.5|Woodward
XNA|us|36.3|-94.3|Fayetteville
YKN|us|42.9|-97.4|Yankton

America/Chihuahua
CUU|mx|28.7|-106|Chihuahua

America/Ciudad_Juarez
CJS|mx|31.6|-106.4|Ciudad Juárez

America/Costa_Rica
BAI|cr|9.2|-83.3|Punta Arenas
BCL|cr|10.8|-83.6|Pococi
CHX|pa|9.5|-82.5|Changuinola
GLF|cr|8.7|-83.2|Golfito
GPL|cr|10.2|-83.8|Pococi
LIO|cr|10|-83|Puerto Limon
LIR|cr|10.6|-85.5|Liberia
LSL|cr|11|-84.7|Los Chiles
NOB|cr|10|-85.7|Nicoya
OTR|cr|8.6|-83|Corredores
PJM|cr|8.5|-83.3|Puerto Jimenez
PMZ|cr|9|-83.5|Palmar Sur
SJO|cr|10|-84.2|San José
SYQ|cr|10|-84.1|San Jose
TOO|cr|8.8|-83|Coto Brus
TTQ|cr|10.4|-83.6|Roxana
UPL|cr|10.9|-85|Upala
XQP|cr|9.4|-84.1|Quepos

America/Coyhaique
GXQ|cl|-45.6|-72.1|Coyhaique

America/Cuiaba
AFL|br|-9.9|-56.1|Alta Floresta
BPG|br|-15.9|-52.4|Barra do Garças
CGB|br|-15.7|-56.1|Cuiabá
ROO|br|-16.6|-54.7|Rondonópolis

America/Curacao
CUR|cw|12.2|-69|Willemstad

America/Dawson
YDA|ca|64|-139.1|Dawson City
YDB|ca|61.4|-139|Burwash Landing
YOC|ca|67.6|-139.8|Old Crow
ZHH|ca|69.5|-139.1|Herschel Island

America/Dawson_Creek
YCQ|ca|55.7|-121.6|Chetwynd
YDQ|ca|55.7|-120.2|Dawson Creek
YXJ|ca|56.2|-120.7|Fort St.John

America/Denver
ABQ|us|35|-106.6|Albuquerque
ALM|us|32.8|-106|Alamogordo
ALS|us|37.4|-105.9|Alamosa
APA|us|39.6|-104.8|Denver
ASE|us|39.2|-106.9|Aspen
BCE|us|37.7|-112.1|Bryce Canyon
BFF|us|41.9|-103.6|Scottsbluff
BFK|us|39.7|-104.8|Aurora
BIF|us|31.8|-106.4|Fort Bliss
BIL|us|45.8|-108.5|Billings
BJC|us|39.9|-105.1|Denver
BPI|us|42.6|-110.1|Big Piney
BTM|us|46|-112.5|Butte
BZN|us|45.8|-111.2|Bozeman
CDC|us|37.7|-113.1|Cedar City
CDR|us|42.8|-103.1|Chadron
CNM|us|32.3|-104.3|Carlsbad
COD|us|44.5|-109|Cody
COS|us|38.8|-104.7|Colorado Springs
CPR|us|42.9|-106.5|Casper
CTB|us|48.6|-112.4|Cut Bank
CVS|us|34.4|-103.3|Clovis
DEN|us|39.9|-104.7|Denver
DIK|us|46.8|-102.8|Dickinson
DMN|us|32.3|-107.7|Deming
EGE|us|39.6|-106.9|Eagle
ELP|us|31.8|-106.4|El Paso
EVW|us|41.3|-111|Evanston
FCA|us|48.3|-114.3|Kalispell
FCS|us|38.7|-104.8|Fort Carson
FMN|us|36.7|-108.2|Farmington
GCC|us|44.3|-105.5|Gillette
GDV|us|47.1|-104.8|Glendive
GGW|us|48.2|-106.6|Glasgow
GJT|us|39.1|-108.5|Grand Junction
GLD|us|39.4|-101.7|Goodland
GTF|us|47.5|-111.4|Great Falls
GUP|us|35.5|-108.8|Gallup
HIF|us|41.1|-112|Ogden
HLN|us|46.6|-112|Helena
HMN|us|32.9|-106.1|Alamogordo
HOB|us|32.7|-103.2|Hobbs
HVR|us|48.5|-109.8|Havre
LAA|us|38.1|-102.7|Lamar
LAR|us|41.3|-105.7|Laramie
LGU|us|41.8|-111.9|Logan
LND|us|42.8|-108.7|Lander
LRU|us|32.3|-106.9|Las Cruces
LVM|us|45.7|-110.4|Livingston
LVS|us|35.7|-105.1|Las Vegas
LWT|us|47|-109.5|Lewistown
MBG|us|45.5|-100.4|Mobridge
MLS|us|46.4|-105.9|Miles City
MSO|us|46.9|-114.1|Missoula
MTJ|us|38.5|-107.9|Montrose
OGD|us|41.2|-112|Ogden
OLF|us|48.1|-105.6|Wolf Point
PUB|us|38.3|-104.5|Pueblo
PVU|us|40.2|-111.7|Provo
PWY|us|42.8|-109.8|Pinedale
RAP|us|44|-103.1|Rapid City
RCA|us|44.1|-103.1|Rapid City
RIL|us|39.5|-107.7|Rifle
RIW|us|43.1|-108.5|Riverton
RKS|us|41.6|-109.1|Rock Springs
ROW|us|33.3|-104.5|Roswell
RUI|us|33.5|-105.5|Alto
RWL|us|41.8|-107.2|Rawlins
SAF|us|35.6|-106.1|Santa Fe
SDY|us|47.7|-104.2|Sidney
SGU|us|37|-113.5|St George
SHR|us|44.8|-107|Sheridan
SLC|us|40.8|-112|Salt Lake City
SMN|us|45.1|-113.9|Salmon
SNY|us|41.1|-103|Sidney
TCC|us|35.2|-103.6|Tucumcari
TCS|us|33.2|-107.3|Truth or Consequences
VEL|us|40.4|-109.5|Vernal
WRL|us|44|-108|Worland
WYS|us|44.7|-111.1|West Yellowstone
XWA|us|48.3|-103.7|Williston

America/Detroit
APN|us|45.1|-83.6|Alpena
AZO|us|42.2|-85.6|Kalamazoo
BTL|us|42.3|-85.3|Battle Creek
CIU|us|46.3|-84.5|Sault Ste Marie
CMX|us|47.2|-88.5|Hancock
DET|us|42.4|-83|Detroit
DTT|us|42.2|-83.4|Detroit
DTW|us|42.2|-83.4|Detroit
FNT|us|43|-83.7|Flint
GRR|us|42.9|-85.5|Grand Rapids
JXN|us|42.3|-84.5|Jackson
LAN|us|42.8|-84.6|Lansing
MBS|us|43.5|-84.1|Saginaw
MKG|us|43.2|-86.2|Muskegon
MQT|us|46.4|-87.4|Gwinn
MTC|us|42.6|-82.8|Mount Clemens
PLN|us|45.6|-84.8|Pellston
PTK|us|42.7|-83.4|Pontiac
TVC|us|44.7|-85.6|Traverse City
YAM|ca|46.5|-84.5|Sault Ste Marie
YIP|us|42.2|-83.5|Detroit

America/Dominica
DCF|dm|15.3|-61.4|Canefield
DOM|dm|15.5|-61.3|Marigot
GBJ|gp|15.9|-61.3|Grand Bourg

America/Edmonton
WPC|ca|49.5|-114|Pincher Creek
YBY|ca|54.3|-110.7|Bonnyville
YEA|ca|53.3|-113.6|Edmonton
YEG|ca|53.3|-113.6|Edmonton
YET|ca|53.6|-116.5|Edson
YFR|ca|61.2|-113.7|Fort Resolution
YHI|ca|70.8|-117.8|Ulukhaktok
YHY|ca|60.8|-115.8|Hay River
YLL|ca|53.3|-110.1|Lloydminster
YMM|ca|56.7|-111.2|Fort McMurray
YOA|ca|64.7|-110.6|Ekati
YOJ|ca|58.6|-117.2|High Level
YOP|ca|58.5|-119.4|Rainbow Lake
YPE|ca|56.2|-117.4|Peace River
YPY|ca|58.8|-111.1|Fort Chipewyan
YQF|ca|52.2|-113.9|Springbrook
YQL|ca|49.6|-112.8|Lethbridge
YQU|ca|55.2|-118.9|Grande Prairie
YRA|ca|64.1|-117.3|Gamètì
YSG|ca|62.4|-110.7|Lutselk'e
YSM|ca|60|-112|Fort Smith
YXC|ca|49.6|-115.8|Cranbrook
YXH|ca|50|-110.7|Medicine Hat
YYC|ca|51.1|-114|Calgary
YZF|ca|62.5|-114.4|Yellowknife
YZH|ca|55.3|-114.8|Slave Lake
YZU|ca|54.1|-115.8|Whitecourt

America/Eirunepe
LET|co|-4.2|-69.9|Leticia
TBT|br|-4.3|-69.9|Tabatinga

America/El_Salvador
ILS|sv|13.7|-89.1|San Salvador
SAL|sv|13.4|-89.1|San Salvador

America/Fort_Nelson
YYE|ca|58.8|-122.6|Fort Nelson

America/Fortaleza
ARX|br|-4.6|-37.8|Aracati
CLN|br|-7.3|-47.5|Carolina
CPV|br|-7.3|-35.9|Campina Grande
FOR|br|-3.8|-38.5|Fortaleza
IMP|br|-5.5|-47.5|Imperatriz
JJD|br|-2.9|-40.4|Cruz
JPA|br|-7.1|-35|João Pessoa
JSO|br|-3.6|-40.2|Sobral
MVF|br|-5.2|-37.4|Mossoró
NAT|br|-5.8|-35.4|Natal
PHB|br|-2.9|-41.7|Parnaíba
SLZ|br|-2.6|-44.2|São Luís
THE|br|-5.1|-42.8|Teresina

America/Glace_Bay
YPS|ca|45.7|-61.4|Port Hawkesbury
YQY|ca|46.2|-60|Sydney

America/Goose_Bay
YDP|ca|56.6|-61.7|Nain
YHO|ca|55.4|-60.2|Hopedale
YMN|ca|55.1|-59.2|Makkovik
YRF|ca|53.7|-57|Cartwright
YWK|ca|52.9|-66.9|Wabush
YYR|ca|53.3|-60.4|Goose Bay

America/Grand_Turk
MYG|bs|22.4|-73|Abrahams Bay
NCA|tc|21.9|-71.9|North Caicos
PLS|tc|21.8|-72.3|Providenciales
XSC|tc|21.5|-71.5|South Caicos

America/Guadeloupe
PTP|gp|16.3|-61.5|Pointe-à-Pitre

America/Guatemala
BGK|bz|16.5|-88.4|Big Creek
CBV|gt|15.5|-90.4|Coban
FRS|gt|16.9|-89.9|San Benito
GSJ|gt|13.9|-90.8|Puerto San José
GUA|gt|14.6|-90.5|Guatemala City
PBR|gt|15.7|-88.6|Puerto Barrios
PLJ|bz|16.5|-88.4|Placencia
PND|bz|16.1|-88.8|Punta Gorda
RER|gt|14.5|-91.7|Retalhuleu
RUV|gt|16|-90.4|Rubelsanto

America/Guayaquil
ATF|ec|-1.2|-78.6|Ambato
CUE|ec|-2.9|-79|Cuenca
ETR|ec|-3.4|-80|Santa Rosa
GYE|ec|-2.2|-79.9|Guayaquil
LTX|ec|-0.9|-78.6|Latacunga
MEC|ec|-0.9|-80.7|Manta
OCC|ec|-0.5|-77|Coca
PVO|ec|-1|-80.5|Portoviejo
SNC|ec|-2.2|-81|Salinas
TNW|ec|-1.1|-77.6|Tena
TPC|ec|-0.1|-76.3|Tarapoa
UIO|ec|-0.1|-78.4|Quito
XMS|ec|-2.3|-78.1|Macas

America/Guyana
EOR|ve|6.7|-61.6|Bolivar
GEO|gy|6.5|-58.3|Georgetown
KAI|gy|5.2|-59.5|Kaieteur Falls
LTM|gy|3.4|-59.8|Lethem
OGL|gy|6.8|-58.1|Ogle
TMO|ve|7.2|-61.5|Tumeremo

America/Halifax
YDG|ca|44.5|-65.8|Digby
YGR|ca|47.4|-61.8|Les Îles-de-la-Madeleine
YHZ|ca|44.9|-63.5|Halifax
YQI|ca|43.8|-66.1|Yarmouth
YQM|ca|46.1|-64.7|Moncton
YSU|ca|46.4|-63.8|Slemon Park
YYG|ca|46.3|-63.1|Charlottetown
YZX|ca|45|-64.9|Greenwood

America/Havana
AVI|cu|22|-78.8|Ciego de Avila
BCA|cu|20.4|-74.5|Baracoa
BYM|cu|20.4|-76.6|Bayamo
CCC|cu|22.5|-78.3|Cayo Coco
CFG|cu|22.1|-80.4|Cienfuegos
CMW|cu|21.4|-77.8|Camaguey
CYO|cu|21.6|-81.5|Cayo Largo del Sur
GAO|cu|20.1|-75.2|Guantánamo
GER|cu|21.8|-82.8|Nueva Gerona
HAV|cu|23|-82.4|Havana
LCL|cu|22.3|-83.6|Pinar del Rio
MZO|cu|20.3|-77.1|Manzanillo
NBW|cu|19.9|-75.2|Guantanamo Bay Naval Station
SCU|cu|20|-75.8|Santiago
SNJ|cu|22.1|-84.2|Sandino
SNU|cu|22.5|-79.9|Santa Clara
SZJ|cu|21.6|-83|Isla de la Juventud
TND|cu|21.8|-80|Trinidad
UPB|cu|23|-82.6|Havana
VRA|cu|23|-81.4|Matanzas
VRO|cu|23.1|-81.3|Santa Marta
VTU|cu|21|-76.9|Las Tunas

America/Hermosillo
CEN|mx|27.4|-109.8|Ciudad Obregón
GYM|mx|28|-110.9|Guaymas
HMO|mx|29.1|-111|Hermosillo

America/Indiana/Indianapolis
BMG|us|39.1|-86.6|Bloomington
CLU|us|39.3|-85.9|Columbus
FWA|us|41|-85.2|Fort Wayne
GUS|us|40.6|-86.2|Peru
HUF|us|39.5|-87.3|Terre Haute
IND|us|39.7|-86.3|Indianapolis
LAF|us|40.4|-86.9|West Lafayette
MIE|us|40.2|-85.4|Muncie
SBN|us|41.7|-86.3|South Bend

America/Inuvik
LAK|ca|68.2|-135|Aklavik
YEV|ca|68.3|-133.5|Inuvik
YFS|ca|61.8|-121.2|Fort Simpson
YGH|ca|66.2|-128.7|Fort Good Hope
YJF|ca|60.2|-123.5|Fort Liard
YPC|ca|69.4|-124.1|Paulatuk
YSY|ca|72|-125.2|Sachs Harbour
YUB|ca|69.4|-133|Tuktoyaktuk
YVQ|ca|65.3|-126.8|Norman Wells
YWJ|ca|65.2|-123.4|Déline
YWY|ca|63.2|-123.4|Wrigley
ZFN|ca|64.9|-125.6|Tulita

America/Iqaluit
AKV|ca|60.8|-78.1|Akulivik
XGR|ca|58.7|-66|Kangiqsualujjuaq
YAT|ca|52.9|-82.4|Attawapiskat
YCY|ca|70.5|-68.5|Clyde River
YFB|ca|63.8|-68.6|Iqaluit
YGT|ca|69.4|-81.8|Igloolik
YGZ|ca|76.4|-82.9|Grise Fiord
YIK|ca|62.4|-77.9|Ivujivik
YIO|ca|72.7|-78|Pond Inlet
YKG|ca|60|-70|Kangirsuk
YKQ|ca|51.5|-78.8|Waskaganish
YLC|ca|62.8|-69.9|Kimmirut
YLT|ca|82.5|-62.3|Alert
YMO|ca|51.3|-80.6|Moosonee
YNC|ca|53|-78.8|Wemindji
YPX|ca|60.1|-77.3|Puvirnituq
YQC|ca|61|-69.6|Quaqtaq
YSK|ca|56.5|-79.2|Sanikiluaq
YTE|ca|64.2|-76.5|Kinngait
YUX|ca|68.8|-81.2|Sanirajak
YVM|ca|67.5|-64|Qikiqtarjuaq
YXP|ca|66.1|-65.7|Pangnirtung
YZG|ca|62.2|-75.7|Salluit

America/Jamaica
KIN|jm|17.9|-76.8|Kingston
KTP|jm|18|-76.8|Tinson Pen
MBJ|jm|18.5|-77.9|Montego Bay
OCJ|jm|18.4|-77|Boscobel
POT|jm|18.2|-76.5|Ken Jones

America/Juneau
GST|us|58.4|-135.7|Gustavus
HNS|us|59.2|-135.5|Haines
JNU|us|58.4|-134.6|Juneau

America/Kentucky/Louisville
LOU|us|38.2|-85.7|Louisville
SDF|us|38.2|-85.7|Louisville

America/Kralendijk
EUX|bq|17.5|-63|Sint Eustatius

America/La_Paz
BYC|bo|-22|-63.7|Yacuíba
CBB|bo|-17.4|-66.2|Cochabamba
LPB|bo|-16.5|-68.2|La Paz
ORU|bo|-18|-67.1|Oruro
PEM|pe|-12.6|-69.2|Puerto Maldonado
POI|bo|-19.5|-65.7|Potosí
PSZ|bo|-19|-57.8|Puerto Suárez
SBL|bo|-13.8|-65.4|Santa Ana del Yacuma
SRE|bo|-19.2|-65.1|Yamparaez
SRZ|bo|-17.8|-63.2|Santa Cruz
TDD|bo|-14.8|-64.9|Trinidad
TJA|bo|-21.6|-64.7|Tarija
VLM|bo|-21.3|-63.4|Villamontes
VVI|bo|-17.6|-63.1|Santa Cruz

America/Lima
AQP|pe|-16.3|-71.6|Arequipa
ATA|pe|-9.3|-77.6|Anta
AYP|pe|-13.2|-74.2|Ayacucho
AYX|pe|-10.7|-73.8|Atalaya
CHH|pe|-6.2|-77.9|Chachapoyas
CHM|pe|-9.1|-78.5|Chimbote
CIX|pe|-6.8|-79.8|Chiclayo
CJA|pe|-7.1|-78.5|Cajamarca
CUZ|pe|-13.5|-71.9|Cusco
HUU|pe|-9.9|-76.2|Huánuco
IBP|pe|-11.4|-69.5|Iberia
ILQ|pe|-17.7|-71.3|Ilo
IQT|pe|-3.8|-73.3|Iquitos
JAE|pe|-5.6|-78.8|Jaén
JAU|pe|-11.8|-75.5|Jauja
JJI|pe|-7.2|-76.7|Juanjuí
JUL|pe|-15.5|-70.2|Juliaca
LIM|pe|-12|-77.1|Lima
MRR|ec|-4.4|-79.9|Macará
NZC|pe|-14.9|-75|Nazca
PCL|pe|-8.4|-74.6|Pucallpa
PIO|pe|-13.7|-76.2|Pisco
PIU|pe|-5.2|-80.6|Piura
RIJ|pe|-6.1|-77.2|Rioja
TBP|pe|-3.6|-80.4|Tumbes
TCQ|pe|-18.1|-70.3|Tacna
TPP|pe|-6.5|-76.4|Tarapoto
TRU|pe|-8.1|-79.1|Trujillo
TYL|pe|-4.6|-81.3|Talara
YMS|pe|-5.9|-76.1|Yurimaguas

America/Los_Angeles
ACV|us|41|-124.1|Arcata
ALW|us|46.1|-118.3|Walla Walla
AST|us|46.2|-123.9|Astoria
BAB|us|39.1|-121.4|Marysville
BFI|us|47.5|-122.3|Seattle
BFL|us|35.4|-119.1|Bakersfield
BIH|us|37.4|-118.4|Bishop
BKE|us|44.8|-117.8|Baker City
BLD|us|35.9|-114.9|Boulder City
BLH|us|33.6|-114.7|Blythe
BLI|us|48.8|-122.5|Bellingham
BNO|us|43.6|-119|Burns
BUR|us|34.2|-118.4|Burbank
BYS|us|35.3|-116.6|Fort Irwin
CEC|us|41.8|-124.2|Crescent City
CLD|us|33.1|-117.3|Carlsbad
CLM|us|48.1|-123.5|Port Angeles
COE|us|47.8|-116.8|Coeur d'Alene
CVO|us|44.5|-123.3|Corvallis
DAG|us|34.9|-116.8|Daggett
DLS|us|45.6|-121.2|Dallesport
DRA|us|36.6|-116|Mercury
EAT|us|47.4|-120.2|Wenatchee
EDW|us|34.9|-117.9|Edwards
EED|us|34.8|-114.6|Needles
EKA|us|40.8|-124.1|Eureka
EKO|us|40.8|-115.8|Elko
ELY|us|39.3|-114.8|Ely
ENV|us|40.7|-114|Wendover
EUG|us|44.1|-123.2|Eugene
FAT|us|36.8|-119.7|Fresno
GEG|us|47.6|-117.5|Spokane
GRF|us|47.1|-122.6|Fort Lewis
HHR|us|33.9|-118.3|Hawthorne
HIO|us|45.5|-122.9|Portland
HQM|us|47|-123.9|Hoquiam
IPL|us|32.8|-115.6|Imperial
KLS|us|46.1|-122.9|Kelso
LAS|us|36.1|-115.2|Las Vegas
LAX|us|33.9|-118.4|Los Angeles
LGB|us|33.8|-118.1|Long Beach
LMT|us|42.2|-121.7|Klamath Falls
LOL|us|40.1|-118.6|Lovelock
LSV|us|36.2|-115|Las Vegas
LWS|us|46.4|-117|Lewiston
MCC|us|38.7|-121.4|Sacramento
MCE|us|37.3|-120.5|Merced
MER|us|37.4|-120.6|Merced
MFH|us|36.8|-114.1|Mesquite
MFR|us|42.4|-122.9|Medford
MHR|us|38.6|-121.3|Sacramento
MOD|us|37.6|-121|Modesto
MRY|us|36.6|-121.8|Monterey
MWH|us|47.2|-119.3|Moses Lake
MYV|us|39.1|-121.6|Marysville
NFL|us|39.4|-118.7|Fallon
NJK|us|32.8|-115.7|El Centro
NKX|us|32.9|-117.1|San Diego
NLC|us|36.3|-120|Lemoore
NTD|us|34.1|-119.1|Point Mugu
NUQ|us|37.4|-122|Mountain View
NUW|us|48.4|-122.7|Oak Harbor
NZY|us|32.7|-117.2|San Diego
OAK|us|37.7|-122.2|Oakland
OLM|us|47|-122.9|Olympia
ONP|us|44.6|-124.1|Newport
ONT|us|34.1|-117.6|Ontario
OTH|us|43.4|-124.2|North Bend
OXR|us|34.2|-119.2|Oxnard
PAE|us|47.9|-122.3|Everett
PDT|us|45.7|-118.8|Pendleton
PDX|us|45.6|-122.6|Portland
PMD|us|34.6|-118.1|Palmdale
PRB|us|35.7|-120.6|Paso Robles
PSC|us|46.3|-119.1|Pasco
PSP|us|33.8|-116.5|Palm Springs
PUW|us|46.7|-117.1|Pullman
PWT|us|47.5|-122.8|Bremerton
RAL|us|34|-117.4|Riverside
RBL|us|40.2|-122.3|Red Bluff
RDD|us|40.5|-122.3|Redding
RDM|us|44.3|-121.2|Redmond
RIV|us|33.9|-117.3|Riverside
RNO|us|39.5|-119.8|Reno
SAC|us|38.5|-121.5|Sacramento
SAN|us|32.7|-117.2|San Diego
SBA|us|34.4|-119.8|Santa Barbara
SBD|us|34.1|-117.2|San Bernardino
SBP|us|35.2|-120.6|San Luis Obispo
SCK|us|37.9|-121.2|Stockton
SDM|us|32.6|-117|San Diego
SEA|us|47.4|-122.3|Seattle
SFF|us|47.7|-117.3|Spokane
SFO|us|37.6|-122.4|San Francisco
SJC|us|37.4|-121.9|San Jose
SKA|us|47.6|-117.7|Spokane
SLE|us|44.9|-123|Salem
SMF|us|38.7|-121.6|Sacramento
SMO|us|34|-118.5|Santa Monica
SMX|us|34.9|-120.5|Santa Maria
SNA|us|33.7|-117.9|Santa Ana
SNS|us|36.7|-121.6|Salinas
STS|us|38.5|-122.8|Santa Rosa
SUU|us|38.3|-121.9|Fairfield
TCM|us|47.1|-122.5|Tacoma
TIW|us|47.3|-122.6|Tacoma
TKF|us|39.3|-120.1|Truckee
TPH|us|38.1|-117.1|Tonopah
TRM|us|33.6|-116.2|Palm Springs
TTD|us|45.5|-122.4|Portland
TVL|us|38.9|-120|South Lake Tahoe
UKI|us|39.1|-123.2|Ukiah
VBG|us|34.7|-120.6|Lompoc
VGT|us|36.2|-115.2|Las Vegas
VIS|us|36.3|-119.4|Visalia
VNY|us|34.2|-118.5|Van Nuys
WJF|us|34.7|-118.2|Lancaster
WMC|us|40.9|-117.8|Winnemucca
YKM|us|46.6|-120.5|Yakima

America/Lower_Princes
SXM|sx|18|-63.1|Saint Martin

America/Maceio
AJU|br|-11|-37.1|Aracaju
MCZ|br|-9.5|-35.8|Maceió

America/Managua
BEF|ni|12|-83.8|Bluefileds
MGA|ni|12.1|-86.2|Managua
PUZ|ni|14|-83.4|Puerto Cabezas

America/Manaus
ITA|br|-3.1|-58.5|Itacoatiara
MAO|br|-3|-60|Manaus
MNX|br|-5.8|-61.3|Manicoré
PLL|br|-3.1|-60|Manaus
SJL|br|-0.1|-67|São Gabriel da Cachoeira
TFF|br|-3.4|-64.7|Tefé

America/Marigot
SFG|mf|18.1|-63|Grand Case

America/Martinique
FDF|mq|14.6|-61|Fort-de-France

America/Matamoros
MAM|mx|25.8|-97.5|Matamoros
NLD|mx|27.4|-99.6|Nuevo Laredo
PDS|mx|28.6|-100.5|Piedras Negras
REX|mx|26|-98.2|Reynosa

America/Mazatlan
CUA|mx|25.1|-111.6|Comondú
CUL|mx|24.8|-107.5|Culiacán
LAP|mx|24.1|-110.4|La Paz
LMM|mx|25.7|-109.1|Los Mochis
LTO|mx|26|-111.3|Loreto
MZT|mx|23.2|-106.3|Ciudad de Mazatlàn
SJD|mx|23.2|-109.7|Ciudad de San José del Cabo
TPQ|mx|21.4|-104.8|Tepic

America/Merida
CME|mx|18.7|-91.8|Ciudad del Carmen
CPE|mx|19.8|-90.5|Campeche
CZA|mx|20.6|-88.4|Chichen Itza
MID|mx|20.9|-89.7|Ciudad de Mérida

America/Mexico_City
ACA|mx|16.8|-99.8|Ciudad de Acapulco
AGU|mx|21.7|-102.3|Aguascalientes
BJX|mx|21|-101.5|Ciudad de Silao
CLQ|mx|19.3|-103.6|Colima
CVJ|mx|18.8|-99.3|Temixco
CYW|mx|20.5|-100.9|Celaya
GDL|mx|20.5|-103.3|Ciudad de Tlajomulco de Zúñiga
HUX|mx|15.8|-96.3|Huatulco
IZT|mx|16.4|-95.1|Ixtepec
JAL|mx|19.5|-96.8|Xalapa
LZC|mx|18|-102.2|Lázaro Cárdenas
MEX|mx|19.4|-99.1|Ciudad de México
MLM|mx|19.8|-101|Morelia
MTT|mx|18.1|-94.6|Cosoleacaque
NLU|mx|19.7|-99|Mexico City
OAX|mx|17|-96.7|Oaxaca
PAZ|mx|20.6|-97.5|Poza Rica
PBC|mx|19.2|-98.4|Puebla
PVR|mx|20.7|-105.2|Ciudad de Puerto Vallarta
PXM|mx|15.9|-97.1|Puerto Escondido
QRO|mx|20.6|-100.2|Querétaro
SLP|mx|22.3|-100.9|San Luis Potosí
TAP|mx|14.8|-92.4|Tapachula
TGZ|mx|16.6|-93|Tuxtla Gutiérrez
TLC|mx|19.3|-99.6|Ciudad de Toluca
UPN|mx|19.4|-102|Uruapan
VER|mx|19.1|-96.2|Veracruz
VSA|mx|18|-92.8|Villahermosa
ZCL|mx|22.9|-102.7|Zacatecas
ZIH|mx|17.6|-101.5|Ixtapa
ZLO|mx|19.1|-104.6|Manzanillo

America/Moncton
HUL|us|46.1|-67.8|Houlton
YCH|ca|47|-65.4|Miramichi
YFC|ca|45.9|-66.5|Fredericton
YSJ|ca|45.3|-65.9|Saint John
YSL|ca|47.2|-67.8|Saint-Léonard
YVB|ca|48.1|-65.5|Bonaventure
ZBF|ca|47.6|-65.7|South Tetagouche

America/Monterrey
CVM|mx|23.7|-99|Ciudad Victoria
DGO|mx|24.1|-104.5|Ciudad de Durango
LOV|mx|27|-101.5|Monclova
MTY|mx|25.8|-100.1|Ciudad de Apodaca
NTR|mx|25.9|-100.2|Monterrey
SLW|mx|25.5|-100.9|Saltillo
TAM|mx|22.3|-97.9|Tampico
TRC|mx|25.6|-103.4|Torreón

America/Montevideo
DZO|uy|-33.4|-56.5|Durazno
MVD|uy|-34.8|-56|Ciudad de la Costa
PDP|uy|-34.9|-55.1|Punta del Este
STY|uy|-31.4|-58|Salto

America/Montserrat
MNI|ms|16.8|-62.2|Gerald's Park

America/Nassau
ASD|bs|24.7|-77.8|Andros Town
ATC|bs|24.6|-75.7|Arthur's Town
AXP|bs|22.4|-74|Spring Point
BIM|bs|25.7|-79.3|South Bimini
CCZ|bs|25.4|-77.9|Chub Cay
CRI|bs|22.7|-74.2|Colonel Hill
DCT|bs|22.2|-75.7|Duncan Town
ELH|bs|25.5|-76.7|North Eleuthera
FPO|bs|26.6|-78.7|Freeport
GGT|bs|23.6|-75.9|Moss Town
GHB|bs|25.3|-76.3|Governor's Harbour
GHC|bs|25.7|-77.8|Bullocks Harbour
HOG|cu|20.8|-76.3|Holguin
IGA|bs|21|-73.7|Matthew Town
LGI|bs|23.2|-75.1|Deadman's Cay
MAY|bs|24.3|-77.7|Mangrove Cay
MHH|bs|26.5|-77.1|Marsh Harbour
MOA|cu|20.7|-74.9|Moa
NAS|bs|25|-77.5|Nassau
NMC|bs|24.6|-76.8|Normans Cay
RSD|bs|24.9|-76.2|Rock Sound
SAQ|bs|25.1|-78|Andros Island
SML|bs|23.6|-75.3|Stella Maris
TBI|bs|24.3|-75.5|Cat Island
TCB|bs|26.7|-77.4|Treasure Cay
TYM|bs|24.2|-76.4|Staniel Cay
TZN|bs|24.2|-77.6|Andros
ZSA|bs|24.1|-74.5|San Salvador

America/New_York
ABE|us|40.7|-75.4|Allentown
ABY|us|31.5|-84.2|Albany
ACK|us|41.3|-70.1|Nantucket
ACY|us|39.5|-74.6|Atlantic City
ADW|us|38.8|-76.9|Camp Springs
AGC|us|40.4|-79.9|Pittsburgh
AGS|us|33.4|-82|Augusta
AHN|us|33.9|-83.3|Athens
AKC|us|41|-81.5|Akron
ALB|us|42.7|-73.8|Albany
AND|us|34.5|-82.7|Anderson
AOO|us|40.3|-78.3|Altoona
APF|us|26.2|-81.8|Naples
APG|us|39.5|-76.2|Aberdeen Proving Grounds
ART|us|44|-76|Watertown
ATL|us|33.6|-84.4|Atlanta
AUG|us|44.3|-69.8|Augusta
AVL|us|35.4|-82.5|Asheville
AVP|us|41.3|-75.7|Wilkes-Barre
BAF|us|42.2|-72.7|Westfield
BDL|us|41.9|-72.7|Hartford
BDR|us|41.2|-73.1|Bridgeport
BED|us|42.5|-71.3|Bedford
BFD|us|41.8|-78.6|Bradford
BFP|us|40.8|-80.4|Beaver Falls
BGM|us|42.2|-76|Binghamton
BGR|us|44.8|-68.8|Bangor
BHB|us|44.5|-68.4|Bar Harbor
BKL|us|41.5|-81.7|Cleveland
BKW|us|37.8|-81.1|Beckley
BLF|us|37.3|-81.2|Bluefield
BOS|us|42.4|-71|Boston
BQK|us|31.3|-81.5|Brunswick
BTV|us|44.5|-73.2|South Burlington
BUF|us|42.9|-78.7|Buffalo
BVY|us|42.6|-70.9|Beverly
BWI|us|39.2|-76.7|Baltimore
CAE|us|33.9|-81.1|Columbia
CAK|us|40.9|-81.4|Akron
CAR|us|46.9|-68|Caribou
CEF|us|42.2|-72.5|Chicopee
CGF|us|41.6|-81.5|Cleveland
CHA|us|35|-85.2|Chattanooga
CHO|us|38.1|-78.5|Charlottesville
CHS|us|32.9|-80|Charleston
CKB|us|39.3|-80.2|Bridgeport
CLE|us|41.4|-81.8|Cleveland
CLT|us|35.2|-80.9|Charlotte
CMH|us|40|-82.9|Columbus
COF|us|28.2|-80.6|Cocoa Beach
CON|us|43.2|-71.5|Concord
CRE|us|33.8|-78.7|North Myrtle Beach
CRG|us|30.3|-81.5|Jacksonville
CRW|us|38.4|-81.6|Charleston
CSG|us|32.5|-84.9|Columbus
CUB|us|34|-81|Columbia
CVG|us|39|-84.7|Cincinnati
DAA|us|38.7|-77.2|Fort Belvoir
DAB|us|29.2|-81.1|Daytona Beach
DAN|us|36.6|-79.3|Danville
DAY|us|39.9|-84.2|Dayton
DCA|us|38.9|-77|Washington
DNL|us|33.5|-82|Augusta
DOV|us|39.1|-75.5|Dover
DUJ|us|41.2|-78.9|Dubois
ECG|us|36.3|-76.2|Elizabeth City
EEN|us|42.9|-72.3|Keene
EKN|us|38.9|-79.9|Elkins
ELM|us|42.2|-76.9|Elmira
ERI|us|42.1|-80.2|Erie
EWB|us|41.7|-71|New Bedford
EWN|us|35.1|-77|New Bern
EWR|us|40.7|-74.2|Newark
EYW|us|24.6|-81.8|Key West
FAF|us|37.1|-76.6|Newport News
FAY|us|35|-78.9|Fayetteville
FBG|us|35.1|-78.9|Fort Bragg
FDY|us|41|-83.7|Findlay
FFO|us|39.8|-84|Dayton
FKL|us|41.4|-79.9|Franklin
FLL|us|26.1|-80.2|Fort Lauderdale
FLO|us|34.2|-79.7|Florence
FME|us|39.1|-76.8|Fort Meade
FMY|us|26.6|-81.9|Fort Myers
FPR|us|27.5|-80.4|Fort Pierce
FRG|us|40.7|-73.4|Farmingdale
FTK|us|37.9|-86|Fort Knox
FTY|us|33.8|-84.5|Atlanta
FXE|us|26.2|-80.2|Fort Lauderdale
GFL|us|43.3|-73.6|Glens Falls
GMU|us|34.8|-82.4|Greenville
GNV|us|29.7|-82.3|Gainesville
GON|us|41.3|-72|Groton
GSB|us|35.3|-78|Goldsboro
GSO|us|36.1|-79.9|Greensboro
GSP|us|34.9|-82.2|Greer
HFD|us|41.7|-72.6|Hartford
HGR|us|39.7|-77.7|Hagerstown
HKY|us|35.7|-81.4|Hickory
HLG|us|40.2|-80.6|Wheeling
HPN|us|41.1|-73.7|White Plains
HST|us|25.5|-80.4|Homestead
HTS|us|38.4|-82.6|Huntington
HVN|us|41.3|-72.9|New Haven
HYA|us|41.7|-70.3|Hyannis
IAD|us|38.9|-77.5|Dulles
IAG|us|43.1|-78.9|Niagara Falls
ILG|us|39.7|-75.6|Wilmington
ILM|us|34.3|-77.9|Wilmington
ILN|us|39.4|-83.8|Wilmington
INT|us|36.1|-80.2|Winston Salem
IPT|us|41.2|-76.9|Williamsport
ISM|us|28.3|-81.4|Orlando
ISO|us|35.3|-77.6|Kinston
ISP|us|40.8|-73.1|Islip
ITH|us|42.5|-76.5|Ithaca
JAX|us|30.5|-81.7|Jacksonville
JFK|us|40.6|-73.8|New York
JFN|us|41.8|-80.7|Ashtabula
JHW|us|42.2|-79.3|Jamestown
JST|us|40.3|-78.8|Johnstown
LAL|us|28|-82|Lakeland
LBE|us|40.3|-79.4|Latrobe
LBT|us|34.6|-79.1|Lumberton
LCK|us|39.8|-82.9|Columbus
LEB|us|43.6|-72.3|Lebanon
LEE|us|28.8|-81.8|Leesburg
LEX|us|38|-84.6|Lexington
LFI|us|37.1|-76.4|Hampton
LGA|us|40.8|-73.9|New York
LNS|us|40.1|-76.3|Lancaster
LOZ|us|37.1|-84.1|London
LSF|us|32.3|-85|Fort Benning
LUK|us|39.1|-84.4|Cincinnati
LWB|us|37.9|-80.4|Lewisburg
LWM|us|42.7|-71.1|Lawrence
LYH|us|37.3|-79.2|Lynchburg
MCF|us|27.8|-82.5|Tampa
MCN|us|32.7|-83.6|Macon
MCO|us|28.4|-81.3|Orlando
MDT|us|40.2|-76.8|Harrisburg
MFD|us|40.8|-82.5|Mansfield
MGE|us|33.9|-84.5|Marietta
MGW|us|39.6|-79.9|Morgantown
MHT|us|42.9|-71.4|Manchester
MIA|us|25.8|-80.3|Miami
MIV|us|39.4|-75.1|Millville
MLB|us|28.1|-80.6|Melbourne
MMT|us|33.9|-80.8|Eastover
MMU|us|40.8|-74.4|Morristown
MPV|us|44.2|-72.6|Barre
MRB|us|39.4|-78|Martinsburg
MSS|us|44.9|-74.8|Massena
MTH|us|24.7|-81.1|Marathon
MTN|us|39.3|-76.4|Baltimore
MUI|us|40.4|-76.6|Fort Indiantown Gap
MYR|us|33.7|-78.9|Myrtle Beach
NCO|us|41.6|-71.4|North Kingstown
NEL|us|40|-74.4|Lakehurst
NGU|us|36.9|-76.3|Norfolk
NHK|us|38.3|-76.4|Patuxent River
NHZ|us|43.9|-69.9|Brunswick
NIP|us|30.2|-81.7|Jacksonville
NQX|us|24.6|-81.7|Key West
NRB|us|30.4|-81.4|Jacksonville
NTU|us|36.8|-76|Virginia Beach
NYC|us|40.6|-73.8|New York
OAJ|us|34.8|-77.6|Richlands
OGB|us|33.5|-80.9|Orangeburg
OPF|us|25.9|-80.3|Miami
ORF|us|36.9|-76.2|Norfolk
ORH|us|42.3|-71.9|Worcester
OSU|us|40.1|-83.1|Columbus
OWD|us|42.2|-71.2|Norwood
PBG|us|44.7|-73.5|Plattsburgh
PBI|us|26.7|-80.1|West Palm Beach
PDK|us|33.9|-84.3|Atlanta
PGD|us|26.9|-82|Punta Gorda
PGV|us|35.6|-77.4|Greenville
PHF|us|37.1|-76.5|Newport News
PHL|us|39.9|-75.2|Philadelphia
PIE|us|27.9|-82.7|Pinellas Park
PIT|us|40.5|-80.2|Pittsburgh
PKB|us|39.3|-81.4|Parkersburg
PNE|us|40.1|-75|Philadelphia
POB|us|35.2|-79|Fort Bragg
POU|us|41.6|-73.9|Poughkeepsie
PQI|us|46.7|-68|Presque Isle
PSM|us|43.1|-70.8|Portsmouth
PVD|us|41.7|-71.4|Warwick
PWM|us|43.6|-70.3|Portland
RDG|us|40.4|-76|Reading
RDU|us|35.9|-78.8|Raleigh
RIC|us|37.5|-77.3|Richmond
RME|us|43.2|-75.4|Rome
RMG|us|34.4|-85.2|Rome
ROA|us|37.3|-80|Roanoke
ROC|us|43.1|-77.7|Rochester
RSW|us|26.5|-81.8|Fort Myers
RUT|us|43.5|-72.9|Rutland
RWI|us|35.9|-77.9|Rocky Mount
SAV|us|32.1|-81.2|Savannah
SBY|us|38.3|-75.5|Salisbury
SCE|us|40.8|-77.8|State College
SCH|us|42.9|-73.9|Schenectady
SFB|us|28.8|-81.2|Orlando
SGH|us|39.8|-83.8|Springfield
SHD|us|38.3|-78.9|Weyers Cave
SLK|us|44.4|-74.2|Saranac Lake
SME|us|37.1|-84.6|Somerset
SRQ|us|27.4|-82.6|Sarasota
SSC|us|34|-80.5|Sumter
SSI|us|31.2|-81.4|St Simons Island
SVN|us|32|-81.1|Savannah
SWF|us|41.5|-74.1|Newburgh
SYR|us|43.1|-76.1|Syracuse
TEB|us|40.9|-74.1|Teterboro
TIX|us|28.5|-80.8|Titusville
TLH|us|30.4|-84.4|Tallahassee
TMB|us|25.6|-80.4|Miami
TOL|us|41.6|-83.8|Toledo
TPA|us|28|-82.5|Tampa
TRI|us|36.5|-82.4|Blountville
TTN|us|40.3|-74.8|Trenton
TYS|us|35.8|-84|Alcoa
USA|us|35.4|-80.7|Concord
UST|us|30|-81.3|St Augustine
VAD|us|31|-83.2|Valdosta
VLD|us|30.8|-83.3|Valdosta
VRB|us|27.7|-80.4|Vero Beach
WAS|us|38.9|-77.5|Dulles
WRB|us|32.6|-83.6|Warner Robins
WRI|us|40|-74.6|Wrightstown
WWD|us|39|-74.9|Wildwood
YNG|us|41.3|-80.7|Youngstown
ZZV|us|39.9|-81.9|Zanesville

America/Nome
BET|us|60.8|-161.8|Bethel
CDB|us|55.2|-162.7|Cold Bay
CZF|us|61.8|-166|Cape Romanzof
DRG|us|66.1|-162.8|Deering
DUT|us|53.9|-166.5|Unalaska
EMK|us|62.8|-164.5|Emmonak
HPB|us|61.5|-166.1|Hooper Bay
KPC|us|65.3|-166.9|Port Clarence
KSM|us|62.1|-163.3|St Mary's
KVL|us|67.7|-164.6|Kivalina
LUR|us|68.9|-166.1|Cape Lisburne
MLL|us|61.9|-162|Marshall
MYU|us|60.4|-166.3|Mekoryuk
OME|us|64.5|-165.4|Nome
OTZ|us|66.9|-162.6|Kotzebue
PIZ|us|69.7|-163|Point Lay
SCM|us|61.8|-165.6|Scammon Bay
SHH|us|66.2|-166.1|Shishmaref
SNP|us|57.2|-170.2|St Paul Island
STG|us|56.6|-169.7|St George
SVA|us|63.7|-170.5|Savoonga
WTK|us|67.6|-163|Noatak

America/Noronha
FEN|br|-3.9|-32.4|Fernando de Noronha

America/Nuuk
GOH|gl|64.2|-51.7|Nuuk
JEG|gl|68.7|-52.8|Aasiaat
JHS|gl|67|-53.7|Sisimiut
KUS|gl|65.6|-37.1|Kulusuk
SFJ|gl|67|-50.7|Kangerlussuaq
UAK|gl|61.2|-45.4|Narsarsuaq

America/Panama
BOC|pa|9.3|-82.3|Isla Colón
CTD|pa|8|-80.4|Chitré
DAV|pa|8.4|-82.4|David
ONX|pa|9.4|-79.9|Colón
PAC|pa|9|-79.6|Albrook
PTY|pa|9.1|-79.4|Tocumen
SYP|pa|8.1|-80.9|Santiago

America/Paramaribo
PBM|sr|5.5|-55.2|Zandery

America/Phoenix
AZA|us|33.3|-111.7|Mesa
DMA|us|32.2|-110.9|Tucson
DUG|us|31.5|-109.6|Douglas Bisbee
FHU|us|31.6|-110.3|Fort Huachuca
FLG|us|35.1|-111.7|Flagstaff
GCN|us|36|-112.1|Grand Canyon - Tusayan
HII|us|34.6|-114.4|Lake Havasu City
IFP|us|35.2|-114.6|Bullhead City
IGM|us|35.3|-113.9|Kingman
INW|us|35|-110.7|Winslow
LUF|us|33.5|-112.4|Glendale
OLS|us|31.4|-110.8|Nogales
PGA|us|36.9|-111.4|Page
PHX|us|33.4|-112|Phoenix
PRC|us|34.7|-112.4|Prescott
TUS|us|32.1|-110.9|Tucson
YUM|us|32.7|-114.6|Yuma

America/Port-au-Prince
CAP|ht|19.7|-72.2|Cap Haitien
CYA|ht|18.3|-73.8|Les Cayes
JAK|ht|18.2|-72.5|Jacmel
JEE|ht|18.7|-74.2|Jeremie
PAP|ht|18.6|-72.3|Port-au-Prince
PAX|ht|19.9|-72.8|Port-de-Paix

America/Port_of_Spain
POS|tt|10.6|-61.3|Port of Spain
TAB|tt|11.1|-60.8|Scarborough

America/Porto_Velho
BVH|br|-12.7|-60.1|Vilhena
GJM|br|-10.8|-65.3|Guajará-Mirim
PVH|br|-8.7|-63.9|Porto Velho

America/Puerto_Rico
ARE|pr|18.5|-66.7|Arecibo
BQN|pr|18.5|-67.1|Aguadilla
MAZ|pr|18.3|-67.1|Mayaguez
PSE|pr|18|-66.6|Ponce
PUJ|do|18.6|-68.4|Punta Cana
SIG|pr|18.5|-66.1|San Juan
SJU|pr|18.4|-66|San Juan

America/Punta_Arenas
PNT|cl|-51.7|-72.5|Puerto Natales
PUQ|cl|-53|-70.9|Punta Arenas
USH|ar|-54.8|-68.3|Ushuaia
WPR|cl|-53.3|-70.3|Porvenir
WPU|cl|-54.9|-67.6|Puerto Williams

America/Rankin_Inlet
YBK|ca|64.3|-96.1|Baker Lake
YCS|ca|63.3|-90.7|Chesterfield Inlet
YEK|ca|61.1|-94.1|Arviat
YRB|ca|74.7|-95|Resolute Bay
YRT|ca|62.8|-92.1|Rankin Inlet
YUT|ca|66.5|-86.2|Repulse Bay
YXN|ca|62.2|-92.6|Whale Cove

America/Recife
PNZ|br|-9.4|-40.6|Petrolina
REC|br|-8.1|-34.9|Recife

America/Regina
XLB|ca|58.6|-101.5|Lac Brochet
YBE|ca|59.6|-108.5|Uranium City
YBT|ca|57.9|-101.7|Brochet
YEN|ca|49.2|-103|Estevan
YKJ|ca|57.3|-105.6|Key Lake
YMJ|ca|50.3|-105.6|Moose Jaw
YNL|ca|58.3|-104.1|Points North Landing
YOD|ca|54.4|-110.3|Cold Lake
YPA|ca|53.2|-105.7|Prince Albert
YQR|ca|50.4|-104.7|Regina
YQV|ca|51.3|-102.5|Yorkton
YSF|ca|59.3|-105.8|Stony Rapids
YVC|ca|55.2|-105.3|La Ronge
YXE|ca|52.2|-106.7|Saskatoon
ZFD|ca|59.3|-107.2|Fond-Du-Lac
ZWL|ca|58.1|-103.2|Wollaston Lake

America/Rio_Branco
CIJ|bo|-11|-68.8|Cobija
CZS|br|-7.6|-72.8|Cruzeiro Do Sul
RBR|br|-9.9|-67.9|Rio Branco
TRQ|br|-8.2|-70.8|Tarauacá

America/Santarem
ITB|br|-4.2|-56|Itaituba
JCR|br|-6.2|-57.8|Jacareacanga
MEU|br|-0.9|-52.6|Almeirim
STM|br|-2.4|-54.8|Santarém
TMT|br|-1.5|-56.4|Oriximiná

America/Santiago
ANF|cl|-23.4|-70.4|Antofagasta
ARI|cl|-18.3|-70.3|Arica
CCP|cl|-36.8|-73.1|Concepcion
CJC|cl|-22.5|-68.9|Calama
CNR|cl|-26.3|-70.6|Chañaral
CPO|cl|-27.3|-70.8|Copiapo
ESR|cl|-26.3|-69.8|El Salvador
IQQ|cl|-20.5|-70.2|Iquique
KNA|cl|-32.9|-71.5|Viña Del Mar
LSC|cl|-29.9|-71.2|La Serena-Coquimbo
PMC|cl|-41.4|-73.1|Puerto Montt
PZS|cl|-38.8|-72.6|Temuco
SCL|cl|-33.4|-70.8|Santiago
TLX|cl|-35.4|-71.6|Talca
TOQ|cl|-22.1|-70.1|Tocopilla
TTC|cl|-25.6|-70.4|Taltal
VLR|cl|-28.6|-70.8|Vallenar
WCH|cl|-42.8|-72.8|Chaitén
YAI|cl|-36.6|-72|Chillan
ZAL|cl|-39.7|-73.1|Valdivia
ZCO|cl|-38.9|-72.7|Temuco
ZIC|cl|-38.2|-72.3|Victoria
ZOS|cl|-40.6|-73.1|Osorno

America/Santo_Domingo
AZS|do|19.3|-69.7|Samana
BRX|do|18.3|-71.1|Barahona
CBJ|do|17.9|-71.6|Cabo Rojo
GDT|tc|21.4|-71.1|Cockburn Town
JBQ|do|18.6|-70|La Isabela
LRM|do|18.5|-68.9|La Romana
POP|do|19.8|-70.6|Puerto Plata
SDQ|do|18.4|-69.7|Santo Domingo
STI|do|19.4|-70.6|Santiago

America/Sao_Paulo
AQA|br|-21.8|-48.1|Araraquara
ARU|br|-21.1|-50.4|Araçatuba
BAT|br|-20.6|-48.6|Barretos
BFH|br|-25.4|-49.2|Curitiba
BGX|br|-31.4|-54.1|Bagé
BHZ|br|-19.6|-44|Belo Horizonte
BSB|br|-15.9|-47.9|Brasília
BZC|br|-22.8|-42|Cabo Frio
CAC|br|-25|-53.5|Cascavel
CAW|br|-21.7|-41.3|Campos Dos Goytacazes
CCM|br|-28.7|-49.4|Criciúma
CGH|br|-23.6|-46.7|São Paulo
CNF|br|-19.6|-44|Belo Horizonte
CWB|br|-25.5|-49.2|Curitiba
CXJ|br|-29.2|-51.2|Caxias Do Sul
EEA|br|-27.6|-50.4|Correia Pinto
FLN|br|-27.7|-48.6|Florianópolis
GEL|br|-28.3|-54.2|Santo Ângelo
GIG|br|-22.8|-43.3|Rio De Janeiro
GRU|br|-23.4|-46.5|São Paulo
GUJ|br|-22.8|-45.2|Guaratinguetá
GYN|br|-16.6|-49.2|Goiânia
IGU|br|-25.6|-54.5|Foz do Iguaçu
IPN|br|-19.5|-42.5|Ipatinga
IZA|br|-21.5|-43.2|Juiz de Fora
JDF|br|-21.8|-43.4|Juiz de Fora
JHF|br|-23.4|-47.2|São Roque
JOI|br|-26.2|-48.8|Joinville
JTC|br|-22.2|-49.1|Bauru
LAJ|br|-27.8|-50.3|Lages
LDB|br|-23.3|-51.1|Londrina
LIP|br|-21.7|-49.7|Lins
MEA|br|-22.3|-41.8|Macaé
MGF|br|-23.5|-52|Maringá
MII|br|-22.2|-49.9|Marília
MOC|br|-16.7|-43.8|Montes Claros
MQH|br|-13.5|-48.2|Minaçu
NVT|br|-26.9|-48.7|Navegantes
PET|br|-31.7|-52.3|Pelotas
PFB|br|-28.2|-52.3|Passo Fundo
PGZ|br|-25.2|-50.1|Ponta Grossa
PLU|br|-19.9|-44|Belo Horizonte
POA|br|-30|-51.2|Porto Alegre
POO|br|-21.8|-46.6|Poços De Caldas
PPB|br|-22.2|-51.4|Presidente Prudente
QPS|br|-22|-47.3|Pirassununga
RAO|br|-21.1|-47.8|Ribeirão Preto
RIA|br|-29.7|-53.7|Santa Maria
RIO|br|-22.8|-43.3|Rio De Janeiro
RTE|br|-23.5|-46.6|São Paulo
SAO|br|-23.4|-46.5|São Paulo
SDU|br|-22.9|-43.2|Rio de Janeiro
SJK|br|-23.2|-45.9|São José Dos Campos
SJP|br|-20.8|-49.4|São José do Rio Preto
SNZ|br|-22.9|-43.7|Rio de Janeiro
SSZ|br|-23.9|-46.3|Guarujá
TEC|br|-24.3|-50.7|Telêmaco Borba
UBA|br|-19.8|-48|Uberaba
UDI|br|-18.9|-48.2|Uberlândia
URG|br|-29.8|-57|Uruguaiana
VAG|br|-21.6|-45.5|Varginha
VCP|br|-23|-47.1|Campinas
VIX|br|-20.3|-40.3|Vitória
XAP|br|-27.1|-52.7|Chapecó

America/Sitka
ANN|us|55|-131.6|Metlakatla
KLW|us|55.6|-133.1|Klawock
KTN|us|55.4|-131.7|Ketchikan
SIT|us|57|-135.4|Sitka

America/St_Barthelemy
SBH|bl|17.9|-62.8|Gustavia

America/St_Johns
FSP|pm|46.8|-56.2|Saint-Pierre
MQC|pm|47.1|-56.4|Miquelon
YAY|ca|51.4|-56.1|St. Anthony
YBX|ca|51.4|-57.2|Blanc-Sablon
YDF|ca|49.2|-57.4|Deer Lake
YHR|ca|50.5|-59.6|Chevery
YJT|ca|48.5|-58.5|Stephenville
YMH|ca|52.3|-55.8|Mary's Harbour
YQX|ca|48.9|-54.6|Gander
YYT|ca|47.6|-52.8|St. John's

America/St_Kitts
NEV|kn|17.2|-62.6|Charlestown
SKB|kn|17.3|-62.7|Basseterre

America/St_Thomas
STT|vi|18.3|-65|Charlotte Amalie
STX|vi|17.7|-64.8|Christiansted

America/St_Vincent
BQU|vc|13|-61.3|Bequia
CIW|vc|12.7|-61.3|Canouan
GND|gd|12|-61.8|Saint George's
MQS|vc|12.9|-61.2|Mustique Island
SLU|lc|14|-61|Castries
SVD|vc|13.2|-61.1|Kingstown
UNI|vc|12.6|-61.4|Union Island
UVF|lc|13.7|-61|Vieux Fort

America/Swift_Current
YKY|ca|51.5|-109.2|Kindersley
YLJ|ca|54.1|-108.5|Meadow Lake
YQW|ca|52.8|-108.2|North Battleford
YYN|ca|50.3|-107.7|Swift Current

America/Tegucigalpa
GJA|hn|16.4|-85.9|Guanaja
LCE|hn|15.7|-86.9|La Ceiba
RTB|hn|16.3|-86.5|Coxen Hole
SAP|hn|15.5|-87.9|San Pedro Sula
TEA|hn|15.8|-87.5|Tela
TGU|hn|14.1|-87.2|Tegucigalpa
TJI|hn|15.9|-85.9|Trujillo
XPL|hn|14.4|-87.6|Palmerola

America/Thule
THU|gl|76.5|-68.7|Pituffik

America/Tijuana
MXL|mx|32.6|-115.2|Mexicali
TIJ|mx|32.5|-117|Ciudad de Tijuana

America/Toronto
XKS|ca|53.5|-88.6|Kasabonika
YAH|ca|53.8|-73.7|La Grande-4
YBC|ca|49.1|-68.2|Baie-Comeau
YBG|ca|48.3|-71|Bagotville
YCC|ca|45.1|-74.6|Cornwall
YCE|ca|43.3|-81.5|Huron Park
YCL|ca|48|-66.3|Charlo
YCM|ca|43.2|-79.2|St Catharines
YCN|ca|49.1|-81|Cochrane
YDO|ca|48.8|-72.4|Dolbeau-St-Félicien
YEL|ca|46.4|-82.6|Elliot Lake
YEM|ca|45.8|-81.9|Sheguiandah
YER|ca|56|-87.7|Fort Severn
YEY|ca|48.6|-78.2|Amos
YFA|ca|52.2|-81.7|Fort Albany
YFE|ca|48.7|-69.1|Forestville
YFH|ca|51.6|-87.9|Fort Hope
YGK|ca|44.2|-76.6|Kingston
YGL|ca|53.6|-77.7|La Grande Rivière
YGP|ca|48.8|-64.5|Gaspé
YGQ|ca|49.8|-86.9|Geraldton
YGV|ca|50.3|-63.6|Havre-Saint-Pierre
YGW|ca|55.3|-77.8|Kuujjuarapik
YHF|ca|49.7|-83.7|Hearst
YHM|ca|43.2|-79.9|Hamilton
YHN|ca|49.2|-84.8|Hornepayne
YHU|ca|45.5|-73.4|Montréal
YJN|ca|45.3|-73.3|St Jean
YKF|ca|43.5|-80.4|Kitchener
YKL|ca|54.8|-66.8|Schefferville
YKX|ca|48.2|-80|Kirkland Lake
YKZ|ca|43.9|-79.4|Toronto
YLD|ca|47.8|-83.3|Chapleau
YLH|ca|52.2|-87.9|Lansdowne House
YME|ca|48.9|-67.5|Matane
YMG|ca|49.1|-85.9|Manitouwadge
YML|ca|47.6|-70.2|Charlevoix
YMQ|ca|45.5|-73.7|Montréal
YMT|ca|49.8|-74.5|Chibougamau
YMX|ca|45.7|-74|Montréal
YND|ca|45.5|-75.6|Gatineau
YNM|ca|49.8|-77.8|Matagami
YNS|ca|51.7|-76.1|Nemiscau
YOO|ca|43.9|-78.9|Oshawa
YOS|ca|44.6|-80.8|Owen Sound
YOW|ca|45.3|-75.7|Ottawa
YPH|ca|58.5|-78.1|Inukjuak
YPJ|ca|59.3|-69.6|Aupaluk
YPN|ca|49.8|-64.3|Port-Menier
YPO|ca|55|-85.4|Peawanuck
YPQ|ca|44.2|-78.4|Peterborough
YQA|ca|45|-79.3|Muskoka
YQB|ca|46.8|-71.4|Quebec
YQG|ca|42.3|-83|Windsor
YQN|ca|50.2|-86.7|Nakina
YQS|ca|42.8|-81.1|St Thomas
YQT|ca|48.4|-89.3|Thunder Bay
YRI|ca|47.8|-69.6|Rivière-du-Loup
YRJ|ca|48.5|-72.3|Roberval
YRO|ca|45.5|-75.6|Ottawa
YRQ|ca|46.4|-72.7|Trois-Rivières
YSB|ca|46.6|-80.8|Sudbury
YSC|ca|45.4|-71.7|Sherbrooke
YSH|ca|44.9|-75.9|Smiths Falls
YSP|ca|48.8|-86.3|Marathon
YTA|ca|45.9|-77.3|Pembroke
YTF|ca|48.5|-71.6|Alma
YTL|ca|53.8|-89.9|Big Trout Lake
YTM|ca|46.4|-74.8|La Macaza
YTO|ca|43.7|-79.6|Toronto
YTQ|ca|58.7|-70|Tasiujaq
YTR|ca|44.1|-77.5|Trenton
YTS|ca|48.6|-81.4|Timmins
YTZ|ca|43.6|-79.4|Toronto
YUD|ca|56.5|-76.5|Umiujaq
YUL|ca|45.5|-73.7|Montréal
YUY|ca|48.2|-78.8|Rouyn-Noranda
YVO|ca|48.1|-77.8|Val-d'Or
YVP|ca|58.1|-68.4|Kuujjuaq
YVV|ca|44.7|-81.1|Wiarton
YWA|ca|46|-77.3|Petawawa
YWB|ca|61.6|-71.9|Kangiqsujuaq
YWP|ca|53|-87.4|Webequie
YXK|ca|48.5|-68.5|Rimouski
YXR|ca|47.7|-79.8|Earlton
YXU|ca|43|-81.2|London
YXZ|ca|48|-84.8|Wawa
YYB|ca|46.4|-79.4|North Bay
YYU|ca|49.4|-82.5|Kapuskasing
YYW|ca|50.3|-88.9|Armstrong
YYY|ca|48.6|-68.2|Mont-Joli
YYZ|ca|43.7|-79.6|Toronto
YZE|ca|45.9|-82.6|Gore Bay
YZR|ca|43|-82.3|Sarnia
YZV|ca|50.2|-66.3|Sept-Îles
ZBM|ca|45.3|-72.7|Bromont
ZEM|ca|52.2|-78.5|Eastmain River
ZKE|ca|52.3|-81.7|Kashechewan

America/Tortola
EIS|vg|18.4|-64.5|Road Town

America/Vancouver
PSG|us|56.8|-132.9|Petersburg
QBC|ca|52.4|-126.6|Bella Coola
WRG|us|56.5|-132.4|Wrangell
YAA|ca|52.5|-125.3|Anahim Lake
YAL|ca|50.6|-126.9|Alert Bay
YAZ|ca|49.1|-125.8|Tofino
YBL|ca|50|-125.3|Campbell River
YCD|ca|49.1|-123.9|Nanaimo
YCG|ca|49.3|-117.6|Castlegar
YDT|ca|49.1|-123|Delta
YGB|ca|49.7|-124.5|Texada
YHE|ca|49.4|-121.5|Hope
YKA|ca|50.7|-120.4|Kamloops
YLW|ca|50|-119.4|Kelowna
YPR|ca|54.3|-130.4|Prince Rupert
YPW|ca|49.8|-124.5|Powell River
YPZ|ca|54.4|-126|Burns Lake
YQQ|ca|49.7|-124.9|Comox
YQZ|ca|53|-122.5|Quesnel
YRV|ca|51|-118.2|Revelstoke
YSN|ca|50.7|-119.2|Salmon Arm
YVE|ca|50.2|-119.3|Vernon
YVR|ca|49.2|-123.2|Vancouver
YWL|ca|52.2|-122.1|Williams Lake
YXS|ca|53.9|-122.7|Prince George
YXT|ca|54.5|-128.6|Terrace
YXX|ca|49|-122.4|Abbotsford
YYD|ca|54.8|-127.2|Smithers
YYF|ca|49.5|-119.6|Penticton
YYJ|ca|48.6|-123.4|Victoria
YZA|ca|50.8|-121.3|Cache Creek
YZP|ca|53.3|-131.8|Sandspit
YZT|ca|50.7|-127.4|Port Hardy
ZEL|ca|52.2|-128.2|Bella Bella
ZGF|ca|49|-118.4|Grand Forks
ZMT|ca|54|-132.1|Masset
ZST|ca|55.9|-130|Stewart

America/Whitehorse
XRR|ca|62|-132.4|Ross River
YHT|ca|60.8|-137.5|Haines Junction
YMA|ca|63.6|-135.9|Mayo
YQH|ca|60.1|-128.8|Watson Lake
YXY|ca|60.7|-135.1|Whitehorse
YZW|ca|60.2|-132.7|Teslin
ZFA|ca|62.2|-133.4|Faro
ZFM|ca|67.4|-134.9|Fort Mcpherson

America/Winnipeg
ILF|ca|56.1|-95.6|Ilford
KES|ca|56|-96.5|Kelsey
MSA|ca|53.4|-91.8|Muskrat Dam
PIW|ca|55.6|-97.2|Pikwitonei
XPK|ca|55.7|-101.3|Pukatawagan
XPP|ca|53|-97.3|Poplar River
XSI|ca|56.8|-98.9|South Indian Lake
XTL|ca|58.7|-98.5|Tadoule Lake
YAC|ca|51.7|-91.8|Cat Lake
YAG|ca|48.7|-93.4|Fort Frances
YBR|ca|49.9|-100|Brandon
YBV|ca|52.4|-97|Berens River
YCR|ca|54.6|-97.8|Cross Lake
YDN|ca|51.1|-100.1|Dauphin
YFO|ca|54.7|-101.7|Flin Flon
YGM|ca|50.6|-97|Gimli
YGO|ca|54.6|-94.5|Gods Lake Narrows
YGX|ca|56.4|-94.7|Gillam
YHD|ca|49.8|-92.7|Dryden
YIB|ca|48.8|-91.6|Atikokan
YIV|ca|53.9|-94.7|Island Lake
YLR|ca|56.5|-100|Leaf Rapids
YNE|ca|54|-97.8|Norway House
YOH|ca|54.9|-95.3|Oxford House
YPG|ca|49.9|-98.3|Portage la Prairie
YPL|ca|51.4|-90.2|Pickle Lake
YPM|ca|51.8|-94|Pikangikum
YQD|ca|54|-101.1|The Pas
YQK|ca|49.8|-94.4|Kenora
YRL|ca|51.1|-93.8|Red Lake
YRS|ca|54.2|-93.6|Red Sucker Lake
YST|ca|53.8|-94.9|St. Theresa Point
YTD|ca|55.3|-97.7|Thicket Portage
YTH|ca|55.8|-97.9|Thompson
YVZ|ca|52.7|-94.1|Deer Lake
YWG|ca|49.9|-97.2|Winnipeg
YXL|ca|50.1|-91.9|Sioux Lookout
YYL|ca|56.9|-101.1|Lynn Lake
YYQ|ca|58.7|-94.1|Churchill
ZAC|ca|56.1|-96.1|York Landing
ZGI|ca|54.8|-94.1|Gods River
ZGR|ca|52|-95.5|Little Grand Rapids
ZJG|ca|54.5|-98|Jenpeg
ZJN|ca|52.1|-101.2|Swan River
ZPB|ca|53.9|-92.2|Sachigo Lake
ZRJ|ca|52.9|-91.3|Round Lake
ZSJ|ca|53.1|-93.3|Sandy Lake
ZTM|ca|55.9|-92.1|Shamattawa
ZUC|ca|49.4|-91.7|Ignace

America/Yakutat
YAK|us|59.5|-139.7|Yakutat

Arctic/Longyearbyen
LYR|no|78.2|15.5|Longyearbyen

Asia/Aden
AAY|ye|16.2|52.2|Al Ghaydah
ADE|ye|12.8|45|Aden
AXK|ye|14.6|46.8|Ataq
GXF|ye|16|48.8|Seiyun
HOD|ye|14.8|43|Hodeida
RIY|ye|14.7|49.4|Riyan
SAH|ye|15.5|44.2|Sana'a
SCT|ye|12.6|53.9|Socotra Islands
TAI|ye|13.7|44.1|Ta'izz

Asia/Almaty
ALA|kz|43.4|77|Almaty
BXH|kz|46.9|75|Balkhash
CIT|kz|42.4|69.5|Shymkent
DMB|kz|42.9|71.3|Taraz
DZN|kz|47.7|67.7|Zhezkazgan
EKB|kz|51.6|75.2|Ekibastuz
HSA|kz|43.3|68.5|Hazrat Sultan
KGF|kz|49.7|73.3|Karaganda
KOV|kz|53.3|69.6|Kokshetau
NQZ|kz|51|71.5|Nur-Sultan
PLX|kz|50.4|80.2|Semey
PPK|kz|54.8|69.2|Petropavl
PWQ|kz|52.2|77.1|Pavlodar
TDK|kz|45.1|78.4|Taldykorgan
UKK|kz|50|82.5|Ust-Kamenogorsk

Asia/Amman
ADJ|jo|32|36|Amman
AMM|jo|31.7|36|Amman
AQJ|jo|29.6|35|Aqaba
URY|sa|31.4|37.3|Gurayat

Asia/Anadyr
CYX|ru|68.7|161.3|Cherskiy
DYR|ru|64.7|177.7|Anadyr
GAM|us|63.8|-171.7|Gambell
KPW|ru|67.8|166.1|Keperveem
PVS|ru|64.4|-173.2|Chukotka
PWE|ru|69.8|170.6|Apapelgino

Asia/Aqtau
SCO|kz|43.9|51.1|Aktau

Asia/Aqtobe
AKX|kz|50.2|57.2|Aktobe

Asia/Ashgabat
ASB|tm|38|58.4|Ashgabat
CRZ|tm|38.9|63.6|Türkmenabat
KRW|tm|40.1|53|Turkmenbashi
MYP|tm|37.6|61.9|Mary
TAZ|tm|41.8|59.8|Daşoguz

Asia/Atyrau
GUW|kz|47.1|51.8|Atyrau

Asia/Baghdad
BGW|iq|33.3|44.2|Baghdad
BSR|iq|30.5|47.7|Basra
EBL|iq|36.2|44|Arbil
IQA|iq|33.8|42.4|Hīt
ISU|iq|35.6|45.3|Sulaymaniyah
KIK|iq|35.5|44.3|Kirkuk
NJF|iq|32|44.4|Najaf
OSM|iq|36.3|43.1|Mosul
RQW|iq|35.8|43.1|Qayyarah
TQD|iq|33.3|43.6|Al Habbaniyah
XNH|iq|30.9|46.1|Nasiriyah

Asia/Baku
GBB|az|40.8|47.7|Gabala
GYD|az|40.5|50|Baku
KVD|az|40.7|46.3|Ganja
NAJ|az|39.2|45.5|Nakhchivan
ZXT|az|40.5|50|Baku

Asia/Bangkok
BFV|th|15.2|103.3|Buriram
BKK|th|13.7|100.7|Bangkok
CEI|th|20|99.9|Chiang Rai
CJM|th|10.7|99.4|Chumphon
CNX|th|18.8|99|Chiang Mai
DMK|th|13.9|100.6|Bangkok
HAN|vn|21.2|105.8|Hanoi
HDY|th|6.9|100.4|Hat Yai
HGN|th|19.3|98|Mae Hong Son
HHQ|th|12.6|100|Hua Hin
HKT|th|8.1|98.3|Phuket
HPH|vn|20.8|106.7|Haiphong
KAW|mm|10|98.5|Kawthoung
KBV|th|8.1|99|Krabi
KDT|th|14.1|99.9|Nakhon Pathom
KKC|th|16.5|102.8|Khon Kaen
KOP|th|17.4|104.6|Nakhon Phanom
LOE|th|17.4|101.7|Loei
LPT|th|18.3|99.5|Lampang
MAQ|th|16.7|98.5|Mae Sot
NAK|th|14.9|102.3|Chaloem Phra Kiat
NAW|th|6.5|101.7|Narathiwat
NNT|th|18.8|100.8|Nan
NST|th|8.5|99.9|Nakhon Si Thammarat
PAN|th|6.8|101.2|Pattani
PHS|th|16.8|100.3|Phitsanulok
PHY|th|16.7|101.2|Phetchabun
PRH|th|18.1|100.2|Phrae
PXR|th|14.9|103.5|Surin
ROI|th|16.1|103.8|Roi Et
SGZ|th|7.2|100.6|Songkhla
SNO|th|17.2|104.1|Sakon Nakhon
TDX|th|12.3|102.3|Laem Ngop
THS|th|17.2|99.8|Sukhothai
TKH|th|15.3|100.3|Takhli
TKT|th|16.9|99.3|Tak
TST|th|7.5|99.6|Trang
UBP|th|15.3|104.9|Ubon Ratchathani
UNN|th|9.8|98.6|Ranong
URT|th|9.1|99.1|Surat Thani
USM|th|9.5|100.1|Na Thon
UTH|th|17.4|102.8|Udon Thani
UTP|th|12.7|101|Rayong
VDH|vn|17.5|106.6|Dong Hoi
VDO|vn|21.1|107.4|Van Don
VII|vn|18.7|105.7|Vinh

Asia/Barnaul
BAX|ru|53.4|83.5|Barnaul
RGK|ru|52|85.8|Gorno-Altaysk

Asia/Beirut
BEY|lb|33.8|35.5|Beirut
KYE|lb|34.6|36|Tripoli

Asia/Bishkek
FRU|kg|43.1|74.5|Bishkek
IKU|kg|42.6|76.7|Tamchy
OSS|kg|40.6|72.8|Osh

Asia/Brunei
BWN|bn|4.9|114.9|Bandar Seri Begawan

Asia/Chita
HTA|ru|52|113.3|Chita

Asia/Colombo
ACJ|lk|8.3|80.4|Anuradhapura
ADP|lk|7.3|81.6|Ampara
BTC|lk|7.7|81.7|Batticaloa
CMB|lk|7.2|79.9|Colombo
HIM|lk|8|81|Polonnaruwa Town
HRI|lk|6.3|81.1|Mattala Rajapaksa
JAF|lk|9.8|80.1|Jaffna
KCT|lk|6|80.3|Galle
RML|lk|6.8|79.9|Colombo
TRR|lk|8.5|81.2|Trincomalee

Asia/Damascus
ALP|sy|36.2|37.2|Aleppo
DAM|sy|33.4|36.5|Damascus
DEZ|sy|35.3|40.2|Deir ez-Zor
KAC|sy|37|41.2|Qamishly
LTK|sy|35.4|35.9|Latakia
PMS|sy|34.6|38.3|Tadmur

Asia/Dhaka
BZL|bd|22.8|90.3|Barisal
CGP|bd|22.2|91.8|Chattogram
CXB|bd|21.5|92|Cox's Bazar
DAC|bd|23.8|90.4|Dhaka
IRD|bd|24.2|89|Ishurdi
JSR|bd|23.2|89.2|Jashore
RJH|bd|24.4|88.6|Rajshahi
SPD|bd|25.8|88.9|Saidpur
ZYL|bd|25|91.9|Sylhet

Asia/Dili
BCH|tl|-8.5|126.4|Baucau

Asia/Dubai
AAN|ae|24.3|55.6|Al Ain
AUH|ae|24.4|54.7|Abu Dhabi
AZI|ae|24.4|54.5|Abu Dhabi
DHF|ae|24.2|54.5|Al Dhafra Air Base
DWC|ae|24.9|55.2|Jebel Ali
DXB|ae|25.3|55.4|Dubai
FJR|ae|25.1|56.3|Fujairah
NHD|ae|25|55.4|Dubai
RKT|ae|25.6|55.9|Ras Al Khaimah
SHJ|ae|25.3|55.5|Sharjah
XSB|ae|24.3|52.6|Sir Bani Yas

Asia/Dushanbe
DYU|tj|38.5|68.8|Dushanbe
KQT|tj|37.9|68.9|Kurgan-Tyube
LBD|tj|40.2|69.7|Khujand
TJU|tj|38|69.8|Kulyab

Asia/Famagusta
ECN|cy|35.2|33.5|Tymbou
GEC|cy|35.2|33.7|Lefkoniko

Asia/Ho_Chi_Minh
BMV|vn|12.7|108.1|Buon Ma Thuot
CAH|vn|9.2|105.2|Ca Mau City
CXR|vn|12|109.2|Cam Ranh
DAD|vn|16|108.2|Da Nang
DLI|vn|11.8|108.4|Da Lat
HUI|vn|16.4|107.7|Huế
PXU|vn|14|108|Pleiku
SGN|vn|10.8|106.7|Ho Chi Minh City
TBB|vn|13|109.3|Tuy Hoa
UIH|vn|14|109|Quy Nohn
VCA|vn|10.1|105.7|Can Tho
VCS|vn|8.7|106.6|Con Dao
VKG|vn|10|105.1|Rach Gia

Asia/Hong_Kong
HKG|hk|22.3|113.9|Islands

Asia/Hovd
HVD|mn|48|91.6|Khovd

Asia/Irkutsk
BTK|ru|56.4|101.7|Bratsk
IKT|ru|52.3|104.4|Irkutsk
UKX|ru|56.9|105.7|Ust-Kut
UUD|ru|51.8|107.4|Ulan Ude

Asia/Jakarta
AEG|id|1.4|99.4|Padang Sidempuan
BDO|id|-6.9|107.6|Bandung
BKS|id|-3.9|102.3|Bengkulu
BTH|id|1.1|104.1|Batam
BTJ|id|5.5|95.4|Banda Aceh
CGK|id|-6.1|106.7|Jakarta
CXP|id|-7.6|109|Cilacap
DUM|id|1.6|101.4|Dumai
FLZ|id|1.6|98.9|Sibolga
GNS|id|1.2|97.7|Gunungsitoli
HLP|id|-6.3|106.9|Jakarta
JKT|id|-6.1|106.7|Jakarta
JOG|id|-7.8|110.4|Yogyakarta
KJT|id|-6.6|108.2|Kertajati
KNO|id|3.6|98.9|Medan
LSR|id|3.4|97.9|Kutacane
LSX|id|5.1|97.3|Lhok Sukon-Sumatra Island
MEQ|id|4|96.3|Kuala Pesisir
MES|id|3.6|98.7|Medan
MLG|id|-7.9|112.7|Malang
NTX|id|3.9|108.4|Ranai-Natuna Besar Island
PDG|id|-0.8|100.3|Padang
PDO|id|-3.3|103.9|Talang Gudang-Sumatra Island
PKU|id|0.5|101.4|Pekanbaru
PLM|id|-2.9|104.7|Palembang
RGT|id|-0.4|102.3|Rengat-Sumatra Island
SOC|id|-7.5|110.8|Surakarta
SRG|id|-7|110.4|Semarang
SUB|id|-7.4|112.8|Surabaya
TKG|id|-5.2|105.2|Bandar Lampung
TXE|id|4.7|96.9|Takengon
YIA|id|-7.9|110.1|Yogyakarta

Asia/Jayapura
AMQ|id|-3.7|128.1|Ambon
BIK|id|-1.2|136.1|Biak
BXB|id|-2.5|133.4|Babo
DJJ|id|-2.6|140.5|Sentani
FKQ|id|-2.9|132.3|Fakfak
KNG|id|-3.6|133.7|Kaimana
LUV|id|-5.8|132.8|Langgur
MKQ|id|-8.5|140.4|Merauke
MKW|id|-0.9|134|Manokwari
NBX|id|-3.4|135.5|Nabire
OTI|id|2|128.3|Gotalalamo-Morotai Island
SOQ|id|-0.9|131.3|Sorong
TIM|id|-4.5|136.9|Timika
TMH|id|-6.1|140.3|Tanah Merah
TTE|id|0.8|127.4|Sango
UGU|id|-3.7|137|Sugapa
WMX|id|-4.1|139|Wamena
ZRI|id|-1.8|136.1|Serui

Asia/Jerusalem
ETM|il|29.7|35|Eilat
HFA|il|32.8|35|Haifa
MTZ|il|31.3|35.4|Masada
RPN|il|33|35.6|Rosh Pina
TLV|il|32|34.9|Tel Aviv
VTM|il|31.2|35|Beersheba

Asia/Kabul
HEA|af|34.2|62.2|Guzara
JAA|af|34.4|70.5|Jalalabad
KBL|af|34.6|69.2|Kabul
KDH|af|31.5|65.8|Khvoshab
KHT|af|33.3|69.8|Khost
MMZ|af|35.9|64.8|Maymana
MZR|af|36.7|67.2|Mazar-i-Sharif
OAI|af|34.9|69.3|Bagram
UND|af|36.7|68.9|Kunduz

Asia/Kamchatka
PKC|ru|53.2|158.5|Petropavlovsk-Kamchatsky

Asia/Karachi
ATG|pk|33.9|72.4|Kamra
BHV|pk|29.3|71.7|Bahawalpur
CJL|pk|35.9|71.8|Chitral
DEA|pk|30|70.5|Dera Ghazi Khan
DSK|pk|31.9|70.9|Dera Ismael Khan
GIL|pk|35.9|74.3|Gilgit
GWD|pk|25.2|62.3|Gwadar
ISB|pk|33.5|72.8|Attock
JAG|pk|28.3|68.4|Jacobabad
KDU|pk|35.3|75.5|Skardu
KHI|pk|24.9|67.2|Karachi
LHE|pk|31.5|74.4|Lahore
LYP|pk|31.4|73|Faisalabad
MFG|pk|34.3|73.5|Muzaffarabad
MJD|pk|27.3|68.1|Moenjodaro
MUX|pk|30.2|71.4|Multan
MWD|pk|32.6|71.6|Mianwali
PEW|pk|34|71.5|Peshawar
PJG|pk|27|64.1|Panjgur
PSI|pk|25.3|63.3|Pasni
PZH|pk|31.4|69.5|Fort Sandeman
RAZ|pk|33.8|73.8|Rawalakot
RYK|pk|28.4|70.3|Rahim Yar Khan
SDT|pk|34.8|72.4|Saidu Sharif
SGI|pk|32|72.7|Sargodha
SKT|pk|32.5|74.4|Sialkot
SKZ|pk|27.7|68.8|Mirpur Khas
SUL|pk|28.6|69.2|Sui
SYW|pk|26.5|67.7|Sehwan Sharif
TUK|pk|26|63|Turbat
UET|pk|30.3|66.9|Quetta
WNS|pk|26.2|68.4|Nawabashah
XJM|pk|33.1|73.6|Mangla

Asia/Kathmandu
BIR|np|26.5|87.3|Biratnagar
BWA|np|27.5|83.4|Siddharthanagar
JKR|np|26.7|85.9|Janakpur
KTM|np|27.7|85.4|Kathmandu
PKR|np|28.2|84|Pokhara
TPJ|np|27.4|87.7|Taplejung

Asia/Kolkata
AGR|in|27.2|78|Agra
AGX|in|10.8|72.2|Agatti
AJL|in|23.8|92.6|Aizawl
AKD|in|20.7|77.1|Akola
AMD|in|23.1|72.6|Ahmedabad
ATQ|in|31.7|74.8|Amritsar
BBI|in|20.2|85.8|Bhubaneswar
BDQ|in|22.3|73.2|Vadodara
BEK|in|28.4|79.5|Bareilly
BEP|in|15.2|76.9|Bellary
BHJ|in|23.3|69.7|Bhuj
BHO|in|23.3|77.3|Bhopal
BHU|in|21.8|72.2|Bhavnagar
BKB|in|28.1|73.2|Bikaner
BLR|in|13.2|77.7|Bangalore
BOM|in|19.1|72.9|Mumbai
BPM|in|17.5|78.5|Hyderabad
BUP|in|30.3|74.8|Bhatinda Air Force Station
CBD|in|9.2|92.8|IAF Camp
CCJ|in|11.1|76|Calicut
CCU|in|22.7|88.4|Kolkata
CDP|in|14.5|78.8|Kadapa
CJB|in|11|77|Coimbatore
CNN|in|11.9|75.5|Kannur
COK|in|10.2|76.4|Kochi
DBD|in|23.8|86.4|Dhanbad
DED|in|30.2|78.2|Dehradun
DEL|in|28.6|77.1|New Delhi
DHM|in|32.2|76.3|Kangra
DIB|in|27.5|95|Dibrugarh
DMU|in|25.9|93.8|Dimapur
GAU|in|26.1|91.6|Guwahati
GAY|in|24.7|85|Gaya
GDB|in|21.5|80.3|Gondia
GOI|in|15.4|73.8|Vasco da Gama
GOP|in|26.7|83.4|Gorakhpur
GOX|in|15.7|73.9|Mopa
GWL|in|26.3|78.2|Gwalior
HBX|in|15.4|75.1|Hubli
HGI|in|27|93.6|Hollongi
HJR|in|24.8|79.9|Khajuraho
HSS|in|29.2|75.8|Hissar
HYD|in|17.2|78.4|Hyderabad
IDR|in|22.7|75.8|Indore
IMF|in|24.8|93.9|Imphal
ISK|in|20.1|73.9|Nasik
IXA|in|23.9|91.2|Agartala
IXB|in|26.7|88.3|Siliguri
IXC|in|30.7|76.8|Chandigarh
IXD|in|25.4|81.7|Allahabad
IXE|in|13|74.9|Mangalore
IXG|in|15.9|74.6|Belgaum
IXH|in|24.3|92|Kailashahar
IXI|in|27.3|94.1|Lilabari
IXJ|in|32.7|74.8|Jammu
IXK|in|21.3|70.3|Keshod
IXL|in|34.1|77.5|Leh
IXM|in|9.8|78.1|Madurai
IXP|in|32.2|75.6|Pathankot
IXR|in|23.3|85.3|Ranchi
IXS|in|24.9|93|Silchar
IXU|in|19.9|75.4|Aurangabad
IXV|in|28.2|94.8|Along
IXW|in|22.8|86.2|Jamshedpur
IXX|in|17.9|77.5|Bidar
IXY|in|23.1|70.1|Kandla
IXZ|in|11.6|92.7|Port Blair
JAI|in|26.8|75.8|Jaipur
JDH|in|26.3|73|Jodhpur
JGA|in|22.5|70|Jamnagar
JLR|in|23.2|80.1|Jabalpur
JRH|in|26.7|94.2|Jorhat
JSA|in|26.9|70.9|Jaisalmer
KBK|in|26.8|83.9|Kushinagar
KEP|np|28.1|81.7|Nepalgunj
KJB|in|15.7|78.2|Orvakal
KLH|in|16.7|74.3|Kolhapur
KNU|in|26.4|80.4|Kanpur
KQH|in|26.6|74.8|Ajmer
KTU|in|25.2|75.8|Kota
KUU|in|31.9|77.2|Bhuntar
LKO|in|26.8|80.9|Lucknow
LTU|in|18.4|76.5|Latur
LUH|in|30.9|76|Ludhiana
LZY|cn|29.3|94.3|Nyingchi
MAA|in|13|80.2|Chennai
MZU|in|26.1|85.3|Muzaffarpur
NAG|in|21.1|79|Nagpur
NDC|in|19.2|77.3|Nanded
NMB|in|20.4|72.8|Daman
PAB|in|22|82.1|Bilaspur
PAT|in|25.6|85.1|Patna
PBD|in|21.6|69.7|Porbandar
PGH|in|29|79.5|Pantnagar
PNQ|in|18.6|73.9|Pune
PNY|in|12|79.8|Puducherry
PUT|in|14.1|77.8|Puttaparthi
RAJ|in|22.3|70.8|Rajkot
RDP|in|23.6|87.2|Durgapur
REW|in|24.5|81.2|Rewa
RJA|in|17.1|81.8|Madhurapudi
RRK|in|22.3|84.8|Rourkela
RTC|in|17|73.3|Ratnagiri
SAG|in|19.7|74.4|Kakadi
SHL|in|25.7|92|Shillong
SSE|in|17.6|75.9|Solapur
STV|in|21.1|72.7|Surat
SXR|in|34|74.8|Srinagar
SXV|in|11.8|78.1|Salem
TEZ|in|26.7|92.8|Tezpur
TRV|in|8.5|76.9|Thiruvananthapuram
TRZ|in|10.8|78.7|Tiruchirappalli
UDR|in|24.6|73.9|Udaipur
VGA|in|16.5|80.8|Gannavaram
VNS|in|25.5|82.9|Varanasi
VTZ|in|17.7|83.2|Visakhapatnam
ZER|in|27.6|93.8|Ziro

Asia/Krasnoyarsk
ABA|ru|53.7|91.4|Abakan
ACS|ru|56.3|90.6|Achinsk
DKS|ru|73.5|80.4|Dikson
EIE|ru|58.5|92.1|Yeniseysk
HTG|ru|72|102.5|Khatanga
IAA|ru|67.4|86.6|Igarka
KJA|ru|56.2|92.5|Krasnoyarsk
KYZ|ru|51.7|94.4|Kyzyl
NSK|ru|69.3|87.3|Norilsk
TGP|ru|61.6|90|Bor

Asia/Kuala_Lumpur
AOR|my|6.2|100.4|Alor Satar
BTZ|th|5.8|101.2|Betong
BWH|my|5.5|100.4|Butterworth
IPH|my|4.6|101.1|Ipoh
JHB|my|1.6|103.7|Johor Bahru
KBR|my|6.2|102.3|Kota Baharu
KTE|my|4.5|103.4|Kerteh
KUA|my|3.8|103.2|Kuantan
KUL|my|2.7|101.7|Sepang
LGK|my|6.3|99.7|Langkawi
MKZ|my|2.3|102.3|Malacca
PEN|my|5.3|100.3|Penang
SZB|my|3.1|101.5|Subang
TGG|my|5.4|103.1|Kuala Terengganu
TOD|my|2.8|104.2|Tioman Island

Asia/Kuching
BKI|my|5.9|116|Kota Kinabalu
BTU|my|3.1|113|Bintulu
KCH|my|1.5|110.4|Kuching
LBU|my|5.3|115.3|Labuan
LDU|my|5|118.3|Lahad Datu
LMN|my|4.8|115|Limbang
MKM|my|2.9|112|Mukah
MUR|my|4.2|114.3|Marudi
MYY|my|4.3|114|Miri
MZV|my|4|114.8|Mulu
SBW|my|2.3|112|Sibu
SDK|my|5.9|118.1|Sandakan
TWT|ph|5|119.7|Bongao
TWU|my|4.3|118.1|Tawau

Asia/Kuwait
KWI|kw|29.2|48|Kuwait City

Asia/Macau
MFM|mo|22.1|113.6|Nossa Senhora do Carmo

Asia/Magadan
GDX|ru|59.9|150.7|Magadan
SWV|ru|61.9|159.2|Evensk

Asia/Makassar
AAP|id|-0.4|117.3|Samarinda
BBN|my|3.7|115.5|Bario
BDJ|id|-3.4|114.8|Landasan Ulin
BEJ|id|2.2|117.4|Tanjung Redeb - Borneo Island
BPN|id|-1.3|116.9|Balikpapan
DIL|tl|-8.5|125.5|Dili
DPS|id|-8.7|115.2|Denpasar
KXB|id|-4.3|121.5|Kolaka
LOP|id|-8.8|116.3|Mataram
LUW|id|-1|122.8|Luwok
MDC|id|1.5|124.9|Manado
NAH|id|3.7|125.5|Tahuna-Sangihe Island
OEC|tl|-9.2|124.3|Oecussi-Ambeno
PLW|id|-0.9|119.9|Palu
PSJ|id|-1.4|120.7|Poso-Celebes Island
TJG|id|-2.2|115.4|Tanta-Tabalong
TRK|id|3.3|117.6|Tarakan
TRT|id|-3.2|119.9|Toraja
UAI|tl|-9.3|125.3|Suai
UPG|id|-5.1|119.6|Ujung Pandang
WNI|id|-5.3|123.6|Wangi-wangi Island

Asia/Manila
AAV|ph|6.4|124.8|Surallah
BAG|ph|16.4|120.6|Baguio City
BCD|ph|10.8|123|Bacolod City
BPH|ph|8.2|126.3|Bislig
BQA|ph|15.7|121.5|Baler
BSO|ph|20.5|122|Basco
BXU|ph|9|125.5|Butuan
CBO|ph|7.2|124.2|Datu Odin Sinsuat
CEB|ph|10.3|124|Lapu-Lapu City
CGM|ph|9.3|124.7|Mambajao
CGY|ph|8.6|124.5|Cagayan de Oro
CRK|ph|15.2|120.6|Mabalacat
CRM|ph|12.5|124.6|Catarman
CYP|ph|12.1|124.5|Calbayog City
CYZ|ph|16.9|121.8|Cauayan City
DGT|ph|9.3|123.3|Dumaguete City
DPL|ph|8.6|123.3|Dipolog
DRP|ph|13.1|123.7|Legazpi
DTE|ph|14.1|123|Daet
DVO|ph|7.1|125.6|Davao
EUQ|ph|10.8|121.9|San Jose
GES|ph|6.1|125.1|General Santos
ILO|ph|10.8|122.5|Cabatuan
JOL|ph|6.1|121|Jolo
KLO|ph|11.7|122.4|Kalibo
LAO|ph|18.2|120.5|Laoag City
LBX|ph|13.9|120.1|Lubang
LLC|ph|18.2|121.7|Lal-lo
MBO|ph|13.2|120.6|Mamburao
MBT|ph|12.4|123.6|Masbate
MNL|ph|14.5|121|Manila
MPH|ph|11.9|122|Malay
MRQ|ph|13.4|121.8|Gasan
MXI|ph|6.9|126.3|Mati
OMC|ph|11.1|124.6|Ormoc City
OZC|ph|8.2|123.8|Ozamiz
PAG|ph|7.8|123.5|Pagadian
PPS|ph|9.7|118.8|Puerto Princesa
RXS|ph|11.6|122.8|Roxas City
SFE|ph|16.6|120.3|San Fernando
SFS|ph|14.8|120.3|Olongapo
SGL|ph|14.5|120.9|Cavite
SJI|ph|12.4|121|San Jose
SUG|ph|9.8|125.5|Surigao City
TAC|ph|11.2|125|Tacloban City
TAG|ph|9.6|123.8|Panglao
TBH|ph|12.3|122.1|Tablas Island
TDG|ph|9.1|126.2|Tandag
TUG|ph|17.6|121.7|Tuguegarao City
USU|ph|12.1|120.1|Coron
VRC|ph|13.6|124.2|Virac
WNP|ph|13.6|123.3|Naga
ZAM|ph|6.9|122.1|Zamboanga City

Asia/Muscat
DQM|om|19.5|57.6|Duqm
KHS|om|26.2|56.2|Khasab
MCT|om|23.6|58.3|Muscat
MNH|om|23.6|57.5|Al Masna'ah
MSH|om|20.7|58.9|Masirah
SLL|om|17|54.1|Salalah
TTH|om|17.7|54|Thumrait

Asia/Nicosia
AKT|cy|34.6|33|Akrotiri
LCA|cy|34.9|33.6|Larnaca
PFO|cy|34.7|32.5|Paphos

Asia/Novokuznetsk
KEJ|ru|55.3|86.1|Kemerovo
NOZ|ru|53.8|86.9|Novokuznetsk

Asia/Novosibirsk
OVB|ru|55|82.6|Novosibirsk

Asia/Omsk
OMS|ru|55|73.3|Omsk

Asia/Oral
URA|kz|51.2|51.5|Uralsk

Asia/Phnom_Penh
BBM|kh|13.1|103.2|Battambang
KZC|kh|12.3|104.6|Kampong Chhnang
PNH|kh|11.5|104.8|Phnom Penh
PQC|vn|10.2|104|Phu Quoc Island
RBE|kh|13.7|107|Ratanakiri
REP|kh|13.4|103.8|Siem Reap

Asia/Pontianak
KTG|id|-1.8|110|Ketapang
NPO|id|-0.3|111.7|Nanga Pinoh-Borneo Island
PKY|id|-2.2|113.9|Palangkaraya
PNK|id|-0.2|109.4|Pontianak
PSU|id|0.8|112.9|Putussibau-Borneo Island
SQG|id|0.1|111.5|Sintang

Asia/Pyongyang
DSO|kp|39.7|127.5|Sŏndŏng-ni
FNJ|kp|39.2|125.7|Pyongyang
RGO|kp|41.4|129.6|Hoemun-ri
WOS|kp|39.2|127.5|Wonsan

Asia/Qatar
DIA|qa|25.3|51.6|Doha
DOH|qa|25.3|51.6|Doha
XJD|qa|25.1|51.3|Ar Rayyan

Asia/Qostanay
KSN|kz|53.2|63.6|Kostanay

Asia/Qyzylorda
BXY|kz|45.6|63.2|Baikonur

Asia/Riyadh
ABT|sa|20.3|41.6|Al-Baha
AHB|sa|18.2|42.7|Abha
AJF|sa|29.8|40.1|Al-Jawf
AKH|sa|24.1|47.6|Prince Sultan Air Base
AQI|sa|28.3|46.1|Qaisumah
BHH|sa|20|42.6|Bisha
DHA|sa|26.3|50.2|Dhahran
DMM|sa|26.5|49.8|Ad Dammam
DWD|sa|24.4|44.1|Dawadmi
EAM|sa|17.6|44.4|Najran
EJH|sa|26.2|36.5|Al Wajh
ELQ|sa|26.3|43.8|Buraidah
GIZ|sa|16.9|42.6|Jizan
HAS|sa|27.4|41.7|Ha'il
HOF|sa|25.3|49.5|Hofuf
JED|sa|21.7|39.2|Jeddah
KMC|sa|27.9|45.5|King Khaled Military City
KMX|sa|18.3|42.8|Khamis Mushait
MED|sa|24.6|39.7|Medina
NUM|sa|27.9|35.3|Sharma
QJB|sa|27|49.4|Jubail
RAE|sa|30.9|41.1|Arar
RAH|sa|29.6|43.5|Rafha
RUH|sa|25|46.7|Riyadh
SHW|sa|17.5|47.1|Sharurah
TIF|sa|21.5|40.5|Ta’if
TUI|sa|31.7|38.7|Turaif
TUU|sa|28.4|36.6|Tabuk
ULH|sa|26.5|38.1|Al Ula
WAE|sa|20.5|45.2|Wadi Al Dawasir
XIJ|kw|28.9|47.8|Ahmed Al Jaber AB
YNB|sa|24.1|38.1|Yanbu

Asia/Sakhalin
NLI|ru|53.2|140.6|Nikolayevsk-na-Amure Airport
UUS|ru|46.9|142.7|Yuzhno-Sakhalinsk

Asia/Samarkand
BHK|uz|39.8|64.5|Bukhara
NCU|uz|42.5|59.6|Nukus
NVI|uz|40.1|65.2|Navoi
SKD|uz|39.7|67|Samarkand
TMJ|uz|37.3|67.3|Termez
UGC|uz|41.6|60.6|Urgench

Asia/Seoul
CJJ|kr|36.7|127.5|Cheongju
CJU|kr|33.5|126.5|Jeju City
GMP|kr|37.6|126.8|Seoul
HIN|kr|35.1|128.1|Sacheon
ICN|kr|37.5|126.5|Seoul
JDG|kr|33.4|126.7|Jeju Island
KAG|kr|37.8|128.9|Gangneung
KPO|kr|36|129.4|Pohang
KUV|kr|35.9|126.6|Kunsan
KWJ|kr|35.1|126.8|Gwangju
MWX|kr|35|126.4|Piseo-ri
OSN|kr|37.1|127|Osan Air Base
PUS|kr|35.2|128.9|Busan
RSU|kr|34.8|127.6|Yeosu
SEL|kr|37.5|126.5|Seoul
SSN|kr|37.4|127.1|Seongnam
SWU|kr|37.2|127|Suwon
TAE|kr|35.9|128.7|Daegu
USN|kr|35.6|129.4|Ulsan
WJU|kr|37.4|128|Wonju
YEC|kr|36.6|128.3|Yecheon-ri
YNY|kr|38.1|128.7|Gonghang-ro

Asia/Shanghai
ACX|cn|25.1|105|Xingyi
AEB|cn|23.7|107|Baise
AHJ|cn|32.5|102.4|Ngawa
AOG|cn|41.1|122.9|Anshan
AQG|cn|30.6|117.1|Anqing
AVA|cn|26.3|105.9|Anshun
AXF|cn|38.7|105.6|Bayanhot
BAR|cn|19.1|110.5|Qionghai
BAV|cn|40.6|110|Baotou
BFJ|cn|27.3|105.5|Bijie
BFU|cn|32.8|117.3|Bengbu
BJS|cn|40.1|116.6|Beijing
BPE|cn|39.7|119.1|Qinhuangdao
BPX|cn|30.6|97.1|Bangda
BSD|cn|25.1|99.2|Baoshan
CAN|cn|23.4|113.3|Guangzhou
CDE|cn|41.1|118.1|Chengde
CGD|cn|28.9|111.6|Changde
CGO|cn|34.5|113.8|Zhengzhou
CGQ|cn|44|125.7|Changchun
CHG|cn|41.5|120.4|Shuangta
CIF|cn|42.2|118.8|Chifeng
CKG|cn|29.7|106.7|Chongqing
CNI|cn|39.3|122.7|Changhai
CQW|cn|29.5|107.7|Wulong
CSX|cn|28.2|113.2|Changsha
CTU|cn|30.6|103.9|Chengdu
CZX|cn|31.9|119.8|Changzhou
DBC|cn|45.5|123|Baicheng
DCY|cn|29.3|100.1|Garzê
DDG|cn|40|124.3|Zhenxing
DDR|cn|28.6|86.8|Xigazê
DIG|cn|27.8|99.7|Diqing
DLC|cn|39|121.5|Ganjingzi
DLU|cn|25.6|100.3|Dali
DNH|cn|40.2|94.8|Dunhuang
DOY|cn|37.5|118.8|Dongying
DSN|cn|39.5|109.9|Ordos
DTU|cn|48.4|126.1|Heihe
EHU|cn|30.3|115|Ezhou
ENH|cn|30.3|109.5|Enshi
ENY|cn|36.5|109.5|Yan'an
ERL|cn|43.4|112.1|Erenhot
FOC|cn|25.9|119.7|Fuzhou
FUG|cn|32.9|115.7|Yingzhou
FUO|cn|23.1|113.1|Foshan
FYJ|cn|48.2|134.4|Fuyuan
GMQ|cn|34.4|100.3|Golog
GOQ|cn|36.4|94.8|Golmud
GXH|cn|34.8|102.6|Gannan
GYS|cn|32.4|105.7|Guangyuan
GYU|cn|36.1|106.2|Guyuan
HAK|cn|19.9|110.5|Haikou
HCJ|cn|24.8|107.7|Hechi
HCZ|cn|25.8|112.8|Chenzhou
HDG|cn|36.5|114.4|Handan
HEK|cn|50.2|127.3|Heihe
HET|cn|40.8|111.8|Hohhot
HFE|cn|32|117|Hefei
HGH|cn|30.2|120.4|Hangzhou
HIA|cn|33.8|119.1|Huai'an
HJJ|cn|27.4|109.7|Huaihua
HLD|cn|49.2|119.8|Hailar
HPG|cn|31.6|110.3|Shennongjia
HRB|cn|45.6|126.3|Harbin
HSC|cn|25|113.4|Shaoguan
HTT|cn|38.2|90.8|Mengnai
HUO|cn|45.5|119.4|Holingol
HUZ|cn|23|114.6|Huizhou
HYN|cn|28.6|121.4|Huangyan
HZA|cn|35.2|115.7|Heze
HZH|cn|26.3|109.1|Liping
HZU|cn|30.7|104.5|Chengdu
INC|cn|38.3|106.4|Yinchuan
IQN|cn|35.8|107.6|Qingyang
JDZ|cn|29.3|117.2|Jingdezhen
JGD|cn|50.4|124.1|Jiagedaqi
JGS|cn|26.9|114.7|Ji'an
JHG|cn|22|100.8|Jinghong
JIQ|cn|29.5|108.8|Qianjiang
JJN|cn|24.8|118.6|Quanzhou
JMJ|cn|22.4|99.8|Pu'er
JMU|cn|46.8|130.5|Jiamusi
JNG|cn|35.3|116.3|Jining
JNZ|cn|40.9|121.3|Linghai
JSJ|cn|47.1|132.7|Jiansanjiang
JUZ|cn|29|118.9|Quzhou
JXA|cn|45.3|131.2|Jixi
JZH|cn|32.9|103.7|Ngawa
KGT|cn|30.1|101.7|Garzê
KHN|cn|28.9|115.9|Nanchang
KJH|cn|27|108|Kaili
KMG|cn|25.1|102.9|Kunming
KWE|cn|26.5|106.8|Guiyang
KWL|cn|25.2|110|Guilin
LCX|cn|25.7|116.7|Longyan
LDS|cn|47.8|129|Yichun
LFQ|cn|36.1|111.6|Linfen
LHK|cn|32.4|111.7|Xiangyang
LHW|cn|36.5|103.6|Lanzhou
LJG|cn|26.7|100.2|Lijiang
LLF|cn|26.3|111.6|Yongzhou
LLV|cn|37.7|111.1|Lüliang
LNJ|cn|23.7|100|Lincang
LNL|cn|33.8|105.8|Longnan
LPF|cn|26.6|105|Liupanshui
LUM|cn|24.4|98.5|Dehong
LXA|cn|29.3|90.9|Shannan
LYA|cn|34.7|112.4|Luoyang
LYG|cn|34.4|119.2|Lianyungang
LZG|cn|31.5|106|Nanchong
LZH|cn|24.2|109.4|Liuzhou
LZN|tw|26.2|120|Matsu
LZO|cn|29|105.5|Luzhou
MDG|cn|44.5|129.6|Mudanjiang
MFK|tw|26.2|120|Matsu
MIG|cn|31.4|104.7|Mianyang
NAY|cn|39.5|116.4|Beijing
NBS|cn|42.1|127.6|Baishan
NDG|cn|47.2|123.9|Qiqihar
NGB|cn|29.8|121.5|Ningbo
NGQ|cn|32.1|80.1|Shiquanhe
NKG|cn|31.7|118.9|Nanjing
NLH|cn|27.5|100.8|Ninglang
NNG|cn|22.6|108.2|Nanning
NTG|cn|32.1|121|Nantong
NZH|cn|49.6|117.3|Manzhouli Xijiao
NZL|cn|47.9|122.8|Zhalantun
OHE|cn|52.9|122.4|Mohe
PEK|cn|40.1|116.6|Beijing
PKX|cn|39.5|116.4|Beijing
PVG|cn|31.1|121.8|Shanghai
PZI|cn|26.5|101.8|Panzhihua
RIZ|cn|35.4|119.3|Rizhao
RKZ|cn|29.4|89.3|Xigazê
RLK|cn|40.9|107.7|Bavannur
RUG|cn|32.3|120.5|Rugao
SHA|cn|31.2|121.3|Shanghai
SHE|cn|41.6|123.5|Hunnan
SHS|cn|30.3|112.4|Jingzhou
SIA|cn|34.4|109.1|Xi'an
SJW|cn|38.3|114.7|Shijiazhuang
SQD|cn|28.4|118|Shangrao
SQJ|cn|26.4|117.8|Sanming
SWA|cn|23.6|116.5|Jieyang
SYX|cn|18.3|109.4|Sanya
SZV|cn|31.3|120.4|Suzhou
SZX|cn|22.6|113.8|Shenzhen
TAO|cn|36.4|120.1|Jiaozhou
TCZ|cn|24.9|98.5|Baoshan
TEN|cn|27.9|109.3|Tongren
TFU|cn|30.3|104.4|Chengdu
TGO|cn|43.6|122.2|Tongliao
THQ|cn|34.6|105.9|Tianshui
TNA|cn|36.9|117.2|Jinan
TNH|cn|42.3|125.7|Tonghua
TSN|cn|39.1|117.3|Tianjin
TXN|cn|29.7|118.3|Huangshan
TYN|cn|37.7|112.6|Taiyuan
UCB|cn|41.1|113.1|Ulanqab
WDS|cn|32.6|110.9|Shiyan
WEF|cn|36.6|119.1|Weifang
WEH|cn|37.2|122.2|Weihai
WGN|cn|26.8|110.6|Shaoyang
WMT|cn|27.8|106.3|Zunyi
WNZ|cn|27.9|120.9|Wenzhou
WUH|cn|30.8|114.2|Wuhan
WUS|cn|27.7|118|Wuyishan
WUX|cn|31.5|120.4|Wuxi
WUZ|cn|23.4|111.1|Tangbu
XAI|cn|32.5|114.1|Xinyang
XEN|cn|40.6|120.7|Xingcheng
XFN|cn|32.2|112.3|Xiangyang
XIC|cn|28|102.2|Liangshan
XIL|cn|43.9|116|Xilinhot
XIY|cn|34.4|108.8|Xianyang
XMN|cn|24.5|118.1|Xiamen
XNN|cn|36.5|102|Haidong
XUZ|cn|34.1|117.6|Xuzhou
YBP|cn|28.9|104.5|Yibin
YIC|cn|27.8|114.3|Yichun
YIE|cn|47.3|119.9|Arxan
YIH|cn|30.6|111.5|Yichang
YIW|cn|29.3|120|Yiwu
YKH|cn|40.5|122.4|Laobian
YLX|cn|22.4|110.1|Yùlín
YNJ|cn|42.9|129.5|Yanji
YNT|cn|37.7|121|Yantai
YNZ|cn|33.4|120.2|Yancheng
YSQ|cn|44.9|124.6|Qian Gorlos Mongol Autonomous County
YTY|cn|32.6|119.7|Yangzhou
YUA|cn|25.7|101.9|Chuxiong
YUS|cn|32.8|97|Yushu
YYA|cn|29.3|113.3|Yueyang
ZHA|cn|21.5|110.6|Zhanjiang
ZHY|cn|37.6|105.2|Zhongwei
ZQZ|cn|40.7|114.9|Zhangjiakou
ZUH|cn|22|113.4|Zhuhai
ZYI|cn|27.6|107|Zunyi

Asia/Singapore
QPG|sg|1.4|103.9|Paya Lebar
SIN|sg|1.4|104|Singapore
TGA|sg|1.4|103.7|Western Water Catchment
XSP|sg|1.4|103.9|Seletar

Asia/Srednekolymsk
BGN|ru|68.6|146.2|Belaya Gora
CKH|ru|70.6|147.9|Chokurdah
MQJ|ru|66.5|143.3|Khonuu
SEK|ru|67.5|153.7|Srednekolymsk
ZKP|ru|65.7|150.9|Zyryanka

Asia/Taipei
CYI|tw|23.5|120.4|Chiayi City
HCN|tw|22|120.7|Hengchung
HSZ|tw|24.8|120.9|Hsinchu City
HUN|tw|24|121.6|Hualien City
KHH|tw|22.6|120.3|Kaohsiung
KNH|tw|24.4|118.4|Shang-I
KYD|tw|22|121.5|Orchid Island
MZG|tw|23.6|119.6|Huxi
PIF|tw|22.7|120.5|Pingtung
RMQ|tw|24.3|120.6|Taichung
TNN|tw|23|120.2|Tainan
TPE|tw|25.1|121.2|Taoyuan
TSA|tw|25.1|121.6|Taipei City
TTT|tw|22.8|121.1|Taitung City

Asia/Tashkent
AZN|uz|40.7|72.3|Andizhan
FEG|uz|40.4|71.7|Fergana
TAS|uz|41.3|69.3|Tashkent

Asia/Tbilisi
BUS|ge|41.6|41.6|Batumi
KUT|ge|42.2|42.5|Kopitnari
SUI|ge|42.9|41.1|Sukhumi
TBS|ge|41.7|45|Tbilisi
ZTU|az|41.6|46.7|Zaqatala

Asia/Tehran
ABD|ir|30.4|48.2|Abadan
ACZ|ir|31.1|61.5|Zabol
ADU|ir|38.3|48.4|Ardabil
AEU|ir|25.9|55|Abu Musa
AFZ|ir|36.2|57.6|Sabzevar
AKW|ir|30.7|49.7|Aghajari
AWZ|ir|31.3|48.8|Ahvaz
AZD|ir|31.9|54.3|Yazd
BAH|bh|26.3|50.6|Manama
BDH|ir|26.5|54.8|Bandar Lengeh
BJB|ir|37.5|57.3|Bojnord
BND|ir|27.2|56.4|Bandar Abbas
BUZ|ir|28.9|50.8|Bushehr
BXR|ir|29.1|58.5|Bam
CKT|ir|36.5|61.1|Sarakhs
CQD|ir|32.3|50.8|Shahrekord
DEF|ir|32.4|48.4|Dezful
FAZ|ir|28.9|53.7|Fasa
GBT|ir|36.9|54.4|Gorgan
GCH|ir|30.3|50.8|Gachsaran
GZW|ir|36.2|50|Qazvin
HDM|ir|34.9|48.6|Hamadan
IFN|ir|32.8|51.9|Isfahan
IHR|ir|27.2|60.7|Iranshahr
IIL|ir|33.6|46.4|Ilam
IKA|ir|35.4|51.2|Tehran
JWN|ir|36.8|48.4|Zanjan
JYR|ir|28.7|57.7|Jiroft
KER|ir|30.3|56.9|Kerman
KHD|ir|33.4|48.3|Khoram Abad
KHK|ir|29.3|50.3|Khark
KIH|ir|26.5|54|Kish Island
KKS|ir|33.9|51.6|Kashan
KNR|ir|27.8|52.4|Jam
KSH|ir|34.3|47.2|Kermanshah
LFM|ir|27.4|53.2|Lamerd
LRR|ir|27.7|54.4|Lar
LVP|ir|26.8|53.4|Lavan Airport
MHD|ir|36.2|59.6|Mashhad
MRX|ir|30.6|49.2|Mahshahr
NSH|ir|36.7|51.5|Nowshahr
OMH|ir|37.7|45.1|Urmia
PGU|ir|27.4|52.7|Khiyaroo
PYK|ir|35.8|50.8|Karaj
QMJ|ir|32|49.3|Masjed Soleyman
RAS|ir|37.3|49.6|Rasht
RJN|ir|30.3|56|Rafsanjan
RZR|ir|36.9|50.7|Ramsar
SDG|ir|35.2|47|Sanandaj
SRY|ir|36.6|53.2|Sari
SXI|ir|25.9|54.5|Siri
SYJ|ir|29.6|55.7|Sirjan
SYZ|ir|29.5|52.6|Shiraz
TBZ|ir|38.1|46.2|Tabriz
TCX|ir|33.7|56.9|Tabas
THR|ir|35.7|51.3|Tehran
XBJ|ir|32.9|59.3|Birjand
YES|ir|30.7|51.5|Yasuj
ZAH|ir|29.5|60.9|Zahedan
ZBR|ir|25.4|60.4|Konarak

Asia/Thimphu
GLU|bt|26.9|90.5|Gelephu
PBH|bt|27.4|89.4|Paro

Asia/Tokyo
AKJ|jp|43.7|142.4|Asahikawa
AOJ|jp|40.7|140.7|Aomori
ASJ|jp|28.4|129.7|Amami
AXT|jp|39.6|140.2|Akita
CTS|jp|42.8|141.7|Sapporo
DNA|jp|26.4|127.8|Kadena Air Base
FKJ|jp|36.1|136.2|Fukui
FKS|jp|37.2|140.4|Sukagawa
FSZ|jp|34.8|138.2|Makinohara
FUJ|jp|32.7|128.8|Goto
FUK|jp|33.6|130.5|Fukuoka
GAJ|jp|38.4|140.4|Higashine
HAC|jp|33.1|139.8|Hachijojima
HHE|jp|40.6|141.5|Hachinohe
HIJ|jp|34.4|132.9|Hiroshima
HKD|jp|41.8|140.8|Hakodate
HNA|jp|39.4|141.1|Hanamaki
HND|jp|35.6|139.8|Tokyo
HSG|jp|33.1|130.3|Saga
IBR|jp|36.2|140.4|Omitama
IEJ|jp|26.7|127.8|Ie
IKI|jp|33.7|129.8|Iki
ISG|jp|24.4|124.2|Ishigaki
ITM|jp|34.8|135.4|Osaka
IWJ|jp|34.7|131.8|Masuda
IWK|jp|34.1|132.2|Iwakuni
IWO|jp|24.8|141.3|Ogasawara
IZO|jp|35.4|132.9|Izumo
KCZ|jp|33.5|133.7|Nankoku
KIJ|jp|38|139.1|Niigata
KIX|jp|34.4|135.2|Osaka
KKJ|jp|33.8|131|Kitakyushu
KKX|jp|28.3|129.9|Kikai
KMI|jp|31.9|131.4|Miyazaki
KMJ|jp|32.8|130.9|Kumamoto
KMQ|jp|36.4|136.4|Kanazawa
KOJ|jp|31.8|130.7|Kagoshima
KTD|jp|25.9|131.3|Kitadaitōjima
KUH|jp|43|144.2|Kushiro
KUM|jp|30.4|130.7|Yakushima
MBE|jp|44.3|143.4|Monbetsu
MMB|jp|43.9|144.2|Ōzora
MMD|jp|25.8|131.3|Minamidaito
MMJ|jp|36.2|137.9|Matsumoto
MMY|jp|24.8|125.3|Miyako City
MSJ|jp|40.7|141.4|Misawa
MYE|jp|34.1|139.6|Miyakejima
MYJ|jp|33.8|132.7|Matsuyama
NGO|jp|34.9|136.8|Tokoname
NGS|jp|32.9|129.9|Nagasaki
NJA|jp|35.5|139.4|Ayase
NKM|jp|35.3|136.9|Nagoya
NRT|jp|35.8|140.4|Narita
NTQ|jp|37.3|137|Wajima
OBO|jp|42.7|143.2|Obihiro
OGN|jp|24.5|123|Yonaguni
OIM|jp|34.8|139.4|Izu Oshima
OIR|jp|42.1|139.4|Okushiri Island
OIT|jp|33.5|131.7|Oita
OKA|jp|26.2|127.6|Naha
OKD|jp|43.1|141.4|Sapporo
OKE|jp|27.4|128.7|Wadomari
OKI|jp|36.2|133.3|Okinoshima
OKJ|jp|34.8|133.9|Okayama
OKO|jp|35.7|139.3|Fussa
ONJ|jp|40.2|140.4|Kitaakita
OSA|jp|34.4|135.2|Osaka
QGU|jp|35.4|136.9|Gifu
RIS|jp|45.2|141.2|Rishiri
RNJ|jp|27|128.4|Yoron
SDJ|jp|38.1|140.9|Natori
SDS|jp|38.1|138.4|Sado
SHB|jp|43.6|145|Nakashibetsu
SHI|jp|24.8|125.1|Miyakojima
SHM|jp|33.7|135.4|Shirahama
SPK|jp|42.8|141.7|Sapporo
SYO|jp|38.8|139.8|Shonai
TAK|jp|34.2|134|Takamatsu
TJH|jp|35.5|134.8|Toyooka
TKN|jp|27.8|128.9|Amagi
TKS|jp|34.1|134.6|Tokushima
TNE|jp|30.6|131|Tanegashima
TOY|jp|36.6|137.2|Toyama
TRA|jp|24.7|124.7|Tarama
TSJ|jp|34.3|129.3|Tsushima
TTJ|jp|35.5|134.2|Tottori
TYO|jp|35.6|139.8|Tokyo
UBJ|jp|33.9|131.3|Ube
UEO|jp|26.4|126.7|Kumejima
UKB|jp|34.6|135.2|Kobe
WKJ|jp|45.4|141.8|Wakkanai
YGJ|jp|35.5|133.2|Yonago

Asia/Tomsk
SWT|ru|60.7|77.7|Strezhevoy
TOF|ru|56.4|85.2|Tomsk

Asia/Ulaanbaatar
AVK|mn|46.3|102.8|Arvaikheer
BYN|mn|46.2|100.7|Bayankhongor
COQ|mn|48.1|114.6|Choibalsan
DLZ|mn|43.6|104.4|Dalanzadgad
LTI|mn|46.4|96.2|Altai
MXV|mn|49.7|100.1|Mörön
UBN|mn|47.6|106.8|Ulaanbaatar
UGA|mn|48.9|103.5|Bulgan
ULN|mn|47.8|106.8|Ulaanbaatar
UUN|mn|46.7|113.3|Baruun Urt

Asia/Urumqi
AAT|cn|47.7|88.1|Altay
AKU|cn|41.3|80.3|Aksu
BPL|cn|44.9|82.3|Bole
FYN|cn|46.8|89.5|Fuyun
HMI|cn|42.8|93.7|Hami
HTN|cn|37|79.9|Hotan
IQM|cn|38.2|85.5|Qiemo
KHG|cn|39.5|76|Kashgar
KJI|cn|48.2|87|Burqin
KRL|cn|41.7|86.1|Korla
NLT|cn|43.4|83.4|Xinyuan
QSZ|cn|38.2|77.1|Shache
RQA|cn|39|88|Ruoqiang Town
SXJ|cn|42.9|90.2|Shanshan
TLQ|cn|43|89.1|Turpan
URC|cn|43.9|87.5|Ürümqi

Asia/Ust-Nera
USR|ru|64.6|143.1|Ust-Nera

Asia/Vientiane
DIN|vn|21.4|103|Dien Bien Phu
LPQ|la|19.9|102.2|Luang Phabang
NEU|la|20.4|104.1|Sam Neua
PKZ|la|15.1|105.8|Pakse
VTE|la|18|102.6|Vientiane
ZVK|la|16.6|104.8|Savannakhet

Asia/Vladivostok
GVN|ru|48.9|140|Sovetskaya Gavan
KHV|ru|48.5|135.2|Khabarovsk
KXK|ru|50.4|136.9|Komsomolsk-on-Amur
OHO|ru|59.4|143.1|Okhotsk
VVO|ru|43.4|132.1|Artyom

Asia/Yakutsk
BQS|ru|50.4|127.4|Blagoveschensk
GYG|ru|62.1|129.5|Magan
IKS|ru|71.7|128.9|Tiksi
MJZ|ru|62.5|114|Mirny
NER|ru|56.9|124.9|Neryungri
OLZ|ru|60.4|120.5|Olyokminsk
PYJ|ru|66.4|112|Yakutia
SYS|ru|71.9|114.1|Saskylakh
ULK|ru|60.7|114.8|Lensk
VYI|ru|63.8|121.7|Vilyuisk
YKS|ru|62.1|129.8|Yakutsk
ZIX|ru|66.8|123.4|Zhigansk

Asia/Yangon
AKY|mm|20.1|92.9|Sittwe
CWJ|cn|23.3|99.4|Lincang
KET|mm|21.3|99.6|Kengtung
KYP|mm|19.4|93.5|Kyaukpyu
LIW|mm|19.7|97.2|Loikaw
LSH|mm|23|97.8|Lashio
MDL|mm|21.7|96|Mandalay
MGZ|mm|12.4|98.6|Mkeik
MOE|mm|23.1|96.6|Momeik
MOG|mm|20.5|99.3|Mong Hsat
MYT|mm|25.4|97.4|Myitkyina
NMS|mm|20.9|97.7|Namsang
NYT|mm|19.6|96.2|Pyinmana
PBU|mm|27.3|97.4|Putao
RGN|mm|16.9|96.1|Yangon
SNW|mm|18.5|94.3|Thandwe
THL|mm|20.5|99.9|Tachileik
TVY|mm|14.1|98.2|Dawei

Asia/Yekaterinburg
BVJ|ru|70.3|68.3|Bovanenkovo
CEK|ru|55.3|61.5|Chelyabinsk
EYK|ru|63.7|66.7|Beloyarskiy
EZV|ru|63.9|65|Berezovo
HMA|ru|61|69.1|Khanty-Mansiysk
KGP|ru|62.2|74.5|Kogalym
KRO|ru|55.5|65.4|Kurgan
MQF|ru|53.4|58.8|Magnitogorsk
NFG|ru|61.1|72.7|Nefteyugansk
NJC|ru|60.9|76.5|Nizhnevartovsk
NOJ|ru|63.2|75.3|Noyabrsk
NUX|ru|66.1|76.5|Novy Urengoy
NYA|ru|62.1|65.6|Nyagan
NYM|ru|65.5|72.7|Nadym
OSW|ru|51.1|58.6|Orsk
OVS|ru|61.3|63.6|Sovetskiy
PEE|ru|57.9|56|Perm
REN|ru|51.8|55.5|Orenburg
SBT|ru|71.2|72.1|Sabetta
SGC|ru|61.3|73.4|Surgut
SLY|ru|66.6|66.6|Salekhard
SVX|ru|56.7|60.8|Yekaterinburg
TJM|ru|57.2|65.3|Tyumen
UFA|ru|54.6|55.9|Ufa
URJ|ru|60.1|64.8|Uray

Asia/Yerevan
EVN|am|40.1|44.4|Yerevan
LWN|am|40.8|43.9|Gyumri

Atlantic/Azores
FLW|pt|39.5|-31.1|Santa Cruz das Flores
GRW|pt|39.1|-28|Santa Cruz da Graciosa
HOR|pt|38.5|-28.7|Horta
PDL|pt|37.7|-25.7|Ponta Delgada
PIX|pt|38.6|-28.4|Pico Island
SJZ|pt|38.7|-28.2|Velas
SMA|pt|37|-25.2|Vila do Porto
TER|pt|38.8|-27.1|Praia da Vitória

Atlantic/Bermuda
BDA|bm|32.4|-64.7|Hamilton

Atlantic/Canary
ACE|es|28.9|-13.6|San Bartolomé
FUE|es|28.5|-13.9|El Matorral
LPA|es|27.9|-15.4|Gran Canaria Island
SPC|es|28.6|-17.8|Sta Cruz de la Palma
TCI|es|28|-16.6|Tenerife
TFN|es|28.5|-16.3|Tenerife
TFS|es|28|-16.6|Tenerife
VDE|es|27.8|-17.9|El Hierro Island

Atlantic/Cape_Verde
BVC|cv|16.1|-22.9|Rabil
MMO|cv|15.2|-23.2|Vila do Maio
RAI|cv|14.9|-23.5|Praia
SID|cv|16.7|-22.9|Espargos
SNE|cv|16.6|-24.3|Preguiça
VXE|cv|16.8|-25.1|São Pedro

Atlantic/Faroe
FAE|fo|62.1|-7.3|Vágar

Atlantic/Madeira
FNC|pt|32.7|-16.8|Funchal
PXO|pt|33.1|-16.4|Vila Baleira

Atlantic/Reykjavik
AEY|is|65.7|-18.1|Akureyri
EGS|is|65.3|-14.4|Egilsstaðir
HFN|is|64.3|-15.2|Höfn
HZK|is|66|-17.4|Húsavík
IFJ|is|66.1|-23.1|Ísafjörður
KEF|is|64|-22.6|Reykjavík
REK|is|64|-22.6|Reykjavík
RKV|is|64.1|-21.9|Reykjavik
SIJ|is|66.1|-18.9|Siglufjörður
VEY|is|63.4|-20.3|Vestmannaeyjar

Atlantic/St_Helena
ASI|sh|-8|-14.4|Cat Hill

Atlantic/Stanley
MPN|fk|-51.8|-58.4|Mount Pleasant
PSY|fk|-51.7|-57.8|Stanley

Australia/Adelaide
ADL|au|-34.9|138.5|Adelaide
CED|au|-32.1|133.7|Ceduna
CPD|au|-29|134.7|Coober Pedy
CVC|au|-33.7|136.5|Cleve
KGC|au|-35.7|137.5|Kingscote
LGH|au|-30.6|138.4|Leigh Creek
MGB|au|-37.7|140.8|Mount Gambier
PLO|au|-34.6|135.9|Port Lincoln
PPI|au|-33.2|138|Port Pirie
PUG|au|-32.5|137.7|Port Augusta
WYA|au|-33.1|137.5|Whyalla

Australia/Brisbane
BCI|au|-23.6|145.3|Barcaldine
BDB|au|-24.9|152.3|Bundaberg
BEU|au|-24.3|139.5|Bedourie
BKQ|au|-24.4|145.4|Blackall
BLT|au|-23.6|148.8|Blackwater
BNE|au|-27.4|153.1|Brisbane
BQL|au|-22.9|139.9|Boulia
BVI|au|-25.9|139.3|Birdsville
CCL|au|-26.8|150.6|Chinchilla
CMA|au|-28|145.6|Cunnamulla
CMQ|au|-22.8|147.6|Clermont
CNJ|au|-20.7|140.5|Cloncurry
CNS|au|-16.9|145.8|Cairns
CTL|au|-26.4|146.3|Charleville
CTN|au|-15.4|145.2|Cooktown
CUQ|au|-13.8|143.1|Coen
DRN|au|-28.6|148.2|Dirranbandi
DYA|au|-22.6|148.4|Dysart
EMD|au|-23.6|148.2|Emerald
GLT|au|-23.9|151.2|Gladstone
HID|au|-10.6|142.3|Horn
HTI|au|-20.4|149|Hamilton Island
HVB|au|-25.3|152.9|Hervey Bay
IRG|au|-12.8|143.3|Lockhart River
ISA|au|-20.7|139.5|Mount Isa
KGY|au|-26.6|151.8|Kingaroy
KWM|au|-15.5|141.8|Kowanyama
LRE|au|-23.4|144.3|Longreach
MCY|au|-26.6|153.1|Maroochydore
MKY|au|-21.2|149.2|Mackay
MOV|au|-22.1|148.1|Moranbah
MRG|au|-17.1|145.4|Mareeba
NTN|au|-17.7|141.1|Normanton
OKY|au|-27.4|151.7|Oakey Army Aviation Centre
OOL|au|-28.2|153.5|Gold Coast
PPP|au|-20.5|148.6|Proserpine
RMA|au|-26.5|148.8|Roma
ROK|au|-23.4|150.5|Rockhampton
THG|au|-24.5|150.6|Biloela
TSV|au|-19.3|146.8|Townsville
ULP|au|-26.6|144.3|Quilpie
WEI|au|-12.7|141.9|Weipa
WIN|au|-22.4|143.1|Winton
WNR|au|-25.4|142.7|Windorah
WTB|au|-27.6|151.8|Toowoomba
XTG|au|-28|143.8|Thargomindah

Australia/Broken_Hill
BHQ|au|-32|141.5|Broken Hill

Australia/Darwin
ASP|au|-23.8|133.9|Alice Springs
AYQ|au|-25.2|131|Yulara
BRT|au|-11.8|130.6|Wurrumiyanga
DRW|au|-12.4|130.9|Darwin
ELC|au|-12|135.6|Elcho Island
GOV|au|-12.3|136.8|Nhulunbuy
GPN|au|-11.4|130.4|Pirlangimpi
GTE|au|-14|136.5|Groote Eylandt
KTR|au|-14.5|132.4|Tindal
MNG|au|-12.1|134.2|Maningrida
PKT|au|-14.2|129.5|Wadeye
RPM|au|-14.7|134.7|Ngukurr
SNB|au|-11.4|130.6|Milikapiti
TCA|au|-19.6|134.2|Tennant Creek

Australia/Hobart
BWT|au|-41|145.7|Burnie
DPO|au|-41.2|146.4|Devonport
HBA|au|-42.8|147.5|Hobart
KNS|au|-39.9|143.9|King Island
LST|au|-41.5|147.2|Launceston
SIO|au|-40.8|145.1|Smithton

Australia/Melbourne
ARY|au|-37.3|143|Ararat
AVV|au|-38|144.5|Lara
BLN|au|-36.6|146|Benalla
BSJ|au|-37.9|147.6|Bairnsdale
CYG|au|-36.2|147.9|Corryong
ECH|au|-36.2|144.8|Echuca
HLT|au|-37.6|142.1|Hamilton
HSM|au|-36.7|142.2|Horsham
HTU|au|-35.7|142.4|Hopetoun
KRA|au|-35.8|143.9|Kerang
MBW|au|-38|145.1|Melbourne
MEB|au|-37.7|144.9|Essendon Fields
MEL|au|-37.7|144.8|Melbourne
MHU|au|-37|147.3|Mount Hotham
MQL|au|-34.2|142.1|Mildura
PTJ|au|-38.3|141.5|Portland
RMK|au|-34.2|140.7|Renmark
SHT|au|-36.4|145.4|Shepparton
SWC|au|-37.1|142.7|Stawell
SXE|au|-38.1|147|Sale
TGN|au|-38.2|146.5|Morwell
WGT|au|-36.4|146.3|Wangaratta
WKB|au|-36.3|142.4|Warracknabeal

Australia/Perth
ALH|au|-34.9|117.8|Albany
BME|au|-17.9|122.2|Broome
CVQ|au|-24.9|113.7|Carnarvon
DCN|au|-17.6|123.8|Derby
DRB|au|-17.4|123.7|Derby
EPR|au|-33.7|121.8|Esperance
FIZ|au|-18.2|125.6|Fitzroy Crossing
FOS|au|-30.8|128.1|Forrest
GET|au|-28.8|114.7|Geraldton
HCQ|au|-18.2|127.7|Halls Creek
JAD|au|-32.1|115.9|Perth
KGI|au|-30.8|121.5|Broadwood
KNX|au|-15.8|128.7|Kununurra
KTA|au|-20.7|116.8|Karratha
LEA|au|-22.2|114.1|Exmouth
LER|au|-27.8|120.7|Leinster
LNO|au|-28.9|121.3|Leonora
MJK|au|-25.9|113.6|Denham
MKR|au|-26.6|118.5|Meekatharra
MMG|au|-28.1|117.8|Mount Magnet
PBO|au|-23.2|117.7|Paraburdoo
PER|au|-31.9|116|Perth
PHE|au|-20.4|118.6|Port Hedland
TEF|au|-21.7|122.2|Telfer
WHB|au|-22.4|116.9|Eliwana
WME|au|-27.3|120.6|Mount Keith
WUN|au|-26.6|120.2|Wiluna
ZNE|au|-23.4|119.8|Newman

Australia/Sydney
ABX|au|-36.1|147|Albury
ARM|au|-30.5|151.6|Armidale
BHS|au|-33.4|149.7|Bathurst
BNK|au|-28.8|153.6|Ballina
BRK|au|-30|146|Bourke
BWQ|au|-30|146.8|Brewarrina
BWU|au|-33.9|151|Sydney
BZD|au|-34.6|143.6|Balranald
CAZ|au|-31.5|145.8|Cobar
CBR|au|-35.3|149.2|Canberra
CDU|au|-34|150.7|Cobbitty
CFS|au|-30.3|153.1|Coffs Harbour
CMD|au|-34.6|148|Cootamundra
CNB|au|-31|148.4|Coonamble
COJ|au|-31.3|149.3|Coonabarabran
CWT|au|-33.8|148.6|Cowra
CWW|au|-36|146.4|Corowa
DBO|au|-32.2|148.6|Dubbo
DGE|au|-32.6|149.6|Mudgee
DNQ|au|-35.6|144.9|Deniliquin
FRB|au|-33.4|147.9|Forbes
GFF|au|-34.3|146.1|Griffith
GFN|au|-29.8|153|Grafton
GLI|au|-29.7|151.7|Glen Innes
GUH|au|-31|150.2|Gunnedah
GUL|au|-34.8|149.7|Goulburn
HXX|au|-34.5|144.8|Hay
IVR|au|-29.9|151.1|Inverell
KPS|au|-31.1|152.8|Kempsey
LHG|au|-29.5|148|Lightning Ridge
LSY|au|-28.8|153.3|Lismore
MIM|au|-36.9|149.9|Merimbula
MRZ|au|-29.5|149.8|Moree
MYA|au|-35.9|150.1|Moruya
NAA|au|-30.3|149.8|Narrabri
NGA|au|-34.3|148.2|Young
NOA|au|-34.9|150.5|Nowra Hill
NRA|au|-34.7|146.5|Narrandera
NTL|au|-32.8|151.8|Williamtown
OAG|au|-33.4|149.1|Orange
OOM|au|-36.3|149|Cooma
PKE|au|-33.1|148.2|Parkes
PQQ|au|-31.4|152.9|Port Macquarie
QRM|au|-32.2|148.2|Narromine
QRR|au|-31.7|147.8|Warren
SWH|au|-35.4|143.5|Swan Hill
SYD|au|-33.9|151.2|Sydney
TEM|au|-34.4|147.5|Temora
TMW|au|-31.1|150.8|Tamworth
TRO|au|-31.9|152.5|Taree
TUM|au|-35.3|148.2|Tumut
TYB|au|-29.5|142.1|Tibooburra
WGA|au|-35.2|147.5|Wagga Wagga
WGE|au|-30|148.1|Walgett
WOL|au|-34.6|150.8|Albion Park Rail
WWY|au|-33.9|147.2|West Wyalong
XRH|au|-33.6|150.8|Richmond

Europe/Amsterdam
AMS|nl|52.3|4.8|Amsterdam
DHR|nl|52.9|4.8|Den Helder
EIN|nl|51.5|5.4|Eindhoven
ENS|nl|52.3|6.9|Enschede
GLZ|nl|51.6|4.9|Breda
GRQ|nl|53.1|6.6|Groningen
LEY|nl|52.5|5.5|Lelystad
LWR|nl|53.2|5.8|Leeuwarden
MST|nl|50.9|5.8|Maastricht
RTM|nl|52|4.4|Rotterdam
UDE|nl|51.7|5.7|Uden
WOE|nl|51.4|4.3|Bergen Op Zoom

Europe/Astrakhan
ASF|ru|46.3|48|Astrakhan

Europe/Athens
AOK|gr|35.4|27.1|Karpathos Island
ATH|gr|37.9|23.9|Athens
AXD|gr|40.9|26|Alexandroupolis
CFU|gr|39.6|19.9|Kerkyra Island
CHQ|gr|35.5|24.1|Souda
EFL|gr|38.1|20.5|Kefallinia Island
GPA|gr|38.2|21.4|Patras
HER|gr|35.3|25.2|Heraklion
IOA|gr|39.7|20.8|Ioannina
JKH|gr|38.3|26.1|Chios Island
JMK|gr|37.4|25.3|Mykonos Island
JSH|gr|35.2|26.1|Crete Island
JSI|gr|39.2|23.5|Skiathos
JTR|gr|36.4|25.5|Santorini Island
KGS|gr|36.8|27.1|Kos Island
KLX|gr|37.1|22|Kalamata
KVA|gr|40.9|24.6|Kavala
KZI|gr|40.3|21.8|Kozani
MJT|gr|39.1|26.6|Mytilene
PVK|gr|38.9|20.8|Preveza
PYR|gr|37.9|21.3|Andravida
RHO|gr|36.4|28.1|Rodes Island
SKG|gr|40.5|23|Thessaloniki
SMI|gr|37.7|26.9|Samos Island
VOL|gr|39.2|22.8|Nea Anchialos
ZTH|gr|37.8|20.9|Zakynthos Island

Europe/Belgrade
BEG|rs|44.8|20.3|Belgrade
BJY|rs|44.9|20.3|Batajnica
INI|rs|43.3|21.9|Nis
KVO|rs|43.8|20.6|Kraljevo
PRN|xk|42.6|21|Prishtina
UZC|rs|43.9|19.7|Užice

Europe/Berlin
AGB|de|48.4|10.9|Augsburg
AOC|de|51|12.5|Altenburg
BER|de|52.4|13.5|Berlin
BRE|de|53|8.8|Bremen
BWE|de|52.3|10.6|Braunschweig
BYU|de|50|11.6|Bayreuth
CGN|de|50.9|7.1|Köln
DRS|de|51.1|13.8|Dresden
DTM|de|51.5|7.6|Dortmund
DUS|de|51.3|6.8|Düsseldorf
EIB|de|51|10.5|Eisenach
ERF|de|51|11|Erfurt
FCN|de|53.8|8.7|Cuxhaven
FDH|de|47.7|9.5|Friedrichshafen
FKB|de|48.8|8.1|Baden-Baden
FMM|de|48|10.2|Memmingen
FMO|de|52.1|7.7|Münster
FNB|de|53.6|13.3|Neubrandenburg
FRA|de|50|8.6|Frankfurt am Main
FRZ|de|51.1|9.3|Fritzlar
GKE|de|51|6|Geilenkirchen Air Base
GWT|de|54.9|8.3|Westerland
HAJ|de|52.5|9.7|Hannover
HAM|de|53.6|10|Hamburg
HDF|de|53.9|14.2|Heringsdorf
HHN|de|49.9|7.3|Frankfurt am Main
HOQ|de|50.3|11.9|Hof
IGS|de|48.7|11.5|Manching
KEL|de|54.4|10.1|Kiel
KSF|de|51.4|9.4|Kassel
LBC|de|53.8|10.7|Lübeck
LEJ|de|51.4|12.2|Leipzig
LHA|de|48.4|7.8|Lahr
MGL|de|51.2|6.5|Mönchengladbach
MHG|de|49.5|8.5|Mannheim
MUC|de|48.4|11.8|Munich
NRN|de|51.6|6.1|Weeze
NUE|de|49.5|11.1|Nuremberg
OBF|de|48.1|11.3|Weßling
PAD|de|51.6|8.6|Paderborn
RLG|de|53.9|12.3|Rostock
RMS|de|49.4|7.6|Ramstein
SCN|de|49.2|7.1|Saarbrücken
SGE|de|50.7|8.1|Siegerland
SPM|de|50|6.7|Trier
STR|de|48.7|9.2|Stuttgart
SZW|de|53.4|11.8|Schwerin Parchim
WBG|de|54.5|9.5|Jagel
WIE|de|50|8.3|Wiesbaden
XFW|de|53.5|9.8|Hamburg

Europe/Bratislava
BTS|sk|48.2|17.2|Bratislava
ILZ|sk|49.2|18.6|Žilina
KSC|sk|48.7|21.2|Košice
PZY|sk|48.6|17.8|Piešťany
SLD|sk|48.6|19.1|Sliač
TAT|sk|49.1|20.2|Poprad

Europe/Brussels
ANR|be|51.2|4.5|Antwerp
BRU|be|50.9|4.5|Zaventem
CRL|be|50.5|4.5|Brussels
KJK|be|50.8|3.2|Wevelgem
LGG|be|50.6|5.4|Liège
OST|be|51.2|2.9|Ostend

Europe/Bucharest
ARW|ro|46.2|21.3|Arad
BAY|ro|47.7|23.5|Baia Mare
BBU|ro|44.5|26.1|Bucharest
BCM|ro|46.5|26.9|Bacău
BUH|ro|44.6|26.1|Bucharest
CLJ|ro|46.8|23.7|Cluj-Napoca
CND|ro|44.4|28.5|Constanţa
CRA|ro|44.3|23.9|Craiova
CSB|ro|45.4|22.3|Caransebeş
IAS|ro|47.2|27.6|Iaşi
OMR|ro|47|21.9|Oradea
OTP|ro|44.6|26.1|Bucharest
SBZ|ro|45.8|24.1|Sibiu
SCV|ro|47.7|26.4|Suceava
SUJ|ro|47.7|22.9|Satu Mare
TCE|ro|45.1|28.7|Tulcea
TGM|ro|46.5|24.4|Târgu Mureş
TSR|ro|45.8|21.3|Timişoara

Europe/Budapest
BUD|hu|47.4|19.3|Budapest
DEB|hu|47.5|21.6|Debrecen
PEV|hu|46|18.2|Pécs-Pogány
SOB|hu|46.7|17.2|Sármellék

Europe/Chisinau
BZY|md|47.8|27.8|Bălți
KIV|md|46.9|28.9|Chişinău

Europe/Copenhagen
AAL|dk|57.1|9.8|Aalborg
AAR|dk|56.3|10.6|Aarhus
BLL|dk|55.7|9.2|Billund
CNL|dk|57.5|10.2|Sindal
CPH|dk|55.6|12.7|Copenhagen
EBJ|dk|55.5|8.6|Esbjerg
KRP|dk|56.3|9.1|Karup
MRW|dk|54.7|11.4|Lolland Falster
ODE|dk|55.5|10.3|Odense
RKE|dk|55.6|12.1|Copenhagen
RNN|dk|55.1|14.8|Rønne
SGD|dk|55|9.8|Sønderborg
SKS|dk|55.2|9.3|Vojens
SQW|dk|56.6|9.2|Skive
STA|dk|56|8.4|Skjern
TED|dk|57.1|8.7|Thisted

Europe/Dublin
CFN|ie|55|-8.3|Donegal
DUB|ie|53.4|-6.3|Dublin
GWY|ie|53.3|-8.9|Galway
KIR|ie|52.2|-9.5|Killarney
NOC|ie|53.9|-8.8|Charlestown
ORK|ie|51.8|-8.5|Cork
SNN|ie|52.7|-8.9|Shannon
SXL|ie|54.3|-8.6|Sligo
WAT|ie|52.2|-7.1|Waterford

Europe/Gibraltar
GIB|gi|36.2|-5.3|Gibraltar

Europe/Guernsey
ACI|gg|49.7|-2.2|Saint Anne
GCI|gg|49.4|-2.6|Saint Peter Port

Europe/Helsinki
ENF|fi|68.4|23.4|Enontekio
HEL|fi|60.3|25|Helsinki
IVL|fi|68.6|27.4|Ivalo
JOE|fi|62.7|29.6|Joensuu
JYV|fi|62.4|25.7|Jyväskylän Maalaiskunta
KAJ|fi|64.3|27.7|Kajaani
KAO|fi|66|29.2|Kuusamo
KAU|fi|63.1|23.1|Kauhava
KEM|fi|65.8|24.6|Kemi
KEV|fi|61.9|24.8|Jämsä
KHJ|fi|62.5|22.4|Kauhajoki Airfield
KOK|fi|63.7|23.1|Kokkola
KTT|fi|67.7|24.8|Kittilä
KUO|fi|63|27.8|Kuopio
LPP|fi|61|28.1|Lappeenranta
MIK|fi|61.7|27.2|Mikkeli
OUL|fi|64.9|25.4|Oulu
POR|fi|61.5|21.8|Pori
RVN|fi|66.6|25.8|Rovaniemi
SJY|fi|62.7|22.8|Seinäjoki
SOT|fi|67.4|26.6|Sodankyla
SVL|fi|61.9|28.9|Savonlinna
TKU|fi|60.5|22.3|Turku
TMP|fi|61.4|23.6|Tampere
UTI|fi|60.9|26.9|Utti
VAA|fi|63.1|21.8|Vaasa
VRK|fi|62.2|27.9|Varkaus
YLI|fi|64.1|24.7|Ylivieska Airfield

Europe/Isle_of_Man
IOM|im|54.1|-4.6|Castletown

Europe/Istanbul
ADA|tr|37|35.3|Seyhan
ADB|tr|38.3|27.2|İzmir
ADF|tr|37.7|38.5|Adıyaman
AFY|tr|38.7|30.6|Afyonkarahisar
AJI|tr|39.7|43|Ağrı
ANK|tr|39.9|32.7|Ankara
AOE|tr|39.8|30.5|Eskişehir
ASR|tr|38.8|35.5|Kayseri
AYT|tr|36.9|30.8|Antalya
BAL|tr|37.9|41.1|Batman
BDM|tr|40.3|28|Bandırma
BJV|tr|37.3|27.7|Bodrum
BZI|tr|39.6|27.9|Balıkesir Merkez
CKZ|tr|40.1|26.4|Çanakkale
DIY|tr|37.9|40.2|Diyarbakır
DLM|tr|36.7|28.8|Dalaman
DNZ|tr|37.8|29.7|Denizli
EDO|tr|39.6|27|Edremit
ERC|tr|39.7|39.5|Erzincan
ERZ|tr|40|41.2|Erzurum
ESB|tr|40.1|33|Ankara
ESK|tr|39.8|30.6|Eskişehir Air Base
EZS|tr|38.6|39.3|Elazığ
GNY|tr|37.4|38.9|Şanlıurfa
GZP|tr|36.3|32.3|Gazipaşa
GZT|tr|36.9|37.5|Gaziantep
HTY|tr|36.4|36.3|Antakya
IGD|tr|40|43.9|Iğdır
IGL|tr|38.5|27|Kaklıç Mahallesi
ISE|tr|37.9|30.4|Isparta
ISL|tr|41|28.8|Bakırköy
IST|tr|41.3|28.7|Arnavutköy
IZM|tr|38.3|27.2|İzmir
KCM|tr|37.5|37|Kahramanmaraş
KCO|tr|40.7|30.1|Kartepe
KFS|tr|41.3|33.8|Kastamonu
KSY|tr|40.6|43.1|Kars
KYA|tr|38|32.6|Konya
MLX|tr|38.4|38.1|Malatya
MQM|tr|37.2|40.6|Mardin
MSR|tr|38.7|41.7|Muş
NKT|tr|37.4|42.1|Şırnak
NOP|tr|42|35.1|Sinop
OGU|tr|41|38.1|Ordu
ONQ|tr|41.5|32.1|Zonguldak
RZV|tr|41.2|40.9|Rize
SAW|tr|40.9|29.3|Pendik
SXZ|tr|38|41.8|Siirt
SZF|tr|41.3|36.6|Samsun
TEQ|tr|41.1|27.9|Çorlu
TJK|tr|40.3|36.4|Tokat
TZX|tr|41|39.8|Trabzon
UAB|tr|37|35.4|Sarıçam
VAN|tr|38.5|43.3|Van
YEI|tr|40.3|29.6|Bursa
YKO|tr|37.5|44.2|Hakkari

Europe/Jersey
JER|je|49.2|-2.2|Saint Helier

Europe/Kaliningrad
KGD|ru|54.9|20.6|Kaliningrad

Europe/Kirov
KVX|ru|58.5|49.3|Kirov

Europe/Kyiv
CKC|ua|49.4|32|Cherkasy
CWC|ua|48.3|26|Chernivtsi
DNK|ua|48.4|35.1|Dnipro
HMJ|ua|49.4|26.9|Khmelnytskyi
HRK|ua|49.9|36.3|Kharkiv
IEV|ua|50.4|30.5|Kyiv
IFO|ua|48.9|24.7|Ivano-Frankivsk
KBP|ua|50.3|30.9|Boryspil
KHE|ua|46.7|32.5|Kherson
KWG|ua|48|33.2|Kryvyi Rih
LWO|ua|49.8|24|Lviv
MPW|ua|47.1|37.4|Mariupol
NLV|ua|47.1|31.9|Nikolayev
ODS|ua|46.4|30.7|Odessa
OZH|ua|47.9|35.3|Zaporizhia
RWN|ua|50.6|26.1|Rivne
UDJ|ua|48.6|22.3|Uzhhorod
VIN|ua|49.2|28.6|Vinnitsa

Europe/Lisbon
AVR|pt|38.9|-9|Vila Franca de Xira
BGC|pt|41.9|-6.7|Bragança
BGZ|pt|41.6|-8.4|Braga
BYJ|pt|38.1|-7.9|Beja
CAT|pt|38.7|-9.4|Cascais
CBP|pt|40.2|-8.5|Coimbra
FAO|pt|37|-8|Faro
LIS|pt|38.8|-9.1|Lisbon
OPO|pt|41.2|-8.7|Porto
PRM|pt|37.1|-8.6|Portimão
QLR|pt|39.8|-8.9|Monte Real Air Base
VRL|pt|41.3|-7.7|Vila Real
VSE|pt|40.7|-7.9|Viseu

Europe/Ljubljana
LJU|si|46.2|14.5|Ljubljana
MBX|si|46.5|15.7|Maribor
POW|si|45.5|13.6|Portorož

Europe/London
ABZ|gb|57.2|-2.2|Aberdeen
ADX|gb|56.4|-2.9|Leuchars
BBS|gb|51.3|-0.8|Yateley
BEB|gb|57.5|-7.4|Balivanich
BEQ|gb|52.3|0.8|Thetford
BEX|gb|51.6|-1.1|Benson
BFS|gb|54.7|-6.2|Belfast
BHD|gb|54.6|-5.9|Belfast
BHX|gb|52.5|-1.7|Birmingham
BLK|gb|53.8|-3|Blackpool
BOH|gb|50.8|-1.8|Bournemouth
BQH|gb|51.3|0|London
BRR|gb|57|-7.4|Eoligarry
BRS|gb|51.4|-2.7|Bristol
BWF|gb|54.1|-3.3|Barrow-in-Furness
BZZ|gb|51.8|-1.6|Brize Norton
CAL|gb|55.4|-5.7|Campbeltown
CAX|gb|54.9|-2.8|Carlisle
CBG|gb|52.2|0.2|Cambridge
CEG|gb|53.2|-3|Hawarden
CVT|gb|52.4|-1.5|Coventry
CWL|gb|51.4|-3.3|Cardiff
DND|gb|56.5|-3|Dundee
EDI|gb|56|-3.4|Edinburgh
EMA|gb|52.8|-1.3|Nottingham
ENK|gb|54.4|-7.7|Enniskillen
EOI|gb|59.2|-2.8|Eday
ESH|gb|50.8|-0.3|Brighton
EXT|gb|50.7|-3.4|Exeter
FAB|gb|51.3|-0.8|Farnborough
FFD|gb|51.7|-1.8|Fairford
GLA|gb|55.9|-4.4|Paisley
GLO|gb|51.9|-2.2|Staverton
HAW|gb|51.8|-5|Haverfordwest
HUY|gb|53.6|-0.4|Grimsby
ILY|gb|55.7|-6.3|Port Ellen
INV|gb|57.5|-4|Inverness
KNF|gb|52.6|0.6|Marham
KOI|gb|59|-2.9|Orkney Islands
LBA|gb|53.9|-1.7|Leeds
LCY|gb|51.5|0.1|London
LDY|gb|55|-7.2|Derry
LGW|gb|51.1|-0.2|London
LHR|gb|51.5|-0.5|London
LKZ|gb|52.4|0.6|Lakenheath
LMO|gb|57.7|-3.3|Lossiemouth
LON|gb|51.5|-0.5|London
LPL|gb|53.3|-2.8|Liverpool
LSI|gb|59.9|-1.3|Lerwick
LTN|gb|51.9|-0.4|London
LYX|gb|51|0.9|Lydd
MAN|gb|53.3|-2.3|Manchester
MHZ|gb|52.4|0.5|Mildenhall
MME|gb|54.5|-1.4|Darlington
NCL|gb|55|-1.7|Newcastle
NHT|gb|51.6|-0.4|London
NQT|gb|52.9|-1.1|Nottingham
NQY|gb|50.4|-5|Newquay
NWI|gb|52.7|1.3|Norwich
ODH|gb|51.2|-0.9|Odiham
OXF|gb|51.8|-1.3|Kidlington
PIK|gb|55.5|-4.6|Prestwick
QCY|gb|53.1|-0.2|Coningsby
QUY|gb|52.4|-0.1|St. Ives
SEN|gb|51.6|0.7|London
SOU|gb|51|-1.4|Southampton
SQZ|gb|53.3|-0.6|Scampton
STN|gb|51.9|0.2|London
SWS|gb|51.6|-4.1|Swansea
SYY|gb|58.2|-6.3|Stornoway
TRE|gb|56.5|-6.9|Balemartine
VLY|gb|53.2|-4.5|Angelsey
WIC|gb|58.5|-3.1|Wick
WRT|gb|53.7|-2.9|Warton
WTN|gb|53.2|-0.5|Waddington
YEO|gb|51|-2.6|Yeovil

Europe/Luxembourg
LUX|lu|49.6|6.2|Luxembourg

Europe/Madrid
ABC|es|38.9|-1.9|Albacete
AGP|es|36.7|-4.5|Málaga
ALC|es|38.3|-0.6|Alicante
BCN|es|41.3|2.1|Barcelona
BIO|es|43.3|-2.9|Bilbao
BJZ|es|38.9|-6.8|Badajoz
CDT|es|40.2|0.1|Castellón de la Plana
CQM|es|38.9|-4|Ciudad Real
EAS|es|43.4|-1.8|Hondarribia
GRO|es|41.9|2.8|Girona
GRX|es|37.2|-3.8|Granada
IBZ|es|38.9|1.4|Ibiza
ILD|es|41.7|0.5|Lleida
LCG|es|43.3|-8.4|Culleredo
LEI|es|36.8|-2.4|Almería
LEN|es|42.6|-5.7|León
MAD|es|40.5|-3.6|Madrid
MAH|es|39.9|4.2|Mahón
MJV|es|37.8|-0.8|San Javier
ODB|es|37.8|-4.8|Córdoba
OVD|es|43.6|-6|Ranón
OZP|es|37.2|-5.6|Morón
PMI|es|39.6|2.7|Palma de Mallorca
PNA|es|42.8|-1.6|Pamplona
REU|es|41.1|1.2|Reus
RGS|es|42.4|-3.6|Burgos
RJL|es|42.5|-2.3|Logroño
RMU|es|37.8|-1.1|Corvera
ROZ|es|36.6|-6.3|Rota
SCQ|es|42.9|-8.4|Santiago de Compostela
SDR|es|43.4|-3.8|Santander
SLM|es|41|-5.5|Salamanca
SVQ|es|37.4|-5.9|Sevilla
TEV|es|40.4|-1.2|Teruel
TOJ|es|40.5|-3.5|Madrid
VGO|es|42.2|-8.6|Vigo
VIT|es|42.9|-2.7|Alava
VLC|es|39.5|-0.5|Valencia
VLL|es|41.7|-4.9|Valladolid
XRY|es|36.7|-6.1|Jerez de la Frontera
ZAZ|es|41.7|-1|Zaragoza

Europe/Malta
MLA|mt|35.9|14.5|Valletta

Europe/Mariehamn
MHQ|fi|60.1|19.9|Mariehamn

Europe/Minsk
BQT|by|52.1|23.9|Brest
GME|by|52.5|31|Gomel
GNA|by|53.6|24.1|Hrodna
MSQ|by|53.9|28|Minsk
MVQ|by|54|30.1|Mogilev
TXC|by|54.4|30.3|Orsha
VTB|by|55.1|30.3|Vitebsk

Europe/Moscow
AAQ|ru|45|37.3|Krasnyi Kurgan
AER|ru|43.4|40|Sochi
AMV|ru|69.8|61.6|Amderma
ARH|ru|64.6|40.7|Archangelsk
BZK|ru|53.2|34.2|Bryansk
CEE|ru|59.3|38|Cherepovets
CKL|ru|55.9|38.1|Moscow
CSY|ru|56.1|47.3|Cheboksary
DME|ru|55.4|37.9|Moscow
EGO|ru|50.6|36.6|Belgorod
EIK|ru|46.7|38.2|Yeysk
ESL|ru|46.4|44.3|Elista
GDZ|ru|44.6|38|Gelendzhik
GOJ|ru|56.2|43.8|Nizhny Novgorod
GRV|ru|43.4|45.7|Grozny
IGT|ru|43.3|45|Sunzha
INA|ru|66.1|60.1|Inta
IWA|ru|56.9|40.9|Ivanovo
JOK|ru|56.7|47.9|Yoshkar-Ola
KLD|ru|56.8|35.8|Tver
KLF|ru|54.5|36.4|Kaluga
KMW|ru|57.8|41|Kostroma
KRR|ru|45|39.2|Krasnodar
KSZ|ru|61.2|46.7|Kotlas
KTQ|fi|62.2|30.1|Kitee
KZN|ru|55.6|49.3|Kazan
LED|ru|59.8|30.3|St. Petersburg
LNX|ru|54.8|32|Smolensk
LPK|ru|52.7|39.5|Lipetsk
MCX|ru|42.8|47.7|Makhachkala
MMK|ru|68.8|32.8|Murmansk
MOW|ru|56|37.4|Moscow
MRV|ru|44.2|43.1|Mineralnyye Vody
NAL|ru|43.5|43.6|Nalchik
NBC|ru|55.6|52.1|Nizhnekamsk
NNM|ru|67.6|53.1|Naryan Mar
NOI|ru|45|38|Krymsk
OGZ|ru|43.2|44.6|Beslan
OSF|ru|55.5|37.5|Moscow
PES|ru|61.9|34.2|Petrozavodsk
PEX|ru|65.1|57.1|Pechora
PEZ|ru|53.1|45|Penza
PKV|ru|57.8|28.4|Pskov
ROV|ru|47.5|39.9|Rostov-on-Don
RYB|ru|58.1|38.9|Rybinsk
SCW|ru|61.6|50.8|Syktyvkar
SKX|ru|54.1|45.2|Saransk
STW|ru|45.1|42.1|Stavropol
SVO|ru|56|37.4|Moscow
TBW|ru|52.8|41.5|Tambov
TGK|ru|47.2|38.8|Taganrog
UCT|ru|63.6|53.8|Ukhta
ULY|ru|54.4|48.8|Cherdakly
URS|ru|51.8|36.3|Kursk
USK|ru|66|57.4|Usinsk
UTS|ru|65.4|52.2|Ust-Tsylma
UUA|ru|54.6|52.8|Bugulma
VGD|ru|59.3|39.9|Vologda
VKO|ru|55.6|37.3|Moscow
VKT|ru|67.5|64|Vorkuta
VOZ|ru|51.8|39.2|Voronezh
ZIA|ru|55.6|38.2|Moscow

Europe/Oslo
AES|no|62.6|6.1|Ålesund
ALF|no|70|23.4|Alta
ANX|no|69.3|16.1|Andenes
BDU|no|69.1|18.5|Målselv
BGO|no|60.3|5.2|Bergen
BJF|no|70.6|29.7|Båtsfjord
BNN|no|65.5|12.2|Brønnøy
BOO|no|67.3|14.4|Bodø
BVG|no|70.9|29|Berlevåg
EVE|no|68.5|16.7|Evenes
FRO|no|61.6|5|Florø
HAU|no|59.3|5.2|Karmøy
HFT|no|70.7|23.7|Hammerfest
HOV|no|62.2|6.1|Ørsta
HVG|no|71|26|Honningsvåg
KKN|no|69.7|29.9|Kirkenes
KRS|no|58.2|8.1|Kjevik
KSU|no|63.1|7.8|Kvernberget
LKL|no|70.1|25|Lakselv
LKN|no|68.2|13.6|Leknes
MEH|no|71|27.8|Mehamn
MJF|no|65.8|13.2|Mosjøen
MOL|no|62.7|7.3|Årø
MQN|no|66.4|14.3|Mo i Rana
NTB|no|59.6|9.2|Notodden
OLA|no|63.7|9.6|Ørland
OSL|no|60.2|11.1|Oslo
RVK|no|64.8|11.1|Rørvik
RYG|no|59.4|10.8|Oslo
SKE|no|59.2|9.6|Geiteryggen
SKN|no|68.6|15|Hadsel
SOJ|no|69.8|21|Sørkjosen
SRP|no|59.8|5.3|Leirvik
SSJ|no|66|12.5|Alstahaug
SVG|no|58.9|5.6|Stavanger
SVJ|no|68.2|14.7|Svolvær
TOS|no|69.7|18.9|Tromsø
TRD|no|63.5|10.9|Trondheim
TRF|no|59.2|10.3|Torp
VAW|no|70.4|31|Vardø
VDB|no|61|9.3|Fagernes
VDS|no|70.1|29.8|Vadsø

Europe/Paris
AGF|fr|44.2|0.6|Agen
AJA|fr|41.9|8.8|Ajaccio
ANE|fr|47.6|-0.3|TFFR
ANG|fr|45.7|0.2|Angoulême
AUF|fr|47.9|3.5|Auxerre
AUR|fr|44.9|2.4|Aurillac
AVN|fr|43.9|4.9|Avignon
BES|fr|48.4|-4.4|Brest
BIA|fr|42.6|9.5|Bastia
BIQ|fr|43.5|-1.5|Biarritz
BOD|fr|44.8|-0.7|Bordeaux
BOU|fr|47.1|2.4|Bourges
BSL|fr|47.6|7.5|Bâle
BVA|fr|49.5|2.1|Beauvais
BVE|fr|45|1.5|Brive la Gaillarde
BZR|fr|43.3|3.4|Béziers
CCF|fr|43.2|2.3|Carcassonne
CDG|fr|49|2.6|Paris
CEQ|fr|43.5|7|Cannes
CER|fr|49.7|-1.5|Cherbourg
CET|fr|47.1|-0.9|Cholet
CFE|fr|45.8|3.2|Clermont-Ferrand
CFR|fr|49.2|-0.4|Caen
CHR|fr|46.9|1.7|Châteauroux
CLY|fr|42.5|8.8|Calvi
CMF|fr|45.6|5.9|Chambéry
CMR|fr|48.1|7.4|Colmar
CNG|fr|45.7|-0.3|Cognac
CQF|fr|51|2|Marck
CSF|fr|49.3|2.5|Creil
CTT|fr|43.3|5.8|Le Castellet
DCM|fr|43.6|2.3|Castres
DIJ|fr|47.3|5.1|Dijon
DLE|fr|47|5.4|Dole
DNR|fr|48.6|-2.1|Dinard
DOL|fr|49.4|0.2|Deauville
EBU|fr|45.5|4.3|Saint-Étienne
EDM|fr|46.7|-1.4|La Roche-sur-Yon
EGC|fr|44.8|0.5|Bergerac
ENC|fr|48.7|6.2|Nancy
EPL|fr|48.3|6.1|Épinal
ETZ|fr|49|6.3|Metz
EVX|fr|49|1.2|Évreux
FNI|fr|43.8|4.4|Nîmes
FSC|fr|41.5|9.1|Figari Sud-Corse
GFR|fr|48.9|-1.6|Granville
GNB|fr|45.4|5.3|Saint-Étienne-de-Saint-Geoirs
HZB|fr|50.6|2.6|Merville
IDY|fr|46.7|-2.4|Île d'Yeu
LAI|fr|48.8|-3.5|Lannion
LBG|fr|49|2.4|Paris
LBI|fr|43.9|2.1|Albi
LBY|fr|47.3|-2.3|La Baule-Escoublac
LDE|fr|43.2|0|Tarbes
LDV|fr|48.5|-4.2|Landivisiau
LEH|fr|49.5|0.1|Le Havre
LIG|fr|45.9|1.2|Limoges
LIL|fr|50.6|3.1|Lille
LME|fr|47.9|0.2|Le Mans
LPY|fr|45.1|3.8|Le Puy
LRH|fr|46.2|-1.2|La Rochelle
LRT|fr|47.8|-3.4|Lorient
LTQ|fr|50.5|1.6|Le Touquet-Paris-Plage
LVA|fr|48|-0.7|Laval
LYN|fr|45.7|4.9|Lyon
LYS|fr|45.7|5.1|Lyon
MCU|fr|46.2|2.4|Montluçon
MEN|fr|44.5|3.5|Mende
MPL|fr|43.6|4|Montpellier
MRS|fr|43.4|5.2|Marseille
MXN|fr|48.6|-3.8|Morlaix
NCE|fr|43.7|7.2|Nice
NCY|fr|45.9|6.1|Annecy
NIT|fr|46.3|-0.4|Niort
NTE|fr|47.2|-1.6|Nantes
NVS|fr|47|3.1|Nevers
OBS|fr|44.5|4.4|Aubenas
ORY|fr|48.7|2.4|Paris
PAR|fr|49|2.6|Paris
PGF|fr|42.7|2.9|Perpignan
PGX|fr|45.2|0.8|Périgueux
PIS|fr|46.6|0.3|Poitiers
POX|fr|49.1|2|Cormeilles-en-Vexin
PUF|fr|43.4|-0.4|Pau
RCO|fr|45.9|-1|Rochefort
RDZ|fr|44.4|2.5|Rodez
RNE|fr|46.1|4|Roanne
RNS|fr|48.1|-1.7|Rennes
RYN|fr|45.6|-1|Royan
SBK|fr|48.5|-2.9|Saint-Brieuc
SNR|fr|47.3|-2.2|Saint-Nazaire
SOZ|fr|41.9|9.4|Solenzara
SXB|fr|48.5|7.6|Strasbourg
SYT|fr|46.4|4|Saint-Yan
TLN|fr|43.1|6.1|Toulon
TLS|fr|43.6|1.4|Toulouse
TNF|fr|48.8|2.1|Toussus-le-Noble
TUF|fr|47.4|0.7|Tours
UIP|fr|48|-4.2|Quimper
URO|fr|49.4|1.2|Boos
VAF|fr|44.9|5|Valence
VHY|fr|46.2|3.4|Vichy
VIY|fr|48.8|2.2|Vélizy-Villacoublay
VNE|fr|47.7|-2.7|Vannes
XCR|fr|48.8|4.2|Vatry
ZAO|fr|44.4|1.5|Cahors

Europe/Podgorica
TGD|me|42.4|19.3|Podgorica
TIV|me|42.4|18.7|Tivat

Europe/Prague
BRQ|cz|49.2|16.7|Brno
KLV|cz|50.2|12.9|Karlovy Vary
OSR|cz|49.7|18.1|Ostrava
PED|cz|50|15.7|Pardubice
PRG|cz|50.1|14.3|Prague
PRV|cz|49.4|17.4|Přerov
UHE|cz|49|17.4|Uherské Hradiště
VOD|cz|50.2|14.4|Vodochody

Europe/Riga
DGP|lv|55.9|26.7|Daugavpils
LPX|lv|56.5|21.1|Liepāja
RIX|lv|56.9|24|Riga
VNT|lv|57.4|21.5|Ventspils

Europe/Rome
AHO|it|40.6|8.3|Alghero
ALL|it|44.1|8.1|Albenga
AOI|it|43.6|13.4|Ancona
AOT|it|45.7|7.4|Aosta
AVB|it|46|12.6|Aviano
BDS|it|40.7|17.9|Brindisi
BGY|it|45.7|9.7|Milan
BLQ|it|44.5|11.3|Bologna
BRI|it|41.1|16.8|Bari
BZO|it|46.5|11.3|Bolzano
CAG|it|39.3|9.1|Cagliari
CIA|it|41.8|12.6|Rome
CIY|it|37|14.6|Comiso
CRV|it|39|17.1|Crotone
CTA|it|37.5|15.1|Catania
CUF|it|44.5|7.6|Cuneo
DCI|it|39.4|9|Decimomannu
EBA|it|42.8|10.2|Marina  Di Campo
FCO|it|41.8|12.3|Rome
FLR|it|43.8|11.2|Firenze
FOG|it|41.4|15.5|Foggia
FRL|it|44.2|12.1|Forlì
GOA|it|44.4|8.8|Genova
GRS|it|42.8|11.1|Grosetto
LCC|it|40.2|18.1|Lecce Galatina Air Base
LIN|it|45.4|9.3|Milan
MIL|it|45.6|8.7|Milan
MXP|it|45.6|8.7|Milan
NAP|it|40.9|14.3|Napoli
NSY|it|37.4|14.9|Sigonella
OLB|it|40.9|9.5|Olbia
PEG|it|43.1|12.5|Perugia
PMF|it|44.8|10.3|Parma
PMO|it|38.2|13.1|Palermo
PNL|it|36.8|12|Pantelleria
PSA|it|43.7|10.4|Pisa
PSR|it|42.4|14.2|Pescara
QSR|it|40.6|14.9|Salerno
REG|it|38.1|15.7|Reggio Calabria
RMI|it|44|12.6|Rimini
ROM|it|41.8|12.3|Rome
SAY|it|43.3|11.3|Siena
SUF|it|38.9|16.2|Lamezia Terme
TAR|it|40.5|17.4|Grottaglie
TPS|it|37.9|12.5|Trapani
TRN|it|45.2|7.6|Torino
TRS|it|45.8|13.5|Trieste
TSF|it|45.6|12.2|Treviso
TTB|it|39.9|9.7|Arbatax
VBS|it|45.4|10.3|Montichiari
VCE|it|45.5|12.4|Venice
VRN|it|45.4|10.9|Villafranca di Verona

Europe/Samara
IJK|ru|56.8|53.5|Izhevsk
KUF|ru|53.5|50.2|Samara

Europe/Sarajevo
BNX|ba|44.9|17.3|Banja Luka
OMO|ba|43.3|17.8|Mostar
SJJ|ba|43.8|18.3|Sarajevo
TZL|ba|44.5|18.7|Tuzla

Europe/Saratov
BWO|ru|51.9|47.7|Balakovo
GSV|ru|51.7|46.2|Saratov

Europe/Simferopol
SIP|ua|45.1|34|Simferopol
UKS|ua|44.7|33.6|Sevastopol

Europe/Skopje
OHD|mk|41.2|20.7|Ohrid
SKP|mk|42|21.6|Skopje

Europe/Sofia
BOJ|bg|42.6|27.5|Burgas
GOZ|bg|43.2|25.7|Gorna Oryahovitsa
JAM|bg|42.5|26.4|Yambol
PDV|bg|42.1|24.9|Plovdiv
SOF|bg|42.7|23.4|Sofia
VAR|bg|43.2|27.8|Varna

Europe/Stockholm
AGH|se|56.3|12.8|Ängelholm
AJR|se|65.6|19.3|Arvidsjaur
ARN|se|59.7|17.9|Stockholm
BLE|se|60.4|15.5|Borlange
BMA|se|59.4|17.9|Stockholm
EKT|se|59.4|16.7|Eskilstuna
EVG|se|62|14.4|Sveg
GEV|se|67.1|20.8|Gällivare
GOT|se|57.7|12.3|Gothenburg
GSE|se|57.8|11.9|Gothenburg
GVX|se|60.6|17|Gävle
HAD|se|56.7|12.8|Halmstad
HFS|se|60|13.6|Råda
HMV|se|65.8|15.1|Hemavan
JKG|se|57.8|14.1|Jönköping
KID|se|55.9|14.1|Kristianstad
KLR|se|56.7|16.3|Kalmar
KRF|se|63|17.8|Nyland
KRN|se|67.8|20.3|Kiruna
KSD|se|59.4|13.3|Karlstad
KSK|se|59.3|14.5|Karlskoga
KVB|se|58.5|14|Skövde
LLA|se|65.5|22.1|Luleå
LPI|se|58.4|15.7|Linköping
LYC|se|64.5|18.7|Lycksele
MMX|se|55.5|13.4|Malmö
MXX|se|61|14.5|Mora
NRK|se|58.6|16.3|Norrköping
NYO|se|58.8|16.9|Nyköping
OER|se|63.4|19|Örnsköldsvik
ORB|se|59.2|15|Örebro
OSD|se|63.2|14.5|Östersund
PJA|se|67.2|23.1|Pajala
RNB|se|56.3|15.3|Ronneby
RRS|no|62.6|11.3|Røros
SCR|se|61.2|12.8|Malung-Sälen
SDL|se|62.5|17.4|Sundsvall
SFT|se|64.6|21.1|Skellefteå
SOO|se|61.3|17.1|Söderhamn
SQO|se|65|17.7|Storuman
STO|se|59.7|17.9|Stockholm
THN|se|58.3|12.3|Trollhättan
TYF|se|60.2|13|Torsby
UME|se|63.8|20.3|Umeå
VBY|se|57.7|18.3|Visby
VHM|se|64.6|16.8|Vilhelmina
VST|se|59.6|16.6|Stockholm
VXO|se|56.9|14.7|Växjö

Europe/Tallinn
EPU|ee|58.4|24.5|Pärnu
KDL|ee|59|22.8|Kärdla
TAY|ee|58.3|26.7|Tartu
TLL|ee|59.4|24.8|Tallinn
URE|ee|58.2|22.5|Kuressaare

Europe/Tirane
KFZ|al|42|20.4|Kukës
TIA|al|41.4|19.7|Tirana

Europe/Ulyanovsk
ULV|ru|54.3|48.2|Ulyanovsk

Europe/Vienna
GRZ|at|47|15.4|Graz
INN|at|47.3|11.3|Innsbruck
KLU|at|46.6|14.3|Klagenfurt am Wörthersee
LNZ|at|48.2|14.2|Linz
SZG|at|47.8|13|Salzburg
VIE|at|48.1|16.6|Vienna

Europe/Vilnius
KUN|lt|55|24.1|Kaunas
PLQ|lt|56|21.1|Palanga
PNV|lt|55.7|24.5|Panevėžys
SQQ|lt|55.9|23.4|Šiauliai
VNO|lt|54.6|25.3|Vilnius

Europe/Volgograd
VOG|ru|48.8|44.3|Volgograd

Europe/Warsaw
BZG|pl|53.1|18|Bydgoszcz
GDN|pl|54.4|18.5|Gdańsk
IEG|pl|52.1|15.8|Babimost
KRK|pl|50.1|19.8|Kraków
KTW|pl|50.5|19.1|Katowice
LCJ|pl|51.7|19.4|Łódź
LUZ|pl|51.2|22.7|Lublin
POZ|pl|52.4|16.8|Poznań
RDO|pl|51.4|21.2|Radom
RZE|pl|50.1|22|Rzeszów
SZY|pl|53.5|20.9|Olsztyn
SZZ|pl|53.6|14.9|Goleniow
WAW|pl|52.2|21|Warsaw
WMI|pl|52.5|20.7|Warsaw
WRO|pl|51.1|16.9|Wrocław

Europe/Zagreb
BWK|hr|43.3|16.7|Bol
DBV|hr|42.6|18.3|Dubrovnik
OSI|hr|45.5|18.8|Osijek
PUY|hr|44.9|13.9|Pula
RJK|hr|45.2|14.6|Rijeka
SPU|hr|43.5|16.3|Split
ZAD|hr|44.1|15.3|Zemunik
ZAG|hr|45.7|16.1|Zagreb

Europe/Zurich
ACH|ch|47.5|9.6|Altenrhein
BRN|ch|46.9|7.5|Bern-Belp
EML|ch|47.1|8.3|Emmen Air Base
GVA|ch|46.2|6.1|Geneva
LUG|ch|46|8.9|Lugano
SIR|ch|46.2|7.3|Sion
SMV|ch|46.5|9.9|Samedan
ZRH|ch|47.5|8.5|Zurich

Indian/Antananarivo
ANM|mg|-15|50.3|Antsirabe
BPY|mg|-16.7|44.5|Besalampy
DIE|mg|-12.3|49.3|Antisiranana
FTU|mg|-25|47|Tôlanaro
HVA|mg|-14.6|47.8|Analalava
MJN|mg|-15.7|46.4|Mahajanga
MNJ|mg|-21.2|48.4|Mananjary
MOQ|mg|-20.3|44.3|Morondava
MXM|mg|-21.8|43.4|Morombe
NOS|mg|-13.3|48.3|Nosy Be
SMS|mg|-17.1|49.8|Vohilava
SVB|mg|-14.3|50.2|Sambava
TLE|mg|-23.4|43.7|Toliara
TMM|mg|-18.1|49.4|Toamasina
TNR|mg|-18.8|47.5|Antananarivo
VOH|mg|-13.4|50|Vohemar
WAI|mg|-14.9|48|Antsohihy
WFI|mg|-21.4|47.1|Fianarantsoa
WMN|mg|-15.4|49.7|Maroantsetra
WMR|mg|-16.2|49.8|Mananara Nord
WVK|mg|-22.1|48|Manakara
ZVA|mg|-19.6|45.5|Miandrivazo
ZWA|mg|-14.7|49.6|Andapa

Indian/Chagos
NKW|io|-7.3|72.4|Diego Garcia

Indian/Christmas
XCH|cx|-10.4|105.7|Flying Fish Cove

Indian/Cocos
CCK|cc|-12.2|96.8|West Island

Indian/Comoro
AJN|km|-12.1|44.4|Ouani
HAH|km|-11.5|43.3|Moroni
NWA|km|-12.3|43.8|Fomboni

Indian/Mahe
PRI|sc|-4.3|55.7|Grand Anse
SEZ|sc|-4.7|55.5|Mahe Island

Indian/Maldives
GAN|mv|-0.7|73.2|Gan
HAQ|mv|6.7|73.2|Haa Dhaalu Atoll
KDM|mv|0.5|73|Huvadhu Atoll
KDO|mv|1.9|73.5|Kadhdhoo
MLE|mv|4.2|73.5|Malé
NMF|mv|5.8|73.5|Noonu Atoll
VAM|mv|3.5|72.8|Maamigili

Indian/Mauritius
MRU|mu|-20.4|57.7|Plaine Magnien
RRG|mu|-19.8|63.4|Port Mathurin

Indian/Mayotte
DZA|yt|-12.8|45.3|Dzaoudzi

Indian/Reunion
RUN|re|-20.9|55.5|Sainte-Marie
ZSE|re|-21.3|55.4|Saint-Pierre

Pacific/Apia
APW|ws|-13.8|-172|Apia
PPG|as|-14.3|-170.7|Pago Pago

Pacific/Auckland
AKL|nz|-37|174.8|Auckland
ALR|nz|-45.2|169.4|Alexandra
AMZ|nz|-37|175|Manurewa
BHE|nz|-41.5|173.9|Blenheim
CHC|nz|-43.5|172.5|Christchurch
DUD|nz|-45.9|170.2|Dunedin
GIS|nz|-38.7|178|Gisborne
GTN|nz|-43.9|170.1|Glentanner Station
HKK|nz|-42.7|171|Hokitika Airfield
HLZ|nz|-37.9|175.3|Hamilton
IVC|nz|-46.4|168.3|Invercargill
KAT|nz|-35.1|173.3|Awanui
KKE|nz|-35.3|173.9|Kerikeri
MON|nz|-43.8|170.1|Mount Cook
MRO|nz|-41|175.6|Masterton
NPE|nz|-39.5|176.9|Napier
NPL|nz|-39|174.2|New Plymouth
NSN|nz|-41.3|173.2|Nelson
OAM|nz|-45|171.1|Oamaru
OHA|nz|-40.2|175.4|RNZAF Base Ohakea
PMR|nz|-40.3|175.6|Palmerston North
PPQ|nz|-40.9|175|Paraparaumu
ROT|nz|-38.1|176.3|Rotorua
TEU|nz|-45.5|167.6|Manapouri
TIU|nz|-44.3|171.2|Timaru
TRG|nz|-37.7|176.2|Tauranga
TUO|nz|-38.7|176.1|Taupo
TWZ|nz|-44.2|170.1|Twitzel
WAG|nz|-40|175|Wanganui
WHK|nz|-37.9|176.9|Whakatane
WIR|nz|-39|177.4|Wairoa
WKA|nz|-44.7|169.2|Wanaka
WLG|nz|-41.3|174.8|Wellington
WRE|nz|-35.8|174.4|Whangarei
WSZ|nz|-41.7|171.6|Westport
ZQN|nz|-45|168.7|Queenstown

Pacific/Bougainville
BUA|pg|-5.4|154.7|Buka Island

Pacific/Chatham
CHT|nz|-43.8|-176.5|Te One

Pacific/Chuuk
TKK|fm|7.5|151.8|Weno Island
YAP|fm|9.5|138.1|Yap Island

Pacific/Easter
IPC|cl|-27.2|-109.4|Isla De Pascua

Pacific/Efate
SON|vu|-15.5|167.2|Luganville
TAH|vu|-19.5|169.2|Tanna
VLI|vu|-17.7|168.3|Port Vila
ZGU|vu|-14.2|167.6|Gaua Island

Pacific/Fiji
LBS|fj|-16.5|179.3|Labasa
NAN|fj|-17.8|177.4|Nadi
SUV|fj|-18|178.6|Nausori

Pacific/Funafuti
FUN|tv|-8.5|179.2|Funafuti

Pacific/Gambier
GMR|pf|-23.1|-134.9|Totegegie

Pacific/Guadalcanal
HIR|sb|-9.4|160.1|Honiara
MUA|sb|-8.3|157.3|Munda

Pacific/Guam
GUM|gu|13.5|144.8|Hagåtña
ROP|mp|14.2|145.2|Rota Island
TIQ|mp|15|145.6|Tinian Island
UAM|gu|13.6|144.9|Yigo

Pacific/Honolulu
BKH|us|22|-159.8|Kekaha
HIK|us|21.3|-157.9|Honolulu
HNL|us|21.3|-157.9|Honolulu
HNM|us|20.8|-156|Hana
ITO|us|19.7|-155|Hilo
JHM|us|21|-156.7|Lahaina
JRF|us|21.3|-158.1|Kapolei
KOA|us|19.7|-156|Kailua-Kona
LIH|us|22|-159.3|Lihue
LNY|us|20.8|-157|Lanai City
MKK|us|21.2|-157.1|Kaunakakai
MUE|us|20|-155.7|Waimea
NGF|us|21.5|-157.8|Kaneohe
OGG|us|20.9|-156.4|Kahului

Pacific/Kanton
CIS|ki|-2.8|-171.7|Abariringa

Pacific/Kiritimati
CXI|ki|2|-157.4|Kiritimati

Pacific/Kosrae
KSA|fm|5.4|163|Okat

Pacific/Majuro
KWA|mh|8.7|167.7|Kwajalein
MAJ|mh|7.1|171.3|Majuro Atoll

Pacific/Marquesas
AUQ|pf|-9.8|-139|Hiva Oa Island
NHV|pf|-8.8|-140.2|Nuku Hiva

Pacific/Midway
MDY|um|28.2|-177.4|Sand Island

Pacific/Nauru
INU|nr|-0.5|166.9|Yaren District

Pacific/Niue
IUE|nu|-19.1|-169.9|Alofi

Pacific/Norfolk
NLK|nf|-29|167.9|Burnt Pine

Pacific/Noumea
BMY|nc|-19.7|163.7|Waala
GEA|nc|-22.3|166.5|Nouméa
ILP|nc|-22.6|167.5|Île des Pins
KNQ|nc|-21.1|164.8|Koné
KOC|nc|-20.5|164.3|Koumac
LIF|nc|-20.8|167.2|Lifou
MEE|nc|-21.5|168|Maré
NOU|nc|-22|166.2|Nouméa
TGJ|nc|-21.1|167.8|Tiga
TOU|nc|-20.8|165.3|Touho
UVE|nc|-20.6|166.6|Ouvéa

Pacific/Pago_Pago
FTI|as|-14.2|-169.4|Fitiuta Village

Pacific/Palau
ROR|pw|7.4|134.5|Babelthuap Island

Pacific/Pohnpei
PNI|fm|7|158.2|Pohnpei Island

Pacific/Port_Moresby
CMU|pg|-6|145|Kundiawa
DAU|pg|-9.1|143.2|Daru
GKA|pg|-6.1|145.4|Goronka
GUR|pg|-10.3|150.3|Gurney
HGU|pg|-5.8|144.3|Mount Hagen
HKN|pg|-5.5|150.4|Kimbe
KMA|pg|-8|145.8|Kerema
KVG|pg|-2.6|150.8|Kavieng
LAE|pg|-6.6|146.7|Lae
MAG|pg|-5.2|145.8|Madang
MAS|pg|-2.1|147.4|Manus Island
MDU|pg|-6.1|143.7|Mendi
OKL|id|-4.9|140.6|Oksibil
OPU|pg|-8.1|142.9|Balimo
PNP|pg|-8.8|148.3|Popondetta
POM|pg|-9.4|147.2|Port Moresby
RAB|pg|-4.3|152.4|Kokopo
VAI|pg|-2.7|141.3|Vanimo
VMU|pg|-7.5|144.8|Baimuru
WBM|pg|-5.6|143.9|Wapenamanda
WWK|pg|-3.6|143.7|Wewak

Pacific/Rarotonga
RAR|ck|-21.2|-159.8|Avarua

Pacific/Saipan
SPN|mp|15.1|145.7|I Fadang

Pacific/Tahiti
AAA|pf|-17.4|-145.5|Anaa
AHE|pf|-14.4|-146.3|Ahe Atoll
AXR|pf|-15.2|-146.6|Arutua
BOB|pf|-16.4|-151.8|Motu Mute
FAV|pf|-16.1|-145.7|Fakarava
FGU|pf|-15.8|-140.9|Fangatau
HOI|pf|-18.1|-140.9|Otepa
HUH|pf|-16.7|-151|Fare
KKR|pf|-15.7|-146.9|Raitahiti
MAU|pf|-16.4|-152.2|Maupiti
MKP|pf|-16.6|-143.7|Makemo
MOZ|pf|-17.5|-149.8|Moorea-Maiao
MVT|pf|-14.9|-148.7|Mataiva
PKP|pf|-14.8|-138.8|Puka Puka
PPT|pf|-17.6|-149.6|Papeete
REA|pf|-18.5|-136.4|Reao
RFP|pf|-16.7|-151.5|Uturoa
RGI|pf|-15|-147.7|Rangiroa
RUR|pf|-22.4|-151.4|Rurutu
TIH|pf|-15.1|-148.2|Tikehau
TKP|pf|-14.7|-145.2|Takapoto
TKX|pf|-14.5|-145|Takaroa
TUB|pf|-23.4|-149.5|Tubuai
XMH|pf|-14.4|-146.1|Manihi

Pacific/Tarawa
TBF|ki|-1.2|174.8|Tabiteuea North
TRW|ki|1.4|173.1|Tarawa

Pacific/Tongatapu
HPA|to|-19.8|-174.3|Lifuka
TBU|to|-21.2|-175.1|Nuku'alofa
VAV|to|-18.6|-174|Vava'u Island

Pacific/Wake
AWK|um|19.3|166.6|Wake Island

Pacific/Wallis
FUT|wf|-14.3|-178.1|Futuna Island
WLS|wf|-13.2|-176.2|Wallis Island`;
