"""French."""

OFFICES = {
    "president": "president, presidente",
    "president:vice": "vice president",
    "minister:premier": "premier ministre",
    "minister": "ministre",
    "chancellor": "chancelier, chanceliere",
    "secretary": "secretaire, secretaire d'etat",
    "attorney-general": "procureur general",
    "secretary:general": "secretaire general",
    "governor": "gouverneur",
    "ambassador": "ambassadeur, ambassadrice",
    "consul": "consul",
    "senator": "senateur, senatrice",
    "congressman": "depute",
    "judge": "juge",
    "mayor": "maire",
    "director": "directeur, directrice",
    "professor": "professeur",
    "church:pope": "pape",
    "church:cardinal": "cardinal",
    "church:archbishop": "archeveque",
    "church:bishop": "eveque",
    "army:marshal": "marechal",
    "army:general": "general",
    "army:colonel": "colonel",
    "army:captain": "capitaine",
    "army:lieutenant": "lieutenant",
    "army:admiral": "amiral",
}
ENDINGS = ("s",)
COMPOUNDS: dict[str, str] = {}
ABBREVIATED = "gen col cap lt prof"
LESSER = "ancien ancienne vice adjoint sous futur future feu"
PREPOSITIONS = "de du des d a au aux en pour"
OWNING = "de du des d"
BREAKS = "puis ensuite et jusque depuis apres avant"
MEN = "m mm monsieur messieurs monsr maitre"
WOMEN = "mme mmes mlle mlles madame mesdames mademoiselle"
NOBLES = "comte comtesse baron baronne duc duchesse marquis marquise vicomte vicomtesse chevalier prince princesse roi reine abbe"
KIN = (
    "frere soeur pere mere fils fille mari femme epoux epouse oncle tante cousin cousine neveu niece ami amie veuve enfant"
    " enfants famille cher chere jeune petit petite pauvre vieux"
)
PLAIN = "le la les l mon ma mes son sa ses votre notre docteur"
PARTICLES = "de d du des la le les l"
JOINING = "et ou"
