<?xml version="1.0" encoding="UTF-8"?>
<!-- The words that exports themselves say, by language. Another language is one more table with the same keys. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:lb="urn:letterbook:functions"
  xmlns:_="urn:letterbook:private"
  exclude-result-prefixes="#all">

  <!-- The language of the pages themselves, as BCP 47. -->
  <xsl:variable name="lb:interface" as="xs:string" select="string(lb:setting('language', 'en'))"/>

  <!-- English. A sign ^1 or ^2 stands for what is put in. -->
  <xsl:variable name="_:english" as="map(xs:string, xs:string*)" select="map{
    'months': ('January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'),
    'day-mark': '', 'date-span': '^1 to ^2', 'date-from': 'from ^1', 'date-to': 'until ^1', 'date-between': 'between ^1 and ^2',
    'date-after': 'not before ^1', 'date-before': 'not after ^1', 'before-christ': '^1 BC', 'undated': 'undated', 'and': 'and',
    'letters': 'Letters', 'letter': 'Letter', 'notes': 'Notes', 'note': 'Note', 'to-note': 'note ^1', 'back-to-text': 'back to the text',
    'from': 'From', 'to': 'To', 'place': 'Place', 'date': 'Date', 'sent': 'Sent', 'received': 'Received', 'transmitted': 'Transmitted',
    'redirected': 'Redirected', 'forwarded': 'Forwarded', 'source': 'Source', 'sources': 'Sources', 'classification': 'Classification',
    'status': 'Status', 'about': 'About this text', 'editorial': 'Editorial principles', 'licence': 'Licence', 'downloads': 'Other forms',
    'pdf': 'PDF', 'text': 'Plain text', 'tei': 'TEI-XML', 'previous': 'Previous letter', 'next': 'Next letter',
    'skip': 'Skip to the text', 'unknown': 'unknown', 'page': 'page ^1', 'column': 'column ^1', 'page-new': 'new page',
    'persons': 'Persons', 'groups': 'Groups', 'places': 'Places', 'organisations': 'Organisations', 'events': 'Events', 'works': 'Works',
    'objects': 'Objects', 'person': 'Person', 'personGrp': 'Group', 'org': 'Organisation', 'event': 'Event', 'bibl': 'Work', 'object': 'Object',
    'born': 'Born', 'died': 'Died', 'life': 'Lived', 'dates': 'Dates', 'occupation': 'Occupation', 'also': 'Also called',
    'description': 'Description', 'identifiers': 'Identifiers', 'location': 'Location', 'relations': 'Relations', 'mentions': 'In the letters',
    'mentioned-in': 'mentioned ^1 times in ^2 letters', 'mentioned-once': 'mentioned once', 'no-mentions': 'mentioned in no letter of this edition',
    'as-sender': 'Letters sent', 'as-addressee': 'Letters received', 'as-sender-place': 'Letters sent from here', 'as-addressee-place': 'Letters received here', 'name': 'Name', 'mentions-count': 'Mentions',
    'letters-count': 'Letters', 'number': 'No.', 'title': 'Title', 'sender': 'Sender', 'addressee': 'Addressee', 'register': 'Register',
    'written-in': 'Edition', 'sic-for': 'the source reads “^1”', 'orig-for': 'the source has “^1”', 'abbr-for': 'abbreviated “^1” in the source',
    'reads-corr': 'read “^1”', 'reads-reg': 'regular spelling “^1”', 'reads-expan': 'stands for “^1”', 'other-for': 'or “^1”',
    'sic': 'so in the source', 'deleted': 'deleted', 'added': 'added', 'supplied': 'supplied by the editor', 'supplied-reason': 'supplied (^1)',
    'unclear': 'reading uncertain', 'gap': 'gap in the text', 'gap-of': 'gap: ^1', 'damage': 'damaged', 'space': 'blank space', 'surplus': 'superfluous',
    'hand': 'change of hand', 'restored': 'deletion cancelled', 'retraced': 'retraced', 'figure': 'Figure', 'stamp': 'stamp',
    'heading-editorial': 'heading by the editors', 'running-head': 'running head', 'enclosure': 'text within the text', 'end': 'end',
    'untranslated': 'element without a template: ^1', 'context': 'Correspondence', 'answered': 'answers', 'answering': 'answered by',
    'prev': 'before it', 'next-in': 'after it', 'changes': 'Latest change', 'responsible': 'Responsibility', 'made-with': 'Made with Letterbook',
    'cert-low': 'uncertain', 'cert-medium': 'probable', 'list-letters': 'all letters', 'place-bottom': 'at the foot', 'place-top': 'at the top',
    'place-margin': 'in the margin', 'place-left': 'in the left margin', 'place-right': 'in the right margin', 'no-title': 'untitled',
    'relation-spouse': 'married to', 'relation-parent-active': 'parent of',
    'relation-parent-passive': 'child of', 'relation-child-active': 'child of', 'relation-child-passive': 'parent of', 'relation-sibling': 'brother or sister of',
    'relation-parent-in-law-active': 'parent-in-law of', 'relation-parent-in-law-passive': 'son- or daughter-in-law of',
    'relation-member-active': 'member of', 'relation-member-passive': 'members', 'relation-holder-of-office-active': 'office',
    'relation-holder-of-office-passive': 'held by', 'relation-participant-active': 'took part in', 'relation-participant-passive': 'participants',
    'relation-part-of-active': 'part of', 'relation-part-of-passive': 'includes', 'relation-author-active': 'author of', 'relation-author-passive': 'written by',
    'relation-friend': 'friend of', 'relation-colleague': 'colleague of', 'relation-inverse': '^1 (of this one)', 'mentioned-in-one': 'mentioned ^1 times in one letter',
    'author': 'Author', 'editor': 'Editor', 'edited-by': 'ed.', 'table': 'Table', 'state': 'State', 'readings': 'Readings of the source (^1)', 'country': 'Country', 'region': 'Region', 'settlement': 'Settlement', 'residence': 'Residence', 'nationality': 'Nationality',
    'affiliation': 'Affiliation', 'education': 'Education', 'faith': 'Faith', 'publisher': 'Publisher', 'pubPlace': 'Published in', 'biblScope': 'Extent', 'textLang': 'Language',
    'bibl-copytext': 'Copy text:', 'bibl-collation': 'Compared with:', 'of': '^1 of ^2', 'print-of': 'Permanent form of this page', 'facsimile': 'image'}"/>

  <!-- German. -->
  <xsl:variable name="_:german" as="map(xs:string, xs:string*)" select="map{
    'months': ('Januar', 'Februar', 'März', 'April', 'Mai', 'Juni', 'Juli', 'August', 'September', 'Oktober', 'November', 'Dezember'),
    'day-mark': '.', 'date-span': '^1 bis ^2', 'date-from': 'ab ^1', 'date-to': 'bis ^1', 'date-between': 'zwischen ^1 und ^2',
    'date-after': 'nicht vor ^1', 'date-before': 'nicht nach ^1', 'before-christ': '^1 v. Chr.', 'undated': 'undatiert', 'and': 'und',
    'letters': 'Briefe', 'letter': 'Brief', 'notes': 'Anmerkungen', 'note': 'Anmerkung', 'to-note': 'Anmerkung ^1', 'back-to-text': 'zurück zum Text',
    'from': 'Von', 'to': 'An', 'place': 'Ort', 'date': 'Datum', 'sent': 'Gesendet', 'received': 'Empfangen', 'transmitted': 'Übermittelt',
    'redirected': 'Umgeleitet', 'forwarded': 'Weitergeleitet', 'source': 'Quelle', 'sources': 'Quellen', 'classification': 'Einstufung',
    'status': 'Stand', 'about': 'Zu diesem Text', 'editorial': 'Editionsgrundsätze', 'licence': 'Lizenz', 'downloads': 'Andere Formen',
    'pdf': 'PDF', 'text': 'Reiner Text', 'tei': 'TEI-XML', 'previous': 'Voriger Brief', 'next': 'Nächster Brief',
    'skip': 'Zum Text', 'unknown': 'unbekannt', 'page': 'Seite ^1', 'column': 'Spalte ^1', 'page-new': 'neue Seite',
    'persons': 'Personen', 'groups': 'Gruppen', 'places': 'Orte', 'organisations': 'Körperschaften', 'events': 'Ereignisse', 'works': 'Werke',
    'objects': 'Gegenstände', 'person': 'Person', 'personGrp': 'Gruppe', 'org': 'Körperschaft', 'event': 'Ereignis', 'bibl': 'Werk', 'object': 'Gegenstand',
    'born': 'Geboren', 'died': 'Gestorben', 'life': 'Lebenszeit', 'dates': 'Daten', 'occupation': 'Tätigkeit', 'also': 'Auch genannt',
    'description': 'Beschreibung', 'identifiers': 'Normdaten', 'location': 'Lage', 'relations': 'Beziehungen', 'mentions': 'In den Briefen',
    'mentioned-in': '^1 Erwähnungen in ^2 Briefen', 'mentioned-once': 'einmal erwähnt', 'no-mentions': 'in keinem Brief dieser Ausgabe erwähnt',
    'as-sender': 'Gesendete Briefe', 'as-addressee': 'Empfangene Briefe', 'as-sender-place': 'Von hier gesendete Briefe', 'as-addressee-place': 'Hier empfangene Briefe', 'name': 'Name', 'mentions-count': 'Erwähnungen',
    'letters-count': 'Briefe', 'number': 'Nr.', 'title': 'Titel', 'sender': 'Absender', 'addressee': 'Empfänger', 'register': 'Register',
    'written-in': 'Ausgabe', 'sic-for': 'in der Vorlage „^1“', 'orig-for': 'in der Vorlage „^1“', 'abbr-for': 'in der Vorlage abgekürzt „^1“',
    'reads-corr': 'lies „^1“', 'reads-reg': 'in heutiger Schreibung „^1“', 'reads-expan': 'steht für „^1“', 'other-for': 'oder „^1“',
    'sic': 'so in der Vorlage', 'deleted': 'gestrichen', 'added': 'hinzugefügt', 'supplied': 'vom Herausgeber ergänzt', 'supplied-reason': 'ergänzt (^1)',
    'unclear': 'Lesung unsicher', 'gap': 'Lücke im Text', 'gap-of': 'Lücke: ^1', 'damage': 'beschädigt', 'space': 'freier Raum', 'surplus': 'überzählig',
    'hand': 'Wechsel der Hand', 'restored': 'Streichung aufgehoben', 'retraced': 'nachgezogen', 'figure': 'Abbildung', 'stamp': 'Stempel',
    'heading-editorial': 'Überschrift der Herausgeber', 'running-head': 'Kolumnentitel', 'enclosure': 'Text im Text', 'end': 'Ende',
    'untranslated': 'Element ohne Vorlage: ^1', 'context': 'Briefwechsel', 'answered': 'antwortet auf', 'answering': 'beantwortet durch',
    'prev': 'davor', 'next-in': 'danach', 'changes': 'Letzte Änderung', 'responsible': 'Verantwortung', 'made-with': 'Hergestellt mit Letterbook',
    'cert-low': 'unsicher', 'cert-medium': 'wahrscheinlich', 'list-letters': 'alle Briefe', 'place-bottom': 'unten', 'place-top': 'oben',
    'place-margin': 'am Rand', 'place-left': 'am linken Rand', 'place-right': 'am rechten Rand', 'no-title': 'ohne Titel',
    'relation-spouse': 'verheiratet mit', 'relation-parent-active': 'Elternteil von',
    'relation-parent-passive': 'Kind von', 'relation-child-active': 'Kind von', 'relation-child-passive': 'Elternteil von', 'relation-sibling': 'Bruder oder Schwester von',
    'relation-parent-in-law-active': 'Schwiegervater oder -mutter von', 'relation-parent-in-law-passive': 'Schwiegersohn oder -tochter von',
    'relation-member-active': 'Mitglied von', 'relation-member-passive': 'Mitglieder', 'relation-holder-of-office-active': 'Amt',
    'relation-holder-of-office-passive': 'Inhaber', 'relation-participant-active': 'nahm teil an', 'relation-participant-passive': 'Teilnehmer',
    'relation-part-of-active': 'Teil von', 'relation-part-of-passive': 'umfasst', 'relation-author-active': 'verfasste', 'relation-author-passive': 'verfasst von',
    'relation-friend': 'befreundet mit', 'relation-colleague': 'Kollege von', 'relation-inverse': '^1 (von hier)', 'mentioned-in-one': '^1 Erwähnungen in einem Brief',
    'author': 'Verfasser', 'editor': 'Herausgeber', 'edited-by': 'hg. von', 'table': 'Tabelle', 'state': 'Zustand', 'readings': 'Lesungen der Vorlage (^1)', 'country': 'Land', 'region': 'Region', 'settlement': 'Ort', 'residence': 'Wohnort', 'nationality': 'Nationalität',
    'affiliation': 'Zugehörigkeit', 'education': 'Ausbildung', 'faith': 'Bekenntnis', 'publisher': 'Verlag', 'pubPlace': 'Erschienen in', 'biblScope': 'Umfang', 'textLang': 'Sprache',
    'bibl-copytext': 'Textgrundlage:', 'bibl-collation': 'Verglichen mit:', 'of': '^1 von ^2', 'print-of': 'Dauerhafte Form dieser Seite', 'facsimile': 'Bild'}"/>

  <!-- The table of the language of the pages; English when there is none. -->
  <xsl:variable name="_:table" as="map(xs:string, xs:string*)"
    select="if (matches($lb:interface, '^de(-|$)', 'i')) then map:merge(($_:german, $_:english), map{'duplicates': 'use-first'}) else $_:english"/>

  <!-- Whether there is a word for a key. -->
  <xsl:function name="lb:has-word" as="xs:boolean">
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="map:contains($_:table, $key)"/>
  </xsl:function>

  <!-- The list of words for a key, such as the months. -->
  <xsl:function name="lb:words" as="xs:string*">
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="$_:table($key)"/>
  </xsl:function>

  <!-- The word for a key. -->
  <xsl:function name="lb:say" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="($_:table($key), $key)[1]"/>
  </xsl:function>

  <!-- The sentence for a key, with what is to be put in. -->
  <xsl:function name="lb:say" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="inserted" as="xs:string*"/>
    <xsl:variable name="pieces" as="xs:string*" select="analyze-string(lb:say($key), '\^[12]')/*
      ! (if (. = '^1') then $inserted[1] else if (. = '^2') then $inserted[2] else string())"/>
    <xsl:sequence select="string-join($pieces)"/>
  </xsl:function>

</xsl:stylesheet>
