"""Hostile and odd text files: CSV in every encoding, web pages and archives, XML spreadsheets."""

from base64 import b64encode
from datetime import date

from bianzhi.reading.workbook import CellFault
from tests.reading import formats_books as books
from tests.reading.books import PEOPLE
from tests.reading.formats_books import LEDGER, csv_text, html_text
from tests.reading.hostile_case import SHOWN, SheetCase, rows_are


def people_csv(separator: str = ",") -> str:
    """The people of the small ledger as text."""
    return csv_text(PEOPLE, separator)


UTF8, GB = people_csv().encode(), people_csv().encode("gb18030")
DELIMITED = (
    SheetCase("CSV in UTF-8", lambda: UTF8),
    SheetCase("CSV with a mark", lambda: b"\xef\xbb\xbf" + UTF8),
    SheetCase("CSV in GB18030", lambda: GB),
    SheetCase("CSV in UTF-16", lambda: people_csv().encode("utf-16")),
    SheetCase("CSV in UTF-16, big end first", lambda: b"\xfe\xff" + people_csv().encode("utf-16-be")),
    SheetCase("CSV in UTF-16 without a mark", lambda: people_csv().encode("utf-16-le")),
    SheetCase("CSV in UTF-32", lambda: people_csv().encode("utf-32")),
    SheetCase("tabs named xls", lambda: people_csv("\t").encode("gb18030")),
    SheetCase("semicolons", lambda: people_csv(";").encode()),
    SheetCase("full-width separators", lambda: people_csv("，").encode()),
    SheetCase("enumeration commas", lambda: people_csv("、").encode("gb18030")),
    SheetCase("separator stated", lambda: b"sep=;\r\n" + people_csv(";").encode()),
    SheetCase("line ends of old Macs", lambda: people_csv().replace("\r\n", "\r").encode()),
    SheetCase("no line end", lambda: people_csv().rstrip().encode()),
    SheetCase(
        "lists in cells",
        "编号,专长\nP1,财政、审计\nP2,法制、文秘\n".encode,
        holds=lambda w: len(w.sheets[0].columns) == 2,
    ),
    SheetCase(
        "rare characters",
        lambda: "姓名,字\n𠮷㛃䶮,€·•\n".encode("gb18030"),
        holds=rows_are(["姓名", "字"], ["𠮷㛃䶮", "€·•"]),
    ),
    SheetCase("blank rows count", lambda: b"a,b\n\n\nc,d\n", holds=lambda w: w.sheets[0].row(3) == ["c", "d"]),
    SheetCase(
        "rows of other lengths",
        lambda: b"a,b\nc\nd,e,f\n",
        holds=rows_are(["a", "b", ""], ["c", "", ""], ["d", "e", "f"]),
    ),
    SheetCase("note of several lines", lambda: b'a,b\n"1\n2",c\n', holds=rows_are(["a", "b"], ["1\n2", "c"])),
    SheetCase("digits kept as text", lambda: b'a,b\n="0012","=""007"""\n', holds=rows_are(["a", "b"], ["0012", "007"])),
    SheetCase("formulas are text", lambda: b"a,b\n=1+1,@SUM(A1)\n", holds=rows_are(["a", "b"], ["=1+1", "@SUM(A1)"])),
    SheetCase(
        "errors in text",
        lambda: b"a,b\n#REF!,#N/A\n",
        holds=rows_are(["a", "b"], [CellFault("#REF!"), CellFault("#N/A")]),
    ),
    SheetCase("quotation mark not closed", 'a,b\n"P1,赵\nP2,钱\n'.encode, "第 2 行起引号"),
    SheetCase(
        "quotation marks that join rows",
        'a,b,c\n"P1,赵,1\nP2,钱,2\nP3",孙,3\nP4,李,4\n'.encode,
        "第 2 行起引号",
    ),
    SheetCase("UTF-8 then GB18030", lambda: UTF8 + GB, "混用了两种编码"),
    SheetCase("GB18030 then UTF-8", lambda: GB + UTF8, "第 1 行是 GB18030"),
    SheetCase("mark and GB18030", lambda: b"\xef\xbb\xbf" + UTF8 + GB, "第 4 行"),
    SheetCase("neither encoding", lambda: UTF8 + b"P3,\xff\xff\n", "第 4 行"),
    SheetCase("null byte", lambda: UTF8 + b"P3,\0\n", "第 4 行含有空字符"),
    SheetCase("null in UTF-16", lambda: (people_csv() + "P3,\0\n").encode("utf-16"), "第 4 行含有空字符"),
    SheetCase("half a character of UTF-16", lambda: people_csv().encode("utf-16")[:-1], "UTF-16"),
    SheetCase("cell of 2 MiB", lambda: b"a,b\n" + b"x" * 2**21 + b",c\n", "第 2 行有超过"),
    SheetCase("a row of 20,000 columns", lambda: b"a,b\n" + b"," * 20_000 + b"\n", "超出 Excel"),
    SheetCase("twelve million cells", lambda: b"," * 4_000 + b"\n" + b"x\n" * 3_000, "超过上限"),
    SheetCase("more rows than a sheet has", lambda: b"x,y\n" * 1_050_000, "超出 Excel"),
    SheetCase("only a mark", lambda: b"\xef\xbb\xbf", holds=lambda w: w.sheets[0].height == 0),
)


_META = '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'


def page_of(rows: str) -> bytes:
    """A page with one table."""
    return f"<html><body><table>{rows}</table></body></html>".encode()


WEB = (
    SheetCase("web page in GB2312", lambda: html_text({"人员": PEOPLE}, _META).encode("gb18030")),
    SheetCase("web page in UTF-8 that says GB2312", lambda: html_text({"人员": PEOPLE}, _META).encode()),
    SheetCase("web page in UTF-16", lambda: html_text({"人员": PEOPLE}).encode("utf-16")),
    SheetCase("document type of a page", lambda: b"<!DOCTYPE html>" + html_text({"人员": PEOPLE}).encode()),
    SheetCase(
        "tables are sheets",
        lambda: html_text(LEDGER).encode(),
        holds=lambda w: [(s.name, s.first_row) for s in w.sheets] == [("机构", 1), ("编制", 4), ("人员", 7)],
    ),
    SheetCase(
        "cells over columns and rows",
        lambda: page_of("<tr><td rowspan=2>甲<td colspan=2>乙<tr><td>丙<td>丁"),
        holds=lambda w: (
            w.sheets[0].rows() == [["甲", "乙", ""], ["", "丙", "丁"]]
            and [(m.top, m.left, m.bottom, m.right) for m in w.sheets[0].merges] == [(0, 0, 1, 0), (0, 1, 0, 2)]
        ),
    ),
    SheetCase("a colspan of a billion", lambda: page_of("<tr>" + "<td colspan=999999999>x" * 20), "超出 Excel"),
    SheetCase(
        "a rowspan of a billion",
        lambda: page_of("<tr><td rowspan=999999999>x<tr><td>y"),
        holds=rows_are(["x", ""], ["", "y"]),
    ),
    SheetCase(
        "tables in tables",
        lambda: page_of("<tr><td><table>" * 400 + "<tr><td>x"),
        holds=lambda w: w.sheets[-1].rows()[-1][-1] == "x",
    ),
    SheetCase("tables in tables without end", lambda: page_of("<tr><td><table>" * 3_000 + "<tr><td>x"), "嵌套"),
    SheetCase(
        "elements in elements",
        lambda: page_of("<tr><td>" + "<b><div>" * 20_000 + "x"),
        holds=lambda w: w.sheets[0].rows() == [["x"]],
    ),
    SheetCase(
        "tags not closed", lambda: b"<table><tr><td>a<td>b<tr><td>c<td>d", holds=rows_are(["a", "b"], ["c", "d"])
    ),
    SheetCase(
        "scripts and comments are not shown",
        lambda: page_of("<script>var x='<tr><td>1'</script><!-- <tr><td>2 --><tr><td>甲<style>td{}</style></td></tr>"),
        holds=rows_are(["甲"]),
    ),
    SheetCase(
        "nothing is fetched",
        lambda: page_of('<tr><td><img src="http://192.0.2.1/x"><link rel="stylesheet" href="file:///etc/passwd">甲'),
        holds=rows_are(["甲"]),
    ),
    SheetCase("entities of a page", lambda: b'<!DOCTYPE html [<!ENTITY x "y">]><table><tr><td>&x;</table>', "实体声明"),
    SheetCase(
        "a quotation mark not closed in a tag", lambda: page_of('<tr><td>a<tr><td title="x>b<tr><td>c'), "无法识别"
    ),
    SheetCase("three million cells", lambda: page_of("<tr>" + "<td>" * 3_000_001), "超过上限"),
    SheetCase(
        "hidden rows of a page",
        lambda: page_of("<tr><td>a<tr style='display: none'><td>b"),
        holds=lambda w: w.sheets[0].rows() == [["a"], ["b"]] and w.sheets[0].hidden_rows == (2,),
    ),
    SheetCase(
        "what does not fit in its cell",
        lambda: page_of('<tr><td x:num="4.5">####<td x:num>7<td>####'),
        holds=rows_are([4.5, "7", "####"]),
    ),
    SheetCase(
        "spaces and breaks",
        lambda: page_of("<tr><td> 甲&nbsp;\n 乙<br>丙 <p>丁</p></td>"),
        holds=rows_are(["甲 乙\n丙\n丁"]),
    ),
    SheetCase("rows outside of a table", lambda: b"<html><tr><td>a</td></tr></html>", holds=rows_are(["a"])),
    SheetCase(
        "a page without a table", lambda: b"<html><body>404 Not Found</body></html>", holds=lambda w: not w.sheets
    ),
    SheetCase(
        "web archive",
        lambda: books.mhtml_bytes(LEDGER),
        holds=lambda w: [s.name for s in w.sheets] == list(LEDGER) and w.sheets[-1].rows() == SHOWN,
    ),
    SheetCase(
        "web archive in base64",
        lambda: (
            b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\n'
            + b64encode(html_text({"人员": PEOPLE}).encode())
            + b"\n--b--\n"
        ),
    ),
    SheetCase(
        "web archive of 10,000 parts",
        lambda: b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n' + b"--b\n\nx\n" * 10_000,
        "超过上限",
    ),
    SheetCase(
        "archives in archives",
        lambda: (
            b"MIME-Version: 1.0\n"
            + b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(500))
        ),
        "层次过多",
    ),
    SheetCase(
        "web archive without a page",
        lambda: b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\n\nx\n--b--\n',
        "没有网页",
    ),
)


def xml_rows(rows: str, before: str = "", after: str = "") -> bytes:
    """An XML spreadsheet with one sheet."""
    text = books.xml_2003_text({"表": ()}).replace("<Table></Table>", f"<Table>{rows}</Table>{after}")
    return text.replace("<Workbook", f"{before}<Workbook", 1).encode()


_DATA = '<Data ss:Type="String">%s</Data>'
XML_2003 = (
    SheetCase("XML spreadsheet", lambda: books.xml_2003_text({"人员": PEOPLE}).encode()),
    SheetCase(
        "XML spreadsheet in GB2312",
        lambda: books.xml_2003_text({"人员": PEOPLE}).replace('"1.0"', '"1.0" encoding="GB2312"').encode("gb18030"),
    ),
    SheetCase(
        "XML spreadsheet with entities", lambda: xml_rows("<Row/>", '<!DOCTYPE x [<!ENTITY a "b">]>'), "实体声明"
    ),
    SheetCase("XML spreadsheet broken", lambda: xml_rows("<Row>"), "无法解析"),
    SheetCase(
        "XML spreadsheet nested",
        lambda: xml_rows("<Row><Cell>" + "<B>" * 200 + "</B>" * 200 + "</Cell></Row>"),
        "层次过多",
    ),
    SheetCase(
        "a row far below", lambda: xml_rows(f'<Row ss:Index="999999999"><Cell>{_DATA % 1}</Cell></Row>'), "超出 Excel"
    ),
    SheetCase(
        "a cell far to the right",
        lambda: xml_rows(f'<Row><Cell ss:Index="999999">{_DATA % 1}</Cell></Row>'),
        "超出 Excel",
    ),
    SheetCase(
        "cells in the wrong order",
        lambda: xml_rows(f'<Row><Cell>{_DATA % 1}</Cell><Cell ss:Index="1">{_DATA % 2}</Cell></Row>'),
        "次序颠倒",
    ),
    SheetCase(
        "rows in the wrong order",
        lambda: xml_rows(
            f'<Row ss:Index="5"><Cell>{_DATA % 1}</Cell></Row><Row ss:Index="5"><Cell>{_DATA % 2}</Cell></Row>'
        ),
        "出现两次",
    ),
    SheetCase(
        "places, merges, comments and kinds",
        lambda: xml_rows(
            f'<Row ss:Index="3" ss:Hidden="1"><Cell ss:Index="2" ss:MergeAcross="1">{_DATA % "甲"}<Comment><Data ss:Type="String">批注</Data></Comment></Cell>'
            '<Cell><Data ss:Type="Number">1.5</Data></Cell><Cell><Data ss:Type="DateTime">2024-01-31T00:00:00.000</Data></Cell><Cell><Data ss:Type="Boolean">1</Data></Cell>'
            '<Cell><Data ss:Type="Error">#REF!</Data></Cell><Cell ss:Formula="=1+1"/></Row>'
        ),
        holds=lambda w: (
            w.sheets[0].rows() == [["", "甲", "", 1.5, date(2024, 1, 31), "TRUE", CellFault("#REF!"), CellFault("")]]
            and w.sheets[0].address(0, 1) == "B3"
            and w.sheets[0].hidden_rows == (3,)
            and [(m.left, m.right) for m in w.sheets[0].merges] == [(1, 2)]
        ),
    ),
    SheetCase(
        "hidden sheet of an XML spreadsheet",
        lambda: xml_rows(
            "<Row/>",
            after='<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions>',
        ),
        holds=lambda w: w.sheets[0].hidden,
    ),
)
