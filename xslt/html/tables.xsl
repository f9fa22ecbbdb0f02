<?xml version="1.0" encoding="UTF-8"?>
<!-- Tables. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:lb="urn:letterbook:functions"
  xmlns:_="urn:letterbook:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  expand-text="yes"
  exclude-result-prefixes="#all">

  <!-- A table. It scrolls by itself on a narrow screen, also by keyboard. -->
  <xsl:template match="table" as="element()">
    <div class="table" role="group" tabindex="0" aria-label="{(head ! normalize-space(), lb:say('table'))[1]}">
      <table>
        <xsl:sequence select="_:attributes(., _:type(.))"/>
        <xsl:if test="head">
          <caption>
            <xsl:apply-templates select="head/node()"/>
          </caption>
        </xsl:if>
        <xsl:variable name="between" as="element()*" select="_:between(.)"/>
        <xsl:for-each select="row | $between">
          <xsl:choose>
            <xsl:when test="self::row">
              <xsl:apply-templates select="."/>
            </xsl:when>
            <xsl:otherwise>
              <tr class="between">
                <td colspan="{max((1, ../row ! count(cell)))}">
                  <xsl:apply-templates select="."/>
                </td>
              </tr>
            </xsl:otherwise>
          </xsl:choose>
        </xsl:for-each>
      </table>
      <xsl:for-each select="note">
        <p class="p marks">
          <xsl:sequence select="_:note-mark(.)"/>
        </p>
      </xsl:for-each>
    </div>
  </xsl:template>

  <!-- A row. -->
  <xsl:template match="row" as="element()">
    <tr>
      <xsl:sequence select="_:attributes(., ('label'[current()/@role = 'label']))"/>
      <xsl:variable name="between" as="element()*" select="_:between(.)"/>
      <xsl:for-each select="cell | $between">
        <xsl:choose>
          <xsl:when test="self::cell">
            <xsl:apply-templates select="."/>
          </xsl:when>
          <xsl:otherwise>
            <td class="between">
              <xsl:apply-templates select="."/>
            </td>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
    </tr>
  </xsl:template>

  <!-- A cell; a heading when the row or the cell is a label. -->
  <xsl:template match="cell" as="element()">
    <xsl:element name="{if (@role = 'label' or ../@role = 'label') then 'th' else 'td'}">
      <xsl:if test="@role = 'label' or ../@role = 'label'">
        <xsl:attribute name="scope" select="if (../@role = 'label') then 'col' else 'row'"/>
      </xsl:if>
      <xsl:for-each select="@cols[matches(., '^[1-9]\d{0,2}$')][. != '1']">
        <xsl:attribute name="colspan" select="."/>
      </xsl:for-each>
      <xsl:for-each select="@rows[matches(., '^[1-9]\d{0,2}$')][. != '1']">
        <xsl:attribute name="rowspan" select="."/>
      </xsl:for-each>
      <xsl:sequence select="_:attributes(., 'number'[matches(normalize-space(current()), '^[£$€]?\s*[\d.,/½¼¾ –\-]+$')])"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

</xsl:stylesheet>
