<?xml version="1.0" encoding="UTF-8"?>
<!-- What the editors changed, gathered below the letter, so that no one needs a mouse to learn it. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:lb="urn:letterbook:functions"
  xmlns:_="urn:letterbook:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  expand-text="yes"
  exclude-result-prefixes="#all">

  <!-- The readings of this layer that stand for something else in the source, in the order of the text. -->
  <xsl:variable name="_:readings" as="element()*" select="/TEI/text//(choice/(sic | corr | orig | reg | abbr | expan) | supplied | sic[not(parent::choice)])
    [lb:shown(.)]"/>

  <!-- The number of each, by generate-id(). -->
  <xsl:variable name="_:reading-numbers" as="map(xs:string, xs:integer)"
    select="map:merge(for $place in 1 to count($_:readings) return map{generate-id($_:readings[$place]): $place})"/>

  <!-- The number of an edited reading; none for anything else. -->
  <xsl:function name="_:reading-number" as="xs:integer?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="if ($element/(self::supplied | self::sic | parent::choice)) then $_:reading-numbers(generate-id($element)) else ()"/>
  </xsl:function>

  <!-- The list, each reading with a way back to its place. -->
  <xsl:template name="_:readings" as="element()?">
    <xsl:if test="exists($_:readings)">
      <details class="readings">
        <summary>{lb:say('readings', string(count($_:readings)))}</summary>
        <ol>
          <xsl:for-each select="$_:readings">
            <li>
              <a href="#{_:anchor(.)}">{(normalize-space(_:plain(.))[. ne ''], '—')[1]}</a>
              <xsl:text>: </xsl:text>
              <xsl:value-of select="_:reading-words(.)"/>
            </li>
          </xsl:for-each>
        </ol>
      </details>
    </xsl:if>
  </xsl:template>

  <!-- What is to be said of an edited reading. -->
  <xsl:function name="_:reading-words" as="xs:string">
    <xsl:param name="reading" as="element()"/>
    <xsl:sequence select="if ($reading/self::supplied) then (if ($reading/@reason) then lb:say('supplied-reason', string($reading/@reason)) else lb:say('supplied'))
      else (_:other-reading($reading), lb:say('sic'))[1]"/>
  </xsl:function>

</xsl:stylesheet>
