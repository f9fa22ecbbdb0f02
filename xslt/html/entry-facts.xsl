<?xml version="1.0" encoding="UTF-8"?>
<!-- What is known of an entry, fact by fact. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:lb="urn:letterbook:functions"
  xmlns:_="urn:letterbook:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  expand-text="yes"
  exclude-result-prefixes="#all">

  <!-- The dates of an event stand on the event. -->
  <xsl:mode name="_:own-dates" on-no-match="fail"/>

  <!-- When an event was. -->
  <xsl:template match="event" mode="_:own-dates" as="element()*">
    <xsl:if test="@when | @when-iso | @from | @to | @notBefore | @notAfter">
      <dt>{lb:say('date')}</dt>
      <dd>
        <xsl:value-of select="lb:date(_:dates-alone(.))"/>
      </dd>
    </xsl:if>
  </xsl:template>

  <!-- The dates of an element without its words. -->
  <xsl:function name="_:dates-alone" as="element()">
    <xsl:param name="element" as="element()"/>
    <date>
      <xsl:copy-of select="$element/@*"/>
    </date>
  </xsl:function>

  <!-- Any fact: what it is, and what is said. -->
  <xsl:template match="person/* | personGrp/* | place/* | org/* | event/* | bibl/* | biblStruct/* | object/* | nym/* | category/*" mode="_:fact" as="element()*" priority="-0.3">
    <xsl:if test="normalize-space()">
      <dt>{lb:say(_:fact-word(.))}</dt>
      <dd>
        <xsl:sequence select="_:language(@xml:lang), _:doubt(.)"/>
        <xsl:sequence select="_:linked-content(.)"/>
      </dd>
    </xsl:if>
  </xsl:template>

  <!-- The content of a fact, a link where the fact points to one entry and no link stands in it. -->
  <xsl:function name="_:linked-content" as="node()*">
    <xsl:param name="fact" as="element()"/>
    <xsl:variable name="href" as="xs:string*" select="lb:pointers(lb:reference($fact)) ! _:href(.)"/>
    <xsl:choose>
      <xsl:when test="count($href) = 1 and not(_:holds-links($fact) or _:holds-blocks($fact) or $fact//idno)">
        <a href="{$href}">
          <xsl:apply-templates select="$fact/node()"/>
        </a>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="$fact/node()"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- The word for a fact: of the type when there is one, of the element, else the name of the element. -->
  <xsl:function name="_:fact-word" as="xs:string">
    <xsl:param name="fact" as="element()"/>
    <xsl:variable name="own" as="xs:string?" select="map{'birth': 'born', 'death': 'died', 'floruit': 'life', 'note': 'note', 'persName': 'also',
      'placeName': 'also', 'orgName': 'also', 'name': 'also', 'label': 'also', 'title': 'also', 'author': 'author', 'editor': 'editor'}(local-name($fact))"/>
    <xsl:sequence select="($own, local-name($fact))[1]"/>
  </xsl:function>

  <!-- Beginning and end of a life: date and place. -->
  <xsl:template match="birth | death | floruit" mode="_:fact" as="element()*">
    <xsl:variable name="date" as="element()?" select="(.[@when | @from | @to | @notBefore | @notAfter | @when-iso], date)[1]"/>
    <xsl:variable name="places" as="element()*" select="(placeName | settlement | region | country)[normalize-space()]"/>
    <xsl:if test="exists($date) or normalize-space()">
      <dt>{lb:say(_:fact-word(.))}</dt>
      <dd>
        <xsl:sequence select="_:doubt(.)"/>
        <xsl:sequence select="if (exists($date)) then _:time(if ($date/text()[normalize-space()]) then $date else _:dates-alone($date)) else ()"/>
        <xsl:if test="exists($date) and exists($places)">, </xsl:if>
        <xsl:sequence select="_:enumerated($places)"/>
        <xsl:if test="empty($date) and empty($places)">
          <xsl:apply-templates/>
        </xsl:if>
      </dd>
    </xsl:if>
  </xsl:template>

  <!-- Where a place is. -->
  <xsl:template match="location" mode="_:fact" as="element()*">
    <xsl:variable name="coordinates" as="xs:string*" select="tokenize(translate(geo[1], ',;', '  '))"/>
    <xsl:if test="normalize-space()">
      <dt>{lb:say('location')}</dt>
      <dd>
        <xsl:choose>
          <xsl:when test="count($coordinates) = 2 and (every $number in $coordinates satisfies $number castable as xs:decimal)">
            <span class="geo">{_:degrees($coordinates[1], 'N', 'S')} {_:degrees($coordinates[2], 'E', 'W')}</span>
            <xsl:for-each select="note[normalize-space()]">
              <xsl:text> </xsl:text>
              <small>
                <xsl:apply-templates/>
              </small>
            </xsl:for-each>
          </xsl:when>
          <xsl:otherwise>
            <xsl:apply-templates/>
          </xsl:otherwise>
        </xsl:choose>
      </dd>
    </xsl:if>
  </xsl:template>

  <!-- A coordinate with its side of the globe, to two decimals. -->
  <xsl:function name="_:degrees" as="xs:string">
    <xsl:param name="number" as="xs:string"/>
    <xsl:param name="positive" as="xs:string"/>
    <xsl:param name="negative" as="xs:string"/>
    <xsl:variable name="value" as="xs:decimal" select="xs:decimal($number)"/>
    <xsl:sequence select="format-number(abs($value), '0.00') || '° ' || (if ($value lt 0) then $negative else $positive)"/>
  </xsl:function>

  <!-- An identifier elsewhere. -->
  <xsl:template match="idno" mode="_:fact" as="element()?">
    <xsl:if test="normalize-space()">
      <dd class="idno">
        <xsl:for-each select="_:authority(.)">
          <span class="label">{.} </span>
        </xsl:for-each>
        <xsl:sequence select="_:linked-text(string(.))"/>
      </dd>
    </xsl:if>
  </xsl:template>

  <!-- An identifier beside a name in a fact stands apart from it. -->
  <xsl:template match="author/idno | editor/idno | persName/idno | orgName/idno | placeName/idno" as="element()?" priority="1">
    <xsl:if test="normalize-space()">
      <small class="idno">
        <xsl:text> </xsl:text>
        <xsl:sequence select="_:linked-text(string(.))"/>
      </small>
    </xsl:if>
  </xsl:template>

  <!-- Who gives an identifier: also where it is an address, unless that is all that the type says. -->
  <xsl:function name="_:authority" as="xs:string?">
    <xsl:param name="idno" as="element(idno)"/>
    <xsl:variable name="type" as="xs:string" select="lower-case(normalize-space($idno/@type))"/>
    <xsl:sequence select="if ($type = ('', 'uri', 'url')) then () else ($_:idno-names($type), translate($idno/@type, '-_', '  '))[1]"/>
  </xsl:function>

  <!-- Where a work is. -->
  <xsl:template match="bibl/ref | bibl/ptr" mode="_:fact" as="element()*">
    <xsl:if test="normalize-space() or _:target(., tokenize(@target)[1])">
      <dt>{lb:say('source')}</dt>
      <dd>
        <xsl:sequence select="_:inline-of(.)"/>
      </dd>
    </xsl:if>
  </xsl:template>

  <!-- A reference inside a fact. -->
  <xsl:function name="_:inline-of" as="node()*">
    <xsl:param name="element" as="element()"/>
    <xsl:apply-templates select="$element"/>
  </xsl:function>

  <!-- Where a work is printed. -->
  <xsl:template match="relatedItem | bibl/bibl | person/bibl | place/bibl | org/bibl | event/bibl | person/listBibl | place/listBibl | org/listBibl
    | event/listBibl" mode="_:fact" as="element()*">
    <xsl:variable name="text" as="node()*">
      <xsl:for-each select="descendant-or-self::bibl[not(ancestor::bibl/parent::relatedItem)][not(bibl)][normalize-space() or .//(ref | ptr)[_:target(., tokenize(@target)[1])]]">
        <p class="bibl">
          <xsl:sequence select="_:reference-text(.)"/>
        </p>
      </xsl:for-each>
    </xsl:variable>
    <xsl:if test="exists($text)">
      <dt>{lb:say('source')}</dt>
      <dd>
        <xsl:sequence select="$text"/>
      </dd>
    </xsl:if>
  </xsl:template>

  <!-- Whom the letters call so says itself; the sex of a person is not shown. -->
  <xsl:template match="person/sex | person/gender" mode="_:fact" as="empty-sequence()"/>

</xsl:stylesheet>
