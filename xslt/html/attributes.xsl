<?xml version="1.0" encoding="UTF-8"?>
<!-- The attributes that any element of a page may get: classes, language, anchor. The only place where they are made. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:lb="urn:letterbook:functions"
  xmlns:_="urn:letterbook:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  expand-text="yes"
  exclude-result-prefixes="#all">

  <!-- The elements that something in the same document points to, by the pointer. -->
  <xsl:key name="_:linked" match="*[@target]" use="tokenize(@target)[starts-with(., '#')] ! substring(., 2)"/>

  <!-- class, lang, dir and id of what an element becomes: the classes given, and one for each look that the source names. -->
  <xsl:function name="_:attributes" as="attribute()*">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="classes" as="xs:string*"/>
    <xsl:variable name="all" as="xs:string*" select="$classes, lb:looks($element)"/>
    <xsl:variable name="id" as="xs:string?" select="_:anchor($element)"/>
    <xsl:if test="exists($all)">
      <xsl:attribute name="class" select="$all"/>
    </xsl:if>
    <xsl:if test="$id">
      <xsl:attribute name="id" select="$id"/>
    </xsl:if>
    <xsl:sequence select="_:language($element/@xml:lang)"/>
  </xsl:function>

  <!-- The anchor of an element: of a mention or an edited reading its number, else its identifier when something points to it. -->
  <xsl:function name="_:anchor" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="mention" as="xs:integer?" select="lb:mention-number($element)"/>
    <xsl:variable name="reading" as="xs:integer?" select="_:reading-number($element)"/>
    <xsl:sequence select="if (exists($mention)) then 'm-' || $mention
      else if (exists($reading)) then 'r-' || $reading
      else if ($element/@xml:id and exists(key('_:linked', $element/@xml:id, root($element)))) then 'id-' || $element/@xml:id
      else ()"/>
  </xsl:function>

  <!-- Whether an element has to be a block in the page, because a block of its own stands somewhere in it. -->
  <xsl:function name="_:holds-blocks" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="blocks" as="element()*" select="$element[*]//(p | ab | l | lg | list | table | floatingText | address | self::div | head | opener
      | closer | salute | signed | dateline | postscript | byline | trailer | listBibl | listPerson | listPlace | listOrg | listEvent | msDesc | street
      | postBox)"/>
    <xsl:sequence select="exists($blocks) and exists($blocks except $element//note//*)"/>
  </xsl:function>

  <!-- Whether a line ends here on the page too: in addresses, datelines and closers, where the lines are the layout. -->
  <xsl:function name="_:keeps-lines" as="xs:boolean">
    <xsl:param name="break" as="element()"/>
    <xsl:sequence select="not($lb:reading) or exists($break/ancestor::*[self::closer or self::opener or self::dateline or self::address
      or self::salute or self::signed or self::trailer or self::head][1])"/>
  </xsl:function>

</xsl:stylesheet>
