<?xml version="1.0" encoding="UTF-8"?>
<!-- How entries belong together: each relation is said from the side of the entry whose page it is. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:lb="urn:letterbook:functions"
  xmlns:_="urn:letterbook:private"
  xmlns:ix="urn:letterbook:index"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  expand-text="yes"
  exclude-result-prefixes="#all">

  <!-- All relations of an entry, grouped by what they are. -->
  <xsl:template name="_:relations" as="element()?">
    <xsl:variable name="self" as="xs:string" select="'#' || @xml:id"/>
    <xsl:variable name="relations" as="element(relation)*" select="$registers//relation[tokenize(@active) = $self or tokenize(@passive) = $self
      or tokenize(@mutual) = $self]"/>
    <xsl:variable name="rows" as="element()*" select="$relations ! _:relation-rows(., $self)"/>
    <xsl:if test="exists($rows)">
      <section class="relations" aria-labelledby="relations">
        <h2 id="relations">{lb:say('relations')}</h2>
        <dl class="facts">
          <xsl:for-each-group select="$rows" group-by="string(@label)">
            <dt>{current-grouping-key()}</dt>
            <xsl:for-each-group select="current-group()" group-by="string(@key)">
              <dd>
                <xsl:sequence select="_:entry-link(current-grouping-key())"/>
                <xsl:if test="@date ne ''"> ({@date})</xsl:if>
              </dd>
            </xsl:for-each-group>
          </xsl:for-each-group>
        </dl>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- What a relation says of one entry: a row for each other entry in it. -->
  <xsl:function name="_:relation-rows" as="element()*">
    <xsl:param name="relation" as="element(relation)"/>
    <xsl:param name="self" as="xs:string"/>
    <xsl:variable name="side" as="xs:string" select="if (tokenize($relation/@mutual) = $self) then 'mutual'
      else if (tokenize($relation/@active) = $self) then 'active' else 'passive'"/>
    <xsl:variable name="others" as="xs:string*" select="tokenize(if ($side = 'mutual') then $relation/@mutual
      else if ($side = 'active') then $relation/@passive else $relation/@active)[. ne $self]"/>
    <xsl:for-each select="$others">
      <row label="{_:relation-word(string(($relation/@name, $relation/@type)[1]), $side)}" key="{substring-after(., '#')}"
        date="{if ($relation/(@when | @from | @to | @notBefore | @notAfter)) then lb:date(_:dates-alone($relation)) else ''}"/>
    </xsl:for-each>
  </xsl:function>

  <!-- The word for a relation, from one side of it. -->
  <xsl:function name="_:relation-word" as="xs:string">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="side" as="xs:string"/>
    <xsl:variable name="plain" as="xs:string" select="lower-case(replace(replace($name, '^.*[:#/]', ''), '[ _]', '-'))"/>
    <xsl:variable name="key" as="xs:string?" select="('relation-' || $plain || '-' || $side, 'relation-' || $plain)[lb:has-word(.)][1]"/>
    <xsl:sequence select="if ($key) then lb:say($key) else if ($side = 'passive') then lb:say('relation-inverse', translate($plain, '-', ' '))
      else translate($plain, '-', ' ')"/>
  </xsl:function>

  <!-- Pages of entries by key. -->
  <xsl:key name="_:page-of" match="ix:pointer | ix:entry" use="@entry, @key"/>

  <!-- The name of another entry, linked to its page. -->
  <xsl:function name="_:entry-link" as="element()">
    <xsl:param name="key" as="xs:string"/>
    <xsl:variable name="known" as="element()?" select="if (exists($index)) then key('_:page-of', $key, $index)[@page][1] else ()"/>
    <xsl:variable name="name" as="xs:string" select="(lb:entry($key) ! lb:name(.)[. ne ''], $known/@name ! string(), $key)[1]"/>
    <xsl:choose>
      <xsl:when test="exists($known)">
        <a href="{$_:root}{$known/@page}">{$name}</a>
      </xsl:when>
      <xsl:otherwise>
        <span>{$name}</span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

</xsl:stylesheet>
