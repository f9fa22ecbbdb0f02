<?xml version="1.0" encoding="UTF-8"?>
<!-- What stands in paragraphs and lines of its own. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:lb="urn:letterbook:functions"
  xmlns:_="urn:letterbook:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- Text, without the signs that this export uses. -->
  <xsl:template match="text()" as="xs:string">
    <xsl:sequence select="translate(., $_:signs, '')"/>
  </xsl:template>

  <!-- Paragraphs and other blocks: an empty line before and after. -->
  <xsl:template as="xs:string*" match="text | front | body | back | group | floatingText | div | div1 | div2 | div3 | div4 | div5
    | div6 | div7 | p | ab | head | opener | closer | postscript | address | lg | list | table | sp | stage | trailer | byline
    | epigraph | argument | titlePage | docTitle | titlePart | docAuthor | docImprint | docEdition | docDate | imprimatur
    | listBibl | listPerson | listPlace | listOrg | listEvent | listRelation">
    <xsl:sequence select="$_:paragraph"/>
    <xsl:apply-templates/>
    <xsl:sequence select="$_:paragraph"/>
  </xsl:template>

  <!-- A heading by the editors, set apart by brackets. -->
  <xsl:template match="head[@type = 'editorial']" as="xs:string*">
    <xsl:sequence select="$_:paragraph, ('[', $_:close-up)[not($_:body-only)]"/>
    <xsl:apply-templates/>
    <xsl:sequence select="($_:close-up, ']')[not($_:body-only)], $_:paragraph"/>
  </xsl:template>

  <!-- Lines. -->
  <xsl:template match="dateline | salute | signed | addrLine | l | row | speaker" as="xs:string*">
    <xsl:sequence select="$_:line"/>
    <xsl:apply-templates/>
    <xsl:sequence select="$_:line"/>
  </xsl:template>

  <!-- Manuscripts described in passing: each thing that is said of them begins a line. -->
  <xsl:template as="xs:string*" match="msDesc | msContents | msItem | summary | physDesc | objectDesc | supportDesc
    | support | foliation | condition | layoutDesc | layout | handDesc | handNote | typeDesc | typeNote
    | decoDesc | decoNote | additions | sealDesc | seal | accMat | history | origin | provenance | acquisition
    | additional | adminInfo | recordHist | custodialHist | surrogates">
    <xsl:sequence select="$_:line"/>
    <xsl:apply-templates/>
    <xsl:sequence select="$_:line"/>
  </xsl:template>

  <!-- The parts of any list: a line each. -->
  <xsl:template match="listBibl/* | listPerson/* | listPlace/* | listOrg/* | listEvent/* | listRelation/* | list/*"
    priority="2" as="xs:string*">
    <xsl:sequence select="$_:line"/>
    <xsl:next-match/>
    <xsl:sequence select="$_:line"/>
  </xsl:template>

  <!-- Breaks between the parts of a list make no line. -->
  <xsl:template priority="3" as="xs:string*" match="(listBibl | listPerson | listPlace | listOrg | listEvent | listRelation | list)/(lb | pb | cb | gb)">
    <xsl:apply-templates select="." mode="_:break"/>
  </xsl:template>

  <!-- An item, with a number in an ordered list and a dash in others. -->
  <xsl:template match="item" as="xs:string*">
    <xsl:variable name="text" as="xs:string*">
      <xsl:apply-templates/>
    </xsl:variable>
    <xsl:variable name="sign" as="xs:string?" select="if ($_:body-only or preceding-sibling::*[1][self::label]) then ()
      else if (../@rend = ('ordered', 'numbered', 'number') or ../@type = 'ordered') then count(preceding-sibling::item) + 1 || '.' else '–'"/>
    <xsl:sequence select="$_:line, _:led($sign, $text), $_:line"/>
  </xsl:template>

  <!-- A cell, divided from its neighbours. -->
  <xsl:template match="cell" as="xs:string*">
    <xsl:sequence select="$_:cell"/>
    <xsl:apply-templates/>
    <xsl:sequence select="$_:cell"/>
  </xsl:template>

  <!-- Running heads and the like, in the layer that shows them. -->
  <xsl:template match="fw" as="xs:string*">
    <xsl:if test="not(lb:left-out(.))">
      <xsl:sequence select="$_:line"/>
      <xsl:apply-templates/>
      <xsl:sequence select="$_:line"/>
    </xsl:if>
  </xsl:template>

  <!-- Where a line, column or page ends. -->
  <xsl:template match="lb | pb | cb | gb" as="xs:string*">
    <xsl:apply-templates select="." mode="_:break"/>
  </xsl:template>

  <!-- What becomes of a break. -->
  <xsl:mode name="_:break" on-no-match="fail"/>

  <!-- A line of the source is a line of the diplomatic layer; the reading layer has a space, nothing within a word, and a
       line where an opener, closer or address has one. -->
  <xsl:template match="lb | pb | cb | gb" mode="_:break" as="xs:string">
    <xsl:sequence select="if (not($lb:reading)) then $_:line else if (lb:in-word(.)) then $_:close-up
      else if (self::lb and _:keeps-lines(.)) then $_:line else ' '"/>
  </xsl:template>

  <!-- Whether a line beginning stands in an opener, closer or address, where lines mean something to a reader. -->
  <xsl:function name="_:keeps-lines" as="xs:boolean">
    <xsl:param name="break" as="element()"/>
    <xsl:sequence select="exists($break/ancestor::*[self::opener or self::closer or self::address or self::addrLine or self::dateline
      or self::salute or self::signed or self::p or self::ab or self::note or self::item or self::cell or self::head or self::l
      or self::quote][1][not(self::p or self::ab or self::note or self::item or self::cell or self::head or self::l or self::quote)])"/>
  </xsl:function>

</xsl:stylesheet>
