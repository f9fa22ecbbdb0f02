<?xml version="1.0" encoding="UTF-8"?>
<!-- Choices, changes by the writer, and what the editor could not read or had to supply. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:lb="urn:letterbook:functions"
  xmlns:_="urn:letterbook:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- One child of a choice. -->
  <xsl:template match="choice" as="xs:string*">
    <xsl:apply-templates select="lb:chosen(.)"/>
  </xsl:template>

  <!-- The reading of an apparatus entry that the editor prefers, else the first. -->
  <xsl:template match="app" as="xs:string*">
    <xsl:apply-templates select="lb:chosen(.)"/>
  </xsl:template>

  <!-- A substitution: white space between its parts is layout of the file. -->
  <xsl:template match="subst" as="xs:string*">
    <xsl:apply-templates select="node()[not(self::text()[not(normalize-space())])]"/>
  </xsl:template>

  <!-- What only one layer shows. -->
  <xsl:template match="surplus | supplied | ex | corr | reg" as="xs:string*">
    <xsl:if test="not(lb:left-out(.))">
      <xsl:apply-templates/>
    </xsl:if>
  </xsl:template>

  <!-- What the writer struck out: in the diplomatic layer, in double brackets. -->
  <xsl:template match="del" as="xs:string*">
    <xsl:variable name="change" as="element()" select="."/>
    <xsl:if test="not(lb:left-out(.))">
      <xsl:sequence select="'⟦'[_:marked($change)]"/>
      <xsl:apply-templates/>
      <xsl:sequence select="'⟧'[_:marked($change)]"/>
    </xsl:if>
  </xsl:template>

  <!-- What the writer added: between strokes in the diplomatic layer. -->
  <xsl:template match="add" as="xs:string*">
    <xsl:variable name="change" as="element()" select="."/>
    <xsl:sequence select="'\'[_:marked($change)]"/>
    <xsl:apply-templates/>
    <xsl:sequence select="'/'[_:marked($change)]"/>
  </xsl:template>

  <!-- Whether signs of the export stand round a change: in the diplomatic layer, where there is something to mark. -->
  <xsl:function name="_:marked" as="xs:boolean">
    <xsl:param name="change" as="element()"/>
    <xsl:sequence select="not($_:body-only) and not($lb:reading) and (normalize-space($change) or exists($change//gap))"/>
  </xsl:function>

  <!-- What shows as it is in both layers. -->
  <xsl:template as="xs:string*" match="sic | orig | abbr | expan | am | unclear | damage | restore | retrace | mod | undo | redo
    | secl | metamark | lem | rdg">
    <xsl:apply-templates/>
  </xsl:template>

  <!-- Lost text: a sign, whatever the element holds. -->
  <xsl:template match="gap" as="xs:string">
    <xsl:sequence select="'[…]'"/>
  </xsl:template>

  <!-- Space left free. -->
  <xsl:template match="space" as="xs:string">
    <xsl:sequence select="' '"/>
  </xsl:template>

  <!-- An element without a template: its text, without a sign, which would be taken for text. -->
  <xsl:template match="*" mode="lb:mark" as="xs:string*">
    <xsl:apply-templates/>
  </xsl:template>

</xsl:stylesheet>
