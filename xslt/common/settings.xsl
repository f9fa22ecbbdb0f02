<?xml version="1.0" encoding="UTF-8"?>
<!-- What every export is given, with defaults, so that a stylesheet also runs alone in an editor. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:lb="urn:letterbook:functions"
  exclude-result-prefixes="#all">

  <!-- Settings of the edition and of this page. Keys, all optional: title, publisher, licence, language, base-url, layer,
       letter-id, page, root, wrap, body-only, lists (the kinds of register that have a list page), pdf-href, text-href, tei-href. -->
  <xsl:param name="settings" as="map(xs:string, item()*)" select="map{}"/>

  <!-- The register entries that this letter mentions, in one standOff; each @xml:id is the entry's key. -->
  <xsl:param name="registers" as="document-node()?" select="()"/>

  <!-- What the edition knows about this letter and its neighbours: an ix:index. -->
  <xsl:param name="index" as="document-node()?" select="()"/>

  <!-- The value of a setting; the empty sequence when nobody set it. -->
  <xsl:function name="lb:setting" as="item()*">
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="map:get($settings, $key)"/>
  </xsl:function>

  <!-- The value of a setting, or the default when it is not set or empty. -->
  <xsl:function name="lb:setting" as="item()*">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="default" as="item()*"/>
    <xsl:variable name="value" as="item()*" select="map:get($settings, $key)"/>
    <xsl:sequence select="if (exists($value) and not(count($value) = 1 and string($value) = '')) then $value else $default"/>
  </xsl:function>

</xsl:stylesheet>
