<?xml version="1.0" encoding="UTF-8"?>
<!-- The heading of a letter: who wrote to whom, where and when, and where the letter is. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ix="urn:letterbook:index"
  xmlns:lb="urn:letterbook:functions"
  xmlns:_="urn:letterbook:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  expand-text="yes"
  exclude-result-prefixes="#all">

  <!-- Title and facts. -->
  <xsl:template name="_:letter-head" as="element()">
    <xsl:variable name="number" as="xs:string?" select="@n[string-length() le 8][not(. = current()/teiHeader/fileDesc/publicationStmt/idno)] ! string()"/>
    <header class="head">
      <xsl:if test="$number">
        <p class="kicker">{lb:say('number')} {$number}</p>
      </xsl:if>
      <h1>{_:letter-title(.)}</h1>
      <xsl:variable name="facts" as="element()*">
        <xsl:apply-templates select="teiHeader/profileDesc/correspDesc/correspAction" mode="_:fact"/>
        <xsl:if test="not(teiHeader/profileDesc/correspDesc/correspAction/date[lb:date(.)])">
          <xsl:apply-templates select="$index/ix:index/ix:letter[@current][lb:letter-date(.)]" mode="_:fact"/>
        </xsl:if>
        <xsl:apply-templates select="teiHeader/profileDesc/correspDesc/correspContext/ref[@subtype = ('answered', 'answering') or @type = ('answered', 'answering')]" mode="_:fact"/>
        <xsl:apply-templates select="(teiHeader/fileDesc/sourceDesc//msDesc/msIdentifier)[1]" mode="_:fact"/>
        <xsl:apply-templates select="(teiHeader//msDesc//note[@type = 'classification'])[1]" mode="_:fact"/>
        <xsl:apply-templates select="teiHeader/revisionDesc/@status" mode="_:fact"/>
      </xsl:variable>
      <xsl:if test="exists($facts)">
        <dl class="facts">
          <xsl:sequence select="$facts"/>
        </dl>
      </xsl:if>
    </header>
  </xsl:template>

</xsl:stylesheet>
