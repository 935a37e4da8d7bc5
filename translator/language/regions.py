"""Regions, rivers and seas that are called otherwise in English; CLDR has states and cities only."""

REGIONS = {
    name.replace("_", " "): english.replace("_", " ")
    for name, _, english in (
        pair.partition("=")
        for pair in """
        Bayern=Bavaria Hessen=Hesse Mecklenburg-Vorpommern=Mecklenburg-Western_Pomerania Niedersachsen=Lower_Saxony
        Nordrhein-Westfalen=North_Rhine-Westphalia Rheinland-Pfalz=Rhineland-Palatinate Sachsen=Saxony Sachsen-Anhalt=Saxony-Anhalt
        Thüringen=Thuringia Oberbayern=Upper_Bavaria Niederbayern=Lower_Bavaria Oberpfalz=Upper_Palatinate Oberfranken=Upper_Franconia
        Mittelfranken=Middle_Franconia Unterfranken=Lower_Franconia Westfalen=Westphalia Ostfriesland=East_Frisia Vorpommern=Western_Pomerania
        Pommern=Pomerania Lausitz=Lusatia Rheinland=Rhineland Ruhrgebiet=Ruhr_area Schwarzwald=Black_Forest Bodensee=Lake_Constance Preußen=Prussia
        Ostpreußen=East_Prussia Schlesien=Silesia Böhmen=Bohemia Mähren=Moravia Siebenbürgen=Transylvania Galizien=Galicia Kärnten=Carinthia
        Niederösterreich=Lower_Austria Oberösterreich=Upper_Austria Steiermark=Styria Tirol=Tyrol Südtirol=South_Tyrol Waadt=Vaud Elsass=Alsace
        Lothringen=Lorraine Burgund=Burgundy Bretagne=Brittany Normandie=Normandy Korsika=Corsica Sardinien=Sardinia Sizilien=Sicily
        Toskana=Tuscany Lombardei=Lombardy Katalonien=Catalonia Andalusien=Andalusia Baskenland=Basque_Country Kreta=Crete Flandern=Flanders
        Wallonien=Wallonia Kalifornien=California Sibirien=Siberia Krim=Crimea Tschetschenien=Chechnya Transnistrien=Transnistria
        Gazastreifen=Gaza_Strip Westjordanland=West_Bank Golanhöhen=Golan_Heights Donbass=Donbas Balkan=Balkans Kaukasus=Caucasus Karpaten=Carpathians
        Alpen=Alps Pyrenäen=Pyrenees Vogesen=Vosges Apennin=Apennines Ural=Urals Rhein=Rhine Donau=Danube Mosel=Moselle Weichsel=Vistula Themse=Thames
        Wolga=Volga Euphrat=Euphrates Ostsee=Baltic_Sea Nordsee=North_Sea Mittelmeer=Mediterranean Ärmelkanal=English_Channel
        Genfersee=Lake_Geneva Schwarzes_Meer=Black_Sea Rotes_Meer=Red_Sea Totes_Meer=Dead_Sea Persischer_Golf=Persian_Gulf Naher_Osten=Middle_East
        """.split()
    )
}
# What is as right: a shorter or longer form, the people where German has one word for both, the adjective (Bayerns Wirtschaft, the Bavarian economy)
ADMITTED = {
    "Bayern": ("Bavarian", "Bavarians", "Bayern"),  # the club
    "Hessen": ("Hessian", "Hessians"),
    "Sachsen": ("Saxon", "Saxons"),
    "Thüringen": ("Thuringian",),
    "Niedersachsen": ("Lower Saxon",),
    "Preußen": ("Prussian", "Prussians"),
    "Schlesien": ("Silesian",),
    "Böhmen": ("Bohemian",),
    "Kärnten": ("Carinthian",),
    "Steiermark": ("Styrian",),
    "Tirol": ("Tyrolean", "Tirol"),
    "Ruhrgebiet": ("Ruhr", "Ruhr region"),
    "Katalonien": ("Catalan",),
    "Kalifornien": ("Californian",),
    "Sibirien": ("Siberian",),
    "Sizilien": ("Sicilian",),
    "Krim": ("Crimean",),
    "Tschetschenien": ("Chechen",),
    "Kaukasus": ("Caucasian",),
    "Balkan": ("Balkan",),
    "Alpen": ("Alpine",),
    "Donbass": ("Donbass",),
    "Ostsee": ("Baltic",),
    "Mittelmeer": ("Mediterranean Sea",),
    "Ärmelkanal": ("Channel",),
    "Gazastreifen": ("Gaza",),
    "Persischer Golf": ("Gulf",),
    "Naher Osten": ("Mideast", "Near East"),
}
