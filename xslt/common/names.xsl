<?xml version="1.0" encoding="UTF-8"?>
<!-- From a mention to the entry, page and name that its pointer leads to. Nothing is resolved here: $index says it. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:_="urn:letterbook:private"
  xmlns:lb="urn:letterbook:functions"
  xmlns:ix="urn:letterbook:index"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- A pointer as the index knows it, by the words that stand in the letter. -->
  <xsl:key name="lb:pointer" match="ix:pointer" use="@ref"/>

  <!-- A register entry by its key. -->
  <xsl:key name="lb:entry" match="*[@xml:id]" use="@xml:id"/>

  <!-- What the index knows of each of the pointers in an attribute; those it does not know are passed over. -->
  <xsl:function name="lb:pointers" as="element(ix:pointer)*">
    <xsl:param name="ref" as="xs:string?"/>
    <xsl:sequence select="if (exists($index) and $ref)
      then for $token in tokenize($ref) return key('lb:pointer', $token, $index)[1] else ()"/>
  </xsl:function>

  <!-- The attribute by which a mention points: @ref, else @key, else @corresp. -->
  <xsl:function name="lb:reference" as="xs:string?">
    <xsl:param name="mention" as="element()"/>
    <xsl:sequence select="($mention/@ref, $mention/@key, $mention/@corresp)[normalize-space()][1] ! string()"/>
  </xsl:function>

  <!-- The mentions of the letter that point somewhere, in the order of the file. -->
  <xsl:variable name="lb:mentions" as="element()*" select="/TEI/text//(persName | placeName | orgName | rs | date | title | name | geogName
    | settlement | country | region)[@ref | @key | @corresp]"/>

  <!-- The number of each of them, by generate-id(). -->
  <xsl:variable name="_:mention-numbers" as="map(xs:string, xs:integer)"
    select="map:merge(for $place in 1 to count($lb:mentions) return map{generate-id($lb:mentions[$place]): $place})"/>

  <!-- The number of a mention in its letter, from 1; the anchor of its place on the page is made of it. -->
  <xsl:function name="lb:mention-number" as="xs:integer?">
    <xsl:param name="mention" as="element()"/>
    <xsl:sequence select="if ($mention/(@ref | @key | @corresp)) then $_:mention-numbers(generate-id($mention)) else ()"/>
  </xsl:function>

  <!-- The entry that a key names, when it was given. -->
  <xsl:function name="lb:entry" as="element()?">
    <xsl:param name="key" as="xs:string?"/>
    <xsl:sequence select="if (exists($registers) and $key) then key('lb:entry', $key, $registers)[1] else ()"/>
  </xsl:function>

  <!-- The name of a register entry or of any element that holds names: the main one, else the first, else its text. -->
  <xsl:function name="lb:name" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="names" as="element()*" select="$entry/(persName | placeName | orgName | eventName | name | title | head | label
      | geogName | settlement | country | region | bloc | district | figDesc)"/>
    <xsl:sequence select="normalize-space(string(($names[@type = ('main', 'preferred', 'reg')], $names, $entry)[1]))"/>
  </xsl:function>

</xsl:stylesheet>
