<?xml version="1.0" encoding="UTF-8"?>
<!-- The text export: a letter as plain UTF-8 text, in the reading or the diplomatic layer. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <!-- settings, names, dates, layers, notes, the catch-all -->
  <xsl:include href="../common/common.xsl"/>
  <!-- what the whole file looks like -->
  <xsl:include href="page.xsl"/>
  <!-- title, sender, addressee, date and source above the letter -->
  <xsl:include href="heading.xsl"/>
  <!-- paragraphs, lines, lists, tables -->
  <xsl:include href="blocks.xsl"/>
  <!-- names, dates and everything that runs on within a line -->
  <xsl:include href="inline.xsl"/>
  <!-- choices, deletions, additions, gaps -->
  <xsl:include href="apparatus.xsl"/>
  <!-- signs for divisions made into white space; wrapping -->
  <xsl:include href="layout.xsl"/>

</xsl:stylesheet>
