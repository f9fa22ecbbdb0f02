<?xml version="1.0" encoding="UTF-8"?>
<!-- What is to be known about the text: sources, responsibility, licence, principles, other forms. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:lb="urn:letterbook:functions"
  xmlns:_="urn:letterbook:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  expand-text="yes"
  exclude-result-prefixes="#all">

  <!-- The section below the letter. -->
  <xsl:template name="_:about" as="element()">
    <section class="about" aria-labelledby="about-title">
      <h2 id="about-title">{lb:say('about')}</h2>
      <dl>
        <xsl:call-template name="_:about-sources"/>
        <xsl:call-template name="_:about-context"/>
        <xsl:call-template name="_:about-people"/>
        <xsl:call-template name="_:about-licence"/>
        <xsl:call-template name="_:about-changes"/>
        <xsl:call-template name="_:about-forms"/>
      </dl>
      <xsl:call-template name="_:readings"/>
      <xsl:call-template name="_:about-principles"/>
    </section>
  </xsl:template>

  <!-- Of what this is a transcription. -->
  <xsl:template name="_:about-sources" as="element()*">
    <xsl:variable name="sources" as="element()*">
      <xsl:apply-templates select="teiHeader/fileDesc/sourceDesc/*" mode="_:source"/>
    </xsl:variable>
    <xsl:if test="exists($sources)">
      <dt>{lb:say(if (count($sources) gt 1) then 'sources' else 'source')}</dt>
      <dd>
        <xsl:sequence select="$sources"/>
      </dd>
    </xsl:if>
  </xsl:template>

  <!-- What the editors note on sending and receipt, and the letters before and after it. -->
  <xsl:template name="_:about-context" as="element()*">
    <xsl:variable name="said" as="element()*" select="teiHeader/profileDesc/correspDesc/(note | p | correspContext/*)[normalize-space()]"/>
    <xsl:if test="exists($said)">
      <dt>{lb:say('context')}</dt>
      <dd>
        <xsl:for-each select="$said">
          <p>
            <xsl:for-each select="self::ref[@type]">
              <span class="label">{lb:say(if (@subtype = ('answered', 'answering')) then @subtype else if (@type = 'next') then 'next-in'
                else if (lb:has-word(@type)) then @type else 'letter')} </span>
            </xsl:for-each>
            <xsl:apply-templates select="if (self::ref) then . else node()"/>
          </p>
        </xsl:for-each>
      </dd>
    </xsl:if>
  </xsl:template>

  <!-- Who did what. -->
  <xsl:template name="_:about-people" as="element()*">
    <xsl:variable name="people" as="element()*" select="teiHeader/fileDesc/titleStmt/(editor | principal | sponsor | funder | respStmt)[normalize-space()]"/>
    <xsl:if test="exists($people)">
      <dt>{lb:say('responsible')}</dt>
      <dd>
        <xsl:for-each select="$people">
          <p>
            <xsl:sequence select="if (self::respStmt) then _:responsibility(.) else _:inline(.)"/>
          </p>
        </xsl:for-each>
      </dd>
    </xsl:if>
  </xsl:template>

  <!-- Tasks and those who did them: what was done, by whom; the other way round where the names stand first. -->
  <xsl:function name="_:responsibility" as="node()*">
    <xsl:param name="statement" as="element(respStmt)"/>
    <xsl:variable name="parts" as="element()*" select="$statement/(* except note)[normalize-space()]"/>
    <xsl:variable name="tasks-first" as="xs:boolean" select="exists($parts[1]/self::resp)"/>
    <xsl:for-each-group select="$parts" group-starting-with="*[exists(self::resp) eq $tasks-first][preceding-sibling::*[. intersect $parts][1]/exists(self::resp) ne $tasks-first]">
      <xsl:variable name="tasks" as="xs:string*" select="current-group()/self::resp ! replace(normalize-space(), '[:;,]$', '')"/>
      <xsl:variable name="names" as="node()*" select="_:enumerated(current-group()[not(self::resp)])"/>
      <xsl:variable name="between" as="xs:string" select="if (empty($tasks) or empty($names)) then '' else if ($tasks-first and matches($tasks[last()], '\sby$')) then ' ' else ': '"/>
      <xsl:if test="position() gt 1">
        <xsl:text>; </xsl:text>
      </xsl:if>
      <xsl:if test="$tasks-first">
        <xsl:value-of select="string-join($tasks, ', ') || $between"/>
      </xsl:if>
      <xsl:sequence select="$names"/>
      <xsl:if test="not($tasks-first)">
        <xsl:value-of select="$between || string-join($tasks, ', ')"/>
      </xsl:if>
    </xsl:for-each-group>
  </xsl:function>

  <!-- The content of an element. -->
  <xsl:function name="_:inline" as="node()*">
    <xsl:param name="element" as="element()"/>
    <xsl:apply-templates select="$element/node()"/>
  </xsl:function>

  <!-- What may be done with letter and encoding. -->
  <xsl:template name="_:about-licence" as="element()*">
    <xsl:variable name="terms" as="element()*" select="teiHeader/fileDesc/publicationStmt/availability/(licence | p)[normalize-space() or @target]"/>
    <xsl:if test="exists($terms)">
      <dt>{lb:say('licence')}</dt>
      <dd>
        <xsl:for-each select="$terms">
          <xsl:variable name="href" as="xs:string?" select="self::licence/lb:web-href(tokenize(@target)[1])"/>
          <div class="terms">
            <xsl:apply-templates select="if (self::p) then . else node()"/>
            <xsl:if test="$href">
              <p>
                <a rel="license" href="{$href}">{$href}</a>
              </p>
            </xsl:if>
          </div>
        </xsl:for-each>
      </dd>
    </xsl:if>
  </xsl:template>

  <!-- The newest change that is dated. -->
  <xsl:template name="_:about-changes" as="element()*">
    <xsl:variable name="dates" as="xs:string*" select="sort(teiHeader/revisionDesc//change/@when[lb:readable-date(.)] ! string())"/>
    <xsl:if test="exists($dates)">
      <dt>{lb:say('changes')}</dt>
      <dd>
        <time datetime="{$dates[last()]}">{lb:day($dates[last()])}</time>
      </dd>
    </xsl:if>
  </xsl:template>

  <!-- The letter in other forms. -->
  <xsl:template name="_:about-forms" as="element()*">
    <xsl:variable name="forms" as="xs:string*" select="('tei', 'pdf', 'text')[lb:safe-href(string(lb:setting(. || '-href')))]"/>
    <xsl:if test="exists($forms)">
      <dt>{lb:say('downloads')}</dt>
      <dd class="forms">
        <xsl:for-each select="$forms">
          <a href="{lb:safe-href(string(lb:setting(. || '-href')))}">{lb:say(.)}</a>
        </xsl:for-each>
      </dd>
    </xsl:if>
  </xsl:template>

  <!-- How the editors worked. -->
  <xsl:template name="_:about-principles" as="element()?">
    <xsl:variable name="said" as="element()*" select="teiHeader/encodingDesc/(projectDesc | samplingDecl | editorialDecl)[normalize-space()]"/>
    <xsl:if test="exists($said)">
      <details class="principles">
        <summary>{lb:say('editorial')}</summary>
        <xsl:sequence select="_:language(($said/@xml:lang)[1])"/>
        <xsl:apply-templates select="$said//(p | ab)[not(ancestor::p)] | $said//list[not(ancestor::p)]"/>
      </details>
    </xsl:if>
  </xsl:template>

  <!-- Names of elements and attributes where the header speaks of encoding. -->
  <xsl:template match="teiHeader//gi | teiHeader//att | teiHeader//val | teiHeader//tag | teiHeader//ident | teiHeader//code" as="element()" priority="2">
    <code>
      <xsl:apply-templates/>
    </code>
  </xsl:template>

  <!-- Text in the header has no layers; its spaces are those of a line. -->
  <xsl:template match="teiHeader//text()" as="text()" priority="1">
    <xsl:value-of select="."/>
  </xsl:template>

</xsl:stylesheet>
