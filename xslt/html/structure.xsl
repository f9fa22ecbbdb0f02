<?xml version="1.0" encoding="UTF-8"?>
<!-- The large parts of a text: front, body, back, divisions, headings, paragraphs, lines, pages. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:lb="urn:letterbook:functions"
  xmlns:_="urn:letterbook:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  expand-text="yes"
  exclude-result-prefixes="#all">

  <!-- The text of the letter, its parts in order. -->
  <xsl:template match="text | body | group" as="item()*">
    <xsl:apply-templates/>
  </xsl:template>

  <!-- What stands before and after the letter proper. -->
  <xsl:template match="front | back" as="element()?">
    <xsl:if test="normalize-space() or .//(figure | graphic | gap | pb)">
      <div>
        <xsl:sequence select="_:attributes(., local-name())"/>
        <xsl:apply-templates/>
      </div>
    </xsl:if>
  </xsl:template>

  <!-- A division. -->
  <xsl:template match="div | div1 | div2 | div3 | div4 | div5 | div6 | div7 | argument | epigraph" as="element()">
    <div>
      <xsl:sequence select="_:attributes(., (local-name(), _:type(.)))"/>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <!-- A text of its own inside the letter. -->
  <xsl:template match="floatingText" as="element()">
    <div role="group" aria-label="{lb:say('enclosure')}">
      <xsl:sequence select="_:attributes(., ('floatingText', _:type(.)))"/>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <!-- A heading; those of the editors are set apart. -->
  <xsl:template match="head" as="element()">
    <xsl:variable name="level" as="xs:integer" select="min((6, 2 + count(ancestor::div[head] except parent::div)))"/>
    <xsl:element name="{if (_:holds-blocks(.)) then 'div' else 'h' || $level}">
      <xsl:if test="_:holds-blocks(.)">
        <xsl:attribute name="role" select="'heading'"/>
        <xsl:attribute name="aria-level" select="$level"/>
      </xsl:if>
      <xsl:sequence select="_:attributes(., ('head', @type[. = 'editorial'] ! string())), @type[. = 'editorial'] ! _:editorial-title(.)"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <!-- The heading of a list, table, stanza or figure where it is no heading of the page. -->
  <xsl:template match="list/head | listBibl/head | listPerson/head | listPlace/head | listOrg/head | listEvent/head | lg/head | figure/head | msDesc/head" as="element()">
    <xsl:element name="{if (_:holds-blocks(.)) then 'div' else 'p'}">
      <xsl:sequence select="_:attributes(., 'head')"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <!-- What a screen reader is told of a heading that is not part of the letter. -->
  <xsl:function name="_:editorial-title" as="attribute()">
    <xsl:param name="type" as="attribute()"/>
    <xsl:attribute name="title" select="lb:say('heading-editorial')"/>
  </xsl:function>

  <!-- A paragraph; a block when lists, verse and the like stand in it, which HTML has in no paragraph. -->
  <xsl:template match="p | ab" as="element()">
    <xsl:element name="{if (_:holds-blocks(.)) then 'div' else 'p'}">
      <xsl:sequence select="_:attributes(., (if (self::ab) then 'p ab' else 'p', _:type(.)))"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <!-- A closing line, and a label outside a list. -->
  <xsl:template match="trailer | label[not(parent::list)]" as="element()">
    <xsl:element name="{if (_:holds-blocks(.) or self::trailer) then 'div' else 'span'}">
      <xsl:sequence select="_:attributes(., local-name())"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <!-- A running head, where the layer shows it. -->
  <xsl:template match="fw" as="element()?">
    <xsl:if test="not(lb:left-out(.))">
      <xsl:element name="{if (_:holds-blocks(.)) then 'div' else 'span'}">
        <xsl:attribute name="title" select="lb:say('running-head')"/>
        <xsl:sequence select="_:attributes(., 'fw')"/>
        <xsl:apply-templates/>
      </xsl:element>
    </xsl:if>
  </xsl:template>

  <!-- A new line: a space in the reading text, a new line where lines are the layout; nothing of it shows inside a word. -->
  <xsl:template match="lb" as="item()*">
    <xsl:choose>
      <xsl:when test="lb:in-word(.)">
        <xsl:if test="not($lb:reading)">
          <br>
            <xsl:sequence select="_:attributes(., 'in-word')"/>
          </br>
        </xsl:if>
      </xsl:when>
      <xsl:when test="_:keeps-lines(.) and (preceding-sibling::*[not(self::lb or self::pb)] or preceding-sibling::text()[normalize-space()])">
        <br>
          <xsl:sequence select="_:attributes(., ())"/>
        </br>
      </xsl:when>
      <xsl:otherwise>
        <xsl:text> </xsl:text>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A new page or column: a mark beside the text, which is no part of it. -->
  <xsl:template match="pb | cb" as="item()*">
    <xsl:variable name="label" as="xs:string" select="if (@n) then lb:say(if (self::cb) then 'column' else 'page', string(@n)) else lb:say('page-new')"/>
    <xsl:variable name="image" as="xs:string?" select="lb:web-href(@facs)"/>
    <xsl:choose>
      <xsl:when test="not($lb:reading) and lb:in-word(.)">
        <br class="in-word"/>
      </xsl:when>
      <xsl:when test="not(lb:in-word(.))">
        <xsl:text> </xsl:text>
      </xsl:when>
      <xsl:otherwise/>
    </xsl:choose>
    <xsl:element name="{if ($image and not(ancestor::ref)) then 'a' else 'span'}">
      <xsl:sequence select="_:attributes(., local-name())"/>
      <xsl:attribute name="data-n" select="(@n, '')[1]"/>
      <xsl:attribute name="title" select="$label"/>
      <xsl:choose>
        <xsl:when test="$image and not(ancestor::ref)">
          <xsl:attribute name="href" select="$image"/>
          <xsl:attribute name="aria-label" select="$label || ': ' || lb:say('facsimile')"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:attribute name="role" select="'img'"/>
          <xsl:attribute name="aria-label" select="$label"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:element>
  </xsl:template>

  <!-- Where no mark may stand in HTML, pages and columns begin without one. -->
  <xsl:template match="(list | table | row | lg | listBibl | listPerson | listPlace | listOrg | listEvent | listRelation)/(pb | cb | gb | lb | milestone | anchor)"
    as="empty-sequence()"/>

  <!-- What stands between the items of a list or the rows of a table without being one, where the layer shows it: running heads, figures, gaps. -->
  <xsl:function name="_:between" as="element()*">
    <xsl:param name="parent" as="element()"/>
    <xsl:sequence select="$parent/* except $parent/(head | item | label | headLabel | headItem | trailer | row | cell | note | pb | cb | gb | lb
      | milestone | anchor | *[lb:left-out(.)])"/>
  </xsl:function>

  <!-- Gatherings and other divisions of the carrier, and points that others point to: an anchor at most. -->
  <xsl:template match="gb | milestone | anchor" as="item()*">
    <xsl:choose>
      <xsl:when test="not(self::gb)"/>
      <xsl:when test="not(lb:in-word(.))">
        <xsl:text> </xsl:text>
      </xsl:when>
      <xsl:when test="not($lb:reading)">
        <br class="in-word"/>
      </xsl:when>
      <xsl:otherwise/>
    </xsl:choose>
    <xsl:if test="_:anchor(.)">
      <span id="{_:anchor(.)}"/>
    </xsl:if>
  </xsl:template>

  <!-- The type of an element as a class, when it is one plain word. -->
  <xsl:function name="_:type" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$element/@type[matches(., '^[A-Za-z][A-Za-z0-9_\-]*$')] ! ('type-' || .)"/>
  </xsl:function>

  <!-- The text itself. -->
  <xsl:template match="text()" as="text()">
    <xsl:value-of select="lb:characters(.)"/>
  </xsl:template>

</xsl:stylesheet>
