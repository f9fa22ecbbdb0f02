<?xml version="1.0" encoding="UTF-8"?>
<!-- What stands above a letter: its title, who wrote to whom, where and when, and what it was transcribed from. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:lb="urn:letterbook:functions"
  xmlns:_="urn:letterbook:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  expand-text="yes"
  exclude-result-prefixes="#all">

  <!-- The heading of a letter: its title underlined, then one line for each thing that the header says. -->
  <xsl:function name="_:heading" as="xs:string*">
    <xsl:param name="document" as="element(TEI)"/>
    <xsl:variable name="sent" as="element()*" select="$document/teiHeader//correspAction[@type = 'sent']"/>
    <xsl:variable name="received" as="element()*" select="$document/teiHeader//correspAction[@type = 'received']"/>
    <xsl:variable name="title" as="xs:string" select="(lb:title($document)[.], string(lb:setting('letter-id', ''))[.], lb:say('no-title'))[1]"/>
    <xsl:sequence select="_:underlined($title, '=')"/>
    <xsl:sequence select="string-join((
      _:field('from', _:people($sent)),
      _:field('to', _:people($received)),
      _:field('place', _:listed($sent/(placeName | settlement))),
      _:field('date', distinct-values($sent/date ! lb:date(.))),
      _:field('source', _:source($document)),
      _:field('written-in', string(lb:setting('title', ''))[.]),
      _:field('licence', string(lb:setting('licence', ''))[.])), '&#10;')"/>
  </xsl:function>

  <!-- One line: a word, a colon and what there is to say; nothing when there is nothing. -->
  <xsl:function name="_:field" as="xs:string?">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="values" as="xs:string*"/>
    <xsl:sequence select="if (exists($values[.])) then _:wrapped(lb:say($key) || ': ' || string-join($values[.], ', ')) else ()"/>
  </xsl:function>

  <!-- The persons and organisations of an action. -->
  <xsl:function name="_:people" as="xs:string*">
    <xsl:param name="actions" as="element()*"/>
    <xsl:sequence select="_:listed($actions/(persName | orgName | name | rs))"/>
  </xsl:function>

  <!-- Names as they stand, else as the register has them. -->
  <xsl:function name="_:listed" as="xs:string*">
    <xsl:param name="names" as="element()*"/>
    <xsl:sequence select="distinct-values($names ! (normalize-space(.)[.], lb:pointers(lb:reference(.)) ! string(@name))[1])"/>
  </xsl:function>

  <!-- Of what the letter is a transcription: the manuscript's place, else the first description of a source. -->
  <xsl:function name="_:source" as="xs:string?">
    <xsl:param name="document" as="element(TEI)"/>
    <xsl:variable name="sources" as="element()?" select="$document/teiHeader/fileDesc/sourceDesc"/>
    <xsl:variable name="manuscript" as="xs:string" select="string-join($sources//msIdentifier[1]
      /(country | region | settlement | institution | repository | collection | idno)/normalize-space()[.], ', ')"/>
    <xsl:sequence select="($manuscript[.], $sources/(bibl | biblStruct | p | ab)/normalize-space()[.])[1]"/>
  </xsl:function>

</xsl:stylesheet>
