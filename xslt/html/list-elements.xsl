<?xml version="1.0" encoding="UTF-8"?>
<!-- Lists. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:lb="urn:letterbook:functions"
  xmlns:_="urn:letterbook:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  expand-text="yes"
  exclude-result-prefixes="#all">

  <!-- A list: its heading, then its items; of labels and items, a list of definitions. -->
  <xsl:template match="list" as="element()*">
    <xsl:variable name="kind" as="xs:string" select="string-join((@type, @rend), ' ')"/>
    <xsl:apply-templates select="head | (note, _:between(.)) intersect item[1]/preceding-sibling::*"/>
    <xsl:element name="{if (label) then 'dl' else if (matches($kind, 'ordered|number|decimal|alpha|roman', 'i')) then 'ol' else 'ul'}">
      <xsl:sequence select="_:attributes(., ('list', _:type(.)))"/>
      <xsl:variable name="between" as="element()*" select="_:between(.) except item[1]/preceding-sibling::*"/>
      <xsl:for-each select="label | item | headLabel | headItem | $between">
        <xsl:choose>
          <xsl:when test=". intersect $between">
            <xsl:element name="{if (../label) then 'dd' else 'li'}">
              <xsl:attribute name="class" select="'between'"/>
              <xsl:apply-templates select="."/>
            </xsl:element>
          </xsl:when>
          <xsl:otherwise>
            <xsl:apply-templates select="."/>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
    </xsl:element>
    <xsl:apply-templates select="trailer | note except item[1]/preceding-sibling::*"/>
  </xsl:template>

  <!-- An item. -->
  <xsl:template match="item" as="element()">
    <xsl:element name="{if (../label) then 'dd' else 'li'}">
      <xsl:sequence select="_:attributes(., ())"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <!-- The label of an item, and the headings of two columns. -->
  <xsl:template match="list/label | headLabel" as="element()">
    <dt>
      <xsl:sequence select="_:attributes(., ())"/>
      <xsl:apply-templates/>
    </dt>
  </xsl:template>

  <!-- The heading of the second column. -->
  <xsl:template match="headItem" as="element()">
    <dd class="head">
      <xsl:apply-templates/>
    </dd>
  </xsl:template>

  <!-- Lists of books, names and the like in a text. -->
  <xsl:template match="listBibl | listPerson | listPlace | listOrg | listEvent | listObject | listRelation | listWit | castList" as="element()*">
    <xsl:apply-templates select="head"/>
    <ul>
      <xsl:sequence select="_:attributes(., 'list')"/>
      <xsl:for-each select="* except (head | pb | cb | gb | lb | milestone | anchor | *[lb:left-out(.)])">
        <li>
          <xsl:apply-templates select="."/>
        </li>
      </xsl:for-each>
    </ul>
  </xsl:template>

</xsl:stylesheet>
