<?xml version="1.0" encoding="UTF-8"?>
<!-- Names, dates, terms, emphasis, languages, links: stretches inside a line. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:lb="urn:letterbook:functions"
  xmlns:_="urn:letterbook:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- Names, dates, numbers and other tagged stretches are text like any other. -->
  <xsl:template match="persName | placeName | orgName | geogName | eventName | objName | objectName | name | rs | forename | surname | roleName
      | addName | nameLink | genName | settlement | district | region | country | bloc | geogFeat | offset | street | postCode | postBox
      | date | time | num | measure | measureGrp | unit | quantity | title | bibl | author | editor | publisher | pubPlace | biblScope
      | idno | email | series | edition | age | occupation | state | trait | persPronouns | gender | sex | nationality | faith
      | seg | w | c | pc | s | phr | cl | m | term | gloss | soCalled | mentioned | distinct | foreign | code | ident | val | gi | att | tag
      | watermark | heraldry | ruby | rb | rt | desc | rendition | catchwords | signatures | locus | material | dim | dimensions
      | height | width | depth | extent | objectType | secFol | eg | lang | citedRange | relatedItem | respStmt | resp | imprint
      | g | origDate | origPlace | affiliation | education | residence | birth | death | floruit | rhyme | biblStruct | biblFull | monogr
      | analytic | person | personGrp | place | org | event | object | relation | castItem | role | roleDesc | headItem | headLabel
      | lbl | ellipsis | number | meeting | langKnowledge | langKnown | location | geo | listObject
      | institution | repository | collection | altIdentifier | msIdentifier | msName | textLang | availability | licence | funder | principal | sponsor | distributor | authority"
    as="node()*" priority="-1">
    <xsl:call-template name="_:phrase"/>
  </xsl:template>

  <!-- A stretch of text with the looks and the language it says. -->
  <xsl:template name="_:phrase" as="node()*">
    <xsl:sequence select="_:wrap(., ())"/>
  </xsl:template>

  <!-- Highlighted: as it says; without a word, italic. -->
  <xsl:template match="hi" as="node()*">
    <xsl:sequence select="_:wrap(., 'i'[empty(current()/(@rend | @rendition | @style))])"/>
  </xsl:template>

  <!-- Emphasis. -->
  <xsl:template match="emph" as="node()*">
    <xsl:sequence select="_:wrap(., 'i'[empty(current()/(@rend | @rendition | @style))])"/>
  </xsl:template>

  <!-- The neutral tag for each look. -->
  <xsl:variable name="_:tags" as="map(xs:string, xs:string)" select="map{'italic': 'i', 'bold': 'b', 'underline': 'u',
    'double-underline': 'uu', 'strike': 's', 'superscript': 'sup', 'subscript': 'sub', 'small-caps': 'sc', 'spaced': 'spaced',
    'large': 'large', 'small': 'small'}"/>

  <!-- The text of an element inside a tag and those of its looks; in the order of the document when it holds blocks. -->
  <xsl:function name="_:wrap" as="node()*">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="tag" as="xs:string?"/>
    <xsl:choose>
      <xsl:when test="_:is-block($element)">
        <xsl:sequence select="_:flow($element/node(), _:flush())"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="made" as="node()*">
          <xsl:apply-templates select="$element/node()"/>
        </xsl:variable>
        <xsl:sequence select="_:nest(($tag, lb:looks($element) ! $_:tags(.)), _:voice($element, $made)), _:marks($element)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- Nodes inside tags, the first outermost. -->
  <xsl:function name="_:nest" as="node()*">
    <xsl:param name="tags" as="xs:string*"/>
    <xsl:param name="made" as="node()*"/>
    <xsl:choose>
      <xsl:when test="empty($tags) or empty($made)">
        <xsl:sequence select="$made"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:element name="{$tags[1]}" namespace="">
          <xsl:sequence select="_:nest(tail($tags), $made)"/>
        </xsl:element>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- Nodes in the language that an element names, when it is another than around it. -->
  <xsl:function name="_:voice" as="node()*">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="made" as="node()*"/>
    <xsl:variable name="tongue" as="attribute()?" select="_:tongue-attribute($element)"/>
    <xsl:choose>
      <xsl:when test="$tongue and exists($made)">
        <span>
          <xsl:sequence select="$tongue, $made"/>
        </span>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$made"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- The language of an element as an attribute, when it says one that can be used. -->
  <xsl:function name="_:tongue-attribute" as="attribute(lang)?">
    <xsl:param name="element" as="element()"/>
    <xsl:for-each select="_:code($element/@xml:lang)">
      <xsl:attribute name="lang" select="."/>
    </xsl:for-each>
  </xsl:function>

  <!-- A reference is a link when it leads to the web. -->
  <xsl:template match="ref" as="node()*">
    <xsl:variable name="href" as="xs:string?" select="(tokenize(@target) ! lb:web-href(.))[1]"/>
    <xsl:variable name="made" as="node()*" select="_:wrap(., ())"/>
    <xsl:choose>
      <xsl:when test="$href and _:shows($made) and empty($made/descendant-or-self::*:link) and not(_:is-block(.))">
        <link href="{$href}">
          <xsl:sequence select="$made"/>
        </link>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$made"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A pointer without words shows its address, when it is one of the web. -->
  <xsl:template match="ptr" as="node()*">
    <xsl:for-each select="tokenize(@target) ! lb:web-href(.)">
      <xsl:value-of select="' '[position() gt 1]"/>
      <link href="{.}"><xsl:value-of select="."/></link>
    </xsl:for-each>
  </xsl:template>

</xsl:stylesheet>
