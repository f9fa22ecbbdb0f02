<?xml version="1.0" encoding="UTF-8"?>
<!-- Tables. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:lb="urn:letterbook:functions"
  xmlns:_="urn:letterbook:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- A table; its heading is a paragraph before it. -->
  <xsl:template match="table" as="node()*">
    <xsl:sequence select="_:list-heads(.)"/>
    <xsl:variable name="columns" as="xs:integer" select="max((1, row ! sum(cell ! _:span(@cols))))"/>
    <xsl:if test="row">
      <table columns="{$columns}">
        <xsl:for-each select="row | pb | note | _:between(.)">
          <xsl:choose>
            <xsl:when test="self::row or self::pb or self::note">
              <xsl:apply-templates select="."/>
            </xsl:when>
            <xsl:otherwise>
              <row>
                <cell>
                  <xsl:if test="$columns gt 1">
                    <xsl:attribute name="cols" select="$columns"/>
                  </xsl:if>
                  <xsl:sequence select="_:inner(.)"/>
                </cell>
              </row>
            </xsl:otherwise>
          </xsl:choose>
        </xsl:for-each>
      </table>
    </xsl:if>
    <xsl:if test="empty(row)">
      <xsl:sequence select="_:flow(_:between(.), _:flush())"/>
    </xsl:if>
  </xsl:template>

  <!-- A row; the rows of labels that lead a table are repeated on each page. -->
  <xsl:template match="row" as="element(Q{}row)">
    <row>
      <xsl:if test="@role = 'label'">
        <xsl:attribute name="head" select="'yes'"/>
      </xsl:if>
      <xsl:apply-templates select="cell | pb | note"/>
    </row>
  </xsl:template>

  <!-- A cell. -->
  <xsl:template match="cell" as="element(Q{}cell)">
    <cell>
      <xsl:if test="_:span(@cols) gt 1">
        <xsl:attribute name="cols" select="_:span(@cols)"/>
      </xsl:if>
      <xsl:if test="_:span(@rows) gt 1">
        <xsl:attribute name="rows" select="_:span(@rows)"/>
      </xsl:if>
      <xsl:if test="@role = 'label'">
        <xsl:attribute name="head" select="'yes'"/>
      </xsl:if>
      <xsl:sequence select="_:inner(node())"/>
    </cell>
  </xsl:template>

  <!-- How many columns or rows a cell covers. -->
  <xsl:function name="_:span" as="xs:integer">
    <xsl:param name="said" as="xs:string?"/>
    <xsl:sequence select="if (matches($said, '^[1-9]\d?$')) then xs:integer($said) else 1"/>
  </xsl:function>

</xsl:stylesheet>
