<?xml version="1.0" encoding="UTF-8"?>
<!-- HTML: the list of a register. The setting "kind" says of which kind. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <!-- the page itself -->
  <xsl:include href="list-page.xsl"/>
  <!-- settings, words, dates, names, layers, notes, and the one catch-all -->
  <xsl:include href="../common/common.xsl"/>
  <!-- the frame of a page -->
  <xsl:include href="page.xsl"/>
  <!-- lang -->
  <xsl:include href="languages.xsl"/>
  <!-- the way to the root -->
  <xsl:include href="roots.xsl"/>

</xsl:stylesheet>
