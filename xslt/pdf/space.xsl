<?xml version="1.0" encoding="UTF-8"?>
<!-- The last pass: white space that means nothing goes, breaks that repeat go, loose pages and notes find their block. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:lb="urn:letterbook:functions"
  xmlns:_="urn:letterbook:private"
  exclude-result-prefixes="#all">

  <!-- Copies, except for the rules below. -->
  <xsl:mode name="_:space" on-no-match="shallow-copy" use-accumulators="_:before _:loose"/>

  <!-- Whether an element holds one stretch of text rather than blocks. -->
  <xsl:function name="_:is-text" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="local-name($element) = ('p', 'line', 'head', 'l', 'cell', 'item', 'note', 'figure', 'fact', 'label')
      and empty($element/(p | line | head | list | table | verse | quote | group | figure))"/>
  </xsl:function>

  <!-- Whether a page or a note stands between blocks. -->
  <xsl:function name="_:is-loose" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="parent" as="element()?" select="$element/.."/>
    <xsl:sequence select="local-name($parent) = ('body', 'group', 'quote', 'verse', 'list', 'table', 'row')
      or local-name($parent) = ('item', 'note', 'cell', 'figure', 'p', 'line') and not(_:is-text($parent))"/>
  </xsl:function>

  <!-- The block right before a loose note. -->
  <xsl:function name="_:block-before" as="element()?">
    <xsl:param name="note" as="element()"/>
    <xsl:sequence select="$note/preceding-sibling::*[not(self::note or self::pb)][1][self::p or self::line or self::head][_:is-text(.)]"/>
  </xsl:function>

  <!-- Whether white space before the mark of a note gives way to white space after it: the mark belongs to the word before. -->
  <xsl:function name="_:yields" as="xs:boolean">
    <xsl:param name="text" as="text()"/>
    <xsl:variable name="next" as="node()*" select="$text/following-sibling::node()[position() le 2]"/>
    <xsl:sequence select="exists($next[1]/self::note) and exists($next[2]/self::text()[matches(., '^\s')]) and matches($text, '\s$')"/>
  </xsl:function>

  <!-- What stands before a place in its stretch of text: start, space or text. A note is a stretch inside another. -->
  <xsl:accumulator name="_:before" as="xs:string*" initial-value="()">
    <xsl:accumulator-rule match="*[_:is-text(.)]" phase="start" select="'start', $value"/>
    <xsl:accumulator-rule match="*[_:is-text(.)]" phase="end" select="tail($value)"/>
    <xsl:accumulator-rule match="br | join" phase="end" select="'start', tail($value)"/>
    <xsl:accumulator-rule match="text()" phase="end" select="
      if (empty($value)) then ()
      else if (_:yields(.)) then (if (normalize-space()) then 'text' else $value[1], tail($value))
      else if (matches(., '\s$')) then (if (normalize-space() or $value[1] = 'text' or empty($value)) then 'space' else $value[1], tail($value))
      else ('text', tail($value))"/>
  </xsl:accumulator>

  <!-- Pages and notes that wait for the next block. -->
  <xsl:accumulator name="_:loose" as="element()*" initial-value="()">
    <xsl:accumulator-rule match="pb[_:is-loose(.)]" phase="start" select="$value, ."/>
    <xsl:accumulator-rule match="note[_:is-loose(.)][empty(_:block-before(.))]" phase="start" select="$value, ."/>
    <xsl:accumulator-rule match="*[not(self::note)][_:is-text(.)][not(ancestor::note)]" phase="end" select="()"/>
  </xsl:accumulator>

  <!-- A stretch of text: the loose ones before it come in at its start, loose notes after it at its end. -->
  <xsl:template match="*[_:is-text(.)]" mode="_:space" as="element()*">
    <xsl:variable name="depth" as="xs:integer" select="count(ancestor-or-self::note)"/>
    <xsl:variable name="loose" as="element()*"
      select="if ($depth or ancestor::*[_:is-text(.)]) then () else accumulator-before('_:loose')"/>
    <xsl:copy>
      <xsl:copy-of select="@*"/>
      <xsl:apply-templates select="$loose" mode="_:placed"/>
      <xsl:apply-templates mode="_:space">
        <xsl:with-param name="last" as="text()?" tunnel="yes"
          select="(.//text()[normalize-space()][count(ancestor::note) = $depth])[last()]"/>
      </xsl:apply-templates>
      <xsl:if test="not(self::note) and $depth = 0">
        <xsl:apply-templates select="following-sibling::*[not(self::pb)][1]/(self::note, self::note/following-sibling::note)
          [_:is-loose(.)][_:block-before(.) is current()]" mode="_:placed"/>
      </xsl:if>
    </xsl:copy>
  </xsl:template>

  <!-- What was loose, at its new place. -->
  <xsl:mode name="_:placed" on-no-match="fail"/>

  <!-- A page. -->
  <xsl:template match="pb" mode="_:placed" as="element(pb)">
    <xsl:copy-of select="."/>
  </xsl:template>

  <!-- A note: its white space is settled like any other's. -->
  <xsl:template match="note" mode="_:placed" as="element(note)">
    <note>
      <xsl:copy-of select="@*"/>
      <xsl:apply-templates mode="_:space">
        <xsl:with-param name="last" as="text()?" tunnel="yes"
          select="if (_:is-text(.)) then (.//text()[normalize-space()][count(ancestor::note) = 1])[last()] else ()"/>
      </xsl:apply-templates>
    </note>
  </xsl:template>

  <!-- The place between blocks is left empty. -->
  <xsl:template match="pb[_:is-loose(.)] | note[_:is-loose(.)]" mode="_:space" as="empty-sequence()" priority="2"/>

  <!-- Notes that no block came for get one. -->
  <xsl:template match="body" mode="_:space" as="element(body)">
    <xsl:variable name="left" as="element()*" select="accumulator-after('_:loose')"/>
    <body>
      <xsl:apply-templates mode="_:space"/>
      <xsl:if test="$left/self::note">
        <p indent="no">
          <xsl:apply-templates select="$left" mode="_:placed"/>
        </p>
      </xsl:if>
    </body>
  </xsl:template>

  <!-- A break at the start or the end of a stretch, or after another, is none. -->
  <xsl:template match="br" mode="_:space" as="element(br)?">
    <xsl:param name="last" as="text()?" tunnel="yes"/>
    <xsl:if test="not(accumulator-before('_:before')[1] = 'start') and $last >> .">
      <br/>
    </xsl:if>
  </xsl:template>

  <!-- The mark that joins two halves of a word has done its work. -->
  <xsl:template match="join" mode="_:space" as="empty-sequence()"/>

  <!-- Text: one space for each stretch of white space, none at the start and the end of a stretch, nor beside a break. -->
  <xsl:template match="text()" mode="_:space" as="text()?">
    <xsl:param name="last" as="text()?" tunnel="yes"/>
    <xsl:variable name="state" as="xs:string*" select="accumulator-before('_:before')"/>
    <xsl:variable name="one" as="xs:string" select="replace(., '\s+', ' ')"/>
    <xsl:variable name="from" as="xs:string" select="if ($state[1] = 'text') then $one else replace($one, '^ ', '')"/>
    <xsl:variable name="ended" as="xs:boolean" select="empty($last) or . is $last or . >> $last
      or exists(following-sibling::node()[1][self::br or self::join]) or _:yields(.)"/>
    <xsl:variable name="kept" as="xs:string" select="if (empty($state)) then '' else if ($ended) then replace($from, ' $', '') else $from"/>
    <xsl:if test="$kept ne ''">
      <xsl:value-of select="$kept"/>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
