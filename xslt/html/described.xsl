<?xml version="1.0" encoding="UTF-8"?>
<!-- What registers and headers hold, where a text has it: people, places and manuscripts described in passing. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:lb="urn:letterbook:functions"
  xmlns:_="urn:letterbook:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  expand-text="yes"
  exclude-result-prefixes="#all">

  <!-- Each is its words. -->
  <xsl:template match="person | personGrp | place | org | event | object | relation | birth | death | floruit | occupation | affiliation | residence
    | education | gender | location | state | trait | relatedItem | altIdentifier | msIdentifier | msDesc | msContents | msItem | physDesc | objectDesc
    | supportDesc | support | layoutDesc | layout | foliation | condition | handDesc | handNote | decoDesc | decoNote | additions | typeDesc | typeNote
    | sealDesc | seal | accMat | history | origin | provenance | acquisition | additional | adminInfo | recordHist | custodialHist | surrogates
    | availability | licence | abstract | summary | population | terrain | climate | ptrGrp" as="item()*">
    <xsl:call-template name="_:span"/>
  </xsl:template>

</xsl:stylesheet>
