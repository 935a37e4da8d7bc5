"""Who speaks English in German news: offices, papers and people whose quotations were English in the first place."""

from __future__ import annotations

import re

ENGLISH = """
    US-Präsident US-Präsidentin US-Außenminister US-Außenministerin US-Verteidigungsminister US-Finanzminister US-Senator US-Senatorin
    US-Vizepräsident US-Vizepräsidentin US-Regierung US-Justizminister US-Sicherheitsberater US-Botschafter US-Schauspieler US-Schauspielerin
    US-Sänger US-Sängerin Pentagon Biden Trump Obama Vance Rubio Clinton Starmer Sunak Trudeau Carney Albanese Guterres BBC CNN Reuters
    Guardian britische britischer britischen amerikanische amerikanischer amerikanischen australische australischer kanadische kanadischer
    irische irischer neuseeländische neuseeländischer
""".split()
WHO = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(ENGLISH, key=len, reverse=True)))}|Weiße[sn]? Haus)(?=s?\b)")
QUOTED = re.compile(r"[„»\"][^„“»«\"]*[“«\"]")
SHORTEST = 4  # words of a quotation that has a wording


def speaker(sentence: str) -> str:
    """Return who is quoted in a German sentence, if that is someone who speaks English; else nothing."""
    quoted = QUOTED.search(sentence)
    if not quoted or len(quoted[0].split()) < SHORTEST:
        return ""
    found = WHO.search(QUOTED.sub(" ", sentence))
    return found[0] if found else ""
