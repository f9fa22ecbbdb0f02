<?xml version="1.0" encoding="UTF-8"?>
<!-- What @rend, @rendition and @style say about looks, as words of a small closed set. Nothing a file says reaches an export raw. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:lb="urn:letterbook:functions"
  xmlns:_="urn:letterbook:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- A rendition declared in the header, by its identifier. -->
  <xsl:key name="lb:rendition" match="tagsDecl/rendition" use="@xml:id"/>

  <!-- The words of @rend that are in use, and misspellings of the commonest, with what they mean. -->
  <xsl:variable name="_:looks" as="map(xs:string, xs:string)" select="map{
    'italic': 'italic', 'italics': 'italic', 'italique': 'italic', 'i': 'italic', 'it': 'italic', 'oblique': 'italic', 'kursiv': 'italic',
    'bold': 'bold', 'b': 'bold', 'strong': 'bold', 'fett': 'bold', 'semibold': 'bold',
    'underline': 'underline', 'underlined': 'underline', 'u': 'underline', 'ul': 'underline', 'under': 'underline', 'unnderline': 'underline',
    'underline>': 'underline', 'singleunderline': 'underline', 'unterstrichen': 'underline',
    'doubleunderline': 'double-underline', 'double-underline': 'double-underline', 'underline-double': 'double-underline',
    'underline2': 'double-underline', 'dunderline': 'double-underline',
    'strikethrough': 'strike', 'strike-through': 'strike', 'strike': 'strike', 'line-through': 'strike', 'overstrike': 'strike', 's': 'strike',
    'superscript': 'superscript', 'sup': 'superscript', 'super': 'superscript', 'superscipt': 'superscript', 'superscirpt': 'superscript',
    'superscropt': 'superscript', 'above': 'superscript', 'subscript': 'subscript', 'sub': 'subscript',
    'smallcaps': 'small-caps', 'small-caps': 'small-caps', 'smallcap': 'small-caps', 'sc': 'small-caps', 'smcap': 'small-caps',
    'allcaps': 'all-caps', 'caps': 'all-caps', 'uppercase': 'all-caps', 'capitals': 'all-caps',
    'spaced': 'spaced', 'letterspaced': 'spaced', 'letter-spacing': 'spaced', 'letterspace': 'spaced', 'gesperrt': 'spaced', 'wide': 'spaced',
    'large': 'large', 'larger': 'large', 'big': 'large', 'small': 'small', 'smaller': 'small',
    'center': 'center', 'centre': 'center', 'centered': 'center', 'right': 'right', 'align-right': 'right', 'left': 'left', 'align-left': 'left',
    'indent': 'indent', 'indented': 'indent', 'noindent': 'no-indent', 'no-indent': 'no-indent', 'block': 'block',
    'blackletter': 'blackletter', 'fraktur': 'blackletter', 'antiqua': 'antiqua', 'latintype': 'antiqua', 'monospace': 'monospace',
    'typewriter': 'monospace', 'boxed': 'boxed', 'box': 'boxed', 'frame': 'boxed', 'overline': 'overline', 'normal': 'normal', 'roman': 'normal'}"/>

  <!-- The looks of an element, each at most once: italic, bold, underline, double-underline, overline, strike, superscript,
       subscript, small-caps, all-caps, spaced, large, small, center, right, left, indent, no-indent, block, blackletter, antiqua,
       monospace, boxed, normal. -->
  <xsl:function name="lb:looks" as="xs:string*">
    <xsl:param name="element" as="element()"/>
    <xsl:if test="$element/(@rend | @style | @rendition)">
      <xsl:variable name="declared" as="element()*" select="for $pointer in tokenize($element/@rendition)
        return key('lb:rendition', substring-after($pointer, '#'), root($element))"/>
      <xsl:variable name="found" as="xs:string*" select="
        _:rend-looks($element/@rend),
        ($element/@style, $declared[not(@scheme) or @scheme = 'css']) ! _:style-looks(string()),
        (for $pointer in tokenize($element/@rendition) return _:rend-looks(replace($pointer, '^.*[#:]', '')))"/>
      <xsl:sequence select="distinct-values($found)"/>
    </xsl:if>
  </xsl:function>

  <!-- The looks of a value of @rend: words, or words with an argument, such as `align(center)`. -->
  <xsl:function name="_:rend-looks" as="xs:string*">
    <xsl:param name="value" as="xs:string?"/>
    <xsl:variable name="plain" as="xs:string" select="lower-case(string($value))"/>
    <xsl:sequence select="if (contains($plain, ':')) then _:style-looks($plain)
      else for $word in tokenize(replace($plain, '[(),;]', ' ')) return $_:looks($word)"/>
  </xsl:function>

  <!-- The looks of a list of CSS declarations; other properties and values are passed over. -->
  <xsl:function name="_:style-looks" as="xs:string*">
    <xsl:param name="style" as="xs:string"/>
    <xsl:for-each select="tokenize(lower-case($style), ';')">
      <xsl:variable name="property" as="xs:string" select="normalize-space(substring-before(., ':'))"/>
      <xsl:variable name="values" as="xs:string*" select="tokenize(substring-after(., ':'))"/>
      <xsl:choose>
        <xsl:when test="starts-with($property, 'text-decoration')">
          <xsl:sequence select="if ($values = 'underline') then (if ($values = 'double') then 'double-underline' else 'underline') else (),
            'strike'[$values = 'line-through'], 'overline'[$values = 'overline']"/>
        </xsl:when>
        <xsl:when test="$property = 'letter-spacing'">
          <xsl:sequence select="'spaced'[not($values = ('normal', '0'))]"/>
        </xsl:when>
        <xsl:when test="$property = 'font-weight'">
          <xsl:sequence select="'bold'[$values = ('bold', 'bolder', '600', '700', '800', '900')]"/>
        </xsl:when>
        <xsl:when test="$property = 'text-indent'">
          <xsl:sequence select="if ($values = ('0', '0em')) then 'no-indent' else 'indent'"/>
        </xsl:when>
        <xsl:when test="$property = ('vertical-align', 'font-style', 'font-variant', 'font-variant-caps', 'text-align', 'font-size', 'text-transform')">
          <xsl:sequence select="$values ! $_:looks(.)"/>
        </xsl:when>
        <xsl:otherwise/>
      </xsl:choose>
    </xsl:for-each>
  </xsl:function>

</xsl:stylesheet>
