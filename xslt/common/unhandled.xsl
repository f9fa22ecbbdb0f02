<?xml version="1.0" encoding="UTF-8"?>
<!-- The only catch-all. An element without a template of its own ends the run in tests and is marked and counted in builds. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:lb="urn:letterbook:functions"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- What becomes of an element without a template: "fail" ends the transformation, "mark" marks it and goes on. -->
  <xsl:param name="unmatched" as="xs:string" static="yes" select="'mark'"/>

  <!-- The text of a letter goes through the mode without a name, in every export. -->
  <xsl:mode _on-no-match="{if ($unmatched eq 'fail') then 'fail' else 'shallow-skip'}"/>

  <!-- How an export shows the mark: each has a rule of its own for `*` in this mode; without one the text alone is shown. -->
  <xsl:mode name="lb:mark" on-no-match="text-only-copy"/>

  <!-- The catch-all. -->
  <xsl:template match="*" priority="-10" as="item()*" use-when="$unmatched ne 'fail'">
    <xsl:message terminate="no" expand-text="yes">unhandled: {name()}</xsl:message>
    <xsl:apply-templates select="." mode="lb:mark"/>
  </xsl:template>

  <!-- The document node leads on to its element, unless an export makes a page of it. -->
  <xsl:template match="/" priority="-5" as="item()*">
    <xsl:apply-templates/>
  </xsl:template>

  <!-- Comments and processing instructions are no part of the text. -->
  <xsl:template match="comment() | processing-instruction()" as="empty-sequence()"/>

</xsl:stylesheet>
