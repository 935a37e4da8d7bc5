"""British and American spellings of the same English word, where a text shows which it is: colour, color.

Words whose two spellings are two words for one side (practice, check, program, story, tire, meter) go one way only, to the
American form from the one that only the British have; those with a second reading there, too, are left out. The lists are
our own, after the entries of common dictionaries; “organise” is the news's spelling in Britain, “organize” Oxford's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from translator.language import tokens

# British stem, American stem | endings; an empty ending is "-".
FAMILIES = (
    ("our or", "- s ed ing er ers able ably less ful fully ite ites itism al ally y hood hoods ly", """
        armour behaviour clamour colour discolour multicolour watercolour endeavour favour disfavour flavour harbour honour dishonour
        humour labour neighbour parlour rumour saviour savour succour tumour vapour enamour misbehaviour belabour
        """),
    ("our or", "- s", "ardour candour demeanour fervour odour rancour splendour valour vigour"),
    ("re er", "- s", """
        centre epicentre theatre amphitheatre fibre calibre sabre spectre lustre litre millilitre hectolitre kilometre centimetre
        millimetre nanometre sepulchre mitre
        """),
    ("re er", "-", "meagre sombre"),
    ("tred tered", "-", "centred"),
    ("tring tering", "-", "centring"),
    ("ibreg iberg", "lass", "fibreg"),
    ("reg erg", "oer oers oing", "theatreg"),
    ("ce se", "- s less", "defence offence pretence self-defence"),
    ("ll l", "ed ing er ers", """
        travell cancell labell modell remodell signall fuell refuell levell channell counsell marvell quarrell rivall unravell totall diall
        duell equall funnell grovell initiall panell pencill shovell shrivell snorkell spirall swivell tunnell bedevill chisell
        jewell mislabell trammell towell tinsell stencill yodell
        """),
    ("ll l", "or ors", "counsell councill"),
    ("ll l", "ous ously", "marvell"),
    ("l ll", "- s ment ments", "enrol fulfil instil distil enthral"),
    ("l ll", "ment ments", "instal"),
    ("ilf illf", "ul ully", "skilf wilf"),
    ("ollen olen", "- s", "woollen"),
    ("yse yze", "- d r rs", "analyse paralyse catalyse electrolyse breathalyse"),
    ("ysing yzing", "-", "analysing paralysing catalysing electrolysing breathalysing"),
    ("aem em", "ia ic", "anaem leukaem hypoglycaem septicaem"),
    ("aem em", "orrhage orrhages orrhaged orrhaging orrhagic ophilia ophiliac ophiliacs oglobin", "haem"),
    ("aes es", "thetic thetics thetist thetists thesia", "anaes"),
    ("aed ed", "iatric iatrics iatrician iatricians ophile ophiles ophilia", "paed"),
    ("opaed oped", "ic ics", "orthopaed"),
    ("aec ec", "ologist ologists ological ology", "gynaec"),
    ("oest est", "rogen rogens", "oest"),
    ("oes es", "ophagus", "oes"),
    ("oea ea", "-", "diarrhoea"),
    ("rey ray", "- s ed ing ish er est", "grey"),
    ("ould old", "- s ed ing y er ers ering ered", "mould smould"),
    ("lough low", "- s ed ing man men", "plough snowplough"),
    ("scep skep", "tic tics tical tically ticism", "scep"),
    ("ewellery ewelry", "-", "jewellery"),
    ("yjamas ajamas", "-", "pyjamas"),
    ("osy ozy", "-", "cosy"),
    ("osier ozier", "-", "cosier"),
    ("oustache ustache", "- s d", "moustache"),
    ("ageing aging", "-", "ageing"),
    ("artef artif", "act acts", "artef"),
    ("ollusc ollusk", "- s", "mollusc"),
    ("iquorice icorice", "-", "liquorice"),
    ("equered eckered", "-", "chequered"),
    ("minium minum", "-", "aluminium"),
)  # fmt: skip
MORE = """
    manoeuvre maneuver, manoeuvres maneuvers, manoeuvred maneuvered, manoeuvring maneuvering, manoeuvrable maneuverable, furore furor,
    neighbourly neighborly, honourable honorable, dishonourable dishonorable, tranquillity tranquility,
    acknowledgements acknowledgments, acknowledgement acknowledgment, anaesthetise anesthetize, anaesthetised anesthetized,
    kilogramme kilogram, kilogrammes kilograms,
    unfavourable unfavorable, unfavourably unfavorably, colourblind colorblind, armoury armory, armouries armories, saltpetre saltpeter,
    reconnoitre reconnoiter, lacklustre lackluster, centrepiece centerpiece, centrepieces centerpieces, neighbouring neighboring,
    harbourmaster harbormaster, rumourmonger rumormonger, lodgement lodgment, abridgement abridgment, pedlar peddler, pedlars peddlers
    """
# From the British form only: the American one is another word in Britain as well, or good there, too.
ONE_WAY = """
    programme program, programmes programs, cheque check, cheques checks, chequebook checkbook, tyre tire, tyres tires, kerb curb, kerbs curbs,
    kerbside curbside, licence license, licences licenses, practise practice, practises practices, practised practiced, practising practicing,
    metre meter, metres meters, storey story, storeys stories, gaol jail, gaols jails, judgement judgment, judgements judgments, rigour rigor,
    draughty drafty, yoghurt yogurt, yoghurts yogurts, catalogue catalog, catalogues catalogs, catalogued cataloged,
    foetus fetus, foetuses fetuses, foetal fetal, sulphur sulfur, sulphuric sulfuric, sulphurous sulfurous, aeroplane airplane,
    aeroplanes airplanes, speciality specialty, specialities specialties, phoney phony
    """
ISE = """
    agon alphabet antagon apolog author brutal burglar capital categor central character civil colon commercial computer criminal critic crystall
    custom decentral decriminal demilitar demobil democrat demon demoral deput destabil digit disorgan dramat econom emphas energ equal euthan
    external fantas fertil final formal fossil galvan general global harmon homogen hospital human hypnot ideal immobil immun
    individual industrial initial internal international ion italic item jeopard legal legitim liberal local magnet marginal material maxim mechan
    memor mesmer militar minim mobil modern monopol moral motor national natural neutral normal notar optim organ ostrac oxid pasteur patron
    penal personal plagiar polar politic popular pressur priorit privat public radical rational real recogn reorgan revital revolution
    romantic sanit scandal scrutin sensational social special stabil standard steril stigmat subsid summar symbol sympath synchron
    terror theor traumat trivial tyrann unauthor unrecogn unorgan urban util vandal victim visual vocal weapon western
    """
NOT_ISE = frozenset(["emphases"])  # the plural of emphasis
ISE_ENDINGS = "e es ed ing er ers ation ations ational able".split()

WORD = re.compile(r"(?<![\w@./’'-])[^\W\d_]+(?:-[^\W\d_]+)*(?![\w@/]|\.\w)")
LETTERS = re.compile(r"[a-z]{4,}")
AMERICAN, BRITISH = "American", "British"


@cache
def pairs() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Return British words with their American forms: those that go both ways, those that go one way, and those in -ise."""
    both: dict[str, str] = {}
    for change, endings, stems in FAMILIES:
        old, new = change.split()
        for stem in stems.split():
            for ending in endings.split():
                tail = "" if ending == "-" else ending
                both[stem + tail] = stem.removesuffix(old) + new + tail
    both |= dict(pair.split() for pair in MORE.split(",") if pair.strip())
    one_way = dict(pair.split() for pair in ONE_WAY.split(",") if pair.strip())
    ise = {f"{stem}is{ending}": f"{stem}iz{ending}" for stem in ISE.split() for ending in ISE_ENDINGS}
    return both, one_way, {british: american for british, american in ise.items() if british not in NOT_ISE}


def known(tag: str) -> bool:
    """Tell whether a language has two spellings that are listed here."""
    return tag.partition("-")[0] == "en"


@cache
def _wrong(tag: str) -> dict[str, str]:
    """Return the words that a variant of English does not spell so, with what it writes; nothing for another language."""
    region = tag.partition("-")[2]
    if not known(tag):
        return {}
    both, one_way, ise = pairs()
    if region in ("", "US", "PH"):
        return both | one_way | ise
    if region == "CA":
        return {}  # a mixture of its own
    return {american: british for british, american in (both | ise).items()}


def variants(text: str, tag: str) -> Iterator[tuple[int, int, str, str]]:
    """Find the words of a text that the variant spells another way: place, word, better word.

    Words with a capital are left alone: the Labour Party and the Lincoln Center keep their spelling.
    """
    wrong = _wrong(tag)
    if wrong.keys().isdisjoint(LETTERS.findall(text)):
        return
    for found in WORD.finditer(text):
        word = found[0]
        if word in wrong:
            yield found.start(), found.end(), word, wrong[word]
        elif "-" in word:
            at = found.start()
            for part in word.split("-"):
                if part in wrong:
                    yield at, at + len(part), part, wrong[part]
                at += len(part) + 1


@cache
def _shown() -> dict[str, tuple[str, str]]:
    """Pair the words that show a variant with their other spelling and whose they are; -ize shows none, as Oxford has it."""
    both, _, ise = pairs()
    return {new: (old, AMERICAN) for old, new in both.items()} | {old: (new, BRITISH) for old, new in (ise | both).items()}


def sides(text: str) -> Iterator[tuple[int, int, str, str, str]]:
    """Find the words that show a variant: place, word, its other spelling, and whose it is."""
    shown = _shown()
    joined = "’" in text or "'" in text  # neighbour’s
    if shown.keys().isdisjoint(LETTERS.findall(text) if joined else tokens.words(text)):
        return
    for found in WORD.finditer(text):
        for word in dict.fromkeys((found[0], *found[0].split("-"))):
            if word in shown:
                at = found.start() + found[0].find(word)
                yield at, at + len(word), word, *shown[word]
