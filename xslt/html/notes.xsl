<?xml version="1.0" encoding="UTF-8"?>
<!-- Notes: a mark in the text, the note below it, and a way back. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:lb="urn:letterbook:functions"
  xmlns:_="urn:letterbook:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  expand-text="yes"
  exclude-result-prefixes="#all">

  <!-- A note leaves a mark where it stands, unless it points to another place. -->
  <xsl:template match="note" as="element()?">
    <xsl:if test="lb:mark-place(.) is .">
      <xsl:sequence select="_:note-mark(.)"/>
    </xsl:if>
  </xsl:template>

  <!-- A note between blocks: its mark needs a line of its own. -->
  <xsl:template match="(body | div | front | back | postscript | floatingText)/note" as="element()?">
    <xsl:if test="lb:mark-place(.) is . and _:note-mark(.)">
      <p class="p marks">
        <xsl:sequence select="_:note-mark(.)"/>
      </p>
    </xsl:if>
  </xsl:template>

  <!-- A group of notes is its notes. -->
  <xsl:template match="noteGrp" as="item()*">
    <xsl:apply-templates select="note"/>
  </xsl:template>

  <!-- What notes point to is followed by their marks. -->
  <xsl:template match="*[@xml:id][exists(lb:notes-at(.))]" as="item()*" priority="20">
    <xsl:next-match/>
    <xsl:variable name="marks" as="element()*" select="lb:notes-at(.) ! _:note-mark(.)"/>
    <xsl:choose>
      <xsl:when test="self::p or self::ab or self::div or self::head or parent::div or parent::body or parent::opener or parent::closer">
        <p class="p marks">
          <xsl:sequence select="$marks"/>
        </p>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$marks"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The mark of a note, a link to it. -->
  <xsl:function name="_:note-mark" as="element()?">
    <xsl:param name="note" as="element(note)"/>
    <xsl:variable name="number" as="xs:integer?" select="lb:note-number($note)"/>
    <xsl:if test="exists($number)">
      <a class="note-mark" role="doc-noteref" data-mark="" id="ref-{$number}" href="#note-{$number}" aria-label="{lb:say('to-note', string($number))}">{$number}</a>
    </xsl:if>
  </xsl:function>

  <!-- How many notes the style can put beside the text; more of them stay below it. -->
  <xsl:variable name="_:most-beside" as="xs:integer" select="60"/>

  <!-- All notes, below the letter; the style moves them beside it where there is room. -->
  <xsl:template name="_:notes" as="element()?">
    <xsl:if test="exists($lb:notes)">
      <section class="notes" role="doc-endnotes" aria-labelledby="notes-title">
        <h2 id="notes-title">{lb:say('notes')}</h2>
        <ol>
          <xsl:if test="count($lb:notes) le $_:most-beside">
            <xsl:attribute name="class" select="'beside'"/>
          </xsl:if>
          <xsl:for-each select="$lb:notes">
            <li id="note-{lb:note-number(.)}">
              <xsl:sequence select="_:language(@xml:lang)"/>
              <xsl:call-template name="_:note-body"/>
            </li>
          </xsl:for-each>
        </ol>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- The note itself, what kind it is, and the way back. -->
  <xsl:template name="_:note-body" as="element()*">
    <xsl:variable name="place" as="xs:string?" select="('place-' || @place)[lb:has-word(.)]"/>
    <xsl:variable name="back" as="element()">
      <a class="back" role="doc-backlink" data-mark="" href="#ref-{lb:note-number(.)}" aria-label="{lb:say('back-to-text')}">↑</a>
    </xsl:variable>
    <xsl:if test="$place">
      <span class="note-place" data-mark="">{lb:say($place)}</span>
    </xsl:if>
    <xsl:element name="{if (_:holds-blocks(.)) then 'div' else 'p'}">
      <xsl:sequence select="_:attributes(., ('note', _:type(.)))"/>
      <xsl:apply-templates/>
      <xsl:text>&#xA0;</xsl:text>
      <xsl:sequence select="$back"/>
    </xsl:element>
  </xsl:template>

</xsl:stylesheet>
