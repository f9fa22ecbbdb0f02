<?xml version="1.0" encoding="UTF-8"?>
<!-- Small helpers for text and addresses. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:lb="urn:letterbook:functions"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- The address when it may become a link, else nothing: http, https and mailto, and relative addresses without a scheme. -->
  <xsl:function name="lb:safe-href" as="xs:string?">
    <xsl:param name="address" as="xs:string?"/>
    <xsl:variable name="clean" as="xs:string" select="replace(string($address), '[\s&#x7f;-&#x9f;]', '')"/>
    <xsl:sequence select="if ($clean eq '' or starts-with($clean, '//') or contains($clean, '\')) then ()
      else if (matches($clean, '^(https?://|mailto:)', 'i')) then $clean
      else if (matches($clean, '^[^/?#]*:')) then ()
      else $clean"/>
  </xsl:function>

  <!-- The address when it leads out to the web, else nothing. -->
  <xsl:function name="lb:web-href" as="xs:string?">
    <xsl:param name="address" as="xs:string?"/>
    <xsl:sequence select="lb:safe-href($address)[matches(., '^https?://', 'i')]"/>
  </xsl:function>

  <!-- The language in force at an element, as BCP 47; empty when none is said. -->
  <xsl:function name="lb:language" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$element/ancestor-or-self::*/@xml:lang[normalize-space()][last()] ! string()"/>
  </xsl:function>

  <!-- Whether a language is written from right to left. -->
  <xsl:function name="lb:right-to-left" as="xs:boolean">
    <xsl:param name="language" as="xs:string?"/>
    <xsl:sequence select="matches($language, '^(ar|arc|ckb|dv|fa|he|iw|ku-Arab|ps|sd|syr|ug|ur|yi)(-|$)|-(Arab|Hebr|Syrc|Thaa)(-|$)', 'i')
      and not(matches($language, '-Latn(-|$)', 'i'))"/>
  </xsl:function>

  <!-- The main title of a letter. -->
  <xsl:function name="lb:title" as="xs:string">
    <xsl:param name="document" as="element(TEI)"/>
    <xsl:variable name="titles" as="element()*" select="$document/teiHeader/fileDesc/titleStmt/title[normalize-space()]"/>
    <xsl:sequence select="normalize-space(string(($titles[@type = 'main'], $titles[not(@type = ('sub', 'short'))], $titles)[1]))"/>
  </xsl:function>

</xsl:stylesheet>
