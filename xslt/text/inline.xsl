<?xml version="1.0" encoding="UTF-8"?>
<!-- What runs on within a line. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:lb="urn:letterbook:functions"
  xmlns:_="urn:letterbook:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- Names, dates and references: their text. -->
  <xsl:template as="xs:string*" match="persName | placeName | orgName | name | rs | date | time | title | ref | surname | forename
    | roleName | addName | nameLink | genName | geogName | geogFeat | settlement | country | region | district | bloc | street
    | postCode | postBox | objectName | eventName | author | editor | bibl | biblScope | publisher | pubPlace | idno | email
    | person | personGrp | place | org | event | location | geo | offset | num | measure | measureGrp | unit | series | edition">
    <xsl:apply-templates/>
  </xsl:template>

  <!-- Emphasis, languages, quotations and terms: their text; quotation marks are characters of the letter. -->
  <xsl:template as="xs:string*" match="hi | emph | foreign | distinct | mentioned | soCalled | term | gloss | q | quote | said | cit | seg | s
    | phr | w | c | pc | m | g | label | desc | stamp | formula | code | ident | caption | cl">
    <xsl:apply-templates/>
  </xsl:template>

  <!-- What stands in bibliographies, descriptions and technical passages: its text. -->
  <xsl:template as="xs:string*" match="biblStruct | biblFull | analytic | monogr | imprint | respStmt | resp | citedRange | relatedItem
    | origDate | origPlace | material | locus | watermark | dimensions | dim | height | width | depth | institution | repository
    | collection | object | objectType | age | birth | death | floruit | occupation | residence | affiliation | lang
    | rhyme | ruby | rb | rt | caesura | ellipsis | gi | tag | att | val | eg | catchwords | signatures">
    <xsl:apply-templates/>
  </xsl:template>

  <!-- People described in passing, and who had a part in a work: the text of what is said of them. -->
  <xsl:template as="xs:string*" match="altIdentifier | msIdentifier | msName | textLang | availability | licence | extent | funder | principal | sponsor | distributor | authority | education | faith
    | gender | sex | nationality | state | trait | relation">
    <xsl:apply-templates/>
  </xsl:template>

  <!-- A figure: its heading and description; the picture itself is not text. -->
  <xsl:template match="figure | noteGrp" as="xs:string*">
    <xsl:apply-templates/>
  </xsl:template>

  <!-- The description of a figure, in brackets. -->
  <xsl:template match="figDesc" as="xs:string*">
    <xsl:sequence select="' '"/>
    <xsl:if test="node()">
      <xsl:sequence select="'[', $_:close-up"/>
      <xsl:apply-templates/>
      <xsl:sequence select="$_:close-up, ']'"/>
    </xsl:if>
    <xsl:sequence select="' '"/>
  </xsl:template>

  <!-- Points, pictures and what is said about the text: no text. -->
  <xsl:template as="empty-sequence()" match="ptr | anchor | milestone | handShift | graphic | media | index | interp | interpGrp | span
    | spanGrp | link | linkGrp | join | joinGrp | alt | altGrp | fs | certainty | precision | respons | timeline | binaryObject
    | addSpan | delSpan | damageSpan | standOff | text//teiHeader | text//xenoData"/>

</xsl:stylesheet>
