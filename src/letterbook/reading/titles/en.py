"""English."""

OFFICES = {
    "president": "president, pres",
    "president:vice": "vice president",
    "minister:premier": "prime minister, premier",
    "minister": "minister, foreign minister",
    "chancellor": "chancellor",
    "secretary": "secretary, secretary of state",
    "attorney-general": "attorney general",
    "secretary:general": "secretary general",
    "governor": "governor, governor general, gov",
    "ambassador": "ambassador",
    "consul": "consul, consul general",
    "chairman": "chairman, chairwoman",
    "senator": "senator, sen",
    "congressman": "congressman, congresswoman, representative",
    "judge": "judge, justice, chief justice",
    "mayor": "mayor, lord mayor",
    "director": "director",
    "professor": "professor, prof",
    "church:pope": "pope",
    "church:cardinal": "cardinal",
    "church:archbishop": "archbishop",
    "church:bishop": "bishop",
    "church:dean": "archdeacon",
    "army:marshal": "field marshal",
    "army:general": "general, gen, major general, lieutenant general, brigadier general, brigadier",
    "army:colonel": "colonel, col, lieutenant colonel",
    "army:major": "major, maj",
    "army:captain": "captain, capt, captn",
    "army:lieutenant": "lieutenant, lieut",
    "army:admiral": "admiral, rear admiral, vice admiral, adm",
    "army:commodore": "commodore",
}
ENDINGS = ("s",)
COMPOUNDS: dict[str, str] = {}
ABBREVIATED = "gen col capt captn lieut maj adm gov sen prof pres"
LESSER = "vice deputy assistant under acting former ex late future designate associate personal private press executive"
PREPOSITIONS = "of to for at in by on with"
OWNING = "of"
BREAKS = (
    "thereafter then later afterwards subsequently and until till from since after before previously formerly"
)
MEN = "mr mister messrs sir esq esquire master"
WOMEN = "mrs miss misses ms madam mistress dame lady"
NOBLES = (
    "lord lords lady ladyship lordship ld sir dame duke duchess earl countess count viscount viscountess marquess marquis"
    " marchioness baron baroness baronet prince princess king queen emperor empress saint st prince's highness majesty"
)
KIN = (
    "brother sister father mother son daughter husband wife uncle aunt cousin nephew niece grandfather grandmother friend"
    " widow child children family brothers sisters sons daughters grandson granddaughter stepmother stepfather bride"
    " fiance fiancee papa mama mamma dad mum boy girl young old little dear dearest poor good servant doctor maid"
    " editor publisher author poet painter"
)
PLAIN = (
    "dr rev reverend revd hon honourable honorable right the jr sr junior senior comrade dear my your his her our their"
    " a i ii iii iv"
)
PARTICLES = "of"
JOINING = "and or with"
