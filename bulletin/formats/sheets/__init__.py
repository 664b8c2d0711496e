"""Sheets of spreadsheet programs ↔ rows of text: `.xlsx` and `.csv`, within bounds, no file opened.

read      bytes → sheets, by what the bytes are, whatever the file is called
workbook  an .xlsx → sheets           packing  what of a workbook may be unpacked
delimited a .csv → a sheet            values   a typed cell → its text
event     the fields of an event ↔ the cells of its row
lines     fields and lists ↔ the lines of a cell
write     rows → .csv and .xlsx
"""
