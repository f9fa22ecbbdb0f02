<?xml version="1.0" encoding="UTF-8"?>
<!-- Lists and bibliographies. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:lb="urn:letterbook:functions"
  xmlns:_="urn:letterbook:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- A list; its heading is a paragraph before it. -->
  <xsl:template match="list" as="node()*">
    <xsl:variable name="marks" as="xs:string*" select="tokenize(lower-case(string-join((@rend, @type, @style), ' ')))"/>
    <xsl:sequence select="_:list-heads(.)"/>
    <xsl:sequence select="_:flow(_:between(.) intersect item[1]/preceding-sibling::*, _:flush())"/>
    <xsl:if test="item">
      <list kind="{if ($marks = ('ordered', 'numbered')) then 'ordered'
          else if ($marks = ('bulleted', 'bullet', 'unordered')) then 'bulleted' else 'plain'}">
        <xsl:apply-templates select="item | pb | note"/>
      </list>
    </xsl:if>
    <xsl:sequence select="_:flow(_:between(.)[empty(following-sibling::item)], _:flush())"/>
  </xsl:template>

  <!-- What stands between the items of a list or the rows of a table without being one, where the layer shows it: running heads, figures, gaps. -->
  <xsl:function name="_:between" as="element()*">
    <xsl:param name="parent" as="element()"/>
    <xsl:sequence select="$parent/* except $parent/(head | item | row | cell | pb | note | lb | cb | gb | milestone | anchor
      | label[following-sibling::*[1]/self::item] | *[lb:left-out(.)])"/>
  </xsl:function>

  <!-- A list of works, persons or the like inside a letter. -->
  <xsl:template match="listBibl | listPerson | listPlace | listOrg | listEvent | listRelation | castList" as="node()*">
    <xsl:sequence select="_:list-heads(.)"/>
    <list kind="plain">
      <xsl:for-each select="* except (head | *[lb:left-out(.)])">
        <item>
          <xsl:sequence select="_:inner(.)"/>
        </item>
      </xsl:for-each>
    </list>
  </xsl:template>

  <!-- The headings of a list. -->
  <xsl:function name="_:list-heads" as="node()*">
    <xsl:param name="list" as="element()"/>
    <xsl:for-each select="$list/head">
      <p indent="no">
        <sc>
          <xsl:apply-templates/>
        </sc>
      </p>
    </xsl:for-each>
  </xsl:function>

  <!-- An item with the label that stands before it or in it, and what stands between it and the next. -->
  <xsl:template match="list/item" as="element(Q{}item)">
    <xsl:variable name="label" as="element(label)?" select="preceding-sibling::*[1]/self::label"/>
    <item>
      <xsl:if test="$label">
        <label>
          <xsl:apply-templates select="$label"/>
        </label>
      </xsl:if>
      <xsl:sequence select="_:inner((node(), _:between(..)[following-sibling::item][preceding-sibling::item[1] is current()]))"/>
    </item>
  </xsl:template>

  <!-- An item outside a list is a paragraph. -->
  <xsl:template match="item" as="node()*" priority="-1">
    <xsl:sequence select="_:flow(node(), _:flush())"/>
  </xsl:template>

  <!-- A label: a paragraph of its own between paragraphs, else part of the line. -->
  <xsl:template match="label" as="node()*">
    <xsl:choose>
      <xsl:when test="_:is-block(.)">
        <xsl:sequence select="_:flow(node(), _:flush())"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="_:phrase"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
