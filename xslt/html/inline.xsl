<?xml version="1.0" encoding="UTF-8"?>
<!-- Phrases: emphasis, languages, terms, quotations, titles, dates, numbers, words, references. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:lb="urn:letterbook:functions"
  xmlns:_="urn:letterbook:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  expand-text="yes"
  exclude-result-prefixes="#all">

  <!-- What has no look of its own: a span when there is something to say of it, else its content alone. -->
  <xsl:template match="seg | w | pc | c | s | phr | cl | m | num | measure | measureGrp | unit | term | mentioned | email | offset | height | depth | width
    | dim | dimensions | material | objectType | locus | idno | catchwords | signatures | watermark | heraldry | formula | code | ident | gi | att | val
    | author | editor | publisher | pubPlace | edition | biblScope | extent | resp | respStmt | distributor | authority | series
    | bibl | biblStruct | analytic | monogr | imprint | listBibl/bibl | interp | interpGrp | stage | speaker | sp | spGrp | geo | listRef | desc
    | institution | repository | collection | msName | origDate | origPlace | textLang | nationality | sex | faith | age" as="item()*">
    <xsl:call-template name="_:span"/>
  </xsl:template>

  <!-- A span with class, language and anchor; a block when it holds blocks; nothing round what needs nothing. -->
  <xsl:template name="_:span" as="item()*">
    <xsl:param name="classes" as="xs:string*" select="local-name(), _:type(.)"/>
    <xsl:choose>
      <xsl:when test="(self::w or self::pc or self::c or self::s or self::seg or self::phr or self::cl or self::m)
        and empty((@xml:lang, lb:looks(.), _:anchor(.), @type[current()/self::seg]))">
        <xsl:apply-templates/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:element name="{if (_:holds-blocks(.)) then 'div' else 'span'}">
          <xsl:sequence select="_:attributes(., $classes)"/>
          <xsl:apply-templates/>
        </xsl:element>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Something that looks different in the source. -->
  <xsl:template match="hi" as="element()">
    <xsl:variable name="looks" as="xs:string*" select="lb:looks(.)"/>
    <xsl:element name="{if (_:holds-blocks(.)) then 'div' else if ($looks = 'superscript') then 'sup' else if ($looks = 'subscript') then 'sub'
      else if ($looks = 'strike') then 's' else if (exists($looks)) then 'em' else 'span'}">
      <xsl:sequence select="_:attributes(., 'hi')"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <!-- Stress. -->
  <xsl:template match="emph" as="element()">
    <xsl:element name="{if (_:holds-blocks(.)) then 'div' else 'em'}">
      <xsl:sequence select="_:attributes(., 'emph')"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <!-- Words of another language, distinct words, glosses. -->
  <xsl:template match="foreign | distinct | gloss" as="element()">
    <xsl:element name="{if (_:holds-blocks(.)) then 'div' else if (self::foreign) then 'i' else 'span'}">
      <xsl:sequence select="_:attributes(., local-name())"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <!-- Quotations, speech, words held at a distance: the marks are characters of the text. A quotation of blocks is a block. -->
  <xsl:template match="q | quote | said | soCalled" as="element()+">
    <xsl:variable name="block" as="xs:boolean" select="_:holds-blocks(.) or parent::div or parent::body or parent::cit/(parent::div or parent::body) or lb:looks(.) = 'block'"/>
    <xsl:variable name="source" as="xs:string?" select="_:target(., tokenize(@source)[1])"/>
    <xsl:element name="{if (self::soCalled) then if (_:holds-blocks(.)) then 'div' else 'span' else if ($block) then 'blockquote' else 'q'}">
      <xsl:sequence select="_:attributes(., local-name())"/>
      <xsl:if test="$source and not(self::soCalled)">
        <xsl:attribute name="cite" select="$source"/>
      </xsl:if>
      <xsl:apply-templates/>
    </xsl:element>
    <xsl:if test="@source and not(self::soCalled or ancestor::ref)">
      <xsl:sequence select="lb:pointers(@source)[_:href(.)] ! _:also(.)"/>
    </xsl:if>
  </xsl:template>

  <!-- A quotation with its source: a block where its quotation is one. -->
  <xsl:template match="cit" as="element()">
    <xsl:element name="{if (_:holds-blocks(.) or parent::div or parent::body) then 'div' else 'span'}">
      <xsl:sequence select="_:attributes(., 'cit')"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <!-- The title of a work, linked when the register has the work. -->
  <xsl:template match="title" as="element()">
    <xsl:call-template name="_:mention">
      <xsl:with-param name="classes" select="'title', @level[matches(., '^[amjsu]$')] ! ('level-' || .)"/>
    </xsl:call-template>
  </xsl:template>

  <!-- A date or time; what the value of the attributes says is in the title. -->
  <xsl:template match="date | time" as="element()">
    <xsl:variable name="value" as="xs:string?" select="lb:machine-date(.)[empty(current()/(@from, @to, @notBefore, @notAfter))]"/>
    <xsl:variable name="words" as="xs:string?" select="if (self::date) then lb:date(.) else ()"/>
    <xsl:element name="{if (_:holds-blocks(.)) then 'div' else if ($value) then 'time' else 'span'}">
      <xsl:sequence select="_:attributes(., local-name())"/>
      <xsl:if test="$value and not(_:holds-blocks(.))">
        <xsl:attribute name="datetime" select="$value"/>
      </xsl:if>
      <xsl:if test="$words and $words ne normalize-space()">
        <xsl:attribute name="title" select="$words"/>
      </xsl:if>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <!-- A reference. It is a link when its target can be shown. -->
  <xsl:template match="ref[node()]" as="element()">
    <xsl:variable name="target" as="xs:string?" select="_:target(., tokenize(@target)[1])"/>
    <xsl:element name="{if ($target and not(.//(note | ref))) then 'a' else if (_:holds-blocks(.)) then 'div' else 'span'}">
      <xsl:sequence select="_:attributes(., ('ref', _:type(.)))"/>
      <xsl:if test="$target and not(.//(note | ref))">
        <xsl:attribute name="href" select="$target"/>
      </xsl:if>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <!-- A pointer without words of its own: it shows where it leads. -->
  <xsl:template match="ptr | ref" as="element()*">
    <xsl:variable name="context" as="element()" select="."/>
    <xsl:for-each select="tokenize(@target)[_:target($context, .)]">
      <xsl:variable name="href" as="xs:string" select="_:target($context, .)"/>
      <xsl:variable name="words" as="xs:string" select="(lb:pointers(.)/@name, .)[1]"/>
      <xsl:choose>
        <xsl:when test="$context/ancestor::ref">
          <span class="ptr" data-mark="">{$words}</span>
        </xsl:when>
        <xsl:otherwise>
          <a class="ptr" data-mark="" href="{$href}">{$words}</a>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

</xsl:stylesheet>
