"""Russian; ``fold`` makes й of и and ё of е alike, so that words stand here without them."""

OFFICES = {
    "president": "президент",
    "president:vice": "вице президент",
    "minister:premier": "премьер, премьер министр",
    "minister": "министр",
    "chancellor": "канцлер",
    "secretary": "секретарь, госсекретарь, государственныи секретарь",
    "attorney-general": "генеральныи прокурор, министр юстиции",
    "secretary:general": "генеральныи секретарь",
    "governor": "губернатор",
    "ambassador": "посол",
    "consul": "консул, генеральныи консул",
    "chairman": "председатель",
    "senator": "сенатор",
    "mayor": "мэр",
    "director": "директор",
    "professor": "профессор, проф",
    "church:archbishop": "архиепископ",
    "church:bishop": "епископ",
    "army:marshal": "маршал",
    "army:general": "генерал, ген",
    "army:colonel": "полковник",
    "army:major": "маиор",
    "army:captain": "капитан",
    "army:lieutenant": "леитенант",
    "army:admiral": "адмирал",
}
ENDINGS = ("а", "у", "ом", "е", "ы", "ов")
COMPOUNDS = {"посла": "ambassador", "послу": "ambassador", "послом": "ambassador", "председателя": "chairman",
             "председателю": "chairman", "председателем": "chairman"}  # fmt: skip
ABBREVIATED = "ген проф"
LESSER = "вице заместитель бывшии исполняющии помощник"
PREPOSITIONS = "в во при по на у к для"
OWNING = ""
BREAKS = "затем потом позднее и до с после"
MEN = "господин господина господину господином г тов товарищ товарища товарищу мистер"
WOMEN = "госпожа госпожи госпоже госпожу г-жа мадам мисс миссис"
NOBLES = "граф графа графиня князь князя княгиня княжна барон баронесса царь царя император императора лорд леди сэр"
KIN = (
    "брат брата сестра сестры отец отца мать матери сын сына дочь дочери муж мужа жена жены дядя тетя друг друга"
    " дорогои дорогая милыи милая уважаемыи"
)
PLAIN = "доктор мои моя ваш ваша"
PARTICLES = "де фон дер"
JOINING = "и или"
