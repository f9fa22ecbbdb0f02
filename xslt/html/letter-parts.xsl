<?xml version="1.0" encoding="UTF-8"?>
<!-- What makes a letter a letter: opener, dateline, salutation, closer, signature, postscript, address. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:lb="urn:letterbook:functions"
  xmlns:_="urn:letterbook:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  expand-text="yes"
  exclude-result-prefixes="#all">

  <!-- The parts that are blocks of their own. -->
  <xsl:template match="opener | closer | dateline | salute | signed | postscript | byline" as="element()">
    <div>
      <xsl:sequence select="_:attributes(., (local-name(), _:type(.)))"/>
      <xsl:apply-templates/>
      <xsl:sequence select="_:notes-after(.)[lb:mark-place(.) is .] ! _:note-mark(.)"/>
    </div>
  </xsl:template>

  <!-- The notes that stand right after a dateline, salutation or signature; their marks belong to its line. -->
  <xsl:function name="_:notes-after" as="element(note)*">
    <xsl:param name="part" as="element()"/>
    <xsl:variable name="next" as="element(note)?" select="$part[self::dateline or self::salute or self::signed or self::note]
      /following-sibling::node()[not(self::text()[not(normalize-space())])][1]/self::note"/>
    <xsl:sequence select="$next, $next ! _:notes-after(.)"/>
  </xsl:function>

  <!-- Such a note leaves no mark in its own place. -->
  <xsl:template match="(opener | closer | postscript)/note[preceding-sibling::*[not(self::note)][1][some $note in _:notes-after(.) satisfies $note is current()]]"
    as="empty-sequence()" priority="3"/>

  <!-- An address and its lines. -->
  <xsl:template match="address | addrLine" as="element()">
    <div>
      <xsl:sequence select="_:attributes(., local-name())"/>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <!-- The parts of an address that stand on lines of their own. -->
  <xsl:template match="street | postBox | address/name | address/orgName | address/persName | address/country | address/region" as="element()" priority="1">
    <div class="addrLine">
      <xsl:call-template name="_:mention"/>
    </div>
  </xsl:template>

  <!-- The parts of an address that share a line. -->
  <xsl:template match="postCode" as="element()">
    <xsl:call-template name="_:span"/>
  </xsl:template>

  <!-- A stamp or postmark. -->
  <xsl:template match="stamp" as="element()">
    <xsl:element name="{if (_:holds-blocks(.)) then 'div' else 'span'}">
      <xsl:attribute name="title" select="lb:say('stamp')"/>
      <xsl:sequence select="_:attributes(., ('stamp', _:type(.)))"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

</xsl:stylesheet>
