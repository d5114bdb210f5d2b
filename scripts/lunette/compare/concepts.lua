-- concepts.lua - words that say the same in what two governments tell of one meeting: "garments" and "apparel", "polls" and "election", "East Sea" and
-- "South China Sea".
--
-- Sits on nothing. A line is one notion; a word stands in one line alone. Verbs of saying and the furniture of readouts (FRAME) are in every
-- sentence and tell little about its matter. How firmly something is said is force.lua's.

local M = {}

--- One notion a line.
M.groups = [[
election poll ballot vote voting electoral
increase expand expansion enlarge broaden widen rise grow growth raise boost
reduce reduction cut lower decrease lessen decline
accelerate speed expedite hasten quicken momentum impetus fast swift rapid quick prompt early soon urgent immediate immediately delay speedy
start begin launch initiate commence commencement establish establishment create creation found set up
end stop cease cessation halt terminate termination finish lift abolish abolition remove removal scrap
continue continuation maintain maintenance keep sustain remain stay preserve uphold retain
resume resumption restart reopen renew renewal restore restoration revive
ban restriction restrictive prohibition embargo curb restrain barrier obstacle block unhindered obstruct impede sanction quota
tariff levy customs duty duties
import export buy sell purchase sale
fish fishery fishing seafood aquatic marine fisherman fishermen salmon tuna squid trawler
clothing garment apparel textile
shoe footwear
company enterprise firm business entrepreneur corporate
invest investment investor capital fund funding finance financing financial
loan credit lending
aid assistance assist help relief humanitarian
weapon arm armament munition tank howitzer artillery shell ammunition
military army defence defense armed soldier troop serviceman servicemen
plane aircraft jet fighter warplane airplane helicopter
drone unmanned uav
missile rocket
ship vessel boat cutter patrol shipping sailor seaman seafarer
border frontier boundary crossing
migration migrant refugee asylum displace displaced flee fled
peace ceasefire truce armistice
war conflict hostility hostilities fighting fight
attack strike assault raid aggression incursion violation violate incident occurrence
kill killing death dead victim bereaved casualty fatality murder assassination slain
detain detained detention arrest prisoner captive imprison jail hostage abduct abduction custody
release free liberation
environment environmental green ecological ecology
climate warming emission
energy power electricity electric grid
health medical medicine hospital patient doctor pharmaceutical drug generic
school education educational university student scholarship academic pupil teacher
young youth youngster
tourism tourist holiday
visa permit consular consulate consul embassy
worker labour labor employment employ job workforce employee skilled professional labourer laborer staff nurse
telecommunication telecoms telecom digital internet
semiconductor chip microchip
road rail railway train connectivity transport transportation highway
dialogue negotiation negotiate consultation consult mechanism
convene host organise organize
visit travel trip tour journey come
invitation invite
agreement deal treaty accord pact memorandum convention
sign signature signing conclude conclusion complete completion finalise finalize close
implement implementation execute execution practice fulfil fulfill carry outcome realise
relation relationship tie bond link friendship partnership
cooperation cooperate collaboration collaborate joint jointly together collective
resolve resolution settle settlement solve solution overcome
dispute difference disagreement controversy
join joining accede accession membership admission entry participation participate member
chairmanship chair presidency stewardship leadership
achievement success progress accomplishment stride strong
candidate candidacy bid contender
safety security safe secure protection protect
disinformation propaganda misinformation
people population citizen national resident
sea maritime ocean
island islet
river lake
mineral earth earths ore lithium cobalt nickel copper graphite
economy economic
trade commerce commercial
compensate compensation reparation redress indemnity
harm damage injure injury destroy destruction
flood storm cyclone earthquake wildfire fire disaster drought hurricane typhoon
terror terrorism terrorist militant extremist insurgent militia
crime criminal trafficking smuggling scam fraud transnational
oil petroleum gas fuel lng crude barrel hydrocarbon
nuclear atomic uranium reactor enrichment denuclear denuclearization denuclearisation
food grain wheat crop farm farming agriculture agricultural agribusiness fruit vegetable beef poultry meat dairy rice soybean corn maize sugar coffee
bank banking
tax taxation
culture cultural heritage
space satellite lunar
airline flight aviation airliner
airport airfield
prison jailed
expert specialist
neighbour neighbor neighbouring neighboring
parliament parliamentary legislature lawmaker congress
law legal legislation legislative
rule rules regulation norm
interfere interference meddle meddling intervention
reprisal revenge retaliation retaliate vengeance
spare allow permitted enable
conviction confident confidence trust
additional further another extra
worship temple church mosque synagogue religion religious faith
currency lira ruble rouble rupee yuan renminbi yen
qualification degree diploma credential
double twice doubled twofold
goods merchandise product commodity
unilateral sided
oppose opposition objection reject rejection
repatriate repatriation return deport deportation readmission
solar photovoltaic renewable renewables wind hydropower hydroelectric
exercise drill manoeuvre maneuver
cyber cybersecurity cybercrime hacker hacking online
genocide atrocity massacre
annex annexation occupy occupation
demine demining landmine unexploded ordnance minefield
dioxin detoxify detoxification decontaminate decontamination remediate remediation cleanup
legacy consequence aftermath
pandemic epidemic vaccine vaccination outbreak
diaspora expatriate
anniversary commemorate commemoration jubilee
summit forum conference
transfer handover deliver delivery supply provide provision
mediate mediation mediator
stable stability stabilise stabilize
sovereign sovereignty independence independent
lorry truck convoy
corridor route passage
flower floriculture horticulture horticultural rose
biofuel ethanol biodiesel
port harbour harbor seaport
newspaper journalist media press
women female gender
artificial ai algorithm
constitution constitutional
minority indigenous ethnic
debt restructure restructuring
pension retirement
sport sporting olympic
language linguistic
museum archive
archaeological artefact artifact
judge magistrate judiciary judicial court tribunal justice
interconnection interconnector cable
boycott blockade siege
reconstruction rebuild recovery
veteran combatant guerrilla demobilise demobilize reintegration
recycling circular waste plastic
hospitality hosting sheltered shelter
football tournament championship cup
volunteer peacekeeper peacekeeping
inspector inspection monitor monitoring observer
housing house construction
timber forest forestry logging deforestation rainforest
corruption bribery laundering
water dam irrigation reservoir
]]

--- Names that two governments use for one thing, one thing a line.
M.names = [[
South China Sea; East Sea; West Philippine Sea; Sea of Japan
Middle East; West Asia
Islamic State; Daesh; DAESH; ISIS; ISIL
Persian Gulf; Arabian Gulf
Takeshima; Dokdo; Liancourt Rocks
Senkaku; Diaoyu
Falkland; Malvinas
Nagorno-Karabakh; Artsakh; Karabakh
Kyiv; Kiev
Odesa; Odessa
Kharkiv; Kharkov
Tibet; Xizang
Paracel; Hoang Sa; Xisha
Spratly; Truong Sa; Nansha
Jerusalem; Al-Quds; Al Quds
Chagos; British Indian Ocean Territory
Law of the Sea; UNCLOS
Security Council; UNSC
Indo-Pacific; Asia-Pacific
]]

--- Words whose forms follow no rule, each with its forms; numbers with their names.
M.irregular = [[
send sent
build built
buy bought
sell sold
bring brought
begin began begun
rise rose risen
grow grew grown
lead led
lose lost
fight fought
fall fell fallen
strike struck stricken
choose chose chosen
pay paid
win won
withdraw withdrew withdrawn
freeze froze frozen
break broke broken
hold held
deal dealt
leave left
flee fled
fly flew flown
lend lent
spend spent
bear bore borne
write wrote written
teach taught
catch caught
feed fed
overcome overcame
shoot shot
steal stole stolen
drive drove driven
throw threw thrown
wear wore worn
bind bound
seek sought
keep kept
man men
woman women
child children
life lives
crisis crises
3 three
4 four
5 five
6 six
7 seven
8 eight
9 nine
10 ten
11 eleven
12 twelve
15 fifteen
20 twenty
30 thirty
40 forty
50 fifty
60 sixty
70 seventy
80 eighty
90 ninety
]]

--- What stands in every readout, whatever it tells of.
M.frame = [[
say state stress underline underscore emphasise emphasize highlight express voice convey reaffirm reiterate affirm confirm note point mention explain
brief inform raise discuss exchange view opinion agree concur share thank praise commend laud appreciate appreciation welcome hope wish urge call ask
request propose suggest readiness ready willing willingness pledge commit commitment support demand insist seek sought offer assure promise refer touch
review importance important need regard attach hail admire admiration satisfaction concern condemn regret warn recall announce declare tell told speak
spoke talk talks meeting meet met conversation leader secretary chancellor premier prime head counterpart colleague interlocutor guest ambassador party
country bilateral mutual work working take make give number area field range matter issue question situation time today yesterday way part place good high
great new own interest position favour favor importance topical focus attention role level undertake apprise advocate decide decision
]]

return M
