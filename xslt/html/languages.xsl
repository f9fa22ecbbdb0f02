<?xml version="1.0" encoding="UTF-8"?>
<!-- The language of what stands on a page. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:lb="urn:letterbook:functions"
  xmlns:_="urn:letterbook:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  expand-text="yes"
  exclude-result-prefixes="#all">

  <!-- lang and, for scripts from right to left, dir. -->
  <xsl:function name="_:language" as="attribute()*">
    <xsl:param name="language" as="xs:string?"/>
    <xsl:if test="matches($language, '^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$')">
      <xsl:attribute name="lang" select="$language"/>
      <xsl:if test="lb:right-to-left($language)">
        <xsl:attribute name="dir" select="'rtl'"/>
      </xsl:if>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
