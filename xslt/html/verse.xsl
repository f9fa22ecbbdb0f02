<?xml version="1.0" encoding="UTF-8"?>
<!-- Verse. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:lb="urn:letterbook:functions"
  xmlns:_="urn:letterbook:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  expand-text="yes"
  exclude-result-prefixes="#all">

  <!-- A stanza or poem. -->
  <xsl:template match="lg" as="element()">
    <div>
      <xsl:sequence select="_:attributes(., ('lg', _:type(.)))"/>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <!-- A line of verse. -->
  <xsl:template match="l" as="element()">
    <div>
      <xsl:sequence select="_:attributes(., 'l')"/>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <!-- A caesura. -->
  <xsl:template match="caesura" as="text()">
    <xsl:text> </xsl:text>
  </xsl:template>

</xsl:stylesheet>
