<?xml version="1.0" encoding="UTF-8"?>
<!-- The page of a register entry: name, facts, relations, the letters that speak of it. -->
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
    <xsl:variable name="entry" as="element()" select="*"/>
    <xsl:call-template name="_:page">
      <xsl:with-param name="title" select="_:entry-name($entry)"/>
      <xsl:with-param name="class" select="'entry', local-name($entry)"/>
      <xsl:with-param name="main" as="element()*">
        <xsl:for-each select="$entry">
          <xsl:call-template name="_:entry-head"/>
          <xsl:call-template name="_:relations"/>
          <xsl:call-template name="_:letters-of"/>
          <xsl:call-template name="_:mentions-in"/>
          <xsl:call-template name="_:sources-of"/>
        </xsl:for-each>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- The name of an entry; its key when it has none. -->
  <xsl:function name="_:entry-name" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="(lb:name($entry)[. ne ''], string($entry/@xml:id))[1]"/>
  </xsl:function>

  <!-- Kind, name, description, facts. -->
  <xsl:template name="_:entry-head" as="element()">
    <xsl:variable name="main" as="element()?" select="_:main-name(.)"/>
    <header class="head" id="entry">
      <p class="kicker">{lb:say(local-name())}</p>
      <h1>{_:entry-name(.)}</h1>
      <xsl:for-each select="_:descriptions(.)">
        <div class="lead">
          <xsl:sequence select="_:language(@xml:lang)"/>
          <xsl:apply-templates/>
        </div>
      </xsl:for-each>
      <xsl:variable name="facts" as="element()*">
        <xsl:apply-templates select=".[self::event][lb:date(.) ne normalize-space()]" mode="_:own-dates"/>
        <xsl:apply-templates select="* except ($main, _:descriptions(.), idno, relation, listRelation)" mode="_:fact"/>
        <xsl:if test="idno[normalize-space()]">
          <dt>{lb:say('identifiers')}</dt>
          <xsl:apply-templates select="idno" mode="_:fact"/>
        </xsl:if>
      </xsl:variable>
      <xsl:if test="exists($facts)">
        <dl class="facts">
          <xsl:sequence select="$facts"/>
        </dl>
      </xsl:if>
    </header>
  </xsl:template>

  <!-- The sources of the register that the entry names. -->
  <xsl:template name="_:sources-of" as="element()?">
    <xsl:variable name="sources" as="element()*" select="$index//ix:pointer[@cited][not(@further)]"/>
    <xsl:if test="exists($sources)">
      <section class="sources" aria-labelledby="sources">
        <h2 id="sources">{lb:say('sources')}</h2>
        <ul>
          <xsl:for-each select="$sources">
            <li id="source-{@cited}">
              <xsl:sequence select="_:reference-text(*)"/>
            </li>
          </xsl:for-each>
        </ul>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- The element that gives the entry its name. -->
  <xsl:function name="_:main-name" as="element()?">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="name" as="xs:string" select="lb:name($entry)"/>
    <xsl:sequence select="($entry/*[normalize-space() eq $name][not(self::idno or self::note or self::desc)])[1]"/>
  </xsl:function>

  <!-- The sentences that say who or what it is. -->
  <xsl:function name="_:descriptions" as="element()*">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="$entry/(desc | note[@type = 'description'] | p | ab)[normalize-space()]"/>
  </xsl:function>

</xsl:stylesheet>
