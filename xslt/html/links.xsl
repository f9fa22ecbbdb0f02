<?xml version="1.0" encoding="UTF-8"?>
<!-- Where pointers lead to on the pages. Only addresses that are safe become links. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:lb="urn:letterbook:functions"
  xmlns:_="urn:letterbook:private"
  xmlns:ix="urn:letterbook:index"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  expand-text="yes"
  exclude-result-prefixes="#all">

  <!-- The address of a pointer that the index knows: its page here, its place among the sources below, else its authority on the web. -->
  <xsl:function name="_:href" as="xs:string?">
    <xsl:param name="pointer" as="element(ix:pointer)?"/>
    <xsl:sequence select="if ($pointer/@page) then $_:root || $pointer/@page
      else if ($pointer/@cited) then '#source-' || $pointer/@cited
      else lb:web-href($pointer/@href)"/>
  </xsl:function>

  <!-- The address that the value of @target, @source and the like leads to; nothing when it leads to nothing shown here. -->
  <xsl:function name="_:target" as="xs:string?">
    <xsl:param name="context" as="element()"/>
    <xsl:param name="value" as="xs:string?"/>
    <xsl:variable name="known" as="element(ix:pointer)?" select="lb:pointers($value)[_:href(.)][1]"/>
    <xsl:variable name="here" as="element()?" select="if (starts-with($value, '#')) then key('lb:id', substring($value, 2), root($context))[1] else ()"/>
    <xsl:sequence select="if (exists($known)) then _:href($known)
      else if ($here/(ancestor-or-self::text | self::bibl | self::biblStruct | self::msDesc)) then '#' || (_:anchor($here), 'id-' || $here/@xml:id)[1]
      else lb:web-href($value)"/>
  </xsl:function>

  <!-- Whether something inside an element becomes a link or a note mark, so that no link can go round it. -->
  <xsl:function name="_:holds-links" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element//(note | ref | ptr | pb[@facs])) or exists($element//*[@ref | @key | @corresp][_:is-linked(.)])
      or exists($element//*[@xml:id][lb:notes-at(.)])"/>
  </xsl:function>

  <!-- Whether a mention leads somewhere. -->
  <xsl:function name="_:is-linked" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists(lb:pointers(lb:reference($element)) ! _:href(.))"/>
  </xsl:function>

</xsl:stylesheet>
