"""Workbooks as office programs write them: none of these can be had here, their habits can."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZipFile

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def make_workbook(
    sheets: Mapping[str, str], texts: str = "", styles: str = "", settings: str = "<workbookPr/>"
) -> bytes:
    """The bytes of a workbook: the XML of each sheet's inside by name, of its texts, formats and settings."""
    names = "".join(
        f'<sheet name="{name}" sheetId="{number}" r:id="rId{number}"/>'
        for number, name in enumerate(sheets, 1)
    )
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in range(1, len(sheets) + 1)
    )
    kinds = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{_KIND}.worksheet+xml"/>'
        for number in range(1, len(sheets) + 1)
    )
    parts = {
        "[Content_Types].xml": (
            f'<Types xmlns="{_TYPES}"><Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>{kinds}'
            f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/>'
            f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_KIND}.sharedStrings+xml"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" Type="{_OFFICE}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": (
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">{settings}<sheets>{names}</sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{_PACKAGE}">{links}'
            f'<Relationship Id="rId90" Type="{_OFFICE}/styles" Target="styles.xml"/>'
            f'<Relationship Id="rId91" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
            "</Relationships>"
        ),
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}">{styles}</styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}">{texts}</sst>',
    }
    for number, inside in enumerate(sheets.values(), 1):
        parts[f"xl/worksheets/sheet{number}.xml"] = (
            f'<worksheet xmlns="{_MAIN}" xmlns:r="{_OFFICE}" '
            'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac" '
            'xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac">'
            f"{inside}</worksheet>"
        )
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, f"{_HEAD}{text}")
    return packed.getvalue()


def formats(*codes: str | int) -> str:
    """Cell formats: format 0 is none, 1 the first of these (a number is one that every program knows)."""
    own = [code for code in codes if isinstance(code, str)]
    listed = "".join(
        f'<numFmt numFmtId="{164 + number}" formatCode="{code}"/>' for number, code in enumerate(own)
    )
    ids = [0, *(code if isinstance(code, int) else 164 + own.index(code) for code in codes)]
    used = "".join(f'<xf numFmtId="{each}" fontId="0" fillId="0" borderId="0" xfId="0"/>' for each in ids)
    return (
        f'<numFmts count="{len(own)}">{listed}</numFmts><fonts><font/></fonts>'
        '<fills><fill><patternFill patternType="none"/></fill></fills><borders><border/></borders>'
        f'<cellStyleXfs><xf numFmtId="0"/></cellStyleXfs><cellXfs>{used}</cellXfs>'
    )


def shared_texts(*texts: str) -> str:
    """Texts that cells name by their number, each perhaps with formats within."""
    return "".join(f"<si>{text if text.startswith('<') else f'<t>{text}</t>'}</si>" for text in texts)


def excel() -> bytes:
    """Texts in parts, dates and times as numbers, formulas, a row hidden by a filter, columns to the last."""
    rows = (
        '<row r="1" spans="1:6" x14ac:dyDescent="0.3">'
        + "".join(
            f'<c r="{column}1" s="4" t="s"><v>{number}</v></c>' for number, column in enumerate("ABCDEF")
        )
        + "</row>"
        '<row r="2" spans="1:6"><c r="A2" t="s"><v>6</v></c><c r="B2" s="1"><v>46424</v></c>'
        '<c r="C2" s="2"><v>0.58333333333333337</v></c><c r="D2" s="2"><v>0.66666666666666663</v></c>'
        '<c r="E2" t="str"><f>VLOOKUP(A2,Places!A:B,2,FALSE)</f><v>Main Library</v></c>'
        '<c r="F2" s="3"><v>5.5</v></c><c r="G2" s="4"/><c r="XFD2" s="4"/></row>'
        '<row r="3" spans="1:6" hidden="1"><c r="A3" t="s"><v>7</v></c><c r="B3" s="1"><v>46425</v></c>'
        '<c r="C3" s="2"><v>0.75</v></c><c r="E3" t="s"><v>8</v></c><c r="F3"><v>0</v></c></row>'
    )
    inside = (
        '<dimension ref="A1:XFD3"/><cols><col min="1" max="16384" width="9.1" customWidth="1"/></cols>'
        f'<sheetData>{rows}</sheetData><autoFilter ref="A1:F3"/>'
    )
    texts = shared_texts(
        *("Event", "Date", "Start time", "End time", "Location", "Cost"),
        '<r><t xml:space="preserve">Tea </t></r><r><rPr><b/><sz val="11"/></rPr><t>party</t></r>',
        '<t xml:space="preserve"> \u201cCake\u201d &amp; talk </t><phoneticPr fontId="1"/>',
        "Main Library",
    )
    return make_workbook({"Sheet1": inside}, texts, formats(14, 20, 8, 49))


def excel_for_old_macs() -> bytes:
    """Days counted from 1904 on."""
    rows = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
        '<row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2" s="1"><v>44962.583333333336</v></c></row>'
    )
    texts = shared_texts("Title", "Start", "Tea")
    settings = '<workbookPr date1904="1"/>'
    return make_workbook({"Sheet1": f"<sheetData>{rows}</sheetData>"}, texts, formats(22), settings)


def google() -> bytes:
    """Formats of its own for dates, boxes to tick, a thousand empty rows."""
    empty = "".join(f'<row r="{number}" ht="15.75" customHeight="1"/>' for number in range(4, 1001))
    rows = (
        '<row r="1"><c r="A1" s="3" t="s"><v>0</v></c><c r="B1" s="3" t="s"><v>1</v></c>'
        '<c r="C1" s="3" t="s"><v>2</v></c><c r="D1" s="3" t="s"><v>3</v></c></row>'
        '<row r="2"><c r="A2" t="s"><v>4</v></c><c r="B2" s="1"><v>46424.0</v></c>'
        '<c r="C2" s="2"><v>0.5833333333284827</v></c><c r="D2" t="b"><v>1</v></c></row>'
        '<row r="3"><c r="A3" t="s"><v>5</v></c><c r="B3" s="1"><v>46425.0</v></c>'
        '<c r="C3" s="2"><v>0.0</v></c><c r="D3" t="b"><v>0</v></c></row>'
    )
    inside = (
        '<sheetFormatPr customHeight="1" defaultColWidth="12.63" defaultRowHeight="15.75"/>'
        f'<sheetData>{rows}{empty}</sheetData><drawing r:id="rId1"/>'
    )
    texts = shared_texts("Name of event", "Day", "Time", "Free?", "Tea", "Midnight walk")
    return make_workbook({"Events": inside}, texts, formats("ddd, d mmm yyyy", "h:mm am/pm", 0))


def libre_office() -> bytes:
    """Every row says everything of itself, also the last one there can be; times longer than a day."""
    said = 'customFormat="false" ht="12.8" hidden="false" customHeight="false" outlineLevel="0"'
    rows = (
        f'<row r="1" {said}><c r="A1" s="0" t="s"><v>0</v></c><c r="B1" s="0" t="s"><v>1</v></c>'
        '<c r="C1" s="0" t="s"><v>2</v></c></row>'
        f'<row r="2" {said}><c r="A2" s="0" t="s"><v>3</v></c>'
        '<c r="B2" s="1" t="n"><v>46424.5833333333</v></c>'
        '<c r="C2" s="2" t="n"><f aca="false">TIME(1,30,0)</f><v>0.0625</v></c></row>'
        f'<row r="1048576" {said}/>'
    )
    inside = (
        '<sheetPr filterMode="false"><pageSetUpPr fitToPage="false"/></sheetPr><dimension ref="A1:C1048576"/>'
        f"<sheetData>{rows}</sheetData>"
    )
    texts = shared_texts(
        *(f'<t xml:space="preserve">{each}</t>' for each in ("Titel", "Start", "Duration", "Tea"))
    )
    texts = texts.replace("Titel", "Title")
    return make_workbook({"Sheet1": inside}, texts, formats("dd/mm/yy\\ hh:mm", "[hh]:mm:ss"))


def numbers() -> bytes:
    """A first sheet that tells where the others come from, and the name of the table above it."""
    summary = (
        '<sheetData><row r="2"><c r="B2" t="s"><v>0</v></c></row><row r="4"><c r="B4" t="s"><v>1</v></c>'
        '<c r="C4" t="s"><v>2</v></c><c r="D4" t="s"><v>3</v></c></row></sheetData>'
    )
    rows = (
        '<row r="1"><c r="A1" t="s"><v>4</v></c><c r="B1" s="1"/><c r="C1" s="1"/></row>'
        '<row r="2"><c r="A2" t="s"><v>5</v></c><c r="B2" t="s"><v>6</v></c>'
        '<c r="C2" t="s"><v>7</v></c></row>'
        '<row r="3"><c r="A3" t="s"><v>8</v></c><c r="B3" s="1"><v>46424.583333333336</v></c>'
        '<c r="C3" t="s"><v>9</v></c></row>'
        '<row r="4"><c r="A4" s="1"/><c r="B4" s="1"/><c r="C4" s="1"/></row>'
    )
    events = f'<sheetData>{rows}</sheetData><mergeCells count="1"><mergeCell ref="A1:C1"/></mergeCells>'
    texts = shared_texts(
        "This document was exported from Numbers. Each table was converted to an Excel worksheet.",
        *("Numbers Sheet Name", "Numbers Table Name", "Excel Worksheet Name", "Table 1"),
        *("Title", "Starts", "Venue", "Tea", "Main Library"),
    )
    sheets = {"Export Summary": summary, "Sheet 1 - Table 1": events}
    return make_workbook(sheets, texts, formats("d mmm yyyy h:mm"))


def web_form() -> bytes:
    """Texts within the cells, and no cell that says which it is."""
    names = ("Timestamp", "Title", "Date", "Start time")
    answers = ("1/9/2027 9:12:01", "Tea", "13/2/2027", "2 pm")
    rows = "".join(f"<row>{''.join(map(_within, texts))}</row>" for texts in (names, answers))
    return make_workbook({"Form responses 1": f"<sheetData>{rows}</sheetData>"})


def _within(text: str) -> str:
    return f'<c t="inlineStr"><is><t>{text}</t></is></c>'
