<?xml version="1.0" encoding="UTF-8"?>
<!-- Divisions, headings, paragraphs, quotations. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:lb="urn:letterbook:functions"
  xmlns:_="urn:letterbook:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- A division. -->
  <xsl:template match="div | div1 | div2 | div3 | div4 | div5 | div6 | div7 | group" as="node()*">
    <xsl:sequence select="_:flow(node(), _:flush())"/>
  </xsl:template>

  <!-- A text inside the letter, an enclosure say, is told apart by a line beside it. -->
  <xsl:template match="floatingText" as="node()*">
    <group role="floating">
      <xsl:sequence select="_:flow(node(), _:flush())"/>
    </group>
  </xsl:template>

  <!-- A heading of a division; levels are not skipped. -->
  <xsl:template match="head" as="element()*">
    <xsl:variable name="around" as="xs:integer"
      select="count(ancestor::*[self::div or self::div1 or self::div2 or self::div3 or self::div4 or self::div5 or self::div6
        or self::div7 or self::floatingText or self::body][head])"/>
    <xsl:variable name="made" as="node()*">
      <xsl:apply-templates/>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="some $child in * satisfies _:is-block($child)">
        <xsl:sequence select="_:flow(node(), _:flush())"/>
      </xsl:when>
      <xsl:when test="_:shows($made)">
        <head level="{min((max((1, $around)) + 1, 6))}">
          <xsl:if test="@type = 'editorial'">
            <xsl:attribute name="editorial" select="'yes'"/>
          </xsl:if>
          <xsl:sequence select="_:voice(., $made)"/>
        </head>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$made/descendant-or-self::*[self::*:pb or self::*:note][not(ancestor::*:note)]"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A paragraph: indented, unless it is the first after a heading or of all. -->
  <xsl:template match="p | ab | speaker | stage | byline | titlePart | docAuthor | docImprint | docEdition | docDate | imprimatur" as="node()*">
    <xsl:variable name="before" as="element()?"
      select="preceding-sibling::*[not(self::pb or self::lb or self::cb or self::gb or self::milestone or self::note or self::fw
        or self::anchor)][1]"/>
    <xsl:variable name="looks" as="xs:string*" select="lb:looks(.)"/>
    <xsl:variable name="pattern" as="element(Q{}p)">
      <p>
        <xsl:if test="empty($before[not(self::head or self::opener or self::dateline or self::salute)])
            and not(parent::note) or $looks = 'no-indent'">
          <xsl:attribute name="indent" select="'no'"/>
        </xsl:if>
        <xsl:sequence select="_:tongue-attribute(.)"/>
        <xsl:if test="$looks = ('center', 'right')">
          <xsl:attribute name="align" select="if ($looks = 'center') then 'center' else 'end'"/>
        </xsl:if>
      </p>
    </xsl:variable>
    <xsl:sequence select="_:flow(node(), $pattern)"/>
  </xsl:template>

  <!-- Speech set out as in a play, a title page. -->
  <xsl:template match="sp | titlePage | docTitle" as="node()*">
    <xsl:sequence select="_:flow(node(), _:flush())"/>
  </xsl:template>

  <!-- A manuscript described in passing: a paragraph for each thing that is said of it. -->
  <xsl:template match="msDesc | msContents | msItem | summary | physDesc | objectDesc | supportDesc
      | support | foliation | condition | layoutDesc | layout | handDesc | handNote | typeDesc | typeNote
      | decoDesc | decoNote | additions | sealDesc | seal | accMat | history | origin | provenance | acquisition
      | additional | adminInfo | recordHist | custodialHist | surrogates" as="node()*">
    <xsl:sequence select="_:flow(node(), _:flush())"/>
  </xsl:template>

  <!-- A quotation: set apart when it stands between paragraphs or holds some, else part of the line. Its marks are text. -->
  <xsl:template match="quote | cit | q | said" as="node()*">
    <xsl:choose>
      <xsl:when test="_:is-block(.) and (ancestor::quote or ancestor::cit)">
        <xsl:sequence select="_:flow(node(), _:flush())"/>
      </xsl:when>
      <xsl:when test="_:is-block(.)">
        <quote>
          <xsl:sequence select="_:flow(node(), _:flush())"/>
        </quote>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="_:phrase"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A motto or a summary. -->
  <xsl:template match="epigraph | argument" as="node()*">
    <quote>
      <xsl:sequence select="_:flow(node(), _:flush())"/>
    </quote>
  </xsl:template>

</xsl:stylesheet>
