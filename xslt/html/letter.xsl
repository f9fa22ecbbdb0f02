<?xml version="1.0" encoding="UTF-8"?>
<!-- The page of a letter: its heading, the letter, the notes, what is to be known about it, the neighbours. -->
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
    <xsl:variable name="letter" as="element(TEI)" select="(TEI, .//TEI)[1]"/>
    <xsl:call-template name="_:page">
      <xsl:with-param name="title" select="_:letter-title($letter)"/>
      <xsl:with-param name="class" select="'letter'"/>
      <xsl:with-param name="meta" as="element()*">
        <xsl:call-template name="_:letter-meta"/>
      </xsl:with-param>
      <xsl:with-param name="main" as="element()*">
        <xsl:for-each select="$letter">
          <xsl:call-template name="_:letter-head"/>
          <article id="letter">
            <xsl:sequence select="_:language((text/@xml:lang, @xml:lang, teiHeader/profileDesc/langUsage[count(language) = 1]/language/@ident)[1])"/>
            <xsl:apply-templates select="text"/>
          </article>
          <xsl:call-template name="_:notes"/>
          <xsl:call-template name="_:about"/>
          <xsl:call-template name="_:neighbours"/>
        </xsl:for-each>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- The title of a letter, or that it has none. -->
  <xsl:function name="_:letter-title" as="xs:string">
    <xsl:param name="letter" as="element(TEI)"/>
    <xsl:sequence select="(lb:title($letter)[. ne ''], lb:say('no-title'))[1]"/>
  </xsl:function>

  <!-- What machines read of the letter: who wrote it, and its other forms. The letters before and after it are links of the page:
       named here too, some browsers would load them unasked, against the policy of the page. -->
  <xsl:template name="_:letter-meta" as="element()*">
    <xsl:for-each select="(TEI, .//TEI)[1]/teiHeader/fileDesc/titleStmt/author[normalize-space()]">
      <meta name="author" content="{normalize-space()}"/>
    </xsl:for-each>
    <xsl:for-each select="lb:setting('tei-href')">
      <link rel="alternate" type="application/tei+xml" href="{.}"/>
    </xsl:for-each>
    <xsl:for-each select="lb:setting('pdf-href')">
      <link rel="alternate" type="application/pdf" href="{.}"/>
    </xsl:for-each>
    <xsl:for-each select="lb:setting('text-href')">
      <link rel="alternate" type="text/plain" href="{.}"/>
    </xsl:for-each>
  </xsl:template>

  <!-- A letter of the edition, as the index knows it. -->
  <xsl:function name="_:letter" as="element(ix:letter)?">
    <xsl:param name="id" as="xs:string?"/>
    <xsl:sequence select="if (exists($index)) then key('_:letter', $id, $index)[1] else ()"/>
  </xsl:function>

  <!-- The date of a letter whose title does not name its year. -->
  <xsl:function name="_:date-unless-titled" as="element()?">
    <xsl:param name="letter" as="element(ix:letter)"/>
    <xsl:variable name="date" as="xs:string?" select="lb:letter-date($letter)"/>
    <xsl:if test="$date and not(contains($letter/@title, replace($date, '^.*(\d{4}).*$', '$1')))">
      <span class="when">{$date}</span>
    </xsl:if>
  </xsl:function>

  <!-- Letters by identifier. -->
  <xsl:key name="_:letter" match="ix:letter" use="@id"/>

  <!-- The way to the letters before and after this one. -->
  <xsl:template name="_:neighbours" as="element()?">
    <xsl:variable name="links" as="element()*" select="$index/ix:index/(ix:previous, ix:next)[_:letter(@letter)/@page]"/>
    <xsl:if test="exists($links)">
      <nav class="neighbours" aria-label="{lb:say('letters')}">
        <xsl:for-each select="$links">
          <xsl:variable name="letter" as="element(ix:letter)" select="_:letter(@letter)"/>
          <a class="{if (self::ix:previous) then 'previous' else 'next'}" rel="{if (self::ix:previous) then 'prev' else 'next'}" href="{$_:root}{$letter/@page}">
            <small>{lb:say(if (self::ix:previous) then 'previous' else 'next')}</small>
            <span>{$letter/@title}</span>
            <xsl:sequence select="_:date-unless-titled($letter)"/>
          </a>
        </xsl:for-each>
      </nav>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
