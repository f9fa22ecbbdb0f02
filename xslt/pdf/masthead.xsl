<?xml version="1.0" encoding="UTF-8"?>
<!-- Who wrote to whom, where and when: above the letter, and at the head of its pages. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ix="urn:letterbook:index"
  xmlns:lb="urn:letterbook:functions"
  xmlns:_="urn:letterbook:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- The lines above the letter. -->
  <xsl:function name="_:masthead" as="element(Q{}masthead)">
    <xsl:param name="letter" as="element(TEI)"/>
    <xsl:variable name="number" as="xs:string?" select="_:number($letter)"/>
    <xsl:variable name="when" as="xs:string" select="string-join((_:places($letter), _:date($letter)), ', ')"/>
    <xsl:variable name="kept" as="xs:string?" select="_:kept($letter)"/>
    <masthead>
      <xsl:if test="$number">
        <line role="number">
          <sc><xsl:value-of select="lb:say('number')"/></sc>
          <xsl:value-of select="' ' || $number"/>
        </line>
      </xsl:if>
      <line role="title">
        <xsl:choose>
          <xsl:when test="string-length(_:correspondents($letter)) gt 30">
            <xsl:value-of select="_:join(_:names($letter, 'sent'))"/>
            <br/>
            <xsl:value-of select="_:say('to-whom', _:join(_:names($letter, 'received')))"/>
          </xsl:when>
          <xsl:otherwise>
            <xsl:value-of select="(_:correspondents($letter), _:title($letter))[1]"/>
          </xsl:otherwise>
        </xsl:choose>
      </line>
      <xsl:if test="$when">
        <line role="subtitle"><xsl:value-of select="$when"/></line>
      </xsl:if>
      <xsl:if test="$kept">
        <line role="source"><xsl:value-of select="$kept"/></line>
      </xsl:if>
    </masthead>
  </xsl:function>

  <!-- What the index says of this letter. -->
  <xsl:function name="_:facts" as="element(ix:letter)?">
    <xsl:param name="letter" as="element(TEI)"/>
    <xsl:sequence select="if (exists($index)) then ($index/ix:index/ix:letter[@current = 'true'])[1] else ()"/>
  </xsl:function>

  <!-- The actions of one type in the header. -->
  <xsl:function name="_:actions" as="element(correspAction)*">
    <xsl:param name="letter" as="element(TEI)"/>
    <xsl:param name="type" as="xs:string"/>
    <xsl:sequence select="$letter/teiHeader/profileDesc//correspDesc/correspAction[@type = $type]"/>
  </xsl:function>

  <!-- The names of those who sent or received, as the index has them, else as the header writes them. -->
  <xsl:function name="_:names" as="xs:string*">
    <xsl:param name="letter" as="element(TEI)"/>
    <xsl:param name="type" as="xs:string"/>
    <xsl:variable name="known" as="xs:string*"
      select="_:facts($letter)/ix:action[@type = $type]/ix:name ! normalize-space()[. ne '']"/>
    <xsl:variable name="written" as="xs:string*"
      select="_:actions($letter, $type)//(persName | orgName | name | rs)[not(ancestor::note)] ! normalize-space()[. ne '']"/>
    <xsl:sequence select="distinct-values(if (exists($known)) then $known else $written)"/>
  </xsl:function>

  <!-- The place of sending. -->
  <xsl:function name="_:places" as="xs:string*">
    <xsl:param name="letter" as="element(TEI)"/>
    <xsl:variable name="known" as="xs:string*"
      select="_:facts($letter)/ix:action[@type = 'sent']/ix:place ! normalize-space()[. ne '']"/>
    <xsl:variable name="written" as="xs:string*"
      select="_:actions($letter, 'sent')/(placeName | settlement) ! normalize-space()[. ne '']"/>
    <xsl:sequence select="distinct-values(if (exists($known)) then $known else $written)"/>
  </xsl:function>

  <!-- The date of sending, in words; else the one of the description of the source. -->
  <xsl:function name="_:date" as="xs:string?">
    <xsl:param name="letter" as="element(TEI)"/>
    <xsl:variable name="known" as="xs:string*"
      select="_:facts($letter)/ix:action[@type = 'sent']/ix:date ! normalize-space()[. ne '']"/>
    <xsl:variable name="dates" as="element(date)*"
      select="_:actions($letter, 'sent')/date, $letter/teiHeader/fileDesc/sourceDesc/msDesc/head/date"/>
    <xsl:sequence select="($known, $dates ! lb:date(.))[normalize-space()][1]"/>
  </xsl:function>

  <!-- Sender to addressee, when both are named in reading order: a name with a comma is turned round for sorting. -->
  <xsl:function name="_:correspondents" as="xs:string?">
    <xsl:param name="letter" as="element(TEI)"/>
    <xsl:variable name="from" as="xs:string*" select="_:names($letter, 'sent')"/>
    <xsl:variable name="to" as="xs:string*" select="_:names($letter, 'received')"/>
    <xsl:if test="exists($from) and exists($to) and not(contains(string-join(($from, $to)), ','))">
      <xsl:sequence select="_:say('to', (_:join($from), _:join($to)))"/>
    </xsl:if>
  </xsl:function>

  <!-- Names in a row: a, b and c. -->
  <xsl:function name="_:join" as="xs:string">
    <xsl:param name="names" as="xs:string*"/>
    <xsl:sequence select="if (count($names) lt 2) then string($names)
      else string-join($names[position() lt last()], ', ') || ' ' || lb:say('and') || ' ' || $names[last()]"/>
  </xsl:function>

  <!-- What stands at the head of each page but the first. -->
  <xsl:function name="_:running" as="xs:string">
    <xsl:param name="letter" as="element(TEI)"/>
    <xsl:variable name="who" as="xs:string" select="(_:correspondents($letter), _:title($letter))[1]"/>
    <xsl:variable name="long" as="xs:string"
      select="if (_:correspondents($letter)) then string-join(($who, _:date($letter)), ', ') else $who"/>
    <xsl:sequence select="($long, $who)[string-length(.) le 60][1],
      (if (string-length($who) gt 60) then replace(substring($who, 1, 58), '[\s,.;:]+\S*$', '') || ' …' else ())"/>
  </xsl:function>

  <!-- The number of the letter in its edition. -->
  <xsl:function name="_:number" as="xs:string?">
    <xsl:param name="letter" as="element(TEI)"/>
    <xsl:sequence select="((_:facts($letter)/@n, $letter/@n) ! normalize-space()[. ne ''][string-length() le 6])[1]"/>
  </xsl:function>

  <!-- Where the letter is kept. -->
  <xsl:function name="_:kept" as="xs:string?">
    <xsl:param name="letter" as="element(TEI)"/>
    <xsl:variable name="home" as="element(msIdentifier)?" select="($letter/teiHeader/fileDesc/sourceDesc//msIdentifier)[1]"/>
    <xsl:variable name="parts" as="xs:string*"
      select="$home/(institution | repository | collection | idno | msName) ! normalize-space()[. ne '']"/>
    <xsl:sequence select="if (exists($parts)) then string-join(distinct-values($parts), ', ') else ()"/>
  </xsl:function>

</xsl:stylesheet>
