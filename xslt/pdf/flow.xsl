<?xml version="1.0" encoding="UTF-8"?>
<!-- How mixed content becomes paragraphs and what stands between them. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:lb="urn:letterbook:functions"
  xmlns:_="urn:letterbook:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- Names of elements that stand between paragraphs wherever they occur. -->
  <xsl:variable name="_:block-names" as="xs:string+" select="('p', 'ab', 'div', 'div1', 'div2', 'div3', 'div4', 'div5', 'div6', 'div7',
    'head', 'opener', 'closer', 'dateline', 'salute', 'signed', 'byline', 'epigraph', 'argument', 'postscript', 'trailer', 'address',
    'list', 'listBibl', 'listPerson', 'listPlace', 'listOrg', 'listEvent', 'listRelation', 'table', 'lg', 'l', 'floatingText', 'front', 'body', 'back', 'group', 'item', 'titlePage', 'docTitle', 'titlePart', 'docAuthor', 'docImprint',
    'docEdition', 'docDate', 'imprimatur', 'speaker', 'sp', 'stage', 'msDesc', 'msContents', 'msItem', 'summary', 'physDesc', 'objectDesc',
    'supportDesc', 'support', 'foliation', 'condition', 'layoutDesc', 'layout', 'handDesc', 'handNote',
    'typeDesc', 'typeNote', 'decoDesc', 'decoNote', 'additions', 'sealDesc', 'seal', 'accMat', 'history',
    'origin', 'provenance', 'acquisition', 'additional', 'adminInfo', 'recordHist', 'custodialHist',
    'surrogates')"/>

  <!-- Names of elements whose children stand between paragraphs. -->
  <xsl:variable name="_:holder-names" as="xs:string+" select="('text', 'front', 'body', 'back', 'div', 'div1', 'div2', 'div3', 'div4',
    'div5', 'div6', 'div7', 'postscript', 'opener', 'closer', 'floatingText', 'group', 'epigraph', 'argument')"/>

  <!-- Elements that may go either way: blocks where paragraphs stand, inline in a paragraph. -->
  <xsl:variable name="_:either-names" as="xs:string+" select="('quote', 'cit', 'q', 'said', 'figure', 'stamp', 'label', 'bibl')"/>

  <!-- Whether a node stands between paragraphs. -->
  <xsl:function name="_:is-block" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:choose>
      <xsl:when test="not($node instance of element()) or $node/self::note or empty($node/self::*)">
        <xsl:sequence select="false()"/>
      </xsl:when>
      <xsl:when test="local-name($node) = $_:block-names">
        <xsl:sequence select="true()"/>
      </xsl:when>
      <xsl:when test="lb:left-out($node)">
        <xsl:sequence select="false()"/>
      </xsl:when>
      <xsl:when test="local-name($node) = $_:either-names and local-name($node/..) = $_:holder-names">
        <xsl:sequence select="true()"/>
      </xsl:when>
      <xsl:when test="$node/self::fw">
        <xsl:sequence select="true()"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="some $child in $node/* satisfies _:is-block($child)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- A paragraph without indent, as a pattern for _:flow. -->
  <xsl:function name="_:flush" as="element(Q{}p)">
    <p indent="no"/>
  </xsl:function>

  <!-- A line of opener or closer, as a pattern for _:flow. -->
  <xsl:function name="_:line" as="element(Q{}line)">
    <xsl:param name="role" as="xs:string"/>
    <line role="{$role}"/>
  </xsl:function>

  <!-- Nodes as blocks: what stands between paragraphs by its own rule, the rest wrapped like the pattern. A paragraph that
       goes on after a block is not indented again. Pages and notes without text of their own stay loose: the last pass finds
       a place for them. -->
  <xsl:function name="_:flow" as="node()*">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:param name="pattern" as="element()"/>
    <xsl:for-each-group select="$nodes" group-adjacent="_:is-block(.)">
      <xsl:variable name="first" as="xs:boolean" select="position() = 1"/>
      <xsl:variable name="made" as="node()*">
        <xsl:apply-templates select="current-group()"/>
      </xsl:variable>
      <xsl:choose>
        <xsl:when test="current-grouping-key()">
          <xsl:sequence select="$made"/>
        </xsl:when>
        <xsl:when test="_:shows($made)">
          <xsl:element name="{local-name($pattern)}" namespace="">
            <xsl:sequence select="$pattern/@*"/>
            <xsl:if test="not($first) and $pattern/self::*:p">
              <xsl:attribute name="indent" select="'no'"/>
            </xsl:if>
            <xsl:sequence select="$made"/>
          </xsl:element>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="$made/descendant-or-self::*[self::*:pb or self::*:note][not(ancestor::*:note)]"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each-group>
  </xsl:function>

  <!-- The inside of a note, item or cell: paragraphs when it holds any, else text. -->
  <xsl:function name="_:inner" as="node()*">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:choose>
      <xsl:when test="some $node in $nodes satisfies _:is-block($node)">
        <xsl:sequence select="_:flow($nodes, _:flush())"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="$nodes"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- Whether there is text, notes aside. -->
  <xsl:function name="_:shows" as="xs:boolean">
    <xsl:param name="made" as="node()*"/>
    <xsl:sequence select="exists($made/descendant-or-self::text()[normalize-space()][not(ancestor::*:note)])"/>
  </xsl:function>

  <!-- Text is copied as it stands; the last pass settles its white space. -->
  <xsl:template match="text()" as="text()?">
    <xsl:value-of select="."/>
  </xsl:template>

  <!-- An element without a rule: shown, with a mark. -->
  <xsl:template match="*" mode="lb:mark" as="node()*">
    <xsl:choose>
      <xsl:when test="_:is-block(.)">
        <xsl:sequence select="_:flow(node(), _:flush())"/>
      </xsl:when>
      <xsl:otherwise>
        <unknown>
          <xsl:apply-templates/>
        </unknown>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
