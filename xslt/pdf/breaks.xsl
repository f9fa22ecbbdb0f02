<?xml version="1.0" encoding="UTF-8"?>
<!-- Lines, pages and columns of the source. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:lb="urn:letterbook:functions"
  xmlns:_="urn:letterbook:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- A new line: in the parts of a letter that stand in lines it is kept, in running text it is a space, inside a word nothing.
       The diplomatic layer keeps all. -->
  <xsl:template match="lb" as="node()*">
    <xsl:choose>
      <xsl:when test="not($lb:reading) or not(lb:in-word(.)) and (ancestor::*[self::p or self::ab or self::note or self::item or self::cell or self::l or self::opener
          or self::closer or self::dateline or self::salute or self::signed or self::address or self::trailer or self::head
          or self::stamp][1][not(self::p or self::ab or self::note or self::item or self::cell or self::l)])">
        <br/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="_:seam(.)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A new page, with its number; it parts words, unless it says that it stands inside one. -->
  <xsl:template match="pb" as="node()*">
    <xsl:sequence select="_:seam(.)"/>
    <pb>
      <xsl:if test="normalize-space(@n) and string-length(normalize-space(@n)) le 8">
        <xsl:attribute name="n" select="normalize-space(@n)"/>
      </xsl:if>
    </pb>
    <xsl:if test="$lb:reading and lb:in-word(.)">
      <join/>
    </xsl:if>
  </xsl:template>

  <!-- What stands in the text where the source breaks: a space, or nothing inside a word; a line of the diplomatic layer ends there. -->
  <xsl:function name="_:seam" as="node()">
    <xsl:param name="break" as="element()"/>
    <xsl:choose>
      <xsl:when test="$lb:reading and lb:in-word($break)">
        <join/>
      </xsl:when>
      <xsl:when test="lb:in-word($break)">
        <br/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:text> </xsl:text>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- Columns and gatherings part words like pages. -->
  <xsl:template match="cb | gb" as="node()">
    <xsl:sequence select="_:seam(.)"/>
  </xsl:template>

  <!-- Milestones are of no interest to who reads. -->
  <xsl:template match="milestone" as="empty-sequence()"/>

  <!-- What says something about the text, and is none of it. -->
  <xsl:template match="index | interp | interpGrp | span | spanGrp | link | linkGrp | join | joinGrp | alt | altGrp | fs | certainty
      | precision | respons | timeline | listTranspose | delSpan | addSpan | damageSpan | substJoin | teiHeader | standOff | xenoData"
    as="empty-sequence()"/>

  <!-- A place that something points to. -->
  <xsl:template match="anchor" as="node()*">
    <xsl:sequence select="_:marks(.)"/>
  </xsl:template>

</xsl:stylesheet>
