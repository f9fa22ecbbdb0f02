<?xml version="1.0" encoding="UTF-8"?>
<!-- One letter as neutral XML, which letter.typ sets as pages. The tags are listed at the head of letter.typ. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <!-- settings, readings, names, dates, notes: what exports share -->
  <xsl:include href="../common/common.xsl"/>
  <!-- words that only the PDF says -->
  <xsl:include href="words.xsl"/>
  <!-- the whole: what a letter consists of -->
  <xsl:include href="letter.xsl"/>
  <!-- who wrote to whom, where and when -->
  <xsl:include href="masthead.xsl"/>
  <!-- how mixed content becomes paragraphs and what stands between them -->
  <xsl:include href="flow.xsl"/>
  <!-- divisions, headings, paragraphs, quotations -->
  <xsl:include href="structure.xsl"/>
  <!-- opener, closer and their parts -->
  <xsl:include href="parts.xsl"/>
  <!-- choice, additions, deletions, gaps -->
  <xsl:include href="readings.xsl"/>
  <!-- names, dates, terms, emphasis, links -->
  <xsl:include href="phrases.xsl"/>
  <!-- lines, pages, columns -->
  <xsl:include href="breaks.xsl"/>
  <!-- footnotes -->
  <xsl:include href="notes.xsl"/>
  <!-- lists and bibliographies -->
  <xsl:include href="lists.xsl"/>
  <!-- tables -->
  <xsl:include href="tables.xsl"/>
  <!-- verse -->
  <xsl:include href="verse.xsl"/>
  <!-- figures, stamps, formulas -->
  <xsl:include href="figures.xsl"/>
  <!-- what stands after the letter: source, licence, status, the signs in use -->
  <xsl:include href="colophon.xsl"/>
  <!-- works and manuscripts of the header -->
  <xsl:include href="sources.xsl"/>
  <!-- the last pass: white space -->
  <xsl:include href="space.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="no" omit-xml-declaration="yes"/>

</xsl:stylesheet>
