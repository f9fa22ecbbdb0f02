<?xml version="1.0" encoding="UTF-8"?>
<!-- Choice, additions, deletions, what is supplied, doubtful or lost. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:lb="urn:letterbook:functions"
  xmlns:_="urn:letterbook:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- Of several readings the layer's. -->
  <xsl:template match="choice" as="node()*">
    <xsl:apply-templates select="lb:chosen(.)"/>
  </xsl:template>

  <!-- Variants of one word: the preferred reading. -->
  <xsl:template match="app" as="node()*">
    <xsl:apply-templates select="lb:chosen(.)"/>
  </xsl:template>

  <!-- Readings, additions and what was done to the writing: their text, where the layer shows it. -->
  <xsl:template match="sic | corr | orig | reg | abbr | expan | am | ex | add | surplus | mod | damage | restore | retrace | redo
      | undo | metamark | lem | rdg | rdgGrp | secl" as="node()*">
    <xsl:if test="not(lb:left-out(.))">
      <xsl:call-template name="_:phrase"/>
    </xsl:if>
  </xsl:template>

  <!-- One thing put for another: white space between the two is layout of the file. -->
  <xsl:template match="subst" as="node()*">
    <xsl:variable name="parts" as="node()*" select="node()[not(self::text()[not(normalize-space())])]"/>
    <xsl:choose>
      <xsl:when test="_:is-block(.)">
        <xsl:sequence select="_:flow($parts, _:flush())"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="$parts"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What the writer struck out. In the reading layer it shows when that was cancelled, and is text like any other. -->
  <xsl:template match="del" as="node()*">
    <xsl:if test="not(lb:left-out(.))">
      <xsl:sequence select="_:wrap(., 's'[not($lb:reading)])"/>
    </xsl:if>
  </xsl:template>

  <!-- Words that an editor supplied look different; a mark or a dash does not. -->
  <xsl:template match="supplied" as="node()*">
    <xsl:if test="not(lb:left-out(.))">
      <xsl:sequence select="if (matches(., '[\p{L}\p{N}]')) then _:wrap(., 'supplied') else _:wrap(., ())"/>
    </xsl:if>
  </xsl:template>

  <!-- What is read with doubt; nothing read is a gap. -->
  <xsl:template match="unclear" as="node()*">
    <xsl:choose>
      <xsl:when test="normalize-space() or gap or .//figDesc">
        <xsl:sequence select="_:wrap(., 'unclear')"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="_:gap()"/>
        <xsl:apply-templates/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A gap has a mark; its description is not text of the letter. -->
  <xsl:template match="gap" as="element(Q{}gap)">
    <xsl:sequence select="_:gap()"/>
  </xsl:template>

  <!-- The mark of a gap. -->
  <xsl:function name="_:gap" as="element(Q{}gap)">
    <gap>[…]</gap>
  </xsl:function>

  <!-- Blank space left by the writer. -->
  <xsl:template match="space" as="node()*">
    <xsl:text> </xsl:text>
  </xsl:template>

  <!-- A new hand says nothing in a reading text. -->
  <xsl:template match="handShift" as="empty-sequence()"/>

</xsl:stylesheet>
