<?xml version="1.0" encoding="UTF-8"?>
<!-- The page of all letters, in the order of their dates. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:lb="urn:letterbook:functions"
  xmlns:_="urn:letterbook:private"
  xmlns:ix="urn:letterbook:index"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  expand-text="yes"
  exclude-result-prefixes="#all">

  <!-- The page. -->
  <xsl:template match="/" as="element()">
    <xsl:variable name="letters" as="element(ix:letter)*" select="ix:index/ix:letter"/>
    <xsl:variable name="title" as="xs:string" select="string(lb:setting('title', lb:say('letters')))"/>
    <xsl:call-template name="_:page">
      <xsl:with-param name="title" select="$title"/>
      <xsl:with-param name="class" select="'index'"/>
      <xsl:with-param name="main" as="element()*">
        <header class="head">
          <h1>{$title}</h1>
        </header>
        <xsl:variable name="years" as="xs:string*" select="distinct-values($letters ! _:year-of(.))"/>
        <xsl:if test="count($letters) gt 40 and count($years) gt 1">
          <nav class="letters" aria-label="{lb:say('date')}">
            <ul>
              <xsl:for-each select="$years">
                <li>
                  <a href="#y-{encode-for-uri(.)}">{.}</a>
                </li>
              </xsl:for-each>
            </ul>
          </nav>
        </xsl:if>
        <xsl:for-each-group select="$letters" group-adjacent="_:year-of(.)">
          <xsl:sequence select="_:year(current-grouping-key(), current-group())"/>
        </xsl:for-each-group>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- The year of a letter, or that it has no date. -->
  <xsl:function name="_:year-of" as="xs:string">
    <xsl:param name="letter" as="element(ix:letter)"/>
    <xsl:variable name="date" as="xs:string" select="string(($letter/@when, $letter/ix:action[@type = 'sent']/ix:date/(@when, @from, @notBefore, @notAfter, @to))[. ne ''][1])"/>
    <xsl:sequence select="if (matches($date, '^-?\d{4}')) then replace($date, '^(-?\d+).*$', '$1') else lb:say('undated')"/>
  </xsl:function>

  <!-- The letters of a year. -->
  <xsl:function name="_:year" as="element()">
    <xsl:param name="year" as="xs:string"/>
    <xsl:param name="letters" as="element(ix:letter)*"/>
    <section class="year">
      <h2 id="y-{encode-for-uri($year)}">{$year}</h2>
      <ol class="letter-list">
        <xsl:apply-templates select="$letters"/>
      </ol>
    </section>
  </xsl:function>

  <!-- A letter: its date, who wrote to whom, from where. -->
  <xsl:template match="ix:letter" as="element()">
    <xsl:variable name="sent" as="element()?" select="ix:action[@type = 'sent'][1]"/>
    <xsl:variable name="received" as="element()*" select="ix:action[@type = 'received']"/>
    <xsl:variable name="people" as="xs:string" select="string-join((_:names($sent/ix:name), _:names($received/ix:name)), ' → ')"/>
    <li>
      <span class="when">{(lb:letter-date(.), lb:say('undated'))[1]}</span>
      <a href="{$_:root}{@page}">
        <span class="who">{($people[. ne ''], @title, @id)[. ne ''][1]}</span>
      </a>
      <span class="where">{_:names($sent/ix:place)}</span>
      <xsl:if test="$people ne '' and not(contains($people, '→')) and @title ne ''">
        <span class="title">{@title}</span>
      </xsl:if>
    </li>
  </xsl:template>

  <!-- Names in a row. -->
  <xsl:function name="_:names" as="xs:string?">
    <xsl:param name="names" as="element()*"/>
    <xsl:variable name="words" as="xs:string*" select="$names[normalize-space()] ! normalize-space()"/>
    <xsl:sequence select="if (count($words) gt 1) then string-join($words[position() lt last()], ', ') || ' ' || lb:say('and') || ' ' || $words[last()] else $words"/>
  </xsl:function>

</xsl:stylesheet>
