"""French."""

MONTHS = (
    ("janvier", "janv", "jan"),
    ("février", "févr", "fév"),
    ("mars",),
    ("avril", "avr"),
    ("mai", "may"),
    ("juin",),
    ("juillet", "juil"),
    ("août", "aoust"),
    ("septembre", "sept", "7bre", "7br"),
    ("octobre", "oct", "8bre", "8br"),
    ("novembre", "nov", "9bre", "9br"),
    ("décembre", "déc", "10bre", "xbre"),
)
WEEKDAYS = (
    ("lundi",),
    ("mardi",),
    ("mercredi", "mercredy"),
    ("jeudi", "jeudy"),
    ("vendredi", "vendredy"),
    ("samedi", "samedy"),
    ("dimanche",),
)
ORDINALS = ("er", "re", "e", "me", "ème", "eme", "ième")
ARTICLES = ("le", "ce", "du", "au")
LINKS = ("de", "d'", "d’", "jour de", "du mois de", "du mois d'")
JOINS = ("au", "et", "à", "ou")
YEARS = ("de l'an", "de l’an", "de l'année", "an", "l'an")
NEAR = ("début", "environ", "fin", "milieu", "peut-être", "probablement", "vers")
VAGUE = (
    *("après", "avant", "depuis", "entre", "jusqu", "jusqu'au", "jour", "lendemain", "ou", "reçu"),
    *("reçue", "semaine", "veille"),
)
