<?xml version="1.0" encoding="UTF-8"?>
<!-- Figures, stamps, formulas: pictures are not loaded, their descriptions are shown. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:lb="urn:letterbook:functions"
  xmlns:_="urn:letterbook:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- A figure in a line is its description; one between paragraphs, or with text of its own, stands by itself. -->
  <xsl:template match="figure" as="node()*">
    <xsl:choose>
      <xsl:when test="* except (figDesc, graphic, head, media, binaryObject, formula) and _:is-block(.)">
        <xsl:sequence select="_:flow(node()[not(self::text())], _:flush())"/>
      </xsl:when>
      <xsl:when test="_:is-block(.)">
        <xsl:variable name="made" as="node()*">
          <xsl:for-each select="head | figDesc | formula | text()[normalize-space()]">
            <xsl:if test="position() gt 1">
              <xsl:text> </xsl:text>
            </xsl:if>
            <xsl:apply-templates select="if (self::head) then node() else ."/>
          </xsl:for-each>
        </xsl:variable>
        <xsl:if test="_:shows($made)">
          <figure>
            <xsl:sequence select="$made"/>
          </figure>
        </xsl:if>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What a picture shows. -->
  <xsl:template match="figDesc" as="node()*">
    <xsl:variable name="made" as="node()*" select="_:plain(node())"/>
    <xsl:if test="_:shows($made)">
      <xsl:text> </xsl:text>
      <drawn>
        <xsl:sequence select="$made"/>
      </drawn>
      <xsl:text> </xsl:text>
    </xsl:if>
  </xsl:template>

  <!-- The picture itself is not loaded. -->
  <xsl:template match="graphic | media | binaryObject" as="empty-sequence()"/>

  <!-- A postmark. -->
  <xsl:template match="stamp" as="node()*">
    <xsl:choose>
      <xsl:when test="_:is-block(.)">
        <xsl:sequence select="_:flow(node(), _:line('aside'))"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="_:wrap(., 'small')"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A formula is its text. -->
  <xsl:template match="formula" as="node()*">
    <xsl:call-template name="_:phrase"/>
  </xsl:template>

</xsl:stylesheet>
