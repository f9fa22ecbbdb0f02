<?xml version="1.0" encoding="UTF-8"?>
<!-- The whole: what a letter consists of, and what the PDF says about itself. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:lb="urn:letterbook:functions"
  xmlns:_="urn:letterbook:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- A document is a letter. -->
  <xsl:template match="/" as="element(Q{}letter)">
    <xsl:apply-templates select="descendant-or-self::TEI[1]"/>
  </xsl:template>

  <!-- A letter: made in one pass, its white space settled in a second. -->
  <xsl:template match="TEI" as="element(Q{}letter)">
    <xsl:variable name="made" as="document-node()">
      <xsl:document>
        <letter lang="{_:tongue(.)}" title="{_:title(.)}" author="{string-join(_:names(., 'sent'), '|')}"
          keywords="{string-join(_:keywords(.), '|')}" running="{_:running(.)}" attachment="{_:say('attachment')}">
          <xsl:sequence select="_:masthead(.)"/>
          <body>
            <xsl:apply-templates select="text"/>
          </body>
          <xsl:sequence select="_:colophon(.)"/>
        </letter>
      </xsl:document>
    </xsl:variable>
    <xsl:apply-templates select="$made/*" mode="_:space"/>
  </xsl:template>

  <!-- The text and its parts. -->
  <xsl:template match="text | body" as="node()*">
    <xsl:sequence select="_:flow(node(), _:flush())"/>
  </xsl:template>

  <!-- What goes before and after the body is parted from it. -->
  <xsl:template match="front" as="node()*">
    <xsl:variable name="made" as="node()*" select="_:flow(node(), _:flush())"/>
    <xsl:sequence select="$made"/>
    <xsl:if test="exists($made/self::element()[normalize-space()])">
      <rule/>
    </xsl:if>
  </xsl:template>

  <!-- What goes after the body is parted from it. -->
  <xsl:template match="back" as="node()*">
    <xsl:variable name="made" as="node()*" select="_:flow(node(), _:flush())"/>
    <xsl:if test="exists($made/self::element()[normalize-space()])">
      <rule/>
    </xsl:if>
    <xsl:sequence select="$made"/>
  </xsl:template>

  <!-- The language of the letter, which decides how words are divided. -->
  <xsl:function name="_:tongue" as="xs:string">
    <xsl:param name="letter" as="element(TEI)"/>
    <xsl:variable name="said" as="xs:string*" select="($letter/text ! lb:language(.),
      $letter/teiHeader/profileDesc/langUsage/language/@ident ! string(), $lb:interface)"/>
    <xsl:sequence select="($said ! _:code(.), 'en')[1]"/>
  </xsl:function>

  <!-- The first part of a language tag in small letters, when it is a code of two or three letters. -->
  <xsl:function name="_:code" as="xs:string?">
    <xsl:param name="tag" as="xs:string?"/>
    <xsl:sequence select="lower-case(replace(string($tag), '-.*$', ''))[matches(., '^[a-z]{2,3}$')]"/>
  </xsl:function>

  <!-- The title of the document, never empty. -->
  <xsl:function name="_:title" as="xs:string">
    <xsl:param name="letter" as="element(TEI)"/>
    <xsl:sequence select="(lb:title($letter)[. ne ''], string(lb:setting('letter-id', ''))[. ne ''], lb:say('letter'))[1]"/>
  </xsl:function>

  <!-- The keywords of the header. -->
  <xsl:function name="_:keywords" as="xs:string*">
    <xsl:param name="letter" as="element(TEI)"/>
    <xsl:sequence select="distinct-values($letter/teiHeader/profileDesc/textClass/keywords//(term | item[not(term)])
      ! normalize-space()[. ne ''])"/>
  </xsl:function>

</xsl:stylesheet>
