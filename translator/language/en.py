"""English: small words, quotation marks, numbers, articles, plurals; American unless the tag says otherwise."""

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from translator.language import Facts, Grammar, Style

COMMON = frozenset(
    """
    the and of to in is was for that with as on by at from are were be been has have had not but it its this which who he
    she they their his her will would can could an or also more than after before about into over under between
    i you we me him us them my your our there when where while because if then so such only just most some any all no up out off
    said says do does did made make what how why these those being during against since until both each other another new first
    last one two year years time people am die war hat man fast an dies den mal bald rate gab parallel
    prompt stand falls elf
    """.split()
)

ONES = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
    nineteen
    """.split()
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
ORDINALS = """
    zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
    sixteenth seventeenth eighteenth nineteenth
    """.split()
WORDS = (
    {word: value for value, word in enumerate(ONES)}
    | {word: value for value, word in enumerate(ORDINALS)}
    | TENS
    | {f"{ten}-{ONES[n]}": value + n for ten, value in TENS.items() for n in range(1, 10)}
    | {f"{ten[:-1]}ieth": value for ten, value in TENS.items()}
    | {"hundred": 100, "dozen": 12, "once": 1, "twice": 2, "both": 2}
)

# What English writes with a capital and CLDR does not list: names of the news, titles, offices, peoples.
CAPITALISED = frozenset(
    """
    Turkey Britain America Europe Asia Africa Holland Korea Crimea Siberia Briton Britons Israeli German Germans Republican Republicans
    Democrat Democrats Democratic Federation Federal Republic Kingdom Union President Minister Ministry Senate Senator Congress Parliament
    Government Judge Justice General Father Sister Bishop Pope Prince Princess Queen King Lord Lady Sir Judiciary Treasury Court Supreme
    Committee Commission Council Constitution Board Department State States Secretary Chancellor Governor Mayor Police Navy Army Force Guard
    University School College Church Muslim Muslims Christian Christians Bible League World Championship Games Olympic Olympics National
    International United Nations Party Conservative Labour Liberal Internet Brexit Christmas Easter Cologne Munich Hague Geneva Vienna
    Prague Warsaw Moscow Kyiv Street Avenue Road Park Bank Times Post News Week Scotland England Wales Ireland Brussels Lisbon Tokyo Rhine
    Danube Milan Genoa Naples Turin Venice Bavaria Saxony Hesse Westphalia Kremlin House Formula Palace Arctic Antarctic Spaniard Spaniards
    Labor Crown Cabinet Chamber Office Report Festival Museum Hotel Center Centre Club Cup
    """.split()
)

# Irregular plurals by the singular's ending.
PLURALS = {
    "man": "men", "child": "children", "person": "people", "foot": "feet", "tooth": "teeth", "goose": "geese", "mouse": "mice", "crisis": "crises",
    "analysis": "analyses", "basis": "bases", "thesis": "theses", "leaf": "leaves", "knife": "knives", "life": "lives", "wife": "wives", "half": "halves",
    "shelf": "shelves", "wolf": "wolves", "thief": "thieves", "medium": "media", "criterion": "criteria", "phenomenon": "phenomena", "datum": "data",
}  # fmt: skip

# Dashes, hours and “percent”: the Associated Press Stylebook (an em dash with spaces, p.m. with full stops, 6 p.m. for a full hour).
STYLE = Style(
    variants=("en", "en-GB"),
    ordinals={n: f"{n}{'th' if 10 < n % 100 < 14 else {1: 'st', 2: 'nd', 3: 'rd'}.get(n % 10, 'th')}" for n in range(1, 101)},
    of=("of",),
    the="the",
    before_the="on",
    joins=("to", "until", "till", "through", "and"),
    decade="{}s",
    halves=("a.m.", "p.m."),
    clock=("o'clock", "o’clock", "hours", "hour", "hrs", "h", "a.m.", "p.m.", "am", "pm", "a.m", "p.m"),
    dayparts=("in the morning", "in the afternoon", "in the evening", "at night", "at noon", "tonight"),
    percent=("percent", "per cent", "percents"),
    points=("percentage points", "percent points", "per cent points", "percentages points", "points of percentage"),
    currencies={"EUR": ("euro", "euros"), "USD": ("dollar", "dollars"), "CHF": ("franc", "francs"), "RUB": ("ruble", "rubles")},
    attributive=True,
    after_amount=COMMON | frozenset(
        """
        per each every when while because if so since until worth less due apiece annually monthly yearly daily a according instead without within
        through during against out away back here there then already now still just only even alone together altogether
        """.split()
    ),
    units={"sqm": "area-square-meter", "kmh": "speed-kilometer-per-hour", "kph": "speed-kilometer-per-hour"},
    dash=" — ",
)  # fmt: skip

FACTS = Facts(
    code="en",
    style=STYLE,
    never_end=frozenset("Dr Mr Mrs Ms Prof St No Gen Sen Rep Gov Lt Col Sgt vs Jr Sr e.g i.e".split()),
    common=COMMON,
    quotes=("“", "”", "‘", "’"),
    scales={
        "thousand": 3, "million": 6, "millions": 6, "billion": 9, "billions": 9, "trillion": 12, "trillions": 12,
        "quadrillion": 15, "m": 6, "bn": 9, "tn": 12, "k": 3,
    },
    doubles=frozenset(["that", "had", "no", "very", "so", "ha", "bye", "really", "blah", "knock", "yes", "her"]),
    words={word: Decimal(value) for word, value in WORDS.items()} | {"half": Decimal("0.5"), "quarter": Decimal("0.25")},
    multipliers=frozenset(["hundred", "dozen"]),
    one=("an?", "one"),
    clock_words=(
        (r"\bhalf[ -]past (\w+)", 30), (r"\bmidnight\b", 0), (r"\bnoon\b", 720), (r"\bquarter past (\w+)", 15), (r"\bquarter to (\w+)", -15),
    ),
    idioms=r"\b24/7\b|\b9/11\b",
    clock=(r"[ap]\.?\s?m\b\.?", r"o['’]clock\b"),
    months=(
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ),
)  # fmt: skip

# Dashes and “per cent”: the Guardian and Observer style guide; the clock with 24 hours is CLDR's.
BRITISH = replace(
    FACTS,
    style=replace(
        STYLE, halves=(), percent=("per cent", "percent", "percents"), dash=" – ",
        currencies=STYLE.currencies | {"RUB": ("rouble", "roubles")},
    ),
)  # fmt: skip
VARIANTS = dict.fromkeys(("en-GB", "en-IE", "en-AU", "en-NZ", "en-ZA", "en-IN"), BRITISH)


def article(word: str) -> str:
    """Return the indefinite article that stands before a word, by its sound: an SPD man, a European, an hour."""
    letters = re.match(r"([A-Z])[A-Z]{0,2}\b", word)  # spelled letter by letter; NATO is a word
    if letters:
        return "an" if letters[1] in "AEFHILMNORSX" else "a"
    if re.match(r"eu|uni(?!n|m)|us[aeu]|one\b|once", word, re.I):
        return "a"
    return "an" if re.match(r"[aeiou]|hour|hon(?:est|or)|heir", word, re.I) else "a"


def plural(term: str) -> str:
    """Return a term in the plural: taxes, agencies, chairmen, members of parliament."""
    head, of, rest = re.sub(r" (of|for|in|at) ", r"\0\1\0", term, count=1).partition("\0")
    rest = rest.replace("\0", " ")
    irregular = "" if head.endswith(("German", "Roman", "human")) else next((one for one in PLURALS if head.endswith(one)), "")
    if irregular:
        head = head[: -len(irregular)] + PLURALS[irregular]
    elif re.search(r"(?:s|x|z|ch|sh)$", head):
        head += "es"
    else:
        head = re.sub(r"([^aeiou])y$", r"\1ies", head) if re.search(r"[^aeiou]y$", head) else head + "s"
    return f"{head} {rest}" if of else head


def in_place(before: str, term: str, old: str) -> tuple[str, str]:
    """Return the text before a place, and a term as it stands there for `old`: its capital, one article only, “a” or “an” by its sound."""
    if re.search(r"\b(?:the|an?)\s+$", before, re.I) and term.lower().startswith("the "):
        term = term[4:]
    if old[:1].isupper() and term[:1].islower() and (not before.strip() or re.search(r"[.!?“”\"]\s*$", before)):
        term = term[:1].upper() + term[1:]
    found = re.search(r"\b([Aa])n?(\s+)$", before)
    if found and article(old) != article(term):
        before = before[: found.start()] + found[1] + article(term)[1:] + found[2]
    return before, term


GRAMMAR = Grammar(plural, in_place, "’s")


def count(number: int, thing: str) -> str:
    """Write a number of things: 1 article, 1,200 articles."""
    return f"{number:,} {thing if number == 1 else plural(thing)}"


def tally(numbers: Mapping[str, int]) -> str:
    """Write names with their numbers, the most frequent first: de (12), fr (3)."""
    return ", ".join(f"{name} ({number:,})" for name, number in sorted(numbers.items(), key=lambda item: (-item[1], item[0])))
