<?xml version="1.0" encoding="UTF-8"?>
<!-- HTML: the page of a letter. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <!-- the page itself -->
  <xsl:include href="letter.xsl"/>
  <!-- settings, words, dates, names, layers, notes, and the one catch-all -->
  <xsl:include href="../common/common.xsl"/>
  <!-- the frame of a page -->
  <xsl:include href="page.xsl"/>
  <!-- lang -->
  <xsl:include href="languages.xsl"/>
  <!-- the way to the root -->
  <xsl:include href="roots.xsl"/>
  <!-- class, lang, id -->
  <xsl:include href="attributes.xsl"/>
  <!-- where pointers lead -->
  <xsl:include href="links.xsl"/>
  <!-- paragraphs, divisions, headings, breaks -->
  <xsl:include href="structure.xsl"/>
  <!-- opener, closer, address -->
  <xsl:include href="letter-parts.xsl"/>
  <!-- emphasis, quotations, dates, references -->
  <xsl:include href="inline.xsl"/>
  <!-- names and descriptions -->
  <xsl:include href="mentions.xsl"/>
  <!-- corrections, additions, gaps -->
  <xsl:include href="layers.xsl"/>
  <!-- edited readings, gathered -->
  <xsl:include href="readings.xsl"/>
  <!-- notes and their marks -->
  <xsl:include href="notes.xsl"/>
  <!-- people, places, manuscripts in passing -->
  <xsl:include href="described.xsl"/>
  <!-- lists -->
  <xsl:include href="list-elements.xsl"/>
  <!-- tables -->
  <xsl:include href="tables.xsl"/>
  <!-- verse -->
  <xsl:include href="verse.xsl"/>
  <!-- figures -->
  <xsl:include href="figures.xsl"/>
  <!-- what an element without a template looks like -->
  <xsl:include href="unhandled.xsl"/>
  <!-- title and facts of a letter -->
  <xsl:include href="letter-head.xsl"/>
  <!-- terms and what is said of them -->
  <xsl:include href="facts.xsl"/>
  <!-- references and manuscripts -->
  <xsl:include href="source.xsl"/>
  <!-- sources, licence, principles -->
  <xsl:include href="about.xsl"/>

</xsl:stylesheet>
