<?xml version="1.0" encoding="UTF-8"?>
<!-- What an element without a template of its own looks like on a page. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:lb="urn:letterbook:functions"
  xmlns:_="urn:letterbook:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  expand-text="yes"
  exclude-result-prefixes="#all">

  <!-- The content goes on; a mark says that something is not yet understood. -->
  <xsl:template match="*" mode="lb:mark" as="element()">
    <xsl:element name="{if (_:holds-blocks(.)) then 'div' else 'span'}">
      <xsl:sequence select="_:attributes(., 'unhandled')"/>
      <xsl:attribute name="title" select="lb:say('untranslated', local-name())"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

</xsl:stylesheet>
