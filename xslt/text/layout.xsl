<?xml version="1.0" encoding="UTF-8"?>
<!-- White space. Templates give text with signs for divisions; here, once, the signs become lines and paragraphs.
     The signs are noncharacters of Unicode, which no text holds. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:_="urn:letterbook:private"
  xmlns:lb="urn:letterbook:functions"
  exclude-result-prefixes="#all">

  <!-- An empty line. -->
  <xsl:variable name="_:paragraph" as="xs:string" select="'&#xFDD0;'"/>
  <!-- A new line. -->
  <xsl:variable name="_:line" as="xs:string" select="'&#xFDD1;'"/>
  <!-- Between the cells of a row. -->
  <xsl:variable name="_:cell" as="xs:string" select="'&#xFDD2;'"/>
  <!-- Nothing, and no white space round it: within a word. -->
  <xsl:variable name="_:close-up" as="xs:string" select="'&#xFDD3;'"/>
  <!-- All of them, for taking them out of what a file holds. -->
  <xsl:variable name="_:signs" as="xs:string" select="'&#xFDD0;&#xFDD1;&#xFDD2;&#xFDD3;'"/>

  <!-- How many characters a line has at most; 0 leaves lines as long as they are. -->
  <xsl:variable name="_:width" as="xs:integer" select="xs:integer(lb:setting('wrap', 72))"/>

  <!-- Text with signs, made lines: paragraphs apart, lines wrapped, white space made one space. What stands between two signs and
       is empty counts for nothing, so that of several signs in a row the strongest is kept. -->
  <xsl:function name="_:lay-out" as="xs:string">
    <xsl:param name="pieces" as="xs:string*"/>
    <xsl:variable name="paragraphs" as="xs:string*" select="tokenize(_:closed-up(string-join($pieces)), $_:paragraph) ! _:paragraph(.)"/>
    <xsl:sequence select="string-join($paragraphs[.], '&#10;&#10;')"/>
  </xsl:function>

  <!-- The lines of a paragraph. -->
  <xsl:function name="_:paragraph" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:variable name="between" as="xs:string" select="if ($_:body-only) then '&#9;' else ' | '"/>
    <xsl:variable name="lines" as="xs:string*" select="tokenize($text, $_:line)
      ! string-join((if (contains(., $_:cell)) then tokenize(., $_:cell) else .) ! normalize-space(.)[.], $between)"/>
    <xsl:sequence select="string-join($lines[.] ! _:wrapped(.), '&#10;')"/>
  </xsl:function>

  <!-- Text with a number or dash before it, on the line where the text begins. -->
  <xsl:function name="_:led" as="xs:string*">
    <xsl:param name="sign" as="xs:string?"/>
    <xsl:param name="text" as="xs:string*"/>
    <xsl:sequence select="$sign ! (., ' '), replace(string-join($text), '^[ \t\r\n&#xFDD0;-&#xFDD2;]+', '')"/>
  </xsl:function>

  <!-- Text with the halves of divided words put together, in the reading layer without soft hyphens. -->
  <xsl:function name="_:closed-up" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:variable name="closed" as="xs:string" select="if (contains($text, $_:close-up)) then replace($text, '[ \t\r\n]*&#xFDD3;[ \t\r\n&#xFDD3;]*', '') else $text"/>
    <xsl:sequence select="if ($lb:reading) then translate($closed, '&#xAD;', '') else $closed"/>
  </xsl:function>

  <!-- A line broken at spaces so that none is longer than the width, unless one word is. -->
  <xsl:function name="_:wrapped" as="xs:string">
    <xsl:param name="line" as="xs:string"/>
    <xsl:sequence select="if ($_:width le 0 or string-length($line) le $_:width) then $line
      else replace(replace($line, '(.{1,' || $_:width || '}|[^ ]+)( +|$)', '$1&#10;'), '&#10;$', '')"/>
  </xsl:function>

</xsl:stylesheet>
