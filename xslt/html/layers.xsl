<?xml version="1.0" encoding="UTF-8"?>
<!-- How the readings of a layer look: corrections, abbreviations, additions, deletions, damage, gaps. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:lb="urn:letterbook:functions"
  xmlns:_="urn:letterbook:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  expand-text="yes"
  exclude-result-prefixes="#all">

  <!-- Of several readings, the one that the layer shows. -->
  <xsl:template match="choice | app" as="item()*">
    <xsl:apply-templates select="lb:chosen(.)"/>
  </xsl:template>

  <!-- A change of the writer: all its parts, as each layer shows them. -->
  <xsl:template match="subst" as="item()*">
    <xsl:apply-templates/>
  </xsl:template>

  <!-- A reading that stands for another; the title says what the other is. -->
  <xsl:template match="sic | corr | orig | reg | expan | ex | am | rdg | lem" as="item()*">
    <xsl:if test="not(lb:left-out(.))">
      <xsl:variable name="other" as="xs:string?" select="_:other-reading(.)"/>
      <xsl:element name="{if (_:holds-blocks(.)) then 'div' else 'span'}">
        <xsl:sequence select="_:attributes(., (local-name(), 'edited'[$other]))"/>
        <xsl:if test="$other or self::sic">
          <xsl:attribute name="title" select="($other, lb:say('sic'))[1]"/>
        </xsl:if>
        <xsl:apply-templates/>
      </xsl:element>
    </xsl:if>
  </xsl:template>

  <!-- An abbreviation. -->
  <xsl:template match="abbr" as="item()*">
    <xsl:if test="not(lb:left-out(.))">
      <xsl:element name="{if (_:holds-blocks(.)) then 'div' else 'abbr'}">
        <xsl:sequence select="_:attributes(., ('edited'[current()/parent::choice]))"/>
        <xsl:if test="_:other-reading(.)">
          <xsl:attribute name="title" select="_:other-reading(.)"/>
        </xsl:if>
        <xsl:apply-templates/>
      </xsl:element>
    </xsl:if>
  </xsl:template>

  <!-- What the reading that does not show says, in a sentence. -->
  <xsl:function name="_:other-reading" as="xs:string?">
    <xsl:param name="shown" as="element()"/>
    <xsl:variable name="other" as="element()?" select="$shown/parent::choice ! lb:unchosen(.)[normalize-space()][1]"/>
    <xsl:variable name="key" as="xs:string?" select="$other ! map{'sic': 'sic-for', 'orig': 'orig-for', 'abbr': 'abbr-for', 'am': 'abbr-for',
      'corr': 'reads-corr', 'reg': 'reads-reg', 'expan': 'reads-expan', 'ex': 'reads-expan'}(local-name($other))"/>
    <xsl:sequence select="$other ! lb:say(($key, 'other-for')[1], normalize-space(_:plain(.)))"/>
  </xsl:function>

  <!-- The words of a reading, without its notes. -->
  <xsl:function name="_:plain" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="string-join($element//text()[not(ancestor::note)])"/>
  </xsl:function>

  <!-- What the writer added or struck out. -->
  <xsl:template match="add | del" as="element()?">
    <xsl:if test="not(lb:left-out(.))">
      <xsl:element name="{if (self::add) then 'ins' else 'del'}">
        <xsl:sequence select="_:attributes(., local-name())"/>
        <xsl:attribute name="title" select="string-join((lb:say(if (self::add) then 'added' else 'deleted'),
          ('place-' || @place)[lb:has-word(.)] ! lb:say(.)), ', ')"/>
        <xsl:apply-templates/>
      </xsl:element>
    </xsl:if>
  </xsl:template>

  <!-- What was struck out and stands again, in the reading layer: no deletion for the reader. -->
  <xsl:template match="del[$lb:reading]" as="item()*" priority="1">
    <xsl:if test="not(lb:left-out(.))">
      <xsl:call-template name="_:span"/>
    </xsl:if>
  </xsl:template>

  <!-- What the editors supply for what is lost. -->
  <xsl:template match="supplied" as="element()?">
    <xsl:if test="not(lb:left-out(.))">
      <xsl:element name="{if (_:holds-blocks(.)) then 'div' else 'span'}">
        <xsl:sequence select="_:attributes(., 'supplied')"/>
        <xsl:attribute name="title" select="_:reading-words(.)"/>
        <xsl:apply-templates/>
      </xsl:element>
    </xsl:if>
  </xsl:template>

  <!-- What is superfluous, uncertain, damaged, restored or retraced. -->
  <xsl:template match="surplus | unclear | damage | restore | retrace | metamark | mod | secl" as="element()?">
    <xsl:if test="not(lb:left-out(.))">
      <xsl:variable name="word" as="xs:string?" select="map{'surplus': 'surplus', 'unclear': 'unclear', 'damage': 'damage', 'restore': 'restored',
        'retrace': 'retraced'}(local-name())"/>
      <xsl:element name="{if (_:holds-blocks(.)) then 'div' else 'span'}">
        <xsl:sequence select="_:attributes(., local-name())"/>
        <xsl:if test="$word">
          <xsl:attribute name="title" select="lb:say($word)"/>
        </xsl:if>
        <xsl:apply-templates/>
      </xsl:element>
    </xsl:if>
  </xsl:template>

  <!-- A place where text is missing: a mark that is no text of the letter. -->
  <xsl:template match="gap" as="element()">
    <xsl:variable name="what" as="xs:string" select="string-join(((@quantity, @extent)[1], @unit, @reason, desc ! normalize-space()), ' ')"/>
    <span class="gap" title="{if ($what) then lb:say('gap-of', $what) else lb:say('gap')}">[…]</span>
  </xsl:template>

  <!-- Blank space, and a change of hand. -->
  <xsl:template match="space | handShift" as="element()">
    <span title="{lb:say(if (self::space) then 'space' else 'hand')}">
      <xsl:sequence select="_:attributes(., local-name())"/>
    </span>
  </xsl:template>

  <!-- What only says where something reaches to, or how sure it is, shows nothing. -->
  <xsl:template match="delSpan | addSpan | damageSpan | certainty | precision | respons | index | substJoin | listTranspose | undo | redo" as="empty-sequence()"/>

</xsl:stylesheet>
