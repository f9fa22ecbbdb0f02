"""German."""

OFFICES = {
    "president": "prasident, prasidentin, praesident",
    "president:vice": "vizeprasident, vizeprasidentin",
    "minister:premier": "ministerprasident, ministerprasidentin, premierminister",
    "minister": "minister, ministerin",
    "chancellor": "kanzler, kanzlerin",
    "secretary": "staatssekretar, sekretar, sekretarin",
    "attorney-general": "generalstaatsanwalt",
    "secretary:general": "generalsekretar",
    "governor": "gouverneur, statthalter",
    "ambassador": "botschafter, botschafterin, gesandter",
    "consul": "konsul, generalkonsul",
    "chairman": "vorsitzender, vorsitzende, vorsitzenden",
    "senator": "senator, senatorin",
    "judge": "richter, richterin",
    "mayor": "burgermeister, burgermeisterin, oberburgermeister",
    "director": "direktor, direktorin, intendant",
    "professor": "professor, professorin, prof",
    "church:pope": "papst",
    "church:cardinal": "kardinal",
    "church:archbishop": "erzbischof",
    "church:bishop": "bischof",
    "army:marshal": "feldmarschall, marschall",
    "army:general": "general, generalmajor, generalleutnant",
    "army:colonel": "oberst, oberstleutnant",
    "army:major": "major",
    "army:captain": "hauptmann, rittmeister, kapitan",
    "army:lieutenant": "leutnant, oberleutnant",
    "army:admiral": "admiral",
}
ENDINGS = ("s", "en", "es", "e", "n")
COMPOUNDS = {
    "vizeprasident": "president:vice",
    "vizekanzler": "chancellor:vice",
    "ministerprasident": "minister:premier",
    "prasident": "president",
    "prasidenten": "president",
    "kanzler": "chancellor",
    "kanzlers": "chancellor",
    "minister": "minister",
    "ministers": "minister",
    "burgermeister": "mayor",
    "botschafter": "ambassador",
}
ABBREVIATED = "prof"
LESSER = "stellvertretender stellvertretende ehemaliger ehemalige fruherer fruhere alt vize ex"
PREPOSITIONS = "von vom des der zu zum zur im in fur bei beim am an auf"
OWNING = "des der von vom"
BREAKS = "dann danach spater anschliessend und bis seit ab nach vor zuvor vorher"
MEN = "herr herrn hr hrn"
WOMEN = "frau fr frl fraulein"
NOBLES = (
    "graf grafin baron baronin freiherr freifrau furst furstin prinz prinzessin herzog herzogin konig konigin kaiser"
    " kaiserin ritter hoheit majestat durchlaucht exzellenz excellenz"
)
KIN = (
    "bruder schwester vater mutter sohn tochter mann weib gatte gattin gemahl gemahlin onkel tante vetter cousine neffe"
    " nichte grossvater grossmutter freund freundin witwe kind kinder kindes familie bruders vaters geschwister braut"
    " brautigam schwager schwagerin mama papa schwiegermutter schwiegervater enkel enkelin jungfer dichter dichterin maler"
    " lieber liebe lieben liebster liebste alte alter junge junger kleine kleiner arme armer gute guter verehrte verehrter"
)
PLAIN = (
    "dr doktor geheimrat geheimrath hofrat hofrath kommerzienrat justizrat regierungsrat ehepaar der die das den dem des"
    " mein meine meines deine ihr ihre sein seine unser"
)
PARTICLES = "von v vom zu zum zur van der den"
JOINING = "und u oder"
