"""How German and English each write names from other scripts, as data.

German: Duden's transcription of Cyrillic, as dpa uses it; English: BGN/PCGN simplified, as AP and Reuters use it, and Ukraine's own
table of 2010. Where German writes two letters alike (s for с and з, sch for ш and ж), the likelier English one comes first.
Intervocalic с is ss in German, so that a single s between vowels is з.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

VOWELS = "aeiouyäöü"
V, C = f"[{VOWELS}]", f"[^{VOWELS}j]"


@dataclass(frozen=True, slots=True)
class Rule:
    """What one German spelling may be in English, each with its cost; `before` and `behind` are what must stand around it."""

    german: str
    english: tuple[tuple[str, float], ...]
    before: re.Pattern[str]
    behind: re.Pattern[str]


def _rules(table: str) -> tuple[Rule, ...]:
    """Read lines of `before german behind = english:cost …`; the first line that fits a place counts. _ stands for nothing."""
    out = []
    for line in table.strip().splitlines():
        left, _, right = line.partition("=")
        before, german, behind = left.split()
        known = {"V": V, "C": C, "_": "", "^": "^", "$": "$"}
        outcomes = tuple((form.replace("_", ""), float(cost or 0)) for form, _, cost in (item.partition(":") for item in right.split()))
        first, last = (known.get(part, part) for part in (before, behind))
        out.append(Rule(german, outcomes, re.compile(f"(?:{first})$" if first != "^" else "^$"), re.compile(f"(?:{last})")))
    return tuple(out)


RULES = _rules(
    r"""
    _       schtschow _       = shchev shchov:.3
    _       schtsch _         = shch shsh:.8
    _       tschow  _         = chev chov:.3
    _       tsch    _         = ch
    _       dsch    ik        = dzh j:.3
    _       dsch    _         = j dzh:.4
    rad|goni sch    _         = zh
    _       schsch  _         = zhzh shsh:.5
    ^u      sch     h         = zh sh:.7
    _       sch     [db]      = zh sh:.7
    _       sch     nik       = sh zh:.2
    _       sch     nj        = sh zh:.2
    _       sch     n         = zh sh:.25
    ^       sch     y         = zh sh:.3
    ^       sch     el        = zh sh:.2
    r       sch     $         = zh sh:.3
    _       sch     [ktplm]   = sh zh:.7
    _       sch     $         = sh zh:.5
    ^       sch     i(?:rino|[wtg]) = zh sh:.3
    ^       sch     i         = sh zh:.1
    ^       sch     uk        = zh sh:.1
    ^       sch     u         = sh zh:.1
    ^       sch     o         = sh zh:.3
    ^       sch     ad        = zh sh:.2
    ^       sch     _         = sh zh:.35
    [eo]    sch     in        = zh sh:.15
    _       sch     enko      = sh zh:.6
    ^i|je   sch     [eo]      = zh sh:.15
    _       sch     _         = sh zh:.3
    ^       ch      r         = kh ch:.15 h:.2
    _       ch      _         = kh ch:.9 h:.6
    _       ck      _         = ck
    _       tzk     i$        = tsk
    _       tz      _         = ts tz:.4
    ^       x       i(?:[ao]|$) = x ks:.3
    ^       x       _         = ks x:.2
    _       sien    $         = zia sia:.1
    V       ien     $         = ia ien:.5
    C       ien     $         = ia ien:.2
    ^       j       (?:in(?:[gp]|$)|ong|iang) = j y:.2
    _       x       _         = x ks:.2
    _       z       _         = ts z:.7
    _       dse     $         = dze
    _       ds      V         = dz ds:.3
    ro      ss      V         = ss s:.2
    V       ss      V         = s ss:.25
    _       ss      _         = ss s:.2
    _       s       [dbg]     = z s:.6
    [ou]    s       n         = z s:.15
    _       s       n         = s z:.3
    ^       s       [nmlpktrz] = s
    [ai]    s       m         = z s:.15
    V       s       m         = z:.1 s
    le      s       ja        = s z:.3
    nowo    s       V         = s z:.3
    V       s       [aeiouyj] = z s:.3
    [mn]    s       a         = z s:.15
    [mnlr]  s       V         = s z:.1
    ^       s       wj        = z s:.2
    ^       s       w         = s z:.3
    ^       s       a(?:lu|po|bu) = z s:.1
    ^       s       emlj      = z s:.2
    ^       s       ju        = z:.05 s
    ^       s       a         = s z:.1
    ^       s       V         = s z:.2
    ka      s       $         = z s:.2
    V       s       $         = s z:.3
    _       s       _         = s z:.6
    _       jow     $         = ev yov:.2 yev:.4
    _       jowa    $         = eva yova:.2
    ^       je      _         = ye e:.15
    ^       jo      _         = yo jo:.4
    ^       ji      _         = yi i:.2
    ^       j       _         = y j:.5
    C       jö      _         = yo
    C       je      _         = ye ie:.1 e:.3
    C       ja      $         = ya ia:.1
    C       ja      _         = ya ia:.25
    C       ju      _         = yu iu:.25 u:.5
    C       jo      _         = yo o:.3 io:.4
    e       je      _         = ye e:.1
    [kl]i   je      w         = ye e:.05
    i       je      [nw]k?o?$ = ye:.1 e
    i       je      w         = ye:.08 e
    i       je      _         = ye e:.1
    V       je      _         = ye e:.25
    i       ja      $         = a ya:.1
    V       jo      _         = yo
    [ai]    ji      _         = i yi:.2
    V       ji      _         = yi i:.1
    y       j       $         = i :.1 y:.12
    i       j       $         = y i:.05 :.4
    e       j       $         = i y:.05
    a       j       $         = i y:.1
    o       j       $         = i y:.05
    i       j       C         = y i:.08
    a       j       C         = i y:.12
    V       j       C         = y i:.1
    V       j       V         = y
    C       j       _         = y
    _       j       _         = y i:.2
    [sz]k   i       $         = y i:.35 iy:.5
    o       i       $         = y:.04 i
    _       w       _         = v w:.9
    ae      ö       _         = o
    _       ö       _         = o
    _       ü       _         = u
    _       ä       _         = a e:.3
    _       ß       _         = ss
    p       eh      $         = ei eh:.2
    _       eh      $         = eh e:.3 ei:.4
    m       ud      $         = ud oud:.05
    _       ğ       _         = g
    """
)

# Given names and the words of place names, as the English-language press has them.
GIVEN = {
    german: tuple(english.split("|"))
    for german, english in (
        pair.split("=")
        for pair in """
        alexander=Alexander aleksandr=Aleksandr alexandra=Alexandra alexej=Alexei|Alexey|Aleksei alexei=Alexei|Alexey anastassija=Anastasia
        anastasia=Anastasia anatoli=Anatoly anatolij=Anatoliy|Anatolii andrej=Andrei|Andrey andrei=Andrei|Andrey andrij=Andriy|Andrii arkadi=Arkady
        arseni=Arseny arsenij=Arseniy|Arsenii artjom=Artyom|Artem artem=Artem awigdor=Avigdor bohdan=Bohdan boris=Boris borys=Borys chawjer=Javier
        christo=Hristo daniil=Daniil danylo=Danylo denis=Denis denys=Denys dmitri=Dmitry|Dmitri dmitrij=Dmitry|Dmitri dmytro=Dmytro
        ekaterina=Ekaterina fjodor=Fyodor galina=Galina gennadi=Gennady georgi=Georgy|Georgi gleb=Gleb grigori=Grigory grigorij=Grigory
        hryhorij=Hryhoriy|Hryhorii ignati=Ignaty igor=Igor ihor=Ihor ilja=Ilya illja=Illia|Illya innokenti=Innokenty irina=Irina iryna=Iryna iwan=Ivan
        jaroslaw=Yaroslav jegor=Yegor jekaterina=Yekaterina|Ekaterina jelena=Yelena|Elena jelisaweta=Yelizaveta|Elizaveta jewgeni=Yevgeny|Evgeny
        jewgenij=Yevgeny|Evgeny jewgenia=Yevgenia|Evgenia jewgenija=Yevgenia|Evgenia jewhen=Yevhen jewhenij=Yevheniy|Yevhenii julia=Yulia|Julia
        julija=Yulia julij=Yuliy juli=Yuly juri=Yuri|Yury jurij=Yuriy|Yurii katerina=Katerina kateryna=Kateryna kirill=Kirill kyrylo=Kyrylo
        konstantin=Konstantin kostjantyn=Kostiantyn|Kostyantyn ksenija=Ksenia xenia=Ksenia xenija=Ksenia lasar=Lazar leonid=Leonid lew=Lev
        ljubow=Lyubov ljudmila=Lyudmila|Ludmila ljudmyla=Lyudmyla|Liudmyla maksim=Maksim maksym=Maksym margarita=Margarita maria=Maria
        marija=Maria|Mariya maxim=Maxim michail=Mikhail micheil=Mikheil mihail=Mihail mychajlo=Mykhailo mykola=Mykola mykyta=Mykyta nadeschda=Nadezhda
        nadija=Nadiya|Nadiia natalja=Natalya|Natalia natalija=Natalia|Nataliya nikita=Nikita nikolai=Nikolai nikolaj=Nikolai oleg=Oleg oleh=Oleh
        oleksandr=Oleksandr oleksij=Oleksiy|Oleksii olexij=Oleksiy|Oleksii oksana=Oksana olga=Olga olha=Olha ostap=Ostap pawel=Pavel pawlo=Pavlo
        petro=Petro pjotr=Pyotr polina=Polina rodion=Rodion roman=Roman ruslan=Ruslan rustem=Rustem salman=Salman semjon=Semyon serafim=Serafim
        sergej=Sergei|Sergey sergei=Sergei|Sergey serhij=Serhiy|Serhii sofija=Sofia sofja=Sofia|Sofya stanislaw=Stanislav stepan=Stepan
        swetlana=Svetlana switlana=Svitlana swjatoslaw=Svyatoslav taras=Taras tatjana=Tatyana|Tatiana tetjana=Tetiana|Tetyana tichon=Tikhon
        timofej=Timofey|Timofei surab=Zurab timur=Timur uljana=Ulyana valeri=Valery viktor=Viktor viktoria=Viktoria wadim=Vadim wadym=Vadym
        walentin=Valentin walentina=Valentina waleri=Valery walerij=Valeriy|Valerii waleria=Valeria warwara=Varvara wassili=Vasily wassyl=Vasyl
        wera=Vera wiktor=Viktor wiktorija=Viktoria|Viktoriia wissarion=Vissarion witali=Vitaly witalij=Vitaliy|Vitalii vitali=Vitali
        wjatscheslaw=Vyacheslav wladimir=Vladimir wladislaw=Vladislav wladlen=Vladlen wladyslaw=Vladyslav wolodymyr=Volodymyr wsewolod=Vsevolod
        zwetana=Tsvetana garri=Garry jan=Yan|Jan nikol=Nikol ales=Ales mosche=Moshe schimon=Shimon jitzchak=Yitzhak|Itzhak josef=Yosef jair=Yair
        benjamin=Benjamin jahja=Yahya jassir=Yasser mohammed=Mohammed mahmud=Mahmoud massud=Masoud|Massoud baschar=Bashar chalid=Khalid chaled=Khaled
        hassan=Hassan hussein=Hussein hossein=Hossein ajatollah=Ayatollah ali=Ali saddam=Saddam jussuf=Yousef|Yusuf junis=Younis|Yunis walid=Walid
        dschamal=Jamal nadschib=Najib mustafa=Mustafa ibrahim=Ibrahim ismail=Ismail raschid=Rashid abd=Abd ahmed=Ahmed salih=Saleh nischni=Nizhny
        weliki=Veliky welikije=Velikiye nowy=Novy nowyj=Novyi nowaja=Novaya krasny=Krasny stary=Stary juschny=Yuzhny
        """.split()
    )
}
# Given names that are spelled so in a Latin script, too: Jair Bolsonaro, Jaroslaw Kaczynski, Stanislaw Lem, Josef Ratzinger
ELSEWHERE = frozenset("jair josef jaroslaw stanislaw pawel wladyslaw witali iwan christo jan julia maria roman jelena xenia lew wera".split())

# Spellings that a person chose, or that English has kept from French and German.
CONVENTIONAL = {
    german: tuple(english.split("|"))
    for german, english in (
        pair.split("=")
        for pair in """
        tschaikowski=Tchaikovsky rachmaninow=Rachmaninoff|Rachmaninov prokofjew=Prokofiev skrjabin=Scriabin mussorgski=Mussorgsky djagilew=Diaghilev
        tolstoi=Tolstoy tolstaja=Tolstaya gorki=Gorky puschkin=Pushkin selenskyj=Zelenskyy|Zelensky|Zelenskiy
        selenska=Zelenska klitschko=Klitschko tichanowskaja=Tsikhanouskaya|Tikhanovskaya tichanowski=Tsikhanouski|Tikhanovsky aljechin=Alekhine
        kasparow=Kasparov berija=Beria eisenstein=Eisenstein oistrach=Oistrakh richter=Richter rubinstein=Rubinstein trotzki=Trotsky sankt=St.
        peking=Beijing rakka=Raqqa hakkani=Haqqani muktada=Muqtada jekaterinburg=Yekaterinburg kandinsky=Kandinsky chagall=Chagall chartum=Khartoum
        bengasi=Benghazi ruhani=Rouhani rohani=Rouhani mahfus=Mahfouz dschumblat=Jumblatt hanija=Haniyeh barghuti=Barghouti karsai=Karzai
        barsani=Barzani gaddafi=Gadhafi|Gaddafi assad=Assad kassym=Kassym salome=Salome nasser=Nasser kassem=Qassem sarkawi=Zarqawi sawahiri=Zawahiri
        bourguiba=Bourguiba benghasi=Benghazi falludscha=Fallujah kerbela=Karbala nadschaf=Najaf ghasni=Ghazni kundus=Kunduz masar=Mazar
        schnittke=Schnittke glasunow=Glazunov nijinsky=Nijinsky nurejew=Nureyev balanchine=Balanchine bolschoi=Bolshoi
        """.split()
    )
}

# Names of the news whose German spelling is nobody's own; English writes the cities as Ukraine does.
NEWS = {
    german: tuple(english.split("|"))
    for german, english in (
        pair.split("=")
        for pair in """
        kiew=Kyiv|Kiev kyjiw=Kyiv charkiw=Kharkiv charkow=Kharkiv|Kharkov lwiw=Lviv cherson=Kherson donezk=Donetsk saporischschja=Zaporizhzhia
        mykolajiw=Mykolaiv winnyzja=Vinnytsia tschernihiw=Chernihiv tschernobyl=Chernobyl|Chornobyl butscha=Bucha bachmut=Bakhmut awdijiwka=Avdiivka
        isjum=Izium slowjansk=Sloviansk sewastopol=Sevastopol poltawa=Poltava grosny=Grozny wladiwostok=Vladivostok chabarowsk=Khabarovsk
        nowosibirsk=Novosibirsk wolgograd=Volgograd woronesch=Voronezh tscheljabinsk=Chelyabinsk gorbatschow=Gorbachev jelzin=Yeltsin solschenizyn=Solzhenitsyn
        prigoschin=Prigozhin lawrow=Lavrov medwedew=Medvedev sacharow=Sakharov nawalny=Navalny nawalnyj=Navalny kadyrow=Kadyrov peskow=Peskov
        gerassimow=Gerasimov chodorkowski=Khodorkovsky janukowytsch=Yanukovych jazenjuk=Yatsenyuk tymoschenko=Tymoshenko juschtschenko=Yushchenko
        saluschnyj=Zaluzhnyi|Zaluzhny syrskyj=Syrskyi|Syrsky resnikow=Reznikov budanow=Budanov jermak=Yermak paschinjan=Pashinyan alijew=Aliyev
        """.split()
    )
}
CONVENTIONAL |= NEWS

# A word with one of these is English or Latin already: German romanisation has no v, and j for y, sch for sh, ch for kh.
FOREIGN = re.compile(r"v|y[aeou]|(?<!c)[sk]h|zh|oo|ou(?!ssow)|ck|q|[čćšžđł]")

# What only German names have, and what only names from other scripts have.
GERMAN = re.compile(
    r"[äöüß]|(?:mann|berg|burg|stein|hausen|dorf|bach|feld|hof|ler|ner|cher|mer|scher|ger|ter|ker|tz|heim|hardt|brecht|wald|land|rich|lich|helm|fried|"
    r"inger|ling|chen|lein|ke|olz|loh|horst|haus|kamp|brück|furt|stadt|werth)$|^sch(?:[rmnl]|w[aei])|dt|ck|ieh|eu(?!$)|^ei|"
    r"^(?:jens|jan|heinz|wolf|wolfgang|werner|wilhelm|ursula|sabine|susanne|horst|jutta|jost|claus|klaus|uwe|sven|saskia|silke|jasmin|johannes|joachim)$"
)
ROMANISED = re.compile(
    r"(?:..[kdlnrvtmbpgs]ow|..owa|ew|ewa|jow|ski|skaja|zki|zkaja|enko|itsch|ytsch|owna|ewna|schwili|dse|[yi]j|aja|jan)$|"
    r"(?<![aeiouyäöü])j[aeouö](?<!^j[aeouö])|dsch|schtsch|^tsch|tsch[aeou](?!$)"
)
GERMAN_NOUN = re.compile(r"jahr|schaft|bruch|kitsch|deutsch|junkt|rutsch|tatsach|zeitraum|projekt|objekt|subjekt")

# One letter class for all spellings of a sound, in German and in English, so that both sides of a name look alike.
FOLDS: tuple[tuple[str, re.Pattern[str], str], ...] = tuple(  # with the letters of which a word has one at least, if one fits
    (letters, re.compile(pattern), letter)
    for letters, pattern, letter in (
        ("c", r"schtsch|shch|szcz|chtch|schch", "S"),
        ("c", r"tsch|tch|ch(?=[aeiouy])(?<=^ch)|cz", "C"),
        ("dj", r"dsch|dzh|dj|(?<![a-z])j(?=[aeou])", "J"),
        ("hz", r"sch|sh|zh|sz", "S"),
        ("hcq", r"kh|ch|ck|q|c(?![eiy])", "k"),
        ("yij", r"[yi]+j|ij|[iy]{2}|ey|ei|ej|ay|ai|aj", "i"),
        ("p", r"ph", "f"),
        ("h", r"th", "t"),
        ("ow", r"ou|oo|w(?=[aeiou])(?<=[qg]w)", "u"),
        ("zsc", r"tz|ts|zz|[zsc]", "s"),
        ("wv", r"[wv]", "v"),
        ("x", r"x", "ks"),
        ("jy", r"j|y", "i"),
        ("h", r"(?<=[aeou])h(?![aeiou])", ""),
    )
)
# A spelling that only German has: a name left so in English is a German one. Endings in -ow are left out: Glasgow, Paltrow, Treskow.
GERMAN_ONLY = re.compile(
    r"schtsch|dsch|^tsch|(?<=[aeiouj])ew(?:a|ski)?$|...owa$|owitsch$|(?<=[a-z])yj$|itsch$|(?<=[kz])aja$|schenko$|schwili$|"
    r"tsch[oe]w$|^schd|[a-z]iw$|(?:e|on)zow$|charow$|[a-rt-z]w[aeiouy][a-z]{1,6}(?:[eo]w|enko)$",
    re.I,
)
# What a word of the same family may end in, in English; -y, -yi and -yy are left out where they are ways to romanise one ending.
FAMILY = frozenset(
    """
     s es n an ian ish er ers ese ic ics ist ists y ies ism ns ans ians ean eans al ally ally ite ites land ed ing is e d ens ation ational
    ating ly or ors ress a as ia ial ium um us able ably ment ments ant ancy ency ent ence ance age ages ery ary ry ty cy al als able o os
    aya aia aja ats at acy atic
    """.split()
) | {""}
# How English writes the sounds of loan words that it has in common with German: Republik, Republic.
COGNATES = tuple(pair.split(":") for pair in "z:c ä:e ö:o ü:u sch:sh ph:f ß:ss ie:y ik:ic é:e tät:ty".split())
ENDINGS = frozenset({"", "y", "yy", "i", "yi", "iy", "ii", "ij", "j"})
