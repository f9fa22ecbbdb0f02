<?xml version="1.0" encoding="UTF-8"?>
<!-- Figures: what they show, in words; nothing is loaded from elsewhere. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:lb="urn:letterbook:functions"
  xmlns:_="urn:letterbook:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  expand-text="yes"
  exclude-result-prefixes="#all">

  <!-- A drawing in the run of the text. -->
  <xsl:template match="figure" as="element()">
    <xsl:element name="{if (_:holds-blocks(.)) then 'div' else 'span'}">
      <xsl:sequence select="_:attributes(., 'figure')"/>
      <xsl:call-template name="_:figure-body"/>
    </xsl:element>
  </xsl:template>

  <!-- A figure between blocks. -->
  <xsl:template match="(body | div | front | back | postscript | floatingText)/figure" as="element()">
    <figure>
      <xsl:sequence select="_:attributes(., 'figure')"/>
      <xsl:call-template name="_:figure-body"/>
    </figure>
  </xsl:template>

  <!-- What is said of a figure; without a word it is named as one. -->
  <xsl:template name="_:figure-body" as="item()*">
    <xsl:if test="not(normalize-space())">
      <span data-mark="">[{lb:say('figure')}]</span>
    </xsl:if>
    <xsl:apply-templates/>
  </xsl:template>

  <!-- The description. -->
  <xsl:template match="figDesc" as="element()">
    <xsl:element name="{if (_:holds-blocks(.)) then 'div' else 'span'}">
      <xsl:sequence select="_:attributes(., 'figDesc')"/>
      <xsl:text>[</xsl:text>
      <xsl:apply-templates/>
      <xsl:text>]</xsl:text>
    </xsl:element>
  </xsl:template>

  <!-- An image on the web is a link to it. -->
  <xsl:template match="graphic | media" as="element()?">
    <xsl:if test="lb:web-href(@url) and not(ancestor::ref)">
      <a class="graphic" data-mark="" href="{lb:web-href(@url)}">{lb:say('facsimile')}</a>
    </xsl:if>
  </xsl:template>

  <!-- Data inside the file is not shown. -->
  <xsl:template match="binaryObject | notatedMusic" as="empty-sequence()"/>

</xsl:stylesheet>
