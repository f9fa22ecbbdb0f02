<?xml version="1.0" encoding="UTF-8"?>
<!-- How the dates of TEI read, in the language of the pages. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:lb="urn:letterbook:functions"
  xmlns:ix="urn:letterbook:index"
  xmlns:_="urn:letterbook:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  expand-text="yes"
  exclude-result-prefixes="#all">

  <!-- What an element with date attributes says: a point, a span, an uncertain point, else its own words. -->
  <xsl:function name="lb:date" as="xs:string?">
    <xsl:param name="element" as="element()?"/>
    <xsl:variable name="when" as="xs:string?" select="($element/@when, $element/@when-iso)[1] ! string()"/>
    <xsl:variable name="from" as="xs:string?" select="($element/@from, $element/@from-iso)[1] ! string()"/>
    <xsl:variable name="to" as="xs:string?" select="($element/@to, $element/@to-iso)[1] ! string()"/>
    <xsl:variable name="after" as="xs:string?" select="($element/@notBefore, $element/@notBefore-iso)[1] ! string()"/>
    <xsl:variable name="before" as="xs:string?" select="($element/@notAfter, $element/@notAfter-iso)[1] ! string()"/>
    <xsl:variable name="text" as="xs:string" select="normalize-space($element)"/>
    <xsl:sequence select="
      if (lb:readable-date($when)) then lb:day($when)
      else if ($from and $to) then lb:say('date-span', (lb:day($from), lb:day($to)))
      else if ($from) then lb:say('date-from', lb:day($from))
      else if ($to) then lb:say('date-to', lb:day($to))
      else if ($after and $before) then lb:say('date-between', (lb:day($after), lb:day($before)))
      else if ($after) then lb:say('date-after', lb:day($after))
      else if ($before) then lb:say('date-before', lb:day($before))
      else if ($text) then $text
      else $when"/>
  </xsl:function>

  <!-- The date of a letter of the index, in words: of the action, else of the letter, else as it is written. -->
  <xsl:function name="lb:letter-date" as="xs:string?">
    <xsl:param name="letter" as="element(ix:letter)"/>
    <xsl:sequence select="($letter/ix:action[@type = 'sent'][1]/ix:date[@*][1] ! lb:date(.), $letter/@when[lb:readable-date(.)] ! lb:day(.),
      $letter/@date ! string())[. ne ''][1]"/>
  </xsl:function>

  <!-- The first of the machine-readable values of an element, for attributes such as datetime: a year, month or day. -->
  <xsl:function name="lb:machine-date" as="xs:string?">
    <xsl:param name="element" as="element()?"/>
    <xsl:sequence select="($element/@when, $element/@when-iso, $element/@from, $element/@notBefore, $element/@notAfter, $element/@to)
      [matches(., '^\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?)?)?)?$')][1] ! string()"/>
  </xsl:function>

  <!-- Whether a value has a form that lb:day can set in words. -->
  <xsl:function name="lb:readable-date" as="xs:boolean">
    <xsl:param name="value" as="xs:string?"/>
    <xsl:sequence select="matches($value, '^(-?\d{4,}(-(0[1-9]|1[0-2])(-\d\d)?)?|--(0[1-9]|1[0-2])(-\d\d)?)(T.*|Z|[+\-]\d\d:\d\d)?$')"/>
  </xsl:function>

  <!-- A date of the form YYYY, YYYY-MM, YYYY-MM-DD, a day without a year, or one of these with a time, in words; anything else unchanged. -->
  <xsl:function name="lb:day" as="xs:string">
    <xsl:param name="value" as="xs:string"/>
    <xsl:variable name="parts" as="xs:string*" select="analyze-string($value, '^(-?\d{4,}|-)(?:-(\d\d))?(?:-(\d\d))?')//*:group ! string()"/>
    <xsl:variable name="year" as="xs:string?" select="$parts[1][. ne '-'] ! _:year(.)"/>
    <xsl:variable name="month" as="xs:string?" select="$parts[2] ! lb:words('months')[xs:integer($parts[2])]"/>
    <xsl:variable name="day" as="xs:string?" select="$parts[3] ! (string(xs:integer(.)) || lb:say('day-mark'))"/>
    <xsl:sequence select="if (lb:readable-date($value)) then string-join(($day, $month, $year), ' ') else $value"/>
  </xsl:function>

  <!-- A year without leading zeros; one before the common era says so. -->
  <xsl:function name="_:year" as="xs:string">
    <xsl:param name="digits" as="xs:string"/>
    <xsl:variable name="number" as="xs:string" select="replace($digits, '^-?0*(\d)', '$1')"/>
    <xsl:sequence select="if (starts-with($digits, '-')) then lb:say('before-christ', $number) else $number"/>
  </xsl:function>

</xsl:stylesheet>
