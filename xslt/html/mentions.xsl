<?xml version="1.0" encoding="UTF-8"?>
<!-- Names and descriptions: what is said of persons, places, organisations, events and works. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:lb="urn:letterbook:functions"
  xmlns:_="urn:letterbook:private"
  xmlns:ix="urn:letterbook:index"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  expand-text="yes"
  exclude-result-prefixes="#all">

  <!-- A name or a description. One that leads to an entry is a link; when links stand in it already, a small link follows it. -->
  <xsl:template match="persName | placeName | orgName | eventName | objectName | geogName | geogFeat | name | rs | settlement | region | country
    | district | bloc | forename | surname | roleName | addName | genName | nameLink" as="element()">
    <xsl:call-template name="_:mention"/>
  </xsl:template>

  <!-- A mention as span or link. -->
  <xsl:template name="_:mention" as="element()">
    <xsl:param name="classes" as="xs:string*" select="local-name()"/>
    <xsl:variable name="pointers" as="element(ix:pointer)*" select="lb:pointers(lb:reference(.))[_:href(.)]"/>
    <xsl:variable name="around" as="xs:boolean" select="exists($pointers) and not(_:holds-links(.) or ancestor::ref)"/>
    <xsl:choose>
      <xsl:when test="$around and count($pointers) = 1">
        <a href="{_:href($pointers)}">
          <xsl:sequence select="_:attributes(., ('mention', _:kind($pointers), $classes)), _:doubt(.)"/>
          <xsl:apply-templates/>
        </a>
      </xsl:when>
      <xsl:when test="exists($pointers)">
        <xsl:element name="{if (_:holds-blocks(.)) then 'div' else 'span'}">
          <xsl:sequence select="_:attributes(., ('mention', _:kind($pointers[1]), $classes)), _:doubt(.)"/>
          <xsl:choose>
            <xsl:when test="$around">
              <a href="{_:href($pointers[1])}">
                <xsl:apply-templates/>
              </a>
            </xsl:when>
            <xsl:otherwise>
              <xsl:apply-templates/>
            </xsl:otherwise>
          </xsl:choose>
          <xsl:sequence select="$pointers[not($around and position() = 1)][not(current()/ancestor::ref)] ! _:also(.)"/>
        </xsl:element>
      </xsl:when>
      <xsl:otherwise>
        <xsl:element name="{if (_:holds-blocks(.)) then 'div' else 'span'}">
          <xsl:sequence select="_:attributes(., $classes), _:doubt(.)"/>
          <xsl:apply-templates/>
        </xsl:element>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The small link after a mention that holds links, or that names several. -->
  <xsl:function name="_:also" as="element()">
    <xsl:param name="pointer" as="element(ix:pointer)"/>
    <a class="also {_:kind($pointer)}" href="{_:href($pointer)}" title="{$pointer/@name}" aria-label="{$pointer/@name}"/>
  </xsl:function>

  <!-- The kind of what a pointer leads to, as a class. -->
  <xsl:function name="_:kind" as="xs:string?">
    <xsl:param name="pointer" as="element(ix:pointer)"/>
    <xsl:sequence select="$pointer/@kind[matches(., '^[A-Za-z]+$')] ! string()"/>
  </xsl:function>

  <!-- How sure the editors are of a mention. -->
  <xsl:function name="_:doubt" as="attribute()?">
    <xsl:param name="mention" as="element()"/>
    <xsl:if test="$mention/@cert = ('low', 'medium')">
      <xsl:attribute name="title" select="lb:say('cert-' || $mention/@cert)"/>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
