"""French: small words, quotation marks, numbers, signs with a space before them; months and marks of numbers are CLDR's."""

from dataclasses import replace
from decimal import Decimal

from translator.language import Style, from_cldr

COMMON = frozenset(
    """
    le la les un une des du de et à au aux en dans par pour sur avec sans sous est sont était étaient être a ont avait avoir qui que
    quoi dont où ne pas plus mais ou donc ce cet cette ces il elle ils elles on nous vous je se sa son ses leur leurs comme aussi
    après avant depuis entre selon contre chez très tout tous toute toutes même fait été deux
    """.split()
)

ONES = """
    zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf
    """.split()
TENS = {"vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60}
WORDS = (
    {word: value for value, word in enumerate(ONES)}
    | TENS
    | {f"{ten}-{ONES[n]}": value + n for ten, value in TENS.items() for n in range(2, 10)}
    | {f"{ten}-et-un": value + 1 for ten, value in TENS.items()}
    | {f"soixante-{ONES[n]}": 60 + n for n in (10, *range(12, 20))}
    | {f"quatre-vingt-{ONES[n]}": 80 + n for n in range(1, 20)}
    | {"soixante-et-onze": 71, "quatre-vingts": 80, "septante": 70, "huitante": 80, "nonante": 90}
    | {"une": 1, "premier": 1, "première": 1, "cent": 100, "cents": 100, "mille": 1000, "douzaine": 12, "centaine": 100, "millier": 1000}
)  # fmt: skip

# The spaces: Lexique des règles typographiques (Imprimerie nationale), all narrow as CLDR has them in numbers and units.
STYLE = Style(
    variants=("fr",),
    ordinals={1: "1er"} | {number: f"{number}e" for number in range(2, 101)},
    first_day="1er",
    joins=("à", "au", "et", "jusqu’au"),
    decade="années {}",
    clock=("h", "heures", "heure"),
    dayparts=("du matin", "de l’après-midi", "du soir", "de la nuit"),
    percent=("pour cent",),
    points=("points de pourcentage", "points pour cent"),
    currencies={"EUR": ("euro", "euros"), "USD": ("dollar", "dollars"), "CHF": ("franc", "francs"), "RUB": ("rouble", "roubles")},
    after_scale="d’",
    dash=" – ",
    quote_space="\u202f",
    high=";:!?",
    apostrophe_joins=True,
)

FACTS = replace(
    from_cldr("fr"),
    code="fr",
    style=STYLE,
    never_end=frozenset("M MM Mme Dr Me St Ste av env".split()),
    common=COMMON,
    quotes=("«", "»", "«", "»"),  # CLDR: delimiters
    scales={"mille": 3, "million": 6, "millions": 6, "milliard": 9, "milliards": 9, "billion": 12, "billions": 12, "billiard": 15, "billiards": 15},
    words={word: Decimal(value) for word, value in WORDS.items()} | {"demi": Decimal("0.5")},
    multipliers=frozenset(["cent", "cents", "douzaine", "centaine", "millier"]),
    clock=("h", "heures?"),
    one=("une?",),
    particles=frozenset(["de", "du", "des", "le", "la", "les", "van", "von"]),
    length=1.15,
)
