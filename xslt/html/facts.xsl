<?xml version="1.0" encoding="UTF-8"?>
<!-- Facts of letters and entries: names, places, dates, shelfmarks, each as a term and what is said of it. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ix="urn:letterbook:index"
  xmlns:lb="urn:letterbook:functions"
  xmlns:_="urn:letterbook:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  expand-text="yes"
  exclude-result-prefixes="#all">

  <!-- Facts: a name and what it is, for headings of letters and pages of entries. -->
  <xsl:mode name="_:fact" on-no-match="fail"/>

  <!-- An action: who, where, when. -->
  <xsl:template match="correspAction" mode="_:fact" as="element()*">
    <xsl:variable name="parts" as="element()*">
      <xsl:where-populated>
        <span class="who">
          <xsl:sequence select="_:enumerated((persName | orgName | name | rs | roleName)[normalize-space()])"/>
        </span>
      </xsl:where-populated>
      <xsl:where-populated>
        <span class="where">
          <xsl:sequence select="_:enumerated((placeName | settlement | region | country | district | address)[normalize-space()])"/>
        </span>
      </xsl:where-populated>
      <xsl:for-each select="date[lb:date(.)]">
        <span class="when">
          <xsl:sequence select="_:time(.)"/>
        </span>
      </xsl:for-each>
    </xsl:variable>
    <xsl:if test="exists($parts)">
      <xsl:variable name="word" as="xs:string?" select="map{'sent': 'from', 'received': 'to'}(string(@type))"/>
      <dt>{lb:say(($word, string(@type)[lb:has-word(.)], 'transmitted')[1])}</dt>
      <dd>
        <xsl:sequence select="$parts"/>
      </dd>
    </xsl:if>
  </xsl:template>

  <!-- The date of a letter whose actions have none. -->
  <xsl:template match="ix:letter" mode="_:fact" as="element()*">
    <dt>{lb:say('date')}</dt>
    <dd>{lb:letter-date(.)}</dd>
  </xsl:template>

  <!-- Names in a row, each linked to its entry. -->
  <xsl:function name="_:enumerated" as="node()*">
    <xsl:param name="names" as="element()*"/>
    <xsl:for-each select="$names">
      <xsl:if test="position() gt 1">
        <xsl:text expand-text="yes">{if (position() = last()) then ' ' || lb:say('and') || ' ' else ', '}</xsl:text>
      </xsl:if>
      <xsl:apply-templates select="."/>
    </xsl:for-each>
  </xsl:function>

  <!-- A date in words, readable by machines. -->
  <xsl:function name="_:time" as="element()">
    <xsl:param name="date" as="element()"/>
    <xsl:variable name="value" as="xs:string?" select="lb:machine-date($date)[$date/(@when | @when-iso)]"/>
    <xsl:element name="{if ($value) then 'time' else 'span'}">
      <xsl:if test="$value">
        <xsl:attribute name="datetime" select="$value"/>
      </xsl:if>
      <xsl:sequence select="_:doubt($date)"/>
      <xsl:value-of select="lb:date($date)"/>
    </xsl:element>
  </xsl:function>

  <!-- The letter that this one answers, or that answers it. -->
  <xsl:template match="correspContext/ref" mode="_:fact" as="element()*">
    <dt>{lb:say((@subtype, @type)[. = ('answered', 'answering')][1])}</dt>
    <dd>
      <xsl:apply-templates select="."/>
    </dd>
  </xsl:template>

  <!-- Where the letter is. -->
  <xsl:template match="msIdentifier" mode="_:fact" as="element()*">
    <xsl:variable name="text" as="xs:string" select="_:shelfmark(.)"/>
    <xsl:if test="$text">
      <dt>{lb:say('source')}</dt>
      <dd>{$text}</dd>
    </xsl:if>
  </xsl:template>

  <!-- The parts of a shelfmark in their order. -->
  <xsl:function name="_:shelfmark" as="xs:string">
    <xsl:param name="identifier" as="element(msIdentifier)"/>
    <xsl:sequence select="string-join($identifier/(country | region | settlement | institution | repository | collection | idno | msName)
      [normalize-space()] ! normalize-space(), ', ')"/>
  </xsl:function>

  <!-- The classification that the source carries. -->
  <xsl:template match="note[@type = 'classification']" mode="_:fact" as="element()*">
    <dt>{lb:say('classification')}</dt>
    <dd>
      <xsl:apply-templates/>
    </dd>
  </xsl:template>

  <!-- How far the editors have come. -->
  <xsl:template match="revisionDesc/@status" mode="_:fact" as="element()*">
    <dt>{lb:say('status')}</dt>
    <dd>{.}</dd>
  </xsl:template>

</xsl:stylesheet>
