<?xml version="1.0" encoding="UTF-8"?>
<!-- What every export shares. An export includes this one module. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <!-- parameters, with defaults -->
  <xsl:include href="settings.xsl"/>
  <!-- the one catch-all -->
  <xsl:include href="unhandled.xsl"/>
  <!-- words the exports say, by language -->
  <xsl:include href="words.xsl"/>
  <!-- titles, languages, safe addresses -->
  <xsl:include href="text.xsl"/>
  <!-- dates in words -->
  <xsl:include href="dates.xsl"/>
  <!-- pointers, entries, names -->
  <xsl:include href="names.xsl"/>
  <!-- which reading shows -->
  <xsl:include href="layers.xsl"/>
  <!-- rend, rendition, style -->
  <xsl:include href="rendition.xsl"/>
  <!-- notes and their numbers -->
  <xsl:include href="notes.xsl"/>

</xsl:stylesheet>
