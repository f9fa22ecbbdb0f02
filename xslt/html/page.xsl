<?xml version="1.0" encoding="UTF-8"?>
<!-- The frame of every page: head, navigation, footer. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:lb="urn:letterbook:functions"
  xmlns:_="urn:letterbook:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  expand-text="yes"
  exclude-result-prefixes="#all">

  <xsl:output method="html" html-version="5" encoding="UTF-8" indent="no" include-content-type="no"/>

  <!-- What a browser may load for a page: style and fonts of the same site, or beside it when the page is opened as a file. -->
  <xsl:variable name="_:policy" as="xs:string" select="string-join(('default-src ''none''', 'style-src ''self'' file:', 'font-src ''self'' file:',
    'img-src ''self'' file:', 'base-uri ''none''', 'form-action ''none'''), '; ')"/>

  <!-- A page. -->
  <xsl:template name="_:page" as="element()">
    <xsl:param name="title" as="xs:string"/>
    <xsl:param name="class" as="xs:string+"/>
    <xsl:param name="main" as="element()*"/>
    <xsl:param name="meta" as="element()*" select="()"/>
    <xsl:variable name="edition" as="xs:string" select="string(lb:setting('title', lb:say('letters')))"/>
    <html>
      <xsl:sequence select="_:language($lb:interface)"/>
      <head>
        <meta charset="utf-8"/>
        <meta http-equiv="Content-Security-Policy" content="{$_:policy}"/>
        <title>{string-join(distinct-values(($title, $edition)), ' · ')}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <meta name="generator" content="Letterbook"/>
        <link rel="stylesheet" href="{$_:root}letterbook.css"/>
        <xsl:call-template name="_:canonical"/>
        <xsl:sequence select="$meta"/>
      </head>
      <body class="{$class}">
        <a class="skip" href="#main">{lb:say('skip')}</a>
        <header class="site">
          <a class="edition" href="{$_:root}index.html">{$edition}</a>
          <xsl:call-template name="_:navigation"/>
        </header>
        <main id="main">
          <xsl:sequence select="$main"/>
        </main>
        <footer class="site">
          <xsl:call-template name="_:colophon"/>
        </footer>
      </body>
    </html>
  </xsl:template>

  <!-- The address of this page when the edition says where it stands on the web. -->
  <xsl:template name="_:canonical" as="element()?">
    <xsl:variable name="base" as="xs:string?" select="lb:web-href(string(lb:setting('base-url')))"/>
    <xsl:if test="$base and lb:setting('page')">
      <link rel="canonical" href="{replace($base, '/$', '')}/{lb:setting('page')}"/>
    </xsl:if>
  </xsl:template>

  <!-- The way to the letters and to the lists of the registers that the edition has. -->
  <xsl:template name="_:navigation" as="element()">
    <nav aria-label="{lb:say('register')}">
      <ul>
        <li>
          <a href="{$_:root}index.html">{lb:say('letters')}</a>
        </li>
        <xsl:for-each select="('person', 'personGrp', 'place', 'org', 'event', 'bibl', 'object')[. = lb:setting('lists')]">
          <li>
            <a href="{$_:root}{_:list-page(.)}">{lb:say(_:list-name(.))}</a>
          </li>
        </xsl:for-each>
      </ul>
    </nav>
  </xsl:template>

  <!-- Who made the edition, under what licence. -->
  <xsl:template name="_:colophon" as="element()">
    <xsl:variable name="licence" as="xs:string?" select="lb:web-href(string(lb:setting('licence')))"/>
    <p>
      <xsl:if test="lb:setting('publisher')">
        <span>{lb:setting('publisher')}</span>
      </xsl:if>
      <xsl:if test="$licence">
        <a rel="license" href="{$licence}">{lb:say('licence')}</a>
      </xsl:if>
      <span>{lb:say('made-with')}</span>
    </p>
  </xsl:template>

  <!-- The name of the list of a kind of entry. -->
  <xsl:function name="_:list-name" as="xs:string">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:sequence select="(map{'person': 'persons', 'personGrp': 'groups', 'place': 'places', 'org': 'organisations', 'event': 'events',
      'bibl': 'works', 'object': 'objects'}($kind), 'register')[1]"/>
  </xsl:function>

  <!-- The page of the list of a kind of entry, from the root of the output. -->
  <xsl:function name="_:list-page" as="xs:string?">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:sequence select="_:list-name($kind)[. ne 'register'] ! (. || '.html')"/>
  </xsl:function>

</xsl:stylesheet>
