<?xml version="1.0" encoding="UTF-8"?>
<!-- The page of a register: all entries of one kind. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:lb="urn:letterbook:functions"
  xmlns:_="urn:letterbook:private"
  xmlns:ix="urn:letterbook:index"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  expand-text="yes"
  exclude-result-prefixes="#all">

  <!-- The page. Its kind is the setting "kind". -->
  <xsl:template match="/" as="element()">
    <xsl:variable name="kind" as="xs:string" select="string(lb:setting('kind', 'person'))"/>
    <xsl:variable name="entries" as="element(ix:entry)*" select="ix:index/ix:entry[@kind = $kind]"/>
    <xsl:call-template name="_:page">
      <xsl:with-param name="title" select="lb:say(_:list-name($kind))"/>
      <xsl:with-param name="class" select="'list', $kind"/>
      <xsl:with-param name="main" as="element()*">
        <header class="head">
          <p class="kicker">{lb:say('register')}</p>
          <h1>{lb:say(_:list-name($kind))}</h1>
        </header>
        <xsl:choose>
          <xsl:when test="count($entries) gt 40 and $kind ne 'event'">
            <xsl:sequence select="_:lettered($entries)"/>
          </xsl:when>
          <xsl:otherwise>
            <xsl:sequence select="_:entries($entries)"/>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- Entries under their first letters, with a way to each. -->
  <xsl:function name="_:lettered" as="element()*">
    <xsl:param name="entries" as="element(ix:entry)*"/>
    <nav class="letters" aria-label="A–Z">
      <ul>
        <xsl:for-each select="distinct-values($entries ! _:initial(.))">
          <li>
            <a href="#l-{encode-for-uri(.)}">{.}</a>
          </li>
        </xsl:for-each>
      </ul>
    </nav>
    <xsl:for-each-group select="$entries" group-by="_:initial(.)">
      <section>
        <h2 id="l-{encode-for-uri(current-grouping-key())}">{current-grouping-key()}</h2>
        <xsl:sequence select="_:entries(current-group())"/>
      </section>
    </xsl:for-each-group>
  </xsl:function>

  <!-- The letter that an entry is sorted under. -->
  <xsl:function name="_:initial" as="xs:string">
    <xsl:param name="entry" as="element(ix:entry)"/>
    <xsl:variable name="letter" as="xs:string" select="upper-case(substring(replace(normalize-unicode(($entry/@sort, $entry/@name, '')[1], 'NFD'), '[^\p{L}\p{N}]', ''), 1, 1))[matches(., '^\p{L}')] => string()"/>
    <xsl:sequence select="if ($letter) then $letter else '…'"/>
  </xsl:function>

  <!-- The entries, each with its dates and how often letters speak of it. -->
  <xsl:function name="_:entries" as="element()">
    <xsl:param name="entries" as="element(ix:entry)*"/>
    <ul class="entries">
      <xsl:apply-templates select="$entries"/>
    </ul>
  </xsl:function>

  <!-- One entry. -->
  <xsl:template match="ix:entry" as="element()">
    <li>
      <a href="{$_:root}{@page}">{(@name[. ne ''], @key)[1]}</a>
      <xsl:if test="@dates ne ''">
        <span class="dates">{@dates}</span>
      </xsl:if>
      <xsl:if test="xs:integer((@mentions[. castable as xs:integer], 0)[1]) gt 0">
        <span class="count" title="{lb:say('mentions-count')}">{@mentions}</span>
      </xsl:if>
    </li>
  </xsl:template>

</xsl:stylesheet>
