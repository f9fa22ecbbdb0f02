<?xml version="1.0" encoding="UTF-8"?>
<!-- Which notes a letter has, in what order, with what number, and where the mark of each stands. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:lb="urn:letterbook:functions"
  xmlns:_="urn:letterbook:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- Elements by identifier. -->
  <xsl:key name="lb:id" match="*[@xml:id]" use="@xml:id"/>

  <!-- Notes by the identifiers that they point to, when the mark does not stand where the note does. -->
  <xsl:key name="lb:noted" match="text//note[@target]" use="tokenize(@target) ! substring-after(., '#')"/>

  <!-- The notes of the letter that this layer shows, in the order of their marks. -->
  <xsl:variable name="lb:notes" as="element(note)*" select="/TEI/text ! lb:notes(.)"/>

  <!-- The number of each note, by generate-id(). -->
  <xsl:variable name="_:numbers" as="map(xs:string, xs:integer)"
    select="map:merge(for $place in 1 to count($lb:notes) return map{generate-id($lb:notes[$place]): $place})"/>

  <!-- The notes of a text that this layer shows, in the order of their marks; notes inside notes come after the one they are in. -->
  <xsl:function name="lb:notes" as="element(note)*">
    <xsl:param name="text" as="element()"/>
    <xsl:variable name="notes" as="element(note)*" select="$text//note[lb:shown(.)]"/>
    <xsl:sequence select="if (empty($notes/@target)) then $notes
      else for $place in $notes/_:words-of(.)/. return $notes[_:words-of(.) is $place]"/>
  </xsl:function>

  <!-- What a note is about: what it points to in the same letter, else the note itself. -->
  <xsl:function name="_:words-of" as="element()">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="((for $pointer in tokenize($note/@target)[starts-with(., '#')]
      return key('lb:id', substring($pointer, 2), root($note))[ancestor::text][not(self::note)][lb:shown(.)]), $note)[1]"/>
  </xsl:function>

  <!-- The element at which the mark of a note stands. A note that stands in the same paragraph as the words it points to is in
       its place already; one that was gathered elsewhere has its mark after those words. -->
  <xsl:function name="lb:mark-place" as="element()">
    <xsl:param name="note" as="element(note)"/>
    <xsl:variable name="words" as="element()" select="_:words-of($note)"/>
    <xsl:variable name="block" as="element()?" select="$note/ancestor::*[self::p or self::ab or self::l or self::head or self::item or self::cell
      or self::salute or self::dateline or self::signed or self::closer or self::opener or self::quote or self::note][1]"/>
    <xsl:sequence select="if (exists($block) and $words/ancestor::* intersect $block) then $note else $words"/>
  </xsl:function>

  <!-- The number of a note; none when this layer does not show it. -->
  <xsl:function name="lb:note-number" as="xs:integer?">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="$_:numbers(generate-id($note))"/>
  </xsl:function>

  <!-- The notes whose mark stands after this element. -->
  <xsl:function name="lb:notes-at" as="element(note)*">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="if ($element/@xml:id) then key('lb:noted', $element/@xml:id, root($element))[lb:mark-place(.) is $element] else ()"/>
  </xsl:function>

</xsl:stylesheet>
