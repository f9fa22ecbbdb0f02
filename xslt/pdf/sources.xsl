<?xml version="1.0" encoding="UTF-8"?>
<!-- Works and manuscripts named in the header, as references that read well. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:lb="urn:letterbook:functions"
  xmlns:_="urn:letterbook:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- A work: one that is written out stands as it is, one that has only parts gets its punctuation here. -->
  <xsl:function name="_:cite" as="node()*">
    <xsl:param name="work" as="element()"/>
    <xsl:choose>
      <xsl:when test="$work/text()[normalize-space()]">
        <xsl:value-of select="_:strings($work)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="_:sentences(_:work-parts($work))"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- The parts of a work in the order of a reference: who, what, by whom edited, where and when, which pages, remarks. -->
  <xsl:function name="_:work-parts" as="element(part)*" xpath-default-namespace="">
    <xsl:param name="work" as="element()"/>
    <xsl:variable name="at" as="xs:string" select="string-join($work//*:publisher[1]/normalize-space()[. ne ''], ', ')"/>
    <xsl:variable name="town" as="xs:string" select="string-join($work//*:pubPlace/normalize-space()[. ne ''], ', ')"/>
    <xsl:variable name="day" as="xs:string" select="string-join($work//*:date[not(ancestor::*:note)]/normalize-space()[. ne ''], ', ')"/>
    <part><xsl:value-of select="string-join($work//*:author/normalize-space(), ', ')"/></part>
    <xsl:for-each select="$work//*:title[not(ancestor::*:note)]">
      <part>
        <xsl:choose>
          <xsl:when test="@level = ('a', 'u')"><xsl:value-of select="_:say('quoted', normalize-space())"/></xsl:when>
          <xsl:otherwise><i><xsl:value-of select="normalize-space()"/></i></xsl:otherwise>
        </xsl:choose>
      </part>
    </xsl:for-each>
    <part><xsl:value-of select="string-join($work//*:editor/normalize-space(), ', ')[. ne ''] ! _:say('editor', .)"/></part>
    <part><xsl:value-of select="string-join((string-join(($town, $at)[. ne ''], ': '), $day)[. ne ''], ', ')"/></part>
    <part><xsl:value-of select="string-join($work//*:biblScope/normalize-space(), ', ')"/></part>
    <xsl:for-each select="$work/*:note">
      <part><xsl:value-of select="normalize-space()"/></part>
    </xsl:for-each>
  </xsl:function>

  <!-- Parts as sentences: a full stop after each, unless it ends with a sign. -->
  <xsl:function name="_:sentences" as="node()*" xpath-default-namespace="">
    <xsl:param name="parts" as="element(part)*"/>
    <xsl:for-each select="$parts[normalize-space()]">
      <xsl:sequence select="node()"/>
      <xsl:value-of select="(if (matches(., '[.!?…][”“»]?$')) then '' else '.') || (if (position() lt last()) then ' ' else '')"/>
    </xsl:for-each>
  </xsl:function>

  <!-- What the text is taken from: the manuscript, then the works the header names first; works only cited are left to the file. -->
  <xsl:function name="_:sources" as="node()*">
    <xsl:param name="header" as="element()?"/>
    <xsl:variable name="source" as="element()?" select="$header/fileDesc/sourceDesc"/>
    <xsl:variable name="works" as="element()*" select="$source/(bibl | biblStruct | biblFull)"/>
    <xsl:variable name="all" as="element()*" select="if (exists($works)) then $works else $source/listBibl/(bibl | biblStruct | biblFull)"/>
    <xsl:variable name="told" as="element(source)*" xpath-default-namespace="">
      <source><xsl:value-of select="$header/parent::* ! _:kept(.) ! (. || '.')"/></source>
      <xsl:for-each select="$all">
        <source><xsl:sequence select="_:cite(.)"/></source>
      </xsl:for-each>
      <source><xsl:value-of select="_:strings($source/*[self::*:p or self::*:ab])"/></source>
    </xsl:variable>
    <xsl:for-each select="$told[normalize-space()]">
      <xsl:if test="position() gt 1">
        <br/>
      </xsl:if>
      <xsl:sequence select="node()"/>
    </xsl:for-each>
  </xsl:function>

</xsl:stylesheet>
