"""German, with the spellings of the 18th and 19th centuries."""

MONTHS = (
    ("Januar", "Jänner", "Jenner", "Januarius", "Januarii", "Januars", "Jän", "Jan"),
    ("Februar", "Feber", "Hornung", "Februarius", "Februarii", "Februars", "Febr", "Feb"),
    ("März", "Maerz", "Märzes", "Martius", "Martii", "Mrz", "Mz"),
    ("April", "Aprilis", "Aprils", "Apr"),
    ("Mai", "May", "Maj", "Mais", "Maii", "Maji", "Mays"),
    ("Juni", "Junius", "Junii", "Juny", "Brachmonat", "Jun"),
    ("Juli", "Julius", "Julii", "July", "Heumonat", "Jul"),
    ("August", "Augustus", "Augusti", "Augusts", "Augst", "Aug"),
    ("September", "Septembers", "Septembris", "Sept|br", "Sept|ber", "Sept", "Sep", "7ber", "7br", "7tbr"),
    (
        "Oktober",
        "October",
        "Oktobers",
        "Octobers",
        "Octobris",
        "Weinmonat",
        "Okt|br",
        "Oct|br",
        "Okt",
        "8ber",
    ),
    ("November", "Novembers", "Novembris", "Nov|br", "Nov|ber", "Nov", "9ber", "9br"),
    (
        "Dezember",
        "December",
        "Dezembers",
        "Decembris",
        "Christmonat",
        "Dez|br",
        "Dec|br",
        "Dez",
        "Dec",
        "10ber",
    ),
)
WEEKDAYS = (
    ("Montag", "Montags"),
    ("Dienstag", "Dienstags", "Dinstag", "Diensttag"),
    ("Mittwoch", "Mittwochs", "Mittwoche", "Mittw"),
    ("Donnerstag", "Donnerstags", "Donnerst"),
    ("Freitag", "Freitags", "Freytag", "Freit"),
    ("Sonnabend", "Samstag", "Sonnabends", "Samstags", "Samst", "Sonnab"),
    ("Sonntag", "Sonntags", "Sonnt"),
)
ORDINALS = ("ten", "tn", "te", "ter", "t", "sten", "stn", "ste", "ster", "st", "en")
ARTICLES = ("den", "dem", "der", "d.", "am", "vom", "de dato")
LINKS = ("des", "des Monats", "im", "Tag des", "Tage des")
JOINS = ("bis", "bis zum", "und", "u.", "auf den", "oder", "od.")
YEARS = ("des Jahres", "im Jahre", "im Jahr", "anno", "Ao.", "a.")
NEAR = (
    *("anfang", "anf", "beginn", "ca", "circa", "ende", "etwa", "früh", "gegen", "mitte", "spät", "um"),
    *("ungefähr", "vermutlich", "vielleicht", "wahrscheinlich", "wohl"),
)
VAGUE = (
    *("ab", "bis", "erhalten", "falsch", "frühestens", "herbst", "jedenfalls", "nach", "nicht", "oder"),
    *("poststempel", "seit", "später", "spätestens", "tag", "tage", "unsicher", "von", "vor", "woche"),
    *("zwischen", "zw"),
)
