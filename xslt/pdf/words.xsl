<?xml version="1.0" encoding="UTF-8"?>
<!-- The words that only the PDF says, by language. Another language is one more table with the same keys. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:lb="urn:letterbook:functions"
  xmlns:_="urn:letterbook:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- English. A sign ^1 or ^2 stands for what is put in. -->
  <xsl:variable name="_:pdf-english" as="map(xs:string, xs:string)" select="map{
    'to': '^1 to ^2', 'to-whom': 'to ^1', 'attachment': 'The letter as encoded in TEI, the source of this document', 'layer': 'Layer',
    'layer-reading': 'Reading text: corrected and regularised readings, abbreviations expanded, deletions left out.',
    'layer-diplomatic': 'Diplomatic text: the readings of the source, without what editors supply.',
    'signs': 'Signs', 'sign-grey': 'Grey words', 'sign-supplied': 'are supplied by the editor.', 'sign-punctuation': 'Punctuation that the source has lost is restored without a sign.', 'quoted': '“^1”',
    'sign-dotted': 'Words over dots',
    'sign-unclear': 'are read with doubt.', 'sign-gap': '[…] stands for something that is lost or cannot be read.',
    'sign-page': 'A hair line in the text and a number beside it say where a page of the source begins.',
    'sign-page-plain': 'A hair line in the text says where a page of the source begins.',
    'corrections': 'Corrections', 'correction': '“^1” for “^2” in the source', 'editor': 'Edited by ^1',
    'principles-attached': 'Stated at length in the header of the attached file.', 'changed': 'last changed ^1',
    'file': 'File', 'file-attached': 'The TEI file from which this document is made is attached to it.'}"/>

  <!-- German. -->
  <xsl:variable name="_:pdf-german" as="map(xs:string, xs:string)" select="map{
    'to': '^1 an ^2', 'to-whom': 'an ^1', 'attachment': 'Der in TEI kodierte Brief, aus dem dieses Dokument gemacht ist', 'layer': 'Fassung',
    'layer-reading': 'Lesetext: berichtigte und vereinheitlichte Lesungen, Abkürzungen aufgelöst, Gestrichenes weggelassen.',
    'layer-diplomatic': 'Diplomatischer Text: die Lesungen der Vorlage ohne das, was Herausgeber ergänzen.',
    'signs': 'Zeichen', 'sign-grey': 'Graue Wörter', 'sign-supplied': 'sind vom Herausgeber ergänzt.', 'sign-punctuation': 'Verlorene Satzzeichen sind ohne Zeichen ergänzt.', 'quoted': '„^1“',
    'sign-dotted': 'Wörter über Punkten',
    'sign-unclear': 'sind unsicher gelesen.', 'sign-gap': '[…] steht für Verlorenes oder Unlesbares.',
    'sign-page': 'Ein feiner Strich im Text und eine Zahl am Rand zeigen, wo eine Seite der Vorlage beginnt.',
    'sign-page-plain': 'Ein feiner Strich im Text zeigt, wo eine Seite der Vorlage beginnt.',
    'corrections': 'Berichtigungen', 'correction': '„^1“ für „^2“ der Vorlage', 'editor': 'Herausgegeben von ^1',
    'principles-attached': 'Ausführlich im Kopf der angehängten Datei.', 'changed': 'zuletzt geändert am ^1',
    'file': 'Datei', 'file-attached': 'Die TEI-Datei, aus der dieses Dokument gemacht ist, ist ihm angehängt.'}"/>

  <!-- The table of the language of the interface; English when there is none. -->
  <xsl:variable name="_:pdf-words" as="map(xs:string, xs:string)"
    select="if (matches($lb:interface, '^de(-|$)', 'i')) then $_:pdf-german else $_:pdf-english"/>

  <!-- The words for a key. -->
  <xsl:function name="_:say" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="$_:pdf-words($key)"/>
  </xsl:function>

  <!-- The sentence for a key, with what is to be put in. -->
  <xsl:function name="_:say" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="inserted" as="xs:string*"/>
    <xsl:sequence select="string-join(analyze-string($_:pdf-words($key), '\^[12]')/*
      ! (if (. = '^1') then $inserted[1] else if (. = '^2') then $inserted[2] else string()))"/>
  </xsl:function>

</xsl:stylesheet>
