"""German: abbreviations, words that begin sentences, small words, numbers."""

from decimal import Decimal

from translator.language import Facts, Style

NEVER_END = frozenset(
    """
    Abb Abs Abt Anm Ang Art Bd Bde Bearb Begr Bez Bhf bez bezgl bzgl bzw ca Dipl Doz Dr dt ebd ehem eigtl einschl engl
    entspr erg evtl exkl Fa Fam Fig Forts Fr franz Frl geb gegr gem Ges gesch gest ggf Gebr griech Hg Hl hl Hr Hrn Hrsg ill
    inkl insb insbes insg ital Ing jew Kap kath Kfm lat lfd lt max med min Mag mind Mitgl möbl nachm näml Nr Nrn offiz Pf
    Pfr phil Pos pol Priv Prof prot rd ref Reg rer resp rk röm russ S sel Skt sog span spez St Tel tgl überw umg ungar ungef
    urspr verh verw vgl vorm vorl wg Wwe zit zul zus zzgl zzt zw Ziff Th Ph Fr Wm Jun Jan Feb Aug Sep Sept Okt Nov Dez Mo Di
    Mi Do Sa z.B z.T z.Zt z.Hd d.h d.i i.A i.V i.S m.E m.W o.g s.o s.u u.a.m v.a v.l n.l u.d.T i.e
    """.split()
)

MAY_END = frozenset(
    """
    usw etc usf Str str Mio Mrd Bio Tsd Jh Jhd Jhdt Jahrh Chr e.V a.D u.a u.ä o.ä o.a u.U u.v.a u.v.m i.d.R v.Chr n.Chr Co
    Inc Ltd Corp Std Min Sek Stk Pl Allg Anh Expl evang Sen jr sr jun sen a.M a.O d.J d.M d.Ä d.Gr U.S.A U.S St.Gallen m.b.H
    mbH KG Gmbh
    """.split()
)

STARTERS = frozenset(
    """
    der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner er sie es wir ihr ich du man
    sein seine seinen seinem seiner ihre ihren ihrem ihrer unser unsere unseren unserem unserer mein meine meinen meinem
    dein deine dieser diese dieses diesen diesem jener jene jenes jenen jenem jeder jede jedes jeden jedem alle alles allen
    aller viele vielen einige einigen mehrere manche manchen beide beiden andere anderen wer wen wem wessen was welche
    welcher welches wo woher wohin wann warum weshalb wieso wie wozu womit wodurch wobei wofür und oder aber doch denn
    sondern sowie auch nur noch schon erst nicht nichts nie niemand niemals jemand etwas so da dann danach dabei dafür
    dagegen daher dahin dahinter damals damit daneben daran darauf daraus darin darüber darum darunter davon davor dazu
    dazwischen deshalb deswegen demnach dennoch derzeit deren dessen dort dorthin draußen drinnen eben ebenso ebenfalls eher
    ehe einst endlich erstmals etwa ferner fast früher gegen gestern heute morgen hier hierbei hierfür hierzu hinzu immer
    immerhin inzwischen insgesamt jedoch jetzt kaum künftig längst laut leider letztlich mal manchmal mehr mehrmals meist
    meistens mit mittlerweile möglicherweise nach nachdem nachts neben nebenbei nein ja nun ob obwohl oben oft ohne rund
    schließlich seit seitdem seither selbst selten sehr sogar solange somit sonst sonntags montags dienstags mittwochs
    donnerstags freitags samstags sowohl stattdessen später teilweise trotz trotzdem tatsächlich über überall übrigens um
    unter unten unterdessen ursprünglich vermutlich viel vielleicht vom von vor vorerst vorher vorhin während wahrscheinlich
    weder wegen weil weiter weiterhin weitere wenig wenige wenn wenngleich wieder wohl zu zuerst zuletzt zudem zugleich zum
    zumal zumindest zunächst zur zurzeit zusätzlich zuvor zwar zwischen zwei drei vier fünf sechs sieben acht neun zehn elf
    zwölf hundert tausend aus außer außerdem am an als anders anfangs ans auf aufgrund bei beim bereits bis bislang bisher
    binnen dank durch entgegen entlang entsprechend für ihm ihn ihnen im in indem infolge innerhalb ins irgendwann ist sind
    war waren wird werden wurde wurden hat haben hatte hatten kann können konnte soll sollen muss müssen darf will wollen
    möchte ließ lässt geht gibt gab steht stand bleibt blieb kommt kam sei hätte wäre würde könnte anschließend allein
    allerdings also angeblich anstelle auffällig ausgerechnet besonders bekannt dies diesmal ebensowenig einerseits
    andererseits einzig falls folglich gemeinsam genau genauso gleich gleichzeitig großen größer hingegen hinter indes
    jedenfalls je jenseits jüngst keineswegs klar knapp letzte letzter letztes nächste nächster nahezu natürlich nirgends
    offenbar offiziell parallel plötzlich prompt sicher sofort solche solcher soweit spätestens statt teils umso unklar
    vielmehr vorbei wichtig ziemlich zeitgleich zweimal zweitens erstens drittens bitte danke reisende betroffen grund
    karten
    """.split()
) - {"grund", "karten", "reisende", "betroffen"}

COMMON = frozenset(
    """
    der die das und ist nicht ein eine einen dem den des im von mit auf für sich auch als nach bei aus wird wurde sind war
    hat haben werden wie aber oder zum zur über unter vor durch noch nur kein keine er sie es wir ihr dass daß zu seine
    seiner ihre ihrer einem einer eines diese dieser dieses sagte mehr gegen bis seit um beim vom wenn weil sei können kann
    in an am im ins so will was also man alle wir mir mich ihm ihn uns dort schon sehr jetzt dann doch wieder viele ohne soll sollen
    hatte hatten wurden waren seien müssen muss ab etwa laut worden gewesen sowie
    """.split()
)

WORDS = {  # compounds and inflected forms are read off these
    "null": 0, "eins": 1, "erste": 1, "ersten": 1, "erster": 1, "erstes": 1, "zwei": 2, "zwo": 2, "beide": 2, "beiden": 2, "drei": 3,
    "dritte": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "siebte": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12,
    "dutzend": 12, "dreizehn": 13, "siebzehn": 17, "zwanzig": 20, "dreißig": 30, "dreissig": 30, "vierzig": 40, "fünfzig": 50,
    "sechzig": 60, "siebzig": 70, "achtzig": 80, "neunzig": 90, "einund": 1, "einhundert": 100, "hundert": 100, "eintausend": 1000,
    "tausend": 1000, "achtelfinal": 16, "sechzehntelfinal": 32,
}  # fmt: skip
HALF = Decimal("0.5")

STYLE = Style(
    months={"jänner": 1, "feber": 2},  # Austria
    ordinals={number: f"{number}." for number in range(1, 101)},
    before_date=("am", "vom", "zum", "bis", "seit", "ab", "den", "dem", "der", "und"),
    joins=("bis", "und"),
    decades=r"(\d0)er[ -]Jahren?\b",
    clock=("Uhr",),
    dayparts=("abends", "nachmittags", "nachts", "morgens", "mittags", "früh", "am Abend", "am Nachmittag", "in der Nacht"),
    hours=("Stunde", "Stunden", "stündig", "stündige", "stündigen"),
    percent=("Prozent", "v. H."),
    points=("Prozentpunkte", "Prozentpunkten", "Prozentpunkt"),
    currencies={"EUR": ("Euro", "Euro", "Euros"), "USD": ("Dollar", "US-Dollar", "Dollars"), "CHF": ("Franken", "Schweizer Franken"), "RUB": ("Rubel",)},
    units={
        "Meter": "length-meter", "Metern": "length-meter", "Kilometer": "length-kilometer", "Kilometern": "length-kilometer",
        "Zentimeter": "length-centimeter", "Zentimetern": "length-centimeter", "Millimeter": "length-millimeter", "Millimetern": "length-millimeter",
        "Quadratmeter": "area-square-meter", "Quadratmetern": "area-square-meter", "Quadratkilometer": "area-square-kilometer",
        "Quadratkilometern": "area-square-kilometer", "Kubikmeter": "volume-cubic-meter", "Kubikmetern": "volume-cubic-meter", "Hektar": "area-hectare",
        "Kilogramm": "mass-kilogram", "Gramm": "mass-gram", "Liter": "volume-liter", "Litern": "volume-liter", "Grad Celsius": "temperature-celsius",
        "Stundenkilometer": "speed-kilometer-per-hour", "Stundenkilometern": "speed-kilometer-per-hour",
    },
)  # fmt: skip

FACTS = Facts(
    code="de",
    style=STYLE,
    never_end=NEVER_END,
    may_end=MAY_END,
    starters=STARTERS,
    common=COMMON,
    particles=frozenset(["von", "van", "de", "der", "den", "la", "le", "du", "di", "da", "al", "bin", "ben", "ten", "zu", "el", "y"]),
    endings=("ung", "ungen", "heit", "heiten", "keit", "keiten", "schaft", "schaften"),
    doubles=frozenset(["die", "der", "das", "sie", "sehr"]),
    length=1.18,
    quotes=("„", "“", "‚", "‘"),
    scales={
        "tsd": 3, "million": 6, "millionen": 6, "mio": 6, "milliarde": 9, "milliarden": 9, "mrd": 9,
        "billion": 12, "billionen": 12, "bio": 12, "billiarde": 15, "billiarden": 15,
    },
    words={word: Decimal(value) for word, value in WORDS.items()} | dict.fromkeys(["halb", "halbe", "halben", "halbes"], HALF)
    | dict.fromkeys(["anderthalb", "eineinhalb"], 3 * HALF),
    multipliers=frozenset(["dutzend"]),
    compounds=True,
    clock=("uhr",),
    clock_words=(
        (r"\bhalb (eins|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf)\b", -30), (r"\bmitternacht", 0), (r"\b(zwölf) uhr mittags", 0),
        (r"\bviertel nach (\w+)", 15), (r"\bviertel vor (\w+)", -15), (r"\bdreiviertel (\w+)", -15),
    ),
    one=("eine?[rmn]?",),
    months=(
        "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember",
    ),
    thousands=".",
    decimal=",",
)  # fmt: skip
