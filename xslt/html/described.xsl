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
    | education | gender | location | state | trait | relatedItem | altIdentifier | msIdentifier | availability | licence | funder | principal | sponsor | abstract | population | terrain
    | climate | ptrGrp" as="item()*">
    <xsl:call-template name="_:span"/>
  </xsl:template>

  <!-- Of a manuscript each thing that is said is a block. -->
  <xsl:template match="msDesc | msContents | msItem | summary | physDesc | objectDesc | supportDesc
    | support | foliation | condition | layoutDesc | layout | handDesc | handNote | typeDesc | typeNote
    | decoDesc | decoNote | additions | sealDesc | seal | accMat | history | origin | provenance | acquisition
    | additional | adminInfo | recordHist | custodialHist | surrogates" as="element()">
    <div>
      <xsl:sequence select="_:attributes(., local-name())"/>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

</xsl:stylesheet>
