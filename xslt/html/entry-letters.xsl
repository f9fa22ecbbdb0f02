<?xml version="1.0" encoding="UTF-8"?>
<!-- The letters of an entry: those it sent or received, and where letters speak of it, with the words around. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:lb="urn:letterbook:functions"
  xmlns:_="urn:letterbook:private"
  xmlns:ix="urn:letterbook:index"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  expand-text="yes"
  exclude-result-prefixes="#all">

  <!-- Letters sent and received. -->
  <xsl:template name="_:letters-of" as="element()*">
    <xsl:variable name="key" as="xs:string" select="@xml:id"/>
    <xsl:variable name="place" as="xs:boolean" select="exists(self::place)"/>
    <xsl:for-each select="'sent', 'received'">
      <xsl:variable name="type" as="xs:string" select="."/>
      <xsl:variable name="letters" as="element(ix:letter)*" select="$index//ix:letter[ix:action[@type = $type]/(ix:name | ix:place)/@entry = $key]"/>
      <xsl:if test="exists($letters)">
        <section class="letters-of">
          <h2>{lb:say((if ($type = 'sent') then 'as-sender' else 'as-addressee') || (if ($place) then '-place' else ''))}</h2>
          <ul>
            <xsl:for-each select="$letters">
              <li>
                <xsl:sequence select="_:letter-link(.)"/>
              </li>
            </xsl:for-each>
          </ul>
        </section>
      </xsl:if>
    </xsl:for-each>
  </xsl:template>

  <!-- A letter, linked, with its date. -->
  <xsl:function name="_:letter-link" as="node()*">
    <xsl:param name="letter" as="element(ix:letter)"/>
    <a href="{$_:root}{$letter/@page}">{($letter/@title[. ne ''], $letter/@id)[1]}</a>
    <xsl:variable name="date" as="xs:string?" select="lb:letter-date($letter)"/>
    <xsl:if test="$date and not(contains($letter/@title, replace($date, '^.*(\d{4}).*$', '$1')))">
      <xsl:text> </xsl:text>
      <span class="when">{$date}</span>
    </xsl:if>
  </xsl:function>

  <!-- Where letters speak of the entry. -->
  <xsl:template name="_:mentions-in" as="element()">
    <xsl:variable name="letters" as="element(ix:letter)*" select="$index//ix:letter[ix:mention]"/>
    <section class="mentions" aria-labelledby="mentions">
      <h2 id="mentions">{lb:say('mentions')}</h2>
      <p class="count">{_:count-words(count($letters/ix:mention), count($letters))}</p>
      <xsl:for-each select="$letters">
        <section>
          <h3>
            <xsl:sequence select="_:letter-link(.)"/>
          </h3>
          <ul>
            <xsl:apply-templates select="ix:mention"/>
          </ul>
        </section>
      </xsl:for-each>
    </section>
  </xsl:template>

  <!-- How often, in how many letters. -->
  <xsl:function name="_:count-words" as="xs:string">
    <xsl:param name="mentions" as="xs:integer"/>
    <xsl:param name="letters" as="xs:integer"/>
    <xsl:sequence select="if ($mentions = 0) then lb:say('no-mentions') else if ($mentions = 1) then lb:say('mentioned-once')
      else if ($letters = 1) then lb:say('mentioned-in-one', string($mentions)) else lb:say('mentioned-in', (string($mentions), string($letters)))"/>
  </xsl:function>

  <!-- One mention in its line. -->
  <xsl:template match="ix:mention" as="element()">
    <li>
      <xsl:sequence select="_:language(@lang)"/>
      <a href="{$_:root}{../@page}{@anchor[. ne ''] ! ('#' || .)}">
        <xsl:apply-templates/>
      </a>
    </li>
  </xsl:template>

  <!-- The words of the mention itself. -->
  <xsl:template match="ix:hit" as="element()">
    <mark>
      <xsl:apply-templates/>
    </mark>
  </xsl:template>

</xsl:stylesheet>
