<?xml version="1.0" encoding="UTF-8"?>
<!-- Which of several readings a layer shows: decided here, once, for every export. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:_="urn:letterbook:private"
  xmlns:lb="urn:letterbook:functions"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- The layer of this run: "reading" or "diplomatic". -->
  <xsl:variable name="lb:layer" as="xs:string" select="string(lb:setting('layer', 'reading'))"/>

  <!-- Whether the reading layer is made. -->
  <xsl:variable name="lb:reading" as="xs:boolean" select="$lb:layer eq 'reading'"/>

  <!-- The child of a choice or app that shows: the first of the kind that the layer prefers, of an app the lem, else the first
       of all. A choice never shows nothing: when it holds only what the layer leaves out, that is shown. -->
  <xsl:function name="lb:chosen" as="element()?">
    <xsl:param name="choice" as="element()"/>
    <xsl:variable name="preferred" as="element()*" select="if ($choice/self::app) then $choice/lem else if ($lb:reading)
      then $choice/(corr | reg | expan | ex) else $choice/(sic | orig | abbr | am)"/>
    <xsl:sequence select="($preferred, $choice/*)[1]"/>
  </xsl:function>

  <!-- The children of a choice or app that do not show. -->
  <xsl:function name="lb:unchosen" as="element()*">
    <xsl:param name="choice" as="element()"/>
    <xsl:sequence select="$choice/* except lb:chosen($choice)"/>
  </xsl:function>

  <!-- Whether the layer leaves this element out, with all it holds. Children of a choice are judged by the choice. -->
  <xsl:function name="lb:left-out" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:apply-templates select="$element" mode="lb:left-out"/>
  </xsl:function>

  <!-- The rules of lb:left-out, one for each element that only one layer shows. -->
  <xsl:mode name="lb:left-out" on-no-match="fail"/>

  <!-- Everything shows in both layers, unless a rule below says otherwise. -->
  <xsl:template match="*" mode="lb:left-out" as="xs:boolean" priority="-1">
    <xsl:sequence select="false()"/>
  </xsl:template>

  <!-- What the writer struck out or what is too much, and running heads: not in the reading layer. -->
  <xsl:template match="del | surplus | fw" mode="lb:left-out" as="xs:boolean">
    <xsl:sequence select="$lb:reading"/>
  </xsl:template>

  <!-- A deletion that was cancelled stands again; one inside it does not come back with it. -->
  <xsl:template match="del[lb:stands-again(.)]" mode="lb:left-out" as="xs:boolean">
    <xsl:sequence select="false()"/>
  </xsl:template>

  <!-- Whether a deletion was cancelled by the restore round it. -->
  <xsl:function name="lb:stands-again" as="xs:boolean">
    <xsl:param name="deletion" as="element(del)"/>
    <xsl:sequence select="exists($deletion/ancestor::*[self::restore or self::del or self::note][1][self::restore])"/>
  </xsl:function>

  <!-- What a gap holds, and what describes a blank or an image instead of being text. -->
  <xsl:template match="gap/* | (space | graphic | media)/desc" mode="lb:left-out" as="xs:boolean">
    <xsl:sequence select="true()"/>
  </xsl:template>

  <!-- What is said about the text inside it, without being text. -->
  <xsl:template mode="lb:left-out" as="xs:boolean" priority="2" match="index | interp | interpGrp | span | spanGrp | link | linkGrp | join | joinGrp
    | alt | altGrp | fs | certainty | precision | respons | timeline | binaryObject | text//teiHeader | standOff | xenoData">
    <xsl:sequence select="true()"/>
  </xsl:template>

  <!-- What the editor adds: not in the diplomatic layer. -->
  <xsl:template match="supplied | ex | corr | reg" mode="lb:left-out" as="xs:boolean">
    <xsl:sequence select="not($lb:reading)"/>
  </xsl:template>

  <!-- A child of a choice or app shows when it is chosen. -->
  <xsl:template match="(choice | app)/*" mode="lb:left-out" as="xs:boolean" priority="1">
    <xsl:sequence select="not(. is lb:chosen(..))"/>
  </xsl:template>

  <!-- Whether an element is part of the text as this layer shows it: neither it nor anything around it is left out. -->
  <xsl:function name="lb:shown" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="every $around in $element/ancestor-or-self::*[ancestor::text] satisfies not(lb:left-out($around))"/>
  </xsl:function>

  <!-- The characters of a text node as the layer has them: in the reading layer without soft hyphens, and without the white
       space round a line beginning that divides a word; white space between readings is layout of the file. -->
  <xsl:function name="lb:characters" as="xs:string">
    <xsl:param name="text" as="text()"/>
    <xsl:variable name="plain" as="xs:string" select="if ($lb:reading) then translate($text, '&#xAD;', '') else string($text)"/>
    <xsl:choose>
      <xsl:when test="exists($text/parent::*[self::choice or self::app or self::subst and not(normalize-space($text))])">
        <xsl:sequence select="''"/>
      </xsl:when>
      <xsl:when test="$lb:reading">
        <xsl:variable name="head" as="xs:string" select="if (_:divides-word($text/preceding-sibling::node()[1]))
          then replace($plain, '^\s+', '') else $plain"/>
        <xsl:sequence select="if (_:divides-word($text/following-sibling::node()[1])) then replace($head, '\s+$', '') else $head"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$plain"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- Whether a node is a line beginning inside a word. -->
  <xsl:function name="_:divides-word" as="xs:boolean">
    <xsl:param name="node" as="node()?"/>
    <xsl:sequence select="$node instance of element() and exists($node[self::lb or self::pb or self::cb or self::gb][lb:in-word(.)])"/>
  </xsl:function>

  <!-- Whether a line beginning divides a word, so that nothing stands between its halves: it says so itself, or characters of
       one w are on both sides of it. One that a w begins or ends with stands between words. -->
  <xsl:function name="lb:in-word" as="xs:boolean">
    <xsl:param name="break" as="element()"/>
    <xsl:sequence select="$break/@break = 'no' or (some $word in $break/ancestor::w satisfies _:spells($word, $break))"/>
  </xsl:function>

  <!-- Whether characters of a word stand before and after a line beginning in it. Notes are no part of the word, white space
       and soft hyphens are no characters, a gap counts as one. -->
  <xsl:function name="_:spells" as="xs:boolean">
    <xsl:param name="word" as="element(w)"/>
    <xsl:param name="break" as="element()"/>
    <xsl:variable name="notes" as="xs:integer" select="count($word/ancestor::note)"/>
    <xsl:variable name="characters" as="node()*" select="$word/descendant::node()[self::gap or self::text()[translate(normalize-space(.), '&#xAD;', '')]
      [not(parent::choice or parent::app)]][count(ancestor::note) eq $notes][lb:shown(if (. instance of element()) then . else ..)]"/>
    <xsl:sequence select="count($break/ancestor::note) eq $notes and $characters[1] &lt;&lt; $break and $characters[last()] >> $break"/>
  </xsl:function>

</xsl:stylesheet>
