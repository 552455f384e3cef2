"""A plan as an XLSX workbook (Office Open XML, ECMA-376), to be changed in a spreadsheet and brought back.

The first row of a sheet is hidden and has the names of its columns as they are here, so that headings may be in any
language and columns may be moved. The first column is hidden and locked and has each row's key.
"""
