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

  <!-- Text with signs, made lines: paragraphs apart, lines wrapped. -->
  <xsl:function name="_:lay-out" as="xs:string">
    <xsl:param name="pieces" as="xs:string*"/>
    <xsl:variable name="paragraphs" as="xs:string*" select="tokenize(_:squeezed(string-join($pieces)), $_:paragraph)[.]"/>
    <xsl:sequence select="string-join($paragraphs ! string-join(tokenize(., $_:line)[.] ! _:wrapped(.), '&#10;'), '&#10;&#10;')"/>
  </xsl:function>

  <!-- Text with a number or dash before it, on the line where the text begins. -->
  <xsl:function name="_:led" as="xs:string*">
    <xsl:param name="sign" as="xs:string?"/>
    <xsl:param name="text" as="xs:string*"/>
    <xsl:sequence select="$sign ! (., ' '), replace(string-join($text), '^[ \t\r\n&#xFDD0;-&#xFDD2;]+', '')"/>
  </xsl:function>

  <!-- White space made one space, in the reading layer without soft hyphens, and of several signs in a row the strongest kept. -->
  <xsl:function name="_:squeezed" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:variable name="closed" as="xs:string" select="replace($text, '[ \t\r\n]*(&#xFDD3;[ \t\r\n]*)+', '')"/>
    <xsl:variable name="plain" as="xs:string" select="if ($lb:reading) then translate($closed, '&#xAD;', '') else $closed"/>
    <xsl:variable name="single" as="xs:string" select="replace($plain, '[ \t\r\n]+', ' ')"/>
    <xsl:variable name="bare" as="xs:string" select="replace($single, ' ?([&#xFDD0;-&#xFDD2;]) ?', '$1')"/>
    <xsl:variable name="paragraphs" as="xs:string" select="replace($bare, '[&#xFDD1;&#xFDD2;]*&#xFDD0;[&#xFDD0;-&#xFDD2;]*', $_:paragraph)"/>
    <xsl:variable name="lines" as="xs:string" select="replace($paragraphs, '&#xFDD2;*&#xFDD1;[&#xFDD1;&#xFDD2;]*', $_:line)"/>
    <xsl:variable name="cells" as="xs:string" select="replace($lines, '&#xFDD2;+', if ($_:body-only) then '&#9;' else ' | ')"/>
    <xsl:sequence select="replace($cells, '^ | $', '')"/>
  </xsl:function>

  <!-- A line broken at spaces so that none is longer than the width, unless one word is. -->
  <xsl:function name="_:wrapped" as="xs:string">
    <xsl:param name="line" as="xs:string"/>
    <xsl:sequence select="if ($_:width le 0 or string-length($line) le $_:width) then $line
      else replace(replace($line, '(.{1,' || $_:width || '}|[^ ]+)( +|$)', '$1&#10;'), '&#10;$', '')"/>
  </xsl:function>

</xsl:stylesheet>
