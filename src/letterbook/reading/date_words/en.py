"""English. ``|`` in a name is where a raised ending may stand apart: ``Jan.ry``, ``Feb y``."""

MONTHS = (
    ("January", "Jan", "Jan|y", "Jan|ry", "Jan|uary", "Janr"),
    ("February", "Feb", "Feb|y", "Feb|ry", "Feb|ruary", "Febr"),
    ("March", "Mar", "Mar|ch", "Mch"),
    ("April", "Apr", "Ap|l", "Apr|l"),
    ("May",),
    ("June", "Jun"),
    ("July", "Jul"),
    ("August", "Aug", "Aug|st", "Aug|t", "Augs"),
    ("September", "Sep", "Sept", "Sep|r", "Sept|r", "Sept|br", "Sep|tr", "Sep|tember", "7ber", "7br", "7bre"),
    ("October", "Oct", "Oct|r", "Oct|br", "Oct|ober", "8ber", "8br", "8bre"),
    ("November", "Nov", "Nov|r", "Nov|br", "Nov|ember", "9ber", "9br", "9bre"),
    ("December", "Dec", "Dec|r", "Dec|br", "Dec|ember", "10ber", "10br", "10bre", "Xber", "Xbr", "Xbre"),
)
WEEKDAYS = (
    ("Monday", "Mond|y"),
    ("Tuesday", "Tue", "Tues", "Tuesd|y"),
    ("Wednesday", "Wed", "Weds", "Wednesd|y"),
    ("Thursday", "Thu", "Thur", "Thurs", "Thursd|y"),
    ("Friday", "Fri", "Frid|y"),
    ("Saturday", "Sat", "Saturd|y"),
    ("Sunday", "Sun", "Sund|y"),
)
ORDINALS = ("st", "nd", "rd", "d", "th", "h", "day")
ARTICLES = ("the", "this", "on", "on the", "this the")
LINKS = ("of", "day of")
JOINS = ("to", "and", "till", "until", "or")
YEARS = ("of the year", "in the year", "the year", "in", "of", "anno", "anno domini", "A.D.")
NEAR = (
    *("about", "around", "beginning", "circa", "ca", "c", "early", "end", "ends", "late", "mid"),
    *("middle", "perhaps", "possibly", "probably"),
)
VAGUE = (
    *("after", "before", "between", "by", "day", "days", "eve", "from", "following", "later", "earlier"),
    *("or", "not", "onwards", "past", "postmark", "postmarked", "previous", "prior", "received", "recd"),
    *("rec'd", "since", "till", "until", "week", "wrong", "wrongly", "month"),
)
