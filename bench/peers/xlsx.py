"""The cells of a workbook, written again by another library: xlsx.py XlsxWriter|openpyxl FILE.

Prints the milliseconds of writing. Formats, widths and the chart are left out.
"""

import io
import sys
import time

import openpyxl
import xlsxwriter


def main():
    library, path = sys.argv[1:]
    book = openpyxl.load_workbook(path, read_only=True)
    sheets = {sheet.title: list(sheet.values) for sheet in book.worksheets}
    write = {"XlsxWriter": by_xlsxwriter, "openpyxl": by_openpyxl}[library]
    start = time.perf_counter()
    write(sheets)
    print((time.perf_counter() - start) * 1000)


def by_xlsxwriter(sheets):
    book = xlsxwriter.Workbook(
        io.BytesIO(), {"constant_memory": True, "default_date_format": "yyyy-mm-dd"}
    )
    for title, rows in sheets.items():
        sheet = book.add_worksheet(title)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    book.close()


def by_openpyxl(sheets):
    book = openpyxl.Workbook(write_only=True)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(io.BytesIO())


main()
