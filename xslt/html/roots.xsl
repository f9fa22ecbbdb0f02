<?xml version="1.0" encoding="UTF-8"?>
<!-- Where this page stands in the output. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:lb="urn:letterbook:functions"
  xmlns:_="urn:letterbook:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  expand-text="yes"
  exclude-result-prefixes="#all">

  <!-- The way from this page back to the root of the output. -->
  <xsl:variable name="_:root" as="xs:string" select="string(lb:setting('root', ''))"/>

</xsl:stylesheet>
