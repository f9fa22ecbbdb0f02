<?xml version="1.0" encoding="UTF-8"?>
<!-- How sources are described: bibliographic references and manuscripts. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:lb="urn:letterbook:functions"
  xmlns:_="urn:letterbook:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  expand-text="yes"
  exclude-result-prefixes="#all">

  <!-- Descriptions of sources, each a block. -->
  <xsl:mode name="_:source" on-no-match="shallow-skip"/>

  <!-- Text that no rule puts in its place is passed over. -->
  <xsl:template match="text()" mode="_:source" as="empty-sequence()"/>

  <!-- A paragraph or list of the description. -->
  <xsl:template match="p | ab | list" mode="_:source" as="element()*">
    <xsl:apply-templates select=".[normalize-space()]"/>
  </xsl:template>

  <!-- A list of references, with its heading. -->
  <xsl:template match="listBibl" mode="_:source" as="element()*">
    <xsl:if test="head">
      <p class="label">
        <xsl:apply-templates select="head/node()"/>
      </p>
    </xsl:if>
    <xsl:apply-templates select="* except head" mode="_:source"/>
  </xsl:template>

  <!-- A reference: as it is written, or put together from its parts. -->
  <xsl:template match="bibl | biblStruct | biblFull" mode="_:source" as="element()*">
    <xsl:if test="normalize-space() or .//(ref | ptr)[_:target(., tokenize(@target)[1])]">
      <p class="bibl">
        <xsl:if test="@xml:id">
          <xsl:attribute name="id" select="'id-' || @xml:id"/>
        </xsl:if>
        <xsl:for-each select="('bibl-' || @type)[lb:has-word(.)]">
          <span class="label">{lb:say(.)} </span>
        </xsl:for-each>
        <xsl:sequence select="_:reference-text(.)"/>
      </p>
      <xsl:for-each select="note[normalize-space()]">
        <p class="remark">
          <xsl:apply-templates/>
        </p>
      </xsl:for-each>
    </xsl:if>
  </xsl:template>

  <!-- The text of a reference. One with words of its own between the parts is taken as it is. -->
  <xsl:function name="_:reference-text" as="node()*">
    <xsl:param name="reference" as="element()"/>
    <xsl:choose>
      <xsl:when test="$reference/text()[normalize-space()]">
        <xsl:apply-templates select="$reference/node() except $reference/note"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="parts" as="element()*">
          <xsl:apply-templates select="$reference//(author | editor | title | pubPlace | publisher | date | biblScope | idno | ref | ptr | relatedItem[@target] | orgName[parent::bibl]
            | persName[parent::bibl] | placeName[parent::bibl] | edition | extent | series[not(*)])[not(ancestor::note or ancestor::author
            or ancestor::editor or ancestor::title or ancestor::publisher)]" mode="_:part"/>
        </xsl:variable>
        <xsl:for-each select="$parts">
          <xsl:if test="position() gt 1">
            <xsl:text>, </xsl:text>
          </xsl:if>
          <xsl:sequence select="."/>
        </xsl:for-each>
        <xsl:text>.</xsl:text>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- The parts of a reference, each a phrase. -->
  <xsl:mode name="_:part" on-no-match="fail"/>

  <!-- Any part is its text. -->
  <xsl:template match="*" mode="_:part" as="element()?">
    <xsl:if test="normalize-space()">
      <span class="{local-name()}">
        <xsl:apply-templates/>
      </span>
    </xsl:if>
  </xsl:template>

  <!-- A title: of an article in quotation marks, of anything else in italics. -->
  <xsl:template match="title" mode="_:part" as="element()?">
    <xsl:if test="normalize-space()">
      <cite class="title level-{if (@level = ('a', 'u')) then 'a' else 'm'}">
        <xsl:apply-templates/>
      </cite>
    </xsl:if>
  </xsl:template>

  <!-- An editor is said to be one. -->
  <xsl:template match="editor" mode="_:part" as="element()?">
    <xsl:if test="normalize-space()">
      <span class="editor">
        <xsl:value-of select="lb:say('edited-by') || ' '"/>
        <xsl:apply-templates/>
      </span>
    </xsl:if>
  </xsl:template>

  <!-- An identifier with its kind; addresses are links. -->
  <xsl:template match="idno" mode="_:part" as="element()?">
    <xsl:if test="normalize-space()">
      <span class="idno">
        <xsl:for-each select="_:idno-kind(.)">{.} </xsl:for-each>
        <xsl:sequence select="_:linked-text(string(.))"/>
      </span>
    </xsl:if>
  </xsl:template>

  <!-- The kind of an identifier in words, where it helps: none for an address, and none that the identifier itself begins with.
       Of volume-page beside volume only the page is said. -->
  <xsl:function name="_:idno-kind" as="xs:string?">
    <xsl:param name="idno" as="element(idno)"/>
    <xsl:variable name="type" as="xs:string" select="lower-case(normalize-space($idno/@type))"/>
    <xsl:variable name="family" as="xs:string*" select="$idno/../idno/@type ! (lower-case(.) || '-')"/>
    <xsl:variable name="own" as="xs:string" select="($family[starts-with($type, .)] ! substring-after($type, .), $type, '')[1]"/>
    <xsl:variable name="name" as="xs:string?" select="$_:idno-names($own)"/>
    <xsl:sequence select="if ($own = ('', 'uri', 'url', 'html') or lb:web-href($idno) or starts-with(lower-case(normalize-space($idno)), $own)) then ()
      else ($name, translate(if ($own eq $type) then $idno/@type else $own, '-_', '  '))[1]"/>
  </xsl:function>

  <!-- Kinds of identifiers that are not written as words are. -->
  <xsl:variable name="_:idno-names" as="map(xs:string, xs:string)" select="map{'isbn': 'ISBN', 'issn': 'ISSN', 'doi': 'DOI', 'urn': 'URN', 'gnd': 'GND',
    'viaf': 'VIAF', 'wikidata': 'Wikidata', 'geonames': 'GeoNames', 'isni': 'ISNI', 'orcid': 'ORCID', 'lccn': 'LCCN', 'oclc': 'OCLC', 'ark': 'ARK',
    'ulan': 'ULAN', 'tgn': 'TGN', 'naf': 'NAF', 'snac': 'SNAC', 'bnf': 'BnF', 'vd17': 'VD 17', 'vd18': 'VD 18'}"/>

  <!-- A link: with its words, else with its address. -->
  <xsl:template match="ref | ptr" mode="_:part" as="element()*">
    <xsl:apply-templates select=".[normalize-space() or _:target(., tokenize(@target)[1])]"/>
  </xsl:template>

  <!-- What the source is part of, by its title. -->
  <xsl:template match="relatedItem" mode="_:part" as="element()*">
    <xsl:apply-templates select=".[@type = 'host'] ! _:cited(., @target)/descendant-or-self::*[title][1]/title[1]" mode="_:part"/>
  </xsl:template>

  <!-- The reference that a pointer names: in this file, or in the header of the register. -->
  <xsl:function name="_:cited" as="element()?">
    <xsl:param name="context" as="element()"/>
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:sequence select="(lb:pointers($pointer)/(bibl | biblStruct), key('lb:id', substring-after($pointer, '#'), root($context))/(self::bibl | self::biblStruct))[1]"/>
  </xsl:function>

  <!-- Text that is a link when it is an address. -->
  <xsl:function name="_:linked-text" as="node()">
    <xsl:param name="text" as="xs:string"/>
    <xsl:variable name="plain" as="xs:string" select="normalize-space($text)"/>
    <xsl:choose>
      <xsl:when test="lb:web-href($plain)">
        <a href="{lb:web-href($plain)}">{$plain}</a>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="$plain"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- A manuscript: where it is, then what is said of it. -->
  <xsl:template match="msDesc" mode="_:source" as="element()*">
    <xsl:variable name="place" as="xs:string" select="string(msIdentifier ! _:shelfmark(.))"/>
    <xsl:if test="$place">
      <p class="shelfmark">
        <xsl:if test="@xml:id">
          <xsl:attribute name="id" select="'id-' || @xml:id"/>
        </xsl:if>
        <xsl:value-of select="$place || '.'"/>
      </p>
    </xsl:if>
    <xsl:apply-templates select="* except msIdentifier" mode="_:source"/>
  </xsl:template>

  <!-- What is said of a manuscript, part by part. -->
  <xsl:template match="msDesc/head | msDesc//note | msDesc//summary | msDesc//support | msDesc//extent | msDesc//provenance | msDesc//acquisition
    | msDesc//handNote | msDesc//decoNote | msDesc//typeNote | msDesc//seal | msDesc//accMat | msDesc//additions | msDesc//condition | msDesc//origin | msDesc//binding | msDesc//custodialHist
    | msDesc//availability | msDesc//recordHist | msDesc//layout" mode="_:source" as="element()*">
    <xsl:choose>
      <xsl:when test="not(normalize-space()) or @type = 'classification'"/>
      <xsl:when test=".//(p | ab)">
        <xsl:apply-templates select="*" mode="_:source"/>
      </xsl:when>
      <xsl:otherwise>
        <p class="remark">
          <xsl:apply-templates/>
        </p>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
