<?xml version="1.0" encoding="UTF-8"?>
<!-- Verse. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:lb="urn:letterbook:functions"
  xmlns:_="urn:letterbook:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- A stanza or a poem. -->
  <xsl:template match="lg" as="node()*">
    <xsl:sequence select="_:list-heads(.)"/>
    <xsl:for-each-group select="* except head" group-adjacent="exists((self::l, self::pb, self::lb, self::milestone, self::anchor))">
      <xsl:choose>
        <xsl:when test="current-grouping-key()">
          <xsl:sequence select="_:verse(current-group())"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="_:flow(current-group(), _:flush())"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each-group>
  </xsl:template>

  <!-- A line by itself. -->
  <xsl:template match="l" as="node()*">
    <xsl:sequence select="_:verse(.)"/>
  </xsl:template>

  <!-- Lines of verse together. -->
  <xsl:function name="_:verse" as="element()*">
    <xsl:param name="lines" as="element()*"/>
    <xsl:if test="$lines/self::l[normalize-space() or gap or note]">
      <verse>
        <xsl:for-each select="$lines">
          <xsl:choose>
            <xsl:when test="self::l">
              <xsl:sequence select="_:verse-line(.)"/>
            </xsl:when>
            <xsl:otherwise>
              <xsl:apply-templates select="self::pb"/>
            </xsl:otherwise>
          </xsl:choose>
        </xsl:for-each>
      </verse>
    </xsl:if>
  </xsl:function>

  <!-- One line of verse. -->
  <xsl:function name="_:verse-line" as="element(Q{}l)">
    <xsl:param name="line" as="element()"/>
    <l>
      <xsl:if test="lb:looks($line) = 'indent'">
        <xsl:attribute name="indent" select="'1'"/>
      </xsl:if>
      <xsl:sequence select="_:tongue-attribute($line)"/>
      <xsl:sequence select="_:nest(lb:looks($line) ! $_:tags(.), _:plain($line/node()))"/>
    </l>
  </xsl:function>

  <!-- Nodes as one stretch of text, whatever they hold. -->
  <xsl:function name="_:plain" as="node()*">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:for-each select="_:inner($nodes)">
      <xsl:choose>
        <xsl:when test="self::*:p or self::*:line">
          <xsl:sequence select="node()"/>
          <xsl:text> </xsl:text>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="."/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:function>

  <!-- A pause inside a line. -->
  <xsl:template match="caesura" as="node()*">
    <xsl:text> </xsl:text>
  </xsl:template>

</xsl:stylesheet>
