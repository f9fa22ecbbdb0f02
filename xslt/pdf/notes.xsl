<?xml version="1.0" encoding="UTF-8"?>
<!-- Footnotes. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:lb="urn:letterbook:functions"
  xmlns:_="urn:letterbook:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- A note stands where it is, unless it points to another place of the letter. -->
  <xsl:template match="note" as="node()*">
    <xsl:if test="lb:mark-place(.) is .">
      <xsl:sequence select="_:note(.)"/>
    </xsl:if>
  </xsl:template>

  <!-- A note of the margin that names several is only their wrapper. -->
  <xsl:template match="noteGrp" as="node()*">
    <xsl:apply-templates select="note"/>
  </xsl:template>

  <!-- The footnote; one without text is none. -->
  <xsl:function name="_:note" as="element(Q{}note)?">
    <xsl:param name="note" as="element()"/>
    <xsl:variable name="made" as="node()*" select="_:inner($note/node())"/>
    <xsl:if test="exists($made/descendant-or-self::text()[normalize-space()])">
      <note>
        <xsl:sequence select="_:tongue-attribute($note), $made"/>
      </note>
    </xsl:if>
  </xsl:function>

  <!-- The footnotes whose marks stand after an element. -->
  <xsl:function name="_:marks" as="node()*">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="lb:notes-at($element) ! _:note(.)"/>
  </xsl:function>

</xsl:stylesheet>
