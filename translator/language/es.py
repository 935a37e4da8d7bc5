"""Spanish: small words, quotation marks, numbers; months and marks of numbers are CLDR's."""

from dataclasses import replace
from decimal import Decimal

from translator.language import Style, from_cldr

COMMON = frozenset(
    """
    el la los las un una unos unas de del y a al en por para con sin sobre es son era eran fue fueron ser ha han había que quien
    donde no más pero o sino como también este esta estos estas ese esa su sus se lo le les nos yo él ella ellos ellas entre según
    contra desde hasta muy todo todos toda todas hay está están durante tras ante cuando porque ya dos
    """.split()
)

ONES = """
    cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho
    diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve
    """.split()
# Two words (treinta y dos) are read one by one.
WORDS = {word: value for value, word in enumerate(ONES)} | {
    "un": 1, "una": 1, "primero": 1, "primer": 1, "primera": 1, "veintiún": 21, "treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60,
    "setenta": 70, "ochenta": 80, "noventa": 90, "cien": 100, "ciento": 100, "doscientos": 200, "trescientos": 300, "quinientos": 500, "mil": 1000,
    "docena": 12, "centenar": 100,
}  # fmt: skip

STYLE = Style(
    variants=("es",),
    of=("de", "del"),
    joins=("a", "al", "hasta", "y"),
    decade="años {}",
    clock=("h", "horas", "hora"),
    dayparts=("de la mañana", "de la tarde", "de la noche"),
    percent=("por ciento",),
    points=("puntos porcentuales", "puntos de porcentaje"),
    currencies={"EUR": ("euro", "euros"), "USD": ("dólar", "dólares"), "CHF": ("franco", "francos"), "RUB": ("rublo", "rublos")},
    after_scale="de ",
)

FACTS = replace(
    from_cldr("es"),
    code="es",
    style=STYLE,
    never_end=frozenset("Sr Sra Srta Dr Dra D Dña Ud Uds núm pág".split()),
    common=COMMON,
    quotes=("«", "»", "“", "”"),  # CLDR: delimiters
    scales={"mil": 3, "millón": 6, "millones": 6, "mil millones": 9, "millardo": 9, "millardos": 9, "billón": 12, "billones": 12},
    words={word: Decimal(value) for word, value in WORDS.items()} | {"medio": Decimal("0.5")},
    multipliers=frozenset(["docena", "centenar", "millar"]),
    clock=(r"h\b", "horas?", r"[ap]\.\s?m\."),
    one=("una?",),
    particles=frozenset(["de", "del", "la", "las", "los", "y", "van", "von"]),
    length=1.12,
)
