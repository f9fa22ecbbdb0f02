<?xml version="1.0" encoding="UTF-8"?>
<!-- What stands after the letter: source, licence, status, the signs in use. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:lb="urn:letterbook:functions"
  xmlns:_="urn:letterbook:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- About the text. -->
  <xsl:function name="_:colophon" as="element(Q{}colophon)">
    <xsl:param name="letter" as="element(TEI)"/>
    <xsl:variable name="header" as="element()?" select="$letter/teiHeader"/>
    <colophon>
      <head level="2"><xsl:value-of select="lb:say('about')"/></head>
      <xsl:sequence select="
        if (_:correspondents($letter)) then _:fact(lb:say('title'), _:title($letter)) else (),
        _:fact(lb:say('written-in'), _:edition($header)),
        _:fact-of(lb:say('source'), _:sources($header)),
        _:fact(lb:say('classification'), _:strings($header/fileDesc/sourceDesc//note[@type = 'classification'])),
        _:fact(lb:say('responsible'), _:responsible($header)),
        _:fact(_:say('layer'), _:say(if ($lb:reading) then 'layer-reading' else 'layer-diplomatic')),
        _:signs($letter),
        _:corrections($letter),
        _:fact(lb:say('editorial'), _:principles($header)),
        _:fact(lb:say('status'), string-join(($header/revisionDesc/@status, _:change($header)), ', ')),
        _:fact(lb:say('licence'), _:licence($header)),
        _:fact(_:say('file'), _:say('file-attached'))"/>
    </colophon>
  </xsl:function>

  <!-- One fact with its label; none when there is nothing to say. -->
  <xsl:function name="_:fact" as="element(Q{}fact)?">
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="said" as="item()*"/>
    <xsl:variable name="nodes" as="node()*">
      <xsl:for-each select="$said">
        <xsl:if test="position() gt 1">
          <xsl:text> </xsl:text>
        </xsl:if>
        <xsl:choose>
          <xsl:when test=". instance of node()">
            <xsl:sequence select="."/>
          </xsl:when>
          <xsl:otherwise>
            <xsl:value-of select="."/>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
    </xsl:variable>
    <xsl:sequence select="_:fact-of($label, $nodes)"/>
  </xsl:function>

  <!-- One fact from nodes that are ready. -->
  <xsl:function name="_:fact-of" as="element(Q{}fact)?">
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="nodes" as="node()*"/>
    <xsl:if test="_:shows($nodes)">
      <fact label="{$label}">
        <xsl:sequence select="$nodes"/>
      </fact>
    </xsl:if>
  </xsl:function>

  <!-- The words of elements, each closed by a full stop. -->
  <xsl:function name="_:strings" as="xs:string*">
    <xsl:param name="elements" as="element()*"/>
    <xsl:sequence select="distinct-values($elements ! normalize-space()[. ne ''])
      ! (if (matches(., '[.!?…]$')) then . else . || '.')"/>
  </xsl:function>

  <!-- The edition: its title and publisher. -->
  <xsl:function name="_:edition" as="xs:string*">
    <xsl:param name="header" as="element()?"/>
    <xsl:variable name="title" as="xs:string*" select="string(lb:setting('title', ''))[. ne ''],
      ($header/fileDesc/seriesStmt/title)[1] ! normalize-space()"/>
    <xsl:variable name="publisher" as="xs:string*" select="string(lb:setting('publisher', ''))[. ne ''],
      ($header/fileDesc/publicationStmt/(publisher, authority))[1] ! normalize-space()"/>
    <xsl:sequence select="string-join(distinct-values(($title[1], $publisher[1])), '. ')[. ne '']
      ! (if (matches(., '[.!?]$')) then . else . || '.')"/>
  </xsl:function>

  <!-- Who did what. -->
  <xsl:function name="_:responsible" as="xs:string*">
    <xsl:param name="header" as="element()?"/>
    <xsl:variable name="statement" as="element()?" select="$header/fileDesc/titleStmt"/>
    <xsl:sequence select="_:strings($statement/editor) ! _:say('editor', .),
      $statement/respStmt[normalize-space(string-join(resp))][normalize-space(string-join((persName, orgName, name)))]
        ! (_:role(string-join(resp ! normalize-space()[. ne ''], ', '))
        || string-join((persName | orgName | name) ! normalize-space()[. ne ''], ', ') || '.')"/>
  </xsl:function>

  <!-- What somebody did, ready for a name: a colon goes between, unless the words lead on by themselves. -->
  <xsl:function name="_:role" as="xs:string">
    <xsl:param name="said" as="xs:string"/>
    <xsl:sequence select="if (matches($said, '( by| von|:)$')) then $said || ' ' else $said || ': '"/>
  </xsl:function>

  <!-- The signs that this letter uses, each explained by itself. -->
  <xsl:function name="_:signs" as="element(Q{}fact)?">
    <xsl:param name="letter" as="element(TEI)"/>
    <xsl:variable name="text" as="element()*" select="$letter/text"/>
    <xsl:variable name="shown" as="node()*">
      <xsl:if test="$text//supplied[matches(., '[\p{L}\p{N}]')][lb:shown(.)]">
        <supplied><xsl:value-of select="_:say('sign-grey')"/></supplied>
        <xsl:value-of select="_:say('sign-supplied')"/>
      </xsl:if>
      <xsl:if test="$text//supplied[matches(., '\S') and not(matches(., '[\p{L}\p{N}]'))][lb:shown(.)]">
        <xsl:value-of select="_:say('sign-punctuation')"/>
      </xsl:if>
      <xsl:if test="$text//unclear[normalize-space()][lb:shown(.)]">
        <unclear><xsl:value-of select="_:say('sign-dotted')"/></unclear>
        <xsl:value-of select="_:say('sign-unclear')"/>
      </xsl:if>
      <xsl:if test="$text//(gap | unclear[not(normalize-space())])[lb:shown(.)]">
        <xsl:value-of select="_:say('sign-gap')"/>
      </xsl:if>
      <xsl:if test="$text//pb">
        <xsl:value-of select="_:say(if ($text//pb/@n) then 'sign-page' else 'sign-page-plain')"/>
      </xsl:if>
    </xsl:variable>
    <xsl:sequence select="_:fact(_:say('signs'), $shown)"/>
  </xsl:function>

  <!-- What the reading layer corrects, with what the source has. -->
  <xsl:function name="_:corrections" as="element(Q{}fact)?">
    <xsl:param name="letter" as="element(TEI)"/>
    <xsl:if test="$lb:reading">
      <xsl:sequence select="_:fact(_:say('corrections'), string-join(
        $letter/text//choice[sic and corr][lb:shown(.)] ! _:say('correction', (normalize-space(string(corr[1])), normalize-space(string(sic[1])))), '; '))"/>
    </xsl:if>
  </xsl:function>

  <!-- The editorial principles, when they are short; long ones are in the attached file. -->
  <xsl:function name="_:principles" as="xs:string*">
    <xsl:param name="header" as="element()?"/>
    <xsl:variable name="words" as="xs:string*" select="_:strings($header/encodingDesc/editorialDecl//(p | ab)[not(ancestor::note)])"/>
    <xsl:sequence select="if (string-length(string-join($words)) le 1600) then $words else _:say('principles-attached')"/>
  </xsl:function>

  <!-- The newest change. -->
  <xsl:function name="_:change" as="xs:string?">
    <xsl:param name="header" as="element()?"/>
    <xsl:variable name="newest" as="xs:string?" select="max($header/revisionDesc//change/@when[matches(., '^\d{4}')] ! string())"/>
    <xsl:sequence select="$newest ! _:say('changed', lb:day(.))"/>
  </xsl:function>

  <!-- The licences, with links. -->
  <xsl:function name="_:licence" as="item()*">
    <xsl:param name="header" as="element()?"/>
    <xsl:variable name="licences" as="element()*" select="$header/fileDesc/publicationStmt/availability//licence"/>
    <xsl:for-each select="$licences">
      <xsl:variable name="href" as="xs:string?" select="lb:web-href(@target)"/>
      <xsl:variable name="words" as="xs:string*" select="_:strings(.)"/>
      <xsl:sequence select="$words, if ($href) then _:link($href) else ()"/>
    </xsl:for-each>
    <xsl:if test="empty($licences)">
      <xsl:sequence select="_:strings($header/fileDesc/publicationStmt/availability/(p | ab)),
        lb:web-href(string(lb:setting('licence', ''))) ! _:link(.)"/>
    </xsl:if>
  </xsl:function>

  <!-- A link that shows its address. -->
  <xsl:function name="_:link" as="element(Q{}link)">
    <xsl:param name="href" as="xs:string"/>
    <link href="{$href}"><xsl:value-of select="replace($href, '^https?://|/$', '')"/></link>
  </xsl:function>

</xsl:stylesheet>
