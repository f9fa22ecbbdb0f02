<?xml version="1.0" encoding="UTF-8"?>
<!-- The whole file: heading, text, notes. With the setting body-only, the text and its notes without anything the export adds. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:lb="urn:letterbook:functions"
  xmlns:_="urn:letterbook:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  expand-text="yes"
  exclude-result-prefixes="#all">

  <xsl:output method="text" encoding="UTF-8"/>

  <!-- Whether only what belongs to the letter is wanted: no heading, no numbers, no signs for what is struck out. -->
  <xsl:variable name="_:body-only" as="xs:boolean" select="lb:setting('body-only', false()) = true()"/>

  <!-- The file. -->
  <xsl:template match="/" as="xs:string">
    <xsl:variable name="parts" as="xs:string*">
      <xsl:if test="not($_:body-only)">
        <xsl:sequence select="_:heading(TEI)"/>
      </xsl:if>
      <xsl:variable name="text" as="xs:string*">
        <xsl:apply-templates select="TEI/text"/>
      </xsl:variable>
      <xsl:sequence select="_:lay-out($text)"/>
      <xsl:call-template name="_:notes"/>
    </xsl:variable>
    <xsl:sequence select="string-join($parts[.], '&#10;&#10;') || '&#10;'"/>
  </xsl:template>

  <!-- The notes in the order of their numbers, under a heading of their own. -->
  <xsl:template name="_:notes" as="xs:string*">
    <xsl:if test="exists($lb:notes) and not($_:body-only)">
      <xsl:sequence select="_:underlined(lb:say('notes'), '-')"/>
    </xsl:if>
    <xsl:for-each select="$lb:notes">
      <xsl:variable name="text" as="xs:string*">
        <xsl:apply-templates/>
      </xsl:variable>
      <xsl:sequence select="_:lay-out(_:led(('[' || position() || ']')[not($_:body-only)], $text))"/>
    </xsl:for-each>
  </xsl:template>

  <!-- Where a note's mark stands, the number alone. -->
  <xsl:template match="note" as="xs:string*">
    <xsl:sequence select="_:mark(.[lb:mark-place(.) is .])"/>
  </xsl:template>

  <!-- A note between paragraphs has no word that its number could follow. -->
  <xsl:template match="(text | front | body | back | div | postscript | lg | list | table | address)/note" as="empty-sequence()"/>

  <!-- An element that notes point to: their numbers after it. -->
  <xsl:template match="text//*[@xml:id]" priority="20" as="xs:string*">
    <xsl:next-match/>
    <xsl:sequence select="if ($_:body-only) then () else lb:notes-at(.) ! _:mark(.)"/>
  </xsl:template>

  <!-- The number of a note, close to the word before it. -->
  <xsl:function name="_:mark" as="xs:string?">
    <xsl:param name="note" as="element(note)?"/>
    <xsl:sequence select="if ($_:body-only) then () else $note ! lb:note-number(.) ! ('[' || . || ']')"/>
  </xsl:function>

  <!-- A line with another of hyphens or other signs under it. -->
  <xsl:function name="_:underlined" as="xs:string">
    <xsl:param name="line" as="xs:string"/>
    <xsl:param name="sign" as="xs:string"/>
    <xsl:variable name="wrapped" as="xs:string" select="_:wrapped($line)"/>
    <xsl:variable name="longest" as="xs:integer" select="xs:integer(max(tokenize($wrapped, '&#10;') ! string-length(.)))"/>
    <xsl:sequence select="$wrapped || '&#10;' || string-join((1 to $longest) ! $sign)"/>
  </xsl:function>

</xsl:stylesheet>
