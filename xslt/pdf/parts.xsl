<?xml version="1.0" encoding="UTF-8"?>
<!-- Opener, closer and their parts, as they stand on the sheet of a letter. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:lb="urn:letterbook:functions"
  xmlns:_="urn:letterbook:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- Opener and closer hold lines; text of their own is a line too. -->
  <xsl:template match="opener | closer" as="node()*">
    <xsl:sequence select="_:flow(node(), _:line(local-name()))"/>
  </xsl:template>

  <!-- Place and date, greeting, signature, address, last line. Under a letter a greeting stands with the closer, a date to the left. -->
  <xsl:template match="dateline | salute | signed | address | trailer" as="node()*">
    <xsl:variable name="pattern" as="element(Q{}line)">
      <line role="{if (parent::closer and self::salute) then 'closer' else if (parent::closer and self::dateline) then 'address'
          else local-name()}">
        <xsl:sequence select="_:tongue-attribute(.)"/>
      </line>
    </xsl:variable>
    <xsl:sequence select="_:flow(node(), $pattern)"/>
  </xsl:template>

  <!-- A postscript keeps its paragraphs together. -->
  <xsl:template match="postscript" as="node()*">
    <group role="postscript">
      <xsl:sequence select="_:flow(node(), _:flush())"/>
    </group>
  </xsl:template>

  <!-- Each part of an address has its line; empty ones and doubled breaks go in the last pass. -->
  <xsl:template match="addrLine | address/street | address/postBox | address/settlement | address/region | address/country
      | address/placeName | address/orgName" as="node()*" priority="2">
    <br/>
    <xsl:call-template name="_:phrase"/>
    <br/>
  </xsl:template>

  <!-- A running head, where the layer shows it. -->
  <xsl:template match="fw" as="node()*">
    <xsl:if test="not(lb:left-out(.))">
      <xsl:sequence select="_:flow(node(), _:line('aside'))"/>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
